import { useDeferredValue, useState } from 'react';
import type { StoryBlock, StoryPlace } from '../../../shared/model/story-sections.ts';
import { withCoder } from '../../app/coder.tsx';
import { useBackend, useChange } from '../../state/queries.ts';
import {
  Button,
  count,
  counted,
  Dialog,
  ErrorState,
  Field,
  LinkButton,
  SkeletonRows,
  SourceName,
  say,
  warnOf,
} from '../../ui/index.ts';
import styles from './Blocks.module.css';
import { type BlockAsked, type BlocksOfPage, blockTitles, useBlock } from './blocks.ts';
import { Extract } from './Place.tsx';

/** What the menu of a block asks for, over the page. */
export function BlockDialogs({ asked, page, onClose }: { asked: BlockAsked; page: BlocksOfPage; onClose(): void }) {
  const props = { block: asked.block, page, onClose };
  switch (asked.about) {
    case 'put in':
      return <PutIn {...props} />;
    case 'taken out':
      return <TakenOut {...props} />;
    default:
      return <Note {...props} about={asked.about} />;
  }
}

interface Props {
  block: StoryBlock;
  page: BlocksOfPage;
  onClose(): void;
}

/** A comment on a block, or own words beside what the analyser took. Empty words take it back. */
function Note({ block, page, about, onClose }: Props & { about: 'comment' | 'wording' }) {
  const { said } = useBlock(block);
  const before = said?.[about] ?? '';
  const [text, setText] = useState(before);
  const set = useChange('stories.setBlock');
  const keep = () =>
    withCoder(() => set.mutateAsync({ storyId: page.storyId, block, [about]: text.trim() })).then(() => {
      say(text.trim() === '' ? 'Taken back' : 'Kept with the story');
      onClose();
    }, warnOf);
  return (
    <Dialog
      title={`${about === 'comment' ? 'Comment on' : 'Own words for'} “${blockTitles[block]}”`}
      isOpen
      onClose={onClose}
      width={520}
      footer={
        <>
          <Button size="form" tone="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button
            size="form"
            tone="primary"
            disabled={text.trim() === before ? 'Nothing has changed' : set.isPending}
            onPress={() => void keep()}
          >
            Keep
          </Button>
        </>
      }
    >
      <Field
        label={about === 'comment' ? 'Comment' : 'In own words'}
        description={
          about === 'comment'
            ? 'Stands below the block, in its report and in stories.csv, with your name.'
            : 'Stands beside the extracts, marked as yours; the extracts stay.'
        }
        value={text}
        onChange={setText}
        rows={5}
        maxLength={5000}
        dir="auto"
        autoFocus
      />
    </Dialog>
  );
}

/** Sentences of the story's articles, sought by words; one is put into the block at a time. */
function PutIn({ block, page, onClose }: Props) {
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text);
  const { data, error, refetch } = useBackend(
    'stories.sentences',
    { storyId: page.storyId, text: wanted, count: 60 },
    { keepPrevious: true },
  );
  const put = useChange('stories.putIn');
  const choose = ({ articleId, start, end, text: words }: StoryPlace) =>
    withCoder(() =>
      put.mutateAsync({
        ...{ storyId: page.storyId, what: { articleId, start, end, text: words } },
        block: block as 'happened' | 'matters' | 'claims',
      }),
    ).then(() => {
      say(`Put into ${blockTitles[block]}, marked as yours`);
      onClose();
    }, warnOf);
  return (
    <Dialog
      title={`Put a sentence into “${blockTitles[block]}”`}
      isOpen
      onClose={onClose}
      width={680}
      footer={
        <>
          <span className={`${styles.counted} small t2 num`} aria-live="polite">
            {data
              ? data.total > data.sentences.length
                ? `The first ${count(data.sentences.length)} of ${counted(data.total, 'sentence')}`
                : counted(data.total, 'sentence')
              : ''}
          </span>
          <Button size="form" tone="quiet" onPress={onClose}>
            Cancel
          </Button>
        </>
      }
    >
      <Field label="Words of the sentence" value={text} onChange={setText} maxLength={300} dir="auto" autoFocus />
      <ul className={`${styles.choices} scroll`}>
        {data?.sentences.map((place) => (
          <li key={`${place.articleId} ${place.start}`}>
            <LinkButton
              className={styles.choice!}
              disabled={put.isPending}
              onPress={() => void choose(place)}
              aria-label={`Put in: ${place.text}`}
            >
              <Extract place={place} />
            </LinkButton>
            <span className="micro t3">
              <SourceName name={place.source || null} />
            </span>
          </li>
        ))}
        {data?.total === 0 ? <li className="small t3">No sentence of the story has all of these words.</li> : null}
        {data || error ? null : <SkeletonRows rows={6} />}
      </ul>
      {error ? <ErrorState inline error={error} onRetry={() => void refetch()} /> : null}
    </Dialog>
  );
}

/** What was taken out of a block, each to be brought back. */
function TakenOut({ block, onClose }: Props) {
  const { said } = useBlock(block);
  const drop = useChange('stories.dropCorrection');
  return (
    <Dialog
      title={`Taken out of “${blockTitles[block]}”`}
      isOpen
      onClose={onClose}
      width={600}
      footer={
        <Button size="form" tone="primary" onPress={onClose}>
          Done
        </Button>
      }
    >
      <ul className={`${styles.choices} scroll`}>
        {said?.out.map(({ correctionId, text, source, coder }) => (
          <li key={correctionId} className={styles.taken}>
            <span dir="auto">{text}</span>
            <span className="micro t3">{[source, coder].filter(Boolean).join(', ')}</span>
            <LinkButton
              disabled={drop.isPending}
              onPress={() => void withCoder(() => drop.mutateAsync({ correctionId })).catch(warnOf)}
            >
              Bring back
            </LinkButton>
          </li>
        ))}
        {said && said.out.length > 0 ? null : <li className="small t3">Nothing is taken out.</li>}
      </ul>
    </Dialog>
  );
}
