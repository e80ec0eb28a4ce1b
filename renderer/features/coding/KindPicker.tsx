import { type KeyboardEvent, useState } from 'react';
import type { RelationKind } from '../../../shared/model/codebook.ts';
import { fold } from '../../../shared/text/fold.ts';
import { CodeSwatch, Dialog, Field } from '../../ui/index.ts';
import styles from './CodePicker.module.css';

/** A kind of relation by its name, from the keyboard; one that is not there yet is made. */
export function KindPicker(props: {
  kinds: readonly RelationKind[];
  /** The words at both ends. */
  from: string;
  to: string;
  onChoose(kind: RelationKind): void;
  onCreate(name: string): void;
  onClose(): void;
}) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const sought = fold(text.trim());
  const found = props.kinds.filter((kind) => !kind.archived && fold(kind.name).includes(sought));
  const canCreate = sought !== '' && !props.kinds.some((kind) => fold(kind.name) === sought);
  const count = found.length + (canCreate ? 1 : 0);
  const chosen = Math.min(at, count - 1);
  const choose = (index: number) => {
    const kind = found[index];
    if (kind) props.onChoose(kind);
    else if (canCreate) props.onCreate(text.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || count === 0) return;
    event.preventDefault();
    setAt((chosen + step + count) % count);
  };
  return (
    <Dialog title="How are they related?" isOpen onClose={props.onClose} width={440}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys of the field move in the list below it */}
      <div onKeyDown={onKeyDown}>
        <p className={styles.ends}>
          <q className="serif" dir="auto">
            {props.from}
          </q>
          <span className="t3"> to </span>
          <q className="serif" dir="auto">
            {props.to}
          </q>
        </p>
        <Field
          label="Kind of relation"
          labelHidden
          placeholder="Name of a kind, such as contradicts"
          value={text}
          onChange={(value) => {
            setText(value);
            setAt(0);
          }}
          onSubmit={() => choose(chosen)}
          autoFocus
        />
        <ul className={`${styles.list} scroll`} aria-label="Kinds of relations">
          {found.map((kind, index) => (
            <li key={kind.kindId}>
              <button
                type="button"
                className={styles.row}
                aria-current={index === chosen}
                onClick={() => choose(index)}
              >
                <CodeSwatch color={kind.color} />
                <bdi className="ell">{kind.name}</bdi>
                <span className={`${styles.path} ell`}>{kind.isDirected ? 'from one to the other' : 'both ways'}</span>
              </button>
            </li>
          ))}
          {canCreate ? (
            <li>
              <button
                type="button"
                className={styles.row}
                aria-current={chosen === found.length}
                onClick={() => choose(found.length)}
              >
                New kind “{text.trim()}”
              </button>
            </li>
          ) : null}
          {count === 0 ? <li className={styles.none}>Write the name of a kind to make the first one.</li> : null}
        </ul>
      </div>
    </Dialog>
  );
}
