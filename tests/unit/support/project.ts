import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { recordChange, takeStep } from '../../../electron/backend/db/change-log.ts';
import { openForTest } from '../../../electron/backend/db/connection.ts';
import { handlers as annotations } from '../../../electron/backend/services/annotations/index.ts';
import { handlers as check } from '../../../electron/backend/services/check/index.ts';
import { handlers as claims } from '../../../electron/backend/services/claims/index.ts';
import { handlers as codebook } from '../../../electron/backend/services/codebook/index.ts';
import { handlers as exporting } from '../../../electron/backend/services/export/index.ts';
import type { Coder, ReadContext, WriteContext } from '../../../electron/backend/services/handler.ts';
import { placeAgain } from '../../../electron/backend/services/history/place-again.ts';
import { handlers as sources } from '../../../electron/backend/services/sources/index.ts';
import type { InputOf, MethodsOfKind, OutputOf } from '../../../shared/contract/contract.ts';
import { contract } from '../../../shared/contract/contract.ts';
import { AppError } from '../../../shared/contract/errors.ts';

const rooms = [codebook, annotations, claims, exporting, check, sources];
const functions: Record<string, (db: never, input: never, context: never) => unknown> = Object.assign(
  {},
  ...rooms.flatMap((room) => [room.queries ?? {}, room.commands ?? {}, room.reads ?? {}, room.writes ?? {}]),
);

export interface ArticleSketch {
  articleId: string;
  text: string;
  title?: string;
  path?: string;
  url?: string;
  source?: string;
  publishedAt?: string;
}

/** A project in memory whose handlers are called as the database threads call them, inputs and outputs checked. */
export function testProject(
  path?: string,
  resourcesDir = fileURLToPath(new URL('../../../resources', import.meta.url)),
) {
  const { db, transaction, close } = openForTest(path);
  let clock = Date.UTC(2026, 4, 16, 8, 0, 0);
  const touched: { rooms: readonly string[]; articleIds: readonly string[] | null }[] = [];
  db.run(`INSERT INTO import_root VALUES (1, '/folder', 'folder')`);

  const coderNamed = (name: string): Coder => {
    db.run('INSERT OR IGNORE INTO coder (name, created_at) VALUES (?, ?)', name, new Date(clock).toISOString());
    return db.get<Coder>('SELECT id, name FROM coder WHERE name = ?', name)!;
  };
  let coder: Coder | null = coderNamed('Ada Quill');

  function contextNow(): WriteContext {
    clock += 1000;
    const now = new Date(clock);
    const at = now.toISOString();
    const read: ReadContext = { coder, now, cancelled: () => false, resourcesDir };
    const requireCoder = () => {
      if (!coder) throw new AppError('NO_CODER', 'Give your name.');
      return coder;
    };
    return {
      ...read,
      at,
      requireCoder,
      change: (step, write) => recordChange(db, requireCoder().id, at, step, write).output,
      touch: (rooms_, articleIds = []) => touched.push({ rooms: rooms_, articleIds }),
    };
  }

  function internal<T>(name: string, input: unknown, context: Partial<WriteContext> = {}): T {
    return transaction('write', () =>
      functions[name]!(db as never, input as never, { ...contextNow(), ...context } as never),
    ) as T;
  }

  const step = (direction: 'undo' | 'redo') =>
    transaction('write', () => {
      const { change, placed } = takeStep(db, coder!.id, direction);
      placeAgain(db, placed);
      return change;
    });

  return {
    db,
    close,
    touched,
    now: () => new Date(clock).toISOString(),
    /** Whose work it is from now on. */
    use(name: string | null) {
      coder = name === null ? null : coderNamed(name);
    },
    call<M extends MethodsOfKind<'query'> | MethodsOfKind<'command'>>(method: M, input: InputOf<M>): OutputOf<M> {
      const output = internal(method, contract[method].input.parse(input));
      return contract[method].output.parse(output) as OutputOf<M>;
    },
    internal,
    undo: () => step('undo'),
    redo: () => step('redo'),
    lastLabel: () => db.value<string>('SELECT label FROM change ORDER BY change_id DESC LIMIT 1'),
    addArticle(sketch: ArticleSketch) {
      const id = (db.value<number>('SELECT coalesce(max(id), 0) + 1 FROM article') ?? 1) as number;
      const sha = createHash('sha256').update(sketch.text, 'utf8').digest('hex');
      const version = db.run(
        `INSERT INTO text_version (article, number, sha256, cause, extractor, created_at) VALUES (?, 1, ?, 'import', 'test 1', ?)`,
        id,
        sha,
        new Date(clock).toISOString(),
      ).lastInsertRowid;
      db.run('INSERT INTO text_body (text_version_id, text) VALUES (?, ?)', version, sketch.text);
      let sourceId: number | null = null;
      if (sketch.source) {
        db.run('INSERT OR IGNORE INTO source (name, identity) VALUES (?, ?)', sketch.source, `name:${sketch.source}`);
        sourceId = db.value<number>('SELECT id FROM source WHERE name = ?', sketch.source) ?? null;
      }
      db.run(
        `INSERT INTO article (id, article_id, root_id, path, original_sha256, text_version_id, title, source_id, url,
                              published_at, published_precision, published_sort, language, words, added_at)
         VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'en', ?, ?)`,
        ...[
          id,
          sketch.articleId,
          sketch.path ?? `${sketch.articleId}.txt`,
          sha,
          version,
          sketch.title ?? sketch.articleId,
        ],
        ...[sourceId, sketch.url ?? null, sketch.publishedAt ?? null, sketch.publishedAt ? 'day' : null],
        ...[sketch.publishedAt ?? '', sketch.text.split(/\s+/).length, new Date(clock).toISOString()],
      );
      return { id, textVersionId: String(version), sha };
    },
    /** A newer text version of an article, with nothing re-anchored. */
    replaceText(articleId: string, text: string) {
      const id = db.value<number>('SELECT id FROM article WHERE article_id = ?', articleId)!;
      const sha = createHash('sha256').update(text, 'utf8').digest('hex');
      const version = db.run(
        `INSERT INTO text_version (article, number, sha256, cause, extractor, created_at)
         SELECT ?, max(number) + 1, ?, 'restore', 'test 1', ? FROM text_version WHERE article = ?`,
        ...[id, sha, new Date(clock).toISOString(), id],
      ).lastInsertRowid;
      db.run('INSERT INTO text_body (text_version_id, text) VALUES (?, ?)', version, text);
      db.run('UPDATE article SET text_version_id = ? WHERE id = ?', version, id);
      return { textVersionId: String(version) };
    },
    /** Codes the first place where `quote` stands, by the codes' names; creates codes at the root as needed. */
    code(articleId: string, quote: string, names: string[], more: { memo?: string; confidence?: number } = {}) {
      const row = db.get<{ text: string; v: number }>(
        'SELECT text, text_version_id AS v FROM article JOIN text_body USING (text_version_id) WHERE article_id = ?',
        articleId,
      )!;
      const start = row.text.indexOf(quote);
      if (start < 0) throw new Error(`“${quote}” is not in ${articleId}.`);
      return this.call('annotations.create', {
        articleId,
        textVersionId: String(row.v),
        level: 'span',
        start,
        end: start + quote.length,
        quote,
        codeIds: names.map((name) => this.codeNamed(name)),
        ...more,
      });
    },
    codeNamed(name: string): string {
      const found = db.value<string>('SELECT code_id FROM code WHERE name = ?', name);
      return found ?? this.call('codebook.create', { fields: { name } }).codeId;
    },
  };
}
export type TestProject = ReturnType<typeof testProject>;

/** The error that a call ends with. */
export function errorOf(work: () => unknown): AppError {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('No error was thrown.');
}
