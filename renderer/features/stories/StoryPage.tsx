import { useEffect, useMemo, useRef, useState } from 'react';
import { MOST_SIDE_BY_SIDE } from '../../../shared/contract/rooms/compare.ts';
import { withCoder } from '../../app/coder.tsx';
import { goTo } from '../../app/rooms.ts';
import { call } from '../../state/backend.ts';
import { useBackend, useChange } from '../../state/queries.ts';
import { useSelection } from '../../state/selection.ts';
import { ErrorState, LinkButton, SkeletonRows, saveText, say, warnOf } from '../../ui/index.ts';
import { BlockDialogs } from './BlockDialogs.tsx';
import { type BlockAsked, BlocksContext, type BlocksOfPage } from './blocks.ts';
import { Claims } from './Claims.tsx';
import { Coverage } from './Coverage.tsx';
import { CoverageGap } from './CoverageGap.tsx';
import { CommonGround, Happened, OneSide } from './Extracts.tsx';
import { Figures } from './Figures.tsx';
import { Headlines } from './Headlines.tsx';
import { HiddenBlocks } from './HiddenBlocks.tsx';
import { MembersDialog } from './MembersDialog.tsx';
import { MergeInto } from './MergeInto.tsx';
import { Questions } from './Questions.tsx';
import { Quoted } from './Quoted.tsx';
import { Signals } from './Signals.tsx';
import { StoryHead } from './StoryHead.tsx';
import styles from './StoryPage.module.css';
import { showStoryArticles } from './show-articles.ts';
import { openStory, useStories } from './stories-state.ts';
import { Timeline } from './Timeline.tsx';
import { usePageCommands } from './usePageCommands.ts';
import { useStoryRows } from './useStoryRows.ts';

/** Members that the timeline and the headlines know; a story with more says so. */
export const MOST_MEMBERS = 1000;

/** One story: who covers it and who does not, who published when, what they say alike and what differently. */
export function StoryPage({ storyId }: { storyId: string }) {
  const story = useBackend('stories.get', { storyId });
  const members = useBackend('stories.members', { storyId, count: MOST_MEMBERS });
  const sections = useBackend('stories.sections', { storyId });
  const lock = useChange('stories.lock');
  const cursor = useStories((state) => state.cursor);
  const rows = useStoryRows(Math.max(0, cursor - 1), cursor + 1);
  const isInList = rows.at(cursor)?.storyId === storyId;
  const [dialog, setDialog] = useState<'members' | 'merge' | null>(null);
  const [isRenaming, setRenaming] = useState(false);
  const [isEditingTopics, setEditingTopics] = useState(false);
  const [asked, setAsked] = useState<BlockAsked | null>(null);
  const corrections = sections.data?.corrections;
  const blocks = useMemo<BlocksOfPage>(
    () => ({ storyId, corrections: corrections ?? [], ask: setAsked }),
    [storyId, corrections],
  );
  const page = useRef<HTMLDivElement>(null);

  // The page scrolls by the arrow keys as soon as it is there.
  useEffect(() => page.current?.focus({ preventScroll: true }), []);

  const data = story.data;
  const step = (by: number) => {
    const next = rows.at(cursor + by);
    if (!isInList || !next) return;
    useStories.setState({ cursor: cursor + by });
    openStory(next.storyId);
  };
  const pair = pairOf(members.data?.members ?? []);
  const deeds = {
    back: () => openStory(null),
    next: () => step(1),
    previous: () => step(-1),
    rename: () => setRenaming(true),
    topics: () => setEditingTopics(true),
    merge: () => setDialog('merge'),
    members: () => setDialog('members'),
    articles: () => showStoryArticles([storyId]),
    lock: () => {
      if (!data) return;
      withCoder(() => lock.mutateAsync({ storyId, locked: !data.isLocked })).then(
        () => say(data.isLocked ? 'Unlocked: the analyser may add articles' : 'Locked: its articles stay as they are'),
        warnOf,
      );
    },
    report: () =>
      void call('stories.report', { storyId }).then(({ fileName, html }) => {
        saveText(fileName, 'text/html', html);
        say(`Saved: ${fileName}`);
      }, warnOf),
    compare: () => {
      if (!pair) return;
      useSelection.setState({ pair });
      goTo('compare');
    },
  };
  usePageCommands({ ...deeds, isLocked: data?.isLocked ?? false, isInList, hasPair: pair !== null });

  // Undone away, or merged into another: what is cached of it is no longer true.
  if (story.error && (!data || story.error.code === 'NOT_FOUND')) {
    return (
      <ErrorState
        error={story.error}
        {...(story.error.code === 'NOT_FOUND' ? {} : { onRetry: () => void story.refetch() })}
        actions={<LinkButton onPress={deeds.back}>All stories</LinkButton>}
      />
    );
  }
  if (!data) return <SkeletonRows rows={20} />;
  const all = members.data?.members;
  const block = { sections: sections.data, error: sections.error, retry: () => void sections.refetch() };
  return (
    <BlocksContext value={blocks}>
      <div ref={page} className={`${styles.page} scroll`} tabIndex={-1}>
        <div className={styles.sheet}>
          <StoryHead
            story={data}
            place={isInList && rows.head ? { at: cursor + 1, of: rows.head.total } : null}
            {...{ isRenaming, setRenaming, isEditingTopics, setEditingTopics, deeds }}
            hasPair={pair !== null}
          />
          <div className={styles.overview}>
            <Coverage story={data} />
            <CoverageGap story={data} />
            <Timeline story={data} members={all} total={members.data?.total ?? 0} />
          </div>
          <div className={styles.columns}>
            <div className={styles.column}>
              <Happened {...block} />
              <CommonGround {...block} />
            </div>
            <div className={styles.column}>
              <Signals {...block} story={data} />
              <Figures {...block} />
              <OneSide {...block} />
            </div>
            <div className={styles.column}>
              <Quoted {...block} story={data} />
              <Claims {...block} members={all} />
              <Questions {...block} />
              <Headlines story={data} members={all} onAll={deeds.members} />
            </div>
          </div>
          <HiddenBlocks />
        </div>
        {dialog === 'members' ? <MembersDialog story={data} onClose={() => setDialog(null)} /> : null}
        {dialog === 'merge' ? <MergeInto story={data} onClose={() => setDialog(null)} /> : null}
        {asked ? <BlockDialogs asked={asked} page={blocks} onClose={() => setAsked(null)} /> : null}
      </div>
    </BlocksContext>
  );
}

/** The first articles of two to four sources, no copies of one another, in the order given; null when there are none. */
export function pairOf(
  members: readonly { articleId: string; sourceId: number | null; copyOf: string | null }[],
): readonly string[] | null {
  const own = members.filter(({ copyOf }) => copyOf === null);
  const firsts = own.filter(
    ({ sourceId }, at) => sourceId === null || own.findIndex((other) => other.sourceId === sourceId) === at,
  );
  // A story that one source tells has its first two articles.
  const compared = (firsts.length > 1 ? firsts : own.slice(0, 2)).slice(0, MOST_SIDE_BY_SIDE);
  return compared.length > 1 ? compared.map(({ articleId }) => articleId) : null;
}
