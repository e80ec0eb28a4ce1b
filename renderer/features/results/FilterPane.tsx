import { Search } from 'lucide-react';
import { type Ref, useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import { decisions } from '../../../shared/model/article.ts';
import type { Code } from '../../../shared/model/codebook.ts';
import { fold } from '../../../shared/text/fold.ts';
import { useBackend } from '../../state/queries.ts';
import {
  Checkbox,
  CodeSwatch,
  count,
  decisionNames,
  Field,
  Head,
  LinkButton,
  languageName,
  Select,
} from '../../ui/index.ts';
import { changeFilter, dayOf, type FilterForm, filtersInForce, noFilter, useAsked } from './asked.ts';
import styles from './Results.module.css';

/** Codes that the list shows; the rest is found by words. */
const MOST = 300;
const ANY = 'any';

/** Which passages are looked at, in every view of the room. */
export function FilterPane({ codes, wordsRef }: { codes: readonly Code[]; wordsRef?: Ref<HTMLInputElement> }) {
  const filter = useAsked((asked) => asked.filter);
  return (
    <div className={`${styles.filters} scroll`} data-filters>
      <Head
        className={styles.filterHead!}
        end={
          filtersInForce(filter) > 0 ? (
            <LinkButton onPress={() => changeFilter(noFilter)}>Clear all</LinkButton>
          ) : undefined
        }
      >
        Which passages
      </Head>
      <Codes codes={codes} filter={filter} />
      <Conditions codes={codes} filter={filter} wordsRef={wordsRef} />
    </div>
  );
}

/** How deep each code lies below the root. */
function depths(codes: readonly Code[]): Map<string, number> {
  const known = new Map<string, number>();
  for (const { codeId, parentId } of codes) known.set(codeId, parentId === null ? 0 : (known.get(parentId) ?? -1) + 1);
  return known;
}

function Codes({ codes, filter }: { codes: readonly Code[]; filter: FilterForm }) {
  const [sought, setSought] = useState('');
  const deep = depths(codes);
  const wanted = fold(sought.trim());
  const found = codes.filter(({ name }) => fold(name).includes(wanted));
  const shown = found.slice(0, MOST);
  const hidden = filter.codeIds.filter((codeId) => !shown.some((code) => code.codeId === codeId));
  return (
    <div className={styles.codes}>
      <Field
        label="Find a code"
        labelHidden
        icon={Search}
        placeholder="Find a code"
        value={sought}
        onChange={setSought}
      />
      <ListBox
        aria-label="Codes"
        className={`${styles.codeList} scroll`}
        selectionMode="multiple"
        escapeKeyBehavior="none"
        selectedKeys={filter.codeIds.filter((codeId) => !hidden.includes(codeId))}
        onSelectionChange={(keys) =>
          changeFilter({
            codeIds: [...hidden, ...(keys === 'all' ? shown.map(({ codeId }) => codeId) : (keys as Set<string>))],
            ...{ attributeId: null, value: null },
          })
        }
        disabledKeys={[]}
        renderEmptyState={() => (
          <p className="t3 small">{codes.length === 0 ? 'No codes yet' : 'No code of that name'}</p>
        )}
      >
        {shown.map((code) => (
          <ListBoxItem key={code.codeId} id={code.codeId} textValue={code.name} className={styles.code!}>
            <span className={styles.codeName} style={{ paddingInlineStart: 12 * (deep.get(code.codeId) ?? 0) }}>
              <CodeSwatch color={code.color} />
              <bdi className="ell">{code.name}</bdi>
            </span>
            <span className="num t3">{code.annotations > 0 ? count(code.annotations) : ''}</span>
          </ListBoxItem>
        ))}
      </ListBox>
      {found.length > MOST ? <p className="t3 small">{count(found.length - MOST)} more: type to find them</p> : null}
      <Checkbox checked={filter.withBelow} onChange={(withBelow) => changeFilter({ withBelow })}>
        With the codes below them
      </Checkbox>
    </div>
  );
}

function Conditions(props: {
  codes: readonly Code[];
  filter: FilterForm;
  wordsRef?: Ref<HTMLInputElement> | undefined;
}) {
  const { codes, filter } = props;
  const coders = useBackend('coders.list', {}).data ?? [];
  const facets = useBackend('articles.facets', { query: {} }).data;
  const attributes = codes
    .filter(({ codeId }) => filter.codeIds.includes(codeId))
    .flatMap((code) => code.attributes.map((attribute) => ({ ...attribute, of: code.name })));
  const attribute = attributes.find(({ attributeId }) => attributeId === filter.attributeId);
  const values = attribute?.type === 'yes/no' ? ['yes', 'no'] : (attribute?.allowed ?? []);
  const badDay = (words: string) => (words.trim() && !dayOf(words) ? 'Year-month-day' : null);
  return (
    <div className={styles.conditions}>
      <Field
        label="Words in quote or memo"
        icon={Search}
        value={filter.words}
        onChange={(words) => changeFilter({ words })}
        {...(props.wordsRef ? { inputRef: props.wordsRef } : {})}
      />
      <Choice
        label="Coder"
        any="Everyone, layers left out"
        value={filter.coder}
        options={coders.map(({ name }) => [name, name])}
        onChange={(coder) => changeFilter({ coder })}
      />
      <Choice
        label="Source"
        value={filter.source === null ? null : String(filter.source)}
        options={(facets?.sources ?? []).map(({ value, label }) => [String(value), label])}
        onChange={(source) => changeFilter({ source: source === null ? null : Number(source) })}
      />
      <Choice
        label="Language"
        value={filter.language}
        options={(facets?.languages ?? []).map(({ value }) => [
          String(value),
          languageName(String(value)) || 'Unknown',
        ])}
        onChange={(language) => changeFilter({ language })}
      />
      <div className={styles.two}>
        <Field
          label="From"
          placeholder="2026-01-31"
          value={filter.from}
          onChange={(from) => changeFilter({ from })}
          error={badDay(filter.from)}
        />
        <Field
          label="To"
          placeholder="2026-01-31"
          value={filter.to}
          onChange={(to) => changeFilter({ to })}
          error={badDay(filter.to)}
        />
      </div>
      <Choice
        label="My decision on the article"
        value={filter.decision}
        options={decisions.map((decision) => [decision, decisionNames[decision]])}
        onChange={(decision) => changeFilter({ decision })}
      />
      <Field
        label="Search in the article"
        icon={Search}
        value={filter.text}
        onChange={(text) => changeFilter({ text })}
      />
      {attributes.length > 0 ? (
        <Choice
          label="Attribute"
          value={filter.attributeId}
          options={attributes.map(({ attributeId, name, of }) => [attributeId, `${of}: ${name}`])}
          onChange={(attributeId) => changeFilter({ attributeId, value: null })}
        />
      ) : null}
      {attribute && values.length > 0 ? (
        <Choice
          label={attribute.name}
          any="Not given"
          value={filter.value}
          options={values.map((value) => [value, value])}
          onChange={(value) => changeFilter({ value })}
        />
      ) : attribute ? (
        <Field
          label={attribute.name}
          placeholder="Not given"
          value={filter.value ?? ''}
          onChange={(value) => changeFilter({ value: value === '' ? null : value })}
        />
      ) : null}
      <Choice
        label="Confidence"
        value={filter.confidence === null ? null : String(filter.confidence)}
        options={[
          ['0', 'Given'],
          ['50', '50 % or more'],
          ['75', '75 % or more'],
          ['90', '90 % or more'],
        ]}
        onChange={(least) => changeFilter({ confidence: least === null ? null : Number(least) })}
      />
      <Choice
        label="Memo"
        value={filter.memo}
        options={[
          ['with', 'With a memo'],
          ['without', 'Without a memo'],
        ]}
        onChange={(memo) => changeFilter({ memo })}
      />
      <Choice
        label="Claims"
        value={filter.claim}
        options={[
          ['with', 'In a claim’s mention'],
          ['without', 'In none'],
        ]}
        onChange={(claim) => changeFilter({ claim })}
      />
      <Choice
        label="What is annotated"
        value={filter.kind}
        options={[
          ['span', 'Spans'],
          ['article', 'Whole articles'],
          ['uncoded', 'Highlights without a code'],
        ]}
        onChange={(kind) => changeFilter({ kind })}
      />
    </div>
  );
}

function Choice<V extends string>(props: {
  label: string;
  any?: string;
  value: V | null;
  options: readonly (readonly [value: V, label: string])[];
  onChange(value: V | null): void;
}) {
  const { value } = props;
  // A value that is no longer offered is still shown as the one in force.
  const isKnown = value === null || props.options.some(([one]) => one === value);
  return (
    <Select<V | typeof ANY>
      label={props.label}
      value={value ?? ANY}
      onChange={(chosen) => props.onChange(chosen === ANY ? null : (chosen as V))}
      options={[
        { value: ANY, label: props.any ?? 'Any' },
        ...(isKnown ? [] : [{ value, label: value }]),
        ...props.options.map(([one, label]) => ({ value: one, label })),
      ]}
    />
  );
}
