import { Columns2, Combine, FileDown, Lock, Pencil, Split } from 'lucide-react';
import { useState } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { withCoder } from '../../app/coder.tsx';
import { needsWriting } from '../../app/projects/projects.ts';
import { useChange } from '../../state/queries.ts';
import { Basis, Button, count, counted, Field, IconButton, LinkButton, warnOf } from '../../ui/index.ts';
import styles from './StoryPage.module.css';
import { spanInWords } from './story-words.ts';
import type { PageDeeds } from './usePageCommands.ts';

export type Story = OutputOf<'stories.get'>;

export interface StoryHeadProps {
  story: Story;
  /** Where it stands in the list it was opened from. */
  place: { at: number; of: number } | null;
  isRenaming: boolean;
  setRenaming(on: boolean): void;
  isEditingTopics: boolean;
  setEditingTopics(on: boolean): void;
  hasPair: boolean;
  deeds: PageDeeds;
}

/** `treaty, flow ,, dam` as topics, each once. */
export const topicsIn = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((topic) => topic.trim())
      .filter(Boolean),
  ),
];

/** Name, topics and facts of a story, and what can be done with it. */
export function StoryHead(props: StoryHeadProps) {
  const { story, place, deeds, isRenaming, isEditingTopics } = props;
  const rename = useChange('stories.rename');
  const setTopics = useChange('stories.setTopics');
  const { storyId, title, topics, articles, distinct, sources } = story;
  const days = spanInWords(story.firstDay, story.lastDay);
  const name = (next: string) => {
    props.setRenaming(false);
    if (next !== '' && next !== title) withCoder(() => rename.mutateAsync({ storyId, title: next })).catch(warnOf);
  };
  const keepTopics = (text: string) => {
    props.setEditingTopics(false);
    const next = topicsIn(text).slice(0, 20);
    if (next.join() !== topics.join()) withCoder(() => setTopics.mutateAsync({ storyId, topics: next })).catch(warnOf);
  };
  const lockedReason = needsWriting() ?? (story.isLocked ? 'Unlock the story to change its articles' : false);
  return (
    <header className={styles.head}>
      <div className={styles.names}>
        <p className={styles.crumb}>
          <LinkButton onPress={deeds.back}>Stories</LinkButton>
          {place ? <span className="num">{` ${count(place.at)} of ${count(place.of)}`}</span> : null}
        </p>
        {isRenaming ? (
          <Line
            label="Name of the story"
            begin={title}
            onKeep={name}
            onDrop={() => props.setRenaming(false)}
            max={300}
          />
        ) : (
          <h1 className={styles.title}>
            <bdi>{title || 'Untitled story'}</bdi>
            <IconButton
              icon={Pencil}
              label="Name the story"
              keys="N"
              size="small"
              disabled={needsWriting() ?? false}
              onPress={deeds.rename}
            />
          </h1>
        )}
        <div className={`${styles.facts} num`}>
          <LinkButton onPress={deeds.articles} className={styles.fact!}>
            {counted(articles, 'article')}
            {distinct < articles ? `, ${count(distinct)} without copies` : ''}
          </LinkButton>
          <span>{counted(sources, 'source')}</span>
          <span>{days || 'no day known'}</span>
          {isEditingTopics ? (
            <Line
              label="Topics, with commas between them"
              begin={topics.join(', ')}
              onKeep={keepTopics}
              onDrop={() => props.setEditingTopics(false)}
              max={2000}
            />
          ) : (
            <span className={styles.topics}>
              {topics.length > 0 ? (
                <Basis
                  title="Topics"
                  rows={[
                    ['From', story.topicsBy === 'person' ? 'a person' : story.analyser || 'the story analyser'],
                    [
                      'Rests on',
                      story.topicsBy === 'person'
                        ? 'what was typed; looking for stories again keeps it'
                        : 'words that are frequent in these articles and rare in the rest of the corpus',
                    ],
                  ]}
                >
                  {topics.join(', ')}
                </Basis>
              ) : (
                <span className="t3">no topics</span>
              )}
              <LinkButton disabled={needsWriting() ?? false} onPress={deeds.topics}>
                Edit topics
              </LinkButton>
            </span>
          )}
        </div>
      </div>
      <div className={styles.acts}>
        <IconButton icon={FileDown} label="Save the page as a report (HTML)" keys="R" onPress={deeds.report} />
        <Button tone="quiet" icon={Combine} keys="M" disabled={lockedReason} onPress={deeds.merge}>
          Merge…
        </Button>
        <Button tone="quiet" icon={Split} keys="S" onPress={deeds.members}>
          Split…
        </Button>
        <Button icon={Lock} keys="L" pressed={story.isLocked} disabled={needsWriting() ?? false} onPress={deeds.lock}>
          {story.isLocked ? 'Locked' : 'Lock'}
        </Button>
        <Button
          icon={Columns2}
          keys="C"
          disabled={props.hasPair ? false : 'It has only one text'}
          onPress={deeds.compare}
        >
          Compare
        </Button>
      </div>
    </header>
  );
}

/** A line that is kept by Enter or by leaving it, and dropped by Escape. */
function Line(props: { label: string; begin: string; max: number; onKeep(text: string): void; onDrop(): void }) {
  const [text, setText] = useState(props.begin);
  return (
    <Field
      className={styles.line!}
      label={props.label}
      labelHidden
      value={text}
      onChange={setText}
      onSubmit={() => props.onKeep(text.trim())}
      onBlur={() => props.onKeep(text.trim())}
      onEscape={props.onDrop}
      maxLength={props.max}
      dir="auto"
      autoFocus
    />
  );
}
