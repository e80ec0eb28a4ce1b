import { create } from 'zustand';
import type { AppError } from '../../../shared/contract/errors.ts';
import type { ProjectInfo } from '../../../shared/contract/rooms/projects.ts';
import { call, desktop } from '../../state/backend.ts';
import { queryClient } from '../../state/queries.ts';
import { session } from '../../state/session.ts';
import { takeProject } from '../../state/session-events.ts';
import { useSettings } from '../../state/settings.ts';
import { ask, say, unsay, warn, warnOf } from '../../ui/index.ts';
import { goTo } from '../rooms.ts';
import { useShownImport } from '../shell/job-actions.ts';

/** Windows of the page that ask for a project's name, or which one to open. */
export const useProjectDialog = create<{ open: 'create' | 'open' | 'saveCopy' | 'coder' | null; then?: () => void }>(
  () => ({
    open: null,
  }),
);

/** The coder's name is made known to every project that is opened, so that the first decision has its author. */
async function entered(project: ProjectInfo): Promise<void> {
  takeProject(project);
  const { coderName } = useSettings.getState();
  if (coderName && !project.readOnly) await call('coders.use', { name: coderName }).catch(warnOf);
  void queryClient.invalidateQueries({ queryKey: ['projects.recent'] });
}

/** Opens a project file and, where it cannot be opened as it is, offers what can be done instead. */
export async function openProject(path: string, readOnly = false): Promise<boolean> {
  const said = say(`Opening ${fileName(path)}`);
  try {
    await entered(await openPatiently(path, readOnly));
    goTo('triage');
    return true;
  } catch (error) {
    unsay(said);
    await whatInstead(error as AppError, path);
    return false;
  } finally {
    unsay(said);
  }
}

/** A backend that is lost while it opens a project is replaced; the wish to open it outlives it. */
async function openPatiently(path: string, readOnly: boolean): Promise<ProjectInfo> {
  for (let triesLeft = 2; ; triesLeft--) {
    try {
      return await call('projects.open', { path, readOnly });
    } catch (error) {
      if ((error as AppError).code !== 'BACKEND_GONE' || triesLeft === 0 || session().connection === 'lost')
        throw error;
    }
  }
}

const fileName = (path: string) => path.split(/[\\/]/).at(-1) ?? path;

async function whatInstead(error: AppError, path: string) {
  const name = fileName(path);
  switch (error.code) {
    case 'PROJECT_READ_ONLY':
    case 'PROJECT_IN_USE':
    case 'PATH_NOT_WRITABLE': {
      const answer = await ask({
        title: error.code === 'PROJECT_IN_USE' ? `${name} is open elsewhere` : `${name} cannot be written`,
        text: `${error.message} Read-only, nothing in it can be changed.`,
        action: 'Open read-only',
        other: 'Try again',
      });
      if (answer === 'action') await openProject(path, true);
      if (answer === 'other') await openProject(path);
      return;
    }
    case 'PROJECT_NOT_FOUND':
    case 'PATH_NOT_FOUND': {
      const answer = await ask({
        title: `${name} is not there`,
        text: `${error.message} Or its drive is not connected.`,
        action: 'Open another project',
        other: 'Take it off the list',
      });
      if (answer === 'action') chooseProject();
      if (answer === 'other') await forgetProject(path);
      return;
    }
    case 'NOT_A_PROJECT':
    case 'PROJECT_TOO_NEW':
    case 'PROJECT_TOO_OLD':
    case 'PROJECT_DAMAGED': {
      const answer = await ask({
        title: `${name} was not opened`,
        text: error.message,
        action: 'Open another project',
        cancel: 'Close',
      });
      if (answer === 'action') chooseProject();
      return;
    }
    default:
      warnOf(error);
  }
}

export async function forgetProject(path: string) {
  await call('projects.forget', { path }).catch(warnOf);
  void queryClient.invalidateQueries({ queryKey: ['projects.recent'] });
}

/** The system's dialog on a desktop; the list of the data folder in a browser. */
export function chooseProject() {
  const bridge = desktop();
  if (!bridge) {
    // Files come and go in that folder without our doing.
    void queryClient.invalidateQueries({ queryKey: ['projects.list'] });
    return useProjectDialog.setState({ open: 'open' });
  }
  bridge.pickProjectToOpen().then((path) => path && void openProject(path), warnOf);
}

/** Asks where and by what name; `then` runs when the new project is open. */
export function newProject(then?: () => void) {
  const bridge = desktop();
  if (!bridge) return useProjectDialog.setState({ open: 'create', ...(then ? { then } : {}) });
  bridge
    .pickProjectToSave('Untitled.parallax')
    .then(async (path) => {
      if (path && (await createProject({ path }))) then?.();
    })
    .catch(warnOf);
}

/** Returns whether it was made. What is wrong with a name is for the form that asked for it; other errors are shown. */
export async function createProject(where: { path: string } | { name: string }): Promise<boolean> {
  try {
    await entered(await call('projects.create', where));
    useShownImport.setState({ jobId: null });
    goTo('inbox');
    return true;
  } catch (error) {
    if ('name' in where || (error as AppError).code === 'PROJECT_EXISTS') throw error;
    warnOf(error);
    return false;
  }
}

export async function openSample(): Promise<void> {
  const said = say('Making a project for the sample corpus');
  const { project, jobId } = await call('projects.createSample', {}).finally(() => unsay(said));
  await entered(project);
  useShownImport.setState({ jobId });
  goTo('triage');
}

export async function closeProject() {
  await call('projects.close', {});
  takeProject(null);
  goTo('inbox');
}

export function showProjectInFolder() {
  const { project } = session();
  if (project) desktop()?.showInFolder(project.path).catch(warnOf);
}

/** A verified copy, made while the project is in use. */
export function saveCopy() {
  const { project } = session();
  if (!project) return;
  const bridge = desktop();
  if (!bridge) return useProjectDialog.setState({ open: 'saveCopy' });
  bridge
    .pickProjectToSave(`${project.name} copy.parallax`)
    .then((path) => (path ? saveCopyTo(path, true) : undefined))
    .catch(warnOf);
}

/** `path` on a desktop, a name in the data folder in a browser. Rejects with PROJECT_EXISTS unless told to overwrite. */
export async function saveCopyTo(path: string, overwrite: boolean) {
  await call('projects.saveCopy', { path, overwrite });
}

/** Does what `deed` needs a writable project for, or says why not. */
export function needsWriting(): string | null {
  const { project } = session();
  if (!project) return 'open a project first';
  if (project.readOnly) return 'this project is open read-only';
  return null;
}

export async function undoOrRedo(which: 'undo' | 'redo') {
  try {
    const entry = await call(which === 'undo' ? 'history.undo' : 'history.redo', {});
    say(which === 'undo' ? `Undone: ${entry.label}` : `Done again: ${entry.label}`);
  } catch (error) {
    if ((error as AppError).code === 'NOTHING_TO_UNDO') say((error as AppError).message);
    else if ((error as AppError).code === 'CONFLICT') warn((error as AppError).message, { tone: 'warn' });
    else throw error;
  }
}
