/** From the table of sources to a source in profile, sources compared, and names merged by hand. */
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
const folder = mkdtempSync(join(tmpdir(), 'parallax-profiles-'));
const project = join(folder, 'tamun.parallax');
const pictures = join(cache, 'screenshots');

/** Made up for this test. */
const RATINGS = `name,lean,basis
Halvern Courier,center,read for a term
National Standard,right,owner's statement
`;

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
  await page.getByRole('navigation').getByRole('button', { name: 'Sources' }).waitFor(PATIENT);
  await toSources();
  await page.getByRole('grid', { name: 'Sources' }).waitFor(PATIENT);
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

async function toSources() {
  await page.keyboard.press('g');
  await page.keyboard.press('s');
}
const row = (name: string) => page.getByRole('grid', { name: 'Sources' }).getByRole('row', { name });
const block = (name: string) => page.getByRole('region', { name, exact: true });
const heading = (name: string) => page.getByRole('heading', { level: 1, name });
const picture = (name: string) => takeScreen(page, pictures, name, complaints);

async function saved(button: ReturnType<Page['getByRole']>): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

describe('a source in profile', () => {
  it('opens at Enter, and says what has not been looked for yet', async () => {
    await row('Halvern Courier').click();
    await page.keyboard.press('Enter');
    await heading('Halvern Courier').waitFor(PATIENT);
    await block('Techniques per thousand words').getByText('not been searched').waitFor(PATIENT);
    await block('Articles over time').getByRole('img').locator('svg').waitFor(PATIENT);
    expect(await block('Ratings').getByRole('row', { name: 'Seminar list' }).textContent()).toContain(
      'read for a term',
    );
    await picture('profile-empty');
    await block('Techniques per thousand words').getByRole('button', { name: 'Run the analysers' }).press('Enter');
    await page.getByText('Analysis done').waitFor(PATIENT);
  });

  it('shows stories, techniques, speakers, shared texts and overlap, each with its basis', async () => {
    await block('Techniques per thousand words').getByRole('table').waitFor(PATIENT);
    await block('Who it quotes').getByRole('table').waitFor(PATIENT);
    await block('Stories covered and missed').getByRole('table').waitFor(PATIENT);
    await block('Overlap with other sources').getByRole('img').locator('svg').waitFor(PATIENT);
    for (const name of ['Techniques per thousand words', 'Who it quotes', 'Shared texts and agencies'])
      expect(await block(name).getByRole('button').first().textContent()).toMatch(/techniques|quotations|copies/);
    await picture('profile');
    await page.getByRole('region', { name: 'Who it quotes' }).scrollIntoViewIfNeeded();
    await picture('profile-quotes');
  });

  it('opens what a number counts: spans in their article, articles in Triage, the story', async () => {
    const quoted = block('Who it quotes').getByRole('row').nth(1);
    await quoted.getByRole('button').first().press('Enter');
    const list = page.getByRole('dialog');
    const words = (await list.locator('mark').first().textContent())!;
    await list.getByRole('button', { name: 'Read' }).first().press('Enter');
    await page.getByRole('main').getByText(words.slice(1, 30)).first().waitFor(PATIENT);
    await toSources();
    await heading('Halvern Courier').waitFor(PATIENT);
    await block('Stories covered and missed').getByRole('rowheader').first().getByRole('button').press('Enter');
    await block('Coverage by lean').waitFor(PATIENT);
    await toSources();
    await heading('Halvern Courier').waitFor(PATIENT);
    await page.keyboard.press('t');
    await page.getByRole('grid', { name: 'Articles' }).waitFor(PATIENT);
    await toSources();
  });

  it('is saved block by block, as SVG that stands alone and as CSV', async () => {
    const techniques = block('Techniques per thousand words');
    const svg = await saved(techniques.getByRole('button', { name: /as SVG/ }));
    expect(svg.name).toBe('Techniques-per-thousand-words-in-Halvern-Courier.svg');
    expect(svg.text).toContain('<title>Techniques per thousand words in Halvern Courier');
    expect(svg.text).not.toContain('var(--');
    const csv = await saved(techniques.getByRole('button', { name: /as CSV/ }));
    expect(csv.text.split('\r\n')[0]).toContain('"technique","n","words","per_1000","low","high"');
    expect(csv.text).toContain('"Loaded_Language"');
    const days = await saved(block('Articles over time').getByRole('button', { name: /as CSV/ }));
    expect(days.text.split('\r\n')[0]).toBe('"from","to","articles"');
  });

  it('counts as missed what the person says: stories of at least so many sources', async () => {
    const stories = block('Stories covered and missed');
    await stories.getByRole('radio', { name: /^Missed/ }).press('Space');
    await stories.getByRole('radio', { name: '2', exact: true }).press('Space');
    await stories.getByText(/^Missed \d+/).waitFor(PATIENT);
    await expectSound(page, complaints);
  });
});

describe('names', () => {
  it('are merged by hand where they are suggested, and taken apart by undo', async () => {
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog', { name: 'Names' });
    await dialog.getByRole('list', { name: 'Names' }).getByRole('listitem').first().waitFor(PATIENT);
    await picture('names');
    const names = dialog.getByRole('list', { name: 'Names' }).getByRole('checkbox');
    await names.nth(0).press('Space');
    await names.nth(1).press('Space');
    await dialog.getByRole('textbox', { name: 'Shown as' }).fill('One and the same');
    await dialog.getByRole('button', { name: 'Merge 2 names' }).press('Enter');
    await dialog.getByRole('list', { name: 'Names merged into One and the same' }).waitFor(PATIENT);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('n');
    await dialog.getByRole('list', { name: 'Names' }).getByRole('listitem').first().waitFor(PATIENT);
    await dialog.getByText('One and the same').waitFor({ state: 'detached', ...PATIENT });
    await page.keyboard.press('Escape');
  });
});

const isInSight = (element: Element) => {
  const { top } = element.getBoundingClientRect();
  return top >= 0 && top < window.innerHeight;
};

describe('sources compared', () => {
  it('stand side by side, sorted by any measure, and lead to their profiles', async () => {
    await page.keyboard.press('c');
    const table = page.getByRole('region', { name: 'Sources compared' }).getByRole('table');
    await table.waitFor(PATIENT);
    expect(await table.getByRole('row').count()).toBeGreaterThan(8);
    await table.getByRole('columnheader', { name: 'Articles' }).getByRole('button').press('Enter');
    const counts = await table.locator('tbody td:nth-child(2)').allTextContents();
    expect(counts.map(Number)).toEqual(counts.map(Number).sort((a, b) => b - a));
    await picture('sources-compared');
    const csv = await saved(page.getByRole('button', { name: 'Save Sources compared as CSV' }));
    expect(csv.text).toContain('"Loaded_Language per 1000"');
    await table.getByRole('rowheader', { name: 'National Standard' }).getByRole('button').press('Enter');
    await heading('National Standard').waitFor(PATIENT);
    await page.keyboard.press('c');
    const row = table.getByRole('row').filter({ hasText: 'Halvern Courier' });
    const speakers = await table
      .getByRole('columnheader')
      .allTextContents()
      .then((names) => names.indexOf('Speakers'));
    await row.locator('th, td').nth(speakers).getByRole('button').press('Enter');
    await heading('Halvern Courier').waitFor(PATIENT);
    await expect.poll(() => block('Who it quotes').evaluate(isInSight), PATIENT).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByRole('grid', { name: 'Sources' }).waitFor(PATIENT);
    expect(complaints).toEqual([]);
  });
});
