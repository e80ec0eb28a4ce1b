/** Every screen as a person finds it in the middle of work: pictures, nothing that overflows, nothing that shuts anybody out. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cache, inRoot } from '../../scripts/paths.ts';
import { openChromium, startWebHost, type WebHost } from './support/browser.ts';
import { ARABIC, GREEN_LIGHT, HERALD, prepareCodedCorpus, SCHEDULE } from './support/coded-corpus.ts';
import { complaintsOf } from './support/complaints.ts';
import { annotationRows, articleText, selectWords } from './support/reading.ts';
import { expectSound } from './support/sound.ts';

/** PARALLAX_SCREENSHOTS=docs puts the pictures where the documentation shows them. */
const pictures =
  process.env.PARALLAX_SCREENSHOTS === 'docs' ? inRoot('docs', 'screenshots') : join(cache, 'screenshots');
const wide = { width: 1440, height: 900 };
const narrow = { width: 1024, height: 700 };
const PATIENT = { timeout: 60_000 };

let browser: Browser;
let host: WebHost;
let page: Page;
let complaints: string[];

async function open(args: string[], dataDir: string) {
  await page?.context().close();
  await host?.stop();
  host = await startWebHost(args, dataDir);
  const context = await browser.newContext({ viewport: wide, reducedMotion: 'reduce' });
  page = await context.newPage();
  complaints = complaintsOf(page);
  await page.goto(host.url);
}

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  browser = await openChromium();
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

const go = (room: string) => page.getByRole('navigation').getByRole('button', { name: room }).click();
const rowOf = (title: string) => page.getByRole('grid').getByRole('row', { name: title });

/** Waits until fonts are there and what was asked of the backend is drawn. */
async function settled() {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** Takes the screen as it is, light and dark, and if asked at the width where panes fold. */
async function screen(name: string, options: { narrow?: boolean } = {}) {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await settled();
    await page.screenshot({ path: join(pictures, `${name}-${theme}.png`), animations: 'disabled' });
    await expectSound(page, complaints);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  if (!options.narrow) return;
  await page.setViewportSize(narrow);
  await settled();
  await page.screenshot({ path: join(pictures, `${name}-1024-light.png`), animations: 'disabled' });
  try {
    await expectSound(page, complaints);
  } finally {
    await page.setViewportSize(wide);
  }
}

describe('the screens of a first start', () => {
  beforeAll(async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'parallax-screens-'));
    mkdirSync(join(dataDir, 'projects'), { recursive: true });
    writeFileSync(join(dataDir, 'projects', 'reading list.parallax'), 'Only a list of things to read.');
    await open([], dataDir);
    await page.getByRole('textbox', { name: 'Your name as coder' }).fill('Mara Lindqvist');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Coder: Mara Lindqvist' }).waitFor();
  });

  it('start', async () => {
    await page.getByRole('heading', { name: 'Start a project' }).waitFor();
    await page.getByRole('button', { name: /^Open the sample corpus/ }).waitFor();
    await screen('start');
  });

  it('a file that is no project', async () => {
    await page.getByRole('button', { name: /^Open a project/ }).click();
    await page.getByRole('button', { name: /^reading list/ }).click();
    await page.getByRole('dialog', { name: 'reading list.parallax was not opened' }).waitFor();
    await screen('error');
    await page.keyboard.press('Escape');
  });

  it('inbox', async () => {
    await page.getByRole('button', { name: /^New empty project/ }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Tamun treaty');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Import articles' }).waitFor();
    await screen('inbox');
  });

  it('survey', async () => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a folder…' }).click();
    await (await chooser).setFiles(inRoot('resources', 'sample-corpus'));
    const files = page.getByRole('listbox', { name: 'Files of the dry run' });
    await expect.poll(() => files.getByRole('option').count(), PATIENT).toBe(10);
    await screen('survey', { narrow: true });
  });

  it('report', async () => {
    const start = page.getByRole('button', { name: /^Import \d+ files/ });
    await start.click();
    // A press is lost when the button is drawn anew under it.
    await start.waitFor({ state: 'detached', timeout: 10_000 }).catch(() => start.click());
    await page.getByRole('heading', { name: '44 of 44 articles are in' }).waitFor(PATIENT);
    await screen('report');
  });
});

describe('the screens of a coded corpus', () => {
  beforeAll(async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'parallax-screens-'));
    mkdirSync(join(dataDir, 'projects'), { recursive: true });
    const project = join(dataDir, 'projects', 'Tamun treaty.parallax');
    await prepareCodedCorpus(project, dataDir);
    await open(['--project', project], dataDir);
    await page.getByRole('button', { name: 'Project Tamun treaty.parallax' }).waitFor();
  });

  it('triage', async () => {
    await go('Triage');
    await rowOf(HERALD).click();
    await page.getByRole('heading', { level: 2, name: HERALD }).waitFor();
    await screen('triage', { narrow: true });
  });

  it('triage with a search', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('treaty OR ferry');
    await page.keyboard.press('Enter');
    await page.getByRole('grid').locator('mark').first().waitFor();
    await screen('triage-search');
    await page.getByRole('button', { name: 'Drop the search' }).click();
  });

  it('read', async () => {
    await rowOf(HERALD).dblclick();
    await page.getByRole('heading', { level: 1, name: HERALD }).waitFor();
    await annotationRows(page).filter({ hasText: 'magnificently' }).getByRole('button').click();
    await page.getByRole('region', { name: 'Annotation' }).getByText('The figure that follows').waitFor();
    await screen('read', { narrow: true });
  });

  it('read with a selection', async () => {
    await selectWords(page, 'more than its own engineers measured');
    await screen('read-selection');
    await page.keyboard.press('Escape');
  });

  it('read a right-to-left article', async () => {
    await go('Triage');
    await page.keyboard.press('End');
    await rowOf(ARABIC).click();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: ARABIC }).waitFor();
    await expect.poll(() => articleText(page).getAttribute('dir')).toBe('rtl');
    await expect.poll(() => annotationRows(page).count(), PATIENT).toBe(5);
    await screen('read-arabic');
  });

  it('compare', async () => {
    await go('Triage');
    // A copy stands behind its head: shown by itself for this.
    await page.keyboard.press('Shift+C');
    await page.keyboard.press('Home');
    await rowOf(GREEN_LIGHT).click();
    await page.keyboard.press('x');
    await rowOf(`${SCHEDULE}, Meridian Wire`).click({ modifiers: ['ControlOrMeta'] });
    await page.keyboard.press('c');
    await expect.poll(() => articleText(page).count(), PATIENT).toBe(2);
    await page.getByRole('button', { name: /^Reworded: [1-9]/ }).waitFor(PATIENT);
    await page.getByRole('button', { name: /^Figure differs: [1-9]/ }).click();
    await screen('compare', { narrow: true });
  });

  it('codes', async () => {
    await go('Codes');
    await page.getByRole('treeitem', { name: /Flag waving/ }).click();
    await page.getByRole('textbox', { name: 'Definition' }).waitFor();
    await screen('codes');
  });

  it('claims', async () => {
    await go('Claims');
    await page.getByText('The treaty gives Ordesh 470 cubic metres').first().click();
    await screen('claims');
  });

  it('sources', async () => {
    await go('Sources');
    await page.getByText('Halvern Courier').first().click();
    await screen('sources');
  });

  it('export', async () => {
    await go('Export');
    await page.getByRole('heading', { name: 'Export as CSV' }).waitFor();
    await page.getByRole('button', { name: /^Export and download/ }).click();
    await page.getByRole('link', { name: 'Download again' }).waitFor(PATIENT);
    await screen('export');
  });

  it('settings', async () => {
    await go('Settings');
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await screen('settings');
  });

  it('palette', async () => {
    await go('Triage');
    await rowOf(HERALD).click();
    await page.getByRole('heading', { level: 2, name: HERALD }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Command or search' }).fill('de');
    await page.getByRole('option', { name: /Decide: include/ }).waitFor();
    await screen('palette');
    await page.keyboard.press('Escape');
  });

  it('keys', async () => {
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await screen('keys');
    await page.keyboard.press('Escape');
  });

  it('nothing found', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('submarine');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Drop every filter' }).waitFor();
    await screen('nothing-found');
  });
});
