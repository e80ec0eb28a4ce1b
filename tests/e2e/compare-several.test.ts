/** Three and four articles side by side, what they say by source, whom they quote, how they head it, and what changed in one. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cache } from '../../scripts/paths.ts';
import { importPaths, jobEnd, SAMPLE_CORPUS, startTestBackend } from '../support/backend.ts';
import { openChromium, startWebHost, type WebHost } from './support/browser.ts';
import { complaintsOf } from './support/complaints.ts';
import { takeScreen } from './support/pictures.ts';

const folder = mkdtempSync(join(tmpdir(), 'parallax-several-'));
const project = join(folder, 'tamun.parallax');
const pictures = join(cache, 'screenshots');

const VERSIONS = {
  before: [
    'The ferry leaves Osmere at six.',
    'Crews slept aboard all night long.',
    'Passengers waited in the hall.',
    'The mayor called it a nuisance.',
    'Nobody was hurt on the pier.',
  ],
  after: [
    'The mayor called it a nuisance.',
    'The ferry leaves Osmere at six.',
    'Crews slept aboard for two nights long.',
    'Passengers waited in the hall.',
    'Talks begin on Sunday in Lomm.',
  ],
};
const ferry = (sentences: readonly string[]) =>
  `---\ntitle: Ferries stay in port\nsource: Osmere Post\ndate: 2025-04-02\nlanguage: en\n---\n\n${sentences.join('\n\n')}\n`;

const TITLES = {
  courier: { words: 'After eleven years', title: /After eleven years/ },
  herald: { words: 'river tamed', title: /A river tamed/ },
  observer: { words: 'plain words', title: /treaty in plain words/ },
};

let browser: Browser;
let host: WebHost;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  mkdirSync(join(folder, 'post'));
  const { client, stop } = await startTestBackend({ project, dataDir: folder });
  await importPaths(client, [SAMPLE_CORPUS]);
  for (const sentences of [VERSIONS.before, VERSIONS.after]) {
    writeFileSync(join(folder, 'post', 'ferry.md'), ferry(sentences));
    await importPaths(client, [join(folder, 'post')]);
  }
  const { jobId } = await client.call('analysis.start', {});
  await jobEnd(client, jobId);
  await stop();
  browser = await openChromium();
  host = await startWebHost(['--project', project], folder);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  complaints = complaintsOf(page);
  await page.goto(host.url);
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

const picture = (name: string) => takeScreen(page, pictures, name, complaints);
const expectSoon = (read: () => Promise<unknown>) => expect.poll(read, { timeout: 10_000 });
const bar = () => page.getByRole('toolbar', { name: 'Comparison' });
const texts = () => page.locator('[role=document]');
const column = (source: string) => page.getByRole('region', { name: source, exact: true });

async function choose(key: string, words: string, title: RegExp) {
  await page.keyboard.press(key);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Headline' }).fill(words);
  await dialog.getByRole('listitem').filter({ hasText: title }).first().getByRole('button').click();
  await dialog.waitFor({ state: 'detached' });
}

describe('a person who compares several articles', () => {
  it('adds a third and a fourth, up to four; one that is there is refused', async () => {
    await choose('[', 'Tamun water treaty', /Velmara and Ordesh sign/);
    await choose(']', TITLES.courier.words, TITLES.courier.title);
    await choose('+', TITLES.herald.words, TITLES.herald.title);
    await expectSoon(() => texts().count()).toBe(3);
    await choose('+', TITLES.herald.words, TITLES.herald.title);
    await page
      .getByText(/in the comparison already/)
      .first()
      .waitFor();
    await picture('compare-three');
    await choose('+', TITLES.observer.words, TITLES.observer.title);
    await expectSoon(() => texts().count()).toBe(4);
    await picture('compare-four');
    await expectSoon(() => bar().getByRole('button', { name: 'Add an article' }).isDisabled()).toBe(true);
    expect(await page.locator('[data-gutter]').count()).toBe(3);
  });

  it('takes one out by key, and moves another', async () => {
    await page.keyboard.press('Alt+3');
    await page.keyboard.press('-');
    await expectSoon(() => texts().count()).toBe(3);
    await page.keyboard.press('Alt+1');
    await page.keyboard.press('x');
    await page
      .getByRole('group', { name: /^Article 2/ })
      .getByText('Meridian Wire')
      .waitFor();
    await page.keyboard.press('Alt+1');
    await page.keyboard.press('x');
    await page
      .getByRole('group', { name: /^Article 1/ })
      .getByText('Meridian Wire')
      .waitFor();
  });

  it('steps through what all of them say, each text in sight', async () => {
    const inAll = bar().getByRole('button', { name: /^In all 3: [1-9]/ });
    await inAll.click();
    await expectSoon(() => bar().getByRole('status').innerText()).toMatch(/^In all 3 1 of/);
    const wordings = page.getByRole('region', { name: 'Selected pair' }).getByRole('group');
    expect(await wordings.count()).toBe(3);
    await inAll.click();
  });
});

describe('the matrix of statements by sources', () => {
  const grid = () => page.getByRole('grid', { name: 'Statements by sources' });
  const cells = () => grid().getByRole('gridcell');

  it('says for each source same, reworded, other figure or not said', async () => {
    await page.keyboard.press('Alt+m');
    await grid().waitFor();
    const said = (await cells().allInnerTexts()).join('\n');
    for (const word of ['said so', 'reworded', 'not said']) expect(said).toContain(word);
    await picture('compare-matrix');
  });

  it('is gone through by the arrow keys; below it both wordings', async () => {
    await cells().first().click();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await expectSoon(() => page.evaluate(() => document.activeElement?.getAttribute('data-cell'))).toBe('1 1');
    expect(await page.locator('[role=gridcell][tabindex="0"]').count()).toBe(1);
  });

  it('is that of the whole story when asked, one article for each source; figures that disagree alone', async () => {
    await bar().getByRole('radio', { name: 'Whole story' }).click();
    await expectSoon(() => grid().getByRole('columnheader').count()).toBeGreaterThan(4);
    await picture('compare-matrix-story');
    await page.keyboard.press('d');
    await expectSoon(async () => (await grid().getByRole('row').count()) - 1).toBeGreaterThan(0);
    const rows = await grid().getByRole('row').allInnerTexts();
    for (const row of rows.slice(1)) expect(row).toContain('other figure');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      bar().getByRole('button', { name: 'CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('statements-by-source.csv');
    await page.keyboard.press('d');
    await bar()
      .getByRole('radio', { name: /^These/ })
      .click();
  });

  it('opens a sentence in its place', async () => {
    const cell = cells().filter({ hasText: 'said so' }).first();
    const words = (await cell.locator('xpath=..').getByRole('rowheader').innerText()).split('\n').at(-1)!;
    await cell.click();
    await page.keyboard.press('Enter');
    await texts().getByText(words.slice(0, 40)).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await grid().waitFor();
  });
});

it('quotations stand side by side by speaker, each opens in its article', async () => {
  await page.keyboard.press('Alt+q');
  const speaker = page.getByRole('heading', { level: 3 }).first();
  await speaker.waitFor();
  await picture('compare-quotations');
  const quote = page.locator('section').filter({ has: speaker }).getByRole('button').first();
  await quote.click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('c');
});

it('headlines are marked word by word beside the one that is chosen', async () => {
  await page.keyboard.press('Alt+h');
  const list = page.getByRole('listbox', { name: 'Headlines' });
  const options = list.getByRole('option');
  await expectSoon(() => options.count()).toBe(3);
  expect(await options.nth(0).locator('mark').count()).toBe(0);
  expect(await options.nth(1).locator('mark').count()).toBeGreaterThan(0);
  await options.nth(0).focus();
  await page.keyboard.press('ArrowDown');
  await expectSoon(() => options.nth(1).locator('mark').count()).toBe(0);
  expect(await options.nth(0).locator('mark').count()).toBeGreaterThan(0);
  await picture('compare-headlines');
  await page.keyboard.press('Alt+s');
});

it('what changed between the texts of one article is told: added, gone, changed, moved', async () => {
  await choose('[', 'Ferries stay', /Ferries stay in port/);
  await column('Osmere Post').getByRole('document').waitFor();
  await page.keyboard.press('Alt+1');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('What changed between');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'What changed between its texts' });
  await dialog.getByText('1 sentence added, 1 gone, 1 changed, 1 moved').waitFor();
  expect(await dialog.getByRole('group', { name: 'Moved from here' }).innerText()).toContain(
    'The mayor called it a nuisance.',
  );
  expect(await dialog.getByRole('group', { name: 'Changed' }).locator('mark').allInnerTexts()).toContain(
    'for two nights',
  );
  await picture('compare-versions');
  await page.keyboard.press('Escape');
});

it('the page complains of nothing', () => {
  expect(complaints).toEqual([]);
});
