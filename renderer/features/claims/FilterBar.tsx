import { Columns3, ListFilter, Search } from 'lucide-react';
import type { Ref } from 'react';
import { type ClaimRow, claimKinds, claimVerdicts } from '../../../shared/model/claim.ts';
import type { Code } from '../../../shared/model/codebook.ts';
import {
  Button,
  Checkbox,
  count,
  Field,
  Icon,
  IconButton,
  Kbd,
  LinkButton,
  Menu,
  Popover,
  Select,
  Token,
} from '../../ui/index.ts';
import { codesForClaims, verdictSigns } from '../coding/index.ts';
import styles from './ClaimsRoom.module.css';
import { filterClaims, showEveryClaim, useClaimChoice } from './claim-choice.ts';
import { type ClaimFilter, claimColumns, valuesOf } from './claim-order.ts';
import { type ColumnArrangement, columnFacts } from './column-layout.ts';

/** Most values that a list offers; the rest is found by words. */
const MOST = 200;
const ANY = 'any';

const evidenceNames: Record<NonNullable<ClaimFilter['evidence']>, string> = {
  some: 'Has evidence',
  none: 'No evidence',
  supports: 'Some supports it',
  refutes: 'Some refutes it',
  both: 'For and against',
};

/** Words, verdict and the other filters, with those in force as tokens. */
export function FilterBar(props: {
  rows: readonly ClaimRow[];
  codes: readonly Code[];
  fieldRef: Ref<HTMLInputElement>;
  onDone(): void;
}) {
  const { rows } = props;
  const { text, filter } = useClaimChoice();
  const counts = new Map(valuesOf(rows, (row) => [row.verdict]));
  return (
    <>
      <Field
        className={styles.find!}
        label="Find in claims"
        labelHidden
        icon={Search}
        placeholder="Claim or mention"
        value={text}
        onChange={(value) => useClaimChoice.setState({ text: value })}
        onEscape={() => {
          useClaimChoice.setState({ text: '' });
          props.onDone();
        }}
        onSubmit={props.onDone}
        inputRef={props.fieldRef as Ref<HTMLInputElement>}
        end={<Kbd keys="/" />}
      />
      <Select
        label="Verdict"
        labelHidden
        size="toolbar"
        value={filter.verdict ?? ANY}
        onChange={(verdict) => filterClaims({ verdict: verdict === ANY ? null : verdict })}
        options={[
          { value: ANY, label: 'Any verdict' } as const,
          ...claimVerdicts.map((one) => ({
            value: one,
            label: `${verdictSigns[one].label} (${count(counts.get(one) ?? 0)})`,
            sign: <Icon of={verdictSigns[one].icon} size={14} className={verdictSigns[one].tone} />,
          })),
        ]}
      />
      <Popover
        label="Filter claims"
        width={288}
        trigger={
          <Button tone="quiet" icon={ListFilter}>
            Filter
          </Button>
        }
      >
        <Filters rows={rows} codes={props.codes} filter={filter} />
      </Popover>
    </>
  );
}

function Filters({ rows, codes, filter }: { rows: readonly ClaimRow[]; codes: readonly Code[]; filter: ClaimFilter }) {
  const able = codesForClaims(codes);
  const named = (values: readonly [string, number][]) =>
    values.slice(0, MOST).map(([value, n]) => ({ value, label: `${value} (${count(n)})` }));
  return (
    <div className={styles.filters}>
      <Choice label="Speaker" part="speaker" filter={filter} options={named(valuesOf(rows, (row) => [row.speaker]))} />
      <Choice label="Source" part="source" filter={filter} options={named(valuesOf(rows, (row) => row.sources))} />
      <Choice
        label="Kind"
        part="kind"
        filter={filter}
        options={[
          ...claimKinds.map((kind) => ({ value: kind, label: kind.charAt(0).toUpperCase() + kind.slice(1) })),
          { value: 'none', label: 'Not given' },
        ]}
      />
      <Choice
        label="Evidence"
        part="evidence"
        filter={filter}
        options={Object.entries(evidenceNames).map(([value, label]) => ({ value, label }))}
      />
      <Choice
        label="Coder"
        part="coder"
        filter={filter}
        options={named(valuesOf(rows, (row) => [row.coder, ...row.verdicts.map(({ coder }) => coder)]))}
      />
      {able.length > 0 ? (
        <Choice
          label="Code"
          part="codeId"
          filter={filter}
          options={able.map((code) => ({ value: code.codeId, label: code.name }))}
        />
      ) : null}
      <Checkbox checked={filter.isOpen} onChange={(isOpen) => filterClaims({ isOpen })}>
        With an open question
      </Checkbox>
      <Checkbox checked={filter.isDisputed} onChange={(isDisputed) => filterClaims({ isDisputed })}>
        Coders’ verdicts differ
      </Checkbox>
      <LinkButton onPress={showEveryClaim}>Show all claims</LinkButton>
    </div>
  );
}

function Choice(props: {
  label: string;
  part: 'speaker' | 'source' | 'kind' | 'evidence' | 'coder' | 'codeId';
  filter: ClaimFilter;
  options: { value: string; label: string }[];
}) {
  const value = props.filter[props.part];
  // A value that no claim has any longer is still shown as the one in force.
  const known = value === null || props.options.some((option) => option.value === value);
  return (
    <Select
      label={props.label}
      value={value ?? ANY}
      onChange={(chosen) => filterClaims({ [props.part]: chosen === ANY ? null : chosen })}
      options={[{ value: ANY, label: 'Any' }, ...(known ? [] : [{ value, label: value }]), ...props.options]}
    />
  );
}

/** Filters in force, each to be dropped. */
export function FilterTokens({ codes }: { codes: ReadonlyMap<string, Code> }) {
  const { speaker, source, kind, evidence, coder, codeId, isOpen, isDisputed } = useClaimChoice(
    (choice) => choice.filter,
  );
  const tokens: [label: string, value: string | null | false, drop: Partial<ClaimFilter>][] = [
    ['speaker', speaker, { speaker: null }],
    ['source', source, { source: null }],
    ['kind', kind === 'none' ? 'not given' : kind, { kind: null }],
    ['evidence', evidence && evidenceNames[evidence].toLowerCase(), { evidence: null }],
    ['coder', coder, { coder: null }],
    ['code', codeId && (codes.get(codeId)?.name ?? 'deleted'), { codeId: null }],
    ['question', isOpen && 'open', { isOpen: false }],
    ['verdicts', isDisputed && 'differ', { isDisputed: false }],
  ];
  return tokens.map(([label, value, drop]) =>
    value ? (
      <Token key={label} label={`the filter ${label} ${value}`} onDrop={() => filterClaims(drop)}>
        {label} <bdi>{value}</bdi>
      </Token>
    ) : null,
  );
}

/** Which columns are shown, and back to the arrangement of the first day. */
export function ColumnMenu({ layout, change, reset }: ColumnArrangement) {
  return (
    <Menu
      label="Columns"
      trigger={<IconButton icon={Columns3} label="Columns" size="small" />}
      groups={[
        {
          label: 'Show',
          entries: claimColumns
            .filter((id) => id !== 'statement')
            .map((id) => ({
              id,
              label: columnFacts[id].label,
              checked: layout.visible[id] === true,
              run: () => change({ visible: { ...layout.visible, [id]: !layout.visible[id] } }),
            })),
        },
        { entries: [{ id: 'reset', label: 'As they were at first', run: reset }] },
      ]}
    />
  );
}
