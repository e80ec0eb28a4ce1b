import { useMemo, useState } from 'react';
import type { Annotation } from '../../../shared/model/annotation.ts';
import type { Code } from '../../../shared/model/codebook.ts';
import { fold } from '../../../shared/text/fold.ts';
import { CodeSwatch, Dialog, Kbd, SeekList } from '../../ui/index.ts';
import { recodeAnnotation } from './annotations.ts';
import { CodePicker } from './CodePicker.tsx';
import { takeExample } from './take-example.ts';

interface Given {
  codeId: string | null;
  name: string;
  color: number;
  /** Digit that chooses it. */
  key: string;
}

/** The codes of an annotation with the digits that choose them; all together, where that is offered, by 0. */
export function givenCodes(
  { codings }: Pick<Annotation, 'codings'>,
  codes: ReadonlyMap<string, Code>,
  withAll: boolean,
): Given[] {
  const given = codings.map(({ codeId }, index): Given => {
    const code = codes.get(codeId);
    const key = index < 9 ? String(index + 1) : '';
    return { codeId, name: code?.name ?? 'A deleted code', color: code?.color ?? 9, key };
  });
  return withAll ? [...given, { codeId: null, name: `All ${given.length} of them`, color: 0, key: '0' }] : given;
}

/** Which code of an annotation is meant, by its digit, its name or with the arrow keys. */
function GivenPicker(props: {
  title: string;
  annotation: Annotation;
  codes: ReadonlyMap<string, Code>;
  withAll: boolean;
  onChoose(codeId: string | null): void;
  onClose(): void;
}) {
  const [text, setText] = useState('');
  const given = givenCodes(props.annotation, props.codes, props.withAll);
  const sought = fold(text.trim());
  return (
    <Dialog title={props.title} isOpen onClose={props.onClose} width={360}>
      <SeekList<Given>
        label="Code"
        placeholder="Its number or name"
        text={text}
        onText={(typed) => {
          const meant = given.find(({ key }) => key !== '' && key === typed.trim());
          if (meant) props.onChoose(meant.codeId);
          else setText(typed);
        }}
        listLabel="Codes of the annotation"
        rows={given.filter(({ name }) => fold(name).includes(sought))}
        keyOf={({ codeId }) => codeId ?? 'all'}
        onChoose={({ codeId }) => props.onChoose(codeId)}
        none="The annotation has no such code."
      >
        {({ name, color, key }) => (
          <>
            {color > 0 ? <CodeSwatch color={color} /> : null}
            <bdi className="ell">{name}</bdi>
            {key ? <Kbd keys={key} /> : null}
          </>
        )}
      </SeekList>
    </Dialog>
  );
}

/** Another code in the place of one; of several it is asked which, or all. `from`: the one that is meant already. */
export function Recode(props: {
  annotation: Annotation;
  codes: ReadonlyMap<string, Code>;
  from?: string | undefined;
  onClose(): void;
}) {
  const { annotation, codes, onClose } = props;
  const only = annotation.codings.length === 1 ? annotation.codings[0]?.codeId : undefined;
  const [from, setFrom] = useState<string | null | undefined>(props.from ?? only);
  const others = useMemo(() => [...codes.values()].filter((code) => code.codeId !== from), [codes, from]);
  if (from === undefined) {
    const title = 'Which code is replaced?';
    return <GivenPicker {...{ title, annotation, codes, onClose }} withAll onChoose={setFrom} />;
  }
  const name = from === null ? `the ${annotation.codings.length} codes` : (codes.get(from)?.name ?? 'the code');
  return (
    <CodePicker
      title={`Instead of ${name}`}
      codes={others}
      onClose={onClose}
      onChoose={(code) => {
        onClose();
        void recodeAnnotation(annotation, from, code.codeId);
      }}
    />
  );
}

/** The annotation's words as an example of its code, or of what that is not; of several codes it is asked which. */
export function TakeExample(props: {
  annotation: Annotation;
  codes: ReadonlyMap<string, Code>;
  isPositive: boolean;
  onClose(): void;
}) {
  const { annotation, codes, isPositive, onClose } = props;
  return (
    <GivenPicker
      {...{ annotation, codes, onClose }}
      title={isPositive ? 'An example of which code?' : 'An example of what which code is not?'}
      withAll={false}
      onChoose={(codeId) => {
        onClose();
        if (codeId !== null) void takeExample(annotation, codeId, isPositive);
      }}
    />
  );
}
