import { Archive, ArchiveRestore, ArrowRight, Minus, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { RelationKind } from '../../../shared/model/codebook.ts';
import { withCoder } from '../../app/coder.tsx';
import { call } from '../../state/backend.ts';
import { useBackend } from '../../state/queries.ts';
import { Button, Checkbox, counted, Dialog, Field, Icon, IconButton, SkeletonRows, warnOf } from '../../ui/index.ts';
import styles from './KindsDialog.module.css';

/** Kinds of relations between annotations: what one passage can be to another. */
export function KindsDialog({ locked, onClose }: { locked: string | null; onClose(): void }) {
  const { data } = useBackend('relations.kinds', {});
  const [edited, setEdited] = useState<RelationKind | 'new' | null>(null);
  const disabled = locked ?? undefined;
  return (
    <Dialog
      title="Kinds of relations"
      isOpen
      onClose={onClose}
      width={520}
      footer={
        <Button size="form" onPress={onClose}>
          Close
        </Button>
      }
    >
      <div className={styles.form}>
        <p className="t2">
          What one coded passage can be to another, such as an answer, a repetition, a contradiction.
        </p>
        {data ? (
          <ul className={styles.list}>
            {data.kinds.map((kind) => (
              <Kind key={kind.kindId} kind={kind} disabled={disabled} onEdit={() => setEdited(kind)} />
            ))}
          </ul>
        ) : (
          <SkeletonRows rows={3} />
        )}
        {edited === null ? (
          <Button icon={Plus} disabled={disabled} onPress={() => setEdited('new')}>
            New kind
          </Button>
        ) : (
          <KindForm
            key={edited === 'new' ? 'new' : edited.kindId}
            kind={edited === 'new' ? null : edited}
            onClose={() => setEdited(null)}
          />
        )}
      </div>
    </Dialog>
  );
}

function Kind({ kind, disabled, onEdit }: { kind: RelationKind; disabled: string | undefined; onEdit(): void }) {
  const { kindId, name, definition, isDirected, archived, relations, color } = kind;
  const archive = () =>
    void withCoder(() => call('relations.archiveKind', { kindId, archived: !archived })).catch(warnOf);
  return (
    <li className={styles.kind}>
      <span className={`${styles.sign} c${color}`} title={isDirected ? 'From one to the other' : 'Both ways the same'}>
        <Icon of={isDirected ? ArrowRight : Minus} size={14} />
      </span>
      <span className={styles.words}>
        <bdi className={archived ? 't3' : 'medium'}>{name}</bdi>
        <span className="t3 small num">
          {isDirected ? '' : 'both ways the same, '}
          {counted(relations, 'relation')}
          {archived ? ', archived' : ''}
        </span>
        {definition ? (
          <span className="t2 small" dir="auto">
            {definition}
          </span>
        ) : null}
      </span>
      <IconButton icon={Pencil} size="small" label={`Change “${name}”`} disabled={disabled} onPress={onEdit} />
      <IconButton
        icon={archived ? ArchiveRestore : Archive}
        size="small"
        label={archived ? `Take “${name}” out of the archive` : `Archive “${name}”`}
        disabled={disabled}
        onPress={archive}
      />
      <IconButton
        icon={Trash2}
        size="small"
        label={`Delete “${name}”`}
        disabled={disabled ?? (relations > 0 ? 'In use: archive it instead' : undefined)}
        onPress={() => void withCoder(() => call('relations.deleteKind', { kindId })).catch(warnOf)}
      />
    </li>
  );
}

function KindForm({ kind, onClose }: { kind: RelationKind | null; onClose(): void }) {
  const [name, setName] = useState(kind?.name ?? '');
  const [definition, setDefinition] = useState(kind?.definition ?? '');
  const [isDirected, setDirected] = useState(kind?.isDirected ?? true);
  const [error, setError] = useState<string | null>(null);
  const save = async () => {
    if (name.trim() === '') return;
    const fields = { name: name.trim(), definition, isDirected };
    try {
      await withCoder(async () => {
        if (kind) await call('relations.editKind', { kindId: kind.kindId, fields });
        else await call('relations.createKind', { fields });
      });
      onClose();
    } catch (failure) {
      setError((failure as Error).message);
    }
  };
  return (
    <div className={styles.edit}>
      <Field
        label="Name"
        placeholder="contradicts"
        value={name}
        onChange={setName}
        onSubmit={() => void save()}
        onEscape={onClose}
        maxLength={200}
        dir="auto"
        autoFocus
        error={error}
      />
      <Checkbox checked={isDirected} onChange={setDirected}>
        Goes from one passage to the other
      </Checkbox>
      <Field label="Definition" rows={2} value={definition} onChange={setDefinition} maxLength={10_000} dir="auto" />
      <div className={styles.actions}>
        <Button size="form" tone="quiet" onPress={onClose}>
          Cancel
        </Button>
        <Button size="form" tone="primary" disabled={name.trim() === ''} onPress={() => void save()}>
          {kind ? 'Save the kind' : 'Add the kind'}
        </Button>
      </div>
    </div>
  );
}
