/** Claims from the first span to the merged claim, by the keyboard, in the page that the loopback host serves. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cache, inRoot } from '../../scripts/paths.ts';
import { openChromium, startWebHost, type WebHost } from './support/browser.ts';
import { complaintsOf } from './support/complaints.ts';
import { takeScreen } from './support/pictures.ts';
import { selectWords } from './support/reading.ts';

const folder = mkdtempSync(join(tmpdir(), 'parallax-claims-'));
const project = join(folder, 'claims.parallax');
const pictures = join(cache, 'screenshots');

const articles = {
  'close.md': [
    'title: Quay to close\nsource: Osmere Post\ndate: 2025-03-14\nlanguage: en',
    'The quay at Osmere closes on Monday.',
    'Some 1,200 dock workers will lose their posts when the quay at Osmere closes. The board calls that a rumour.',
    'Rents along the basin will fall by a third within a year, the mayor told the tenants.',
  ],
  'room.md': [
    'title: A quay makes room\nsource: Vellin Herald\ndate: 2025-03-15\nlanguage: en',
    'Nobody was asked, the tenants say.',
    'About 900 dock workers will lose their posts when the quay closes. The union had them counted.',
    'The pay lists of February name 884 people. They are kept in the harbour office.',
  ],
};

let host: WebHost;
let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  mkdirSync(join(folder, 'harbour'));
  for (const [name, [fields, ...paragraphs]] of Object.entries(articles)) {
    writeFileSync(join(folder, 'harbour', name), `---\n${fields}\n---\n\n${paragraphs.join('\n\n')}\n`);
  }
  const cli = inRoot('dist', 'backend', 'cli.js');
  execFileSync(process.execPath, [cli, 'import', join(folder, 'harbour'), '--project', project, '--json']);
  host = await startWebHost(['--project', project]);
  browser = await openChromium();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  page = await context.newPage();
  complaints = complaintsOf(page);
  await page.goto(host.url);
  await page.getByRole('button', { name: 'Claims', exact: true }).waitFor();
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const card = (number: number) => page.getByRole('region', { name: `Claim ${number}`, exact: true });
const rows = () => page.getByRole('grid', { name: 'Claims' }).getByRole('row');
const row = (number: number) => rows().filter({ has: page.getByRole('gridcell', { name: `${number}`, exact: true }) });

async function read(title: string) {
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await page.getByRole('grid').getByRole('row', { name: title }).click();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

const screen = (name: string) => takeScreen(page, pictures, name, complaints);

describe('in the reader', () => {
  it('Q makes a claim of a span', async () => {
    await read('Quay to close');
    await selectWords(page, 'Some 1,200 dock workers will lose their posts');
    await page.keyboard.press('q');
    const dialog = page.getByRole('dialog', { name: 'Who codes?' });
    await dialog.getByRole('textbox').fill('Rana');
    await page.keyboard.press('Enter');
    await card(1).getByRole('textbox', { name: 'Speaker' }).fill('Harbour board');
    await page.keyboard.press('Enter');
    await card(1).getByText('1 mention in 1 source').waitFor();
  });

  it('the same claim elsewhere is found alike, with its reason, and linked by Enter', async () => {
    await read('A quay makes room');
    await selectWords(page, 'About 900 dock workers will lose their posts when the quay closes');
    await page.keyboard.press('q');
    const alike = card(2).getByRole('region', { name: 'Claims that are alike' });
    await alike.getByText(/figure differs: 900, there 1,200/).waitFor();
    await screen('claim-alike');
    await page.keyboard.press('Enter');
    await card(1).getByText('2 mentions in 2 sources').waitFor();
    await expect.poll(() => card(2).count()).toBe(0);
  });

  it('a selection becomes evidence on the open claim by its sign', async () => {
    await selectWords(page, 'The pay lists of February name 884 people');
    await page.keyboard.press('-');
    await card(1).getByText('1 against').waitFor();
    await card(1).getByText('Vellin Herald').first().waitFor();
  });

  it('and on any other, which is chosen by words, with the stance that its key means', async () => {
    await page.keyboard.press('Escape');
    await selectWords(page, 'The union had them counted');
    await page.keyboard.press('+');
    const dialog = page.getByRole('dialog', { name: 'Evidence on which claim' });
    await dialog.getByRole('textbox', { name: 'Claim' }).fill('dock');
    await dialog.getByRole('list', { name: 'Claims' }).getByText('Some 1,200 dock workers').waitFor();
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('The passage supports claim 1').waitFor();
  });

  it('another claim stands by itself', async () => {
    await read('Quay to close');
    await selectWords(page, 'Rents along the basin will fall by a third within a year');
    await page.keyboard.press('q');
    await card(3).getByText('1 mention in 1 source').waitFor();
    expect(await card(3).getByRole('region', { name: 'Claims that are alike' }).count()).toBe(0);
  });
});

describe('in the Claims room', () => {
  beforeAll(async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.keyboard.press('l');
    await row(1).waitFor();
  });

  it('mentions stand in their sentences, evidence with its stance', async () => {
    await row(1).click();
    const mentions = card(1).getByRole('list', { name: 'Mentions' });
    await mentions.getByText('The board calls that a rumour.').waitFor();
    await expect.poll(() => card(1).getByRole('region', { name: 'Evidence' }).getByRole('listitem').count()).toBe(2);
  });

  it('a digit gives the verdict, its reason is written in place', async () => {
    await page.keyboard.press('2');
    await row(1).getByText('Disputed').waitFor();
    await card(1).getByRole('textbox', { name: 'Reason' }).fill('Board and union count differently.');
    await card(1).getByRole('textbox', { name: 'Open' }).fill('Who made the pay lists?');
    await page.keyboard.press('Control+Enter');
    await row(1).getByText('open question').waitFor();
  });

  it('A adds a link as evidence; an address that is none is refused in place', async () => {
    await row(1).click();
    await page.keyboard.press('a');
    const form = page.getByRole('dialog', { name: 'Evidence on claim 1: a link' });
    await form.getByRole('textbox', { name: 'Address' }).fill('javascript:alert(1)');
    await page.keyboard.press('Enter');
    await form.getByText(/is not the address of a page/).waitFor();
    await form.getByRole('textbox', { name: 'Address' }).fill('harbour.example/pay');
    await form.getByRole('textbox', { name: 'Title of the page' }).fill('Pay lists of February');
    await page.keyboard.press('Enter');
    await form.waitFor({ state: 'detached' });
    await card(1).getByRole('link', { name: 'Pay lists of February' }).waitFor();
    await screen('claims-room');
  });

  it('filters by what is known of a claim', async () => {
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByRole('dialog', { name: 'Filter claims' }).getByText('With an open question').click();
    await page.keyboard.press('Escape');
    await expect.poll(() => rows().count()).toBe(2);
    await page.getByRole('button', { name: /^Drop the filter question/ }).click();
    await expect.poll(() => rows().count()).toBe(3);
  });

  it('finds a claim by the words of a mention', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('about 900');
    await expect.poll(() => rows().count()).toBe(2);
    await page.keyboard.press('Escape');
    await expect.poll(() => rows().count()).toBe(3);
  });

  it('merges what is selected, with verdicts that differ shown first; one undo brings both back', async () => {
    await row(3).click();
    await page.keyboard.press('3');
    await row(3).getByText('Refuted').waitFor();
    await page.keyboard.press('Control+a');
    await page.getByText('2 selected').waitFor();
    await page.keyboard.press('m');
    const dialog = page.getByRole('dialog', { name: 'Merge 2 claims' });
    await dialog.getByRole('region', { name: 'Verdicts that differ' }).getByText('Rana').waitFor();
    await screen('claims-merge');
    await dialog.getByRole('button', { name: 'Merge into claim 1' }).click();
    await expect.poll(() => rows().count()).toBe(2);
    await card(1).getByText('3 mentions in 2 sources').waitFor();
    await page.keyboard.press('Control+z');
    await expect.poll(() => rows().count()).toBe(3);
  });

  it('a mention is split off by its key', async () => {
    await page.keyboard.press('Escape');
    await row(1).click();
    await card(1).getByText('2 mentions in 2 sources').waitFor();
    await page.keyboard.press('n');
    await page.keyboard.press('s');
    await card(4).getByText('About 900 dock workers').first().waitFor();
  });

  it('columns are shown, hidden and moved from the keyboard', async () => {
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('menuitem', { name: 'Sources' }).click();
    await row(1).getByText('Osmere Post').waitFor();
    const head = page.getByRole('columnheader', { name: 'Verdict' });
    await head.getByRole('button').focus();
    await page.keyboard.press('Alt+ArrowLeft');
    await expect
      .poll(() => page.getByRole('columnheader').allInnerTexts())
      .toEqual([
        'No',
        'Statement',
        'Speaker',
        'Verdict',
        'Kind',
        'Evidence',
        'Mentions',
        'Sources',
        'Coder',
        'Changed',
      ]);
  });
});

it('the page complains of nothing', () => {
  expect(complaints).toEqual([]);
});
