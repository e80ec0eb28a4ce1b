import { useState } from 'react';
import type { RelationKind } from '../../../shared/model/codebook.ts';
import { fold } from '../../../shared/text/fold.ts';
import { CodeSwatch, Dialog, SeekList } from '../../ui/index.ts';
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
  const sought = fold(text.trim());
  const found = props.kinds.filter((kind) => !kind.archived && fold(kind.name).includes(sought));
  const canCreate = sought !== '' && !props.kinds.some((kind) => fold(kind.name) === sought);
  return (
    <Dialog title="How are they related?" isOpen onClose={props.onClose} width={440}>
      <SeekList<RelationKind | null>
        label="Kind of relation"
        placeholder="Name of a kind, such as contradicts"
        withoutIcon
        text={text}
        onText={setText}
        above={
          <p className={styles.ends}>
            <q className="serif" dir="auto">
              {props.from}
            </q>
            <span className="t3"> to </span>
            <q className="serif" dir="auto">
              {props.to}
            </q>
          </p>
        }
        listLabel="Kinds of relations"
        rows={canCreate ? [...found, null] : found}
        keyOf={(kind) => kind?.kindId ?? 'new'}
        onChoose={(kind) => (kind ? props.onChoose(kind) : props.onCreate(text.trim()))}
        none="Write the name of a kind to make the first one."
      >
        {(kind) =>
          kind ? (
            <>
              <CodeSwatch color={kind.color} />
              <bdi className="ell">{kind.name}</bdi>
              <span className={`${styles.path} ell`}>{kind.isDirected ? 'from one to the other' : 'both ways'}</span>
            </>
          ) : (
            `New kind “${text.trim()}”`
          )
        }
      </SeekList>
    </Dialog>
  );
}
