import { useMemo, useState } from 'react';
import type { Code } from '../../../shared/model/codebook.ts';
import { fold } from '../../../shared/text/fold.ts';
import { CodeSwatch, Dialog, Kbd, SeekList } from '../../ui/index.ts';
import styles from './CodePicker.module.css';
import { codable } from './recent-codes.ts';

/** Names from the root to a code. */
export function pathOf(code: Code, byId: ReadonlyMap<string, Code>): string[] {
  const names = [code.name];
  for (let parent = code.parentId; parent !== null; ) {
    const above = byId.get(parent);
    if (!above) break;
    names.unshift(above.name);
    parent = above.parentId;
  }
  return names;
}

interface Sought {
  code: Code;
  name: string;
  path: string;
}
const folded = new WeakMap<readonly Code[], Sought[]>();

/** Codes that can be given with what is sought in them, made once for a codebook. */
function soughtIn(codes: readonly Code[]): Sought[] {
  const known = folded.get(codes);
  if (known) return known;
  const byId = new Map(codes.map((code) => [code.codeId, code]));
  const made = codable(codes).map((code) => ({
    code,
    name: fold(code.name),
    path: fold(pathOf(code, byId).join(' ')),
  }));
  folded.set(codes, made);
  return made;
}

/** Codes whose name, path or shortcut has every word of `text`; those whose name begins with it first. */
export function findCodes(codes: readonly Code[], text: string): Code[] {
  const sought = fold(text.trim());
  const words = sought.split(/\s+/);
  const found = soughtIn(codes).filter(
    ({ code, path }) => code.shortcut === sought || words.every((word) => path.includes(word)),
  );
  const rank = ({ code, name }: Sought) => (code.shortcut === sought ? 0 : name.startsWith(sought) ? 1 : 2);
  const inOrder = sought === '' ? found : found.sort((a, b) => rank(a) - rank(b));
  return inOrder.map(({ code }) => code);
}

/** Any code by its name, from the keyboard. */
export function CodePicker(props: {
  title: string;
  codes: readonly Code[];
  onChoose(code: Code): void;
  onClose(): void;
  /** Makes a code that is not there yet, if that is offered. */
  onCreate?(name: string): void;
}) {
  const [text, setText] = useState('');
  const found = useMemo(() => findCodes(props.codes, text), [props.codes, text]);
  const byId = useMemo(() => new Map(props.codes.map((code) => [code.codeId, code])), [props.codes]);
  const name = text.trim();
  const canCreate =
    props.onCreate !== undefined && name !== '' && !found.some((code) => fold(code.name) === fold(name));
  return (
    <Dialog title={props.title} isOpen onClose={props.onClose} width={400}>
      <SeekList<Code | null>
        label="Code"
        placeholder="Name of a code"
        text={text}
        onText={setText}
        listLabel="Codes"
        rows={canCreate ? [...found, null] : found}
        keyOf={(code) => code?.codeId ?? 'new'}
        onChoose={(code) => (code ? props.onChoose(code) : props.onCreate?.(name))}
        none="No code has this name."
      >
        {(code) =>
          code ? (
            <>
              <CodeSwatch color={code.color} />
              <bdi className="ell">{code.name}</bdi>
              <span className={`${styles.path} ell`}>{pathOf(code, byId).slice(0, -1).join(' / ')}</span>
              {code.shortcut ? <Kbd keys={code.shortcut.toUpperCase()} /> : null}
            </>
          ) : (
            `New code “${name}”`
          )
        }
      </SeekList>
    </Dialog>
  );
}
