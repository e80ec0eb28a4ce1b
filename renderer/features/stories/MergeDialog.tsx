import { useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import type { AppError } from '../../../shared/contract/errors.ts';
import type { StoryRow } from '../../../shared/model/story.ts';
import { withCoder } from '../../app/coder.tsx';
import { needsWriting } from '../../app/projects/projects.ts';
import { useChange } from '../../state/queries.ts';
import choices from '../../ui/Choice.module.css';
import { Button, counted, Dialog, ErrorState, say } from '../../ui/index.ts';
import styles from './Choice.module.css';
import { selectNoStories } from './stories-state.ts';

/** Asks which of several stories stays; the articles of the others go there. One step of undo. */
export function MergeDialog({ stories, onClose }: { stories: readonly StoryRow[]; onClose(): void }) {
  const bySize = stories.toSorted((a, b) => b.articles - a.articles);
  const [intoId, setIntoId] = useState(bySize[0]?.storyId ?? '');
  const [failed, setFailed] = useState<AppError | null>(null);
  const merge = useChange('stories.merge');
  const into = stories.find(({ storyId }) => storyId === intoId);
  const others = stories.filter(({ storyId }) => storyId !== intoId);
  const moved = others.reduce((sum, { articles }) => sum + articles, 0);

  async function run() {
    if (!into) return;
    setFailed(null);
    try {
      const storyIds = others.map(({ storyId }) => storyId);
      const { articles } = await withCoder(() => merge.mutateAsync({ intoId, storyIds }));
      selectNoStories();
      say(`Merged: ${counted(articles, 'article')} moved to “${into.title}”. Undo brings them back.`);
      onClose();
    } catch (thrown) {
      if ((thrown as AppError).code !== 'CANCELLED') setFailed(thrown as AppError);
    }
  }
  return (
    <Dialog
      title={`Merge ${counted(stories.length, 'story', 'stories')}`}
      isOpen
      onClose={onClose}
      width={520}
      footer={
        <>
          <Button size="form" tone="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button size="form" tone="primary" disabled={needsWriting() ?? merge.isPending} onPress={() => void run()}>
            Merge
          </Button>
        </>
      }
    >
      <p className="small t2">Keep the name and topics of</p>
      <RadioGroup
        aria-label="The story that stays"
        value={intoId}
        onChange={setIntoId}
        className={`${styles.list} scroll`}
      >
        {bySize.map(({ storyId, title, articles }) => (
          <Radio key={storyId} value={storyId} className={choices.choice!}>
            <i className={choices.dot} />
            <bdi className="ell">{title || 'Untitled story'}</bdi>
            <span className="small t2 num">{counted(articles, 'article')}</span>
          </Radio>
        ))}
      </RadioGroup>
      <p className={`${styles.effect} small t2`} aria-live="polite">
        {counted(moved, 'article')} of the others {moved === 1 ? 'goes' : 'go'} there, with copies. They stay together
        when stories are looked for again.
      </p>
      {failed ? <ErrorState inline error={failed} /> : null}
    </Dialog>
  );
}
