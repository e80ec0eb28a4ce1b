/** The codebook as a person builds and changes it with the keyboard, in a browser. */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cache } from '../../scripts/paths.ts';
import { codeQuote, importPaths, startTestBackend, writeFiles } from '../support/backend.ts';
import { openChromium, startWebHost, type WebHost } from './support/browser.ts';
import { complaintsOf } from './support/complaints.ts';
import { expectSound } from './support/sound.ts';

const PATIENT = { timeout: 30_000 };

const folder = mkdtempSync(join(tmpdir(), 'parallax-codes-'));
const project = join(folder, 'harbour.parallax');
const dataDir = join(folder, 'data');
const pictures = join(cache, 'screenshots');
let browser: Browser;
let host: WebHost;
let page: Page;
let complaints: string[];

/** Three codes: Figure and Quantity given to two passages each, one of them the same; Voice to none. */
async function prepare() {
  const { client, stop } = await startTestBackend({ project, dataDir, coder: 'Mara Lindqvist' });
  await client.call('app.changeSettings', { coderName: 'Mara Lindqvist' });
  const articles = writeFiles({
    'lectern/boats.txt': 'Boats leave Vell\n\nForty boats left the harbour on Monday. Nine came back before noon.\n',
    'heron/fleet.txt':
      'The barges stay\n\nEleven barges stayed in the harbour, said the office. Nobody knows why.\n\nThe pilots wait for the ice to go.\n',
  });
  await importPaths(client, [articles]);
  const create = async (name: string, more = {}) =>
    (await client.call('codebook.create', { fields: { name, ...more } })).codeId;
  const figure = await create('Figure', { definition: 'A number that counts.', shortcut: 'f' });
  const quantity = await create('Quantity', { definition: 'An amount.' });
  await create('Voice');
  const { first } = await client.call('articles.openView', { query: {} });
  const idOf = (title: string) => first.find((row) => row.title === title)!.articleId;
  await codeQuote(client, idOf('Boats leave Vell'), 'Forty boats', [figure, quantity]);
  await codeQuote(client, idOf('Boats leave Vell'), 'Nine', [figure]);
  await codeQuote(client, idOf('The barges stay'), 'Eleven barges', [quantity]);
  await stop();
}

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  await prepare();
  browser = await openChromium();
  host = await startWebHost(['--project', project], dataDir);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  page = await context.newPage();
  complaints = complaintsOf(page);
  await page.goto(host.url);
  await page.getByRole('navigation').getByRole('button', { name: 'Codes' }).waitFor(PATIENT);
  await press('g', 'o');
  await item('Figure').waitFor(PATIENT);
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});
beforeEach(() => {
  complaints.length = 0;
});

const tree = () => page.getByRole('tree', { name: 'Codes' });
const item = (name: string) =>
  tree()
    .getByRole('treeitem')
    .filter({ has: page.locator(`bdi:text-is("${name}")`) });
const dialog = () => page.getByRole('dialog');
const sheet = () => page.locator('[data-sheet]');
const becomes = <T>(question: () => Promise<T>, answer: T) => expect.poll(question, PATIENT).toEqual(answer);

async function press(...keys: string[]) {
  for (const key of keys) await page.keyboard.press(key);
}
/** Rows of the tree as indented names with their counts. */
const outline = () =>
  tree()
    .getByRole('treeitem')
    .evaluateAll((rows) =>
      rows.map(
        (row) => `${'- '.repeat(Number(row.getAttribute('aria-level')) - 1)}${row.querySelector('bdi')?.textContent}`,
      ),
    );
/** Goes to a code with the arrow keys. */
async function goToCode(name: string) {
  await item(name).focus();
  await becomes(() => item(name).getAttribute('aria-selected'), 'true');
  await sheet().getByRole('heading', { name }).waitFor(PATIENT);
}
const undo = () => press('Control+z');

describe('the tree', () => {
  it('gets a new code, which is moved into a group, up and out, by keys alone', async () => {
    await goToCode('Voice');
    await press('n');
    await dialog().waitFor(PATIENT);
    await page.keyboard.type('Numbers');
    await press('Tab', 'Space');
    await press('Control+Enter');
    await dialog().getByLabel('Name').focus();
    await press('Enter');
    await dialog().waitFor({ state: 'detached' });
    await becomes(outline, ['Figure', 'Quantity', 'Voice', 'Numbers']);
    await goToCode('Numbers');
    await press('Alt+ArrowUp', 'Alt+ArrowUp', 'Alt+ArrowUp');
    await becomes(outline, ['Numbers', 'Figure', 'Quantity', 'Voice']);

    // Figure has annotations: what the move does to them is said first.
    await goToCode('Figure');
    await press('Alt+ArrowRight');
    await dialog().waitFor(PATIENT);
    expect(await dialog().innerText()).toContain('2 annotations in 1 article, by Mara Lindqvist');
    await press('Enter');
    await becomes(outline, ['Numbers', '- Figure', 'Quantity', 'Voice']);
    await becomes(() => item('Figure').evaluate((row) => row === document.activeElement), true);
    await undo();
    await becomes(outline, ['Numbers', 'Figure', 'Quantity', 'Voice']);
  });
});

describe('a code', () => {
  it('gets an attribute, and a definition that its annotations were not made under', async () => {
    await goToCode('Figure');
    await page.getByRole('button', { name: 'New attribute' }).focus();
    await press('Enter');
    await dialog().waitFor(PATIENT);
    await page.keyboard.type('Strength');
    await dialog().getByLabel('Value 1', { exact: true }).focus();
    await page.keyboard.type('weak');
    await dialog().getByLabel('Value 2', { exact: true }).focus();
    await page.keyboard.type('strong');
    await dialog().getByRole('button', { name: 'Add the attribute' }).focus();
    await press('Enter');
    await dialog().waitFor({ state: 'detached' });
    await sheet().getByText('Strength').waitFor(PATIENT);

    await page.getByRole('radio', { name: 'Under earlier definitions 2' }).waitFor(PATIENT);
    await page.getByRole('radio', { name: 'Definitions', exact: true }).click();
    await page.getByRole('button', { name: /^Definition 1/ }).click();
    const then = page.getByRole('region', { name: 'Definition 1' });
    await becomes(async () => (await then.innerText()).includes('Strength (choice: weak, strong)'), true);
    await page.getByRole('radio', { name: 'Annotations', exact: true }).click();
  });

  it('takes examples from its annotations, which open their place', async () => {
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Forty boats' })
      .getByRole('button', { name: 'Take as an example', exact: true })
      .click();
    await page.getByRole('radio', { name: 'Examples', exact: true }).click();
    const example = page.getByRole('region', { name: 'What it is', exact: true });
    await becomes(async () => (await example.innerText()).includes('Forty boats'), true);
    await page.screenshot({ path: join(pictures, 'codes-examples.png') });
    await expectSound(page, complaints);
    await example.getByRole('button', { name: 'Boats leave Vell' }).click();
    await page.getByText('Forty boats left the harbour').first().waitFor(PATIENT);
    await press('g', 'o');
    await item('Figure').waitFor(PATIENT);
  });

  it('is merged into another after saying what that does, and undone in one step', async () => {
    await goToCode('Quantity');
    await press('m');
    await dialog().waitFor(PATIENT);
    await page.keyboard.type('figure');
    await press('Enter');
    await dialog().getByText('Merge “Quantity” into “Figure”?').waitFor(PATIENT);
    const words = await dialog().innerText();
    expect(words).toContain('2 annotations in 2 articles, by Mara Lindqvist, will have the code “Figure”.');
    expect(words).toContain('1 has both codes: one of the two stays.');
    await press('Enter');
    await becomes(outline, ['Numbers', 'Figure', 'Voice']);
    await becomes(() => item('Figure').locator('.num').innerText(), '3');
    await item('Figure').focus();
    await undo();
    await becomes(outline, ['Numbers', 'Figure', 'Quantity', 'Voice']);
  });

  it('is split by hand', async () => {
    await goToCode('Figure');
    await press('s');
    await dialog().waitFor(PATIENT);
    await page.keyboard.type('Share');
    await dialog().getByRole('radio', { name: 'One by one' }).click();
    await dialog().getByRole('checkbox', { name: /Nine/ }).focus();
    await press('Space');
    await dialog().getByRole('button', { name: 'Split off 1 annotation' }).focus();
    await press('Enter');
    await becomes(outline, ['Numbers', 'Figure', 'Share', 'Quantity', 'Voice']);
    await item('Share').focus();
    await undo();
    await becomes(outline, ['Numbers', 'Figure', 'Quantity', 'Voice']);
  });
});

describe('a codebook file', () => {
  const choose = (text: string) =>
    page
      .getByLabel('Codebook file')
      .setInputFiles({ name: 'codes.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

  it('says which codes it refuses and why, before anything is written', async () => {
    await choose(`code_id,parent_id,name\n${uuid(1)},${uuid(2)},Up\n${uuid(2)},${uuid(1)},Down\n${uuid(3)},,Fine\n`);
    await dialog().waitFor(PATIENT);
    await becomes(
      () =>
        dialog()
          .getByRole('listitem')
          .allInnerTexts()
          .then((rows) => rows.map((row) => row.includes('stand below each other'))),
      [true, true],
    );
    await expectSound(page, complaints);
    await press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await becomes(outline, ['Numbers', 'Figure', 'Quantity', 'Voice']);
  });

  it('of 10,000 codes comes in, and the tree stays one that is scrolled and filtered', async () => {
    const rows = ['path'];
    for (let group = 0; group < 100; group++) {
      rows.push(`Group ${group}`);
      for (let code = 0; code < 99; code++) rows.push(`Group ${group}/Code ${group * 100 + code}`);
    }
    await choose(rows.join('\n'));
    await dialog().getByRole('button', { name: 'Take in 10,000 codes' }).click(PATIENT);
    await page.getByText('10,004 codes').waitFor(PATIENT);
    await goToCode('Figure');
    await press('End');
    await becomes(() => item('Code 9998').evaluate((row) => row === document.activeElement), true);
    expect(await tree().getByRole('treeitem').count()).toBeLessThan(120);
    await press('/');
    await page.keyboard.type('code 4711');
    await becomes(outline, ['Group 47', '- Code 4711']);
    // Enter goes to what was found, Escape in the field takes the filter off.
    await press('Enter');
    await becomes(() => item('Group 47').evaluate((row) => row === document.activeElement), true);
    await press('/', 'Escape');
    await becomes(() => item('Group 47').getAttribute('aria-selected'), 'true');
    await item('Group 47').focus();
    await press('Home');
    await becomes(() => item('Numbers').evaluate((row) => row === document.activeElement), true);
    await undo();
    await becomes(outline, ['Numbers', 'Figure', 'Quantity', 'Voice']);
  });
});

describe('the room', () => {
  it('fits in a narrow window, light and dark, with nothing that shuts anybody out', async () => {
    await goToCode('Figure');
    await page.setViewportSize({ width: 1024, height: 700 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(pictures, `codes-narrow-${colorScheme}.png`), animations: 'disabled' });
      await expectSound(page, complaints);
    }
  });
});
