import { useState } from 'react';
import type { Code, CodingChoice } from '../../../shared/model/codebook.ts';
import { withCoder } from '../../app/coder.tsx';
import { call } from '../../state/backend.ts';
import { useBackend } from '../../state/queries.ts';
import {
  Button,
  Checkbox,
  count,
  counted,
  Dialog,
  Field,
  Segments,
  Select,
  SkeletonRows,
  say,
} from '../../ui/index.ts';
import { effectInWords } from './effect-words.ts';
import styles from './SplitDialog.module.css';

type By = 'hand' | 'coder' | 'source' | 'value';

/** Stands for no value among the values; none of those can hold it. */
const NONE = '\u0000';

/** Gives some of a code's annotations to a new code beside it: chosen by value, coder, source or one by one. */
export function SplitDialog({ code, onClose, onDone }: { code: Code; onClose(): void; onDone(codeId: string): void }) {
  const { codeId } = code;
  const [name, setName] = useState('');
  const [by, setBy] = useState<By>(code.attributes.length > 0 ? 'value' : 'hand');
  const [attributeId, setAttributeId] = useState(code.attributes[0]?.attributeId ?? '');
  const [picked, setPicked] = useState<string | null>(null);
  const [hand, setHand] = useState<ReadonlySet<string>>(new Set());
  const [error, setError] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const { data: uses } = useBackend('codebook.uses', { codeId, limit: 1000 });
  const { data: values } = useBackend('codebook.values', { codeId }, { enabled: by === 'value' });
  const which = choiceOf(by, picked, attributeId, hand);
  const { data: effect } = useBackend(
    'codebook.effect',
    { change: { kind: 'split', codeId, which: which ?? { by: 'hand', codingIds: [] } } },
    { enabled: which !== null, keepPrevious: true },
  );
  const refusal = which === null ? null : (effect?.refusal ?? null);
  const canSplit = name.trim() !== '' && which !== null && effect !== undefined && refusal === null && !isSaving;
  const split = async () => {
    if (!canSplit) return;
    setSaving(true);
    try {
      const made = await withCoder(() => call('codebook.split', { codeId, which, fields: { name: name.trim() } }));
      say(`Split “${name.trim()}” off “${code.name}”`);
      onDone(made.codeId);
    } catch (failure) {
      setError((failure as Error).message);
      setSaving(false);
    }
  };
  const given = values?.find((one) => one.attributeId === attributeId)?.given ?? [];
  const options =
    by === 'coder'
      ? (uses?.groups.coders ?? []).map((one) => ({
          value: one.coder,
          label: `${one.coder}, ${count(one.annotations)}`,
        }))
      : by === 'source'
        ? (uses?.groups.sources ?? []).map((one) => ({
            value: String(one.sourceId),
            label: `${one.sourceId === null ? 'No source' : one.name}, ${count(one.annotations)}`,
          }))
        : [
            ...given.map((one) => ({ value: one.value, label: `${one.value}, ${count(one.annotations)}` })),
            { value: NONE, label: 'No value given' },
          ];
  return (
    <Dialog
      title={`Split the code “${code.name}”`}
      isOpen
      onClose={onClose}
      width={560}
      footer={
        <>
          <Button size="form" tone="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button size="form" tone="primary" disabled={!canSplit} onPress={() => void split()}>
            {effect && which !== null && refusal === null
              ? `Split off ${counted(effect.annotations, 'annotation')}`
              : 'Split off'}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Field
          label="Name of the new code"
          description="It stands beside the old one, with its definition and attributes, which you can then change."
          value={name}
          onChange={(value) => {
            setName(value);
            setError(null);
          }}
          onSubmit={() => void split()}
          maxLength={200}
          dir="auto"
          autoFocus
          error={error}
        />
        <Segments
          label="Which annotations it gets"
          value={by}
          onChange={(value) => {
            setBy(value);
            setPicked(null);
          }}
          segments={[
            { value: 'hand', label: 'One by one' },
            { value: 'value', label: 'By value', disabled: code.attributes.length === 0 },
            { value: 'coder', label: 'By coder' },
            { value: 'source', label: 'By source' },
          ]}
        />
        {by === 'hand' ? (
          <Quotes uses={uses ?? null} hand={hand} onChange={setHand} />
        ) : (
          <div className={styles.choice}>
            {by === 'value' ? (
              <Select
                label="Attribute"
                value={attributeId}
                onChange={(value) => {
                  setAttributeId(value);
                  setPicked(null);
                }}
                options={code.attributes.map((one) => ({ value: one.attributeId, label: one.name }))}
              />
            ) : null}
            <Select
              label={by === 'coder' ? 'Coder' : by === 'source' ? 'Source' : 'Value'}
              value={picked}
              onChange={setPicked}
              options={options}
            />
          </div>
        )}
        <p className={refusal ? 'warn' : 't2'} role="status">
          {which === null || !effect
            ? 'Choose which annotations the new code gets.'
            : (refusal ?? effectInWords('split', effect, code.name, name.trim() || '…').join(' '))}
        </p>
      </div>
    </Dialog>
  );
}

function choiceOf(by: By, picked: string | null, attributeId: string, hand: ReadonlySet<string>): CodingChoice | null {
  if (by === 'hand') return hand.size > 0 ? { by, codingIds: [...hand] } : null;
  if (picked === null) return null;
  if (by === 'coder') return { by, coder: picked };
  if (by === 'source') return { by, sourceId: picked === 'null' ? null : Number(picked) };
  return { by, attributeId, value: picked === NONE ? null : picked };
}

interface QuoteList {
  total: number;
  uses: { codingId: string; exact: string | null; articleTitle: string; coder: string }[];
}

function Quotes(props: {
  uses: QuoteList | null;
  hand: ReadonlySet<string>;
  onChange(hand: ReadonlySet<string>): void;
}) {
  const { uses, hand, onChange } = props;
  if (!uses) return <SkeletonRows rows={5} height={32} />;
  const toggle = (codingId: string, on: boolean) => {
    const next = new Set(hand);
    if (on) next.add(codingId);
    else next.delete(codingId);
    onChange(next);
  };
  return (
    <ul className={`${styles.quotes} scroll`} aria-label="Annotations">
      {uses.uses.map((use) => (
        <li key={use.codingId}>
          <Checkbox checked={hand.has(use.codingId)} onChange={(on) => toggle(use.codingId, on)}>
            <span className={styles.quote}>
              <span className={use.exact === null ? 't3' : 'serif'} dir="auto">
                {use.exact ?? 'The whole article'}
              </span>
              <span className={styles.meta}>
                <bdi>{use.articleTitle}</bdi>, <bdi>{use.coder}</bdi>
              </span>
            </span>
          </Checkbox>
        </li>
      ))}
      {uses.total > uses.uses.length ? (
        <li className="t3">
          The first {count(uses.uses.length)} of {count(uses.total)}. Choose the rest by value, coder or source.
        </li>
      ) : null}
    </ul>
  );
}
