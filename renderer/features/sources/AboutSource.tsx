import type { InputOf } from '../../../shared/contract/contract.ts';
import type { SourceRow } from '../../../shared/contract/rooms/sources.ts';
import { withCoder } from '../../app/coder.tsx';
import { useChange } from '../../state/queries.ts';
import { languageName } from '../../ui/index.ts';
import { Aliases } from './Aliases.tsx';
import { DateOrder } from './DateOrder.tsx';
import styles from './Pane.module.css';
import { SavedField } from './SavedField.tsx';

type Fields = InputOf<'sources.edit'>['fields'];

export interface AboutSourceProps {
  source: SourceRow;
  nameOf(sourceId: number): string;
  /** Two names turn out to mean one source. */
  onMerge(sourceIds: readonly number[]): void;
}

/** What is known about one source. Every change is saved when its field is left, and can be undone. */
export function AboutSource({ source, nameOf, onMerge }: AboutSourceProps) {
  const edit = useChange('sources.edit');
  const save = (fields: Fields) => withCoder(() => edit.mutateAsync({ sourceId: source.sourceId, fields }));
  const onConflict = {
    label: (sourceId: number) => `Merge with ${nameOf(sourceId)}…`,
    run: (sourceId: number) => onMerge([source.sourceId, sourceId]),
  };
  const { language } = source;
  const called = languageName(language || null);
  return (
    <div className={styles.part}>
      <SavedField label="Name" saved={source.name} save={(name) => save({ name })} onConflict={onConflict} dir="auto" />
      <SavedField
        label="Domain"
        saved={source.domain ?? ''}
        save={(domain) => save({ domain: domain || null })}
        onConflict={onConflict}
        placeholder="none known"
      />
      <Aliases source={source} onConflict={onConflict} />
      <div className={styles.two}>
        <SavedField label="Country" saved={source.country} save={(country) => save({ country })} />
        <SavedField
          label={called && called !== language ? `Language: ${called}` : 'Language'}
          saved={language}
          save={(tag) => save({ language: tag })}
          placeholder="a tag, like en or pt-BR"
        />
      </div>
      <SavedField label="Notes" saved={source.notes} save={(notes) => save({ notes })} rows={4} dir="auto" />
      <DateOrder source={source} />
    </div>
  );
}
