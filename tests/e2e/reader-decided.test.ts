/** What import decided about an article, seen and undone in Read: passages cut, conflicting values, open dates, structure. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inRoot } from '../../scripts/paths.ts';
import { openChromium, startWebHost, type WebHost } from './support/browser.ts';

const folder = mkdtempSync(join(tmpdir(), 'parallax-decided-'));
const project = join(folder, 'decided.parallax');
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, 'scrape', path)), { recursive: true });
  writeFileSync(join(folder, 'scrape', path), text);
};

/** Dumps of one outlet, whose furniture no document alone tells from its article. */
const topics = ['bridge', 'harbour wall', 'ferry', 'market hall', 'tram line', 'reservoir', 'lighthouse', 'theatre'];
const SLOGAN = 'The paper of the coast and the hills';
for (const [i, topic] of topics.entries()) {
  const lines = [
    SLOGAN,
    'Pictures of the day from our own readers',
    `Council votes on the ${topic}`,
    `The council debated the ${topic} for three hours on Tuesday before it voted to repair it by ${2026 + i}.`,
    `Engineers had warned that the ${topic} would not survive another storm like the one of winter ${2001 + i}.`,
    `Nobody had asked what the ${topic} was for, said one of the ${20 + i} residents who had come to listen.`,
    'Letters from readers are welcome at any time of the day.',
  ];
  write(`Vellmar Daily/${i}.txt`, lines.join('\n'));
}
/** A page that says two things of its headline and byline, and has every kind of paragraph. */
const linked = {
  '@context': 'https://schema.org',
  '@type': 'NewsArticle',
  headline: 'Three states sign an accord',
  author: { '@type': 'Person', name: 'Ines Okoro' },
};
write(
  'Delta Dispatch/accord.html',
  `<!doctype html><html lang="en"><head><title>Accord signed at last | Delta Dispatch</title>
<meta property="og:title" content="Accord signed at last"><meta property="og:site_name" content="Delta Dispatch">
<script type="application/ld+json">${JSON.stringify(linked)}</script></head><body><main><article><h1>Three states sign an accord</h1>
<p>Three states signed the water accord in Port Halvern on Thursday, after nine years of talks among their ministers.</p>
<h2>What was promised</h2><p>Every household is owed a plot of like kind with water, the text of the treaty says in its annex.</p>
<ul><li>Two hundred plots are to be measured before the summer.</li><li>Schools move first, then the clinics and the market.</li></ul>
<blockquote><p>We were given a promise on letterhead, and the river does not read letterheads.</p></blockquote>
<p>Negotiators expect the first payments before the harvest, said one of them, who asked not to be named.</p>
</article></main></body></html>`,
);
/** Two articles dated in a way that can be read twice. */
for (const [name, written] of [
  ['north', '03/04/2025'],
  ['south', '05/06/2025'],
] as const) {
  write(
    `Osmere Post/${name}.html`,
    `<!doctype html><html lang="en"><head><title>The ${name} quay closes</title><meta property="og:site_name" content="Osmere Post"></head>
<body><main><article><h1>The ${name} quay closes</h1><p class="date">${written}</p>
<p>The ${name} quay of Osmere will close for repairs in the spring, the harbour board said on the evening of its meeting.</p>
<p>${name === 'north' ? 'Some 1,200 people work there, and the café on the pier stays open whatever the board decides.' : 'Boats have to move to another basin, which their owners call too shallow for anything but dinghies.'}</p>
</article></main></body></html>`,
  );
}

let host: WebHost;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  const cli = inRoot('dist', 'backend', 'cli.js');
  execFileSync(process.execPath, [cli, 'import', join(folder, 'scrape'), '--project', project, '--json'], {
    env: { ...process.env, PARALLAX_DATA_DIR: join(folder, 'cli') },
    stdio: 'ignore',
  });
  host = await startWebHost(['--project', project]);
  browser = await openChromium();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(host.url);
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens the first article that a search finds. */
async function read(words: string) {
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Triage', exact: true }).click();
  await page.keyboard.press('/');
  await page.keyboard.press('Control+A');
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  await page.locator('[role=grid]:not([aria-busy]) mark').first().waitFor();
  await page.locator('[role=grid] [data-index="0"]').dblclick();
  await page.getByRole('document', { name: 'Article text' }).waitFor();
}
const article = () => page.getByRole('document', { name: 'Article text' });
const soon = (question: () => Promise<unknown>) => expect.poll(question, { timeout: 15_000 });
const paragraphs = () => article().locator('[data-p]').allInnerTexts();
const nameCoder = async () => {
  await page.getByLabel('Your name as coder').fill('Rana Marsh');
  await page.keyboard.press('Enter');
};

it('headings, list items and quotations show as such, each still one text node', async () => {
  await read('letterheads');
  const kinds = await article()
    .locator('[data-p]')
    .evaluateAll((all) => all.map((one) => [(one as HTMLElement).dataset.kind ?? '', one.childNodes.length]));
  expect(kinds).toEqual([
    ['', 1],
    ['heading', 1],
    ['', 1],
    ['item', 1],
    ['item', 1],
    ['quote', 1],
    ['', 1],
  ]);
  await article().getByRole('heading', { name: 'What was promised' }).waitFor();
});

it('a headline that origins dispute says so, and a key puts another one in force', async () => {
  const headline = page.getByRole('heading', { level: 1 });
  await headline.getByRole('button', { name: /1 other value/ }).click();
  const form = page.getByRole('dialog', { name: 'Headline: where it comes from' });
  await form.getByRole('button', { name: /Accord signed at last/ }).waitFor();
  const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
  await page.keyboard.press('2');
  await nameCoder();
  await headline.filter({ hasText: 'Accord signed at last' }).waitFor();
  await page.keyboard.press('Control+z');
  await headline.filter({ hasText: 'Three states sign an accord' }).waitFor();
});

it('says from where the text comes, and offers to read it again', async () => {
  await page.getByRole('button', { name: 'text version 1 of 1' }).click();
  const origin = page.getByRole('dialog', { name: 'Where the text comes from' });
  await origin.getByText(/^kept in the project \(/).waitFor();
  await origin.getByText(/^HTML extraction \d/).waitFor();
  await origin.getByRole('button', { name: /Read again/ }).click();
  await page.getByRole('dialog', { name: 'Read again from the original' }).waitFor();
  await page.keyboard.press('Escape');
});

it('asks whether day or month comes first, and the answer dates the whole source', async () => {
  await read('dinghies');
  await page.getByRole('button', { name: '05/06/2025: day or month first?' }).click();
  await page.getByText('2 articles of Osmere Post wait for this.').waitFor();
  await page.getByRole('button', { name: 'Read all dates of Osmere Post with the day first' }).click();
  await page.getByRole('button', { name: /^5 Jun 2025/ }).waitFor();
  await read('café');
  await page.getByRole('button', { name: /^3 Apr 2025/ }).waitFor();
});

it('a passage that a rule of the source cut comes back alone, or for all articles when the rule is switched off', async () => {
  await read('"debated the bridge"');
  expect((await paragraphs()).join('\n')).not.toContain(SLOGAN);
  await page
    .getByRole('button', { expanded: false })
    .filter({ hasText: /lines? removed/ })
    .first()
    .click();
  await page.getByText('cut by a rule of Vellmar Daily in 8 articles').first().waitFor();
  await page.getByRole('button', { name: 'Restore this passage, menu' }).click();
  await soon(async () => (await paragraphs())[0]).toBe(SLOGAN);
  await page.keyboard.press('Control+z');
  await soon(async () => (await paragraphs()).includes(SLOGAN)).toBe(false);

  await page
    .getByRole('button', { expanded: false })
    .filter({ hasText: /lines? removed/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'More about this passage, menu' }).click();
  await page.getByRole('menuitem', { name: 'Switch this rule off for Vellmar Daily…' }).click();
  await page.getByRole('button', { name: 'Switch the rule off' }).click();
  await soon(async () => (await paragraphs()).includes(SLOGAN)).toBe(true);
  await read('"debated the ferry"');
  await soon(async () => (await paragraphs()).includes(SLOGAN)).toBe(true);
});

it('nothing was complained about', () => {
  expect(complaints).toEqual([]);
});
