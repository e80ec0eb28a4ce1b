import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { type CountedInArticles, rateOf } from '../../../analysis/rates/rate.ts';
import type { ReadableDb } from '../../db/types.ts';
import { oncePerState } from './once.ts';
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

/** What was found of persuasion techniques in every source, as sums over articles. */
export const techniquesBySource = oncePerState((db: ReadableDb): Techniques => {
  const words = new Map<number | null, Words>();
  for (const { sourceId, ...sums } of db.all<Words & { sourceId: number | null }>(
    `SELECT a.source_id AS sourceId, count(*) AS articles, sum(a.words) AS words, sum(a.words * a.words) AS wordSquares
     FROM analysis_state s CROSS JOIN article a ON a.id = s.article
     WHERE s.analyser = 'techniques' AND s.n IS NOT NULL GROUP BY a.source_id`,
  ))
    words.set(sourceId, sums);
  const found: Techniques['found'] = new Map();
  const totals = new Map<string, number>();
  for (const { sourceId, label, ...sums } of db.all<Found & { sourceId: number | null; label: string }>(
    `SELECT a.source_id AS sourceId, c.label, sum(c.n) AS n, sum(c.n * c.n) AS countSquares,
       sum(c.n * a.words) AS countTimesWords
     FROM finding_count c CROSS JOIN article a ON a.id = c.article
     WHERE c.analyser = 'techniques' GROUP BY a.source_id, c.label`,
  )) {
    const labels = found.get(sourceId) ?? new Map<string, Found>();
    found.set(sourceId, labels.set(label, sums));
    totals.set(label, (totals.get(label) ?? 0) + sums.n);
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
