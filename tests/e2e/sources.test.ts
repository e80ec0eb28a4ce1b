/** The room of sources as a person works in it: what is known of an outlet, its dates, its cleaning, its ratings, merging. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inRoot } from '../../scripts/paths.ts';
import { openChromium, startWebHost, type WebHost } from './support/browser.ts';
import { complaintsOf } from './support/complaints.ts';
import { GAZETTE_MENU, GAZETTE_SOCIAL, RATING_LIST, writeOutlets } from './support/outlets.ts';
import { expectSound } from './support/sound.ts';

const PATIENT = { timeout: 30_000 };

const folder = mkdtempSync(join(tmpdir(), 'parallax-sources-'));
const project = join(folder, 'coast.parallax');
let browser: Browser;
let host: WebHost;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  const scrape = join(folder, 'coast-scrape');
  writeOutlets(scrape);
  execFileSync(process.execPath, [inRoot('dist', 'backend', 'cli.js'), 'import', scrape, '--project', project], {
    env: { ...process.env, PARALLAX_DATA_DIR: join(folder, 'cli-data') },
    stdio: 'ignore',
  });
  browser = await openChromium();
  host = await startWebHost(['--project', project]);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  page = await context.newPage();
  complaints = complaintsOf(page);
  await page.goto(host.url);
  await page.getByRole('button', { name: 'Sources', exact: true }).click();
  await grid().waitFor(PATIENT);
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});
beforeEach(() => {
  complaints.length = 0;
});

const grid = () => page.getByRole('grid', { name: 'Sources' });
const row = (name: string) =>
  grid()
    .getByRole('row')
    .filter({ has: page.locator(`[data-column="name"] bdi:text-is("${name}")`) });
const cell = (name: string, column: string) => row(name).locator(`[data-column="${column}"]`);
const names = () => grid().locator('[role=gridcell][data-column=name] bdi').allInnerTexts();
const pane = () => page.getByRole('region', { name: 'About this source' });
const field = (label: string) => pane().getByLabel(label, { exact: true });

const becomes = <T>(question: () => Promise<T>, answer: T) => expect.poll(question, PATIENT).toEqual(answer);

async function showPart(part: 'About' | 'Ratings' | 'Cleaning') {
  await pane().getByRole('radiogroup', { name: 'Shown' }).getByRole('radio', { name: part }).click();
}
async function enter(label: string, value: string) {
  await field(label).fill(value);
  await page.keyboard.press('Enter');
}
async function choose(select: string, option: string) {
  await page.getByRole('button', { name: select }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}
async function undo() {
  await grid().focus();
  await page.keyboard.press('Control+z');
}

describe('the room of sources', () => {
  it('lists every outlet with what is known, and says what is not', async () => {
    await becomes(names, ['Hill Monitor', 'Port Observer', 'quay-gazette', 'The Hill Monitor']);
    expect(await cell('Hill Monitor', 'domain').innerText()).toBe('hill-monitor.example');
    expect(await cell('Hill Monitor', 'articles').innerText()).toBe('4');
    expect(await cell('Hill Monitor', 'dateOrder').innerText()).toBe('day first');
    expect(await cell('Port Observer', 'dateOrder').innerText()).toBe('unclear, 2 wait');
    expect(await cell('quay-gazette', 'domain').innerText()).toBe('none known');
    for (const name of await names()) expect(await cell(name, 'unrated').innerText()).toBe('Unrated');
    await expectSound(page, complaints);
  });

  it('sorts by what is pressed, and finds by any word that is known', async () => {
    await grid().getByRole('button', { name: 'Articles' }).click();
    await becomes(names, ['quay-gazette', 'Hill Monitor', 'Port Observer', 'The Hill Monitor']);
    await page.keyboard.press('Control+f');
    await page.keyboard.type('observer.example');
    await becomes(names, ['Port Observer']);
    await page.keyboard.press('Escape');
    await grid().getByRole('button', { name: 'Source', exact: true }).click();
    await becomes(names, ['Hill Monitor', 'Port Observer', 'quay-gazette', 'The Hill Monitor']);
  });

  it('keeps an edited field when it is left, after asking once who edits; undo shows what was before', async () => {
    await row('quay-gazette').click();
    await enter('Name', 'Quay Gazette');
    await page.getByLabel('Your name as coder').fill('Rana Marsh');
    await page.keyboard.press('Enter');
    await row('Quay Gazette').waitFor(PATIENT);
    await field('Country').fill('Velmara');
    await field('Notes').click();
    await becomes(() => cell('Quay Gazette', 'country').innerText(), 'Velmara');
    await undo();
    await becomes(() => cell('Quay Gazette', 'country').innerText(), '');
    expect(await field('Country').inputValue()).toBe('');
  });

  it('refuses a domain that another source has, in place, and offers to merge', async () => {
    await enter('Domain', 'hill-monitor.example');
    await pane().getByText('hill-monitor.example belongs to another source.').waitFor(PATIENT);
    await pane().getByRole('button', { name: 'Merge with Hill Monitor…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Merge 2 sources' });
    await dialog.getByText('4 articles move to Quay Gazette, which then has 12 articles.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await enter('Domain', 'quay-gazette.example');
    await becomes(() => cell('Quay Gazette', 'domain').innerText(), 'quay-gazette.example');
    await field('Also known as').fill('The Gazette');
    await page.keyboard.press('Enter');
    await pane().getByRole('button', { name: 'Drop the alias The Gazette' }).waitFor(PATIENT);
    await expectSound(page, complaints);
  });

  it('dates the articles that waited once the order of day and month is chosen', async () => {
    await row('Port Observer').click();
    await pane().getByText('No article shows the order of day and month by its own date; 2 dates await it.').waitFor();
    await pane().getByRole('cell', { name: '3 Apr 2025' }).waitFor();
    await pane().getByRole('cell', { name: '4 Mar 2025' }).waitFor();
    await pane().getByRole('radio', { name: 'Month first' }).click();
    await becomes(() => cell('Port Observer', 'first').innerText(), '4 Mar 2025');
    expect(await cell('Port Observer', 'dateOrder').innerText()).toBe('month first');
    await pane().getByText('Read month first, as it was set here.').waitFor();
    await undo();
    await becomes(() => cell('Port Observer', 'first').innerText(), 'no date');
  });

  it('shows what cleaning cuts, says what switching a rule off does, and does it', async () => {
    await row('Quay Gazette').click();
    await showPart('Cleaning');
    const rules = pane().getByRole('list', { name: 'Cleaning rules' }).getByRole('listitem');
    await becomes(() => rules.count(), 2);
    await rules.filter({ hasText: GAZETTE_MENU }).getByText('in 8 of 8').waitFor();
    await pane().getByLabel('Find a rule').fill('networks');
    await becomes(() => rules.count(), 1);
    await expectSound(page, complaints);
    await pane()
      .getByRole('button', { name: `Switch off ${GAZETTE_SOCIAL}` })
      .click();
    const question = page.getByRole('dialog', { name: 'Keep this in the articles?' });
    await question.getByText(`“${GAZETTE_SOCIAL}” comes back in 8 articles of Quay Gazette`).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Cleaning done, 8 articles of 1 source changed').first().waitFor(PATIENT);
    await pane()
      .getByRole('button', { name: `Switch on ${GAZETTE_SOCIAL}` })
      .waitFor(PATIENT);

    await pane().getByLabel('Find a rule').fill('');
    await pane()
      .getByRole('button', { name: `Example: an article with ${GAZETTE_MENU}` })
      .click();
    await page.getByText(GAZETTE_SOCIAL).first().waitFor(PATIENT);
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await row('Quay Gazette').waitFor(PATIENT);
    expect(await row('Quay Gazette').getAttribute('data-focused')).toBe('true');
  });

  it('takes in a list of ratings once every column is told and the word that nobody knows has a band', async () => {
    const file = join(folder, 'panel.csv');
    writeFileSync(file, RATING_LIST);
    await grid().focus();
    await page.keyboard.press('l');
    await page.getByText('None yet, so every source is unrated.').waitFor();
    await expectSound(page, complaints);
    await page.getByLabel('File with a list of ratings').setInputFiles(file);
    await page.getByText('No column holds ratings.').waitFor(PATIENT);
    const take = page.getByRole('button', { name: 'Import 3 entries' });
    await page.getByLabel('Rater', { exact: true }).fill('Panel of readers');
    expect(await take.isDisabled()).toBe(true);
    await choose('Column tilt holds', 'Lean');
    await choose('Column trust holds', 'Reliability');
    await choose('Column where holds', 'Basis');
    await page.getByText('1 entry, not placed').waitFor(PATIENT);
    await choose('tilts left means', 'Lean left');
    await becomes(() => page.getByText('1 entry, not placed').count(), 0);
    await page.getByText('2 sources are not in it and stay unrated by it: Port Observer, The Hill Monitor.').waitFor();
    await page.getByLabel('Rated on').fill('2025-03-14');
    await expectSound(page, complaints);
    await becomes(() => take.isEnabled(), true);
    await take.click();
    const raters = page.getByRole('list', { name: 'Raters' });
    await raters.getByText('3 entries, 2 sources of this project').waitFor(PATIENT);

    await page.getByRole('heading', { name: 'Raters in this project' }).click();
    await page.keyboard.press('Escape');
    const head = grid().getByRole('columnheader', { name: 'Panel of readers' });
    const column = (await head.getAttribute('data-column'))!;
    await becomes(() => cell('Quay Gazette', column).innerText(), 'Lean left\nhigh');
    expect(await cell('Hill Monitor', column).innerText()).toBe('Lean right\nmixed');
    expect(await cell('Port Observer', column).innerText()).toBe('Unrated');
  });

  it('stands a rating of one’s own beside the list’s, with its words and basis', async () => {
    await row('Quay Gazette').click();
    await showPart('Ratings');
    const list = pane().getByRole('list', { name: 'Ratings' });
    await list.getByText('In its words: “tilts left”, “high”').waitFor(PATIENT);
    await list.getByText('panel of readers', { exact: true }).waitFor();
    await list.getByText('14 Mar 2025').waitFor();
    const own = pane().getByRole('region', { name: 'Your rating' });
    await own.getByRole('button', { name: /Lean/ }).click();
    await page.getByRole('option', { name: 'Centre', exact: true }).click();
    const head = grid().getByRole('columnheader', { name: 'Rana Marsh' });
    await head.waitFor(PATIENT);
    const column = (await head.getAttribute('data-column'))!;
    await becomes(() => cell('Quay Gazette', column).innerText(), 'Centre');
    await own.getByLabel('Basis').fill('forty articles read in May');
    await page.keyboard.press('Control+Enter');
    await page.reload();
    await page.getByRole('button', { name: 'Sources', exact: true }).click();
    await row('Quay Gazette').click();
    await showPart('Ratings');
    await becomes(
      () => pane().getByRole('region', { name: 'Your rating' }).getByLabel('Basis').inputValue(),
      'forty articles read in May',
    );
    await expectSound(page, complaints);
  });

  it('merges with the keyboard alone, says before what moves, and undo parts them again', async () => {
    await grid().focus();
    await page.keyboard.press('End');
    await page.keyboard.press('x');
    await row('Hill Monitor').click({ modifiers: ['Control'] });
    expect(await grid().locator('[aria-selected=true]').count()).toBe(2);
    await page.keyboard.press('m');
    const dialog = page.getByRole('dialog', { name: 'Merge 2 sources' });
    await dialog.getByText('1 article moves to Hill Monitor, which then has 5 articles.').waitFor();
    await dialog.getByText('Later imports find it under this name too: The Hill Monitor.').waitFor();
    await expectSound(page, complaints);
    await dialog.getByRole('button', { name: 'Merge into Hill Monitor' }).focus();
    await page.keyboard.press('Enter');
    await becomes(names, ['Hill Monitor', 'Port Observer', 'Quay Gazette']);
    expect(await cell('Hill Monitor', 'articles').innerText()).toBe('5');
    await undo();
    await becomes(names, ['Hill Monitor', 'Port Observer', 'Quay Gazette', 'The Hill Monitor']);
  });

  it('holds in a small dark window, and leads to the articles in Triage', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 1024, height: 700 });
    for (const part of ['About', 'Ratings', 'Cleaning'] as const) {
      await showPart(part);
      await expectSound(page, complaints);
    }
    await grid().focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('o');
    await page.getByRole('grid', { name: 'Articles' }).waitFor(PATIENT);
    await becomes(() => page.getByRole('toolbar', { name: 'View' }).locator('b').innerText(), '4');
    expect(complaints).toEqual([]);
  });
});
