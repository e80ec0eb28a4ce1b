import { ChevronRight, FileText, Search } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { create } from 'zustand';
import { useBackend } from '../../state/queries.ts';
import { selectArticle, setQuery } from '../../state/selection.ts';
import { useSession } from '../../state/session.ts';
import { ArticleTitle, count, Icon, Kbd, SourceName, warnOf } from '../../ui/index.ts';
import { goTo } from '../rooms.ts';
import { findCommands, firstOfEach } from './find.ts';
import styles from './Palette.module.css';
import { type Command, commands } from './registry.ts';

const usePalette = create<{ text: string | null }>(() => ({ text: null }));

/** Opens the palette with every command, or those that `text` finds. */
export function openPalette(text = '') {
  usePalette.setState({ text });
}

export function Palette() {
  const text = usePalette((palette) => palette.text);
  const close = () => usePalette.setState({ text: null });
  return (
    <ModalOverlay
      isOpen={text !== null}
      onOpenChange={(open) => !open && close()}
      isDismissable
      className={styles.overlay!}
    >
      <Modal className={styles.palette!} data-overlay>
        <Dialog aria-label="Commands" className={styles.dialog}>
          {text === null ? null : <PaletteBody initial={text} onDone={close} />}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

interface Choice {
  key: string;
  group: string;
  label: ReactNode;
  icon: ReactNode;
  detail: ReactNode;
  keys: string | undefined;
  off: boolean;
  run(): unknown;
}

/** A value once it has stood still for so many milliseconds: no search for each letter on the way. */
function useSettled<T>(value: T, milliseconds: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}

function marked(label: string, marks: [number, number][]): ReactNode {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const [start, end] of marks) {
    if (start < at) continue;
    parts.push(label.slice(at, start), <b key={start}>{label.slice(start, end)}</b>);
    at = end;
  }
  return [...parts, label.slice(at)];
}

function useChoices(list: readonly Command[], text: string): Choice[] {
  const onlyCommands = text.startsWith('>');
  const words = (onlyCommands ? text.slice(1) : text).trim();
  const project = useSession((session) => session.project);
  const asked = useSettled(words, 150);
  const searching = words.length > 1 && !onlyCommands && project !== null;
  const articles = useBackend(
    'articles.openView',
    { query: { text: asked, sort: { column: 'relevance', descending: true } }, first: 5 },
    { enabled: searching && asked.length > 1, keepPrevious: true },
  );
  return useMemo(() => {
    const choices: Choice[] = firstOfEach(findCommands(list, words), MOST).flatMap(({ group, shown, more }) => [
      ...shown.map(({ command, marks }) => ({
        key: command.id,
        group,
        label: marked(command.label, marks),
        icon: command.icon ? <Icon of={command.icon} /> : null,
        detail: command.disabled || command.detail,
        keys: command.keys?.[0],
        off: Boolean(command.disabled),
        // As it is when it runs: what it acts on may have come since the list was read.
        run: () => (commands.get(command.id) ?? command).run(),
      })),
      ...(more > 0 ? [moreOf(group, more)] : []),
    ]);
    if (!searching) return choices;
    choices.push({
      key: 'search',
      group: 'Articles',
      label: (
        <>
          Search articles for <b>{words}</b>
        </>
      ),
      icon: <Icon of={Search} />,
      detail: articles.data ? `${articles.data.total} found` : '',
      keys: undefined,
      off: false,
      run: () => {
        setQuery({ text: words, sort: { column: 'relevance', descending: true } });
        goTo('triage');
      },
    });
    for (const row of articles.data?.first ?? []) {
      choices.push({
        key: row.articleId,
        group: 'Articles',
        label: <ArticleTitle title={row.title} language={row.language} direction={row.direction} />,
        icon: <Icon of={FileText} />,
        detail: <SourceName name={row.source} />,
        keys: undefined,
        off: false,
        run: () => {
          selectArticle(row.articleId);
          goTo('read');
        },
      });
    }
    return choices;
  }, [list, words, searching, articles.data]);
}

/** Commands of a group that are listed: a codebook may have thousands, and its codes are found by their names. */
const MOST = 100;

const moreOf = (group: string, more: number): Choice => ({
  ...{ key: `more ${group}`, group, icon: null, detail: 'write more of the name', keys: undefined, off: true },
  label: `${count(more)} more`,
  run: () => {},
});

const offered = () => commands.all().filter((command) => !command.keyOnly);
const same = (a: Command, b: Command) =>
  a.id === b.id && a.label === b.label && a.detail === b.detail && a.disabled === b.disabled;

/**
 * The commands in force where the person was. A room behind the palette may still be reading what they act on, so the
 * list follows while it is open; it stays the same array as long as it reads the same.
 */
function useCommandsInForce(): readonly Command[] {
  // A copy: what stands in the list may ask what it acts on each time it is read.
  const [list, setList] = useState(() => offered().map((command) => ({ ...command })));
  useEffect(() => {
    let isAsked = false;
    const look = () => {
      isAsked = false;
      setList((before) => {
        const now = offered();
        const isSame = now.length === before.length && now.every((command, index) => same(command, before[index]!));
        return isSame ? before : now.map((command) => ({ ...command }));
      });
    };
    // A room that is drawn anew tells several times in one turn.
    return commands.subscribe(() => {
      if (!isAsked) queueMicrotask(look);
      isAsked = true;
    });
  }, []);
  return list;
}

function PaletteBody({ initial, onDone }: { initial: string; onDone(): void }) {
  const id = useId();
  const [text, setText] = useState(initial);
  // By its key, so that rows which arrive above it do not put another command under the cursor. Null: the first.
  const [chosen, setChosen] = useState<string | null>(null);
  const list = useCommandsInForce();
  const choices = useChoices(list, text);
  const current = Math.max(
    0,
    choices.findIndex((choice) => choice.key === chosen),
  );
  const setAt = (index: number) => setChosen(choices[index]?.key ?? null);
  const options = useRef<HTMLDivElement>(null);
  useEffect(() => {
    options.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  });
  const run = (choice: Choice | undefined) => {
    if (!choice || choice.off) return;
    onDone();
    // The focus goes back to where it was before the command runs, which may want it elsewhere.
    setTimeout(() => void Promise.resolve(choice.run()).catch(warnOf));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step && choices.length > 0) {
      event.preventDefault();
      const wrapped = Math.abs(step) === 1 ? (current + step + choices.length) % choices.length : current + step;
      setAt(Math.max(0, Math.min(choices.length - 1, wrapped)));
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      run(choices[current]);
    }
    if (event.key === 'Tab') {
      event.preventDefault();
      setText('');
      setChosen(null);
    }
  };
  return (
    <>
      <div className={styles.input}>
        <Icon of={ChevronRight} />
        <input
          // biome-ignore lint/a11y/noAutofocus: a palette is opened in order to type
          autoFocus
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={choices[current] ? `${id}-${current}` : undefined}
          aria-label="Command or search"
          placeholder="What do you want to do?"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setChosen(null);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id={`${id}-list`} role="listbox" aria-label="Commands" className={`${styles.list} scroll`} ref={options}>
        {choices.map((choice, index) => (
          <div key={choice.key} role="presentation">
            {choice.group === choices[index - 1]?.group ? null : (
              <div className={styles.group} role="presentation">
                {choice.group}
              </div>
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the combo box above */}
            <div
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === current}
              aria-disabled={choice.off || undefined}
              tabIndex={-1}
              className={styles.choice}
              onMouseMove={() => index !== current && setAt(index)}
              onClick={() => run(choice)}
            >
              {choice.icon ?? <span />}
              <span className="ell">{choice.label}</span>
              <span className={`${styles.detail} ell`}>{choice.detail}</span>
              <span className={styles.keys}>{choice.keys ? <Kbd keys={choice.keys} /> : null}</span>
            </div>
          </div>
        ))}
        {choices.length === 0 ? <p className={styles.none}>No command has these words.</p> : null}
      </div>
      <div className={styles.foot}>
        <span>
          <Kbd keys="ArrowUp" />
          <Kbd keys="ArrowDown" />
          move
        </span>
        <span>
          <Kbd keys="Enter" />
          run
        </span>
        <span className="num">
          <Kbd keys="Tab" />
          all {list.length} commands
        </span>
        <span className={styles.footEnd}>
          <Kbd keys=">" />
          commands only
        </span>
      </div>
    </>
  );
}
