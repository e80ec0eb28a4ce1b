import { basename } from 'node:path';
import { app, type BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';
import type { ShellCommand } from '../../shared/contract/bridge.ts';

export interface MenuOptions {
  send(command: ShellCommand): void;
  recentProjects: string[];
  clearRecent(): void;
  hasProject: boolean;
  development: boolean;
}

type Item = MenuItemConstructorOptions;
const separator: Item = { type: 'separator' };

/** The native menu. Its items name commands of the page, which holds the keys too: a key shown here is not taken twice. */
export function menuTemplate(options: MenuOptions): Item[] {
  const { send, hasProject } = options;
  const command = (label: string, id: Exclude<ShellCommand['id'], 'project.openPath'>, more: Item = {}): Item => ({
    id,
    label,
    registerAccelerator: false,
    click: () => send({ id } as ShellCommand),
    ...more,
  });
  /** The focused text field first: `contents.undo()` does nothing where none has the focus. */
  const undoing = (label: string, id: 'edit.undo' | 'edit.redo', accelerator: string): Item =>
    command(label, id, {
      accelerator,
      click: (_item, window) => {
        const contents = (window as BrowserWindow | undefined)?.webContents;
        if (id === 'edit.undo') contents?.undo();
        else contents?.redo();
        send({ id });
      },
    });
  const recent: Item[] = options.recentProjects.map((path) => ({
    label: basename(path),
    sublabel: path,
    toolTip: path,
    click: () => send({ id: 'project.openPath', path }),
  }));

  const file: Item = {
    label: '&File',
    submenu: [
      command('New Project…', 'project.new', { accelerator: 'CmdOrCtrl+N' }),
      command('Open Project…', 'project.open', { accelerator: 'CmdOrCtrl+O' }),
      {
        label: 'Open Recent',
        enabled: recent.length > 0,
        submenu: [...recent, separator, { label: 'Clear List', click: options.clearRecent }],
      },
      command('Close Project', 'project.close', { enabled: hasProject }),
      separator,
      command('Save a Copy As…', 'project.saveCopy', { enabled: hasProject, accelerator: 'CmdOrCtrl+Shift+S' }),
      command('Show in Folder', 'project.showInFolder', { enabled: hasProject }),
      separator,
      command('Import Folder…', 'import.folder', { accelerator: 'CmdOrCtrl+I' }),
      command('Import Files…', 'import.files'),
      command('Export…', 'export', { enabled: hasProject }),
      separator,
      { role: process.platform === 'darwin' ? 'close' : 'quit' },
    ],
  };
  const edit: Item = {
    label: '&Edit',
    submenu: [
      undoing('Undo', 'edit.undo', 'CmdOrCtrl+Z'),
      undoing('Redo', 'edit.redo', process.platform === 'win32' ? 'Ctrl+Y' : 'Shift+CmdOrCtrl+Z'),
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'delete' },
      separator,
      { role: 'selectAll' },
      separator,
      command('Find', 'edit.find', { accelerator: 'CmdOrCtrl+F' }),
    ],
  };
  const view: Item = {
    label: '&View',
    submenu: [
      command('Command Palette', 'view.palette', { accelerator: 'CmdOrCtrl+K' }),
      separator,
      {
        label: 'Appearance',
        submenu: [
          command('As the System', 'view.theme.system'),
          command('Light', 'view.theme.light'),
          command('Dark', 'view.theme.dark'),
        ],
      },
      separator,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
      ...(options.development ? [separator, { role: 'reload' } as Item, { role: 'toggleDevTools' } as Item] : []),
    ],
  };
  const help: Item = {
    label: '&Help',
    role: 'help',
    submenu: [
      command('Keys', 'help.keys'),
      ...(process.platform === 'darwin' ? [] : [separator, { role: 'about' } as Item]),
    ],
  };
  const mac: Item[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  const windowMenu: Item[] = process.platform === 'darwin' ? [{ role: 'windowMenu' }] : [];
  return [...mac, file, edit, view, ...windowMenu, help];
}

export function setMenu(options: MenuOptions): void {
  app.setAboutPanelOptions({ applicationName: 'Parallax', applicationVersion: app.getVersion() });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(options)));
}
