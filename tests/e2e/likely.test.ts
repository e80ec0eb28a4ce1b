import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inRoot } from '../../scripts/paths.ts';
import { openChromium, startWebHost, type WebHost } from './support/browser.ts';
import { takeScreen } from './support/pictures.ts';

const pictures = process.env.PARALLAX_PICTURES ?? mkdtempSync(join(tmpdir(), 'parallax-likely-pictures-'));

const subjects = [
  ['Ferry', 'The ferry to Marrow island was late again, said the harbour master, and the crossing was cancelled.'],
  ['Budget', 'The council of Hillbrook agreed on its budget; the mayor spoke of roads, schools and a new hall.'],
  ['Match', 'The home side won its match by two goals; the coach praised the keeper and the young striker.'],
] as const;

function writeCorpus(folder: string) {
  mkdirSync(folder, { recursive: true });
  for (let day = 1; day <= 60; day++) {
    const [subject, sentence] = subjects[day % 3]!;
    const number = String(day).padStart(2, '0');
    const date = new Date(Date.UTC(2024, 0, day)).toISOString().slice(0, 10);
    const rest = `On day ${day} nobody wrote more about it than these ${day * 7} words would hold.`;
    writeFileSync(
      join(folder, `report-${number}.md`),
      `---\ntitle: ${subject} report ${number}\nsource: Quay Gazette\ndate: ${date}\n---\n\n${sentence}\n\n${rest}\n`,
    );
  }
}

let browser: Browser;
let host: WebHost;
let page: Page;
const complaints: string[] = [];
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'parallax-likely-'));
  const project = join(folder, 'likely.parallax');
  writeCorpus(join(folder, 'reports'));
  const cli = [inRoot('dist', 'backend', 'cli.js'), 'import', join(folder, 'reports'), '--project', project];
  const env = { ...process.env, PARALLAX_DATA_DIR: mkdtempSync(join(tmpdir(), 'parallax-cli-')) };
  execFileSync(process.execPath, cli, { env, stdio: 'ignore' });
  browser = await openChromium();
  host = await startWebHost(['--project', project]);
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(host.url);
  await page.getByRole('button', { name: 'Triage', exact: true }).click();
  await row(0).waitFor();
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

const table = () => page.getByRole('grid', { name: 'Articles' });
const row = (index: number) => table().locator(`[data-index="${index}"][id]`);
const titles = (from: number, to: number) =>
  Promise.all(
    Array.from({ length: to - from }, (_, i) =>
      row(from + i)
        .locator('[data-column="title"]')
        .first()
        .innerText(),
    ),
  );
const view = () => page.getByRole('toolbar', { name: 'View' });
const becomes = <T>(question: () => Promise<T>, answer: T) =>
  expect.poll(question, { timeout: 20_000 }).toEqual(answer);
const total = () => view().locator('b').first().innerText();

async function search(text: string, found: string) {
  await page.keyboard.press('/');
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text || ' ');
  await page.keyboard.press('Enter');
  await becomes(total, found);
  await table().focus();
  await page.keyboard.press('Home');
}

/** Decides on the first rows of what is listed, the cursor going on by itself. */
async function decide(key: string, decision: string, many: number) {
  for (let i = 0; i < many; i++) {
    await page.keyboard.press(key);
    await becomes(() => row(i).getAttribute('data-decision'), decision);
  }
}

describe('the learned order of Triage', () => {
  it('says what it takes while there are too few decisions', async () => {
    await table().focus();
    await page.keyboard.press('I');
    await page.getByLabel('Your name as coder').fill('Rana Marsh');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await becomes(() => row(0).getAttribute('data-decision'), 'include');
    await page.keyboard.press('Control+z');
    await becomes(() => row(0).getAttribute('data-decision'), 'undecided');
    await page.keyboard.press('L');
    await page
      .getByText('Likely is learned from at least 5 included and 5 excluded articles; you have 0 and 0.')
      .waitFor();
    expect(await table().getByRole('columnheader', { name: 'Likely' }).count()).toBe(0);
  });

  it('puts what is like the included articles first, by key, with a number, a bar and its reasons', async () => {
    await search('title:ferry', '20');
    await decide('I', 'include', 6);
    await search('title:budget', '20');
    await decide('E', 'exclude', 6);
    await search('', '60');
    await page.keyboard.press('L');
    const head = table().getByRole('columnheader', { name: 'Likely' });
    await head.waitFor();
    await becomes(() => head.getAttribute('aria-sort'), 'descending');
    await becomes(async () => (await titles(0, 20)).every((title) => title.startsWith('Ferry')), true);
    expect(await row(0).locator('[data-column="likely"]').innerText()).toMatch(/^\.[5-9]\d$/);
    await view().getByText('Learned from 12 decisions').waitFor();
    await table().focus();
    await page.keyboard.press('Home');
    await page.getByRole('heading', { name: 'Why it stands here' }).waitFor();
    await page
      .getByText(/ferry|harbour|island|crossing/i)
      .first()
      .waitFor();
    await takeScreen(page, pictures, 'triage-likely', complaints);
    await view().getByRole('button', { name: 'Learned from 12 decisions' }).click();
    await page.getByText('naive Bayes on words and pairs of words').waitFor();
    await page.keyboard.press('Escape');
  });

  it('learns anew after ten more decisions and leaves the rows where they are until asked', async () => {
    await table().focus();
    await page.keyboard.press('End');
    await becomes(() => table().locator('[data-focused]').getAttribute('data-index'), '59');
    const last = await titles(50, 60);
    for (let up = 0; up < 9; up++) await page.keyboard.press('K');
    // What was unlikely is wanted now.
    for (let i = 50; i < 60; i++) {
      await becomes(() => table().locator('[data-focused]').getAttribute('data-index'), String(i));
      await page.keyboard.press('I');
      await becomes(() => row(i).getAttribute('data-decision'), 'include');
    }
    const again = view().getByRole('button', { name: /Order learned from/ });
    await again.waitFor();
    expect(await titles(50, 60)).toEqual(last);
    await takeScreen(page, pictures, 'triage-likely-newer', complaints);
    await table().focus();
    await page.keyboard.press('.');
    await again.waitFor({ state: 'detached' });
    await page.keyboard.press('L');
    await becomes(() => table().getByRole('columnheader', { name: 'Date' }).getAttribute('aria-sort'), 'descending');
    expect(complaints).toEqual([]);
  });
});
