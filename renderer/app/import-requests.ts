import { create } from 'zustand';
import { call, desktop } from '../state/backend.ts';
import { session } from '../state/session.ts';
import { warn, warnOf } from '../ui/index.ts';
import { asFolder, type PickedFile, type PickedFolder } from './picked-files.ts';
import { newProject, openProject } from './projects/projects.ts';
import { goTo } from './rooms.ts';
import { useShownImport } from './shell/job-actions.ts';

/** What to import: paths on this machine, or files that are in the page's hands. */
export type ImportRequest =
  | { kind: 'paths'; paths: string[] }
  | ({ kind: 'files' } & PickedFolder)
  | { kind: 'offered' };

/** What the Inbox is asked to look into. Taken from here by the Inbox; `null` when nothing waits. */
export const useImportRequest = create<{ request: ImportRequest | null }>(() => ({ request: null }));

/** Goes to the Inbox with something to import; without a project a new one is made first. */
export function requestImport(request: ImportRequest) {
  if (session().project?.readOnly)
    return warn('Nothing was imported: this project is open read-only. Close it, or open another one.');
  const begin = () => {
    useShownImport.setState({ jobId: null });
    useImportRequest.setState({ request });
    goTo('inbox');
  };
  if (session().project) begin();
  else newProject(begin);
}

/** The dialog for a folder or for files: the system's, or the browser's own. */
export function chooseImport(what: 'folder' | 'files') {
  const bridge = desktop();
  if (bridge && what === 'folder') {
    bridge.pickFolder().then((path) => path && requestImport({ kind: 'paths', paths: [path] }), warnOf);
  } else if (bridge) {
    bridge.pickFiles().then((paths) => paths.length > 0 && requestImport({ kind: 'paths', paths }), warnOf);
  } else chooseInBrowser(what);
}

function chooseInBrowser(what: 'folder' | 'files') {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  if (what === 'folder') input.webkitdirectory = true;
  input.hidden = true;
  input.onchange = () => {
    const files = [...(input.files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
    input.remove();
    if (files.length > 0) requestImport({ kind: 'files', ...asFolder(files) });
  };
  input.oncancel = () => input.remove();
  // In the document, so that it can be reached while the dialog is open.
  document.body.append(input);
  input.click();
}

/** Something was dropped: a project is opened, anything else imported. */
export async function takeDropped(transfer: DataTransfer): Promise<void> {
  const bridge = desktop();
  if (bridge) {
    const paths = [...transfer.files].map((file) => bridge.pathForFile(file)).filter(Boolean);
    const project = paths.find((path) => path.toLowerCase().endsWith('.parallax'));
    if (project) await openProject(project);
    else if (paths.length > 0) requestImport({ kind: 'paths', paths });
    return;
  }
  const files = await filesOf(transfer);
  const project = files.find(({ path }) => path.toLowerCase().endsWith('.parallax'));
  if (project && files.length === 1) return openByName(project.path);
  if (files.length > 0) requestImport({ kind: 'files', ...asFolder(files) });
}

/** A browser does not say where a dropped file lies: one of the same name in the data folder is meant. */
async function openByName(name: string) {
  const known = (await call('projects.list', {})).find((project) => project.path.split(/[\\/]/).at(-1) === name);
  if (known) await openProject(known.path);
  else {
    const folder = session().info?.projectsDir;
    throw new Error(
      `A browser cannot open a project where it lies. Put ${name} into ${folder}, then open it from the list.`,
    );
  }
}

/** Every file below what was dropped. */
async function filesOf(transfer: DataTransfer): Promise<PickedFile[]> {
  // The entries are only there during the event itself: take them all before the first wait.
  const dropped = [...transfer.items].map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const found: PickedFile[] = [];
  for (const { entry, file } of dropped) {
    if (entry) await walk(entry, found);
    else if (file) found.push({ path: file.name, file });
  }
  return found;
}

async function walk(entry: FileSystemEntry, found: PickedFile[]): Promise<void> {
  const path = entry.fullPath.replace(/^\//, '');
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    found.push({ path, file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // A reader hands out at most a hundred entries at a time, and none when it is through.
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0) return;
    for (const child of batch) await walk(child, found);
  }
}
