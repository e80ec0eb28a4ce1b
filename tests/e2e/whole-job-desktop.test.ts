/** A researcher's whole job in the desktop window, as it is packaged, with the system's dialogs answered by the test. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inRoot } from '../../scripts/paths.ts';
import { type DesktopApp, startDesktop } from './support/electron.ts';
import { checkExport, table } from './support/export-check.ts';
import { annotationRows, selectWords, untilSaved } from './support/reading.ts';
import { callBackend } from './support/wire.ts';

const NIGHT_TRAMS = inRoot('tests', 'fixtures', 'e2e', 'night-trams');
const PATIENT = { timeout: 60_000 };
const place = mkdtempSync(join(tmpdir(), 'parallax-whole-job-'));
const project = join(place, 'Night trams.parallax');
const copy = join(place, 'For Ilse.parallax');

let desktop: DesktopApp;

beforeAll(async () => {
  desktop = await startDesktop();
});
afterAll(() => desktop?.close());

const button = (name: string | RegExp) => desktop.page.getByRole('button', { name });
const go = (room: string) => desktop.page.getByRole('navigation').getByRole('button', { name: room }).click();
const rowOf = (title: string) => desktop.page.getByRole('grid').getByRole('row', { name: new RegExp(`^${title}`) });

/** The system's next dialog gives this path. */
function answerDialogs(path: string) {
  return desktop.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = (async () => ({
      canceled: false,
      filePaths: [chosen],
    })) as unknown as typeof dialog.showOpenDialog;
    dialog.showSaveDialog = (async () => ({
      canceled: false,
      filePath: chosen,
    })) as unknown as typeof dialog.showSaveDialog;
  }, path);
}

/** The process of the backend that was started last. */
function backendPid(): number {
  const lines = readFileSync(join(desktop.dataDir, 'logs', 'parallax.log'), 'utf8')
    .trim()
    .split('\n');
  const started = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'backend started');
  return started.at(-1).pid;
}

function filesBelow(folder: string): Map<string, Buffer> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    names.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(folder, path).replaceAll('\\', '/'), readFileSync(path)];
    }),
  );
}

describe('the whole job in the desktop window', () => {
  it('begins with a name and a project where the person wants it', async () => {
    const { page } = desktop;
    const name = page.getByRole('textbox', { name: 'Your name as coder' });
    await name.fill('Mara Lindqvist');
    await name.press('Enter');
    await button('Coder: Mara Lindqvist').waitFor();
    await answerDialogs(project);
    await button(/^New empty project/).click();
    await button('Project Night trams.parallax').waitFor();
    expect(existsSync(project)).toBe(true);
  });

  it('imports a folder by the dialog of the system', async () => {
    const { page } = desktop;
    await answerDialogs(NIGHT_TRAMS);
    await button('Choose a folder…').click();
    await button('Import 5 files').click(PATIENT);
    await page.getByRole('heading', { name: '4 of 5 articles are in' }).waitFor(PATIENT);
    await page.getByRole('table', { name: 'Could not be read' }).getByText('cut-off-in-the-middle.json').waitFor();
  });

  it('triages by key', async () => {
    await go('Triage');
    await rowOf('Night trams return').click();
    await desktop.page.keyboard.press('i');
    await rowOf('Night trams return to Almond Quay after nine years, .*, Include').waitFor();
  });

  it('has a coding that was shown as saved after the backend was killed, and the page goes on', async () => {
    const { page } = desktop;
    await rowOf('Night trams return').dblclick();
    await button('Persuasion, 23 techniques').click();
    await page.getByRole('treeitem', { name: /Loaded language/ }).waitFor();
    await selectWords(page, 'a reckless joyride');
    await page.keyboard.press('l');
    await untilSaved(page, 1);
    const before = backendPid();
    process.kill(before, 'SIGKILL');
    await expect.poll(backendPid, PATIENT).not.toBe(before);
    await expect.poll(() => annotationRows(page).count(), PATIENT).toBe(1);
    const { annotations } = await callBackend(page, 'projects.status', {});
    expect(annotations).toBe(1);
    await selectWords(page, '“🚋 Let us sleep at home”');
    await page.keyboard.press('s');
    await untilSaved(page, 2);
    await expect
      .poll(() => annotationRows(page).allInnerTexts(), PATIENT)
      .toEqual([expect.stringContaining('Slogans'), expect.stringContaining('Loaded language')]);
  });

  it('exports into a folder of the disk', async () => {
    const into = join(place, 'exports');
    mkdirSync(into);
    await answerDialogs(into);
    await go('Export');
    await button(/^Export to a folder/).click();
    await desktop.page.getByRole('button', { name: 'Show in folder' }).waitFor(PATIENT);
    const [name] = readdirSync(into);
    expect(readdirSync(into)).toEqual([expect.stringMatching(/^Night trams export \d{4}-\d\d-\d\d \d{6}$/)]);
    const files = filesBelow(join(into, name!));
    expect(checkExport(files).map(({ code_name, quote }) => [code_name, quote])).toEqual(
      expect.arrayContaining([
        ['Loaded language', 'a reckless joyride'],
        ['Slogans', '“🚋 Let us sleep at home”'],
      ]),
    );
    expect(table(files, 'articles.csv')).toHaveLength(4);
  });

  it('saves a copy, which opens as its own project with all the work in it', async () => {
    await answerDialogs(copy);
    await button('Project Night trams.parallax').click();
    await desktop.page.getByRole('menuitem', { name: 'Save a copy as…' }).click();
    await expect.poll(() => existsSync(copy), PATIENT).toBe(true);
    await expect
      .poll(
        async () => (await callBackend(desktop.page, 'jobs.list', {})).map(({ kind, state }) => [kind, state]),
        PATIENT,
      )
      .toContainEqual(['copy', 'done']);
    // The killed connection is the only thing that the page may have complained of.
    expect(desktop.complaints).toEqual([]);
    const { dataDir } = desktop;
    await desktop.close();
    desktop = await startDesktop({ dataDir, args: [copy] });
    await button('Project For Ilse.parallax').waitFor(PATIENT);
    expect(await callBackend(desktop.page, 'projects.status', {})).toMatchObject({ articles: 4, annotations: 2 });
  });
});
