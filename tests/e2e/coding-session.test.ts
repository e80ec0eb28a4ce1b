/** An afternoon of coding in the desktop window, by the keyboard alone: what was done stays done, undone and done again. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inRoot } from '../../scripts/paths.ts';
import { type DesktopApp, startDesktop } from './support/electron.ts';
import { annotationRows } from './support/reading.ts';
import { callBackend } from './support/wire.ts';

const PATIENT = { timeout: 60_000 };
const place = mkdtempSync(join(tmpdir(), 'parallax-coding-'));
const project = join(place, 'Ferry.parallax');

/** Forty words to code in eight paragraphs, then five sentences that claim something. */
const PARAGRAPHS = [
  'Nobody on the Osmere quay expected the ferry tonight.',
  'The café 👩‍👧 stayed open until the harbour lamps failed.',
  'Mirel Dacosta, who mends nets, counted eleven empty berths.',
  'Two cranes stood idle while the board met upstairs.',
  'A notice promised hot soup, blankets and a bus.',
  'Children drew the missing boat on the fogged windows.',
  'The pilot radioed once, then the channel went quiet.',
  'By morning the tide had turned and gulls returned.',
];
const CLAIMS = [
  'The board knew of the leak in May.',
  'Eleven berths have been empty since the spring.',
  'The pilot was on his third night shift.',
  'No inspector came aboard for two years.',
  'The ferry carried forty more people than allowed.',
];
const WORDS_A_PARAGRAPH = 5;

let desktop: DesktopApp;

beforeAll(async () => {
  const folder = join(place, 'Osmere Post');
  mkdirSync(folder);
  const text = [...PARAGRAPHS, ...CLAIMS].join('\n\n');
  const head = '---\ntitle: The ferry that did not come\nsource: Osmere Post\ndate: 2025-03-14\nlanguage: en\n---\n\n';
  writeFileSync(join(folder, 'ferry.md'), `${head}${text}\n`);
  const cli = inRoot('dist', 'backend', 'cli.js');
  execFileSync(process.execPath, [cli, 'import', folder, '--project', project, '--json']);
  desktop = await startDesktop({ args: [project] });
  await desktop.page.getByRole('button', { name: 'Project Ferry.parallax' }).waitFor(PATIENT);
  await callBackend(desktop.page, 'coders.use', { name: 'Ilse Marten' });
  for (const [name, shortcut] of [
    ['Place', 'p'],
    ['Person', 's'],
    ['Loss', 'l'],
  ] as const) {
    await callBackend(desktop.page, 'codebook.create', { fields: { name, shortcut } });
  }
});
afterAll(() => desktop?.close());

const press = async (...keys: string[]) => {
  for (const key of keys) await desktop.page.keyboard.press(key);
};
const counts = async () => {
  const { annotations, claims } = await callBackend(desktop.page, 'projects.status', {});
  return [annotations, claims];
};
const expectCounts = (annotations: number, claims: number) =>
  expect.poll(counts, { ...PATIENT, interval: 50 }).toEqual([annotations, claims]);

async function articleId(): Promise<string> {
  const { first } = await callBackend(desktop.page, 'articles.openView', { query: {} });
  return first[0]!.articleId;
}

/** Everything that was coded, in the order of the text. */
async function work() {
  const id = await articleId();
  const annotations = await callBackend(desktop.page, 'annotations.ofArticle', { articleId: id });
  const claims = await callBackend(desktop.page, 'claims.list', { articleId: id });
  return { annotations, claims };
}

let done: Awaited<ReturnType<typeof work>>;

describe('a coding session by the keyboard alone', () => {
  it('opens the article and codes forty words', async () => {
    const { page } = desktop;
    await press('g', 'r');
    await page.getByRole('list', { name: 'Articles of the triage view' }).waitFor(PATIENT);
    await press('j');
    await page.getByRole('heading', { level: 1, name: 'The ferry that did not come' }).waitFor(PATIENT);
    await page.getByRole('document', { name: 'Article text' }).waitFor();
    await press('F7', 'Control+Home');
    for (let n = 0; n < PARAGRAPHS.length * WORDS_A_PARAGRAPH; n++) {
      await press('Shift+W');
      await page.getByRole('toolbar', { name: 'Code the selection' }).waitFor();
      await press(['p', 's', 'l'][n % 3]!);
      await expectCounts(n + 1, 0);
      // On into the next word; from the fifth of a paragraph to the beginning of the next.
      if (n % WORDS_A_PARAGRAPH < WORDS_A_PARAGRAPH - 1) await press('Control+ArrowRight');
      else await press('Control+ArrowDown', 'ArrowRight');
    }
    const { annotations } = await work();
    const expected = PARAGRAPHS.flatMap((line) =>
      [...line.matchAll(/\p{L}+/gu)].slice(0, WORDS_A_PARAGRAPH).map(String),
    );
    expect(annotations.map((one) => one.quote?.exact)).toEqual(expected);
  });

  it('marks five sentences as claims', async () => {
    const { page } = desktop;
    for (const [n, claim] of CLAIMS.entries()) {
      await press('Shift+S');
      await page.getByRole('toolbar', { name: 'Code the selection' }).waitFor();
      await press('q');
      await expectCounts(40, n + 1);
      await page.getByRole('region', { name: `Claim ${n + 1}` }).waitFor();
      // The caret stands at the end of the sentence, which is its paragraph's.
      await press('Escape', 'ArrowRight');
      expect((await work()).claims.at(-1)?.statement).toBe(claim);
    }
    done = await work();
  });

  it('undoes twenty changes in order, and does them again', async () => {
    for (let n = 1; n <= 20; n++) {
      await press('Control+z');
      await expectCounts(Math.min(40, 45 - n), Math.max(0, 5 - n));
    }
    expect((await work()).annotations).toEqual(done.annotations.slice(0, 25));
    for (let n = 1; n <= 20; n++) {
      await press('Control+Shift+Z');
      await expectCounts(Math.min(40, 25 + n), Math.max(0, n - 15));
    }
    expect(await work()).toEqual(done);
  });

  it('has all of it after a restart, on the screen too, and can still go back', async () => {
    const { dataDir } = desktop;
    expect(desktop.complaints).toEqual([]);
    await desktop.close();
    desktop = await startDesktop({ dataDir, args: [project] });
    const { page } = desktop;
    await page.getByRole('button', { name: 'Project Ferry.parallax' }).waitFor(PATIENT);
    expect(await work()).toEqual(done);
    await press('g', 'r');
    await page.getByRole('list', { name: 'Articles of the triage view' }).waitFor(PATIENT);
    await press('j');
    await page.getByText('40, and 5 of claims').waitFor(PATIENT);
    await annotationRows(page).first().getByText('Nobody').waitFor();
    await press('Control+z');
    await expectCounts(40, 4);
    await press('Control+Shift+Z');
    await expectCounts(40, 5);
    expect(await work()).toEqual(done);
    expect(desktop.complaints).toEqual([]);
  });
});
