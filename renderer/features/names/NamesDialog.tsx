import { Search } from 'lucide-react';
import { useState } from 'react';
import type { NameKind, NameRow } from '../../../shared/contract/rooms/names.ts';
import { withCoder } from '../../app/coder.tsx';
import { needsWriting } from '../../app/projects/projects.ts';
import { analyserRows, useAnalyser } from '../../app/useAnalyser.ts';
import { call } from '../../state/backend.ts';
import { useBackend, useChange } from '../../state/queries.ts';
import {
  Basis,
  Button,
  Checkbox,
  count,
  counted,
  Dialog,
  ErrorState,
  Field,
  LinkButton,
  Segments,
  SkeletonRows,
  say,
  warnOf,
} from '../../ui/index.ts';
import styles from './Names.module.css';
import { NotRun } from './NotRun.tsx';
import { PlacesNumber } from './Places.tsx';
import { Suggested } from './Suggested.tsx';

const kindNames = [
  { value: 'person', label: 'People' },
  { value: 'organisation', label: 'Organisations' },
  { value: 'place', label: 'Places' },
] as const;
const STEP = 100;

/** Names by how often they stand in the texts; those that mean the same are put under one, and taken apart again. */
export function NamesDialog(props: { kind: NameKind; onClose(): void }) {
  const [kind, setKind] = useState<NameKind>(props.kind);
  const [text, setText] = useState('');
  const [shown, setShown] = useState(STEP);
  const [onlyMerged, setOnlyMerged] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [name, setName] = useState<string | null>(null);
  const { data, error, refetch } = useBackend(
    'names.list',
    { kind, text, onlyMerged, count: Math.min(500, shown) },
    { keepPrevious: true },
  );
  const analyser = useAnalyser('entities');
  const merge = useChange('names.merge');
  const readOnly = needsWriting();
  const first = data?.rows.find((row) => chosen.has(row.name))?.name ?? [...chosen][0] ?? '';
  const look = (changes: { kind?: NameKind; text?: string; onlyMerged?: boolean }) => {
    if (changes.kind !== undefined) {
      setKind(changes.kind);
      setChosen(new Set());
      setName(null);
    }
    if (changes.text !== undefined) setText(changes.text);
    if (changes.onlyMerged !== undefined) setOnlyMerged(changes.onlyMerged);
    setShown(STEP);
  };
  const mergeChosen = () =>
    withCoder(() => merge.mutateAsync({ kind, names: [...chosen], name: (name ?? first).trim() || first })).then(() => {
      say(`${count(chosen.size)} names are one now`);
      setChosen(new Set());
      setName(null);
    }, warnOf);
  const hindered = readOnly ?? (chosen.size < 2 ? 'choose two names or more' : false);
  return (
    <Dialog
      title="Names"
      isOpen
      onClose={props.onClose}
      width={760}
      footer={
        <>
          {chosen.size >= 2 ? (
            <Field
              label="Shown as"
              value={name ?? first}
              onChange={setName}
              onSubmit={() => void mergeChosen()}
              dir="auto"
            />
          ) : (
            <span className="small t3">Choose names that mean the same, and merge them. It can be undone.</span>
          )}
          <Button size="form" onPress={props.onClose}>
            Close
          </Button>
          <Button size="form" tone="primary" disabled={hindered} onPress={() => void mergeChosen()}>
            {chosen.size >= 2 ? `Merge ${count(chosen.size)} names` : 'Merge'}
          </Button>
        </>
      }
    >
      <div className={styles.tools}>
        <Segments
          label="Kind"
          value={kind}
          onChange={(value) => look({ kind: value })}
          segments={kindNames.map(({ value, label }) => ({
            value,
            label: data ? `${label} ${count(data.kinds[value])}` : label,
          }))}
        />
        <Field
          label="Find a name"
          labelHidden
          icon={Search}
          placeholder="Find a name"
          value={text}
          onChange={(value) => look({ text: value })}
          autoFocus
          dir="auto"
        />
        <Checkbox checked={onlyMerged} onChange={(on) => look({ onlyMerged: on })}>
          merged only
        </Checkbox>
        <span className="micro">
          <Basis
            title="Names"
            rows={analyserRows(analyser)}
            note="Across articles names are one only where a person merged them; quotations count for the speaker that the analyser of quotations names."
          >
            {analyser ? `entities ${analyser.version}` : 'entities'}
          </Basis>
        </span>
      </div>
      {error && !data ? <ErrorState inline error={error} onRetry={() => void refetch()} /> : null}
      {!data ? (
        error ? null : (
          <SkeletonRows rows={12} />
        )
      ) : data.articles === 0 && data.total === 0 && text === '' ? (
        <NotRun analyser={analyser} what="names" />
      ) : (
        <div className={`${styles.content} scroll`}>
          {text === '' && !onlyMerged ? <Suggested kind={kind} key={kind} /> : null}
          <ul className={styles.list} aria-label="Names">
            {data.rows.map((row) => (
              <Row
                key={row.groupId ?? row.name}
                kind={kind}
                row={row}
                isChosen={chosen.has(row.name)}
                onChoose={(on) => {
                  const next = new Set(chosen);
                  if (on) next.add(row.name);
                  else next.delete(row.name);
                  setChosen(next);
                }}
              />
            ))}
          </ul>
          {data.rows.length === 0 ? (
            <p className="small t3">{onlyMerged ? 'Nothing was merged.' : `No name has “${text.trim()}” in it.`}</p>
          ) : null}
          {data.rows.length < data.total ? (
            data.rows.length < 500 ? (
              <LinkButton onPress={() => setShown(shown + STEP)}>
                {count(data.total - data.rows.length)} more
              </LinkButton>
            ) : (
              <p className="micro t3">{count(data.total - 500)} rarer names are found by the field above.</p>
            )
          ) : null}
        </div>
      )}
    </Dialog>
  );
}

function Row(props: { kind: NameKind; row: NameRow; isChosen: boolean; onChoose(on: boolean): void }) {
  const { kind, row } = props;
  const [isRenaming, setRenaming] = useState(false);
  const [typed, setTyped] = useState(row.name);
  const split = useChange('names.split');
  const rename = useChange('names.rename');
  const readOnly = needsWriting();
  const total = row.mentions + row.quotations;
  const keep = () => {
    setRenaming(false);
    const to = typed.trim();
    if (to && to !== row.name) void withCoder(() => rename.mutateAsync({ kind, name: row.name, to })).catch(warnOf);
  };
  return (
    <li>
      <div className={styles.row}>
        <Checkbox checked={props.isChosen} onChange={props.onChoose} label={`Choose ${row.name}`} />
        {isRenaming ? (
          <Field
            label={`Another name for ${row.name}`}
            labelHidden
            value={typed}
            onChange={setTyped}
            onSubmit={keep}
            onEscape={() => setRenaming(false)}
            autoFocus
            dir="auto"
          />
        ) : (
          <bdi className={styles.name}>{row.name}</bdi>
        )}
        <span className={`${styles.counts} small t2 num`}>
          <PlacesNumber
            n={total}
            label={`${row.name}: ${counted(total, 'place')}`}
            of={`${counted(row.mentions, 'mention')}${row.quotations > 0 ? `, ${counted(row.quotations, 'quotation')}` : ''}`}
            ask={(start) => call('names.places', { kind, name: row.name, start })}
          />{' '}
          in {counted(row.articles, 'article')}
        </span>
        {isRenaming ? (
          <LinkButton onPress={keep}>Keep</LinkButton>
        ) : (
          <LinkButton
            aria-label={`Rename ${row.name}`}
            disabled={readOnly ?? false}
            onPress={() => {
              setTyped(row.name);
              setRenaming(true);
            }}
          >
            Rename
          </LinkButton>
        )}
      </div>
      {row.groupId !== null ? (
        <ul className={`${styles.variants} small t2`} aria-label={`Names merged into ${row.name}`}>
          {row.variants.map((variant) => (
            <li key={variant.name}>
              <bdi>{variant.name}</bdi> <span className="t3 num">{count(variant.mentions + variant.quotations)}</span>{' '}
              <LinkButton
                aria-label={`split off ${variant.name}`}
                disabled={readOnly ?? false}
                onPress={() =>
                  void withCoder(() => split.mutateAsync({ kind, variants: [variant.name] })).then(
                    () => say(`${variant.name} stands for itself again`),
                    warnOf,
                  )
                }
              >
                split off
              </LinkButton>
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}
