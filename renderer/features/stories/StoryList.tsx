import { Combine, Lock, Newspaper, Play, Search } from 'lucide-react';
import { type MouseEvent, useEffect, useRef, useState } from 'react';
import { withCoder } from '../../app/coder.tsx';
import { needsWriting } from '../../app/projects/projects.ts';
import { cancelJob } from '../../app/shell/job-actions.ts';
import { progressInWords, shareDone } from '../../app/shell/job-words.ts';
import { useAnalysis } from '../../app/useAnalysis.ts';
import { useChange } from '../../state/queries.ts';
import { useSettings } from '../../state/settings.ts';
import {
  ActionBar,
  Basis,
  Button,
  Checkbox,
  ContextMenu,
  count,
  counted,
  EmptyState,
  ErrorState,
  Field,
  LinkButton,
  type MenuGroup,
  Progress,
  percent,
  SkeletonRows,
  Tools,
  useIsNarrow,
  warnOf,
} from '../../ui/index.ts';
import { MergeDialog } from './MergeDialog.tsx';
import styles from './StoryList.module.css';
import { type ListedStory, StoryTable, type StoryTableHandle } from './StoryTable.tsx';
import { showStoryArticles } from './show-articles.ts';
import { askList, openStory, selectNoStories, toggleStory, useStories } from './stories-state.ts';
import { useListCommands } from './useListCommands.ts';
import { useStoryRows } from './useStoryRows.ts';

/** Every story, newest first, with what its sources are and what they lack. */
export function StoryList() {
  const { cursor, selected, text, onlyGaps, sort } = useStories();
  const density = useSettings((settings) => settings.density);
  const isNarrow = useIsNarrow();
  const [range, setRange] = useState<[number, number]>([0, 0]);
  const rows = useStoryRows(...range);
  const [merging, setMerging] = useState<readonly ListedStory[] | null>(null);
  const [menuAt, setMenuAt] = useState<{ x: number; y: number } | null>(null);
  const handle = useRef<StoryTableHandle>(null);
  const finder = useRef<HTMLInputElement>(null);
  const lock = useChange('stories.lock');
  const analysis = useAnalysis();
  /** Rows that were seen: what is selected may have been scrolled away. */
  const seen = useRef(new Map<string, ListedStory>());
  const total = rows.head?.total ?? 0;
  for (let i = range[0]; i <= range[1]; i++) {
    const row = rows.at(i);
    if (row) seen.current.set(row.storyId, row);
  }
  const current = rows.at(Math.min(cursor, Math.max(0, total - 1)));
  if (current) seen.current.set(current.storyId, current);
  const chosen = [...selected].flatMap((id) => seen.current.get(id) ?? []);
  const targets = chosen.length > 0 ? chosen : current ? [current] : [];

  const begun = rows.head !== undefined;
  useEffect(() => {
    if (!begun) return;
    handle.current?.show(useStories.getState().cursor);
    const active = document.activeElement;
    if (!active || active === document.body || active.closest('nav')) handle.current?.focus();
  }, [begun]);

  const setLocked = (locked: boolean) =>
    Promise.all(targets.map(({ storyId }) => withCoder(() => lock.mutateAsync({ storyId, locked })))).catch(warnOf);
  const deeds = {
    open: () => current && openStory(current.storyId),
    articles: () => showStoryArticles(targets.map(({ storyId }) => storyId)),
    merge: () => setMerging(targets),
    lock: () => setLocked(!targets.every(({ isLocked }) => isLocked)),
  };
  const mergeHindered = needsWriting() ?? (targets.length < 2 ? 'select two or more stories' : false);
  useListCommands({
    total,
    cursor,
    current,
    targets,
    mergeHindered,
    ...deeds,
    show: (index) => handle.current?.show(index),
    pageRows: () => handle.current?.pageRows() ?? 20,
    find: () => {
      finder.current?.focus();
      finder.current?.select();
    },
    analysis,
  });

  function press(index: number, event: MouseEvent) {
    const story = rows.at(index);
    if (!story || event.button === 1) return;
    useStories.setState({ cursor: index });
    if (event.ctrlKey || event.metaKey || event.shiftKey) {
      event.preventDefault();
      if (selected.size === 0 && current && current !== story) toggleStory(current.storyId);
      toggleStory(story.storyId);
    } else if (event.button === 0) selectNoStories();
  }

  if (rows.error && !rows.head) return <ErrorState error={rows.error} onRetry={rows.refetch} />;
  const isFiltered = text.trim() !== '' || onlyGaps;
  if (rows.head && total === 0 && !isFiltered) return <NoStories due={rows.head.due} {...analysis} />;
  const settings = rows.head?.settings;
  const menu: MenuGroup[] = [
    {
      entries: [
        { id: 'open', label: 'Open the story', icon: Newspaper, keys: 'Enter', run: deeds.open },
        { id: 'articles', label: 'Its articles in Triage', keys: 'T', run: deeds.articles },
      ],
    },
    {
      entries: [
        {
          ...{ id: 'merge', label: 'Merge…', icon: Combine, keys: 'M', run: deeds.merge },
          disabled: mergeHindered !== false,
        },
        {
          ...{ id: 'lock', icon: Lock, keys: 'L', run: () => void deeds.lock() },
          label: targets.every(({ isLocked }) => isLocked) ? 'Unlock' : 'Lock',
          disabled: needsWriting() !== null,
        },
      ],
    },
  ];
  return (
    <div className={styles.room}>
      <h1 className="vh">Stories</h1>
      <Tools
        label="Stories"
        end={
          analysis.job ? (
            <>
              <span className="t2 small num">{progressInWords(analysis.job)}</span>
              <Progress value={shareDone(analysis.job)} label="Analysing" />
              <LinkButton onPress={() => analysis.job && cancelJob(analysis.job)}>Cancel</LinkButton>
            </>
          ) : (
            <>
              {rows.head && rows.head.due > 0 ? (
                <span className="t2 small num">{counted(rows.head.due, 'article')} not compared yet</span>
              ) : null}
              <Button icon={Play} disabled={analysis.hindered} onPress={analysis.start}>
                Look again
              </Button>
            </>
          )
        }
      >
        <Field
          className={styles.find!}
          label="Find a story"
          labelHidden
          icon={Search}
          placeholder="Title or topic"
          value={text}
          onChange={(value) => askList({ text: value })}
          onSubmit={() => handle.current?.focus()}
          onEscape={() => {
            askList({ text: '' });
            handle.current?.focus();
          }}
          inputRef={finder}
        />
        <Checkbox checked={onlyGaps} onChange={(checked) => askList({ onlyGaps: checked })}>
          With a gap
        </Checkbox>
        <span className="t2 small num">{rows.head ? counted(total, 'story', 'stories') : ''}</span>
        {settings ? (
          <span className="small t2 wide">
            <Basis
              title="Coverage gap, an estimate"
              rows={[
                ['Rule', `at least ${count(settings.minRated)} rated sources in the story`],
                ['', `a side with at most ${percent(settings.maxShare)} of them`],
                ['', `and the strongest side at least ${settings.minRatio} times as strong; a tie is no gap`],
                ['Rests on', 'the ratings of the raters in this project, nothing else'],
              ]}
              note="The rule is changed on the page of a story."
            >
              How gaps are found
            </Basis>
          </span>
        ) : null}
      </Tools>
      <div className={styles.body}>
        {!rows.head ? (
          <SkeletonRows rows={24} height={density === 'comfortable' ? 36 : 28} />
        ) : total === 0 ? (
          <EmptyState
            title={
              text.trim()
                ? `No story${onlyGaps ? ' with a gap' : ''} has “${text.trim()}” in its title or topics`
                : 'No story has a coverage gap by the rule'
            }
            actions={<Button onPress={() => askList({ text: '', onlyGaps: false })}>Show all stories</Button>}
          />
        ) : (
          <StoryTable
            total={total}
            at={rows.at}
            rowHeight={density === 'comfortable' ? 36 : 28}
            cursor={cursor}
            selected={selected}
            sort={sort}
            isNarrow={isNarrow}
            onSort={(next) => {
              askList({ sort: next });
              handle.current?.focus();
              handle.current?.show(0);
            }}
            onPress={press}
            onOpen={(index) => {
              const story = rows.at(index);
              if (story) openStory(story.storyId);
            }}
            onMenu={(index, event) => {
              event.preventDefault();
              const story = rows.at(index);
              useStories.setState({ cursor: index });
              if (story && !selected.has(story.storyId)) selectNoStories();
              setMenuAt({ x: event.clientX, y: event.clientY });
            }}
            onRange={(first, last) => setRange((old) => (old[0] === first && old[1] === last ? old : [first, last]))}
            handle={handle}
          />
        )}
      </div>
      <ActionBar
        end={
          selected.size > 0 ? (
            <LinkButton onPress={selectNoStories}>Select nothing</LinkButton>
          ) : (
            <span>X selects several</span>
          )
        }
      >
        {selected.size > 0 ? <b className="strong">{count(selected.size)} selected</b> : null}
        <Button tone="quiet" keys="Enter" disabled={!current} onPress={deeds.open}>
          Open
        </Button>
        <Button tone="quiet" keys="T" disabled={targets.length === 0} onPress={deeds.articles}>
          {counted(
            targets.reduce((sum, { articles }) => sum + articles, 0),
            'article',
          )}
        </Button>
        <Button tone="quiet" keys="M" disabled={mergeHindered} onPress={deeds.merge}>
          Merge…
        </Button>
        <Button
          tone="quiet"
          keys="L"
          disabled={needsWriting() ?? targets.length === 0}
          onPress={() => void deeds.lock()}
        >
          {targets.length > 0 && targets.every(({ isLocked }) => isLocked) ? 'Unlock' : 'Lock'}
        </Button>
      </ActionBar>
      {merging ? <MergeDialog stories={merging} onClose={() => setMerging(null)} /> : null}
      {menuAt ? <ContextMenu label="Story" at={menuAt} groups={menu} onClose={() => setMenuAt(null)} /> : null}
    </div>
  );
}

function NoStories({ due, job, hindered, start }: ReturnType<typeof useAnalysis> & { due: number }) {
  return (
    <EmptyState
      icon={Newspaper}
      title={job ? 'Looking for stories' : due > 0 ? 'No stories yet' : 'No two articles tell the same story'}
      actions={
        job ? (
          <>
            <Progress value={shareDone(job)} label="Analysing" />
            <span className="t2 small num">{progressInWords(job)}</span>
            <LinkButton onPress={() => cancelJob(job)}>Cancel</LinkButton>
          </>
        ) : (
          <Button tone="primary" size="form" icon={Play} disabled={hindered} onPress={start}>
            {due > 0 ? `Analyse ${counted(due, 'article')}` : 'Look again'}
          </Button>
        )
      }
    >
      Articles about the same event are put together by their telling words and their days; quotations, figures, claims
      and loaded words are marked in each. It runs on this machine, in the background, and what it finds is a suggestion
      that you can correct.
    </EmptyState>
  );
}
