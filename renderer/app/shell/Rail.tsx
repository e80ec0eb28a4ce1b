import { Fragment } from 'react';
import { useSession } from '../../state/session.ts';
import { Icon } from '../../ui/index.ts';
import { keyCaps } from '../../ui/key-caps.ts';
import { goTo, type Room, roomOrder, rooms, usePlace } from '../rooms.ts';
import styles from './Shell.module.css';

export function Rail() {
  let group = 0;
  return (
    <nav className={styles.rail} aria-label="Rooms">
      <div className={styles.mark}>
        <svg
          viewBox="0 0 16 16"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
          strokeLinecap="round"
          aria-hidden="true"
        >
          <path d="M2 12.5 8 3l6 9.5" />
          <path d="M5.2 12.5 8 8l2.8 4.5" stroke="var(--accent)" />
        </svg>
        <span>Parallax</span>
      </div>
      {rooms.map((room) => {
        const at = roomOrder.find((entry) => entry.id === room.id)!;
        const divided = group !== 0 && at.group !== group && room.id !== 'settings';
        group = at.group;
        return (
          <Fragment key={room.id}>
            {divided ? <div className={styles.sep} /> : null}
            <RoomButton room={room} shortcut={`G ${at.key}`} />
          </Fragment>
        );
      })}
    </nav>
  );
}

const noCount = () => null;

function RoomButton({ room, shortcut }: { room: Room; shortcut: string }) {
  const current = usePlace((place) => place.room === room.id);
  const project = useSession((session) => session.project);
  const useCount = room.useCount ?? noCount;
  const number = useCount();
  const asleep = !project && !room.withoutProject && room.id !== 'inbox';
  const isSettings = room.id === 'settings';
  return (
    <button
      type="button"
      className={[styles.room, isSettings && styles.foot].filter(Boolean).join(' ')}
      aria-current={current ? 'page' : undefined}
      aria-disabled={asleep || undefined}
      aria-label={room.label}
      title={asleep ? `${room.label}: open a project first` : `${room.label}  ${keyCaps(shortcut).join(' ')}`}
      onClick={() => !asleep && goTo(room.id)}
    >
      <Icon of={room.icon} size={isSettings ? 14 : 16} />
      <span>{room.label}</span>
      {number === null ? null : <span className={`${styles.number} num`}>{number}</span>}
    </button>
  );
}
