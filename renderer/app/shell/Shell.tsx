import { Suspense } from 'react';
import { NamesWindow } from '../../features/names/index.ts';
import { StartScreen } from '../../features/start/StartScreen.tsx';
import { useSession } from '../../state/session.ts';
import { Notices, Questions } from '../../ui/index.ts';
import { useAppCommands } from '../app-commands.ts';
import { CoderDialog } from '../coder.tsx';
import { KeyMap } from '../commands/KeyMap.tsx';
import { Palette } from '../commands/Palette.tsx';
import { useKeyboard } from '../commands/useKeyboard.ts';
import { ProjectDialogs } from '../projects/ProjectDialogs.tsx';
import { rooms, usePlace } from '../rooms.ts';
import { DropAnywhere } from './DropAnywhere.tsx';
import { Rail } from './Rail.tsx';
import { RoomBoundary } from './RoomBoundary.tsx';
import styles from './Shell.module.css';
import { StatusBar } from './StatusBar.tsx';
import { TopBar } from './TopBar.tsx';

/** The frame that every room stands in. */
export function Shell() {
  useKeyboard();
  useAppCommands();
  const place = usePlace((state) => state.room);
  const project = useSession((session) => session.project);
  const room = rooms.find((candidate) => candidate.id === place);
  const Room = room && (project || room.withoutProject) ? room.component : StartScreen;
  return (
    <div className={styles.app}>
      <Rail />
      <TopBar />
      <main className={styles.main} id="room" tabIndex={-1}>
        <RoomBoundary place={`${place} ${project?.projectId ?? ''}`}>
          <Suspense fallback={null}>
            <Room key={project?.path ?? ''} />
          </Suspense>
        </RoomBoundary>
      </main>
      <StatusBar />
      <Palette />
      <KeyMap />
      <ProjectDialogs />
      <Questions />
      <NamesWindow />
      <CoderDialog />
      <Notices />
      <DropAnywhere />
    </div>
  );
}
