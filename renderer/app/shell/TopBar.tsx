import { LoaderCircle, Search, User, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { changeQuery, setQuery, useSelection } from '../../state/selection.ts';
import { useSession } from '../../state/session.ts';
import { useSettings } from '../../state/settings.ts';
import { count, Icon, IconButton, Kbd, Popover } from '../../ui/index.ts';
import { useCommands } from '../commands/index.ts';
import { openKeyMap } from '../commands/KeyMap.tsx';
import { openPalette } from '../commands/Palette.tsx';
import { goTo } from '../rooms.ts';
import { CoderForm } from './CoderForm.tsx';
import { JobList } from './JobList.tsx';
import styles from './Shell.module.css';

export function TopBar() {
  return (
    <header className={styles.bar}>
      <SearchField />
      <div className={styles.barEnd}>
        <CoderButton />
        <JobsButton />
        <button type="button" className={styles.barButton} title="Keys of this room" onClick={openKeyMap}>
          <Kbd keys="?" />
          Keys
        </button>
      </div>
    </header>
  );
}

/** Text searches articles in Triage; `>` begins a command. */
function SearchField() {
  const project = useSession((session) => session.project);
  const query = useSelection((selection) => selection.query);
  const [text, setText] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const inForce = query.text ?? '';
  const total = useSelection((selection) => selection.view?.total);
  useEffect(() => setText(inForce), [inForce]);
  useCommands([
    {
      id: 'find.articles',
      label: 'Search articles',
      group: 'Find',
      icon: Search,
      keys: ['/'],
      disabled: project ? null : 'open a project first',
      run: () => {
        input.current?.focus();
        input.current?.select();
      },
    },
  ]);
  const search = () => {
    if (!project) return openPalette(text);
    // What was found by relevance is ordered by it; without a query the newest come first again.
    const sort = text.trim() ? ({ column: 'relevance', descending: true } as const) : undefined;
    setQuery({ ...query, text: text.trim(), sort });
    goTo('triage');
    input.current?.blur();
  };
  return (
    <search className={styles.search}>
      <Icon of={Search} />
      <input
        ref={input}
        type="text"
        dir="auto"
        autoComplete="off"
        spellCheck={false}
        aria-label="Search articles, or type > for a command"
        placeholder="Search articles, or type > for a command"
        value={text}
        onChange={(event) => {
          const value = event.target.value;
          if (!value.startsWith('>')) return setText(value);
          setText(inForce);
          openPalette(value.slice(1));
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') search();
          if (event.key === 'Escape') {
            setText(inForce);
            input.current?.blur();
          }
        }}
      />
      {inForce && text === inForce ? (
        <>
          <span className="t3 num">{total === undefined ? '' : count(total)}</span>
          <IconButton
            size="small"
            icon={X}
            label="Drop the search"
            onPress={() => changeQuery({ text: '', sort: undefined })}
          />
        </>
      ) : null}
      <Kbd keys="Mod+K" joined />
    </search>
  );
}

function initials(name: string): string {
  return name
    .split(/\s+/)
    .map((part) => [...part][0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();
}

function CoderButton() {
  const name = useSettings((settings) => settings.coderName);
  return (
    <Popover
      label="Coder"
      placement="bottom end"
      width={280}
      trigger={
        <Button className={styles.barButton!} aria-label={name ? `Coder: ${name}` : 'Your name'}>
          <Icon of={User} size={14} className="wide" />
          <span className="wide">{name || 'Your name'}</span>
          <span className="narrow">{name ? initials(name) : 'Name'}</span>
        </Button>
      }
    >
      {(close) => <CoderForm onDone={close} />}
    </Popover>
  );
}

function JobsButton() {
  const running = useSession(
    (session) => session.jobs.filter((job) => job.state === 'running' || job.state === 'waiting').length,
  );
  const any = useSession((session) => session.jobs.length > 0);
  if (!any) return null;
  return (
    <Popover
      label="Jobs"
      placement="bottom end"
      width={400}
      trigger={
        <Button className={styles.barButton!}>
          <Icon of={LoaderCircle} size={14} />
          <span className="num">{running === 0 ? 'Jobs' : running === 1 ? '1 job' : `${running} jobs`}</span>
        </Button>
      }
    >
      {(close) => <JobList onDone={close} />}
    </Popover>
  );
}
