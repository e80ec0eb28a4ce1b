// What finding stories needs of the project, and what it leaves there. `jobs/find-stories.ts` takes the steps.
import { AppError } from '../../../../shared/contract/errors.ts';
import { NO_DAY, type StoredTerms, termsIn, unpackTerms } from '../../../analysis/stories/stored-terms.ts';
import type { ReadableDb, WritableDb } from '../../db/types.ts';
import type { ReadContext } from '../handler.ts';

export interface Untermed {
  id: number;
  title: string;
  text: string;
  language: string | null;
}

const MOST_CHARACTERS = 1_000_000;

/** Articles whose terms are missing, or were made by an earlier version, from `after` on. */
export function readUntermed(
  db: ReadableDb,
  { version, after, most }: { version: string; after: number; most: number },
  context: ReadContext,
): Untermed[] {
  const found: Untermed[] = [];
  let characters = 0;
  const rows = db.iterate<Untermed>(
    `SELECT a.id, a.title, b.text, a.language FROM article a LEFT JOIN story_terms t ON t.article = a.id
       JOIN text_body b ON b.text_version_id = a.text_version_id
     WHERE a.id > ? AND t.version IS NOT ? ORDER BY a.id LIMIT ?`,
    ...[after, version, most],
  );
  for (const row of rows) {
    if (context.cancelled()) throw new AppError('CANCELLED', 'Cancelled.');
    found.push(row);
    characters += row.text.length;
    if (characters >= MOST_CHARACTERS) break;
  }
  return found;
}

export function keepTerms(
  db: WritableDb,
  { version, terms }: { version: string; terms: { id: number; packed: Uint8Array }[] },
): void {
  for (const { id, packed } of terms) {
    db.run(
      `INSERT INTO story_terms (article, version, terms) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET version = excluded.version, compared = 0, terms = excluded.terms`,
      ...[id, version, packed],
    );
  }
}

/** The articles that stories are made of, one for each duplicate group, with what is known of them. */
export interface StoryMaterial {
  stored: StoredTerms;
  ids: Int32Array;
  /** 1: to be compared for the first time, or again. */
  fresh: Uint8Array;
  /** 1: it has copies, so that it is never alone. */
  hasCopies: Uint8Array;
  /** Number of its story from 1; 0 for none. */
  stories: Int32Array;
  byPerson: Uint8Array;
  /** Ids by those numbers; the first is empty. */
  storyIds: string[];
}

// Left out: locked stories, and what a person said belongs to none.
const FROM = `FROM story_terms t CROSS JOIN article a ON a.id = t.article
    LEFT JOIN story_member m ON m.article = a.id LEFT JOIN story s ON s.story_id = m.story_id
  WHERE (a.duplicate_group IS NULL OR a.duplicate_group = a.id) AND coalesce(s.is_locked, 0) = 0
    AND (m.article IS NULL OR m.story_id IS NOT NULL)`;

export function readMaterial(db: ReadableDb, _input: object, context: ReadContext): StoryMaterial {
  const size = db.get<{ articles: number; bytes: number }>(
    `SELECT count(*) AS articles, total(length(t.terms)) AS bytes ${FROM}`,
  )!;
  const n = size.articles;
  const material: StoryMaterial = {
    stored: {
      starts: new Uint32Array(shared(4 * (n + 1))),
      hashes: new Uint32Array(shared(4 * termsIn(size.bytes))),
      counts: new Uint16Array(shared(2 * termsIn(size.bytes))),
      days: new Int32Array(shared(4 * n)),
    },
    ids: new Int32Array(shared(4 * n)),
    fresh: new Uint8Array(shared(n)),
    hasCopies: new Uint8Array(shared(n)),
    stories: new Int32Array(shared(4 * n)),
    byPerson: new Uint8Array(shared(n)),
    storyIds: [''],
  };
  const { stored, ids, fresh, hasCopies, stories, byPerson, storyIds } = material;
  const numbers = new Map<string, number>();
  const rows = db.iterate<{
    id: number;
    sort: string;
    precision: string | null;
    grouped: number;
    compared: number;
    storyId: string | null;
    by: string | null;
    terms: Uint8Array;
  }>(
    `SELECT a.id, a.published_sort AS sort, a.published_precision AS precision, a.duplicate_group IS NOT NULL AS grouped,
       t.compared, m.story_id AS storyId, m.by, t.terms ${FROM} ORDER BY t.article`,
  );
  let i = 0;
  for (const row of rows) {
    if (context.cancelled()) throw new AppError('CANCELLED', 'Cancelled.');
    ids[i] = row.id;
    fresh[i] = row.compared ? 0 : 1;
    hasCopies[i] = row.grouped;
    stored.days[i] = dayOf(row.sort, row.precision);
    unpackTerms(row.terms, stored, stored.starts[i]!);
    stored.starts[i + 1] = stored.starts[i]! + termsIn(row.terms.length);
    if (row.storyId !== null) {
      if (!numbers.has(row.storyId)) numbers.set(row.storyId, storyIds.push(row.storyId) - 1);
      stories[i] = numbers.get(row.storyId)!;
      byPerson[i] = row.by === 'person' ? 1 : 0;
    }
    i++;
  }
  return material;
}

const shared = (bytes: number) => new SharedArrayBuffer(bytes);

const MS_A_DAY = 86_400_000;
/** A month or a year is no day. */
export function dayOf(sort: string, precision: string | null): number {
  if (precision === 'year' || precision === 'month' || sort === '') return NO_DAY;
  const time = Date.parse(sort.slice(0, 10));
  return Number.isNaN(time) ? NO_DAY : Math.floor(time / MS_A_DAY);
}

export interface StoryPass {
  version: string;
  settingsKey: string;
  articles: number;
  added: number;
}

export const readPass = (db: ReadableDb): StoryPass | null =>
  db.get<StoryPass>('SELECT version, settings_key AS settingsKey, articles, added FROM story_pass') ?? null;
