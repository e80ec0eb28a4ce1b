/** A folder of pages that say where they are from: what the survey guesses, an import that is cancelled and goes on, captions, figures. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChromium, startWebHost, type WebHost } from './support/browser.ts';
import { complaintsOf } from './support/complaints.ts';
import { expectSound } from './support/sound.ts';

const PATIENT = { timeout: 90_000 };
/** Enough that an import can be cancelled before its end. */
const PAGES = 1500;
const CREDIT = 'Photo: Ada Quill/Coast Pictures';

/** Sentences that differ from page to page in their words, not only in a number. */
const words = ['gull', 'mast', 'rope', 'lamp', 'crane', 'buoy', 'anchor', 'tiller', 'winch', 'keel', 'sail', 'hull'];
const told = (n: number, k: number) =>
  Array.from({ length: 14 }, (_, i) => `${words[(n * 7 + k * 5 + i * i) % 12]}${words[(n + k + i * 3) % 12]}`).join(
    ' ',
  );

const article = (n: number) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Cable ${n}</title>
<link rel="canonical" href="https://www.${n % 3 === 0 ? 'orrin-post' : 'quay-gazette'}.example/cable/${n}"></head><body>
<nav><a href="/">Home</a> <a href="/sea">Sea</a></nav><article><h1>Cable ${n}</h1>
<p>The cable numbered ${n} was found by a ${told(n, 1)}, as the harbour office told us.</p>
<figure><img src="a.jpg"><figcaption>Divers lift a ${told(n, 4)} from the water. ${CREDIT}</figcaption></figure>
<p>Nobody knows who laid it beside the ${told(n, 2)}, and the council will ask.</p>
<p>Until then the ${told(n, 3)} stays where it is, in seven metres of water.</p></article></body></html>`;

describe('an import of pages that declare their source', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parallax-go-on-'));
  const scrape = join(folder, 'scrape_01');
  let browser: Browser;
  let host: WebHost;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    mkdirSync(scrape);
    for (let n = 0; n < PAGES; n++) writeFileSync(join(scrape, `${n}.html`), article(n));
    browser = await openChromium();
    host = await startWebHost(['--project', join(folder, 'coast.parallax'), '--folder', scrape]);
    page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    complaints = complaintsOf(page);
    await page.goto(host.url);
  });
  afterAll(async () => {
    await browser?.close();
    await host?.stop();
  });

  it('shows before the import which sites the pages declare, though the folder has no name of a source', async () => {
    await page.getByRole('button', { name: `Import ${scrape}` }).click();
    const sources = page.getByRole('table', { name: 'Sources, by page or folder' });
    await sources.getByRole('row', { name: /quay-gazette\.example 1,000/ }).waitFor(PATIENT);
    await sources.getByRole('row', { name: /orrin-post\.example 500/ }).waitFor();
    await expectSound(page, complaints);
  });

  it('goes on after it was cancelled, and ends with every page once', async () => {
    await page.getByRole('button', { name: /^Import 1,500 files/ }).click();
    await page
      .getByText(/^[1-9]\d* of 1,500 files|[1-9][\d,]* files so far/)
      .first()
      .waitFor(PATIENT);
    await page.getByRole('button', { name: 'Cancel the import' }).click();
    await page.getByText('The import was cancelled. What was in by then stays.').waitFor(PATIENT);
    await expectSound(page, complaints);
    await page.getByRole('main').getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('heading', { name: '1,500 of 1,500 articles are in' }).waitFor(PATIENT);
  });

  it('says in the report how good what cut the texts was measured to be', async () => {
    await page.getByRole('button', { name: /of all words/ }).click();
    const basis = page.getByRole('dialog', { name: 'What is kept and what is cut' });
    await basis.getByText(/F1 \.\d{3}, precision \.\d{3}, recall \.\d{3} on 91 labelled web pages/).waitFor();
    await basis.getByText(/HTML extraction \d, Plain-text cleaning \d/).waitFor();
    await expectSound(page, complaints);
    await page.keyboard.press('Escape');
  });

  it('keeps a caption between its paragraphs, set apart and without its credit', async () => {
    await page.getByRole('button', { name: 'Go to triage' }).click();
    await page.getByRole('grid').getByRole('row', { name: /Cable/ }).first().waitFor();
    await page.getByRole('grid').focus();
    await page.keyboard.press('Enter');
    const caption = page.locator('[data-kind="caption"]');
    await caption.waitFor();
    expect(await caption.innerText()).toMatch(/^Divers lift a .* from the water\.$/);
    const size = (of: string) =>
      page
        .locator(of)
        .first()
        .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
    expect(await size('[data-kind="caption"]')).toBeLessThan(
      await size('main p:not([data-kind]):has-text("The cable")'),
    );
    await expectSound(page, complaints);
  });
});
