import { X } from 'lucide-react';
import type { StoryBlock, StoryPlace } from '../../../shared/model/story-sections.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { IconButton } from '../../ui/index.ts';
import styles from './Blocks.module.css';
import { blockTitles, useBlock } from './blocks.ts';

/** Takes one thing out of a block. Seen when the row is under the pointer, or when it has the focus. */
export function TakeOut({ block, what }: { block: StoryBlock; what: StoryPlace | { text: string } }) {
  const { page, takeOut } = useBlock(block);
  if (!page) return null;
  return (
    <span className={styles.takeOut}>
      <IconButton
        icon={X}
        label={`Take out of ${blockTitles[block]}: ${what.text.slice(0, 60)}`}
        size="small"
        disabled={needsWriting() ?? false}
        onPress={() => void takeOut(what)}
      />
    </span>
  );
}
