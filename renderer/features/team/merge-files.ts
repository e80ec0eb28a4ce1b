import { create } from 'zustand';
import { call, desktop } from '../../state/backend.ts';
import { queryClient } from '../../state/queries.ts';
import { say, warnOf } from '../../ui/index.ts';
import { showPart } from './team-state.ts';

/** Whether a browser's list of projects to merge stands open. */
export const useMergeDialog = create<{ isOpen: boolean }>(() => ({ isOpen: false }));

export async function mergeFiles(paths: string[]): Promise<void> {
  if (paths.length === 0) return;
  showPart('merging');
  try {
    await call('merge.start', { paths });
    say('Merging. Nothing here is overwritten, and undo takes it back.');
  } catch (error) {
    warnOf(error);
  }
}

/** The system's dialog on a desktop; the projects of the data folder in a browser. */
export function chooseFilesToMerge(): void {
  const bridge = desktop();
  if (bridge) {
    bridge.pickProjectToOpen().then((path) => mergeFiles(path ? [path] : []), warnOf);
    return;
  }
  void queryClient.invalidateQueries({ queryKey: ['projects.list'] });
  useMergeDialog.setState({ isOpen: true });
}
