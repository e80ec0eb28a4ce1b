/** The screens of stories and analysis on the sample corpus, as a person finds them when the analysers have run. */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cache, inRoot } from '../../scripts/paths.ts';
import { jobEnd, startTestBackend } from '../support/backend.ts';
import { openChromium, startWebHost, type WebHost } from './support/browser.ts';
import { prepareCodedCorpus } from './support/coded-corpus.ts';
import { complaintsOf } from './support/complaints.ts';
import { takeScreen } from './support/pictures.ts';
import { expectSound } from './support/sound.ts';

/** PARALLAX_SCREENSHOTS=docs puts the pictures where the documentation shows them. */
const pictures =
  process.env.PARALLAX_SCREENSHOTS === 'docs' ? inRoot('docs', 'screenshots') : join(cache, 'screenshots');
const PATIENT = { timeout: 60_000 };
const TREATY = 'Velmara and Ordesh sign Tamun water treaty';

/** Made up: what a rater could say of the sample corpus's outlets. */
const RATINGS = `name,lean,basis
Meridian Wire,center,read for a term
Halvern Courier,center,read for a term
Sorrin Herald,right,owner's statement
National Standard,right,owner's statement
People’s Ledger,left,owner's statement
Delta Dispatch,lean left,read for a term
Tamun Voice,center,read for a term
Plain Observer,center,read for a term
Halvern Flash,lean right,read for a term
Gaceta de Irrin,lean left,read for a term
`;

let browser: Browser;
let host: WebHost;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  const dataDir = mkdtempSync(join(tmpdir(), 'parallax-screens-'));
  const project = join(dataDir, 'Tamun treaty.parallax');
  await prepareCodedCorpus(project, dataDir);
  const { client, stop } = await startTestBackend({ project, dataDir, coder: 'Mara Lindqvist' });
  const { mapping } = await client.call('ratings.preview', { csv: RATINGS });
  await client.call('ratings.import', { rater: 'Seminar list', csv: RATINGS, mapping, ratedOn: '2025-01-10' });
  const { jobId } = await client.call('analysis.start', {});
  expect(await jobEnd(client, jobId)).toMatchObject({ state: 'done' });
  await stop();
  browser = await openChromium();
  host = await startWebHost(['--project', project], dataDir);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  page = await context.newPage();
  complaints = complaintsOf(page);
  await page.goto(host.url);
  await page.getByRole('button', { name: 'Project Tamun treaty.parallax' }).waitFor(PATIENT);
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

const go = (room: string) => page.getByRole('navigation').getByRole('button', { name: room }).click();
const block = (name: string) => page.getByRole('region', { name, exact: true });
const picture = (name: string) => takeScreen(page, pictures, name, complaints);

describe('stories', () => {
  it('as a list', async () => {
    await go('Stories');
    await page.getByRole('grid', { name: 'Stories' }).getByRole('row', { name: TREATY }).click();
    await picture('stories');
  });

  it('one as a page', async () => {
    await page.keyboard.press('Enter');
    await block('What happened').getByRole('listitem').first().waitFor(PATIENT);
    await picture('story');
  });

  it('what could be checked in it, with what others say', async () => {
    await block('Claims and evidence').getByRole('listitem').first().waitFor(PATIENT);
    await block('Claims and evidence').scrollIntoViewIfNeeded();
    await picture('story-claims');
  });
});

describe('comparison', () => {
  const texts = () => page.locator('[role=document]');
  async function choose(key: string, words: string) {
    await page.keyboard.press(key);
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Headline' }).fill(words);
    await dialog.getByRole('listitem').filter({ hasText: words }).first().getByRole('button').click();
    await dialog.waitFor({ state: 'detached' });
  }

  it('of four articles', async () => {
    await go('Compare');
    await choose('[', TREATY);
    await choose(']', 'After eleven years');
    await choose('+', 'A river tamed');
    await choose('+', 'treaty in plain words');
    await expect.poll(() => texts().count(), PATIENT).toBe(4);
    await page.getByRole('button', { name: /^Reworded: [1-9]/ }).waitFor(PATIENT);
    await picture('compare-four');
  });

  it('of statements by sources', async () => {
    await page.keyboard.press('Alt+m');
    await page.getByRole('grid', { name: 'Statements by sources' }).waitFor(PATIENT);
    await picture('compare-statements');
  });
});

describe('sources', () => {
  it('one in profile', async () => {
    await go('Sources');
    await page.getByRole('grid', { name: 'Sources' }).getByRole('row', { name: 'Halvern Courier' }).click();
    await page.keyboard.press('Enter');
    await block('Techniques per thousand words').getByRole('table').waitFor(PATIENT);
    await block('Overlap with other sources').getByRole('img').locator('svg').waitFor(PATIENT);
    await picture('source-profile');
  });

  it('side by side', async () => {
    await page.keyboard.press('c');
    await page.getByRole('region', { name: 'Sources compared' }).getByRole('table').waitFor(PATIENT);
    await picture('sources-compared');
  });
});

describe('analysers', () => {
  it('with their state, accuracy and settings', async () => {
    await go('Analysers');
    const list = page.getByRole('grid', { name: 'Analysers and learned codes' });
    await list.getByRole('row', { name: 'Persuasion techniques' }).click();
    await block('Settings of Persuasion techniques').waitFor(PATIENT);
    await picture('analysers');
  });

  it('and what they suggest, with its basis', async () => {
    await go('Codes');
    await page.getByRole('treeitem', { name: 'Loaded language' }).click();
    await page.getByRole('button', { name: 'Go through them' }).click();
    const card = page.getByRole('region', { name: 'Suggestion' });
    await card.getByRole('button', { name: 'Stop' }).click();
    await card.getByRole('button', { name: /score/ }).waitFor(PATIENT);
    await picture('suggestions');
  });
});

describe('evidence from beyond the corpus', () => {
  const settings = () => page.getByRole('region', { name: 'Project Tamun treaty' });

  it('a provider that is named and switched on', async () => {
    await go('Settings');
    await settings().getByRole('button', { name: 'Add a provider…' }).click();
    const form = page.getByRole('dialog', { name: 'A new provider' });
    await form.getByRole('button', { name: /Kind/ }).click();
    await page.getByRole('option', { name: 'SearXNG' }).click();
    await form.getByLabel('Address of the server').fill('https://search.institute.example');
    await form.getByLabel('Your name for it').fill('Institute search');
    await form.getByRole('button', { name: 'Add, switched off' }).click();
    const row = settings().getByRole('listitem').filter({ hasText: 'Institute search' });
    await row.getByRole('radio', { name: 'On' }).click();
    await row.getByText('On: asked only when you say so').waitFor(PATIENT);
    await row.scrollIntoViewIfNeeded();
    // The part alone: folders of this machine stand around it.
    const heading = (await settings().getByRole('heading', { name: 'Beyond the corpus' }).boundingBox())!;
    const log = (await settings()
      .getByRole('button', { name: /^Log of what was sent/ })
      .boundingBox())!;
    const clip = { x: heading.x - 24, y: heading.y - 16, width: 820, height: log.y + log.height - heading.y + 32 };
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(pictures, `providers-${colorScheme}.png`), animations: 'disabled', clip });
    }
    await expectSound(page, complaints);
  });

  it('what would be sent, before anything is', async () => {
    await go('Claims');
    await page.getByText('The treaty gives Ordesh 470 cubic metres').first().click();
    await page.getByRole('button', { name: /Look beyond the corpus/ }).click();
    const claim = page.getByRole('dialog', { name: /beyond/ });
    await claim.getByRole('textbox', { name: 'Words to search for' }).fill('Tamun treaty Ordesh cubic metres');
    await page.keyboard.press('Enter');
    const preview = claim.getByRole('region', { name: 'What would be sent' });
    await preview.getByText('/search?q=Tamun+treaty+Ordesh+cubic+metres&format=json').waitFor(PATIENT);
    // What is being asked belongs to a card, which is made anew where the window becomes narrow.
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(pictures, `providers-preview-${colorScheme}.png`), animations: 'disabled' });
      await expectSound(page, complaints);
    }
  });
});
