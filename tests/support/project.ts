/** A project in memory, and the rooms' handlers called as a database thread calls them. */
import { createHash } from 'node:crypto';
import { type ChangeStep, recordChange, type TrackedRows } from '../../electron/backend/db/change-log.ts';
import { openForTest } from '../../electron/backend/db/connection.ts';
import type { WritableDb } from '../../electron/backend/db/types.ts';
import { handlers as agreement } from '../../electron/backend/services/agreement/index.ts';
import { handlers as analysis } from '../../electron/backend/services/analysis/index.ts';
import { handlers as annotations } from '../../electron/backend/services/annotations/index.ts';
import { handlers as articles } from '../../electron/backend/services/articles/index.ts';
import { handlers as claims } from '../../electron/backend/services/claims/index.ts';
import { handlers as cleaning } from '../../electron/backend/services/cleaning/index.ts';
import { handlers as codebook } from '../../electron/backend/services/codebook/index.ts';
import { handlers as coders } from '../../electron/backend/services/coders/index.ts';
import { handlers as compare } from '../../electron/backend/services/compare/index.ts';
import { handlers as duplicates } from '../../electron/backend/services/duplicates/index.ts';
import { handlers as exporting } from '../../electron/backend/services/export/index.ts';
import type { Coder, RoomHandlers, WriteContext } from '../../electron/backend/services/handler.ts';
import { handlers as history } from '../../electron/backend/services/history/index.ts';
import { handlers as importing } from '../../electron/backend/services/import/index.ts';
import { handlers as learning } from '../../electron/backend/services/learning/index.ts';
import { handlers as likely } from '../../electron/backend/services/likely/index.ts';
import { handlers as merge } from '../../electron/backend/services/merge/index.ts';
import { handlers as names } from '../../electron/backend/services/names/index.ts';
import { handlers as profiles } from '../../electron/backend/services/profiles/index.ts';
import { handlers as projects } from '../../electron/backend/services/projects/index.ts';
import { handlers as providers } from '../../electron/backend/services/providers/index.ts';
import { handlers as results } from '../../electron/backend/services/results/index.ts';
import { handlers as rounds } from '../../electron/backend/services/rounds/index.ts';
import { handlers as sources } from '../../electron/backend/services/sources/index.ts';
import { handlers as stories } from '../../electron/backend/services/stories/index.ts';
import { handlers as suggestions } from '../../electron/backend/services/suggestions/index.ts';
import { handlers as triage } from '../../electron/backend/services/triage/index.ts';
import { contract, type InputOf, type MethodsOfKind, type OutputOf } from '../../shared/contract/contract.ts';
import { AppError } from '../../shared/contract/errors.ts';
import type { ChangedRoom } from '../../shared/contract/events.ts';
import { publishedColumns } from '../../shared/model/published.ts';
import { directionOf } from '../../shared/text/direction.ts';
import { wordCount } from '../../shared/text/segmentation.ts';

const rooms: readonly RoomHandlers[] = [
  ...[importing, articles, annotations, triage, history, sources, cleaning, compare, duplicates],
  ...[analysis, stories, profiles, names, suggestions, learning, likely],
  ...[projects, coders, rounds, codebook, claims, exporting, merge, agreement, results],
  providers,
];
// biome-ignore lint/suspicious/noExplicitAny: looked up by name, as the threads do.
const byName = (kind: keyof RoomHandlers): Record<string, any> => Object.assign({}, ...rooms.map((room) => room[kind]));
const reads = { ...byName('queries'), ...byName('reads') };
const writes = { ...byName('commands'), ...byName('writes') };

export interface ArticleFixture {
  articleId: string;
  title?: string;
  text?: string;
  source?: string | null;
  publishedAt?: string | null;
  language?: string | null;
  removed?: { start: number; reason: string; text: string }[];
  evidence?: Record<string, [origin: string, value: string]>;
  duplicateOf?: string;
  importJobId?: string;
  /** Name and version; default 'test 1'. */
  extractor?: string;
}

export interface TestProject {
  db: WritableDb;
  /** Calls a contract method: input parsed, output checked against the contract. */
  call<M extends MethodsOfKind<'query' | 'command'>>(method: M, input: InputOf<M>): OutputOf<M>;
  /** Any function of the rooms by name, as `Backend.read` and `Backend.write` do. */
  read(name: string, input: unknown): unknown;
  write(name: string, input: unknown): unknown;
  /** Whoever acts from now on; null: nobody gave a name yet. */
  actAs(name: string | null): Coder | null;
  /** One step of undo on tracked tables. */
  change(step: Partial<ChangeStep>, write: (rows: TrackedRows) => unknown): number;
  addArticle(fixture: ArticleFixture): number;
  /** What the last write told pages. */
  touched: { rooms: ChangedRoom[]; articleIds: string[] | null };
  cancelled: boolean;
  /** Seconds since the start of the fixture's clock; moves on with each write. */
  at(): string;
  close(): void;
}

export function testProject(path?: string): TestProject {
  const connection = openForTest(path);
  const { db } = connection;
  let coder: Coder | null = null;
  let seconds = 0;
  const now = () => new Date(Date.UTC(2025, 4, 1) + seconds * 1000);

  const readContext = () => ({
    coder,
    now: now(),
    cancelled: () => project.cancelled,
    resourcesDir: '',
  });

  function transact(name: string, input: unknown) {
    seconds++;
    const rooms = new Set<ChangedRoom>();
    let articleIds: string[] | null = [];
    const base = readContext();
    const at = base.now.toISOString();
    const requireCoder = () => {
      if (!coder) throw new AppError('NO_CODER', 'Give your name as coder first.');
      return coder;
    };
    const context: WriteContext = {
      ...base,
      at,
      requireCoder,
      change(step, write) {
        const change = recordChange(db, requireCoder().id, at, step, write);
        for (const room of change.rooms) rooms.add(room);
        if (change.rows > 0) rooms.add('history');
        return change.output;
      },
      touch(touched, ids = []) {
        for (const room of touched) rooms.add(room);
        articleIds = ids === null ? null : articleIds && [...articleIds, ...ids];
      },
    };
    const output = connection.transaction('write', () => writes[name](db, input, context));
    project.touched = { rooms: [...rooms].sort(), articleIds };
    return output;
  }

  const project: TestProject = {
    db,
    touched: { rooms: [], articleIds: [] },
    cancelled: false,
    at: () => now().toISOString(),
    close: () => connection.close(),
    call(method, input) {
      const { kind, input: inputSchema, output: outputSchema } = contract[method];
      const parsed = inputSchema.parse(input);
      const output = kind === 'query' ? project.read(method, parsed) : project.write(method, parsed);
      // Strict about the wire: what the contract does not name would be dropped, what it names must be there.
      return outputSchema.parse(structuredClone(output)) as OutputOf<typeof method>;
    },
    read: (name, input) => connection.transaction('read', () => reads[name](db, input, readContext())),
    write: transact,
    actAs(name) {
      if (name === null) coder = null;
      else {
        db.run('INSERT INTO coder (name, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING', name, project.at());
        coder = db.get<Coder>('SELECT id, name FROM coder WHERE name = ?', name) ?? null;
      }
      return coder;
    },
    change(step, write) {
      seconds++;
      if (!coder) throw new Error('Nobody acts.');
      const full = { action: 'test', label: 'A change', article: null, ...step };
      const { id } = coder;
      return connection.transaction('write', () => recordChange(db, id, project.at(), full, write)).rows;
    },
    addArticle: (fixture) => connection.transaction('write', () => insertArticle(db, fixture, project.at())),
  };
  return project;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function insertArticle(db: WritableDb, fixture: ArticleFixture, at: string): number {
  const {
    articleId,
    title = `Article ${articleId}`,
    text = 'A short report.',
    source = null,
    language = 'en',
  } = fixture;
  db.run(`INSERT INTO import_root (id, location, title) VALUES (1, '/corpus', 'corpus') ON CONFLICT DO NOTHING`);
  const id = (db.value<number>('SELECT max(id) FROM article') ?? 0) + 1;
  const version = db.run(
    `INSERT INTO text_version (article, number, sha256, cause, extractor, created_at)
     VALUES (?, 1, ?, 'import', ?, ?)`,
    id,
    sha256(text),
    fixture.extractor ?? 'test 1',
    at,
  ).lastInsertRowid;
  db.run('INSERT INTO text_body (text_version_id, text) VALUES (?, ?)', version, text);
  for (const [ord, passage] of (fixture.removed ?? []).entries()) {
    db.run(
      'INSERT INTO removed_passage (text_version_id, ord, start, reason, text) VALUES (?, ?, ?, ?, ?)',
      version,
      ord,
      passage.start,
      passage.reason,
      passage.text,
    );
  }
  const sourceId = source === null ? null : sourceCalled(db, source);
  const head = fixture.duplicateOf
    ? (db.value<number>('SELECT id FROM article WHERE article_id = ?', fixture.duplicateOf) ?? null)
    : null;
  if (head !== null) db.run('UPDATE article SET duplicate_group = id WHERE id = ?', head);
  const published = publishedColumns(fixture.publishedAt ?? null);
  db.run(
    `INSERT INTO article (id, article_id, root_id, path, original_sha256, text_version_id, title, source_id, published_at,
       published_precision, published_at_utc, published_sort, language, direction, words, added_at, import_job_id,
       duplicate_group)
     VALUES (:id, :articleId, 1, :path, :sha, :version, :title, :sourceId, :published_at, :published_precision,
       :published_at_utc, :published_sort, :language, :direction, :words, :at, :job, :head)`,
    {
      ...{ id, articleId, path: `${articleId}.txt`, sha: sha256(text), version, title, sourceId, language, at, head },
      ...published,
      direction: directionOf(language),
      words: wordCount(text, language),
      job: fixture.importJobId ?? null,
    },
  );
  for (const [field, [origin, value]] of Object.entries(fixture.evidence ?? {})) {
    db.run(
      'INSERT INTO evidence (article, field, origin, value, chosen) VALUES (?, ?, ?, ?, 1)',
      id,
      field,
      origin,
      value,
    );
  }
  return id;
}

function sourceCalled(db: WritableDb, name: string): number {
  const identity = `name:${name.toLowerCase()}`;
  const known = db.value<number>('SELECT id FROM source WHERE identity = ?', identity);
  return known ?? db.run('INSERT INTO source (name, identity) VALUES (?, ?)', name, identity).lastInsertRowid;
}
