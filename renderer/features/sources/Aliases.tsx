import { useState } from 'react';
import type { AppError } from '../../../shared/contract/errors.ts';
import type { SourceRow } from '../../../shared/contract/rooms/sources.ts';
import { withCoder } from '../../app/coder.tsx';
import { needsWriting } from '../../app/projects/projects.ts';
import { useChange } from '../../state/queries.ts';
import { Field, LinkButton, Token, warnOf } from '../../ui/index.ts';
import styles from './Pane.module.css';

interface AliasesProps {
  source: SourceRow;
  onConflict: { label(sourceId: number): string; run(sourceId: number): void };
}

/** Further names and domains by which a source's articles are recognised. */
export function Aliases({ source, onConflict }: AliasesProps) {
  const { sourceId, aliases } = source;
  const [typed, setTyped] = useState('');
  const [refused, setRefused] = useState<{ message: string; ownerId: number | null } | null>(null);
  const add = useChange('sources.addAlias');
  const remove = useChange('sources.removeAlias');
  const readOnly = needsWriting();

  async function keep() {
    const alias = typed.trim();
    if (!alias || readOnly) return;
    try {
      await withCoder(() => add.mutateAsync({ sourceId, alias }));
      setTyped('');
    } catch (thrown) {
      const error = thrown as AppError;
      if (error.code !== 'CONFLICT' && error.code !== 'INVALID_INPUT') return warnOf(error);
      const owner = error.details.sourceId;
      setRefused({ message: error.message, ownerId: typeof owner === 'number' ? owner : null });
    }
  }
  const ownerId = refused?.ownerId ?? null;
  return (
    <div className={styles.saved}>
      <Field
        label="Also known as"
        value={typed}
        onChange={(value) => {
          setTyped(value);
          setRefused(null);
        }}
        onSubmit={() => void keep()}
        onEscape={() => {
          setTyped('');
          setRefused(null);
        }}
        placeholder="add a name or a domain, Enter"
        disabled={readOnly !== null}
        error={refused?.message ?? null}
        dir="auto"
      />
      {ownerId !== null ? (
        <LinkButton onPress={() => onConflict.run(ownerId)}>{onConflict.label(ownerId)}</LinkButton>
      ) : null}
      {aliases.length > 0 ? (
        <ul className={styles.tokens} aria-label="Aliases">
          {aliases.map((alias) => (
            <li key={alias}>
              {readOnly ? (
                <bdi>{alias}</bdi>
              ) : (
                <Token
                  label={`the alias ${alias}`}
                  onDrop={() => void withCoder(() => remove.mutateAsync({ sourceId, alias })).catch(warnOf)}
                >
                  <bdi>{alias}</bdi>
                </Token>
              )}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
