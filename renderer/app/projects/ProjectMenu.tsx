import { Copy, DoorOpen, FilePlus, Files, FolderOpen, FolderSearch } from 'lucide-react';
import { Button } from 'react-aria-components';
import { desktop } from '../../state/backend.ts';
import { useBackend } from '../../state/queries.ts';
import { useSession } from '../../state/session.ts';
import { Menu, say, warnOf } from '../../ui/index.ts';
import styles from '../shell/Shell.module.css';
import { chooseProject, closeProject, newProject, openProject, saveCopy, showProjectInFolder } from './projects.ts';

/** The project's name in the status bar: where it lies and what can be done with it. */
export function ProjectMenu() {
  const project = useSession((session) => session.project);
  const recent = useBackend('projects.recent', {}).data ?? [];
  if (!project) return null;
  const others = recent.filter((other) => other.path !== project.path && other.exists).slice(0, 5);
  return (
    <Menu
      label="Project"
      trigger={
        <Button className={`${styles.projectName} ell`} aria-label={`Project ${project.name}.parallax`}>
          {project.name}.parallax
        </Button>
      }
      groups={[
        {
          label: project.path,
          entries: [
            ...(desktop()
              ? [{ id: 'show', label: 'Show in folder', icon: FolderSearch, run: showProjectInFolder }]
              : []),
            {
              id: 'path',
              label: 'Copy its path',
              icon: Copy,
              run: () => {
                navigator.clipboard.writeText(project.path).then(() => say('The path is on the clipboard'), warnOf);
              },
            },
            { id: 'copy', label: 'Save a copy as…', icon: Files, run: saveCopy },
          ],
        },
        {
          entries: [
            {
              id: 'new',
              label: 'New project…',
              icon: FilePlus,
              keys: desktop() ? 'Mod+N' : undefined,
              run: () => newProject(),
            },
            { id: 'open', label: 'Open a project…', icon: FolderOpen, keys: 'Mod+O', run: chooseProject },
            { id: 'close', label: 'Close this project', icon: DoorOpen, run: () => void closeProject().catch(warnOf) },
          ].map(({ keys, ...entry }) => (keys ? { ...entry, keys } : entry)),
        },
        {
          label: 'Recent',
          entries: others.map((other) => ({
            id: other.path,
            label: other.name,
            run: () => void openProject(other.path),
          })),
        },
      ]}
    />
  );
}
