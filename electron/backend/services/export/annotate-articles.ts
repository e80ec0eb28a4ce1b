import { type CodePointIndex, codePointIndex } from '../../../../shared/text/offsets.ts';
import type { ReadableDb } from '../../db/types.ts';
import { type ArticleText, articleTextByRow } from '../spans/index.ts';
import type { AnnotateRow } from './annotate-rows.ts';

export interface IndexedArticle extends ArticleText {
  sha256: string;
  index: CodePointIndex;
}

/** Finds the article of a row: by `article_id`, else by the hash of its text, else by its address. */
export class ArticleFinder {
  readonly #db: ReadableDb;
  readonly #byUrl = new Map<string, number[]>();
  // Rows of one article stand together in our files.
  #last: IndexedArticle | undefined;

  constructor(db: ReadableDb, rows: readonly AnnotateRow[]) {
    this.#db = db;
    const urls = new Set(rows.map((row) => row.cell('url')).filter((url) => url !== ''));
    const found = db.all<{ id: number; url: string }>(
      'SELECT id, url FROM article WHERE url IN (SELECT value FROM json_each(?))',
      JSON.stringify([...urls]),
    );
    for (const { id, url } of found) this.#byUrl.set(url, [...(this.#byUrl.get(url) ?? []), id]);
  }

  /** The article, or why there is none. */
  articleOf(row: AnnotateRow): IndexedArticle | string {
    const articleId = row.cell('article_id');
    const sha256 = row.cell('text_sha256').toLowerCase();
    const url = row.cell('url');
    const ways: [string, string, () => number[]][] = [
      [
        'article_id',
        articleId,
        () => this.#db.column<number>('SELECT id FROM article WHERE article_id = ?', articleId),
      ],
      [
        'text_sha256',
        sha256,
        () =>
          this.#db.column<number>(
            'SELECT a.id FROM text_version v JOIN article a ON a.text_version_id = v.id WHERE v.sha256 = ?',
            sha256,
          ),
      ],
      ['url', url, () => this.#byUrl.get(url) ?? []],
    ];
    for (const [column, value, find] of ways) {
      if (value === '') continue;
      const ids = find();
      if (ids.length > 1) return `Ambiguous: ${ids.length} articles have this ${column}.`;
      if (ids[0] !== undefined) return this.#read(ids[0]);
    }
    const named = ways.filter(([, value]) => value !== '').map(([column]) => column);
    return named.length === 0
      ? 'The row names no article: article_id, text_sha256 and url are empty.'
      : `The project has no article with this ${named.join(', ')}.`;
  }

  #read(id: number): IndexedArticle {
    if (this.#last?.id === id) return this.#last;
    const article = articleTextByRow(this.#db, id);
    const sha256 = this.#db.value<string>('SELECT sha256 FROM text_version WHERE id = ?', article.textVersionId) ?? '';
    this.#last = { ...article, sha256, index: codePointIndex(article.text) };
    return this.#last;
  }
}
