/** Synthetic corpora of any size, the same for the same seed. Every word and name in them is made up. */
import { createHash, randomUUID } from 'node:crypto';
import Database from 'better-sqlite3';
import { createProjectFile } from '../../electron/backend/db/connection.ts';
import { type NewsEvent, newsArticle, newsEvent } from './news.ts';

export interface SyntheticCorpus {
  articles: number;
  /** Mean words of an article; lengths vary between half and three times this. */
  words: number;
  seed?: number;
  /** Articles of one story on average: they share days and rare words. Left out: every article is about nothing. */
  perStory?: number;
  /** In the manner of news, so that analysers find something; in stories of `perStory`. */
  isNews?: boolean;
}

/** Numbers from 0 to 1, the same sequence for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const ONSETS = ['b', 'd', 'f', 'g', 'h', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'st', 'tr', 'pl', 'br'];
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ai', 'ea', 'ou'];
const LANGUAGES = ['en', 'en', 'en', 'en', 'en', 'es', 'fr', 'ar', 'ru', null];
const SOURCES = 40;
const VOCABULARY = 20_000;

/** The word at a rank of frequency, 0 the most frequent. Ranks below 18 × 8 × 18 × 8 give distinct words. */
export function wordAt(rank: number): string {
  let rest = rank;
  const next = (from: readonly string[]) => {
    const part = from[rest % from.length]!;
    rest = Math.floor(rest / from.length);
    return part;
  };
  return next(ONSETS) + next(VOWELS) + next(ONSETS) + next(VOWELS);
}

/** Writes a project file with articles straight into its tables, triggers and full-text index included. */
export function writeCorpus(path: string, { articles, words, seed = 1, perStory, isNews }: SyntheticCorpus): void {
  createProjectFile(path, randomUUID(), '2025-01-01T00:00:00.000Z');
  const db = new Database(path);
  try {
    // Speed alone counts while a corpus is made up; a crash costs nothing.
    db.pragma('synchronous = OFF');
    db.pragma('cache_size = -262144');
    db.exec('BEGIN');
    withoutIndexes(db, () => fill(db, { articles, words, perStory, isNews }, seededRandom(seed)));
    db.exec('COMMIT');
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
}

/** Indexes are built once at the end, and the full-text index in large pieces: several times faster for a million rows. */
function withoutIndexes(db: Database.Database, write: () => void) {
  const indexes = db.prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL`).all() as {
    name: string;
    sql: string;
  }[];
  const setPieces = (bytes: number) =>
    db.exec(`INSERT INTO article_fts (article_fts, rank) VALUES ('hashsize', ${bytes})`);
  for (const { name } of indexes) db.exec(`DROP INDEX ${name}`);
  setPieces(2 ** 26);
  write();
  for (const { sql } of indexes) db.exec(sql);
  // SQLite's own default.
  setPieces(2 ** 20);
}

/** What a story is told in: words of its own, and a day; a topic lends words to many stories. */
function eventsOf(perStory: number, random: () => number) {
  const upTo = (n: number) => Math.floor(random() * n);
  const rare = () => wordAt(upTo(VOCABULARY)) + wordAt(upTo(VOCABULARY));
  const topics = Array.from({ length: 300 }, () => Array.from({ length: 80 }, rare));
  let left = 0;
  let event = { own: [''], topic: topics[0]!, day: 0 };
  return () => {
    if (left-- <= 0) {
      left = Math.round(random() * 2 * (perStory - 1));
      event = { own: Array.from({ length: 60 }, rare), topic: topics[upTo(topics.length)]!, day: upTo(3650) };
    }
    return event;
  };
}

function newsEventsOf(perStory: number, random: () => number): () => NewsEvent {
  let left = 0;
  let event: NewsEvent | null = null;
  return () => {
    if (event === null || left-- <= 0) {
      left = Math.round(random() * 2 * (perStory - 1));
      event = newsEvent(random, 3650);
    }
    return event;
  };
}

function wordsInParagraphs(words: number, phrase: (count: number) => string): string[] {
  const paragraphs = [];
  for (let left = words; left > 0; left -= 45) paragraphs.push(phrase(Math.min(45, left)));
  return paragraphs;
}

function fill(
  db: Database.Database,
  { articles, words: meanWords, perStory, isNews }: Omit<SyntheticCorpus, 'seed'>,
  random: () => number,
) {
  const nextNews = isNews ? newsEventsOf(perStory ?? 1, random) : null;
  const nextEvent = perStory === undefined || isNews ? null : eventsOf(perStory, random);
  const upTo = (n: number) => Math.floor(random() * n);
  const vocabulary = Array.from({ length: VOCABULARY }, (_, rank) => wordAt(rank));
  // Zipf: a rank is met about as often as 1 / rank.
  const word = () => vocabulary[Math.floor(VOCABULARY ** random()) - 1]!;
  const phrase = (count: number, from = word) => Array.from({ length: count }, from).join(' ');

  db.exec(`INSERT INTO coder (id, name, created_at) VALUES (1, 'Rana', '2025-01-01T00:00:00.000Z')`);
  db.exec(`INSERT INTO import_root (id, location, title) VALUES (1, '/synthetic', 'synthetic')`);
  const addSource = db.prepare('INSERT INTO source (id, name, identity) VALUES (?, ?, ?)');
  for (let id = 1; id <= SOURCES; id++) {
    const name = `The ${wordAt(9000 + id * 7)} ${id % 2 ? 'Herald' : 'Courier'} ${id}`;
    addSource.run(id, name, `name:${name.toLowerCase()}`);
  }
  const addBody = db.prepare('INSERT INTO text_body (text_version_id, text) VALUES (?, ?)');
  const addVersion = db.prepare(
    `INSERT INTO text_version (id, article, number, sha256, cause, extractor, created_at)
     VALUES (?, ?, 1, ?, 'import', 'synthetic 1', '2025-01-01T00:00:00.000Z')`,
  );
  const addArticle = db.prepare(
    `INSERT INTO article (id, article_id, root_id, path, original_sha256, text_version_id, title, source_id,
       published_at, published_precision, published_sort, language, direction, words, added_at, import_job_id)
     VALUES (:id, :articleId, 1, :path, :sha, :id, :title, :source,
       :published, :precision, :sort, :language, :direction, :words, :added, 'synthetic')`,
  );
  const addDecision = db.prepare(
    `INSERT INTO triage_decision (article, coder, decision, decided_at) VALUES (?, 1, ?, '2025-01-02T00:00:00.000Z')`,
  );
  for (let id = 1; id <= articles; id++) {
    const length = Math.round(meanWords * (0.5 + random() * random() * 2.5));
    const event = nextEvent?.();
    const news = nextNews?.();
    const told = event
      ? () => (random() < 0.25 ? event.own[upTo(60)]! : random() < 0.2 ? event.topic[upTo(80)]! : word())
      : word;
    const { title, paragraphs } = news
      ? newsArticle(news, length, random)
      : { title: '', paragraphs: wordsInParagraphs(length, (count) => phrase(count, told)) };
    const text = paragraphs.join('\n\n');
    const happened = news ?? event;
    const sha = createHash('sha256').update(text).digest('hex');
    const day = new Date(Date.UTC(2015, 0, 1 + (happened ? happened.day + upTo(3) : upTo(3650))))
      .toISOString()
      .slice(0, 10);
    const published =
      random() < 0.05 ? null : `${day}T${String(upTo(24)).padStart(2, '0')}:${String(upTo(60)).padStart(2, '0')}`;
    const language = happened ? 'en' : LANGUAGES[upTo(LANGUAGES.length)]!;
    addVersion.run(id, id, sha);
    addBody.run(id, text);
    addArticle.run({
      id,
      articleId: `synthetic-${id}`,
      path: `batch-${Math.floor(id / 1000)}/${id}.txt`,
      sha,
      title: title || `${phrase(6)} ${id}`,
      source: random() < 0.03 ? null : 1 + Math.floor(SOURCES * random() ** 2),
      published,
      precision: published && 'minute',
      sort: published ?? '',
      language,
      direction: language === 'ar' ? 'rtl' : 'ltr',
      words: length,
      added: new Date(Date.UTC(2025, 0, 1) + id * 10).toISOString(),
    });
    if (random() < 0.1) addDecision.run(id, ['include', 'maybe', 'exclude'][upTo(3)]);
  }
}
