import { createContext, useContext } from 'react';
import {
  type BlockCorrection,
  correctableBlocks,
  fillableBlocks,
  type StoryBlock,
  type StoryPlace,
} from '../../../shared/model/story-sections.ts';
import { withCoder } from '../../app/coder.tsx';
import { useChange } from '../../state/queries.ts';
import { say, warnOf } from '../../ui/index.ts';

/** Blocks of the page as it names them. */
export const blockTitles: Record<StoryBlock, string> = {
  coverage: 'Coverage by lean',
  gap: 'Coverage gap',
  timeline: 'Who published when',
  happened: 'What happened',
  matters: 'Why it matters',
  commonGround: 'Common ground',
  signals: 'Perspective signals',
  figures: 'Figures that disagree',
  onlyOneSide: 'Only one side reports',
  quoted: 'Who is quoted by whom',
  claims: 'Claims and evidence',
  questions: 'Follow-up questions',
  headlines: 'Headlines',
};

/** What a dialog over the page asks about a block. */
export interface BlockAsked {
  block: StoryBlock;
  about: 'comment' | 'wording' | 'put in' | 'taken out';
}

export interface BlocksOfPage {
  storyId: string;
  corrections: readonly BlockCorrection[];
  ask(asked: BlockAsked): void;
}

export const BlocksContext = createContext<BlocksOfPage | null>(null);

export const isCorrectable = (block: StoryBlock): boolean =>
  (correctableBlocks as readonly StoryBlock[]).includes(block);
export const isFillable = (block: StoryBlock): boolean => (fillableBlocks as readonly StoryBlock[]).includes(block);

/** What the person said of one block, and what can be done with it. */
export function useBlock(block: StoryBlock) {
  const page = useContext(BlocksContext);
  const set = useChange('stories.setBlock');
  const out = useChange('stories.takeOut');
  const deed = (work: () => Promise<unknown>, done: string) =>
    withCoder(work).then(() => {
      say(done);
    }, warnOf);
  const title = blockTitles[block];
  return {
    page,
    said: page?.corrections.find((one) => one.block === block),
    hide: () =>
      deed(
        () => set.mutateAsync({ storyId: page!.storyId, block, isHidden: true }),
        `Hidden: ${title}. It stands at the end of the page.`,
      ),
    bringBack: () => deed(() => set.mutateAsync({ storyId: page!.storyId, block, isHidden: false }), `Back: ${title}`),
    takeOut: (what: StoryPlace | { text: string }) => {
      const bare =
        'articleId' in what
          ? { articleId: what.articleId, start: what.start, end: what.end, text: what.text }
          : { text: what.text };
      return deed(
        () =>
          out.mutateAsync({ storyId: page!.storyId, block: block as (typeof correctableBlocks)[number], what: bare }),
        `Taken out of ${title}; it stays out when the page is written anew`,
      );
    },
  };
}
