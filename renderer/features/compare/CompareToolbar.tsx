import { ArrowLeftRight, ChevronDown, ChevronUp, Link2, Plus, Unlink2, WandSparkles } from 'lucide-react';
import { Button, count, IconButton, Tools, useIsNarrow } from '../../ui/index.ts';
import styles from './CompareRoom.module.css';
import { MOST_COLUMNS } from './columns.ts';
import { RelationSign, relationNames, stepNames } from './RelationSign.tsx';
import { isSteppedTo, type Relation, relations, type Step, type SteppedTo } from './steps.ts';
import { ViewChoice } from './ViewChoice.tsx';

const nameOf = (to: SteppedTo, columns: number) => (to === 'all' ? `In all ${columns}` : relationNames[to]);

/** What is set side by side; counts by relation, each a way to step through it alone; where the person is. */
export function CompareToolbar(props: {
  columns: number;
  steps: readonly Step[];
  now: Step | null;
  to: SteppedTo | null;
  together: boolean;
  techniques: boolean;
  onTo(to: SteppedTo): void;
  onStep(direction: 1 | -1): void;
  onTogether(): void;
  onTechniques(): void;
  onSwap(): void;
  onAdd(): void;
}) {
  const { columns, steps, now, to, together } = props;
  // Counts of four columns take the room of the names, which are told on hover and to screen readers.
  const isShort = useIsNarrow() || columns > 2;
  const alike = now
    ? steps.filter((step) => (to === 'all' ? isSteppedTo(step, 'all') : step.relation === now.relation))
    : [];
  const offered: SteppedTo[] = columns > 2 ? ['all', ...relations] : [...relations];
  const stepName = now ? (to === 'all' ? `In all ${columns}` : stepNames[now.relation]) : '';
  return (
    <Tools
      label="Comparison"
      end={
        <>
          <IconButton
            icon={together ? Link2 : Unlink2}
            label={together ? 'Scroll apart' : 'Scroll together'}
            keys="T"
            pressed={together}
            onPress={props.onTogether}
          />
          <IconButton
            icon={WandSparkles}
            label={props.techniques ? 'Hide suggested techniques' : 'Show suggested techniques'}
            keys="Alt+T"
            pressed={props.techniques}
            onPress={props.onTechniques}
          />
          <span className={`${styles.stepper} num`}>
            <IconButton icon={ChevronUp} label="Previous" keys="K" disabled={!now} onPress={() => props.onStep(-1)} />
            <span className={styles.stepName} role="status">
              {now
                ? `${stepName} ${count(Math.max(0, alike.indexOf(now)) + 1)} of ${count(Math.max(1, alike.length))}`
                : 'Nothing to step to'}
            </span>
            <IconButton icon={ChevronDown} label="Next" keys="J" disabled={!now} onPress={() => props.onStep(1)} />
          </span>
          {columns === 2 ? (
            <IconButton icon={ArrowLeftRight} label="Swap sides" keys="X" onPress={props.onSwap} />
          ) : null}
          <AddArticle columns={columns} onAdd={props.onAdd} short={columns > 2} />
        </>
      }
    >
      <ViewChoice />
      <div className={`${styles.legend} num`}>
        {offered.map((one) => {
          const number = numberOf(steps, one, columns);
          const name = nameOf(one, columns);
          return (
            <Button
              key={one}
              tone="quiet"
              pressed={to === one}
              disabled={!steps.some((step) => isSteppedTo(step, one))}
              aria-label={`${name}: ${number}; step through these only`}
              onPress={() => props.onTo(one)}
            >
              {one === 'all' ? null : <RelationSign relation={one as Relation} />}
              {isShort && one !== 'all' ? null : name} <b>{number}</b>
            </Button>
          );
        })}
      </div>
    </Tools>
  );
}

/** `3 + 3` for what each column alone says. */
function numberOf(steps: readonly Step[], to: SteppedTo, columns: number): string {
  const found = steps.filter((step) => isSteppedTo(step, to));
  if (to !== 'only') return count(found.length);
  return Array.from({ length: columns }, (_, column) =>
    count(found.filter((step) => step.at[column] !== null).length),
  ).join(' + ');
}

export function AddArticle({ columns, onAdd, short }: { columns: number; onAdd(): void; short?: boolean }) {
  const isNarrow = useIsNarrow() || short;
  const reason = columns >= MOST_COLUMNS ? `${MOST_COLUMNS} articles are compared, and no more fit` : false;
  return isNarrow ? (
    <IconButton icon={Plus} label="Add an article" keys="+" disabled={reason} onPress={onAdd} />
  ) : (
    <Button icon={Plus} keys="+" disabled={reason} onPress={onAdd}>
      Add article
    </Button>
  );
}
