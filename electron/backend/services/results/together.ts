// Codes that stand together in the work of one coder.
import {
  type Closeness,
  type PassageFilter,
  passageSort,
  type TogetherMatrix,
} from '../../../../shared/contract/rooms/results.ts';
import type { ReadableDb } from '../../db/types.ts';
import type { ReadContext } from '../handler.ts';
import { codeRows, codesMeant } from './codes.ts';
import { alive, selectAnnotations } from './selection.ts';
import { SentencesOf } from './sentences.ts';

/** An annotation with what it counts for. */
interface Mark {
  /** Row id. */
  id: number;
  /** Kinds of code, as the caller numbers them. */
  kinds: number[];
  /** Stretches in the text in force; empty where it has no place in it. */
  stretches: { start: number; end: number }[];
}

/** Marks of one coder in one article. */
interface Work {
  article: number;
  marks: Mark[];
}

interface MarkRow {
  id: number;
  annotationId: string;
  article: number;
  coder: number;
  start: number | null;
  end: number | null;
  hasPlace: number;
}

/** Reads annotations article by article, coder by coder; those that count for nothing are left out. */
function* worksOf(
  db: ReadableDb,
  ids: readonly number[],
  kindsOf: ReadonlyMap<string, readonly number[]>,
  context: ReadContext,
): Generator<Work> {
  const list = { ids: JSON.stringify(ids) };
  const kinds = new Map<string, Set<number>>();
  for (const { annotation, code } of db.iterate<{ annotation: string; code: string }>(
    `SELECT c.annotation_id AS annotation, c.code_id AS code FROM json_each(:ids) j
     CROSS JOIN annotation n ON n.rowid = j.value JOIN coding c ON c.annotation_id = n.annotation_id`,
    list,
  )) {
    const given = kindsOf.get(code);
    if (!given || given.length === 0) continue;
    const known = kinds.get(annotation);
    if (known) for (const kind of given) known.add(kind);
    else kinds.set(annotation, new Set(given));
  }
  alive(context);
  const pieces = Map.groupBy(
    db.all<{ annotation: string; start: number; end: number }>(
      `SELECT annotation_id AS annotation, start, end FROM annotation_piece WHERE start IS NOT NULL`,
    ),
    ({ annotation }) => annotation,
  );
  const rows = db.all<MarkRow>(
    `SELECT n.rowid AS id, n.annotation_id AS annotationId, n.article, n.coder, n.start, n.end,
       n.level = 'span' AND n.status = 'anchored' AND n.text_version_id = a.text_version_id AS hasPlace
     FROM json_each(:ids) j CROSS JOIN annotation n ON n.rowid = j.value JOIN article a ON a.id = n.article
     ORDER BY n.article, n.coder, n.start, n.end`,
    list,
  );
  let work: Work & { coder: number } = { article: -1, coder: -1, marks: [] };
  for (const row of rows) {
    const given = kinds.get(row.annotationId);
    if (!given) continue;
    if (row.article !== work.article || row.coder !== work.coder) {
      if (work.marks.length > 0) yield work;
      alive(context);
      work = { article: row.article, coder: row.coder, marks: [] };
    }
    const stretches =
      row.hasPlace && row.start !== null && row.end !== null
        ? [{ start: row.start, end: row.end }, ...(pieces.get(row.annotationId) ?? [])]
        : [];
    work.marks.push({ id: row.id, kinds: [...given], stretches });
  }
  if (work.marks.length > 0) yield work;
}

/** What is told of each meeting: marks come with the kinds that they meet, units with both kinds. */
interface Listener {
  /** Kinds that one mark stands together with, its own aside unless another kind of it is met. */
  mark(mark: Mark, met: ReadonlySet<number>): void;
  /** One thing that two kinds have in common; `unit` is the same for the same thing, within the article. */
  unit(article: number, unit: number | null, kind: number, other: number): void;
}

function meetings(db: ReadableDb, works: Iterable<Work>, within: Closeness, { mark, unit }: Listener): void {
  let article = -1;
  let text: SentencesOf | null = null;
  for (const work of works) {
    if (work.article !== article) text = null;
    article = work.article;
    if (within === 'annotation') {
      for (const one of work.marks) {
        mark(one, new Set(one.kinds));
        for (const kind of one.kinds) for (const other of one.kinds) unit(article, null, kind, other);
      }
    } else if (within === 'article') {
      const all = new Set(work.marks.flatMap(({ kinds }) => kinds));
      for (const one of work.marks) mark(one, all);
      for (const kind of all) for (const other of all) unit(article, 0, kind, other);
    } else if (within === 'overlap') {
      overlapping(work, mark, (kind, other) => unit(article, null, kind, other));
    } else {
      text ??= textOf(db, article);
      sharingSentences(work, text, mark, (sentence, kind, other) => unit(article, sentence, kind, other));
    }
  }
}

const overlap = (a: Mark, b: Mark) =>
  a.stretches.some((one) => b.stretches.some((other) => one.start < other.end && other.start < one.end));

function overlapping({ marks }: Work, mark: Listener['mark'], pair: (kind: number, other: number) => void) {
  const placed = marks.filter(({ stretches }) => stretches.length > 0);
  const extent = ({ stretches }: Mark) => Math.max(...stretches.map(({ end }) => end));
  const met = new Map(placed.map((one) => [one, new Set(one.kinds)]));
  const pairs = (a: Mark, b: Mark) => {
    for (const kind of a.kinds) for (const other of b.kinds) pair(kind, other);
  };
  // In the order of their starts, so that only what has not ended yet can overlap.
  let open: { one: Mark; end: number }[] = [];
  for (const one of placed) {
    const { start } = one.stretches[0]!;
    open = open.filter(({ end }) => end > start);
    for (const { one: before } of open) {
      if (!overlap(before, one)) continue;
      pairs(before, one);
      pairs(one, before);
      for (const kind of one.kinds) met.get(before)!.add(kind);
      for (const kind of before.kinds) met.get(one)!.add(kind);
    }
    pairs(one, one);
    open.push({ one, end: extent(one) });
  }
  for (const [one, kinds] of met) mark(one, kinds);
}

function textOf(db: ReadableDb, article: number): SentencesOf {
  const found = db.get<{ text: string; language: string | null }>(
    `SELECT b.text, a.language FROM article a JOIN text_body b ON b.text_version_id = a.text_version_id WHERE a.id = ?`,
    article,
  );
  return new SentencesOf(found?.text ?? '', found?.language ?? null);
}

function sharingSentences(
  { marks }: Work,
  text: SentencesOf,
  mark: Listener['mark'],
  share: (sentence: number, kind: number, other: number) => void,
) {
  /** Kinds by the sentence's start. */
  const inSentence = new Map<number, Set<number>>();
  const touched = marks.map((one) => {
    const starts = new Set(one.stretches.flatMap(({ start, end }) => text.touching(start, end).map((s) => s.start)));
    for (const start of starts) {
      const kinds = inSentence.get(start) ?? new Set();
      inSentence.set(start, kinds);
      for (const kind of one.kinds) kinds.add(kind);
    }
    return { one, starts };
  });
  for (const [start, kinds] of inSentence)
    for (const kind of kinds) for (const other of kinds) share(start, kind, other);
  for (const { one, starts } of touched) {
    if (one.stretches.length > 0) mark(one, new Set([...starts].flatMap((start) => [...inSentence.get(start)!])));
  }
}

const byPlace = passageSort.parse({});
const whateverCode = (filter: PassageFilter): PassageFilter => ({
  ...filter,
  ...{ codeIds: [], uncoded: false, together: null },
});

/** Row ids of annotations that stand together with one that has one of the other codes, among those the filter means. */
export function standingTogether(
  db: ReadableDb,
  filter: PassageFilter,
  { codeIds, within }: NonNullable<PassageFilter['together']>,
  context: ReadContext,
): Set<number> {
  const ids = selectAnnotations(db, whateverCode(filter), byPlace, context);
  const others = new Set(codesMeant(db, codeIds, filter.withBelow));
  const all = db.column<string>('SELECT code_id FROM code');
  const OTHER = 1;
  const kinds = new Map(all.map((codeId) => [codeId, others.has(codeId) ? [OTHER] : [0]]));
  const found = new Set<number>();
  meetings(db, worksOf(db, ids, kinds, context), within, {
    mark: ({ id }, met) => {
      if (met.has(OTHER)) found.add(id);
    },
    unit: () => {},
  });
  return found;
}

/** How often the codes of a filter stand together. */
export function togetherMatrix(
  db: ReadableDb,
  { filter, rollUp, within }: { filter: PassageFilter; rollUp: boolean; within: Closeness },
  context: ReadContext,
): TogetherMatrix {
  const { codeIds, rowsOf } = codeRows(db, filter, rollUp);
  const ids = selectAnnotations(db, { ...filter, ...(rollUp ? { withBelow: true } : {}) }, byPlace, context);
  const totals = codeIds.map(() => ({ annotations: 0, articles: 0, last: -1 }));
  const cells = new Map<number, { units: number; annotations: number }>();
  const cellAt = (kind: number, other: number) => {
    const key = kind * codeIds.length + other;
    const known = cells.get(key) ?? { units: 0, annotations: 0 };
    cells.set(key, known);
    return known;
  };
  let leftOut = 0;
  const needsPlace = within === 'overlap' || within === 'sentence';
  const counted = function* (works: Iterable<Work>) {
    for (const work of works) {
      for (const one of work.marks) {
        if (needsPlace && one.stretches.length === 0) leftOut++;
        for (const kind of one.kinds) {
          const total = totals[kind]!;
          total.annotations++;
          if (total.last !== work.article) total.articles++;
          total.last = work.article;
        }
      }
      yield work;
    }
  };
  // What two coders both found together in the same article or sentence is one.
  let article = -1;
  let told = new Set<string>();
  meetings(db, counted(worksOf(db, ids, rowsOf, context)), within, {
    mark: (one, met) => {
      for (const kind of one.kinds) for (const other of met) if (kind !== other) cellAt(kind, other).annotations++;
    },
    unit: (inArticle, unit, kind, other) => {
      if (kind === other) return;
      if (unit !== null) {
        if (inArticle !== article) told = new Set();
        article = inArticle;
        const key = `${unit} ${kind} ${other}`;
        if (told.has(key)) return;
        told.add(key);
      }
      cellAt(kind, other).units++;
    },
  });
  const used = totals.flatMap(({ annotations }, at) => (annotations > 0 ? [at] : []));
  const placeOf = new Map(used.map((at, place) => [at, place]));
  return {
    rows: used.map((at) => {
      const { annotations, articles } = totals[at]!;
      return { codeId: codeIds[at]!, annotations, articles };
    }),
    cells: [...cells]
      .map(([key, cell]) => ({
        row: placeOf.get(Math.floor(key / codeIds.length))!,
        column: placeOf.get(key % codeIds.length)!,
        ...cell,
      }))
      .sort((a, b) => a.row - b.row || a.column - b.column),
    leftOut,
  };
}
