import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inRoot } from '../../scripts/paths.ts';
import { openChromium, startWebHost, type WebHost } from './support/browser.ts';

function importFolder(folder: string, project: string) {
  execFileSync(process.execPath, [inRoot('dist', 'backend', 'cli.js'), 'import', folder, '--project', project], {
    env: { ...process.env, PARALLAX_DATA_DIR: mkdtempSync(join(tmpdir(), 'parallax-cli-')) },
    stdio: 'ignore',
  });
}

/** A folder of many short reports, one a day from 1 January 2024, of two outlets in turn. */
function writeReports(folder: string, from: number, to: number) {
  mkdirSync(folder, { recursive: true });
  for (let day = from; day <= to; day++) {
    const date = new Date(Date.UTC(2024, 0, day)).toISOString().slice(0, 10);
    const number = String(day).padStart(4, '0');
    const source = day % 2 ? 'Quay Gazette' : 'Hill Monitor';
    const body = `The ferry of Marrow Quay made ${day} crossings, said the harbour master of the town on that day.`;
    writeFileSync(
      join(folder, `report-${number}.md`),
      `---\ntitle: Report ${number} of the ferry\nsource: ${source}\ndate: ${date}\n---\n\n${body}\n\nNobody was late.\n`,
    );
  }
}

let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser?.close());

/** A page of its own over a host of its own. */
function room(prepare: (project: string) => void, { folding = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'parallax-triage-'));
  const project = join(folder, 'triage.parallax');
  const offered = join(folder, 'offered');
  mkdirSync(offered);
  const complaints: string[] = [];
  const held = {} as { host: WebHost; context: BrowserContext; page: Page };

  beforeAll(async () => {
    prepare(project);
    held.host = await startWebHost(['--project', project, '--folder', offered]);
  });
  afterAll(() => held.host?.stop());
  beforeEach(async () => {
    complaints.length = 0;
    held.context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    held.page = await held.context.newPage();
    held.page.on('pageerror', (error) => complaints.push(String(error)));
    held.page.on('console', (message) => {
      if (message.type() === 'error' || /content security policy/i.test(message.text()))
        complaints.push(message.text());
    });
    await held.page.goto(held.host.url);
    await goToTriage(held.page);
    // Remembered by the host from then on.
    const fold = held.page.getByRole('button', { name: 'Give every copy its own row' });
    if (!folding && (await fold.count()) > 0) {
      await held.page.keyboard.press('Shift+C');
      await fold.waitFor({ state: 'detached' });
      await held.page.locator('[role=grid]:not([data-folding]) [data-index="0"][id]').waitFor();
    }
  });
  afterEach(async () => {
    await held.context?.close();
    expect(complaints).toEqual([]);
  });
  return {
    get page() {
      return held.page;
    },
    /** The folder of this machine that its host offers for import. */
    offered,
  };
}

async function goToTriage(page: Page) {
  await page.getByRole('button', { name: 'Triage', exact: true }).click();
  await row(page, 0).waitFor();
}

const table = (page: Page) => page.getByRole('grid', { name: 'Articles' });
/** A row that has come in, by its index in the list. */
const row = (page: Page, index: number) => table(page).locator(`[data-index="${index}"][id]`);
const cell = (of: Locator, column: string) => of.locator(`[role=gridcell][data-column="${column}"]`);
/** The title of a row, without what stands behind it. */
const titleOf = async (page: Page, index: number) => (await cell(row(page, index), 'title').innerText()).split('\n')[0];
const cursor = (page: Page) => table(page).locator('[data-focused]');
const indexOf = async (found: Locator) => Number(await found.getAttribute('data-index'));
const total = (page: Page) => page.getByRole('toolbar', { name: 'View' }).locator('b');
const head = (page: Page, name: string) => table(page).getByRole('columnheader', { name });
const columnOrder = (page: Page) =>
  table(page)
    .getByRole('columnheader')
    .evaluateAll((heads) => heads.map((one) => (one as HTMLElement).dataset.column));
const decisionOf = (of: Locator) => of.getAttribute('data-decision');

async function search(page: Page, text: string) {
  await page.keyboard.press('/');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

/** Waits until a question about the page has this answer. */
const becomes = <T>(question: () => Promise<T>, answer: T) =>
  expect.poll(question, { timeout: 15_000 }).toEqual(answer);

describe('Triage of the sample corpus', () => {
  const at = room((project) => importFolder(inRoot('resources', 'sample-corpus'), project));

  it('asks once who decides, then decides by key on one row and goes on to the next', async () => {
    const { page } = at;
    await becomes(() => total(page).innerText(), '44');
    await page.keyboard.press('I');
    await page.getByLabel('Your name as coder').fill('Rana Marsh');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await becomes(() => decisionOf(row(page, 0)), 'include');
    await becomes(() => indexOf(cursor(page)), 1);
    await page.keyboard.press('M');
    await becomes(() => decisionOf(row(page, 1)), 'maybe');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await indexOf(cursor(page))).toBe(2);
  });

  it('a reload keeps decisions', async () => {
    const { page } = at;
    expect(await decisionOf(row(page, 0))).toBe('include');
    expect(await decisionOf(row(page, 1))).toBe('maybe');
    await cell(row(page, 0), 'decision').getByText('Include').or(row(page, 0).getByLabel('Include')).first().waitFor();
  });

  it('undo brings the decision of before back into the row', async () => {
    const { page } = at;
    await page.keyboard.press('Control+z');
    await becomes(() => decisionOf(row(page, 1)), 'undecided');
    await page.keyboard.press('Control+Shift+z');
    await becomes(() => decisionOf(row(page, 1)), 'maybe');
  });

  it('decides on a selection, made by Shift and arrows', async () => {
    const { page } = at;
    await row(page, 4).click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    expect(await table(page).locator('[aria-selected=true]').count()).toBe(3);
    await page.keyboard.press('E');
    for (const index of [4, 5, 6]) await becomes(() => decisionOf(row(page, index)), 'exclude');
    expect(await decisionOf(row(page, 7))).toBe('undecided');
    await page.keyboard.press('Control+z');
    for (const index of [4, 5, 6]) await becomes(() => decisionOf(row(page, index)), 'undecided');
  });

  it('excludes with a reason, which stands in the row and is offered again', async () => {
    const { page } = at;
    await row(page, 8).click();
    await page.keyboard.press('R');
    await page.getByLabel('Why exclude?').fill('Not about the treaty');
    await page.keyboard.press('Enter');
    await becomes(() => decisionOf(row(page, 8)), 'exclude');
    expect(await cell(row(page, 8), 'title').innerText()).toContain('Not about the treaty');
    await row(page, 9).click();
    await page.keyboard.press('R');
    await page.getByRole('button', { name: /^Not about the treaty/ }).click();
    await becomes(() => decisionOf(row(page, 9)), 'exclude');
  });

  it('selects the whole list less exceptions, and decides on it in one step', async () => {
    const { page } = at;
    await row(page, 0).click();
    await page.keyboard.press('Control+a');
    await page.getByText('44 selected').waitFor();
    await row(page, 2).click({ modifiers: ['Control'] });
    await page.getByText('43 selected').waitFor();
    const before = await decisionOf(row(page, 2));
    await page.keyboard.press('M');
    await becomes(() => decisionOf(row(page, 3)), 'maybe');
    await page.keyboard.press('Escape');
    await page.keyboard.press('End');
    await becomes(() => decisionOf(row(page, 43)), 'maybe');
    await page.keyboard.press('Home');
    expect(await decisionOf(row(page, 2))).toBe(before);
    await page.keyboard.press('Control+z');
    await becomes(() => decisionOf(row(page, 3)), 'undecided');
  });

  it('searches the texts: hits are marked in snippets, titles and the preview, and lead to their place', async () => {
    const { page } = at;
    await search(page, 'river OR dam');
    await becomes(() => total(page).innerText(), '27');
    const marks = await cell(row(page, 0), 'title').locator('mark').allInnerTexts();
    expect(marks.length).toBeGreaterThan(0);
    for (const mark of marks) expect(mark.toLowerCase()).toMatch(/^(river|dam)$/);
    const seen = await row(page, 0).evaluate((element) => {
      const mark = element.querySelector('mark')!.getBoundingClientRect();
      const box = element.querySelector('[data-column=title]')!.getBoundingClientRect();
      return mark.left >= box.left && mark.right <= box.right;
    });
    expect(seen).toBe(true);
    await page.getByText('Best matches first').waitFor({ state: 'detached' });
    const hit = page.locator('ol button').first();
    await hit.locator('mark').first().waitFor();
    await hit.click();
    await page.getByRole('document', { name: 'Article text' }).waitFor();
  });

  it('says what is wrong with a search, shows no list for it, and goes back', async () => {
    const { page } = at;
    await search(page, 'river AND (');
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toMatch(/parenthesis/);
    expect(await table(page).count()).toBe(0);
    await page.getByRole('button', { name: 'Drop the search' }).last().click();
    await becomes(() => total(page).innerText(), '44');
  });

  it('filters by facets, with a token for each that drops it', async () => {
    const { page } = at;
    await page.getByRole('checkbox', { name: /^Halvern Courier, / }).check({ force: true });
    await becomes(() => total(page).innerText(), '8');
    for (const source of await table(page).locator('[role=gridcell][data-column=source]').allInnerTexts())
      expect(source).toBe('Halvern Courier');
    await page.getByRole('button', { name: 'Drop source Halvern Courier' }).click();
    await becomes(() => total(page).innerText(), '44');
  });

  it('a filter that finds nothing says so and offers the way out', async () => {
    const { page } = at;
    await search(page, 'wordthatnobodywrote');
    await page.getByText('No article has all of these').waitFor();
    await page.getByRole('button', { name: 'Drop every filter' }).click();
    await becomes(() => total(page).innerText(), '44');
  });

  it('sorts by a head, the other way when pressed again', async () => {
    const { page } = at;
    await head(page, 'Words').getByRole('button').click();
    await becomes(() => head(page, 'Words').getAttribute('aria-sort'), 'descending');
    const words = async () =>
      (await table(page).locator('[role=gridcell][data-column=words]').allInnerTexts()).map((text) =>
        Number(text.replaceAll(',', '')),
      );
    await becomes(async () => (await words())[0], Math.max(...(await words())));
    const down = await words();
    expect(down).toEqual(down.toSorted((a, b) => b - a));
    await head(page, 'Words').getByRole('button').press('Enter');
    await becomes(() => head(page, 'Words').getAttribute('aria-sort'), 'ascending');
    await becomes(async () => (await words())[0], Math.min(...(await words())));
  });

  it('a right-to-left title is set in its own direction at the right end of its cell', async () => {
    const { page } = at;
    await page.getByRole('checkbox', { name: /^Arabic, / }).check({ force: true });
    await becomes(() => total(page).innerText(), '1');
    const set = await cell(row(page, 0), 'title').evaluate((element) => {
      const title = element.querySelector('[lang="ar"]')!;
      const text = document.createRange();
      text.selectNodeContents(title);
      const box = element.getBoundingClientRect();
      const words = text.getBoundingClientRect();
      const padding = Number.parseFloat(getComputedStyle(element).paddingInlineEnd);
      return {
        direction: getComputedStyle(title).direction,
        fromRight: box.right - padding - words.right,
        fromLeft: words.left - box.left,
      };
    });
    expect(set.direction).toBe('rtl');
    expect(Math.abs(set.fromRight)).toBeLessThan(2);
    expect(set.fromLeft).toBeGreaterThan(20);
  });

  it('Enter reads the article; coming back, the cursor is on it, in sight', async () => {
    const { page } = at;
    await row(page, 0).click();
    await page.keyboard.press('End');
    await becomes(() => indexOf(cursor(page)), 43);
    const title = await cell(row(page, 43), 'title').locator('[lang], span').first().innerText();
    await page.keyboard.press('Enter');
    await page.getByRole('document', { name: 'Article text' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await becomes(() => indexOf(cursor(page)), 43);
    expect(await cursor(page).innerText()).toContain(title.slice(0, 20));
    expect(await cursor(page).evaluate((element) => element.getBoundingClientRect().bottom <= window.innerHeight)).toBe(
      true,
    );
  });

  it('C compares the two that are selected', async () => {
    const { page } = at;
    await row(page, 0).click();
    await row(page, 2).click({ modifiers: ['Control'] });
    await row(page, 0).click({ modifiers: ['Control'] });
    await page.getByText('2 selected').waitFor();
    const titles = await Promise.all(
      [0, 2].map((index) => cell(row(page, index), 'title').locator('span').nth(1).innerText()),
    );
    await page.keyboard.press('c');
    await becomes(
      () => page.getByRole('button', { name: 'Compare', exact: true }).getAttribute('aria-current'),
      'page',
    );
    for (const title of titles) await page.getByText(title.slice(0, 20)).first().waitFor();
  });

  it('columns are chosen, moved, sized and kept in sight, and all of it is remembered', async () => {
    const { page } = at;
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('menuitem', { name: 'Byline' }).first().click();
    await head(page, 'Byline').waitFor();
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('menuitem', { name: 'Date', exact: true }).last().click();
    await becomes(async () => (await columnOrder(page))[0], 'published');

    await page.getByRole('menu').waitFor({ state: 'detached' });
    const source = head(page, 'Source').getByRole('button');
    await source.focus();
    await page.keyboard.press('Alt+ArrowLeft');
    await becomes(async () => (await columnOrder(page)).slice(0, 4), ['published', 'decision', 'source', 'title']);
    expect(await source.evaluate((element) => element === document.activeElement)).toBe(true);
    const width = async () => Math.round((await head(page, 'Source').boundingBox())!.width);
    const before = await width();
    await page.keyboard.press('Alt+Shift+ArrowRight');
    await becomes(width, before + 16);

    // Layouts are written once the arranging has ended.
    await page.waitForTimeout(1_000);
    await page.reload();
    await goToTriage(page);
    await becomes(async () => (await columnOrder(page)).slice(0, 4), ['published', 'decision', 'source', 'title']);
    expect(await columnOrder(page)).toContain('byline');
    expect(await width()).toBe(before + 16);

    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('menuitem', { name: 'As they were at first' }).click();
    await becomes(() => columnOrder(page), ['decision', 'title', 'source', 'published', 'words', 'annotations']);
    await page.waitForTimeout(1_000);
  });

  it('a column is sized by dragging its edge', async () => {
    const { page } = at;
    const box = (await head(page, 'Source').boundingBox())!;
    await page.mouse.move(box.x + box.width - 5, box.y + 14);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width + 35, box.y + 14, { steps: 4 });
    await page.mouse.up();
    const width = Math.round((await head(page, 'Source').boundingBox())!.width);
    expect(width - Math.round(box.width)).toBeGreaterThanOrEqual(38);
    expect(width - Math.round(box.width)).toBeLessThanOrEqual(42);
  });

  it('the menu of a row decides, and filters by its source', async () => {
    const { page } = at;
    const source = await cell(row(page, 3), 'source').innerText();
    await row(page, 3).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Include' }).click();
    await becomes(() => decisionOf(row(page, 3)), 'include');
    await row(page, 3).click({ button: 'right' });
    await page.getByRole('menuitem', { name: `Only from ${source}` }).click();
    await page.getByRole('button', { name: `Drop source ${source}` }).waitFor();
  });

  it('works from start to finish without a mouse', async () => {
    const { page } = at;
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await becomes(() => table(page).evaluate((element) => element === document.activeElement), true);
    await search(page, 'treaty');
    await row(page, 0).locator('mark').first().waitFor();
    await becomes(() => table(page).evaluate((element) => element === document.activeElement), true);
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowDown');
    expect(await indexOf(cursor(page))).toBe(2);
    const named = await table(page).getAttribute('aria-activedescendant');
    expect(await cursor(page).getAttribute('id')).toBe(named);
    await page.keyboard.press('x');
    await page.keyboard.press('k');
    await page.keyboard.press('x');
    await page.getByText('2 selected').waitFor();
    await page.keyboard.press('i');
    await becomes(() => decisionOf(row(page, 1)), 'include');
    await becomes(() => decisionOf(row(page, 2)), 'include');
    await page.keyboard.press('Escape');
    const preview = page.getByRole('radiogroup', { name: 'Decision' }).or(page.getByLabel('Decision', { exact: true }));
    await preview.first().waitFor();
    await page.keyboard.press('Space');
    await becomes(() => preview.count(), 0);
    await page.keyboard.press('Space');
    await preview.first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('document', { name: 'Article text' }).waitFor();
  });

  it('has nothing that an accessibility checker objects to', async () => {
    const { page } = at;
    await search(page, 'river');
    await row(page, 0).locator('mark').first().waitFor();
    await row(page, 1).click({ modifiers: ['Control'] });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
  });

  it('in a narrow window every action stays in sight, and filters stand behind a button', async () => {
    const { page } = at;
    await page.setViewportSize({ width: 1024, height: 700 });
    const reason = page.getByRole('button', { name: /^Reason/ });
    const [button, list] = [(await reason.boundingBox())!, (await table(page).boundingBox())!];
    expect(button.x + button.width).toBeLessThanOrEqual(list.x + list.width);
    expect(await page.getByRole('complementary', { name: 'Filters' }).isVisible()).toBe(false);
    await page.getByRole('button', { name: /^Filters/ }).click();
    await page.getByRole('checkbox', { name: /^Halvern Courier, / }).check({ force: true });
    await page.getByRole('button', { name: 'Filters 1' }).waitFor();
  });
});

describe('Triage of a list longer than what is in the page', () => {
  const at = room((project) => {
    const folder = join(project, '..', 'reports');
    writeReports(folder, 1, 900);
    importFolder(folder, project);
    writeReports(join(project, '..', 'offered'), 901, 905);
  });

  it('a range by Shift holds every row, those included that were never seen', async () => {
    const { page } = at;
    await becomes(() => total(page).innerText(), '900');
    await row(page, 2).click();
    await page.keyboard.press('Shift+End');
    await page.getByText('898 selected').waitFor();
    await becomes(() => indexOf(cursor(page)), 899);
    await row(page, 899).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Home');
    await row(page, 0).waitFor();
  });

  it('comes back from Read to the same place far down', async () => {
    const { page } = at;
    await page.keyboard.press('End');
    await row(page, 899).waitFor();
    for (let i = 0; i < 5; i++) await page.keyboard.press('PageUp');
    const index = await indexOf(cursor(page));
    await row(page, index).waitFor();
    const title = await cursor(page).innerText();
    await page.keyboard.press('Enter');
    await page.getByRole('document', { name: 'Article text' }).waitFor();
    await goTo(page, 't');
    await becomes(() => indexOf(cursor(page)), index);
    await becomes(() => cursor(page).innerText(), title);
  });

  it('follows an import while nobody works in the list, and says so while someone does', async () => {
    const { page } = at;
    await becomes(() => titleOf(page, 0), 'Report 0900 of the ferry');
    await importOffered(page);
    await becomes(() => total(page).innerText(), '905');
    await becomes(() => titleOf(page, 0), 'Report 0905 of the ferry');

    writeReports(at.offered, 906, 910);
    await row(page, 6).click();
    await importOffered(page);
    const refresh = page.getByRole('button', { name: /^Changed since/ });
    await refresh.waitFor();
    expect(await total(page).innerText()).toBe('905');
    expect(await titleOf(page, 0)).toBe('Report 0905 of the ferry');
    // Brought up to date, the article under the cursor stays where it is on the screen.
    const title = async () => (await cell(cursor(page), 'title').innerText()).split('\n')[0];
    const before = { title: await title(), y: (await cursor(page).boundingBox())!.y };
    await refresh.click();
    await becomes(() => total(page).innerText(), '910');
    await becomes(() => indexOf(cursor(page)), 11);
    expect(await title()).toBe(before.title);
    expect((await cursor(page).boundingBox())!.y).toBeCloseTo(before.y, 0);
  });
});

const NEWS = [
  'The water board of Sorrin will meet on Monday to decide how much of the melt may be kept behind the dams.',
  'Farmers downstream have asked for a guaranteed flow of forty cubic metres a second until the end of June.',
  'The engineers of the board say that thirty is what the river can give in a dry year, and that this year is dry.',
  'The meeting is open to the public, and the board will publish its minutes within a week of the vote.',
  'Last year the board met three times before it agreed on anything, and the melt was over by then.',
  'Growers of rice in the delta say that they will sow in any case, because seed that is not sown is lost.',
];

/** A report of a wire, as three outlets printed it: word for word, word for word, and edited. And one of something else. */
function writeCopies(folder: string) {
  const edited = NEWS.map((line) => line.replace('thirty is', 'twenty-eight is')).filter((_, at) => at !== 3);
  const files: [name: string, title: string, source: string, day: string, lines: string[]][] = [
    ['wire', 'Water board meets on Monday', 'Meridian Wire', '2025-03-16', NEWS],
    ['courier', 'Water board to meet', 'Halvern Courier', '2025-03-17', NEWS],
    ['observer', 'Thirty or forty', 'Plain Observer', '2025-03-18', edited],
    [
      'ferry',
      'Ferry season opens late',
      'Halvern Courier',
      '2025-03-19',
      ['The ferry of Marrow Quay opens two weeks late.'],
    ],
  ];
  mkdirSync(folder, { recursive: true });
  for (const [name, title, source, day, lines] of files) {
    const head = `---\ntitle: ${title}\nsource: ${source}\ndate: ${day}\nlanguage: en\n---\n\n`;
    writeFileSync(join(folder, `${name}.md`), `${head}${lines.join('\n\n')}\n`);
  }
}

describe('Copies in Triage', () => {
  const at = room(
    (project) => {
      writeCopies(join(project, '..', 'copies'));
      importFolder(join(project, '..', 'copies'), project);
    },
    { folding: true },
  );
  const titles = (page: Page) => table(page).locator('[data-index] [data-column="title"]').allInnerTexts();
  const firstLines = async (page: Page) => (await titles(page)).map((title) => title.split('\n')[0]!.trim());
  const headOf = (page: Page) => table(page).locator('[data-index][id]').filter({ hasText: '×3' });

  it('stand behind one row, which the arrows open and close in place', async () => {
    const { page } = at;
    await becomes(() => total(page).innerText(), '2');
    await page.getByText('2 copies folded').waitFor();
    await headOf(page).click();
    const line = await indexOf(cursor(page));
    await page.keyboard.press('ArrowRight');
    await becomes(async () => (await titles(page)).length, 4);
    expect((await titles(page)).join(' ')).toMatch(/same text[\s\S]*\d+ % the same|\d+ % the same[\s\S]*same text/);
    await page.keyboard.press('ArrowDown');
    await becomes(() => indexOf(cursor(page)), line + 1);
    expect(await cursor(page).getAttribute('data-copy')).not.toBeNull();
    await page
      .getByRole('complementary')
      .or(page.locator('h2'))
      .getByText(/Water board|Thirty or forty/)
      .first()
      .waitFor();
    await page.keyboard.press('ArrowLeft');
    await becomes(async () => (await titles(page)).length, 2);
    expect(await indexOf(cursor(page))).toBe(line);
  });

  it('opens with the mouse as well, and has nothing that an accessibility checker objects to', async () => {
    const { page } = at;
    await headOf(page)
      .getByRole('button', { name: /^2 copies of/ })
      .click();
    await becomes(async () => (await titles(page)).length, 4);
    const { violations } = await new AxeBuilder({ page }).include('[role=grid]').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
  });

  it('shows what an outlet changed, by keyboard, and leads to Compare', async () => {
    const { page } = at;
    await headOf(page).click();
    await page.keyboard.press('ArrowRight');
    await page.locator('[data-copy]').filter({ hasText: 'the same' }).filter({ hasText: '%' }).click();
    await page.keyboard.press('d');
    const dialog = page.getByRole('dialog', { name: 'What differs' });
    await dialog.getByText('2 changes').waitFor();
    expect(await dialog.locator('mark').allInnerTexts()).toEqual(['thirty', 'twenty-eight']);
    expect(await dialog.getByRole('group', { name: 'Only on the left' }).innerText()).toContain('open to the public');
    await page.keyboard.press('n');
    await dialog.getByText('1 of 2 changes').waitFor();
    await page.keyboard.press('Shift+N');
    await dialog.getByText('2 of 2 changes').waitFor();
    const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
    await page.keyboard.press('c');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('region', { name: 'Plain Observer' }).waitFor();
  });

  it('another copy is made the head, one is taken out, put back, and all of it can be undone', async () => {
    const { page } = at;
    await headOf(page).click();
    await page.keyboard.press('ArrowRight');
    const edited = page.locator('[data-copy]').filter({ hasText: 'Thirty or forty' });
    await edited.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Make it the head' }).click();
    await page.getByLabel('Your name as coder').fill('Rana Marsh');
    await page.keyboard.press('Enter');
    await headOf(page).filter({ hasText: 'Thirty or forty' }).waitFor();
    await becomes(async () => (await titles(page)).length, 4);

    await page.locator('[data-copy]').filter({ hasText: 'Water board to meet' }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Take it out of its copies' }).click();
    await becomes(() => total(page).innerText(), '3');
    expect(await firstLines(page)).toContain('Water board to meet');
    await page.getByRole('button', { name: 'Put it back' }).click();
    await becomes(() => total(page).innerText(), '2');
    for (const undone of ['Joined', 'Took', 'Made']) {
      await page.keyboard.press('Control+z');
      await page.getByText(new RegExp(`^Undone: ${undone}`)).waitFor();
    }
    await page.keyboard.press('.');
    await headOf(page).waitFor();
    await becomes(async () => (await headOf(page).innerText()).includes('Thirty or forty'), false);
  });

  it('a decision on the row goes to its copies by a key, in a step of its own', async () => {
    const { page } = at;
    await headOf(page).click();
    await page.keyboard.press('i');
    await page.getByRole('button', { name: 'And its 2 copies (A)' }).waitFor();
    await page.keyboard.press('a');
    await page.getByText('Include: 2 copies as well.').waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText(/^Undone: Included “.*” and its 2 copies$/).waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText(/^Undone: Included “[^”]*”$/).waitFor();
  });

  it('every copy has its own row when that is wished, also after a reload', async () => {
    const { page } = at;
    await page.getByRole('button', { name: 'Give every copy its own row' }).click();
    await becomes(() => total(page).innerText(), '4');
    // The layout is written after a moment's rest.
    await page.waitForTimeout(1_000);
    await page.reload();
    await goToTriage(page);
    await becomes(() => total(page).innerText(), '4');
    await page.keyboard.press('Shift+C');
    await becomes(() => total(page).innerText(), '2');
  });
});

async function goTo(page: Page, letter: string) {
  await page.keyboard.press('g');
  await page.keyboard.press(letter);
}

/** Imports the folder that the host offers, over a connection beside that of the page. */
async function importOffered(page: Page) {
  await page.evaluate(async () => {
    const socket = new WebSocket(`ws://${location.host}/channel`);
    const answered = new Promise<string>((resolve, reject) => {
      socket.onmessage = ({ data }) => JSON.parse(data).id === 1 && resolve(data);
      socket.onerror = reject;
    });
    await new Promise((resolve) => {
      socket.onopen = resolve;
    });
    const input = { origin: { offeredFolder: true } };
    socket.send(JSON.stringify({ type: 'call', id: 1, method: 'import.start', input }));
    const answer = await answered;
    if (JSON.parse(answer).type !== 'result') throw new Error(answer);
  });
}
