import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { settingsInForce } from '../../../analysis/analysers/settings.ts';
import type { StoredTerms } from '../../../analysis/stories/stored-terms.ts';
import { termsIn, unpackTerms } from '../../../analysis/stories/stored-terms.ts';
import type { FitInput } from '../../../analysis/stories/tasks.ts';
import type { ReadableDb } from '../../db/types.ts';
import { readSettings } from '../analysis/settings.ts';
import type { Backend } from '../backend.ts';
import { dayOf } from './material.ts';

/** Articles that people placed, the latest stories first; and articles of the corpus that say how rare a term is. */
const MOST = 300;
const SAMPLE = 2000;

interface Row {
  sort: string;
  precision: string | null;
  terms: Uint8Array;
  story: string | null;
}

/** Articles that people put into a story or out of all, and a sample of the others; copies left out. */
export function readCorrected(db: ReadableDb): FitInput {
  const columns = `a.published_sort AS sort, a.published_precision AS precision, t.terms, m.story_id AS story`;
  const corrected = db.all<Row>(
    `SELECT ${columns} FROM story_member m CROSS JOIN article a ON a.id = m.article JOIN story_terms t ON t.article = a.id
     WHERE m.by = 'person' AND (a.duplicate_group IS NULL OR a.duplicate_group = a.id) ORDER BY m.article DESC LIMIT ${MOST}`,
  );
  const step = Math.max(1, Math.floor((db.value<number>('SELECT max(article) FROM story_terms') ?? 1) / SAMPLE));
  const sample = db.all<Row>(
    `SELECT ${columns} FROM story_terms t CROSS JOIN article a ON a.id = t.article
       LEFT JOIN story_member m ON m.article = a.id WHERE t.article % ? = 0 LIMIT ${SAMPLE}`,
    step,
  );
  const numbers = new Map<string, number>();
  const stories = Int32Array.from(corrected, ({ story }) => {
    if (story === null) return 0;
    if (!numbers.has(story)) numbers.set(story, numbers.size + 1);
    return numbers.get(story)!;
  });
  const values = settingsInForce('stories', readSettings(db).stories);
  return {
    ...{ stored: stored(corrected), stories, sample: stored(sample) },
    settings: { window: Number(values.window), topic: Number(values.topic) },
  };
}

function stored(rows: readonly Row[]): StoredTerms {
  const starts = new Uint32Array(rows.length + 1);
  rows.forEach(({ terms }, i) => {
    starts[i + 1] = starts[i]! + termsIn(terms.length);
  });
  const into = {
    ...{ starts, hashes: new Uint32Array(starts.at(-1)!), counts: new Uint16Array(starts.at(-1)!) },
    days: Int32Array.from(rows, ({ sort, precision }) => dayOf(sort, precision)),
  };
  rows.forEach(({ terms }, i) => {
    unpackTerms(terms, into, starts[i]!);
  });
  return into;
}

/** What the corrections of people say of the least likeness of a story. */
export async function fitOfStories(
  backend: Pick<Backend, 'read' | 'analyse'>,
  signal?: AbortSignal,
): Promise<OutputOf<'stories.fit'>> {
  const options = signal ? { signal } : {};
  const input = await backend.read<FitInput>('stories/corrected', {}, options);
  return backend.analyse<OutputOf<'stories.fit'>>('stories/fit', input, options);
}
