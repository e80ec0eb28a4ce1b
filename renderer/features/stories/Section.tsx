import type { ReactNode } from 'react';
import { type Rewritable, rewritable } from '../../../shared/model/provider.ts';
import type { StoryBlock } from '../../../shared/model/story-sections.ts';
import { Head } from '../../ui/index.ts';
import { Rewritten } from '../providers/index.ts';
import { BlockMenu, BlockNotes } from './BlockMenu.tsx';
import { useBlock } from './blocks.ts';
import styles from './StoryPage.module.css';

const isRewritable = (block: StoryBlock): block is Rewritable => (rewritable as readonly string[]).includes(block);

/** A block of the page: its name, what it rests on, its content, and what people said of it. */
export function Section(props: {
  block: StoryBlock;
  title: string;
  beside?: ReactNode;
  basis?: ReactNode;
  children: ReactNode;
}) {
  const { block } = props;
  const { said, page } = useBlock(block);
  if (said?.isHidden) return null;
  return (
    <section className={styles.section} aria-label={props.title}>
      <Head
        level={3}
        className={styles.sectionHead!}
        end={
          <span className={`${styles.sectionEnd} micro`}>
            {props.basis}
            <BlockMenu block={block} />
          </span>
        }
      >
        {props.title}
        {props.beside ? <span className={styles.beside}>{props.beside}</span> : null}
      </Head>
      {props.children}
      {page && isRewritable(block) ? <Rewritten storyId={page.storyId} section={block} /> : null}
      <BlockNotes block={block} />
    </section>
  );
}

/** What a block has nothing of, in place of it. */
export const Missing = ({ children }: { children: ReactNode }) => (
  <p className={`${styles.missing} small t3`}>{children}</p>
);
