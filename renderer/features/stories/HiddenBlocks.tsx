import { useContext } from 'react';
import type { StoryBlock } from '../../../shared/model/story-sections.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { LinkButton } from '../../ui/index.ts';
import styles from './Blocks.module.css';
import { BlocksContext, blockTitles, useBlock } from './blocks.ts';

/** The blocks that people hid, at the end of the page, each to be brought back. */
export function HiddenBlocks() {
  const page = useContext(BlocksContext);
  const hidden = page?.corrections.filter(({ isHidden }) => isHidden) ?? [];
  if (hidden.length === 0) return null;
  return (
    <section className={styles.hidden} aria-label="Hidden blocks">
      <span className="t3">Hidden:</span>
      {hidden.map(({ block, coder }) => (
        <Hidden key={block} block={block} coder={coder} />
      ))}
    </section>
  );
}

function Hidden({ block, coder }: { block: StoryBlock; coder: string }) {
  const { bringBack } = useBlock(block);
  return (
    <span>
      {blockTitles[block]} <span className="t3">by {coder}</span>{' '}
      <LinkButton
        disabled={needsWriting() ?? false}
        onPress={() => void bringBack()}
        aria-label={`Bring back ${blockTitles[block]}`}
      >
        Bring back
      </LinkButton>
    </span>
  );
}
