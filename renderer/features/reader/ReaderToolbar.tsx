import { ALargeSmall, ArrowLeft, ChevronDown, ChevronUp, Minus, Plus, ScissorsLineDashed, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { type Article, type Decision, decisions } from '../../../shared/model/article.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { changeSettings, useSettings } from '../../state/settings.ts';
import {
  Button,
  counted,
  DecisionSign,
  decisionKeys,
  decisionNames,
  IconButton,
  Menu,
  Popover,
  Tools,
  warnOf,
} from '../../ui/index.ts';
import { DoneNext } from '../team/DoneNext.tsx';
import type { Queue } from './queue.ts';
import styles from './ReadRoom.module.css';

export function ReaderToolbar(props: {
  article: Article | undefined;
  queue: Queue;
  marks: number;
  isSaving: boolean;
  showRemoved: boolean;
  isFinding: boolean;
  onBack(): void;
  onDecide(decision: Decision): void;
  onShowRemoved(show: boolean): void;
  onFind(): void;
  /** The control that says which marks are shown. */
  filter: ReactNode;
}) {
  const { article, queue, showRemoved } = props;
  const decision = article?.decision ?? 'undecided';
  const removed = article?.removed.length ?? 0;
  return (
    <Tools
      label="Article"
      className={styles.tools}
      end={
        <>
          <span className={`${styles.saving} num t3`} role="status">
            {props.isSaving ? 'Saving' : article ? counted(props.marks, 'mark') : ''}
          </span>
          {props.filter}
          <IconButton
            icon={ScissorsLineDashed}
            label={showRemoved ? 'Hide removed passages' : 'Show removed passages'}
            pressed={showRemoved}
            disabled={removed === 0 ? 'nothing was removed from this article' : undefined}
            onPress={() => props.onShowRemoved(!showRemoved)}
          />
          <IconButton
            icon={Search}
            label="Find in this article"
            keys="Mod+F"
            pressed={props.isFinding}
            disabled={!article}
            onPress={props.onFind}
          />
          <TextSize />
        </>
      }
    >
      <IconButton icon={ArrowLeft} label="Back to the table" keys="Escape" onPress={props.onBack} />
      <IconButton
        icon={ChevronUp}
        label="Previous article"
        keys="K"
        disabled={queue.index <= 0}
        onPress={() => queue.go(queue.index - 1)}
      />
      <IconButton
        icon={ChevronDown}
        label="Next article"
        keys="J"
        disabled={queue.index < 0 || queue.index >= queue.total - 1}
        onPress={() => queue.go(queue.index + 1)}
      />
      <Menu
        label="Decision"
        trigger={
          <Button disabled={article ? (needsWriting() ?? undefined) : true} pressed={decision !== 'undecided'}>
            <DecisionSign decision={decision} silent />
            <span className={styles.decision}>{decisionNames[decision]}</span>
            <ChevronDown size={14} strokeWidth={1.6} aria-hidden="true" />
          </Button>
        }
        groups={[
          {
            entries: decisions.map((one) => ({
              id: one,
              label: decisionNames[one],
              sign: <DecisionSign decision={one} silent />,
              keys: decisionKeys[one],
              run: () => props.onDecide(one),
            })),
          },
        ]}
      />
      {article ? <DoneNext articleId={article.articleId} /> : null}
    </Tools>
  );
}

/** Size and line length of the text, for this machine. */
function TextSize() {
  const { textSize, measure } = useSettings();
  const change = (changes: { textSize?: number; measure?: number }) => void changeSettings(changes).catch(warnOf);
  const line = (label: string, value: number, unit: string, min: number, max: number, set: (value: number) => void) => (
    <div className={styles.sizeLine}>
      <span className="t2">{label}</span>
      <IconButton
        icon={Minus}
        label={`${label}: less`}
        disabled={value <= min}
        onPress={() => set(value - (max > 30 ? 2 : 1))}
      />
      <span className="num">
        {value} {unit}
      </span>
      <IconButton
        icon={Plus}
        label={`${label}: more`}
        disabled={value >= max}
        onPress={() => set(value + (max > 30 ? 2 : 1))}
      />
    </div>
  );
  return (
    <Popover
      label="Text size and line length"
      placement="bottom end"
      width={272}
      trigger={<IconButton icon={ALargeSmall} label="Text size and line length" />}
    >
      <div className={styles.sizes}>
        {line('Text size', textSize, 'px', 15, 24, (value) => change({ textSize: value }))}
        {line('Line length', measure, 'characters', 52, 84, (value) => change({ measure: value }))}
      </div>
    </Popover>
  );
}
