import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { BridgeMessage, DesktopBridge, ShellCommand } from '../../shared/contract/bridge.ts';

/** Arguments that main adds for the preload script. */
const version = process.argv.find((argument) => argument.startsWith('--parallax-version='))?.split('=')[1] ?? '';

const post = (message: BridgeMessage, ports: MessagePort[] = []) =>
  window.postMessage(message, window.location.origin, ports);

// A port cannot cross contextBridge; a window message can carry it, and keeps it in order with the loss of one.
ipcRenderer.on('backend:port', (event) => post({ source: 'parallax-shell', type: 'port' }, [...event.ports]));
ipcRenderer.on('backend:gone', (_event, gone: { restarting: boolean; attempt: number }) =>
  post({ source: 'parallax-shell', type: 'gone', restarting: gone.restarting, attempt: gone.attempt }),
);

const listeners = new Set<(command: ShellCommand) => void>();
const waiting: ShellCommand[] = [];
ipcRenderer.on('shell:command', (_event, command: ShellCommand) => {
  if (listeners.size === 0) waiting.push(command);
  for (const listener of listeners) listener(command);
});

const bridge: DesktopBridge = {
  host: 'desktop',
  platform: process.platform,
  version,
  connect: () => ipcRenderer.send('backend:connect'),
  restartBackend: () => ipcRenderer.send('backend:restart'),
  pickFolder: () => ipcRenderer.invoke('pick:folder'),
  pickFiles: () => ipcRenderer.invoke('pick:files'),
  pickProjectToOpen: () => ipcRenderer.invoke('pick:project-to-open'),
  pickProjectToSave: (suggestedName) => ipcRenderer.invoke('pick:project-to-save', suggestedName),
  pickExportFolder: () => ipcRenderer.invoke('pick:export-folder'),
  // Electron before 29 has no webUtils; there a file knows its own path.
  pathForFile: (file) => webUtils?.getPathForFile(file) ?? (file as File & { path?: string }).path ?? '',
  showInFolder: (path) => ipcRenderer.invoke('shell:show-in-folder', path),
  openExternal: (url) => ipcRenderer.invoke('shell:open-external', url),
  onCommand(listener) {
    listeners.add(listener);
    for (const command of waiting.splice(0)) listener(command);
    return () => void listeners.delete(listener);
  },
  setProject: (project) => ipcRenderer.send('shell:project', project),
  setTheme: (theme) => ipcRenderer.send('shell:theme', theme),
};

contextBridge.exposeInMainWorld('parallax', bridge);
