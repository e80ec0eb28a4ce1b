import { useState } from 'react';
import type { InputOf, OutputOf } from '../../../shared/contract/contract.ts';
import type { AppError } from '../../../shared/contract/errors.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { useChange } from '../../state/queries.ts';
import { Button, counted, Field, Head, warnOf } from '../../ui/index.ts';
import styles from './SourcesRoom.module.css';

type Source = OutputOf<'sources.list'>[number];
type Fields = Pick<InputOf<'sources.edit'>['fields'], 'name' | 'country' | 'language' | 'notes'>;

/** What is known about one source. A field is saved when it is left or Enter is pressed; every change can be undone. */
export function SourceForm({ source, onShowArticles }: { source: Source; onShowArticles(): void }) {
  const [fields, setFields] = useState<Required<Fields>>({
    name: source.name,
    country: source.country,
    language: source.language,
    notes: source.notes,
  } as Required<Fields>);
  const [refused, setRefused] = useState<{ name: keyof Fields; message: string } | null>(null);
  const edit = useChange('sources.edit');
  const reason = needsWriting();

  function save(name: keyof Fields) {
    const value = (fields[name] ?? '').trim();
    if (value === source[name] || reason) return;
    edit.mutateAsync({ sourceId: source.sourceId, fields: { [name]: value } }).catch((error: AppError) => {
      if (error.code === 'INVALID_INPUT' || error.code === 'CONFLICT') setRefused({ name, message: error.message });
      else warnOf(error);
    });
  }
  function change(name: keyof Fields, value: string) {
    setFields((before) => ({ ...before, [name]: value }));
    setRefused(null);
  }
  const field = (name: keyof Fields, label: string, rows?: number) => (
    <Field
      label={label}
      value={fields[name] ?? ''}
      onChange={(value) => change(name, value)}
      onEscape={() => change(name, source[name] ?? '')}
      error={refused?.name === name ? refused.message : null}
      onBlur={() => save(name)}
      onSubmit={() => save(name)}
      {...(rows ? { rows } : {})}
    />
  );
  return (
    <div className={styles.form}>
      <Head end={counted(source.articles, 'article')}>About this source</Head>
      {field('name', 'Name')}
      {field('country', 'Country')}
      {field('language', 'Language')}
      {field('notes', 'Notes', 6)}
      <p className="small t3">
        {source.domain ? `Recognised by the domain ${source.domain}.` : 'Recognised by its name: no address is known.'}
      </p>
      <div>
        <Button keys="Enter" onPress={onShowArticles}>
          Show its articles
        </Button>
      </div>
    </div>
  );
}
