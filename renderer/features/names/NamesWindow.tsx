import { UsersRound } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useCommands } from '../../app/commands/index.ts';
import { useSession } from '../../state/session.ts';
import { showNames, useNames } from './show-names.ts';

const NamesDialog = lazy(async () => ({ default: (await import('./NamesDialog.tsx')).NamesDialog }));

/** Stands once, in the shell: the command that opens the window, and the window. */
export function NamesWindow() {
  const kind = useNames((state) => state.kind);
  const project = useSession((session) => session.project);
  useCommands([
    {
      ...{ id: 'names.open', label: 'Names of people, organisations and places…', group: 'Decide', icon: UsersRound },
      keys: [],
      disabled: project ? null : 'no project is open',
      run: () => showNames(),
    },
  ]);
  if (kind === null || !project) return null;
  return (
    <Suspense fallback={null}>
      <NamesDialog key={project.path} kind={kind} onClose={() => useNames.setState({ kind: null })} />
    </Suspense>
  );
}
