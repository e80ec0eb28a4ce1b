/** What the coding came to, by the keyboard, in the page that the loopback host serves: a cell, its passages, the text. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cache } from '../../scripts/paths.ts';
import { openChromium, startWebHost, type WebHost } from './support/browser.ts';
import { ARABIC, prepareCodedCorpus } from './support/coded-corpus.ts';
import { complaintsOf } from './support/complaints.ts';
import { takeScreen } from './support/pictures.ts';

const folder = mkdtempSync(join(tmpdir(), 'parallax-results-'));
const project = join(folder, 'results.parallax');
const pictures = join(cache, 'screenshots');

let host: WebHost;
let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  const dataDir = join(folder, 'data');
  await prepareCodedCorpus(project, dataDir);
  host = await startWebHost(['--project', project], dataDir);
  browser = await openChromium();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  page = await context.newPage();
  complaints = complaintsOf(page);
  await page.goto(host.url);
  await page.getByRole('button', { name: 'Results', exact: true }).waitFor();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await host?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const passages = () => page.getByRole('listbox', { name: 'Passages' });
const chosen = () => passages().getByRole('option', { selected: true });
const grid = () => page.getByRole('grid');
const pressed = (name: string) => page.getByRole('radio', { name, exact: true });

async function press(...keys: string[]) {
  for (const key of keys) await page.keyboard.press(key);
}

/** The chart is drawn once it has bars, lines or squares. */
const drawn = () => page.locator('[role="img"] svg :is(rect, path)').first().waitFor({ state: 'attached' });

const screen = (name: string) => takeScreen(page, pictures, name, complaints);

/** What a press of a button saves. */
async function saved(deed: () => Promise<void>): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), deed()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

describe('results', () => {
  it('shows every passage in its sentence, and moves by keys', async () => {
    await press('g', 'u');
    await passages().waitFor();
    await expect
      .poll(() => page.getByRole('status').filter({ hasText: 'passages' }).innerText())
      .toMatch(/^27\s+passages/);
    const first = await chosen().innerText();
    await press('j', 'j');
    await expect.poll(() => chosen().getAttribute('aria-posinset')).toBe('3');
    await press('k', 'k');
    await expect.poll(() => chosen().innerText()).toBe(first);
    await press('End');
    await expect.poll(() => chosen().getAttribute('aria-posinset')).toBe('27');
    await press('Home');
    await screen('results-passages');
  });

  it('a code and words narrow it down; a right-to-left quote stands in its own direction', async () => {
    await press('/');
    await page.keyboard.type('الماء');
    await expect.poll(() => passages().getByRole('option').count()).toBe(1);
    expect(await chosen().locator('[dir="rtl"]').count()).toBe(1);
    await page.getByRole('button', { name: 'Clear all' }).click();
    await page.getByRole('listbox', { name: 'Codes' }).getByRole('option', { name: 'Slogans' }).click();
    await expect.poll(() => passages().getByRole('option').count()).toBe(4);
    await page.getByRole('button', { name: 'Clear all' }).click();
  });

  it('a cell opens its passages, a passage its place in the text', async () => {
    await page.locator('body').press('Escape');
    await passages().focus();
    await press('3');
    await grid().waitFor();
    await drawn();
    await grid().focus();
    const cell = grid().locator('td[data-cursor]');
    for (let n = 0; n < 30 && (await cell.innerText()).trim() !== '2'; n++) await press('j');
    const says = (await cell.getAttribute('title'))!;
    const [code = ''] = says.split(',');
    await press('Enter');
    await expect.poll(() => passages().getByRole('option').count()).toBe(2);
    for (const option of await passages().getByRole('option').all()) expect(await option.innerText()).toContain(code);
    const quote = (await chosen().locator('mark').innerText()).slice(0, 40);
    await press('Enter');
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await expect.poll(() => page.getByRole('main').innerText()).toContain(quote);
    await page.getByRole('button', { name: 'Results', exact: true }).click();
    await passages().waitFor();
    await passages().focus();
    await press('Escape');
    await grid().waitFor();
    expect(await grid().locator('td[data-cursor]').getAttribute('title')).toBe(says);
  });

  it('codes by source, over time and together look right, and nothing breaks the page’s policy', async () => {
    await screen('results-source');
    await press('4');
    await pressed('Over time').waitFor();
    await drawn();
    await screen('results-time');
    await press('2');
    await drawn();
    await screen('results-together');
    expect(await page.locator('main style').count()).toBe(0);
  });

  it('a chart is saved as an SVG that stands alone, its numbers as CSV', async () => {
    await press('3');
    await drawn();
    const svg = await saved(() => page.getByRole('button', { name: 'SVG' }).click());
    expect(svg.name).toBe('codes-by-source.svg');
    expect(svg.text).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg /);
    expect(svg.text).not.toMatch(/var\(--|<style|class=/);
    expect(svg.text).toMatch(/font-family="[^"]*Inter/);
    const csv = await saved(() => page.getByRole('button', { name: 'CSV' }).click());
    expect(csv.text.split('\r\n')[0]).toBe(
      '"code_id","code_path","source","annotations","articles","all_annotations","coded_articles","coded_words","share","per_1000_words"',
    );
  });

  it('passages are saved as rows of annotations.csv and as quotations', async () => {
    await press('1');
    await passages().waitFor();
    const open = (name: string) =>
      saved(async () => {
        await page.getByRole('button', { name: 'Save the passages' }).click();
        await page.getByRole('menuitem', { name }).click();
      });
    const csv = await open('Rows as in annotations.csv');
    expect(csv.name).toBe('annotations.csv');
    expect(csv.text).toMatch(/^"format_version","annotation_id"/);
    const quotes = await open('Quotations with their sources');
    expect(quotes.name).toBe('quotations.md');
    expect(quotes.text).toContain(ARABIC);
  });

  it('the methods summary is shown and saved as it is', async () => {
    await press('5');
    const text = page.getByRole('document', { name: 'Methods summary' });
    await text.getByRole('heading', { level: 1 }).waitFor();
    expect(await text.getByRole('heading', { level: 2 }).allInnerTexts()).toContain('Selection of articles');
    await screen('results-methods');
    const { name, text: markdown } = await saved(() => page.keyboard.press('s'));
    expect(name).toBe('results-methods.md');
    expect(markdown).toContain('| another subject |'.replace('| another', '| exclude | another'));
  });

  it('the summary and a chart are printed alone, on as many sheets as they take', async () => {
    await page.evaluate(() => {
      window.print = () => {};
      document.documentElement.dataset.theme = 'dark';
    });
    const printed = page.locator('[data-printed]');
    const ended = () => page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await press('p');
    await page.emulateMedia({ media: 'print' });
    expect(await printed.innerText()).toContain('Selection of articles');
    expect(await printed.evaluate((sheet) => getComputedStyle(sheet).color)).toBe('rgb(26, 28, 30)');
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('light');
    expect(await page.locator('#root').isVisible()).toBe(false);
    const pages = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    const pdf = await page.pdf({ format: 'A5' });
    writeFileSync(join(pictures, 'results-methods.pdf'), pdf);
    expect(pages(pdf)).toBeGreaterThan(2);
    await page.emulateMedia({ media: 'screen' });
    expect(await printed.isVisible()).toBe(false);
    await ended();
    expect(await printed.count()).toBe(0);

    await press('3');
    await drawn();
    await page.getByRole('button', { name: 'Print' }).click();
    await page.emulateMedia({ media: 'print' });
    expect(await printed.getByRole('heading').innerText()).toMatch(/^Annotations by code and source$/);
    const chart = await page.pdf({ format: 'A4', landscape: true });
    writeFileSync(join(pictures, 'results-chart.pdf'), chart);
    expect(pages(chart)).toBe(1);
    await page.emulateMedia({ media: 'screen' });
    await ended();
    await page.evaluate(() => delete document.documentElement.dataset.theme);
    await press('1');
  });
});
