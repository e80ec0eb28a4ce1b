/** What is done to annotations in the reader beside giving codes, by keyboard, in several scripts, and in two windows at once. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cache, inRoot } from '../../scripts/paths.ts';
import { openChromium, startWebHost, type WebHost } from './support/browser.ts';
import { complaintsOf } from './support/complaints.ts';
import { annotationRows, articleText, selectWords } from './support/reading.ts';
import { expectSound } from './support/sound.ts';

const folder = mkdtempSync(join(tmpdir(), 'parallax-spans-'));
const project = join(folder, 'spans.parallax');
const outlet = join(folder, 'Osmere Post');
const pictures = join(cache, 'screenshots');
const SOON = { timeout: 15_000 };

const ferry = (first: string) =>
  `---\ntitle: Ferry\ndate: 2025-03-14\nlanguage: en\n---\n\n${first} The board, said Mirel Dacosta, will answer.\n\nNobody was told. The café 👩‍👩‍👧 closed early.\n\nThe board never answered.\n`;
const articles = {
  'ferry.md': ferry('The ferry sank at dawn.'),
  'abbara.md':
    '---\ntitle: العبّارة\ndate: 2025-03-13\nlanguage: ar\n---\n\nغرقت العبّارة فجراً. لم يُبلَّغ أحد. أُغلق المقهى.\n',
  'parom.md':
    '---\ntitle: Паром\ndate: 2025-03-12\nlanguage: ru\n---\n\nПаром затонул на рассвете. Никому не сказали. Кафе закрылось.\n',
  'dulun.md':
    '---\ntitle: 渡轮\ndate: 2025-03-11\nlanguage: zh\n---\n\n渡轮在黎明沉没。没有人被告知。咖啡馆提早关门。\n',
};

let host: WebHost;
let browser: Browser;
let page: Page;
let complaints: string[];

const importFolder = () => {
  const cli = inRoot('dist', 'backend', 'cli.js');
  execFileSync(process.execPath, [cli, 'import', outlet, '--project', project, '--json']);
};

async function openWindow(): Promise<Page> {
  const opened = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  await opened.goto(host.url);
  await opened.getByRole('button', { name: 'Read', exact: true }).click();
  return opened;
}
async function openArticle(title: string, where = page) {
  await where.getByRole('list', { name: 'Articles of the triage view' }).getByText(title, { exact: true }).click();
  await where.getByRole('heading', { level: 1, name: title }).waitFor();
}

beforeAll(async () => {
  mkdirSync(outlet);
  mkdirSync(pictures, { recursive: true });
  for (const [name, text] of Object.entries(articles)) writeFileSync(join(outlet, name), text);
  importFolder();
  host = await startWebHost(['--project', project]);
  browser = await openChromium();
  page = await openWindow();
  complaints = complaintsOf(page);
  await openArticle('Ferry');
  await page.getByRole('button', { name: 'Persuasion, the classical devices' }).click();
  await page.getByRole('dialog', { name: 'Who codes?' }).getByRole('textbox').fill('Rana');
  await page.keyboard.press('Enter');
  await page.getByRole('treeitem', { name: /Name calling/ }).waitFor();
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const rows = (where = page) => annotationRows(where).allInnerTexts();
const card = (where = page) => where.getByRole('region', { name: 'Annotation' });
const expectSoon = (read: () => Promise<unknown>) => expect.poll(read, SOON);
const focusText = (where = page) => articleText(where).focus();
const painted = () =>
  page.evaluate(() =>
    [...CSS.highlights]
      .flatMap(([name, highlight]) => (/-\d+-\d$/.test(name) ? [...highlight] : []))
      .map((range) => range.startContainer.textContent!.slice(range.startOffset, range.endOffset))
      .sort(),
  );
async function code(words: string, key: string) {
  await selectWords(page, words);
  await page.keyboard.press(key);
  await card().waitFor();
}

describe('a span', () => {
  it('gets a further piece from the selection, and gives it back', async () => {
    await code('The board, said', '1');
    await selectWords(page, 'will answer');
    await page.keyboard.press('Shift+A');
    await expectSoon(painted).toEqual(['The board, said', 'will answer']);
    await expectSoon(() => rows()).toEqual([expect.stringContaining('The board, said … will answer')]);
    await card().getByRole('button', { name: 'Take piece 1 away' }).click();
    await expectSoon(painted).toEqual(['will answer']);
    await page.keyboard.press('Control+z');
    await expectSoon(painted).toEqual(['The board, said', 'will answer']);
  });

  it('is moved at either end by character, word and sentence with the arrow keys', async () => {
    await page.keyboard.press('Escape');
    await code('Nobody', '2');
    await focusText();
    await page.keyboard.press('.');
    await page.keyboard.press('Control+ArrowRight');
    await expectSoon(() => rows()).toEqual([expect.anything(), expect.stringContaining('Nobody was')]);
    await page.keyboard.press('ArrowLeft');
    await expectSoon(() => rows()).toEqual([expect.anything(), expect.stringMatching(/Nobody wa\b/)]);
    await page.keyboard.press('Shift+ArrowRight');
    await expectSoon(() => rows()).toEqual([expect.anything(), expect.stringContaining('Nobody was told.')]);
    await page.keyboard.press('Enter');
    expect(await articleText(page).evaluate((text) => text === document.activeElement)).toBe(true);
  });

  it('is recoded by name', async () => {
    await page.keyboard.press('Shift+R');
    const dialog = page.getByRole('dialog', { name: /^Instead of/ });
    await dialog.getByRole('textbox').fill('testimonial');
    await page.keyboard.press('Enter');
    await expectSoon(() => rows()).toEqual([expect.anything(), expect.stringMatching(/^Testimonial/)]);
  });

  it('with two codes asks which is replaced, by number, or replaces both', async () => {
    const which = () => page.getByRole('dialog', { name: 'Which code is replaced?' }).getByRole('textbox');
    await focusText();
    await page.keyboard.press('3');
    await expectSoon(() => rows()).toEqual([expect.anything(), expect.stringMatching(/^Testimonial, /)]);
    await page.keyboard.press('Shift+R');
    await which().fill('1');
    await page.getByRole('dialog', { name: 'Instead of Testimonial' }).getByRole('textbox').fill('bandwagon');
    await page.keyboard.press('Enter');
    await expectSoon(() => rows()).toEqual([expect.anything(), expect.stringMatching(/^[^,]+, Bandwagon/)]);
    await page.keyboard.press('Shift+R');
    await which().fill('0');
    await page.getByRole('dialog', { name: 'Instead of the 2 codes' }).getByRole('textbox').fill('testimonial');
    await page.keyboard.press('Enter');
    await expectSoon(() => rows()).toEqual([expect.anything(), expect.stringMatching(/^Testimonial\b(?!,)/)]);
  });

  it('is taken as an example of its code by key, and of what it is not from its card', async () => {
    await focusText();
    await page.keyboard.press('Shift+E');
    await page.getByText('Taken as an example of “Testimonial”').waitFor();
    await card().getByRole('button', { name: 'More about Testimonial' }).click();
    await page.getByRole('menuitem', { name: 'Take as an example of what it is not' }).click();
    await page.getByText('This passage is an example of the code already.').waitFor();
  });

  it('is related to another, by a kind that is made on the way', async () => {
    await focusText();
    await page.keyboard.press('Shift+L');
    await page.keyboard.press('Alt+ArrowUp');
    await expectSoon(() => card().innerText()).toContain('Name calling');
    await page.keyboard.press('Shift+L');
    await page.getByRole('dialog', { name: 'How are they related?' }).getByRole('textbox').fill('contradicts');
    await page.keyboard.press('Enter');
    const relations = card().getByRole('list', { name: 'Relations of this annotation' });
    await expectSoon(() => relations.innerText()).toMatch(/contradicts[\s\S]*Nobody was told\./);
    await page.locator('[data-active-mark] svg path').waitFor({ state: 'attached' });
  });

  it('has a memo that is shown as it reads, and taken for nothing else', async () => {
    await focusText();
    await page.keyboard.press('m');
    await card()
      .getByRole('textbox', { name: 'Memo' })
      .fill('**Check** with <b>the board</b>:\n- minutes\n- [log](https://osmere.example/log)');
    await focusText();
    await card().locator('strong').getByText('Check').waitFor();
    await card().getByRole('link', { name: 'log' }).waitFor();
    expect(await card().locator('b').count()).toBe(0);
    await expectSound(page, complaints);
    await page.screenshot({ path: join(pictures, 'spans-card-light.png') });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 1024, height: 700 });
    await page.screenshot({ path: join(pictures, 'spans-card-narrow-dark.png') });
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.screenshot({ path: join(pictures, 'spans-card-contrast.png') });
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  });

  it('tells who listens its code, its words and its coder', async () => {
    await annotationRows(page)
      .getByRole('button', { name: /^Name calling.*The board, said … will answer by Rana$/ })
      .waitFor();
  });
});

describe('marks', () => {
  it('are filtered by code, in the text and in the list', async () => {
    await page.getByRole('button', { name: 'Filter marks' }).click();
    await page.getByRole('dialog', { name: 'Filter marks' }).getByText('Name calling').click();
    await expectSoon(painted).toEqual(['Nobody was told.']);
    await page.getByRole('dialog', { name: 'Filter marks' }).getByRole('button', { name: 'Show all marks' }).click();
    await page.keyboard.press('Escape');
    await expectSoon(async () => (await rows()).length).toBe(2);
  });

  it('are made of what a search finds, after a look at each', async () => {
    await focusText();
    await page.keyboard.press('Shift+F');
    const dialog = page.getByRole('dialog', { name: 'Code where words are found' });
    await dialog.getByRole('textbox').fill('board');
    await page.keyboard.press('Enter');
    await expectSoon(() => dialog.getByRole('listitem').count()).toBe(2);
    await dialog.getByRole('listitem').nth(1).getByRole('checkbox').click({ force: true });
    await dialog.getByRole('button', { name: 'Code', exact: false }).first().click();
    await page.getByRole('option', { name: 'Transfer', exact: true }).click();
    await page.screenshot({ path: join(pictures, 'spans-bulk-light.png') });
    await dialog.getByRole('button', { name: 'Code 1 place' }).click();
    await expectSoon(painted).toContain('board');
    await page.keyboard.press('Control+z');
    await expectSoon(painted).not.toContain('board');
  });
});

describe.each(['العبّارة', 'Паром', '渡轮'])('sentence by sentence in %s', (title) => {
  it('one key goes on, one key gives a code and takes it', async () => {
    await openArticle(title);
    await focusText();
    await page.keyboard.press('F8');
    const bar = page.getByRole('toolbar', { name: 'Sentence by sentence' });
    await bar.getByText('¶ 1, sentence 1 of 3').waitFor();
    await page.keyboard.press('1');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('2');
    await page.keyboard.press('3');
    const sentences = (await articleText(page).innerText()).match(/[^.。]+[.。]/g)!.map((one) => one.trim());
    await expectSoon(async () => (await rows()).length).toBe(2);
    await expectSoon(painted).toEqual([sentences[0], sentences[1], sentences[1]].sort());
    await bar
      .getByRole('button', { name: /Transfer|Glittering|Testimonial|Plain/, pressed: true })
      .first()
      .waitFor();
    await expectSoon(() => bar.getByRole('button', { pressed: true }).count()).toBe(2);
    await page.keyboard.press('3');
    await expectSoon(() => bar.getByRole('button', { pressed: true }).count()).toBe(1);
    if (title === '渡轮') await page.screenshot({ path: join(pictures, 'spans-sentences-light.png') });
    await page.keyboard.press('F8');
    await bar.waitFor({ state: 'detached' });
  });
});

describe('two windows on one annotation', () => {
  it('the second is shown both memos and chooses, and nothing is lost', async () => {
    await openArticle('Ferry');
    const other = await openWindow();
    await openArticle('Ferry', other);
    for (const where of [page, other]) await annotationRows(where).getByText('Nobody was told.').click();
    for (const where of [page, other]) await card(where).getByRole('textbox', { name: 'Memo' }).waitFor();
    // The second writes before the first is saved.
    await card().getByRole('textbox', { name: 'Memo' }).fill('Checked with the board.');
    await card(other).getByRole('textbox', { name: 'Memo' }).fill('The board denies it.');
    const dialog = other.getByRole('dialog', { name: 'The memo was changed in another window' });
    const first = page.getByRole('dialog', { name: 'The memo was changed in another window' });
    const told = await Promise.race([dialog.waitFor().then(() => dialog), first.waitFor().then(() => first)]);
    await told.getByText('Checked with the board.').waitFor();
    await told.getByText('The board denies it.').waitFor();
    await told.getByRole('button', { name: 'Keep both' }).click();
    for (const where of [page, other]) {
      await focusText(where);
      await expectSoon(() => card(where).innerText()).toMatch(
        /Checked with the board\.[\s\S]*The board denies it\.|The board denies it\.[\s\S]*Checked with the board\./,
      );
    }
    await other.close();
  });
});

describe('a text that changed', () => {
  it('lists what has no place any more, which is placed again by selecting', async () => {
    writeFileSync(
      join(outlet, 'ferry.md'),
      ferry('The ferry sank.').replace('Nobody was told.', 'Not a soul was told.'),
    );
    expect(complaints).toEqual([]);
    await page.close();
    await host.stop();
    importFolder();
    host = await startWebHost(['--project', project], host.dataDir);
    page = await openWindow();
    await openArticle('Ferry');
    await expectSoon(() => rows()).toEqual([
      expect.stringContaining('The board, said … will answer'),
      expect.stringMatching(/unplaced[\s\S]*Nobody was told\./),
    ]);
    await annotationRows(page).getByText('Nobody was told.').click();
    await selectWords(page, 'Not a soul was told.');
    await card().getByRole('button', { name: 'Place it at the selection' }).click();
    await expectSoon(painted).toContain('Not a soul was told.');
    await expectSoon(() => rows()).toEqual([
      expect.anything(),
      expect.stringMatching(/¶ 2[\s\S]*Not a soul was told\./),
    ]);
  });
});
