/** From imported articles to a corrected story, by the keyboard where a key does it. */
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cache } from '../../scripts/paths.ts';
import { importPaths, SAMPLE_CORPUS, startTestBackend } from '../support/backend.ts';
import { openChromium, startWebHost, type WebHost } from './support/browser.ts';
import { complaintsOf } from './support/complaints.ts';
import { takeScreen } from './support/pictures.ts';
import { expectSound } from './support/sound.ts';

const PATIENT = { timeout: 60_000 };
const folder = mkdtempSync(join(tmpdir(), 'parallax-stories-'));
const project = join(folder, 'tamun.parallax');
const pictures = join(cache, 'screenshots');

/** Made up for this test: what a rater could say of the sample corpus's outlets. */
const RATINGS = `name,lean
Meridian Wire,center
Halvern Courier,center
Sorrin Herald,right
National Standard,right
People’s Ledger,left
Delta Dispatch,lean left
Tamun Voice,center
Plain Observer,center
Halvern Flash,lean right
Gaceta de Irrin,lean left
`;
const TREATY = 'Velmara and Ordesh sign Tamun water treaty';

let browser: Browser;
let host: WebHost;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  const { client, stop } = await startTestBackend({ project, dataDir: folder });
  await importPaths(client, [SAMPLE_CORPUS]);
  await client.call('coders.use', { name: 'Rana' });
  const { mapping } = await client.call('ratings.preview', { csv: RATINGS });
  await client.call('ratings.import', { rater: 'Seminar list', csv: RATINGS, mapping, ratedOn: '2025-01-10' });
  await stop();
  browser = await openChromium();
  host = await startWebHost(['--project', project], folder);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  page = await context.newPage();
  complaints = complaintsOf(page);
  await page.goto(host.url);
  await page.getByRole('navigation').getByRole('button', { name: 'Stories' }).waitFor(PATIENT);
  await toStories();
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

async function toStories() {
  await page.keyboard.press('g');
  await page.keyboard.press('y');
}

const picture = (name: string) => takeScreen(page, pictures, name, complaints);

const rows = () => page.getByRole('grid', { name: 'Stories' }).getByRole('row');
const row = (title: string) => page.getByRole('grid', { name: 'Stories' }).getByRole('row', { name: title });
const block = (name: string) => page.getByRole('region', { name, exact: true });
const heading = () => page.getByRole('heading', { level: 1 });

describe('stories', () => {
  it('are looked for at a key, and listed with their sources and days', async () => {
    await page.getByText('No stories yet').waitFor(PATIENT);
    await page.keyboard.press('a');
    await row(TREATY).waitFor(PATIENT);
    await page.getByText('Analysis done').waitFor(PATIENT);
    expect(await rows().count()).toBeGreaterThan(6);
    expect(await row(TREATY).textContent()).toContain('14–20 Mar 2025');
    await picture('stories');
  });

  it('open as a page that says who covers them and what they say', async () => {
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await block('What happened').getByRole('listitem').first().waitFor(PATIENT);
    expect(await heading().textContent()).toContain(TREATY);
    expect(await block('Coverage by lean').textContent()).toContain('Meridian Wire');
    expect(await block('Coverage gap').getByRole('row').count()).toBe(3);
    expect(await block('Common ground').getByRole('listitem').count()).toBeGreaterThan(2);
    expect(await block('Figures that disagree').textContent()).toContain('60 million');
    expect(await block('Who is quoted by whom').getByRole('table').count()).toBe(1);
    await picture('story');
  });

  it('lead from an extract to its place, and from a number to its articles', async () => {
    const extract = block('What happened').getByRole('listitem').first();
    const words = (await extract.locator('q').textContent())!;
    await extract.getByRole('button', { name: /open at the place/ }).click();
    await page.getByRole('main').getByText(words.slice(0, 30)).first().waitFor(PATIENT);
    await toStories();
    await block('Coverage by lean').getByRole('button', { name: '2 of 8' }).click();
    await page.getByRole('grid', { name: 'Articles' }).waitFor(PATIENT);
    expect(await page.getByRole('main').textContent()).toContain(`story “${TREATY}”`);
    await toStories();
    await block('Coverage gap').waitFor(PATIENT);
  });

  it('are named, given topics and locked, one step of undo each', async () => {
    await page.keyboard.press('n');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Treaty day');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Treaty day' }).waitFor(PATIENT);
    await page.keyboard.press('y');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('treaty, guaranteed flow');
    await page.keyboard.press('Enter');
    await page.getByText('treaty, guaranteed flow').waitFor(PATIENT);
    await page.keyboard.press('l');
    await page.getByRole('button', { name: 'Locked', pressed: true }).waitFor(PATIENT);
    await page.keyboard.press('Control+z');
    await page.getByRole('button', { name: 'Lock', pressed: false }).waitFor(PATIENT);
    await page.keyboard.press('Control+z');
    await page.getByText('treaty, guaranteed flow').waitFor({ state: 'detached', ...PATIENT });
    expect(await heading().textContent()).toContain('Treaty day');
  });

  it('have blocks that are commented on, put right and hidden, and keep that', async () => {
    const happened = block('What happened');
    const first = happened.getByRole('listitem').first();
    const words = (await first.locator('q').textContent())!;
    const menu = (name: string) => block(name).getByRole('button', { name: `Comment, correct or hide: ${name}` });
    await first.getByRole('button', { name: /^Take out of What happened/ }).press('Enter');
    await happened.getByRole('button', { name: '1 taken out' }).waitFor(PATIENT);
    expect(await happened.getByRole('list').first().textContent()).not.toContain(words);
    await menu('What happened').press('Enter');
    await page.getByRole('menuitem', { name: 'Comment…' }).press('Enter');
    await page
      .getByRole('dialog')
      .getByRole('textbox', { name: 'Comment' })
      .fill('The wire’s own first sentence is too long.');
    await page.getByRole('dialog').getByRole('button', { name: 'Keep' }).press('Enter');
    await happened.getByText('Rana: The wire’s own first sentence is too long.').waitFor(PATIENT);
    await menu('What happened').press('Enter');
    await page.getByRole('menuitem', { name: 'Put in another sentence…' }).press('Enter');
    await page.getByRole('textbox', { name: 'Words of the sentence' }).fill('signed treaty Friday');
    await picture('story-put-in');
    await page.getByRole('button', { name: /^Put in: Velmara and Ordesh signed a treaty about/ }).press('Enter');
    await happened.getByText('put in by Rana').waitFor(PATIENT);
    await menu('Headlines').press('Enter');
    await page.getByRole('menuitem', { name: 'Hide the block' }).press('Enter');
    const hidden = block('Hidden blocks');
    await hidden.waitFor(PATIENT);
    expect(await block('Headlines').count()).toBe(0);
    await picture('story-corrected');
    await hidden.getByRole('button', { name: 'Bring back Headlines' }).press('Enter');
    await block('Headlines').waitFor(PATIENT);
    for (let i = 0; i < 5; i++) await page.keyboard.press('Control+z');
    await happened.getByText(words).waitFor(PATIENT);
    expect(await happened.getByText('put in by Rana').count()).toBe(0);
    await expectSound(page, complaints);
  });

  it('suggest claims with evidence for and against, recorded in one step', async () => {
    const claims = block('Claims and evidence');
    const suggested = claims.getByRole('listitem').filter({ hasText: 'at least 410 cubic metres' }).first();
    expect(await suggested.textContent()).toContain('another figure');
    await suggested.scrollIntoViewIfNeeded();
    await picture('story-claims');
    await suggested.getByRole('button', { name: 'Record as claim' }).press('Enter');
    await page.getByText(/^Recorded as claim 1 with/).waitFor(PATIENT);
    await claims.getByText('− 1 against').first().waitFor(PATIENT);
    await page.keyboard.press('Control+z');
    await claims.getByText('Nobody has recorded a claim').waitFor(PATIENT);
  });

  it('are saved as one file', async () => {
    const saving = page.waitForEvent('download');
    await page.keyboard.press('r');
    const saved = await saving;
    expect(saved.suggestedFilename()).toMatch(/^treaty-day-[0-9a-f]{8}\.html$/);
    const html = readFileSync((await saved.path())!, 'utf8');
    expect(html).toContain('<h1 dir="auto">Treaty day</h1>');
    expect(html).not.toMatch(/<script|https?:/);
  });

  it('have their gaps by a rule that can be changed, and say so at once', async () => {
    expect(await block('Coverage gap').textContent()).toContain('No coverage gap');
    await block('Coverage gap').getByRole('button', { name: 'Change rule' }).press('Enter');
    const form = page.getByRole('dialog', { name: 'Rule for coverage gaps' });
    await form.getByRole('textbox', { name: 'Weakest side' }).fill('101');
    await form.getByText('A number from 0 to 50.').waitFor(PATIENT);
    await form.getByRole('textbox', { name: 'Weakest side' }).fill('20');
    await form.getByRole('textbox', { name: 'Rated sources a story' }).fill('12');
    await form.getByRole('button', { name: 'Save' }).press('Enter');
    await block('Coverage gap').getByText('Too few rated sources').waitFor(PATIENT);
    await expectSound(page, complaints);
    await page.keyboard.press('Control+z');
    await block('Coverage gap').getByText('No coverage gap').waitFor(PATIENT);
  });

  it('are split and merged again', async () => {
    await page.keyboard.press('s');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('checkbox', { name: 'Seven summers, if it rains' }).press('Space');
    await dialog.getByRole('button', { name: 'Split off' }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Seven summers, if it rains' }).waitFor(PATIENT);
    await page.keyboard.press('m');
    await dialog.getByRole('textbox', { name: 'Find a story' }).fill('treaty day');
    await dialog.getByRole('radio', { name: 'Treaty day' }).press('Space');
    await dialog.getByRole('button', { name: 'Merge' }).press('Enter');
    await page.getByText('11 articles').first().waitFor(PATIENT);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Escape');
    await row('Treaty day').waitFor(PATIENT);
    await row('Seven summers, if it rains').press('Enter');
    await page.keyboard.press('Control+z');
    await page.getByText('This story is no longer in the project.').waitFor(PATIENT);
    await page.getByRole('button', { name: 'All stories' }).press('Enter');
    await row('Treaty day').waitFor(PATIENT);
    expect(await row('Seven summers, if it rains').count()).toBe(0);
    await expectSound(page, complaints);
  });
});
