/** A round of coding from the keyboard alone: drawn, read through, seen in the history; what a blind round hides stays hidden on the page. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  articleIds,
  codeQuote,
  importPaths,
  startTestBackend,
  temporaryFolder,
  writeFiles,
} from '../support/backend.ts';
import { openChromium, startWebHost, type WebHost } from './support/browser.ts';
import { complaintsOf } from './support/complaints.ts';
import { expectSound } from './support/sound.ts';

let browser: Browser;
let host: WebHost;
let page: Page;
let complaints: string[];

const outlets = ['courier', 'herald', 'register'];
const topics = ['Ferry', 'Bridge', 'Harbour', 'Market'];

beforeAll(async () => {
  const texts = outlets.flatMap((outlet) =>
    topics.map((topic, at): [string, string] => [
      `${outlet}/${topic.toLowerCase()}.txt`,
      `${topic} news of the ${outlet}\n\nThe ${topic.toLowerCase()} was closed again on day ${at + 1}, the ${outlet} has learned. Nobody said why it took so long.`,
    ]),
  );
  const path = join(temporaryFolder(), 'team.parallax');
  const prepared = await startTestBackend({ project: path, coder: 'Tomas' });
  await importPaths(prepared.client, [writeFiles(Object.fromEntries(texts))]);
  const { codeId } = await prepared.client.call('codebook.create', { fields: { name: 'Delay', shortcut: 'd' } });
  for (const articleId of await articleIds(prepared.client))
    await codeQuote(prepared.client, articleId, 'Nobody said why', [codeId]);
  await prepared.client.call('coders.use', { name: 'Marta' });
  await prepared.stop();
  host = await startWebHost(['--project', path], prepared.dataDir);
  browser = await openChromium();
  page = await (
    await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
  ).newPage();
  page.setDefaultTimeout(10_000);
  complaints = complaintsOf(page);
  await page.goto(host.url);
  await page.getByRole('navigation').getByRole('button', { name: 'Team' }).waitFor();
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const sound = async () => {
  for (const size of [
    { width: 1024, height: 700 },
    { width: 1440, height: 900 },
  ]) {
    await page.setViewportSize(size);
    await expectSound(page, complaints);
  }
};

describe('a blind round', () => {
  it('is drawn in a form that shows who gets what', async () => {
    await press('g', 'w');
    await page.getByText('No round of coding yet').waitFor();
    await sound();
    await press('n');
    await page.getByRole('textbox', { name: 'Name' }).waitFor();
    await page.keyboard.type('Pilot');
    await page.getByRole('radio', { name: 'The whole corpus' }).focus();
    await press('Space');
    // These reports are copies of each other.
    await page.getByRole('checkbox', { name: 'One of each group of copies' }).focus();
    await press('Space');
    await page.getByRole('heading', { name: '12 of 12 articles' }).waitFor();
    expect(await page.getByRole('row', { name: /^Marta/ }).textContent()).toMatch(/^Marta7/);
    await sound();
    await press('Control+Enter');
    await page.getByRole('row', { name: /Pilot/ }).waitFor();
    await page.getByRole('button', { name: 'Read my articles: 0 of 7 done' }).waitFor();
    await sound();
  });

  it('is read through with one key, and hides what the other coder did', async () => {
    await press('Enter');
    await page.getByRole('button', { name: 'Done, next' }).waitFor();
    await page.getByText('1 of 7, 0 done').waitFor();
    expect(await page.getByText('0 in this article').count()).toBe(1);
    const first = await page.locator('h1').textContent();
    await press('Control+Enter');
    await page.getByText('2 of 7, 1 done').waitFor();
    expect(await page.locator('h1').textContent()).not.toBe(first);
    for (let done = 2; done <= 7; done++) {
      await press('Control+Enter');
      await page.getByText(done < 7 ? `${done + 1} of 7, ${done} done` : 'of 7, 7 done').waitFor();
    }
    await page.getByText('All 7 of your articles in “Pilot” are done').waitFor();
  });

  it('stands in the history, which leaves out what is hidden', async () => {
    await press('g', 'w', '3');
    await page.getByRole('row', { name: /Created the round “Pilot”/ }).waitFor();
    expect(await page.getByRole('row', { name: /Marked as done/ }).count()).toBe(7);
    expect(await page.getByRole('row', { name: /Tomas/ }).count()).toBe(1);
    await press('j', 'j');
    await page.getByText('Undo goes back in order: 2 later changes come first.').waitFor();
    await sound();
  });

  it('shows everyone’s work when it has ended', async () => {
    await press('1');
    await page.getByRole('button', { name: 'End the round' }).focus();
    await press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'End the round' }).focus();
    await press('Enter');
    await page.getByRole('button', { name: 'Reopen the round' }).waitFor();
    await press('2');
    await page.getByRole('row', { name: /Tomas/ }).waitFor();
    await expect.poll(() => page.getByRole('row', { name: /Tomas/ }).textContent()).toMatch(/^Tomas12/);
    await sound();
    await press('3');
    await expect.poll(() => page.getByRole('row', { name: /Tomas/ }).count()).toBe(13);
  });
});
