import { Search } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import type { Code } from '../../../shared/model/codebook.ts';
import { fold } from '../../../shared/text/fold.ts';
import { CodeSwatch, Dialog, Field, Kbd } from '../../ui/index.ts';
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

/** Codes whose name, path or shortcut has every word of `text`; those whose name begins with it first. */
export function findCodes(codes: readonly Code[], text: string): Code[] {
  const byId = new Map(codes.map((code) => [code.codeId, code]));
  const sought = fold(text.trim());
  const found = codable(codes).filter((code) => {
    const path = fold(pathOf(code, byId).join(' '));
    return code.shortcut === sought || sought.split(/\s+/).every((word) => path.includes(word));
  });
  const rank = (code: Code) => (code.shortcut === sought ? 0 : fold(code.name).startsWith(sought) ? 1 : 2);
  return sought === '' ? found : found.sort((a, b) => rank(a) - rank(b));
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
  const [at, setAt] = useState(0);
  const found = findCodes(props.codes, text);
  const byId = new Map(props.codes.map((code) => [code.codeId, code]));
  const name = text.trim();
  const canCreate =
    props.onCreate !== undefined && name !== '' && !found.some((code) => fold(code.name) === fold(name));
  const count = found.length + (canCreate ? 1 : 0);
  const chosen = Math.min(at, count - 1);
  const choose = (index: number) => {
    const code = found[index];
    if (code) props.onChoose(code);
    else if (canCreate && index === found.length) props.onCreate?.(name);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || count === 0) return;
    event.preventDefault();
    setAt((chosen + step + count) % count);
  };
  return (
    <Dialog title={props.title} isOpen onClose={props.onClose} width={400}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys of the field move in the list below it */}
      <div onKeyDown={onKeyDown}>
        <Field
          label="Code"
          labelHidden
          icon={Search}
          placeholder="Name of a code"
          value={text}
          onChange={(value) => {
            setText(value);
            setAt(0);
          }}
          onSubmit={() => choose(chosen)}
          autoFocus
        />
        <ul className={`${styles.list} scroll`} aria-label="Codes">
          {found.map((code, index) => {
            const path = pathOf(code, byId).slice(0, -1).join(' / ');
            return (
              <li key={code.codeId}>
                <button
                  type="button"
                  className={styles.row}
                  aria-current={index === chosen}
                  ref={(row) => {
                    if (index === chosen) row?.scrollIntoView({ block: 'nearest' });
                  }}
                  onClick={() => choose(index)}
                >
                  <CodeSwatch color={code.color} />
                  <bdi className="ell">{code.name}</bdi>
                  <span className={`${styles.path} ell`}>{path}</span>
                  {code.shortcut ? <Kbd keys={code.shortcut.toUpperCase()} /> : null}
                </button>
              </li>
            );
          })}
          {canCreate ? (
            <li>
              <button
                type="button"
                className={styles.row}
                aria-current={chosen === found.length}
                onClick={() => choose(found.length)}
              >
                New code “{name}”
              </button>
            </li>
          ) : null}
          {count === 0 ? <li className={styles.none}>No code has this name.</li> : null}
        </ul>
      </div>
    </Dialog>
  );
}
