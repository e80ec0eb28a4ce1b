import { isAbsolute } from 'node:path';
import { type BrowserWindow, ipcMain, shell } from 'electron';
import type { Theme } from '../../shared/contract/bridge.ts';
import * as dialogs from './dialogs.ts';
import { isFromPage, openOutside } from './security.ts';

export interface PageRequests {
  window(): BrowserWindow | undefined;
  devUrl?: string;
  connect(window: BrowserWindow): void;
  restartBackend(): void;
  setProject(project: { path: string; name: string } | null): void;
  setTheme(theme: Theme): void;
}

/** What the page may ask of the shell. Anything that does not come from the top frame of our own page is not answered. */
export function answerPage(requests: PageRequests): void {
  const { devUrl } = requests;

  function handle<A extends unknown[]>(channel: string, answer: (window: BrowserWindow, ...args: A) => unknown) {
    ipcMain.handle(channel, (event, ...args) => {
      const window = requests.window();
      if (!isFromPage(event, devUrl) || !window) throw new Error('Not allowed from here');
      return answer(window, ...(args as A));
    });
  }
  function on<A extends unknown[]>(channel: string, act: (window: BrowserWindow, ...args: A) => void) {
    ipcMain.on(channel, (event, ...args) => {
      const window = requests.window();
      if (isFromPage(event, devUrl) && window) act(window, ...(args as A));
    });
  }

  on('backend:connect', (window) => requests.connect(window));
  on('backend:restart', () => requests.restartBackend());
  handle('pick:folder', (window) => dialogs.pickFolder(window));
  handle('pick:files', (window) => dialogs.pickFiles(window));
  handle('pick:project-to-open', (window) => dialogs.pickProjectToOpen(window));
  handle('pick:project-to-save', (window, name: unknown) => dialogs.pickProjectToSave(window, String(name)));
  handle('pick:export-folder', (window) => dialogs.pickExportFolder(window));
  handle('shell:show-in-folder', (_window, path: unknown) => {
    if (typeof path !== 'string' || !isAbsolute(path)) throw new Error('An absolute path is needed');
    shell.showItemInFolder(path);
  });
  handle('shell:open-external', (_window, url: unknown) => openOutside(String(url)));
  on('shell:project', (_window, project: unknown) => {
    const { path, name } = (project ?? {}) as Record<string, unknown>;
    const known = typeof path === 'string' && isAbsolute(path) && typeof name === 'string';
    requests.setProject(known ? { path, name } : null);
  });
  on('shell:theme', (_window, theme: unknown) => {
    if (theme === 'system' || theme === 'light' || theme === 'dark') requests.setTheme(theme);
  });
}
