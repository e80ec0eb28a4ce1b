/** Evidence from beyond the corpus, by hand: off, switched on, seen before it is sent, taken as evidence, failing, and in the log. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cache } from '../../scripts/paths.ts';
import { importPaths, startTestBackend, writeFiles } from '../support/backend.ts';
import { type ProviderServer, sendJson, startProviderServer } from '../support/provider-server.ts';
import { openChromium, startWebHost, type WebHost } from './support/browser.ts';
import { complaintsOf } from './support/complaints.ts';
import { takeScreen } from './support/pictures.ts';
import { expectSound } from './support/sound.ts';

const PATIENT = { timeout: 60_000 };
const folder = mkdtempSync(join(tmpdir(), 'parallax-providers-'));
const project = join(folder, 'quay.parallax');
const pictures = join(cache, 'screenshots');
const STATEMENT = 'Some 1,200 dock workers will lose their posts';

const articles = {
  'osmere/quay.txt': `Quay to close\n\nThe quay at Osmere closes on Monday, the port board said. ${STATEMENT} when the quay closes. Rents along the basin will fall.\n`,
  'vellin/quay.txt':
    'Quay at Osmere shuts\n\nThe quay at Osmere closes on Monday, the port board said. The union had the posts counted twice.\n',
};
const feed = {
  '@context': 'https://schema.org',
  '@type': 'ClaimReview',
  url: 'https://checks.example/osmere-quay',
  claimReviewed: 'More than 1,200 dock workers lose their posts at Osmere',
  datePublished: '2025-03-20',
  author: { name: 'Basin Fact Desk' },
  itemReviewed: { author: { name: 'Port board' } },
  reviewRating: { alternateName: 'Exaggerated', ratingValue: 2, bestRating: 5 },
};
const found = [
  {
    title: 'Posts at the port of Osmere, 2019 to 2025',
    url: 'https://registry.example/osmere/posts',
    content: 'The pay lists of February 2025 name 884 people who work at the quay.',
    publishedDate: '2025-03-02',
  },
  {
    title: 'Osmere quay',
    url: 'https://reference.example/wiki/Osmere_quay',
    content: 'A quay of 640 metres, built in 1931.',
  },
];

let server: ProviderServer;
let browser: Browser;
let host: WebHost;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  server = await startProviderServer((_request, response) => sendJson(response, { results: found }));
  const { client, stop } = await startTestBackend({ project, dataDir: folder });
  await importPaths(client, [writeFiles(articles)]);
  const { first } = await client.call('articles.openView', { query: {} });
  for (const { articleId } of first) {
    const { text, textVersionId } = await client.call('articles.get', { articleId });
    const start = text.indexOf(STATEMENT);
    const span = { start, end: start + STATEMENT.length, quote: STATEMENT };
    if (start >= 0)
      await client.call('claims.create', { articleId, textVersionId, ...span, fields: { speaker: 'Port board' } });
  }
  await client.call('stories.create', {
    articleIds: first.map(({ articleId }) => articleId),
    title: 'Osmere closes its quay',
  });
  await stop();
  browser = await openChromium();
  host = await startWebHost(['--project', project], folder);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  page = await context.newPage();
  complaints = complaintsOf(page);
  await page.goto(host.url);
  await page.getByRole('button', { name: 'Claims', exact: true }).waitFor(PATIENT);
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const picture = (name: string) => takeScreen(page, pictures, name, complaints);
/** What is being asked belongs to a card, which is made anew where the window becomes narrow. */
async function wide(name: string) {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(pictures, `${name}-${colorScheme}.png`), animations: 'disabled' });
    await expectSound(page, complaints);
  }
}
const dialog = (name: string | RegExp) => page.getByRole('dialog', { name });
const providers = () => page.getByRole('region', { name: 'Project quay' });
const row = (name: string) => providers().getByRole('listitem').filter({ hasText: name });

async function go(key: string) {
  await page.keyboard.press('g');
  await page.keyboard.press(key);
}
async function openClaim() {
  await go('l');
  await page.getByRole('grid', { name: 'Claims' }).getByRole('row').filter({ hasText: 'dock workers' }).click();
  await page.getByRole('button', { name: /Look beyond the corpus/ }).click();
  await dialog(/Claim 1: beyond/).waitFor();
}
async function add(kind: string, fields: Record<string, string>) {
  await providers().getByRole('button', { name: 'Add a provider…' }).click();
  const form = dialog('A new provider');
  await form.getByRole('button', { name: /Kind/ }).click();
  await page.getByRole('option', { name: kind }).click();
  for (const [label, value] of Object.entries(fields)) await form.getByLabel(label).fill(value);
  await form.getByRole('button', { name: 'Add, switched off' }).click();
  await form.waitFor({ state: 'detached' });
}

describe('with nothing switched on', () => {
  it('a claim says that nobody is asked, and what would leave the machine', async () => {
    await openClaim();
    await dialog(/Claim 1/)
      .getByText('No provider is switched on')
      .waitFor();
    await picture('providers-off');
    await dialog(/Claim 1/)
      .getByRole('button', { name: 'Providers in Settings' })
      .click();
    await providers().getByText('Log: nothing was ever sent').waitFor();
  });

  it('a provider is named with its address, and is off', async () => {
    await add('SearXNG', { 'Address of the server': server.origin, 'Your name for it': 'Institute search' });
    await row('Institute search').getByText('Off: it is never asked.').waitFor();
    await add('Fact checks (ClaimReview)', { 'Your name for it': 'Saved fact checks' });
    await row('Saved fact checks').getByRole('radio', { name: 'On' }).click();
    const file = { name: 'checks.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify([feed])) };
    await row('Saved fact checks').locator('input[type=file]').setInputFiles(file);
    await row('Saved fact checks').getByText('1 fact check.').waitFor();
    expect(server.reached).toEqual([]);
  });
});

describe('a provider that a person switches on', () => {
  it('gets nothing before its preview was seen, and then exactly that', async () => {
    await row('Institute search').getByRole('radio', { name: 'On' }).click();
    await row('Institute search').getByText('On: asked only when you say so').waitFor();
    await picture('providers-settings');
    await openClaim();
    const claim = dialog(/Claim 1/);
    await claim.getByRole('textbox', { name: 'Words to search for' }).fill('Osmere quay posts');
    await page.keyboard.press('Enter');
    const preview = claim.getByRole('region', { name: 'What would be sent' });
    await preview.getByText('/search?q=Osmere+quay+posts&format=json').waitFor();
    expect(server.reached).toEqual([]);
    await wide('providers-preview');
    await page.keyboard.press('Enter');
    await claim
      .getByRole('region', { name: 'Found by Institute search' })
      .getByText('Posts at the port of Osmere')
      .waitFor();
    expect(server.reached.map(({ path }) => path)).toEqual(['/search?q=Osmere+quay+posts&format=json']);
  });

  it('finds suggestions, of which a person takes one as evidence', async () => {
    const claim = dialog(/Claim 1/);
    await claim.getByText('rates it').waitFor();
    await picture('providers-results');
    await claim.getByRole('button', { name: 'Posts at the port of Osmere, 2019 to 2025: refutes' }).click();
    await claim.getByRole('textbox', { name: /Words that matter/ }).fill('name 884 people who work at the quay');
    await claim.getByRole('button', { name: 'Take as evidence' }).click();
    await claim.getByText('Among the evidence').waitFor();
    await claim.getByRole('button', { name: 'Close' }).click();
    const evidence = page
      .getByRole('region', { name: 'Claim 1', exact: true })
      .getByRole('region', { name: 'Evidence' });
    await evidence.getByText('1 against').waitFor();
    await evidence.getByText(/Found with Institute search on/).waitFor();
  });

  it('says in words what went wrong, and is asked again without a question where that was said', async () => {
    server.answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<!DOCTYPE html><p>Please sign in</p>');
    };
    await openClaim();
    const claim = dialog(/Claim 1/);
    await claim.getByRole('button', { name: 'Search…' }).click();
    await claim.getByText('Do not ask again for Institute search').click();
    await claim.getByRole('button', { name: 'Send' }).click();
    await claim.getByText(/answers with a web page where JSON was expected/).waitFor();
    await wide('providers-failed');
    server.answer = (_request, response) => sendJson(response, { results: [] });
    await claim.getByRole('button', { name: 'Try again' }).click();
    await claim.getByText('Institute search found nothing.').waitFor();
    expect(server.reached).toHaveLength(3);
    await claim.getByRole('button', { name: 'Close' }).click();
  });
});

describe('a language model', () => {
  it('puts a section in other words, marked as such, with what it was given', async () => {
    await go(',');
    await add('Language model, Ollama', {
      'Address of the server': server.origin,
      'Model, as the server calls it': 'small-one',
      'Your name for it': 'Model on this machine',
    });
    await row('Model on this machine').getByRole('radio', { name: 'On' }).click();
    await row('Model on this machine').getByText('On: asked only').waitFor();
    server.answer = (_request, response) =>
      sendJson(response, {
        model: 'small-one',
        message: { content: 'The port board closes the quay at Osmere on Monday [1][2]. About 300 people are angry.' },
      });
    await go('y');
    await page.getByRole('grid', { name: 'Stories' }).getByRole('row', { name: 'Osmere closes its quay' }).click();
    await page.keyboard.press('Enter');
    const common = page.getByRole('region', { name: 'Common ground', exact: true });
    await common.getByRole('button', { name: 'In other words…' }).click();
    await dialog(/in a language model’s words/)
      .getByText('"role": "system"')
      .waitFor();
    await dialog(/in a language model’s words/)
      .getByRole('button', { name: 'Send' })
      .click();
    const written = common.getByRole('complementary', { name: 'Common ground, written by a language model' });
    await written.getByText('names no source').waitFor();
    await picture('providers-rewritten');
    await written.getByRole('button', { name: /^Sentence 1/ }).click();
    await dialog('Sentence 1 it was given').getByText('Open the article at the place').click();
    await page.getByRole('heading', { level: 1 }).first().waitFor();
  });
});

describe('the log', () => {
  it('holds every request and every switch, and is saved as CSV', async () => {
    await go(',');
    await providers()
      .getByRole('button', { name: /Log of what was sent/ })
      .click();
    const log = dialog('What left this machine');
    await log.getByText('answered 200').first().waitFor();
    expect(await log.getByRole('row').count()).toBe(1 + 4 + 3);
    await picture('providers-log');
    const saving = page.waitForEvent('download');
    await log.getByRole('button', { name: 'Save as CSV' }).click();
    expect((await saving).suggestedFilename()).toBe('sent.csv');
    await page.keyboard.press('Escape');
  });
});
