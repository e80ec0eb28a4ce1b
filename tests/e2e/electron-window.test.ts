import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type DesktopApp, launchSettings, startDesktop } from './support/electron.ts';
import { callBackend } from './support/wire.ts';

const newFolder = () => mkdtempSync(join(tmpdir(), 'parallax-window-'));

/** Articles enough that their import is still running when a test has asked its question. */
function manyArticles(count: number): string {
  const folder = join(newFolder(), 'harbour-scrape');
  mkdirSync(folder);
  const paragraph = 'The harbour board of Kesh Gate met again on Tuesday and put the dredging contract off. ';
  for (let n = 1; n <= count; n++) {
    writeFileSync(join(folder, `${n}.txt`), `Harbour report ${n}\n\n${paragraph.repeat(40)}\n\nCargo number ${n}.\n`);
  }
  return folder;
}

let open: DesktopApp | undefined;
async function start(options: Parameters<typeof startDesktop>[0] = {}): Promise<DesktopApp> {
  open = await startDesktop(options);
  return open;
}
afterEach(async () => {
  // A test that failed half way may have left its window.
  await open?.app.close().catch(() => {});
  open = undefined;
});

async function titleOf(desktop: DesktopApp): Promise<string | undefined> {
  return desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
}

describe('the desktop app', () => {
  it('starts without a complaint in the page', async () => {
    const desktop = await start();
    await callBackend(desktop.page, 'app.info', {});
    expect(desktop.complaints).toEqual([]);
  });

  it('opens the project that it is started with, and shows its name', async () => {
    const path = join(newFolder(), 'Harbour study.parallax');
    const first = await start();
    await callBackend(first.page, 'projects.create', { path });
    await first.close();
    const second = await start({ args: [path] });
    expect(await callBackend(second.page, 'projects.current', {})).toMatchObject({ path, name: 'Harbour study' });
    await expect.poll(() => titleOf(second), { timeout: 10_000 }).toContain('Harbour study');
  });

  it('opens its window although the project that it is started with is no project', async () => {
    const path = join(newFolder(), 'notes.parallax');
    writeFileSync(path, 'These are only notes.');
    const desktop = await start({ args: [path] });
    expect(await callBackend(desktop.page, 'projects.current', {})).toBeNull();
    await desktop.page.getByRole('heading', { name: 'notes.parallax was not opened' }).waitFor({ timeout: 30_000 });
    expect(readFileSync(path, 'utf8')).toBe('These are only notes.');
  });

  it('is one: a second start hands its project over and ends', async () => {
    const desktop = await start();
    const path = join(newFolder(), 'second.parallax');
    await callBackend(desktop.page, 'projects.create', { path });
    await callBackend(desktop.page, 'projects.close', {});
    const { executablePath, args, env } = launchSettings(desktop.dataDir);
    const code = await new Promise((resolve) => {
      spawn(executablePath, [...args, path], { env, stdio: 'ignore' }).on('exit', resolve);
    });
    expect(code).toBe(0);
    await expect
      .poll(async () => (await callBackend(desktop.page, 'projects.current', {}))?.path, { timeout: 15_000 })
      .toBe(path);
    expect(await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  it('opens where it was closed', async () => {
    const dataDir = newFolder();
    const first = await start({ dataDir });
    const bounds = { x: 40, y: 60, width: 1100, height: 700 };
    await first.app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to), bounds);
    await expect
      .poll(() => first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds()))
      .toEqual(bounds);
    await first.close();
    const second = await start({ dataDir });
    expect(await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())).toEqual(
      bounds,
    );
  });

  it('has a native menu with the roles of editing and the commands of the page', async () => {
    const desktop = await start();
    const menu = await desktop.app.evaluate(({ Menu }) =>
      Object.fromEntries(
        (Menu.getApplicationMenu()?.items ?? []).map((item) => [
          item.label.replace('&', ''),
          (item.submenu?.items ?? []).map(({ id, role, label }) => role ?? id ?? label),
        ]),
      ),
    );
    expect(menu.Edit).toEqual(expect.arrayContaining(['edit.undo', 'edit.redo', 'cut', 'copy', 'paste', 'selectall']));
    expect(menu.File).toEqual(
      expect.arrayContaining(['project.new', 'project.open', 'Open Recent', 'project.saveCopy', 'import.folder']),
    );
    expect(menu.View).not.toContain('toggledevtools');
  });

  it('gives the page what a person picks in native dialogs', async () => {
    const desktop = await start();
    await desktop.app.evaluate(({ dialog }) => {
      const asked: string[][] = [];
      (globalThis as Record<string, unknown>).asked = asked;
      dialog.showOpenDialog = (async (_window: unknown, options: { properties?: string[] }) => {
        asked.push(options.properties ?? []);
        return { canceled: false, filePaths: ['/data/a', '/data/b'] };
      }) as unknown as typeof dialog.showOpenDialog;
      dialog.showSaveDialog = (async () => ({
        canceled: false,
        filePath: '/data/study',
      })) as unknown as typeof dialog.showSaveDialog;
    });
    const picked = await desktop.page.evaluate(async () => [
      await window.parallax?.pickFolder(),
      await window.parallax?.pickFiles(),
      await window.parallax?.pickProjectToSave('Harbour study'),
    ]);
    expect(picked).toEqual(['/data/a', ['/data/a', '/data/b'], '/data/study.parallax']);
    const asked = await desktop.app.evaluate(() => (globalThis as Record<string, unknown>).asked);
    expect(asked).toEqual([['openDirectory'], ['openFile', 'multiSelections']]);
  });
});

describe('the supervised backend', () => {
  /** The process that the shell has started for the backend. */
  const backendPid = (desktop: DesktopApp): number => {
    const lines = readFileSync(join(desktop.dataDir, 'logs', 'parallax.log'), 'utf8')
      .trim()
      .split('\n');
    const started = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'backend started');
    return started.at(-1).pid;
  };

  it('comes back after kill -9 with its project open, and the page goes on', async () => {
    const path = join(newFolder(), 'killed.parallax');
    const desktop = await start();
    await desktop.page.getByText('No project open').waitFor();
    await callBackend(desktop.page, 'projects.create', { path });
    await expect.poll(() => titleOf(desktop), { timeout: 10_000 }).toContain('killed');
    const before = backendPid(desktop);
    process.kill(before, 'SIGKILL');
    await expect.poll(() => backendPid(desktop), { timeout: 15_000 }).not.toBe(before);
    await expect
      .poll(() => callBackend(desktop.page, 'projects.current', {}).then((info) => info?.path), { timeout: 15_000 })
      .toBe(path);
    expect(desktop.shellLog().map(({ event }) => event)).toEqual([
      'start',
      'backend.ready',
      'backend.gone',
      'backend.ready',
    ]);
  });

  it('is left to a person after three restarts in five minutes, who can start it again', async () => {
    const desktop = await start();
    await callBackend(desktop.page, 'app.info', {});
    for (let death = 1; death <= 4; death++) {
      const pid = backendPid(desktop);
      process.kill(pid, 'SIGKILL');
      if (death < 4) await expect.poll(() => backendPid(desktop), { timeout: 20_000 }).not.toBe(pid);
    }
    await expect.poll(() => desktop.shellLog().at(-1)?.event, { timeout: 10_000 }).toBe('backend.given-up');
    const dead = backendPid(desktop);
    await desktop.page.evaluate(() => window.parallax?.restartBackend());
    await expect.poll(() => backendPid(desktop), { timeout: 15_000 }).not.toBe(dead);
    expect(await callBackend(desktop.page, 'app.info', {})).toMatchObject({ host: 'desktop' });
  });

  it('ends in order when the window is closed', async () => {
    const desktop = await start();
    await callBackend(desktop.page, 'app.info', {});
    const pid = backendPid(desktop);
    const closed = desktop.app.waitForEvent('close');
    await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await closed;
    expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);
    const log = readFileSync(join(desktop.dataDir, 'logs', 'parallax.log'), 'utf8');
    expect(log).toContain('backend stopped');
  });

  it('asks before it quits during an import, which goes on at the next start', async () => {
    const articles = 1500;
    const folder = manyArticles(articles);
    const path = join(newFolder(), 'interrupted.parallax');
    const first = await start();
    await callBackend(first.page, 'projects.create', { path });
    await first.app.evaluate(({ dialog }) => {
      const asked: string[] = [];
      (globalThis as Record<string, unknown>).asked = asked;
      // "Keep Running" the first time, "Quit" the second.
      dialog.showMessageBox = (async (_window: unknown, options: { detail: string }) => {
        asked.push(options.detail);
        return { response: asked.length - 1, checkboxChecked: false };
      }) as unknown as typeof dialog.showMessageBox;
    });
    const { jobId } = await callBackend(first.page, 'import.start', { origin: { paths: [folder] } });
    await first.app.evaluate(({ app }) => app.quit());
    const asked = () => first.app.evaluate(() => (globalThis as Record<string, unknown>).asked as string[]);
    await expect.poll(async () => (await asked()).length, { timeout: 10_000 }).toBe(1);
    expect((await asked())[0]).toContain(basename(folder));
    expect(await callBackend(first.page, 'jobs.get', { jobId })).toMatchObject({ state: 'running' });
    await first.close();
    expect(existsSync(path)).toBe(true);

    const second = await start({ dataDir: first.dataDir, args: [path] });
    await expect
      .poll(() => callBackend(second.page, 'jobs.get', { jobId }).then(({ state }) => state), {
        timeout: 90_000,
        interval: 500,
      })
      .toBe('done');
    expect(await callBackend(second.page, 'projects.status', {})).toMatchObject({ articles });
  });
});
