/** A researcher's whole job in a browser: from a folder of scrapes to coded tables that read back the same. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inRoot } from '../../scripts/paths.ts';
import { openChromium, startWebHost, type WebHost } from './support/browser.ts';
import { complaintsOf } from './support/complaints.ts';
import { checkExport, type Row, table } from './support/export-check.ts';
import { annotationRows, selectWords, untilSaved } from './support/reading.ts';
import { unzip } from './support/zip.ts';

const NIGHT_TRAMS = inRoot('tests', 'fixtures', 'e2e', 'night-trams');
/** For what comes when it is done; nothing here is about how soon. */
const PATIENT = { timeout: 60_000 };
const BANNER = '“🚋 Let us sleep at home”';
const JOYRIDE = 'a reckless joyride with other people’s money';

let browser: Browser;
let host: WebHost;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  browser = await openChromium();
  host = await startWebHost();
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  // While the host is away the browser itself notes each try to reach it.
  complaints = complaintsOf(page, /ERR_CONNECTION_REFUSED|WebSocket connection to/);
  await page.goto(host.url);
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

const button = (name: string | RegExp, exact = false): Locator => page.getByRole('button', { name, exact });
const go = (room: string) => page.getByRole('navigation').getByRole('button', { name: room }).click();
const rowOf = (title: string) => page.getByRole('grid').getByRole('row', { name: new RegExp(`^${title}`) });

const rowsInTable = async () => Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1;

/** Picks a folder in the browser's own dialog, which `open` brings up. */
async function pickFolder(open: () => Promise<void>, folder: string) {
  const chooser = page.waitForEvent('filechooser');
  await open();
  await (await chooser).setFiles(folder);
}

/** The files of an export's ZIP, by their path in its one folder. */
function exportIn(zip: string): Map<string, Buffer> {
  const entries = [...unzip(readFileSync(zip))];
  const folders = new Set(entries.map(([path]) => path.slice(0, path.indexOf('/') + 1)));
  expect(folders.size).toBe(1);
  return new Map(entries.map(([path, content]) => [path.slice(path.indexOf('/') + 1), content]));
}

async function importFoundFiles(files: number) {
  await button(`Import ${files} files`).click();
}

async function createProject(name: string) {
  await button(/^New empty project/).click();
  const dialog = page.getByRole('dialog', { name: 'New project' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('button', { name: 'Create' }).click();
  await button(`Project ${name}.parallax`).waitFor();
}

async function closeProject(name: string) {
  await button(`Project ${name}.parallax`).click();
  await page.getByRole('menuitem', { name: 'Close this project' }).click();
  await page.getByRole('heading', { name: 'Start a project' }).waitFor();
}

async function readArticle(title: string) {
  await go('Triage');
  await rowOf(title).click();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

describe('the whole job in a browser', () => {
  it('begins with a name and a project', async () => {
    const name = page.getByRole('textbox', { name: 'Your name as coder' });
    await name.fill('Mara Lindqvist');
    await name.press('Enter');
    await button('Coder: Mara Lindqvist').waitFor();
    await createProject('Night trams');
  });

  it('shows what a folder holds before anything is written', async () => {
    await pickFolder(() => button('Choose a folder…').click(), NIGHT_TRAMS);
    const files = page.getByRole('listbox', { name: 'Files of the dry run' });
    await expect.poll(() => files.getByRole('option').count(), PATIENT).toBe(5);
    await files.getByRole('option', { name: 'night-trams-return.html' }).click();
    const strips = page.getByRole('region', { name: 'Kept and removed text' });
    await strips.getByText('The motion passed by 21 votes to 14.').waitFor();
    await strips.getByRole('button', { name: /We use cookies/ }).waitFor();
    await files.getByRole('option', { name: 'cut-off-in-the-middle.json' }).click();
    await page.getByText('This is not valid JSON').last().waitFor();
  });

  it('imports it, and names the file that could not be read', async () => {
    await importFoundFiles(5);
    await page.getByRole('heading', { name: '4 of 5 articles are in' }).waitFor({ timeout: 120_000 });
    const failures = page.getByRole('table', { name: 'Could not be read' });
    expect(await failures.innerText()).toMatch(/cut-off-in-the-middle\.json(?:scraped)?\s+This is not valid JSON/);
    await page.getByText('What was cut, by kind').waitFor();
  });

  it('imports what is dropped on the window', async () => {
    const dropped = await page.evaluateHandle(() => {
      const text =
        'The harbour depot opens its gates\n\nThe depot at Almond Quay opens to visitors on Sunday, with four trams from the old night service on show. Entry is free, and the rye bread is not.\n';
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'depot-opens.txt', { type: 'text/plain' }));
      return transfer;
    });
    for (const type of ['dragover', 'drop']) await page.dispatchEvent('main', type, { dataTransfer: dropped });
    await button('Import 1 file').click();
    await page.getByRole('heading', { name: '1 of 1 article is in' }).waitFor({ timeout: 120_000 });
  });

  it('triages: search, and decisions by key', async () => {
    await go('Triage');
    await expect.poll(rowsInTable, PATIENT).toBe(5);
    await page.keyboard.press('/');
    await page.keyboard.type('"night trams" harbour');
    await page.keyboard.press('Enter');
    await expect.poll(rowsInTable, PATIENT).toBe(3);
    await rowOf('Night trams return').click();
    await page.keyboard.press('i');
    await rowOf('Night trams return to Almond Quay after nine years, .*, Include').waitFor();
    await rowOf('Council votes for night trams').click();
    await page.keyboard.press('e');
    await rowOf('Council votes for night trams, .*, Exclude').waitFor();
    await page.getByText('1 included').waitFor();
    await button('Drop the search').click();
    await expect.poll(rowsInTable, PATIENT).toBe(5);
  });

  it('codes words with the key of a code from a ready codebook', async () => {
    await readArticle('Night trams return to Almond Quay');
    await page.getByRole('button', { name: 'Persuasion, 23 techniques' }).click();
    await page.getByRole('treeitem', { name: /Loaded language/ }).waitFor();
    await selectWords(page, JOYRIDE);
    await page.keyboard.press('l');
    await untilSaved(page, 1);
    await expect
      .poll(() => annotationRows(page).allInnerTexts(), PATIENT)
      .toEqual([expect.stringMatching(/Loaded language[\s\S]*¶ 5[\s\S]*joyride/)]);
    await selectWords(page, BANNER);
    await page.keyboard.press('s');
    await untilSaved(page, 2);
    await expect.poll(() => annotationRows(page).first().innerText(), PATIENT).toMatch(/Slogans[\s\S]*¶ 2[\s\S]*🚋/);
  });

  it('gives a second code to words within coded words, a memo, and a claim', async () => {
    await selectWords(page, 'reckless');
    await page.keyboard.press('c');
    await untilSaved(page, 3);
    await annotationRows(page).filter({ hasText: 'Slogans' }).getByRole('button').click();
    const card = page.getByRole('region', { name: 'Annotation' });
    await card.getByRole('textbox', { name: 'Memo' }).fill('Held up in the gallery,\nnot said by the paper.');
    await page.getByRole('document', { name: 'Article text' }).focus();
    await untilSaved(page, 3);
    await selectWords(page, 'The service will cost 3.2 million crowns a year');
    await page.keyboard.press('q');
    const claim = page.getByRole('region', { name: 'Claim 1' });
    await claim.getByRole('textbox', { name: 'Speaker' }).fill('transport office');
    await claim.getByRole('textbox', { name: 'Speaker' }).press('Enter');
    await go('Triage');
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await annotationRows(page).filter({ hasText: 'Slogans' }).getByRole('button').click();
    await card.locator('[data-memo]').getByText('not said by the paper').waitFor();
  });

  it('takes back and does again what was done', async () => {
    await selectWords(page, 'Officials expect 4,100 passengers');
    await page.keyboard.press('z');
    await untilSaved(page, 4);
    await page.keyboard.press('Control+z');
    await untilSaved(page, 3);
    await page.keyboard.press('Control+Shift+z');
    await untilSaved(page, 4);
  });

  it('has everything that was shown as saved after the host was killed', async () => {
    const { dataDir } = host;
    const gone = new Promise((resolve) => host.process.on('exit', resolve));
    host.process.kill('SIGKILL');
    await gone;
    host = await startWebHost([], dataDir);
    await page.goto(host.url);
    await page.getByRole('button', { name: /^Night trams/ }).click();
    await button('Project Night trams.parallax').waitFor();
    await readArticle('Night trams return to Almond Quay');
    await untilSaved(page, 4);
    const names = async () => (await annotationRows(page).allInnerTexts()).map((row) => row.split('\n')[0]);
    await expect
      .poll(names, PATIENT)
      .toEqual(['Slogans', 'Claim 1', 'Exaggeration or minimisation', 'Loaded language', 'Name calling or labelling']);
    await page.keyboard.press('Control+z');
    await untilSaved(page, 3);
  });

  it('compares what two outlets make of it', async () => {
    await go('Triage');
    await rowOf('Night trams return').click();
    await page.keyboard.press('x');
    await rowOf('Who pays for the trams').click({ modifiers: ['ControlOrMeta'] });
    await page.keyboard.press('c');
    const texts = page.getByRole('document', { name: 'Article text' });
    await expect.poll(() => texts.count(), PATIENT).toBe(2);
    await texts.nth(0).getByText('The motion passed by 21 votes').waitFor();
    await texts.nth(1).getByText('4.1 million crowns').waitFor();
  });

  let exported: Row[];
  let annotationsCsv: string;
  it('exports one download whose tables, texts and manifest agree', async () => {
    await go('Export');
    const saving = page.waitForEvent('download', { timeout: 120_000 });
    await button(/^Export and download/).click();
    const download = await saving;
    const folder = mkdtempSync(join(tmpdir(), 'parallax-export-'));
    const zip = join(folder, download.suggestedFilename());
    await download.saveAs(zip);
    expect(zip).toMatch(/\.zip$/);
    const files = exportIn(zip);
    exported = checkExport(files);
    expect(exported.map(({ code_name, quote, coder }) => [code_name, quote, coder]).sort()).toEqual([
      ['Loaded language', JOYRIDE, 'Mara Lindqvist'],
      ['Name calling or labelling', 'reckless', 'Mara Lindqvist'],
      ['Slogans', BANNER, 'Mara Lindqvist'],
    ]);
    expect(exported.find(({ code_name }) => code_name === 'Slogans')?.memo).toBe(
      'Held up in the gallery,\nnot said by the paper.',
    );
    expect(table(files, 'articles.csv')).toHaveLength(5);
    expect(table(files, 'claims.csv')).toMatchObject([
      { statement: 'The service will cost 3.2 million crowns a year', speaker: 'transport office' },
    ]);
    annotationsCsv = join(folder, 'annotations.csv');
    writeFileSync(annotationsCsv, files.get('annotations.csv')!);
  });

  it('reads the annotations back into another project of the same folder, unchanged', async () => {
    await closeProject('Night trams');
    await createProject('Night trams again');
    await pickFolder(() => button('Choose a folder…').click(), NIGHT_TRAMS);
    await importFoundFiles(5);
    await page.getByRole('heading', { name: '4 of 5 articles are in' }).waitFor({ timeout: 120_000 });
    await go('Export');
    await page.getByLabel('annotations.csv', { exact: true }).setInputFiles(annotationsCsv);
    const trial = page.getByRole('dialog', { name: 'Read annotations.csv' });
    await expect
      .poll(() => trial.getByRole('listitem').allInnerTexts(), PATIENT)
      .toEqual([
        expect.stringMatching(/^New annotations\s+3$/),
        expect.stringMatching(/replaced\s+0$/),
        expect.stringMatching(/^The same already\s+0$/),
        expect.stringMatching(/^New codes for the codebook\s+\d+$/),
        expect.stringMatching(/^New attributes for the codebook, as text\s+0$/),
        expect.stringMatching(/^Rows that cannot be placed\s+0$/),
        expect.stringMatching(/^Values that their attributes do not take, left out\s+0$/),
      ]);
    await trial.getByRole('button', { name: 'Read it in' }).click();
    await page.getByText('annotations.csv: 3 annotations added').waitFor();
    const saving = page.waitForEvent('download', { timeout: 120_000 });
    await button(/^Export and download/).click();
    const again = checkExport(exportIn(await (await saving).path()));
    const identity = ({ annotation_id, coding_id, article_id, start, end, quote, memo, coder }: Row) => ({
      ...{ annotation_id, coding_id, article_id, start, end, quote, memo, coder },
    });
    expect(again.map(identity)).toEqual(exported.map(identity));
  });

  it('said nothing on the way that it should not have', () => {
    expect(complaints).toEqual([]);
  });
});

describe('a host that was started with a folder to offer', () => {
  it('imports it without a picker', async () => {
    const offering = await startWebHost(['--folder', NIGHT_TRAMS]);
    const other = await browser.newPage();
    const said = complaintsOf(other);
    try {
      await other.goto(offering.url);
      await other.getByRole('button', { name: `Import ${NIGHT_TRAMS}` }).click();
      const dialog = other.getByRole('dialog', { name: 'New project' });
      await dialog.getByRole('textbox', { name: 'Name' }).fill('Offered');
      await dialog.getByRole('button', { name: 'Create' }).click();
      await other.getByRole('button', { name: 'Import 5 files' }).click();
      await other.getByRole('heading', { name: '4 of 5 articles are in' }).waitFor({ timeout: 120_000 });
      expect(said).toEqual([]);
    } finally {
      await other.close();
      await offering.stop();
    }
  });
});
