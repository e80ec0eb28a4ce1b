import { FolderInput } from 'lucide-react';
import { useState } from 'react';
import type { Code } from '../../../shared/model/codebook.ts';
import { fold } from '../../../shared/text/fold.ts';
import { CodeSwatch, Dialog, Icon, SeekList } from '../../ui/index.ts';
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
  return (
    <Dialog title={`Move “${code.name}” below`} isOpen onClose={props.onClose} width={400}>
      <SeekList
        label="Group or code"
        placeholder="Name of a group or code"
        text={text}
        onText={setText}
        listLabel="Places"
        rows={places}
        keyOf={(place) => place?.codeId ?? 'top'}
        onChoose={(place) => props.onChoose(place?.codeId ?? null)}
        none="No group or code has this name."
      >
        {(place) => (
          <>
            {place?.isCodable ? <CodeSwatch color={place.color} /> : <Icon of={FolderInput} size={14} />}
            <bdi className="ell">{place ? place.name : 'The top level'}</bdi>
          </>
        )}
      </SeekList>
    </Dialog>
  );
}
