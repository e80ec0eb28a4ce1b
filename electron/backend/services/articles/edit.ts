import { AppError } from '../../../../shared/contract/errors.ts';
import {
  type MetadataField,
  type Provenance,
  publishedAt as publishedAtForm,
} from '../../../../shared/model/article.ts';
import { parsePublished, publishedColumns } from '../../../../shared/model/published.ts';
import { directionOf } from '../../../../shared/text/direction.ts';
import type { TrackedRows } from '../../db/change-log.ts';
import type { SqlValue, WritableDb } from '../../db/types.ts';
import type { WriteContext } from '../handler.ts';
import { waitingDate } from '../sources/dates.ts';
import { identityOf, nextSourceId, ownerOf } from '../sources/identities.ts';
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

/** The source that is known by what was typed (a name, an alias or a domain), made when there is none. */
function sourceCalled(db: WritableDb, rows: TrackedRows, typed: string): number {
  const identity = identityOf(typed);
  const known = ownerOf(db, identity);
  if (known) return known.id;
  const id = nextSourceId(db);
  const domain = identity.startsWith('domain:') ? identity.slice('domain:'.length) : null;
  rows.insert('source', { id, name: typed, domain, identity, country: '', language: '', notes: '' });
  return id;
}

/**
 * Puts what another origin says of a field in force; what was in force stays in the evidence.
 * @throws AppError NOT_FOUND when that origin says nothing of it
 */
export function chooseEvidence(
  db: WritableDb,
  { articleId, field, from }: { articleId: string; field: MetadataField; from: Provenance },
  context: WriteContext,
): void {
  const stored = findArticle(db, articleId);
  const said = db.get<{ value: string | null }>(
    'SELECT value FROM evidence WHERE article = ? AND field = ? AND origin = ?',
    stored.id,
    field,
    from,
  );
  // A date that waited for its source's order has no evidence of its own.
  const waited = said || field !== 'publishedAt' ? null : waitingDate(db, stored);
  if (!said && waited?.from !== from) {
    throw new AppError('NOT_FOUND', `Nothing is known of the ${fieldNames[field]} from there.`, {
      articleId,
      field,
      from,
    });
  }
  const value = said ? said.value : (waited?.value ?? null);
  const about = stored.title === '' ? 'an article' : `“${stored.title}”`;
  const label = `Took the ${fieldNames[field]} of ${about} from: ${from}`;
  context.change({ action: 'articles.chooseEvidence', label, article: stored.id }, (rows) => {
    rows.update('article', { id: stored.id }, columnsOf(db, rows, field, value));
    unchoose(db, rows, stored.id, field, from);
    if (said) rows.update('evidence', { article: stored.id, field, origin: from }, { chosen: 1, picked: 1 });
  });
  context.touch(['articles'], [articleId]);
}

function choose(db: WritableDb, rows: TrackedRows, article: number, field: MetadataField, value: string | null): void {
  unchoose(db, rows, article, field, 'user');
  rows.put('evidence', { article, field, origin: 'user', value, chosen: 1 });
}

function unchoose(db: WritableDb, rows: TrackedRows, article: number, field: MetadataField, except: Provenance): void {
  const others = db.column<string>(
    'SELECT origin FROM evidence WHERE article = ? AND field = ? AND chosen = 1 AND origin <> ?',
    article,
    field,
    except,
  );
  for (const origin of others) rows.update('evidence', { article, field, origin }, { chosen: 0, picked: 0 });
}
