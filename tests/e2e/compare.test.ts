/** Two articles side by side in the page that the loopback host serves, and the claims that come of it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inRoot } from '../../scripts/paths.ts';
import { openChromium, startWebHost, type WebHost } from './support/browser.ts';

const folder = mkdtempSync(join(tmpdir(), 'parallax-compare-'));
const project = join(folder, 'comparing.parallax');

const SAME = 'The quay at Osmere will close on Monday, the harbour board announced in a letter to every tenant.';
const COUNT = (people: string) => `About ${people} dock workers will lose their posts when the quay at Osmere closes.`;
const LAST = 'The fish auction moves to Vellin in October, said auction master Teodor Brask.';
const filler = (from: string, paragraphs: number) =>
  Array.from({ length: paragraphs }, (_, at) =>
    `${from} number ${at + 1} told of winters, ropes and boats that nobody else remembers by name. `.repeat(3).trim(),
  );
const LEFT = [
  SAME,
  COUNT('1,200'),
  'Nobody asked the net menders.',
  ...filler('A sailor', 9),
  LAST,
  ...filler('A cook', 6),
];
const RIGHT = [COUNT('900'), SAME, ...filler('A clerk', 15), LAST, ...filler('A guard', 5)];

const markdown = (fields: string, paragraphs: string[]) => `---\n${fields}\n---\n\n${paragraphs.join('\n\n')}\n`;
const articles = {
  'left.md': markdown('title: Quay to close\nsource: Osmere Post\ndate: 2025-03-14\nlanguage: en', LEFT),
  'right.md': markdown('title: A quay makes room\nsource: Vellin Herald\ndate: 2025-03-15\nlanguage: en', RIGHT),
  'mina.md': markdown('title: إغلاق الميناء\nsource: المنار\ndate: 2025-03-12\nlanguage: ar', [
    'سيغلق الميناء أبوابه يوم الاثنين المقبل.',
    'قال عمال الميناء إنهم لم يسألوا عن رأيهم.',
  ]),
};

let host: WebHost;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  mkdirSync(join(folder, 'harbour'));
  for (const [name, text] of Object.entries(articles)) writeFileSync(join(folder, 'harbour', name), text);
  const cli = inRoot('dist', 'backend', 'cli.js');
  execFileSync(process.execPath, [cli, 'import', join(folder, 'harbour'), '--project', project, '--json']);
  host = await startWebHost(['--project', project]);
  browser = await openChromium();
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(host.url);
  await page.getByRole('button', { name: 'Compare', exact: true }).waitFor();
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function choose(key: '[' | ']', words: string, title: string) {
  await page.keyboard.press(key);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Headline' }).fill(words);
  await dialog.getByRole('listitem').filter({ hasText: title }).waitFor();
  await expect.poll(() => dialog.getByRole('listitem').count()).toBe(1);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
}

const column = (source: string) => page.getByRole('region', { name: source, exact: true });
const inspector = () => page.getByRole('region', { name: 'Selected pair' });
const button = (name: RegExp) => page.getByRole('toolbar', { name: 'Comparison' }).getByRole('button', { name });
const stepName = () => page.getByRole('toolbar', { name: 'Comparison' }).getByRole('status').innerText();
const expectSoon = (read: () => Promise<unknown>) => expect.poll(read, { timeout: 10_000 });

/** What is painted in one column: by a layer's name, or the code marks with `code`. */
const painted = (source: string, layer: string) =>
  column(source).evaluate((element, name) => {
    const isIt = (key: string) => (name === 'code' ? /-\d+-\d$/.test(key) : key.endsWith(`relation-${name}`));
    const ranges = [...CSS.highlights].flatMap(([key, highlight]) => (isIt(key) ? [...highlight] : []));
    return ranges
      .filter((range) => element.contains(range.startContainer))
      .map((range) => range.startContainer.textContent!.slice(range.startOffset, range.endOffset));
  }, layer);

/** How far a passage is from the top of the window on its text, px. */
const heightOf = (source: string, words: string) =>
  column(source).evaluate((element, sought) => {
    const paragraph = [...element.querySelectorAll('p[data-p]')].find((one) => one.textContent!.includes(sought))!;
    return paragraph.getBoundingClientRect().top - element.getBoundingClientRect().top;
  }, words);

describe('a person who compares', () => {
  it('is told how to begin, and chooses both articles by keyboard', async () => {
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await page.getByText('Nothing to compare yet').waitFor();
    await choose('[', 'Quay clos', 'Quay to close');
    await page.getByText('One more article to compare').waitFor();
    await choose(']', 'makes room', 'A quay makes room');
    await column('Osmere Post').getByRole('heading', { name: 'Quay to close' }).waitFor();
    await column('Vellin Herald').getByRole('heading', { name: 'A quay makes room' }).waitFor();
  });

  it('sees what both print, which figures differ and what only one says', async () => {
    await button(/^Same: 2;/).waitFor();
    await button(/^Figure differs: 1;/).waitFor();
    await expectSoon(() => painted('Osmere Post', 'same')).toEqual([SAME, LAST]);
    await expectSoon(() => painted('Osmere Post', 'figure')).toEqual(['1,200']);
    expect(await painted('Vellin Herald', 'figure')).toEqual(['900']);
    expect(await painted('Osmere Post', 'only')).toContain('Nobody asked the net menders.');
    expect(await page.locator('[data-gutter] [data-relation="same"]').count()).toBeGreaterThan(0);
    expect(await column('Osmere Post').locator('[data-edge] i').count()).toBeGreaterThan(0);
  });

  it('reads the pair whose figures differ below, with the difference', async () => {
    const text = await inspector().innerText();
    expect(text).toContain('Figure differs');
    expect(text).toContain('1,200');
    expect(text).toMatch(/300 .*left 33\.3 % higher/);
    expect(await stepName()).toBe('Figure 1 of 1');
  });

  it('steps through the pairs by key, and through one relation alone', async () => {
    await page.keyboard.press('Shift+N');
    await expectSoon(stepName).toBe('Same 1 of 2');
    await page.keyboard.press('n');
    await expectSoon(stepName).toBe('Figure 1 of 1');
    await button(/^Same:/).click();
    await expectSoon(stepName).toBe('Same 2 of 2');
    await page.keyboard.press('j');
    await expectSoon(stepName).toBe('Same 1 of 2');
    await page.keyboard.press('k');
    await expectSoon(stepName).toBe('Same 2 of 2');
    await button(/^Same:/).click();
  });

  it('finds both sentences in sight after a step, and level while scrolling', async () => {
    const level = async () => Math.abs((await heightOf('Osmere Post', LAST)) - (await heightOf('Vellin Herald', LAST)));
    await expectSoon(level).toBeLessThan(3);
    expect(await heightOf('Osmere Post', LAST)).toBeGreaterThan(0);
    const before = await heightOf('Vellin Herald', LAST);
    await page.keyboard.press('t');
    await column('Osmere Post').hover();
    await page.mouse.wheel(0, -300);
    await expectSoon(level).toBeGreaterThan(250);
    expect(await heightOf('Vellin Herald', LAST)).toBe(before);
    await page.keyboard.press('t');
    await page.mouse.wheel(0, -2000);
    await expectSoon(() =>
      column('Vellin Herald')
        .locator('> div')
        .evaluate((element) => element.scrollTop),
    ).toBe(0);
  });

  it('records the pair as one claim with two mentions', async () => {
    await button(/^Figure differs:/).click();
    await expectSoon(stepName).toBe('Figure 1 of 1');
    await page.keyboard.press('q');
    const dialog = page.getByRole('dialog', { name: 'Who codes?' });
    await dialog.getByRole('textbox').fill('Rana');
    await page.keyboard.press('Enter');
    await inspector().getByRole('button', { name: 'Claim 1' }).waitFor();
    await button(/^Figure differs:/).click();
  });

  it('codes in either text: Tab goes over, keys act there', async () => {
    await page.getByRole('button', { name: 'Codes', exact: true }).click();
    await page.getByRole('button', { name: 'Persuasion, the classical devices' }).click();
    await page.getByRole('treeitem', { name: /Name calling/ }).waitFor();
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await column('Vellin Herald').getByRole('document').waitFor();
    await page.keyboard.press('Alt+1');
    await page.keyboard.press('Tab');
    await page.keyboard.press('F7');
    for (let times = 0; times < 2; times++) await page.keyboard.press('Control+Shift+ArrowRight');
    await page.getByRole('toolbar', { name: 'Code the selection' }).waitFor();
    await page.keyboard.press('1');
    await expectSoon(() => painted('Vellin Herald', 'code')).toEqual(['About 900']);
    expect(await painted('Osmere Post', 'code')).toEqual([]);
    await page
      .getByRole('group', { name: /^Right article, keys act here/ })
      .getByText('1 mark')
      .waitFor();
    await page.keyboard.press('Shift+R');
    await page.getByRole('dialog', { name: 'Instead of Name calling' }).getByRole('textbox').fill('testimonial');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('region', { name: 'Annotation', exact: true }).getByText('Testimonial').first().waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+Tab');
    await page.getByRole('group', { name: /^Left article, keys act here/ }).waitFor();
  });

  it('swaps the sides', async () => {
    await page.keyboard.press('x');
    await page
      .getByRole('group', { name: /^Left article/ })
      .getByText('Vellin Herald')
      .waitFor();
    await expectSoon(() => painted('Vellin Herald', 'figure')).toEqual(['900']);
    await page.keyboard.press('x');
    await page
      .getByRole('group', { name: /^Left article/ })
      .getByText('Osmere Post')
      .waitFor();
  });

  it('is told that across languages less is compared; Arabic runs from the right', async () => {
    await choose(']', 'إغلاق', 'إغلاق الميناء');
    await page.getByText(/English and Arabic: across languages only names and figures/).waitFor();
    expect(await column('المنار').getByRole('document').getAttribute('dir')).toBe('rtl');
  });
});

describe('a person who goes through the claims', () => {
  const row = () => page.getByRole('grid', { name: 'Claims' }).getByRole('row').nth(1);

  it('finds the recorded claim with its kind and mentions', async () => {
    await page.getByRole('button', { name: 'Claims', exact: true }).click();
    const text = await row().innerText();
    expect(text).toContain(COUNT('1,200'));
    expect(text).toContain('quantity');
    expect(text).toContain('Unverified');
    expect(text).toMatch(/2\s+in 2/);
    expect(text).toContain('Rana');
  });

  it('changes verdict and speaker in place', async () => {
    await page.getByRole('textbox', { name: 'Speaker' }).fill('harbour board');
    await page.keyboard.press('Enter');
    await expectSoon(() => row().innerText()).toContain('harbour board');
    await page
      .getByRole('button', { name: /Verdict/ })
      .last()
      .click();
    await page.getByRole('option', { name: 'Disputed' }).click();
    await expectSoon(() => row().innerText()).toContain('Disputed');
  });

  it('deletes a claim and takes that back', async () => {
    await row().click();
    await page.keyboard.press('Delete');
    await page.getByText('No claims yet').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expectSoon(() => row().innerText()).toContain('Disputed');
  });

  it('opens the second mention where it stands in Read', async () => {
    await row().click();
    await page.keyboard.press('n');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'A quay makes room' }).waitFor();
  });
});

it('the page complains of nothing', () => {
  expect(complaints).toEqual([]);
});
