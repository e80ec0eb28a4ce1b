import { EllipsisVertical, EyeOff, MessageSquare, PenLine, Plus, Undo2 } from 'lucide-react';
import type { StoryBlock } from '../../../shared/model/story-sections.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { count, IconButton, LinkButton, Menu } from '../../ui/index.ts';
import styles from './Blocks.module.css';
import { blockTitles, isCorrectable, isFillable, useBlock } from './blocks.ts';

/** What a person can do with a block: comment, put right, hide. */
export function BlockMenu({ block }: { block: StoryBlock }) {
  const { page, said, hide } = useBlock(block);
  if (!page) return null;
  const isDisabled = needsWriting() !== null;
  const ask = (about: 'comment' | 'wording' | 'put in' | 'taken out') => () => page.ask({ block, about });
  const entry = { disabled: isDisabled };
  return (
    <Menu
      label={`Put right: ${blockTitles[block]}`}
      trigger={
        <IconButton
          icon={EllipsisVertical}
          label={`Comment, correct or hide: ${blockTitles[block]}`}
          size="small"
          onPress={() => {}}
        />
      }
      groups={[
        {
          entries: [
            {
              ...entry,
              id: 'comment',
              icon: MessageSquare,
              label: said?.comment ? 'Change the comment…' : 'Comment…',
              run: ask('comment'),
            },
            {
              ...entry,
              id: 'wording',
              icon: PenLine,
              label: said?.wording ? 'Change the own words…' : 'Own words beside it…',
              run: ask('wording'),
            },
            ...(isFillable(block)
              ? [{ ...entry, id: 'put-in', icon: Plus, label: 'Put in another sentence…', run: ask('put in') }]
              : []),
            ...(isCorrectable(block) && said && said.out.length > 0
              ? [
                  {
                    ...entry,
                    ...{ id: 'taken-out', icon: Undo2, label: 'Taken out…', detail: count(said.out.length) },
                    run: ask('taken out'),
                  },
                ]
              : []),
          ],
        },
        { entries: [{ ...entry, id: 'hide', icon: EyeOff, label: 'Hide the block', run: () => void hide() }] },
      ]}
    />
  );
}

/** What people noted on a block, below what the analyser took. */
export function BlockNotes({ block }: { block: StoryBlock }) {
  const { page, said } = useBlock(block);
  if (!page || !said) return null;
  const changed = [
    said.out.length > 0 ? `${count(said.out.length)} taken out` : '',
    said.in > 0 ? `${count(said.in)} put in` : '',
  ].filter(Boolean);
  return (
    <div className={styles.notes}>
      {said.wording ? (
        <p className={styles.note} dir="auto">
          <span className="t3">{said.coder}, in own words: </span>
          {said.wording}
        </p>
      ) : null}
      {said.comment ? (
        <p className={styles.note} dir="auto">
          <span className="t3">{said.coder}: </span>
          {said.comment}
        </p>
      ) : null}
      {changed.length > 0 ? (
        <p className={`${styles.note} t3 num`}>
          {said.out.length > 0 ? (
            <LinkButton onPress={() => page.ask({ block, about: 'taken out' })}>{changed.join(', ')}</LinkButton>
          ) : (
            changed.join(', ')
          )}{' '}
          by hand
        </p>
      ) : null}
    </div>
  );
}
