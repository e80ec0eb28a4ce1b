/** From a messy folder to articles, as a person does it in the page: columns, import, report, another try, a look. */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cache, inRoot } from '../../scripts/paths.ts';
import { openChromium, startWebHost, type WebHost } from './support/browser.ts';
import { complaintsOf } from './support/complaints.ts';
import { writeMessyFolder } from './support/messy-folder.ts';
import { expectSound } from './support/sound.ts';

const PATIENT = { timeout: 60_000 };

/** No two have a paragraph in common: what repeats in a source is taken for furniture. */
const story = (place: string, who: string, first: string, last: string) => [
  `The ferry to ${place} was cancelled on ${first} because the pier had moved four metres during the night.`,
  `“Nobody had ever asked us to measure it,” said ${who}, who has kept the harbour of ${place} for thirty years.`,
  `The council of ${place} will hear ${who} and three engineers before it decides whether the service can begin.`,
  `Until ${last} a bus leaves from the town hall of ${place} every hour, and bicycles travel free of charge.`,
];

const article = (
  place: string,
  ...told: [who: string, first: string, last: string]
) => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>No ferry to ${place}</title><meta property="og:site_name" content="Quay Gazette">
<meta property="article:published_time" content="2025-03-14T08:30:00+01:00"></head><body>
<nav><a href="/">Home</a> <a href="/sea">Sea</a> <a href="/land">Land</a> <a href="/subscribe">Subscribe</a></nav>
<article><h1>No ferry to ${place}</h1>${story(place, ...told)
  .map((paragraph) => `<p>${paragraph}</p>`)
  .join('')}</article><footer>Imprint · Privacy · Terms</footer></body></html>`;

/** Two pages, a note, a file that was never finished, a picture, and a table of flashes whose header says nothing. */
function writeScrape(folder: string) {
  mkdirSync(join(folder, 'quay-gazette'), { recursive: true });
  mkdirSync(join(folder, 'tables'));
  writeFileSync(join(folder, 'quay-gazette', 'marrow.html'), article('Marrow', 'Ida Marrow', 'Monday', 'May'));
  writeFileSync(
    join(folder, 'quay-gazette', 'tamsin.html'),
    article('Tamsin Sound', 'Piet Orrin', 'Friday', 'the autumn'),
  );
  writeFileSync(
    join(folder, 'quay-gazette', 'brief.md'),
    '---\ntitle: In brief\n---\n\nThe pier of Orrin is open again.\n',
  );
  writeFileSync(join(folder, 'quay-gazette', 'unfinished.html'), '');
  writeFileSync(join(folder, 'quay-gazette', 'pier.psd'), 'a picture');
  // Too short to be taken for articles by their length.
  const rows = ['Orrin', 'Lower Quay'].map((place, n) => [
    String(n),
    `A pier for ${place}`,
    `The harbour of ${place} gets a pier. The council voted for it on Friday.`,
    'Hill Monitor',
  ]);
  const lines = [['nr', 'q1', 'q2', 'q3'], ...rows].map((cells) => cells.map((cell) => `"${cell}"`).join(','));
  writeFileSync(join(folder, 'tables', 'flashes.csv'), `${lines.join('\r\n')}\r\n`);
}

describe('an import in the page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parallax-import-'));
  const scrape = join(folder, 'coast-scrape');
  let browser: Browser;
  let host: WebHost;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    writeScrape(scrape);
    browser = await openChromium();
    host = await startWebHost(['--project', join(folder, 'coast.parallax'), '--folder', scrape]);
    const context = await browser.newContext({ viewport: { width: 1024, height: 700 }, acceptDownloads: true });
    page = await context.newPage();
    complaints = complaintsOf(page);
    await page.goto(host.url);
  });
  afterAll(async () => {
    await browser?.close();
    await host?.stop();
  });

  const importButton = () => page.getByRole('button', { name: /^Import \d+ files?/ });
  const columnSelect = (column: string) => page.getByRole('button', { name: `Column ${column} holds` });

  it('begins with the table whose text nobody can guess, and does not go on before that is said', async () => {
    await page.getByRole('button', { name: `Import ${scrape}` }).click();
    await page.getByRole('heading', { name: 'Columns of tables/flashes.csv' }).waitFor(PATIENT);
    expect(await importButton().isDisabled()).toBe(true);
    await expectSound(page, complaints);

    // With the keyboard alone: the third column holds the text, the second the title.
    for (const [column, field] of [
      ['q2', 'Text'],
      ['q1', 'Title'],
    ] as const) {
      await columnSelect(column).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('option', { name: field, exact: true }).waitFor();
      await page.keyboard.type(field);
      await page.keyboard.press('Enter');
      await expect.poll(() => columnSelect(column).innerText()).toBe(field);
    }
    await expect.poll(() => importButton().isEnabled(), PATIENT).toBe(true);
    await expectSound(page, complaints);
  });

  it('shows ten files as they would come in, with what is kept and removed, and names what it cannot read', async () => {
    await page.getByRole('heading', { name: 'Columns of tables/flashes.csv' }).click();
    await page.keyboard.press('Escape');
    const files = page.getByRole('listbox', { name: 'Files of the dry run' });
    await files.getByRole('option', { name: 'marrow.html' }).click();
    const texts = page.getByRole('region', { name: 'Kept and removed text' });
    await texts.getByText('Nobody had ever asked us to measure it').waitFor();
    await texts.getByRole('button', { name: /Home Sea Land Subscribe/ }).waitFor();
    await page.getByRole('button', { name: 'Not read: .psd' }).waitFor();
    await expectSound(page, complaints);
  });

  it('imports, and reports what came in, what did not and what is worth a look', async () => {
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '5 of 6 articles are in' }).waitFor(PATIENT);
    const failures = page.getByRole('table', { name: 'Could not be read' });
    expect(await failures.getByRole('row').count()).toBe(1);
    await failures.getByRole('row', { name: /unfinished\.html/ }).waitFor();
    const worth = page.getByRole('table', { name: 'Worth a look' });
    await worth.getByRole('row', { name: /3 very short/ }).waitFor();
    await worth.getByRole('row', { name: /1 not read 1 \.psd/ }).waitFor();
    await expectSound(page, complaints);
  });

  it('saves the report as a table', async () => {
    const download = page.waitForEvent('download');
    await page.keyboard.press('s');
    const saved = await download;
    expect(saved.suggestedFilename()).toMatch(/^import of coast-scrape \d{4}-\d\d-\d\d\.csv$/);
    const csv = readFileSync(await saved.path(), 'utf8');
    expect(csv).toContain('"quay-gazette/unfinished.html"');
    expect(csv).toContain('"quay-gazette/brief.md"');
    expect(csv).not.toContain('"quay-gazette/marrow.html"');
  });

  it('shows in the reader what was cut, by kind', async () => {
    await page.getByRole('button', { name: 'Sample of menu' }).click();
    await page.getByRole('main').getByText('No ferry to Marrow').first().waitFor();
    await page.getByRole('navigation').getByRole('button', { name: 'Inbox' }).click();
  });

  it('reads again what failed, once it has been mended, and nothing else', async () => {
    writeFileSync(
      join(scrape, 'quay-gazette', 'unfinished.html'),
      article('Upper Marrow', 'Una Lenn', 'Sunday', 'further notice'),
    );
    await page.getByRole('button', { name: 'Retry' }).click();
    await page.getByRole('heading', { name: '1 of 1 article is in' }).waitFor(PATIENT);
    await page.getByRole('button', { name: 'All imports' }).click();
    expect(await page.getByRole('button', { name: 'Report' }).count()).toBeGreaterThanOrEqual(2);
    await expectSound(page, complaints);
  });

  it('opens in triage what a line of the report points at', async () => {
    await page.getByRole('main').getByRole('button', { name: 'Report' }).last().click();
    await page.getByRole('button', { name: 'Show very short' }).click();
    const grid = page.getByRole('grid');
    for (const title of [/In brief/, /A pier for Orrin/, /A pier for Lower Quay/])
      await grid.getByRole('row', { name: title }).waitFor();
    expect(await grid.getByRole('row', { name: /No ferry to/ }).count()).toBe(0);
  });

  it('remembers the columns of a table for the next import', async () => {
    await page.getByRole('navigation').getByRole('button', { name: 'Inbox' }).click();
    await page.getByRole('button', { name: 'All imports' }).click();
    await page.getByRole('button', { name: `Import ${scrape}` }).click();
    await expect.poll(() => importButton().isEnabled(), PATIENT).toBe(true);
    await page.getByRole('button', { name: /flashes\.csv/ }).click();
    await page.getByText('as you chose for this header before').waitFor();
    expect(await columnSelect('q2').innerText()).toBe('Text');
    await expectSound(page, complaints);
  });

  it('tells in the settings what is kept of the originals, and what reading them again would change', async () => {
    await page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click();
    await page.getByText(/^6 articles with the original in the project/).waitFor();
    await page.getByRole('row', { name: /^HTML extraction.*3 articles.*today’s version/ }).waitFor();
    await page.getByRole('button', { name: 'See what reading again would change' }).click();
    await page
      .getByText('6 articles read again: 0 would have another text, 0 other metadata, 6 the same.')
      .waitFor(PATIENT);
    await expectSound(page, complaints);
  });

  it('takes in what is added to a watched folder, once it is switched on there', async () => {
    await page.getByText('coast-scrape', { exact: true }).waitFor();
    await page.getByText('not watched').waitFor();
    await page.getByRole('checkbox', { name: 'Watch coast-scrape' }).focus();
    await page.keyboard.press('Space');
    await page.getByText(/^watched since/).waitFor();
    writeFileSync(join(scrape, 'quay-gazette', 'late.html'), article('Late Sound', 'Bo Tamsin', 'Tuesday', 'Easter'));
    await page.getByText(/^7 articles with the original in the project/).waitFor(PATIENT);
    await expectSound(page, complaints);
  });
});

describe('a folder as scrapers leave it', () => {
  // With PARALLAX_SCREENSHOTS=docs as large as the pictures of the documentation say.
  const forDocs = process.env.PARALLAX_SCREENSHOTS === 'docs';
  const pictures = forDocs ? inRoot('docs', 'screenshots') : join(cache, 'screenshots');
  const folder = mkdtempSync(join(tmpdir(), 'parallax-messy-'));
  const scrape = join(folder, 'lectern-scrape');
  let browser: Browser;
  let host: WebHost;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    writeMessyFolder(scrape, forDocs ? 5000 : 400);
    browser = await openChromium();
    host = await startWebHost(['--project', join(folder, 'tamun-treaty.parallax'), '--folder', scrape]);
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    page = await context.newPage();
    complaints = complaintsOf(page);
    await page.goto(host.url);
    await page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('textbox', { name: 'Your name as coder' }).fill('Mara Lindqvist');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Coder: Mara Lindqvist' }).waitFor();
    await page.getByRole('navigation').getByRole('button', { name: 'Inbox' }).click();
  });
  afterAll(async () => {
    await browser?.close();
    await host?.stop();
  });

  /** The screen as it is, light, dark, and where panes fold. */
  async function picture(name: string) {
    await page.evaluate(() => document.fonts.ready);
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await page.screenshot({ path: join(pictures, `${name}-${theme}.png`), animations: 'disabled' });
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1024, height: 700 });
    await page.screenshot({ path: join(pictures, `${name}-1024-light.png`), animations: 'disabled' });
    await expectSound(page, complaints);
    await page.setViewportSize({ width: 1440, height: 900 });
  }

  const importButton = () => page.getByRole('button', { name: /^Import [\d,]+ files/ });

  it('is counted by format, encoding and source, and asks about the tables it cannot read', async () => {
    await page.getByRole('button', { name: `Import ${scrape}` }).click();
    await page.getByRole('heading', { name: 'Columns of tables/addresses.csv' }).waitFor(PATIENT);
    await page.getByRole('button', { name: 'Leave it out' }).click();
    await page.getByText('This table is left out').waitFor(PATIENT);
    await page.getByRole('button', { name: /^flashes\.csv/ }).click();
    await picture('import-columns');
    for (const [column, field] of [
      ['q2', 'Text'],
      ['q1', 'Title'],
    ] as const) {
      await page.getByRole('button', { name: `Column ${column} holds` }).click();
      await page.getByRole('option', { name: field, exact: true }).click();
    }
    await expect.poll(() => importButton().isEnabled(), PATIENT).toBe(true);
    const encodings = page.getByRole('table', { name: 'Encodings' });
    await encodings.getByRole('row', { name: /^UTF-8/ }).waitFor();
    await encodings.getByRole('row', { name: /^windows-1251/ }).waitFor();
    await page.getByRole('heading', { name: /^Columns of/ }).click();
    await page.keyboard.press('Escape');
    await page
      .getByRole('option', { name: /\.txt.*Plain text/ })
      .first()
      .click();
    await picture('import-before');
  });

  it('comes in while the work goes on, and is reported to the last file', async () => {
    await importButton().click();
    await page.getByText('Go on working meanwhile').waitFor(PATIENT);
    if (forDocs) {
      await page
        .getByText(/a second/)
        .first()
        .waitFor(PATIENT);
      await picture('import-during');
    }
    await page.getByRole('navigation').getByRole('button', { name: 'Triage' }).click();
    const row = page.getByRole('grid').getByRole('row').nth(1);
    await row.waitFor(PATIENT);
    await row.click();
    await page.keyboard.press('i');
    await page.getByText('1 included').first().waitFor();
    await page.getByRole('navigation').getByRole('button', { name: 'Inbox' }).click();
    const heading = page.getByRole('heading', { name: /articles are in$/ });
    await heading.waitFor({ timeout: 170_000 });
    const [taken, found] = (await heading.innerText()).match(/[\d,]+/g)!.map((words) => Number(words.replace(',', '')));
    const failures = page.getByRole('table', { name: 'Could not be read' });
    expect(await failures.getByRole('row').count()).toBeGreaterThan(0);
    expect(taken).toBeGreaterThan(found! * 0.97);
    await page
      .getByRole('table', { name: 'Worth a look' })
      .getByRole('row', { name: /with copies/ })
      .waitFor();
    await picture('import-after');
  });
});
