import { Split } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { Article, MetadataField } from '../../../shared/model/article.ts';
import { withCoder } from '../../app/coder.tsx';
import { needsWriting } from '../../app/projects/projects.ts';
import { call } from '../../state/backend.ts';
import { queryClient, useBackend } from '../../state/queries.ts';
import { Button, counted, Field, fieldAccuracyRows, Icon, LinkButton, Popover } from '../../ui/index.ts';
import { conflictsIn, type Saying, sayingsOf } from './conflicts.ts';
import styles from './Headline.module.css';
import { OpenDateForm } from './OpenDates.tsx';
import { fieldNames, provenanceNames } from './provenance.ts';
import { Sayings } from './Sayings.tsx';

const descriptions: Partial<Record<MetadataField, string>> = {
  publishedAt: 'As precise as it is known: 2025, 2025-05, 2025-05-16, 2025-05-16T19:39 or with a zone, +03:00.',
  language: 'A language tag: en, es, ar, ru.',
  source: 'The outlet that published it.',
  url: 'Beginning with https:// or http://.',
};

const none: never[] = [];

/** What all origins say of a field of an article; names and domains of its source count as one. */
function useSayings(article: Article, field: MetadataField): Saying[] {
  const { sourceId } = article;
  const sourced = article.metadata[field];
  const enabled = field === 'source' && sourceId !== null && sourced.others.length > 0;
  const sources = useBackend('sources.list', {}, { enabled });
  const source = enabled ? sources.data?.find((one) => one.sourceId === sourceId) : undefined;
  return useMemo(() => {
    // Until it is known how the source is called, nothing is said against its name.
    if (enabled && !source) return none;
    const names = source ? [source.name, source.domain ?? '', ...source.aliases] : none;
    return sayingsOf(field, sourced, names);
  }, [field, sourced, enabled, source]);
}

/** A piece of metadata with where it came from behind a dotted line, and a form to change it. */
export function MetadataValue(props: { article: Article; field: MetadataField; children: ReactNode; plain?: boolean }) {
  const { article, field } = props;
  const sayings = useSayings(article, field);
  const conflicts = conflictsIn(sayings);
  return (
    <Popover
      label={`${fieldNames[field]}: where it comes from`}
      width={sayings.length > 1 ? 400 : 320}
      trigger={
        <AriaButton className={props.plain ? styles.plain! : styles.value!}>
          {props.children}
          {conflicts > 0 ? (
            <span
              className={styles.conflict}
              title={`${counted(conflicts, 'origin')} of the ${fieldNames[field].toLowerCase()} ${conflicts === 1 ? 'says' : 'say'} otherwise`}
            >
              <Icon of={Split} size={14} />
              <span className="vh">{counted(conflicts, 'other value')}</span>
            </span>
          ) : null}
        </AriaButton>
      }
    >
      {(close) => <MetadataForm article={article} field={field} sayings={sayings} onDone={close} />}
    </Popover>
  );
}

function MetadataForm(props: { article: Article; field: MetadataField; sayings: readonly Saying[]; onDone(): void }) {
  const { article, field, sayings, onDone } = props;
  const { value, from } = article.metadata[field];
  const [text, setText] = useState(value ?? '');
  const [error, setError] = useState<string | null>(null);
  const locked = needsWriting();
  const { articleId } = article;
  const put = async (deed: () => Promise<Article>) => {
    try {
      const saved = await withCoder(deed);
      queryClient.setQueryData(['articles.get', { articleId }], saved);
      onDone();
    } catch (failure) {
      setError((failure as Error).message);
    }
  };
  const save = (next: string | null) => put(() => call('articles.edit', { articleId, field, value: next }));
  const choose = (saying: Saying) => {
    if (saying.inForce) return onDone();
    const [origin] = saying.from;
    if (origin) void put(() => call('articles.chooseEvidence', { articleId, field, from: origin }));
  };
  const several = sayings.length > 1;
  const isLong = field === 'title';
  return (
    <div className={styles.form}>
      <p>
        <span className="strong">{fieldNames[field]}</span>{' '}
        <span className="t2">{value === null && from === 'none' ? 'not known' : `from ${provenanceNames[from]}`}</span>
      </p>
      {fieldAccuracyRows(field, from).map(([term, description]) => (
        <p key={term} className="t3 small">
          {term}: {description}
        </p>
      ))}
      {several ? <Sayings field={field} sayings={sayings} disabled={locked !== null} onChoose={choose} /> : null}
      {field === 'publishedAt'
        ? article.openDates
            .slice(0, 1)
            .map((date) => <OpenDateForm key={date.written} article={article} date={date} onDone={onDone} />)
        : null}
      <Field
        label={several ? 'Something else' : fieldNames[field]}
        labelHidden={!several}
        value={text}
        onChange={(next) => {
          setText(next);
          setError(null);
        }}
        onSubmit={() => void save(text.trim() || null)}
        {...(isLong ? { rows: 3 } : {})}
        serif={isLong}
        dir="auto"
        disabled={locked !== null}
        description={descriptions[field]}
        error={error}
        autoFocus={!several}
      />
      <div className={styles.formActions}>
        {value !== null && field !== 'title' ? (
          <LinkButton disabled={locked ?? undefined} onPress={() => void save(null)}>
            Clear
          </LinkButton>
        ) : null}
        <Button
          size="form"
          disabled={locked ?? text.trim() === (value ?? '')}
          onPress={() => void save(text.trim() || null)}
        >
          Save
        </Button>
      </div>
    </div>
  );
}
