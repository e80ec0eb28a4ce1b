import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { type CountedInArticles, rateOf } from '../../../analysis/rates/rate.ts';
import { oncePerState } from '../../db/once.ts';
import type { ReadableDb } from '../../db/types.ts';
import { requireSource } from './source.ts';

type Words = Pick<CountedInArticles, 'words' | 'articles' | 'wordSquares'>;
type Found = Pick<CountedInArticles, 'n' | 'countSquares' | 'countTimesWords'>;

interface Techniques {
  /** By source; articles without one stand under null. */
  words: Map<number | null, Words>;
  found: Map<number | null, Map<string, Found>>;
  /** Most frequent first. */
  labels: string[];
}

const noWords: Words = { words: 0, articles: 0, wordSquares: 0 };
const nothing: Found = { n: 0, countSquares: 0, countTimesWords: 0 };

/**
 * What was found of persuasion techniques in every source, as sums over articles. Articles come one by one in the order of
 * the key, each with its labels as one text: grouping by source and label in SQL would sort all of them.
 */
export const techniquesBySource = oncePerState((db: ReadableDb): Techniques => {
  const words: Techniques['words'] = new Map();
  const found: Techniques['found'] = new Map();
  const totals = new Map<string, number>();
  for (const article of db.all<{ sourceId: number | null; words: number; labels: string | null }>(
    `SELECT a.source_id AS sourceId, a.words, group_concat(c.label || ' ' || c.n, ',') AS labels
     FROM analysis_state s CROSS JOIN article a ON a.id = s.article
       LEFT JOIN finding_count c ON c.analyser = s.analyser AND c.article = s.article
     WHERE s.analyser = 'techniques' AND s.n IS NOT NULL GROUP BY s.article`,
  )) {
    const sums = words.get(article.sourceId) ?? { ...noWords };
    words.set(article.sourceId, sums);
    sums.articles++;
    sums.words += article.words;
    sums.wordSquares += article.words * article.words;
    if (article.labels === null) continue;
    const labels = found.get(article.sourceId) ?? new Map<string, Found>();
    found.set(article.sourceId, labels);
    for (const part of article.labels.split(',')) {
      const space = part.lastIndexOf(' ');
      const label = part.slice(0, space);
      const n = Number(part.slice(space + 1));
      const sum = labels.get(label) ?? { ...nothing };
      labels.set(label, sum);
      sum.n += n;
      sum.countSquares += n * n;
      sum.countTimesWords += n * article.words;
      totals.set(label, (totals.get(label) ?? 0) + n);
    }
  }
  const labels = [...totals].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([label]) => label);
  return { words, found, labels };
});

export function rateIn({ words, found }: Techniques, sourceId: number, label: string) {
  const counted = { ...(words.get(sourceId) ?? noWords), ...(found.get(sourceId)?.get(label) ?? nothing) };
  return { n: counted.n, rate: rateOf(counted) };
}

export function techniquesOf(
  db: ReadableDb,
  { sourceId }: ParsedInputOf<'profiles.techniques'>,
): OutputOf<'profiles.techniques'> {
  requireSource(db, sourceId);
  const all = techniquesBySource(db);
  const own = all.words.get(sourceId) ?? noWords;
  const others = [...all.words].filter(([id]) => id !== sourceId);
  const otherWords = added(
    others.map(([, words]) => words),
    noWords,
  );
  return {
    articles: own.articles,
    words: own.words,
    others: {
      articles: otherWords.articles,
      words: otherWords.words,
      sources: others.filter(([id, { words }]) => id !== null && words > 0).length,
    },
    labels: all.labels.map((label) => {
      const elsewhere = added(
        others.map(([id]) => all.found.get(id)?.get(label) ?? nothing),
        nothing,
      );
      return {
        label,
        ...rateIn(all, sourceId, label),
        othersN: elsewhere.n,
        othersRate: rateOf({ ...otherWords, ...elsewhere }),
      };
    }),
  };
}

function added<T extends object>(many: readonly T[], none: T): T {
  const sum: Record<string, number> = { ...none } as Record<string, number>;
  for (const one of many) for (const [name, value] of Object.entries(one)) sum[name] = (sum[name] ?? 0) + value;
  return sum as T;
}
