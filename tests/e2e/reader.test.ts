/** Reading and coding in the page that the loopback host serves: what a person does, and what is there afterwards. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inRoot } from '../../scripts/paths.ts';
import { openChromium, startWebHost, type WebHost } from './support/browser.ts';

const folder = mkdtempSync(join(tmpdir(), 'parallax-reader-'));
const project = join(folder, 'reading.parallax');

const QUAY = [
  'The quay at Osmere will close on Monday, the harbour board said.',
  'Some 1,200 people work there. “Nobody asked us,” said Mirel Dacosta, who mends nets.',
  'The café on the pier stays open.',
];
const articles = {
  'quay.md': `---\ntitle: Quay to close\nsource: Osmere Post\nauthor: Ada Brin\ndate: 2025-03-14\nurl: https://osmere-post.example/quay\nlanguage: en\n---\n\n${QUAY.join('\n\n')}\n`,
  'mina.md':
    '---\ntitle: إغلاق الميناء\ndate: 2025-03-12\nlanguage: ar\n---\n\nسيغلق الميناء أبوابه يوم الاثنين المقبل.\n\nقال عمال الميناء إنهم لم يسألوا عن رأيهم.\n',
};

let host: WebHost;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  mkdirSync(join(folder, 'Osmere Post'));
  for (const [name, text] of Object.entries(articles)) writeFileSync(join(folder, 'Osmere Post', name), text);
  const cli = inRoot('dist', 'backend', 'cli.js');
  execFileSync(process.execPath, [cli, 'import', join(folder, 'Osmere Post'), '--project', project, '--json']);
  host = await startWebHost(['--project', project]);
  browser = await openChromium();
  await open();
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The page anew, in the room Read, at the article about the quay. */
async function open() {
  await page?.close();
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(host.url);
  await page.getByRole('button', { name: 'Read', exact: true }).click();
  await openArticle('Quay to close');
}

async function openArticle(title: string) {
  await page.getByRole('list', { name: 'Articles of the triage view' }).getByText(title).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

/** Selects words of a paragraph with the mouse. */
async function select(paragraph: number, words: string) {
  const [fromX, fromY, toX, toY] = await page.evaluate(
    ([number, sought]) => {
      const text = document.querySelector(`[data-p="${number}"]`)!.firstChild!;
      const range = document.createRange();
      const at = text.textContent!.indexOf(sought);
      range.setStart(text, at);
      range.setEnd(text, at + sought.length);
      const boxes = [...range.getClientRects()];
      const [first, last] = [boxes[0]!, boxes.at(-1)!];
      return [first.left, first.top + first.height / 2, last.right, last.top + last.height / 2] as const;
    },
    [paragraph, words] as const,
  );
  await page.mouse.move(fromX, fromY);
  await page.mouse.down();
  await page.mouse.move(toX - 4, toY);
  await page.mouse.move(toX, toY);
  await page.mouse.up();
  await page.getByRole('toolbar', { name: 'Code the selection' }).waitFor();
}

const annotations = () =>
  page.getByRole('list', { name: 'Annotations of this article' }).getByRole('button').allInnerTexts();
/** Closes the card of what is active, once it is there. */
async function closeCard() {
  const close = page.getByRole('button', { name: 'Close', exact: true });
  await close.waitFor();
  await page.getByRole('document', { name: 'Article text' }).focus();
  await page.keyboard.press('Escape');
  await close.waitFor({ state: 'detached' });
}
const saved = () => page.getByText(/^\d+ marks?$/).and(page.getByRole('status'));
/** Words that are painted, in the order of the text. */
const painted = () =>
  page.evaluate(() => {
    const ranges = [...CSS.highlights].flatMap(([name, highlight]) => (/-\d+-\d$/.test(name) ? [...highlight] : []));
    return ranges.map((range) => range.startContainer.textContent!.slice(range.startOffset, range.endOffset)).sort();
  });
const expectSoon = (read: () => Promise<unknown>) => expect.poll(read, { timeout: 10_000 });

describe('a person who codes', () => {
  it('begins with a ready codebook and is asked for a name once', async () => {
    await page.getByRole('button', { name: 'Persuasion, the classical devices' }).click();
    const dialog = page.getByRole('dialog', { name: 'Who codes?' });
    await dialog.getByRole('textbox').fill('Rana');
    await page.keyboard.press('Enter');
    await page.getByRole('treeitem', { name: /Name calling/ }).waitFor();
    await dialog.waitFor({ state: 'detached' });
  });

  it('selects words, presses a code’s key, and finds them coded after a reload', async () => {
    await select(0, 'will close on Monday');
    await page.keyboard.press('1');
    await expectSoon(painted).toEqual(['will close on Monday']);
    await saved().filter({ hasText: '1 mark' }).waitFor();
    await open();
    await expectSoon(painted).toEqual(['will close on Monday']);
    expect(await annotations()).toEqual([expect.stringMatching(/Name calling\s*¶ 1\s*will close on Monday/)]);
  });

  it('nests and overlaps marks, and reaches each by pressing again', async () => {
    await select(0, 'close on Monday, the harbour');
    await page.keyboard.press('2');
    await select(0, 'Monday');
    await page.keyboard.press('3');
    await expectSoon(painted).toEqual(['Monday', 'close on Monday, the harbour', 'will close on Monday']);
    await saved().filter({ hasText: '3 marks' }).waitFor();
    await closeCard();
    const [x, y] = await page.evaluate(() => {
      const range = document.createRange();
      const text = document.querySelector('[data-p="0"]')!.firstChild!;
      range.setStart(text, text.textContent!.indexOf('Monday') + 2);
      range.setEnd(text, text.textContent!.indexOf('Monday') + 3);
      const box = range.getBoundingClientRect();
      return [box.left + 2, box.top + box.height / 2] as const;
    });
    const card = page.getByRole('region', { name: 'Annotation' });
    for (const name of ['Transfer', 'Name calling', 'Glittering generalities']) {
      await page.mouse.click(x, y);
      await card.getByText(name).waitFor();
    }
    await closeCard();
  });

  it('gives a second code to the active annotation, takes it away, and undoes that', async () => {
    await page.getByRole('list', { name: 'Annotations of this article' }).getByText('Transfer').click();
    await page.keyboard.press('4');
    const row = page.getByRole('list', { name: 'Annotations of this article' }).getByText('Transfer, Testimonial');
    await row.waitFor();
    await page.keyboard.press('4');
    await row.waitFor({ state: 'detached' });
    await saved().waitFor();
    await page.keyboard.press('Control+z');
    await row.waitFor();
    await page.keyboard.press('Control+Shift+z');
    await row.waitFor({ state: 'detached' });
    await closeCard();
  });

  it('codes by keyboard alone', async () => {
    await page.keyboard.press('F7');
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Control+ArrowDown');
    await page.keyboard.press('Control+ArrowDown');
    await page.keyboard.press('Control+Shift+ArrowLeft');
    await page.keyboard.press('Control+Shift+ArrowLeft');
    await page.keyboard.press('5');
    await expectSoon(painted).toContain('mends nets.');
    await page.keyboard.press('F7');
    await closeCard();
  });

  it('writes a memo that is saved after a pause, and deletes an annotation, which undo brings back', async () => {
    await page.getByRole('list', { name: 'Annotations of this article' }).getByText('mends nets.').click();
    await page.getByRole('textbox', { name: 'Memo' }).fill('Her trade');
    await saved().waitFor();
    await expectSoon(() => page.getByRole('textbox', { name: 'Memo' }).inputValue()).toBe('Her trade');
    await page.getByRole('list', { name: 'Annotations of this article' }).getByText('mends nets.').click();
    await page.keyboard.press('Delete');
    await expectSoon(painted).not.toContain('mends nets.');
    await saved().filter({ hasText: '3 marks' }).waitFor();
    await page.keyboard.press('Control+z');
    await expectSoon(painted).toContain('mends nets.');
    await page.getByRole('list', { name: 'Annotations of this article' }).getByText('mends nets.').click();
    // A memo is shown as it reads until it is written.
    await page.locator('[data-memo]').getByText('Her trade').waitFor();
    await page.keyboard.press('m');
    await expectSoon(() => page.getByRole('textbox', { name: 'Memo' }).inputValue()).toBe('Her trade');
    await closeCard();
  });

  it('codes the whole article and marks a claim', async () => {
    await page.keyboard.press('a');
    await page.keyboard.press('6');
    await page.getByRole('group', { name: 'Codes of the whole article' }).getByText('Card stacking').waitFor();
    await select(1, '1,200 people work there');
    await page.keyboard.press('q');
    const card = page.getByRole('region', { name: 'Claim 1' });
    await expectSoon(() => card.getByRole('textbox', { name: 'Statement' }).inputValue()).toBe(
      '1,200 people work there',
    );
    await card.getByRole('textbox', { name: 'Speaker' }).fill('Harbour board');
    await page.keyboard.press('Enter');
    await card.getByText('1 mention in 1 source').waitFor();
    await select(1, 'Nobody asked us');
    await card.getByRole('button', { name: 'Add the selection as a mention' }).click();
    await card.getByText('2 mentions in 1 source').waitFor();
    await closeCard();
  });

  it('finds words without their accents', async () => {
    await page.keyboard.press('Control+f');
    await page.keyboard.type('cafe');
    await page.getByText('1 of 1', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
  });

  it('copies a passage with source, date and link', async () => {
    await select(2, 'stays open');
    const copied = await page.evaluate(() => {
      const event = new ClipboardEvent('copy', { clipboardData: new DataTransfer(), bubbles: true, cancelable: true });
      document.body.dispatchEvent(event);
      return event.clipboardData!.getData('text/plain');
    });
    expect(copied).toBe('“stays open”\n— Osmere Post, 14 Mar 2025, https://osmere-post.example/quay');
    await page.keyboard.press('Escape');
  });

  it('reads and codes from right to left', async () => {
    await openArticle('إغلاق الميناء');
    const text = page.getByRole('document', { name: 'Article text' });
    expect(await text.getAttribute('dir')).toBe('rtl');
    expect(await text.getAttribute('lang')).toBe('ar');
    await page.keyboard.press('F7');
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Control+Shift+ArrowLeft');
    await page.keyboard.press('7');
    await expectSoon(painted).toEqual(['سيغلق']);
    await page.keyboard.press('F7');
    await openArticle('Quay to close');
  });
});

it('the text’s own nodes are as they were: one in each paragraph, and every character', async () => {
  const nodes = await page.evaluate(() =>
    [...document.querySelectorAll('[data-p]')].map((paragraph) =>
      [...paragraph.childNodes].map((node) => node.nodeValue),
    ),
  );
  expect(nodes).toEqual(QUAY.map((paragraph) => [paragraph]));
});

it('nothing was complained about, the Content-Security-Policy included', () => {
  expect(complaints).toEqual([]);
});
