/** From the analysers that look at a corpus to suggestions taken, changed and rejected by key, and what the dataset says of it. */
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cache } from '../../scripts/paths.ts';
import { importPaths, jobEnd, SAMPLE_CORPUS, startTestBackend } from '../support/backend.ts';
import { openChromium, startWebHost, type WebHost } from './support/browser.ts';
import { complaintsOf } from './support/complaints.ts';
import { takeScreen } from './support/pictures.ts';
import { expectSound } from './support/sound.ts';

const PATIENT = { timeout: 60_000 };
const folder = mkdtempSync(join(tmpdir(), 'parallax-suggestions-'));
const project = join(folder, 'tamun.parallax');
const pictures = join(cache, 'screenshots');

let browser: Browser;
let host: WebHost;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  const { client, stop } = await startTestBackend({ project, dataDir: folder });
  await importPaths(client, [SAMPLE_CORPUS]);
  await client.call('coders.use', { name: 'Rana' });
  await client.call('codebook.addPreset', { presetId: 'persuasion-23' });
  await stop();
  browser = await openChromium();
  host = await startWebHost(['--project', project], folder);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  page = await context.newPage();
  complaints = complaintsOf(page);
  await page.goto(host.url);
  await page.getByRole('navigation').getByRole('button', { name: 'Analysers' }).waitFor(PATIENT);
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

const picture = (name: string) => takeScreen(page, pictures, name, complaints);
const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const analysers = () => page.getByRole('grid', { name: 'Analysers and learned codes' });
const analyser = (name: string) => analysers().getByRole('row', { name });
const card = () => page.getByRole('region', { name: 'Suggestion' });
const coded = () => page.getByRole('list', { name: 'Annotations of this article' }).getByRole('button');
const suggested = () => page.getByRole('list', { name: 'Suggestions in this article' }).getByRole('button');
const told = (text: string) => page.getByText(text).first().waitFor(PATIENT);

describe('analysers', () => {
  it('are listed with state and accuracy, and looked at the corpus at a press', async () => {
    await press('g', 'n');
    await analyser('Persuasion techniques').waitFor(PATIENT);
    expect(await analyser('Persuasion techniques').textContent()).toContain('not run');
    await page.getByRole('button', { name: 'Run what is due' }).click();
    await told('Analysis done');
    await analyser('Persuasion techniques').getByText('up to date').waitFor(PATIENT);
    expect(await analyser('Persuasion techniques').textContent()).toMatch(/span F1 0\.\d\d/);
    await analyser('Persuasion techniques').click();
    await page.getByRole('region', { name: 'Settings of Persuasion techniques' }).waitFor(PATIENT);
    await picture('analysers');
  });

  it('whose settings are changed are due again, alone; undo takes that back', async () => {
    const ignored = page.getByRole('textbox', { name: 'Words to ignore' });
    await ignored.fill('fury, storm~');
    await ignored.press('Control+Enter');
    await analyser('Persuasion techniques').getByText('not run').waitFor(PATIENT);
    expect(await analyser('Check-worthy claims').textContent()).toContain('up to date');
    await analysers().focus();
    await press('Control+z');
    await analyser('Persuasion techniques').getByText('up to date').waitFor(PATIENT);
    expect(await ignored.inputValue()).toBe('');
    await expectSound(page, complaints);
  });
});

/** The article whose suggestions the rest of the tests decide. */
let open = 0;

describe('suggestions in the reader', () => {
  it('are gone to by key, with what they rest on', async () => {
    await press('g', 'o');
    await page.getByRole('treeitem', { name: 'Loaded language' }).click();
    await page.getByRole('button', { name: 'Go through them' }).click();
    await card().waitFor(PATIENT);
    expect(await card().textContent()).toMatch(/Suggestion 1 of \d+/);
    await card().getByRole('button', { name: 'Stop' }).click();
    await card().getByRole('button', { name: /score/ }).click();
    const basis = page.getByRole('dialog', { name: /^Suggested/ });
    expect(await basis.textContent()).toMatch(/Persuasion techniques 2.*span F1 0\.\d\d on .*emotive/s);
    await press('Escape');
    open = await suggested().count();
    expect(open).toBeGreaterThan(2);
    await picture('suggestions');
  });

  it('two are accepted, one with another span; one is rejected; each time the next comes to hand', async () => {
    await page.getByRole('document', { name: 'Article text' }).focus();
    const first = await card().textContent();
    await press('Enter');
    await expect.poll(() => coded().count(), PATIENT).toBe(1);
    await expect.poll(() => card().textContent(), PATIENT).not.toBe(first);
    await press('Alt+Shift+ArrowRight');
    await card().getByText('The span is changed').waitFor(PATIENT);
    await press('l');
    await expect.poll(() => coded().count(), PATIENT).toBe(2);
    await expect.poll(() => suggested().count(), PATIENT).toBeLessThanOrEqual(open - 2);
    await expect.poll(() => card().textContent(), PATIENT).not.toContain('The span is changed');
    const before = await suggested().count();
    await press('x');
    await expect.poll(() => suggested().count(), PATIENT).toBe(before - 1);
    expect(await coded().count()).toBe(2);
  });

  it('undo brings each back, redo takes it again, and all of it is there after a reload', async () => {
    const left = await suggested().count();
    await press('Control+z');
    await expect.poll(() => suggested().count(), PATIENT).toBe(left + 1);
    await press('Control+z');
    await expect.poll(() => coded().count(), PATIENT).toBe(1);
    await press('Control+Shift+z', 'Control+Shift+z');
    await expect.poll(() => coded().count(), PATIENT).toBe(2);
    await expect.poll(() => suggested().count(), PATIENT).toBe(left);
    await expectSound(page, complaints);
    await page.reload();
    await page.getByRole('navigation').getByRole('button', { name: 'Read' }).waitFor(PATIENT);
  });

  it('what was accepted stands in the dataset with its origin; what is open or rejected does not', async () => {
    await host.stop();
    const { client } = await startTestBackend({ project, dataDir: folder });
    const out = join(folder, 'dataset');
    const { jobId } = await client.call('export.start', { format: 'csv', out });
    expect(await jobEnd(client, jobId)).toMatchObject({ state: 'done' });
    const lines = readFileSync(join(out, 'annotations.csv'), 'utf8').trim().split('\r\n');
    expect(lines).toHaveLength(3);
    for (const line of lines.slice(1)) expect(line).toContain('"techniques 2"');
    const [{ annotations }] = [await client.call('projects.status', {})];
    expect(annotations).toBe(2);
  });
});
