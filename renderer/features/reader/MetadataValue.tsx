import { type ReactNode, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { Article, MetadataField } from '../../../shared/model/article.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { call } from '../../state/backend.ts';
import { queryClient } from '../../state/queries.ts';
import { Button, Field, LinkButton, Popover } from '../../ui/index.ts';
import { withCoder } from '../coding/coder.tsx';
import styles from './Headline.module.css';
import { fieldNames, provenanceNames } from './provenance.ts';

const descriptions: Partial<Record<MetadataField, string>> = {
  publishedAt: 'As precise as it is known: 2025, 2025-05, 2025-05-16, 2025-05-16T19:39 or with a zone, +03:00.',
  language: 'A language tag: en, es, ar, ru.',
  source: 'The outlet that published it.',
  url: 'Beginning with https:// or http://.',
};

/** A piece of metadata with where it came from behind a dotted line, and a form to change it. */
export function MetadataValue(props: { article: Article; field: MetadataField; children: ReactNode; plain?: boolean }) {
  const { article, field } = props;
  return (
    <Popover
      label={`${fieldNames[field]}: where it comes from`}
      width={320}
      trigger={<AriaButton className={props.plain ? styles.plain! : styles.value!}>{props.children}</AriaButton>}
    >
      {(close) => <MetadataForm article={article} field={field} onDone={close} />}
    </Popover>
  );
}

function MetadataForm({ article, field, onDone }: { article: Article; field: MetadataField; onDone(): void }) {
  const { value, from } = article.metadata[field];
  const [text, setText] = useState(value ?? '');
  const [error, setError] = useState<string | null>(null);
  const locked = needsWriting();
  const save = async (next: string | null) => {
    try {
      const { articleId } = article;
      const saved = await withCoder(() => call('articles.edit', { articleId, field, value: next }));
      queryClient.setQueryData(['articles.get', { articleId }], saved);
      onDone();
    } catch (failure) {
      setError((failure as Error).message);
    }
  };
  const isLong = field === 'title';
  return (
    <div className={styles.form}>
      <p>
        <span className="strong">{fieldNames[field]}</span>{' '}
        <span className="t2">{value === null && from === 'none' ? 'not known' : `from ${provenanceNames[from]}`}</span>
      </p>
      <Field
        label={fieldNames[field]}
        labelHidden
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
        autoFocus
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
