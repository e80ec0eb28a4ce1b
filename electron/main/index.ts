import { join } from 'node:path';
import { app, type BrowserWindow, nativeTheme, session } from 'electron';
import type { ShellCommand } from '../../shared/contract/bridge.ts';
import { nodeForBackend, startBackendProcess } from './backend-process.ts';
import { createConnections } from './connections.ts';
import { confirmQuit } from './dialogs.ts';
import { openShellLog } from './log.ts';
import { openMemory, withRecentProject } from './memory.ts';
import { setMenu } from './menu.ts';
import { declarePageScheme, servePage } from './page-protocol.ts';
import { answerPage } from './page-requests.ts';
import { denyNavigation, denyPermissions } from './security.ts';
import { projectArgument } from './start-arguments.ts';
import { createSupervisor } from './supervisor.ts';
import { openWindow } from './window.ts';

const devUrl = app.isPackaged ? undefined : process.env.PARALLAX_DEV_URL || undefined;
const appFolder = app.getAppPath();

app.setName('Parallax');
if (process.env.PARALLAX_DATA_DIR) app.setPath('userData', process.env.PARALLAX_DATA_DIR);
declarePageScheme();

function main(): void {
  const dataDir = app.getPath('userData');
  const log = openShellLog(dataDir);
  const memoryFile = openMemory(dataDir);
  let project: { path: string; name: string } | null = null;
  let projectPath = projectArgument(process.argv, process.cwd());
  let window: BrowserWindow | undefined;
  let pageIsThere = false;
  const untold: ShellCommand[] = [];
  let quit: 'no' | 'asking' | 'yes' = 'no';

  const connections = createConnections(nodeForBackend() !== undefined);
  const supervisor = createSupervisor({
    version: app.getVersion(),
    log,
    clock: {
      now: () => performance.now(),
      after(milliseconds, then) {
        const timer = setTimeout(then, milliseconds);
        return () => clearTimeout(timer);
      },
    },
    spawn: () =>
      startBackendProcess({ dataDir, version: app.getVersion(), log, ...(projectPath ? { projectPath } : {}) }),
    onState(state) {
      connections.follow(state);
      if (state.kind !== 'ready' || !state.failedProject) return;
      // The page tries once more and shows what is wrong.
      projectPath = undefined;
      tellPage({ id: 'project.openPath', path: state.failedProject });
    },
    onWire: (reply) => connections.relayToPage(reply),
  });

  /** Commands from before the page has asked for its port are kept for it. */
  function tellPage(command: ShellCommand) {
    if (pageIsThere) window?.webContents.send('shell:command', command);
    else untold.push(command);
  }

  function showMenu() {
    setMenu({
      send: tellPage,
      recentProjects: memoryFile.memory.recentProjects,
      clearRecent() {
        memoryFile.change({ recentProjects: [] });
        showMenu();
      },
      hasProject: project !== null,
      development: devUrl !== undefined,
    });
  }

  function bringForward() {
    if (!window) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  function openProject(path: string) {
    bringForward();
    // Before the backend has started it is started with the project.
    if (window) tellPage({ id: 'project.openPath', path });
    else projectPath = path;
  }

  /** Asks if jobs are running, then ends the backend before the window. */
  async function requestQuit() {
    if (quit !== 'no') return;
    quit = 'asking';
    const jobs = await supervisor.runningJobs();
    if (jobs.length > 0 && !(await confirmQuit(window, jobs))) {
      quit = 'no';
      return;
    }
    log('quit', { runningJobs: jobs.length });
    await supervisor.stop();
    quit = 'yes';
    app.quit();
  }

  function showWindow() {
    const opened = openWindow({ appFolder, memoryFile, ...(devUrl ? { devUrl } : {}) });
    const contents = opened.webContents;
    window = opened;
    opened.on('close', (event) => {
      if (quit === 'yes') return;
      event.preventDefault();
      void requestQuit();
    });
    opened.on('closed', () => {
      connections.remove(contents);
      window = undefined;
      pageIsThere = false;
    });
    contents.on('render-process-gone', (_event, details) => {
      log('page.gone', { reason: details.reason });
      connections.remove(contents);
      if (quit === 'no' && details.reason !== 'clean-exit') contents.reload();
    });
  }

  app.on('second-instance', (_event, argv, workingDirectory) => {
    const path = projectArgument(argv, workingDirectory);
    if (path) openProject(path);
    else bringForward();
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openProject(path);
  });
  app.on('web-contents-created', (_event, contents) => denyNavigation(contents, devUrl));
  app.on('before-quit', (event) => {
    if (quit === 'yes') return;
    event.preventDefault();
    void requestQuit();
  });
  app.on('window-all-closed', () => app.quit());

  void app.whenReady().then(() => {
    log('start', {
      version: app.getVersion(),
      electron: process.versions.electron,
      host: nodeForBackend() ? 'node-child' : 'utility',
    });
    nativeTheme.themeSource = memoryFile.memory.theme;
    denyPermissions(session.defaultSession, devUrl);
    servePage(join(appFolder, 'dist', 'renderer'));
    answerPage({
      window: () => window,
      ...(devUrl ? { devUrl } : {}),
      connect(page) {
        connections.add(page.webContents);
        pageIsThere = true;
        for (const command of untold.splice(0)) tellPage(command);
      },
      restartBackend: () => supervisor.restart(),
      setProject(next) {
        project = next;
        projectPath = next?.path;
        window?.setTitle(next ? `${next.name} · Parallax` : 'Parallax');
        if (process.platform === 'darwin') window?.setRepresentedFilename(next?.path ?? '');
        if (next) {
          memoryFile.change({ recentProjects: withRecentProject(memoryFile.memory.recentProjects, next.path) });
          app.addRecentDocument(next.path);
        }
        showMenu();
      },
      setTheme(theme) {
        nativeTheme.themeSource = theme;
        memoryFile.change({ theme });
      },
    });
    showMenu();
    supervisor.start();
    showWindow();
  });
}

if (app.requestSingleInstanceLock()) main();
else app.quit();
