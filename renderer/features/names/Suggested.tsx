import { useState } from 'react';
import type { NameKind } from '../../../shared/contract/rooms/names.ts';
import { withCoder } from '../../app/coder.tsx';
import { needsWriting } from '../../app/projects/projects.ts';
import { useBackend, useChange } from '../../state/queries.ts';
import { Button, count, counted, say, warnOf } from '../../ui/index.ts';
import styles from './Names.module.css';

const FEW = 4;

/** Names that could mean the same by their words. They are merged one by one, by hand. */
export function Suggested({ kind }: { kind: NameKind }) {
  const { data } = useBackend('names.suggest', { kind }, { keepPrevious: true });
  const merge = useChange('names.merge');
  const [isOpen, setOpen] = useState(false);
  const [passed, setPassed] = useState<ReadonlySet<string>>(new Set());
  const pairs = (data ?? []).filter(({ variant }) => !passed.has(variant));
  if (pairs.length === 0) return null;
  const pass = (variant: string) => setPassed(new Set([...passed, variant]));
  return (
    <section className={styles.suggested} aria-label="Could mean the same">
      <h3 className="small med">Could mean the same</h3>
      <ul>
        {pairs.slice(0, isOpen ? pairs.length : FEW).map(({ name, variant, mentions, reason, together, others }) => (
          <li key={variant}>
            <span>
              <bdi>{variant}</bdi> <span className="t3 num">{count(mentions)}</span> → <bdi>{name}</bdi>
              <span className="micro t3">
                {' '}
                {reason}; both in {counted(together, 'article')}
                {others > 0 ? `; fits ${counted(others, 'other name')} as well` : ''}
              </span>
            </span>
            <span className={styles.acts}>
              <Button
                tone="quiet"
                aria-label={`Merge ${variant} into ${name}`}
                disabled={needsWriting() ?? merge.isPending}
                onPress={() =>
                  void withCoder(() => merge.mutateAsync({ kind, names: [name, variant], name })).then(
                    () => say(`${variant} is ${name} now`),
                    warnOf,
                  )
                }
              >
                Merge
              </Button>
              <Button tone="quiet" aria-label={`Leave ${variant} as it is`} onPress={() => pass(variant)}>
                Leave
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {pairs.length > FEW && !isOpen ? (
        <Button tone="quiet" onPress={() => setOpen(true)}>
          {count(pairs.length - FEW)} more
        </Button>
      ) : null}
    </section>
  );
}
