/** In the desktop window: from imported articles to a corrected story and an accepted suggestion. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLE_CORPUS } from '../support/backend.ts';
import { type DesktopApp, startDesktop } from './support/electron.ts';
import { callBackend } from './support/wire.ts';

const PATIENT = { timeout: 60_000 };
const place = mkdtempSync(join(tmpdir(), 'parallax-analysis-'));
const project = join(place, 'Tamun.parallax');
const TREATY = 'Velmara and Ordesh sign Tamun water treaty';

let desktop: DesktopApp;

beforeAll(async () => {
  desktop = await startDesktop();
});
afterAll(() => desktop?.close());

const press = async (...keys: string[]) => {
  for (const key of keys) await desktop.page.keyboard.press(key);
};
const button = (name: string | RegExp) => desktop.page.getByRole('button', { name });
const block = (name: string) => desktop.page.getByRole('region', { name, exact: true });
const storyRow = (title: string) =>
  desktop.page.getByRole('grid', { name: 'Stories' }).getByRole('row', { name: title });

/** The system's next dialog gives this path. */
function answerDialogs(path: string) {
  return desktop.app.evaluate(({ dialog }, chosen) => {
    const answer = async () => ({ canceled: false, filePaths: [chosen], filePath: chosen });
    Object.assign(dialog, { showOpenDialog: answer, showSaveDialog: answer });
  }, path);
}

/** Runs the analysers again, and waits for the end. */
async function analyseAgain() {
  const { page } = desktop;
  const { jobId } = await callBackend(page, 'analysis.start', {});
  const state = async () => (await callBackend(page, 'jobs.get', { jobId })).state;
  await expect.poll(state, PATIENT).toBe('done');
}

describe('stories and suggestions in the desktop window', () => {
  it('begin with an import', async () => {
    const { page } = desktop;
    const name = page.getByRole('textbox', { name: 'Your name as coder' });
    await name.fill('Mara Lindqvist');
    await name.press('Enter');
    await button('Coder: Mara Lindqvist').waitFor();
    await answerDialogs(project);
    await button(/^New empty project/).press('Enter');
    await button('Project Tamun.parallax').waitFor();
    await answerDialogs(SAMPLE_CORPUS);
    await button('Choose a folder…').press('Enter');
    await button(/^Import \d+ files/).press('Enter', PATIENT);
    await page.getByRole('heading', { name: /articles are in/ }).waitFor(PATIENT);
    await callBackend(page, 'codebook.addPreset', { presetId: 'persuasion-23' });
  });

  it('a story is found, named, and a sentence taken out of what happened', async () => {
    const { page } = desktop;
    await press('g', 'y');
    await page.getByText('No stories yet').waitFor(PATIENT);
    await press('a');
    await storyRow(TREATY).waitFor(PATIENT);
    await page.getByText('Analysis done').waitFor(PATIENT);
    await storyRow(TREATY).click();
    await press('Enter');
    const happened = block('What happened');
    await happened.getByRole('listitem').first().waitFor(PATIENT);
    await press('n', 'Control+a');
    await page.keyboard.type('Treaty day');
    await press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Treaty day' }).waitFor(PATIENT);
    await happened
      .getByRole('button', { name: /^Take out of What happened/ })
      .first()
      .press('Enter');
    await happened.getByRole('button', { name: '1 taken out' }).waitFor(PATIENT);
  });

  it('an article is moved to another story, and all of it survives another run', async () => {
    const { page } = desktop;
    const { rows } = await callBackend(page, 'stories.list', {});
    const treaty = rows.find(({ title }) => title === 'Treaty day')!;
    const other = rows.find(({ title }) => title !== 'Treaty day')!;
    const { members } = await callBackend(page, 'stories.members', { storyId: treaty.storyId });
    const { articleId } = members.at(-1)!;
    await callBackend(page, 'stories.move', { articleIds: [articleId], toId: other.storyId });
    await analyseAgain();
    const after = await callBackend(page, 'stories.list', {});
    expect(after.rows.map(({ title }) => title)).toContain('Treaty day');
    expect(await callBackend(page, 'stories.ofArticle', { articleId })).toMatchObject({ storyId: other.storyId });
    await block('What happened').getByRole('button', { name: '1 taken out' }).waitFor(PATIENT);
  });

  it('a suggestion is accepted, and is coding that remembers where it came from', async () => {
    const { page } = desktop;
    await press('g', 'o');
    await page.getByRole('treeitem', { name: 'Loaded language' }).click();
    await button('Go through them').press('Enter');
    await page.getByRole('region', { name: 'Suggestion' }).waitFor(PATIENT);
    await page.getByRole('document', { name: 'Article text' }).focus();
    await press('Enter');
    const coded = async () => (await callBackend(page, 'projects.status', {})).annotations;
    await expect.poll(coded, PATIENT).toBe(1);
    const { rows } = await callBackend(page, 'results.passages', { filter: {} });
    expect(rows).toHaveLength(1);
    const [annotation] = await callBackend(page, 'annotations.ofArticle', { articleId: rows[0]!.articleId });
    expect(annotation).toMatchObject({ origin: expect.stringMatching(/^techniques /), coder: 'Mara Lindqvist' });
  });

  it('a restart finds story, correction and coding as they were', async () => {
    const { dataDir } = desktop;
    expect(desktop.complaints).toEqual([]);
    await desktop.close();
    desktop = await startDesktop({ dataDir, args: [project] });
    await button('Project Tamun.parallax').waitFor(PATIENT);
    expect(await callBackend(desktop.page, 'projects.status', {})).toMatchObject({ annotations: 1 });
    await press('g', 'y');
    await storyRow('Treaty day').click();
    await press('Enter');
    await block('What happened').getByRole('button', { name: '1 taken out' }).waitFor(PATIENT);
    expect(desktop.complaints).toEqual([]);
  });
});
