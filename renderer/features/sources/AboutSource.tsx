import type { InputOf } from '../../../shared/contract/contract.ts';
import type { AppError } from '../../../shared/contract/errors.ts';
import type { SourceRow } from '../../../shared/contract/rooms/sources.ts';
import { withCoder } from '../../app/coder.tsx';
import { needsWriting } from '../../app/projects/projects.ts';
import { useChange } from '../../state/queries.ts';
import { LinkButton, languageName, SavedField } from '../../ui/index.ts';
import { Aliases } from './Aliases.tsx';
import { DateOrder } from './DateOrder.tsx';
import styles from './Pane.module.css';

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
  const wayOut = ({ details: { sourceId } }: AppError) =>
    typeof sourceId === 'number' ? (
      <LinkButton onPress={() => onConflict.run(sourceId)}>{onConflict.label(sourceId)}</LinkButton>
    ) : null;
  const disabled = needsWriting() !== null;
  const { language } = source;
  const called = languageName(language || null);
  return (
    <div className={styles.part}>
      <SavedField
        disabled={disabled}
        label="Name"
        saved={source.name}
        save={(name) => save({ name })}
        wayOut={wayOut}
        dir="auto"
      />
      <SavedField
        disabled={disabled}
        label="Domain"
        saved={source.domain ?? ''}
        save={(domain) => save({ domain: domain || null })}
        wayOut={wayOut}
        placeholder="none known"
      />
      <Aliases source={source} onConflict={onConflict} />
      <div className={styles.two}>
        <SavedField disabled={disabled} label="Country" saved={source.country} save={(country) => save({ country })} />
        <SavedField
          disabled={disabled}
          label={called && called !== language ? `Language: ${called}` : 'Language'}
          saved={language}
          save={(tag) => save({ language: tag })}
          placeholder="a tag, like en or pt-BR"
        />
      </div>
      <SavedField
        disabled={disabled}
        label="Notes"
        saved={source.notes}
        save={(notes) => save({ notes })}
        rows={4}
        dir="auto"
      />
      <DateOrder source={source} />
    </div>
  );
}
