import { type BrowserWindow, dialog, type OpenDialogOptions } from 'electron';
import type { RunningJob } from '../hosts/protocol.ts';

const projectFiles = [{ name: 'Parallax projects', extensions: ['parallax'] }];

async function pick(window: BrowserWindow, options: OpenDialogOptions): Promise<string[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, options);
  return canceled ? [] : filePaths;
}

export async function pickFolder(window: BrowserWindow): Promise<string | null> {
  const [path] = await pick(window, { title: 'Import a folder of articles', properties: ['openDirectory'] });
  return path ?? null;
}

export function pickFiles(window: BrowserWindow): Promise<string[]> {
  return pick(window, { title: 'Import files', properties: ['openFile', 'multiSelections'] });
}

export async function pickProjectToOpen(window: BrowserWindow): Promise<string | null> {
  const [path] = await pick(window, { title: 'Open a project', properties: ['openFile'], filters: projectFiles });
  return path ?? null;
}

export async function pickExportFolder(window: BrowserWindow): Promise<string | null> {
  const [path] = await pick(window, {
    title: 'Folder for the export',
    properties: ['openDirectory', 'createDirectory'],
  });
  return path ?? null;
}

export async function pickProjectToSave(window: BrowserWindow, suggestedName: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: 'Save the project as',
    defaultPath: suggestedName.endsWith('.parallax') ? suggestedName : `${suggestedName}.parallax`,
    filters: projectFiles,
  });
  if (canceled || !filePath) return null;
  return filePath.toLowerCase().endsWith('.parallax') ? filePath : `${filePath}.parallax`;
}

/** Whether to quit although jobs are running. */
export async function confirmQuit(window: BrowserWindow | undefined, jobs: RunningJob[]): Promise<boolean> {
  const options = {
    type: 'question' as const,
    message: jobs.length === 1 ? 'A job is still running.' : `${jobs.length} jobs are still running.`,
    detail: `${jobs.map(({ title }) => title).join('\n')}\n\nWhat is done so far is saved. The rest goes on at the next start.`,
    buttons: ['Keep Running', 'Quit'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
  const { response } = window ? await dialog.showMessageBox(window, options) : await dialog.showMessageBox(options);
  return response === 1;
}
