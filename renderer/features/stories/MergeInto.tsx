import { useState } from 'react';
import type { AppError } from '../../../shared/contract/errors.ts';
import { withCoder } from '../../app/coder.tsx';
import { needsWriting } from '../../app/projects/projects.ts';
import { useChange } from '../../state/queries.ts';
import { Button, counted, Dialog, ErrorState, say } from '../../ui/index.ts';
import type { Story } from './StoryHead.tsx';
import { StoryPicker } from './StoryPicker.tsx';

/** Takes another story's articles into this one. One step of undo. */
export function MergeInto({ story, onClose }: { story: Story; onClose(): void }) {
  const [otherId, setOtherId] = useState<string | null>(null);
  const [failed, setFailed] = useState<AppError | null>(null);
  const merge = useChange('stories.merge');
  async function run() {
    if (otherId === null) return;
    setFailed(null);
    try {
      const { articles } = await withCoder(() => merge.mutateAsync({ intoId: story.storyId, storyIds: [otherId] }));
      say(`Merged: ${counted(articles, 'article')} taken in. Undo takes them out again.`);
      onClose();
    } catch (thrown) {
      if ((thrown as AppError).code !== 'CANCELLED') setFailed(thrown as AppError);
    }
  }
  return (
    <Dialog
      title="Merge another story into this one"
      isOpen
      onClose={onClose}
      width={560}
      footer={
        <>
          <Button size="form" tone="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button
            size="form"
            tone="primary"
            disabled={needsWriting() ?? (otherId === null || merge.isPending)}
            onPress={() => void run()}
          >
            Merge
          </Button>
        </>
      }
    >
      <StoryPicker exceptId={story.storyId} value={otherId} onChange={setOtherId} />
      {failed ? <ErrorState inline error={failed} /> : null}
    </Dialog>
  );
}
