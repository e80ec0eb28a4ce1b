import { AppError } from '../../../../shared/contract/errors.ts';
import { anchor, makeQuote } from '../../../../shared/text/quote.ts';
import type { ReadableDb, SqlValue } from '../../db/types.ts';
import type { ArticleMap, CommonArticle, Merge } from './merge.ts';

interface Known {
  id: number;
  articleId: string;
  textVersionId: number;
  sha256: string;
}

const ARTICLES = `SELECT a.id, a.article_id AS articleId, a.text_version_id AS textVersionId, v.sha256
  FROM article a JOIN text_version v ON v.id = a.text_version_id`;

/**
 * Finds each article of the other project here: by its id, which comes from path and bytes, else by its text where exactly one
 * article here has it.
 * @throws AppError CONFLICT when the projects have no article in common
 */
export function matchArticles(ours: ReadableDb, theirs: ReadableDb, name: string): ArticleMap {
  const here = ours.all<Known>(ARTICLES);
  const there = theirs.all<Known>(ARTICLES);
  const byId = new Map(here.map((article) => [article.articleId, article]));
  const bySha = new Map<string, Known | null>();
  for (const article of here) bySha.set(article.sha256, bySha.has(article.sha256) ? null : article);
  const common = new Map<number, CommonArticle>();
  const taken = new Set<number>();
  const take = (theirId: number, { id, textVersionId, sha256 }: Known) => {
    common.set(theirId, { id, textVersionId, sha256 });
    taken.add(id);
  };
  for (const article of there) {
    const same = byId.get(article.articleId);
    if (same) take(article.id, same);
  }
  for (const article of there) {
    if (common.has(article.id)) continue;
    const same = bySha.get(article.sha256);
    if (same && !taken.has(same.id)) take(article.id, same);
  }
  if (common.size === 0) {
    throw new AppError(
      'CONFLICT',
      there.length === 0
        ? `${name} has no articles, so there is nothing in it to merge.`
        : `${name} is about another corpus: none of its ${there.length.toLocaleString('en')} articles is in this project. Only work on the same articles can be merged; import the same folder first.`,
      { reason: 'other corpus', articles: there.length },
    );
  }
  const sha256There = new Map(
    theirs
      .all<{ id: number; sha256: string }>('SELECT id, sha256 FROM text_version')
      .map(({ id, sha256 }) => [id, sha256]),
  );
  return { there: there.length, common, sha256There };
}

/** A span as it is stored, of an annotation, one of its pieces, a mention or a passage. */
export interface StoredPlace {
  text_version_id: number;
  start: number | null;
  end: number | null;
  exact: string | null;
  prefix: string | null;
  suffix: string | null;
}

export interface Placed {
  text_version_id: number;
  start: number | null;
  end: number | null;
  prefix: string | null;
  suffix: string | null;
  status: 'anchored' | 'unplaced';
}

/** Places spans of the other project's texts in the texts here: as they are where the text is the same, else by quote. */
export class Placer {
  readonly #merge: Merge;
  /** The text that was asked for last: what is placed comes article by article. */
  #text = { version: -1, text: '' };

  constructor(merge: Merge) {
    this.#merge = merge;
  }

  #textOf(version: number): string {
    if (this.#text.version !== version) {
      const text = this.#merge.ours.value<string>('SELECT text FROM text_body WHERE text_version_id = ?', version);
      this.#text = { version, text: text ?? '' };
    }
    return this.#text.text;
  }

  place(article: CommonArticle, row: StoredPlace): Placed {
    const { textVersionId } = article;
    if (this.#merge.articles.sha256There.get(row.text_version_id) === article.sha256) {
      const status = row.start === null ? 'unplaced' : 'anchored';
      const { start, end, prefix, suffix } = row;
      return { text_version_id: textVersionId, start, end, prefix, suffix, status };
    }
    const text = this.#textOf(textVersionId);
    const quote = { exact: row.exact ?? '', prefix: row.prefix ?? '', suffix: row.suffix ?? '' };
    const found = anchor(text, { start: row.start ?? 0, end: row.end ?? -1, quote });
    if (!found) {
      const { prefix, suffix } = row;
      return { text_version_id: textVersionId, start: null, end: null, prefix, suffix, status: 'unplaced' };
    }
    const { prefix, suffix } = makeQuote(text, found.start, found.end);
    return { text_version_id: textVersionId, start: found.start, end: found.end, prefix, suffix, status: 'anchored' };
  }
}

/** One conflict for each article there that is not here and has work: what was left out with it. */
export function noteLeftOut(merge: Merge): void {
  const { theirs, articles, conflicts } = merge;
  const work = theirs.all<{
    id: number;
    article_id: string;
    title: string;
    annotations: number;
    mentions: number;
    decisions: number;
  }>(
    `SELECT a.id, a.article_id, a.title,
       (SELECT count(*) FROM annotation n WHERE n.article = a.id) AS annotations,
       (SELECT count(*) FROM claim_mention m WHERE m.article = a.id) AS mentions,
       (SELECT count(*) FROM triage_decision t WHERE t.article = a.id) AS decisions
     FROM article a ORDER BY a.article_id`,
  );
  for (const { id, article_id, title, ...counts } of work) {
    if (articles.common.has(id)) continue;
    const parts = (
      [
        [counts.annotations, 'annotation'],
        [counts.mentions, 'mention'],
        [counts.decisions, 'decision'],
      ] as [SqlValue, string][]
    ).flatMap(([n, word]) => (Number(n) > 0 ? [`${n} ${word}${n === 1 ? '' : 's'}`] : []));
    if (parts.length === 0) continue;
    conflicts.add('article', `“${title || article_id}” is not in this project. Left out: ${parts.join(', ')}.`, {
      articleId: article_id,
    });
  }
}
