import {
  Columns2,
  Contrast,
  Copy,
  FileDown,
  FilePlus,
  FolderInput,
  FolderOpen,
  FolderSearch,
  Keyboard,
  Library,
  LogOut,
  Moon,
  Redo2,
  Sun,
  SunMoon,
  Undo2,
  User,
} from 'lucide-react';
import { useEffect } from 'react';
import type { ShellCommand } from '../../shared/contract/bridge.ts';
import type { Settings } from '../../shared/contract/rooms/app.ts';
import { addArticle } from '../features/compare/compare-state.ts';
import { desktop } from '../state/backend.ts';
import { useSelection } from '../state/selection.ts';
import { session, useSession } from '../state/session.ts';
import { changeSettings } from '../state/settings.ts';
import { offerWayOut } from '../ui/index.ts';
import { type Command, runCommand, useCommands } from './commands/index.ts';
import { openKeyMap } from './commands/KeyMap.tsx';
import { openPalette } from './commands/Palette.tsx';
import { chooseImport } from './import-requests.ts';
import {
  chooseProject,
  closeProject,
  needsWriting,
  newProject,
  openProject,
  openSample,
  saveCopy,
  showProjectInFolder,
  undoOrRedo,
  useProjectDialog,
} from './projects/projects.ts';
import { goTo, roomOrder, rooms } from './rooms.ts';

const themes: { theme: Settings['theme']; label: string; icon: typeof Sun }[] = [
  { theme: 'system', label: 'Colours as the system has them', icon: SunMoon },
  { theme: 'light', label: 'Light colours', icon: Sun },
  { theme: 'dark', label: 'Dark colours', icon: Moon },
  { theme: 'contrast', label: 'High contrast, light', icon: Contrast },
  { theme: 'contrast-dark', label: 'High contrast, dark', icon: Contrast },
];

/** What can be done wherever a person is. */
export function useAppCommands() {
  const project = useSession((state) => state.project);
  const info = useSession((state) => state.info);
  const articleId = useSelection((state) => state.articleId);
  const noProject = project ? null : 'open a project first';
  // A browser keeps Ctrl N to itself; there the sequence of the palette does.
  const isDesktop = desktop() !== undefined;
  const list: Command[] = [
    ...rooms.map((room): Command => {
      const key = roomOrder.find((entry) => entry.id === room.id)!.key;
      return {
        id: `go.${room.id}`,
        label: room.label,
        group: 'Rooms',
        icon: room.icon,
        keys: [`G ${key}`],
        disabled: project || room.withoutProject || room.id === 'inbox' ? null : 'open a project first',
        run: () => goTo(room.id),
      };
    }),
    {
      id: 'compare.addThis',
      label: 'Add this article to Compare',
      group: 'Move',
      icon: Columns2,
      disabled: noProject ?? (articleId ? null : 'no article is chosen'),
      run: () => {
        if (articleId && addArticle(articleId)) goTo('compare');
      },
    },
    {
      id: 'edit.undo',
      label: 'Undo',
      group: 'Always',
      icon: Undo2,
      keys: ['Mod+Z'],
      disabled: needsWriting(),
      run: () => undoOrRedo('undo'),
    },
    {
      id: 'edit.redo',
      label: 'Redo',
      group: 'Always',
      icon: Redo2,
      keys: ['Mod+Shift+Z', 'Mod+Y'],
      disabled: needsWriting(),
      run: () => undoOrRedo('redo'),
    },
    {
      id: 'view.palette',
      label: 'Every command',
      group: 'Always',
      keys: ['Mod+K'],
      inFields: true,
      keyOnly: true,
      run: () => openPalette(),
    },
    { id: 'help.keys', label: 'Keys of this room', group: 'Always', icon: Keyboard, keys: ['?'], run: openKeyMap },
    {
      id: 'project.new',
      label: 'New project…',
      group: 'Project',
      icon: FilePlus,
      ...(isDesktop ? { keys: ['Mod+N'] } : {}),
      run: () => newProject(),
    },
    {
      id: 'project.open',
      label: 'Open a project…',
      group: 'Project',
      icon: FolderOpen,
      keys: ['Mod+O'],
      run: chooseProject,
    },
    {
      id: 'project.sample',
      label: 'Open the sample corpus',
      group: 'Project',
      icon: Library,
      keys: project ? [] : ['Mod+E'],
      disabled: info?.sampleCorpus ? null : 'not shipped with this build',
      run: openSample,
    },
    {
      id: 'project.saveCopy',
      label: 'Save a copy as…',
      group: 'Project',
      icon: Copy,
      disabled: noProject,
      run: saveCopy,
    },
    {
      id: 'project.close',
      label: 'Close the project',
      group: 'Project',
      icon: LogOut,
      disabled: noProject,
      run: closeProject,
    },
    ...(isDesktop
      ? [
          {
            id: 'project.showInFolder',
            label: 'Show the project in its folder',
            group: 'Project',
            icon: FolderSearch,
            disabled: noProject,
            run: showProjectInFolder,
          } satisfies Command,
        ]
      : []),
    {
      id: 'import.folder',
      label: 'Import a folder…',
      group: 'Project',
      icon: FolderInput,
      keys: ['Mod+I'],
      disabled: project?.readOnly ? 'this project is open read-only' : null,
      run: () => chooseImport('folder'),
    },
    { id: 'coder.name', label: 'Your name as coder…', group: 'Project', icon: User, run: askForCoder },
    { id: 'import.files', label: 'Import files…', group: 'Project', icon: FileDown, run: () => chooseImport('files') },
    ...themes.map(
      ({ theme, label, icon }): Command => ({
        id: `view.theme.${theme}`,
        label,
        group: 'View',
        icon,
        run: () => changeSettings({ theme }),
      }),
    ),
  ];
  useCommands(list);
  useEffect(() => desktop()?.onCommand(fromShell), []);
  useEffect(() => offerWayOut('NO_CODER', { label: 'Enter your name', run: askForCoder }), []);
}

function askForCoder() {
  useProjectDialog.setState({ open: 'coder' });
}

/** What the native menu, a second start or the system asks for, done by the same registry. */
function fromShell(command: ShellCommand) {
  if (command.id === 'project.openPath') return void openProject(command.path);
  // A room may answer find and export itself; else export goes to its room.
  if (runCommand(command.id)) return;
  if (command.id === 'export' && session().project) goTo('export');
  if (command.id === 'edit.find') runCommand('find.articles');
}
