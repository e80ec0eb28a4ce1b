import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import type { AppError } from '../../../shared/contract/errors.ts';
import type { StoryMember } from '../../../shared/model/story.ts';
import { withCoder } from '../../app/coder.tsx';
import { needsWriting } from '../../app/projects/projects.ts';
import { useBackend, useChange } from '../../state/queries.ts';
import {
  ArticleTitle,
  Button,
  Checkbox,
  count,
  counted,
  DateText,
  Dialog,
  ErrorState,
  SkeletonRows,
  SourceName,
  say,
} from '../../ui/index.ts';
import styles from './MembersDialog.module.css';
import type { Story } from './StoryHead.tsx';
import { StoryPicker } from './StoryPicker.tsx';
import { openStory } from './stories-state.ts';

const ROW = 28;
const MOST = 1000;

/** The articles of a story: some of them made a story of their own, moved to another, or taken out. */
export function MembersDialog({ story, onClose }: { story: Story; onClose(): void }) {
  const { storyId, isLocked } = story;
  const { data } = useBackend('stories.members', { storyId, count: MOST });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isMoving, setMoving] = useState(false);
  const [toId, setToId] = useState<string | null>(null);
  const [failed, setFailed] = useState<AppError | null>(null);
  const split = useChange('stories.split');
  const move = useChange('stories.move');
  const members = useMemo(() => data?.members ?? [], [data]);
  const articleIds = [...chosen];
  const isAll = chosen.size > 0 && chosen.size === data?.total;
  const hindered =
    needsWriting() ??
    (isLocked ? 'Unlock the story to change its articles' : chosen.size === 0 ? 'Choose articles first' : false);

  async function run(deed: () => Promise<string>) {
    setFailed(null);
    try {
      say(await withCoder(deed));
      onClose();
    } catch (thrown) {
      if ((thrown as AppError).code !== 'CANCELLED') setFailed(thrown as AppError);
    }
  }
  const splitOff = () =>
    run(async () => {
      const made = await split.mutateAsync({ storyId, articleIds });
      openStory(made.storyId);
      return `Split off: ${counted(chosen.size, 'article')}. The new story is shown now.`;
    });
  const moveTo = (to: string | null) =>
    run(async () => {
      const { articles } = await move.mutateAsync({ articleIds, toId: to });
      if (isAll) openStory(to);
      return `Moved: ${counted(articles, 'article')} ${to === null ? 'in no story now' : 'to the other story'}, with copies.`;
    });
  const toggle = (articleId: string) =>
    setChosen((old) => {
      const next = new Set(old);
      if (!next.delete(articleId)) next.add(articleId);
      return next;
    });

  if (isMoving) {
    return (
      <Dialog
        title={`Move ${counted(chosen.size, 'article')} to another story`}
        isOpen
        onClose={() => setMoving(false)}
        width={640}
        footer={
          <>
            <Button size="form" tone="quiet" onPress={() => setMoving(false)}>
              Back
            </Button>
            <Button
              size="form"
              tone="primary"
              disabled={hindered || toId === null || move.isPending}
              onPress={() => void moveTo(toId)}
            >
              Move
            </Button>
          </>
        }
      >
        <StoryPicker exceptId={storyId} value={toId} onChange={setToId} />
        {failed ? <ErrorState inline error={failed} /> : null}
      </Dialog>
    );
  }
  return (
    <Dialog
      title={`Articles of “${story.title}”`}
      isOpen
      onClose={onClose}
      width={720}
      footer={
        <>
          <span className={`${styles.chosen} small t2 num`} aria-live="polite">
            {chosen.size > 0 ? `${count(chosen.size)} of ${count(story.articles)} chosen; copies go along` : ''}
          </span>
          <Button size="form" tone="quiet" disabled={hindered} onPress={() => void moveTo(null)}>
            Take out
          </Button>
          <Button size="form" tone="quiet" disabled={hindered} onPress={() => setMoving(true)}>
            Move to…
          </Button>
          <Button
            size="form"
            tone="primary"
            disabled={hindered || (isAll ? 'These are all its articles' : split.isPending)}
            onPress={() => void splitOff()}
          >
            Split off
          </Button>
        </>
      }
    >
      {data ? <Rows members={members} chosen={chosen} onToggle={toggle} /> : <SkeletonRows rows={8} />}
      {data && data.total > members.length ? (
        <p className="small t3">
          The first {count(members.length)} of {count(data.total)}. Open them in Triage to find the others.
        </p>
      ) : null}
      {failed ? <ErrorState inline error={failed} /> : null}
    </Dialog>
  );
}

function Rows(props: { members: readonly StoryMember[]; chosen: ReadonlySet<string>; onToggle(id: string): void }) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: props.members.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  return (
    <div ref={scroller} className={`${styles.rows} scroll`}>
      <ul style={{ height: virtualizer.getTotalSize() }} className={styles.space}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const member = props.members[index]!;
          return (
            <li key={member.articleId} className={styles.row} style={{ transform: `translateY(${start}px)` }}>
              <Checkbox
                label={`${member.title}, ${member.source}`}
                checked={props.chosen.has(member.articleId)}
                onChange={() => props.onToggle(member.articleId)}
              />
              {/* biome-ignore lint/a11y/useKeyWithClickEvents: the box before it does the same by key */}
              {/* biome-ignore lint/a11y/noStaticElementInteractions: the box before it does the same by key */}
              <span className={styles.title} onClick={() => props.onToggle(member.articleId)}>
                <ArticleTitle title={member.title} language={member.language} direction={member.direction} />
              </span>
              <span className="small t2 ell">
                <SourceName name={member.source || null} />
              </span>
              <span className="small t3">{member.copyOf === null ? '' : 'copy'}</span>
              <span className="small t2">
                <DateText value={member.publishedAt} />
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
