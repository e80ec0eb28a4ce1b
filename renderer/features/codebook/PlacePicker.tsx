import { FolderInput, Search } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import type { Code } from '../../../shared/model/codebook.ts';
import { fold } from '../../../shared/text/fold.ts';
import { CodeSwatch, Dialog, Field, Icon } from '../../ui/index.ts';
import styles from './PlacePicker.module.css';
import { subtreeOf } from './tree.ts';

const MOST_SHOWN = 200;

/** Any code or group, or the top level, to move a code below. */
export function PlacePicker(props: {
  code: Code;
  codes: readonly Code[];
  onChoose(parentId: string | null): void;
  onClose(): void;
}) {
  const { code, codes } = props;
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const below = subtreeOf(codes, code.codeId);
  const sought = fold(text.trim());
  const places: (Code | null)[] = [
    ...(sought === '' && code.parentId !== null ? [null] : []),
    ...codes
      .filter((one) => !below.has(one.codeId) && one.codeId !== code.parentId && !one.archived)
      .filter((one) => fold(one.name).includes(sought))
      .sort((a, b) => Number(a.isCodable) - Number(b.isCodable))
      .slice(0, MOST_SHOWN),
  ];
  const chosen = Math.min(at, places.length - 1);
  const choose = (index: number) => {
    const place = places[index];
    if (place !== undefined) props.onChoose(place?.codeId ?? null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || places.length === 0) return;
    event.preventDefault();
    setAt((chosen + step + places.length) % places.length);
  };
  return (
    <Dialog title={`Move “${code.name}” below`} isOpen onClose={props.onClose} width={400}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys of the field move in the list below it */}
      <div onKeyDown={onKeyDown}>
        <Field
          label="Group or code"
          labelHidden
          icon={Search}
          placeholder="Name of a group or code"
          value={text}
          onChange={(value) => {
            setText(value);
            setAt(0);
          }}
          onSubmit={() => choose(chosen)}
          autoFocus
        />
        <ul className={`${styles.list} scroll`} aria-label="Places">
          {places.map((place, index) => (
            <li key={place?.codeId ?? 'top'}>
              <button
                type="button"
                className={styles.row}
                aria-current={index === chosen}
                ref={(row) => {
                  if (index === chosen) row?.scrollIntoView({ block: 'nearest' });
                }}
                onClick={() => choose(index)}
              >
                {place?.isCodable ? <CodeSwatch color={place.color} /> : <Icon of={FolderInput} size={14} />}
                <bdi className="ell">{place ? place.name : 'The top level'}</bdi>
              </button>
            </li>
          ))}
          {places.length === 0 ? <li className={styles.none}>No group or code has this name.</li> : null}
        </ul>
      </div>
    </Dialog>
  );
}
