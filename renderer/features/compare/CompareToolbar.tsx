import { ArrowLeftRight, ChevronDown, ChevronUp, Link2, Unlink2 } from 'lucide-react';
import { Button, count, IconButton, Tools } from '../../ui/index.ts';
import styles from './CompareRoom.module.css';
import { RelationSign, relationNames, stepNames } from './RelationSign.tsx';
import { type Relation, relations, type Step } from './steps.ts';

/** Counts by relation, each a way to step through it alone; where the person is; how the texts scroll. */
export function CompareToolbar(props: {
  steps: readonly Step[];
  now: Step | null;
  relation: Relation | null;
  together: boolean;
  onRelation(relation: Relation): void;
  onStep(direction: 1 | -1): void;
  onTogether(): void;
  onSwap(): void;
}) {
  const { steps, now, relation, together } = props;
  const ofRelation = (one: Relation) => steps.filter((step) => step.relation === one);
  const alike = now ? ofRelation(now.relation) : [];
  return (
    <Tools
      label="Comparison"
      end={
        <>
          <Button tone="quiet" icon={together ? Link2 : Unlink2} pressed={together} onPress={props.onTogether}>
            <span className="wide">Scroll together</span>
            <span className="narrow">Together</span>
          </Button>
          <span className={`${styles.stepper} num`}>
            <IconButton icon={ChevronUp} label="Previous" keys="K" disabled={!now} onPress={() => props.onStep(-1)} />
            <span className={styles.stepName} role="status">
              {now
                ? `${stepNames[now.relation]} ${count(alike.indexOf(now) + 1)} of ${count(alike.length)}`
                : 'Nothing to step to'}
            </span>
            <IconButton icon={ChevronDown} label="Next" keys="J" disabled={!now} onPress={() => props.onStep(1)} />
          </span>
          <IconButton icon={ArrowLeftRight} label="Swap sides" keys="X" onPress={props.onSwap} />
        </>
      }
    >
      <div className={`${styles.legend} num`}>
        {relations.map((one) => {
          const found = ofRelation(one);
          const number =
            one === 'only'
              ? `${found.filter((step) => step.a !== null).length} + ${found.filter((step) => step.b !== null).length}`
              : count(found.length);
          return (
            <Button
              key={one}
              tone="quiet"
              pressed={relation === one}
              disabled={found.length === 0}
              aria-label={`${relationNames[one]}: ${number}; step through these only`}
              onPress={() => props.onRelation(one)}
            >
              <RelationSign relation={one} />
              {relationNames[one]} <b>{number}</b>
            </Button>
          );
        })}
      </div>
    </Tools>
  );
}
