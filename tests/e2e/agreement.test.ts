/** Agreement and adjudication by the keyboard alone: figures, one case after the other, the layer beside the coders' work. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeQuote, importPaths, startTestBackend, writeFiles } from '../support/backend.ts';
import { openChromium, startWebHost, type WebHost } from './support/browser.ts';
import { complaintsOf } from './support/complaints.ts';
import { expectSound } from './support/sound.ts';

const PATIENT = { timeout: 30_000 };
const folder = mkdtempSync(join(tmpdir(), 'parallax-agreement-'));
const project = join(folder, 'wells.parallax');

const TEXTS = {
  'tern/harbour.txt':
    'Harbour closes on Friday\n\nThe harbour of Onnel closes on Friday. Mayor Iska Dorn calls it a disgrace. Nobody was asked.\n',
  'gull/wells.txt':
    'Wells run dry in Onnel\n\nThree wells ran dry this summer. Farmers fear the worst. Rain is not in sight.\n',
  'manara/abar.txt': 'جفاف الآبار في أونل\n\nجفت ثلاث آبار هذا الصيف. يخشى المزارعون الأسوأ. لا مطر في الأفق.\n',
};

let browser: Browser;
let host: WebHost;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  const { client, stop } = await startTestBackend({ project, dataDir: folder });
  await importPaths(client, [writeFiles(TEXTS)]);
  const ids: string[] = [];
  for (const { articleId } of (await client.call('articles.openView', { query: {} })).first) ids.push(articleId);
  const { codeId: fear } = await client.call('codebook.create', { fields: { name: 'Fear' } });
  const { codeId: figure } = await client.call('codebook.create', { fields: { name: 'Figure' } });
  const coding: Record<string, [quote: string, codeId: string][]> = {
    Rana: [
      ['a disgrace', fear],
      ['Three wells', figure],
      ['يخشى المزارعون', fear],
    ],
    Tarek: [
      ['it a disgrace', fear],
      ['Three wells', figure],
      ['يخشى المزارعون', figure],
    ],
  };
  for (const [name, quotes] of Object.entries(coding)) {
    await client.call('coders.use', { name });
    for (const [quote, codeId] of quotes) {
      for (const articleId of ids) {
        const { text } = await client.call('articles.get', { articleId });
        if (text.includes(quote)) await codeQuote(client, articleId, quote, [codeId]);
      }
    }
  }
  await stop();
  browser = await openChromium();
  host = await startWebHost(['--project', project], folder);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  page = await context.newPage();
  complaints = complaintsOf(page);
  await page.goto(host.url);
  await page.getByRole('navigation').getByRole('button', { name: 'Agreement' }).waitFor(PATIENT);
  await page.keyboard.press('g');
  await page.keyboard.press('a');
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

const row = (name: string) =>
  page.getByRole('grid', { name: 'Agreement by code' }).getByRole('row', { name: new RegExp(`^${name}`) });
const cases = () => page.getByRole('listbox', { name: 'Disagreements' }).getByRole('option');
const caseText = () => page.getByRole('region', { name: 'Case' });

describe('agreement', () => {
  it('says what has not been computed, and computes it', async () => {
    await page.getByText('Not computed yet').waitFor(PATIENT);
    await page.keyboard.press('c');
    await row('Fear').waitFor(PATIENT);
    // Fear: both in the first article, neither in the second, Rana alone in the third.
    await expect.poll(() => row('Fear').getByRole('gridcell').first().innerText(), PATIENT).toBe('0.667');
    expect(await row('All codes').getByRole('gridcell').nth(3).innerText()).toMatch(/^\d\.\d{3}$/);
    await expectSound(page, complaints);
  });

  it('a figure tells where its formula stands', async () => {
    await page
      .getByRole('region', { name: 'Agreement in detail' })
      .getByRole('button', { name: '0.667' })
      .first()
      .press('Enter');
    await page.getByText('Fleiss 1971, Psychological Bulletin 76(5), eq. 2 and 3').waitFor(PATIENT);
    await page.keyboard.press('Escape');
  });

  it('spans have coefficients of their own, and are kept beside those of articles', async () => {
    await page.getByRole('radio', { name: 'Spans' }).press('Space');
    await page.getByText('Not computed yet').waitFor(PATIENT);
    await page.keyboard.press('c');
    await page.getByRole('columnheader', { name: 'γ' }).waitFor(PATIENT);
    await expectSound(page, complaints);
  });

  it('disagreements are decided by key, with a reason, and taken back', async () => {
    await page.keyboard.press('d');
    await expect.poll(() => cases().count(), PATIENT).toBe(2);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectSound(page, complaints);
    const first = await cases().first().innerText();
    await page.keyboard.press('r');
    await page.keyboard.type('The shorter one');
    await page.keyboard.press('Enter');
    await page.keyboard.press('1');
    await expect.poll(() => cases().count(), PATIENT).toBe(1);
    expect(await cases().first().innerText()).not.toBe(first);
    await page.keyboard.press('n');
    await page.getByText('All are decided').waitFor(PATIENT);
    await page.keyboard.press('Control+z');
    await expect.poll(() => cases().count(), PATIENT).toBe(1);
    await page.getByText('2 disagreements, 1 decided in “gold”').waitFor(PATIENT);
    await page.keyboard.press('2');
    await page.getByText('2 disagreements, 2 decided in “gold”').waitFor(PATIENT);
  });

  it('a decided case says so, opens in the text, and can be opened again', async () => {
    await page.getByRole('checkbox', { name: 'Only open ones' }).press('Space');
    await expect.poll(() => cases().count(), PATIENT).toBe(2);
    await caseText()
      .getByText(/^Taken from/)
      .waitFor(PATIENT);
    await page.getByRole('listbox', { name: 'Disagreements' }).focus();
    await page.keyboard.press('u');
    await page.getByText('2 disagreements, 1 decided in “gold”').waitFor(PATIENT);
    const words = await page.locator('mark').first().innerText();
    await page.keyboard.press('Enter');
    await page.getByRole('main').getByText(words).first().waitFor(PATIENT);
    expect(complaints).toEqual([]);
  });
});
