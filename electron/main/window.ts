import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import type { MemoryFile } from './memory.ts';
import { PAGE_URL } from './page-files.ts';
import { denyNavigation } from './security.ts';
import { placeWindow, smallestWindow } from './window-place.ts';

/** The page's own surfaces (`--surface-chrome` of each theme), so that a starting window does not flash. */
const surface = { light: '#f0f0ed', dark: '#17191b' };

export interface WindowOptions {
  appFolder: string;
  memoryFile: MemoryFile;
  devUrl?: string;
}

function workAreas() {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  return [primary, ...others].map(({ workArea }) => workArea);
}

function rememberPlace(window: BrowserWindow, memoryFile: MemoryFile) {
  let waiting: NodeJS.Timeout | undefined;
  const save = () => {
    clearTimeout(waiting);
    waiting = undefined;
    if (window.isDestroyed() || window.isMinimized()) return;
    memoryFile.change({ place: { bounds: window.getNormalBounds(), maximized: window.isMaximized() } });
  };
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, 400);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('maximize', soon);
  window.on('unmaximize', soon);
  window.on('close', save);
}

export function openWindow({ appFolder, memoryFile, devUrl }: WindowOptions): BrowserWindow {
  const place = placeWindow(memoryFile.memory.place, workAreas());
  const window = new BrowserWindow({
    ...place.bounds,
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    title: 'Parallax',
    icon: join(appFolder, 'resources', 'icons', '256x256.png'),
    backgroundColor: nativeTheme.shouldUseDarkColors ? surface.dark : surface.light,
    webPreferences: {
      preload: join(appFolder, 'dist', 'preload', 'preload.cjs'),
      additionalArguments: [`--parallax-version=${app.getVersion()}`],
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: devUrl !== undefined,
    },
  });
  denyNavigation(window.webContents, devUrl);
  if (place.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  // The page sets the title through the bridge, with the project's name.
  window.on('page-title-updated', (event) => event.preventDefault());
  rememberPlace(window, memoryFile);
  void window.loadURL(devUrl ?? PAGE_URL);
  return window;
}
