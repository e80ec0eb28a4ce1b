import { AppError } from '../../../../shared/contract/errors.ts';
import { type MetadataField, publishedAt as publishedAtForm } from '../../../../shared/model/article.ts';
import { parsePublished, publishedColumns } from '../../../../shared/model/published.ts';
import { directionOf } from '../../../../shared/text/direction.ts';
import type { TrackedRows } from '../../db/change-log.ts';
import type { SqlValue, WritableDb } from '../../db/types.ts';
import type { WriteContext } from '../handler.ts';
import { foldName } from '../import/source-name.ts';
import { findArticle } from './article.ts';

const fieldNames: Record<MetadataField, string> = {
  title: 'title',
  source: 'source',
  byline: 'byline',
  publishedAt: 'date',
  language: 'language',
  url: 'address',
};

/**
 * Puts a value that a person typed in force; null or blank clears the field. What other origins say stays in the
 * evidence.
 * @throws AppError NOT_FOUND, INVALID_INPUT for a date, language tag or address that is none
 */
export function editArticle(
  db: WritableDb,
  input: { articleId: string; field: MetadataField; value: string | null },
  context: WriteContext,
): void {
  const stored = findArticle(db, input.articleId);
  const value = checked(input.field, input.value?.trim() || null);
  const about = stored.title === '' ? 'an article' : `“${stored.title}”`;
  const label = `${value === null ? 'Cleared' : 'Changed'} the ${fieldNames[input.field]} of ${about}`;
  context.change({ action: 'articles.edit', label, article: stored.id }, (rows) => {
    rows.update('article', { id: stored.id }, columnsOf(db, rows, input.field, value));
    choose(db, rows, stored.id, input.field, value);
  });
  context.touch(['articles'], [input.articleId]);
}

function checked(field: MetadataField, value: string | null): string | null {
  if (value === null) return null;
  if (field === 'publishedAt' && !parsePublished(value)) {
    const form = publishedAtForm.safeParse(value);
    const why = form.success ? 'There is no such day or time.' : form.error.issues[0]?.message;
    throw new AppError('INVALID_INPUT', `“${value}” is not a date Parallax can read. ${why}`, { field });
  }
  if (field === 'language') return languageTag(value);
  if (field === 'url' && !/^https?:\/\/\S+$/i.test(value)) {
    throw new AppError('INVALID_INPUT', 'An address starts with http:// or https:// and has no spaces.', { field });
  }
  return value;
}

/** A BCP 47 tag in its usual spelling: `en`, `pt-BR`, `sr-Latn`. */
function languageTag(value: string): string {
  try {
    const [tag] = Intl.getCanonicalLocales(value);
    if (tag) return tag;
  } catch {
    // Falls through to the one message.
  }
  throw new AppError('INVALID_INPUT', `“${value}” is not a language code. Use a code like en, ar or pt-BR.`, {
    field: 'language',
  });
}

function columnsOf(
  db: WritableDb,
  rows: TrackedRows,
  field: MetadataField,
  value: string | null,
): Record<string, SqlValue> {
  switch (field) {
    case 'title':
      return { title: value ?? '' };
    case 'source':
      return { source_id: value === null ? null : sourceCalled(db, rows, value) };
    case 'publishedAt':
      return { ...publishedColumns(value) };
    case 'language':
      return { language: value, direction: directionOf(value) };
    default:
      return { [field]: value };
  }
}

/** The source of this name, made when there is none. */
function sourceCalled(db: WritableDb, rows: TrackedRows, name: string): number {
  const identity = `name:${foldName(name)}`;
  const known = db.value<number>(
    `SELECT id FROM source WHERE name = :name COLLATE NOCASE OR identity = :identity ORDER BY name <> :name, id LIMIT 1`,
    { name, identity },
  );
  if (known !== undefined) return known;
  const id = (db.value<number>('SELECT max(id) FROM source') ?? 0) + 1;
  rows.insert('source', { id, name, domain: null, identity, country: '', language: '', notes: '' });
  return id;
}

function choose(db: WritableDb, rows: TrackedRows, article: number, field: MetadataField, value: string | null): void {
  const others = db.column<string>(
    `SELECT origin FROM evidence WHERE article = ? AND field = ? AND chosen = 1 AND origin <> 'user'`,
    article,
    field,
  );
  for (const origin of others) rows.update('evidence', { article, field, origin }, { chosen: 0 });
  rows.put('evidence', { article, field, origin: 'user', value, chosen: 1 });
}
