import type { AgreementQuestion } from '../../../../shared/contract/rooms/agreement.ts';
import type { LeftOut } from '../../../../shared/model/agreement.ts';
import { claimVerdicts } from '../../../../shared/model/claim.ts';
import { codePointIndex } from '../../../../shared/text/offsets.ts';
import { trimSpan } from '../../../../shared/text/segmentation.ts';
import { sentences } from '../../../../shared/text/sentences.ts';
import type { Continuum } from '../../../analysis/agreement/index.ts';
import type { ReadableDb } from '../../db/types.ts';
import type { ReadContext } from '../handler.ts';
import { bitsOf, type ComparedCoder, comparedCoders, selectionOf, workedOn } from './coders.ts';
import { planVariables, type VariablePlan } from './variables.ts';

/** What a computation starts from. */
export interface AgreementPlan {
  coders: (ComparedCoder & { articles: number; spans: number })[];
  codeIds: string[];
  variables: VariablePlan[];
  /** Row ids of articles that a coder worked on, and who did, as bit masks. */
  articles: Int32Array;
  masks: Int32Array;
  shared: number;
  excluded: LeftOut[];
}

/** Units of some articles, with who saw them, and the marks on them. */
export interface UnitPart {
  /** Of each unit: the article's place in the plan, and who saw it. */
  groups: Int32Array;
  seen: Int32Array;
  /** Unit, coder, code (or attribute, or verdict) in turn; indices of the plan. */
  marks: Int32Array;
  /** Unit, coder, place of the variable in the plan, category in turn. */
  values: Int32Array;
}

export interface SpanPart {
  continua: Continuum[];
  excluded: LeftOut[];
}

/** @throws AppError as `comparedCoders` and `planVariables` */
export function planAgreement(db: ReadableDb, question: AgreementQuestion, context: ReadContext): AgreementPlan {
  const coders = comparedCoders(db, question);
  const { codeIds, variables } = planVariables(db, coders, question);
  const worked = workedOn(db, coders, question, context);
  const masks = Int32Array.from(worked.values());
  const shared = masks.reduce((sum, mask) => sum + (bitsOf(mask) >= 2 ? 1 : 0), 0);
  return {
    coders: coders.map((coder, at) => ({
      ...coder,
      articles: masks.reduce((sum, mask) => sum + ((mask >> at) & 1), 0),
      spans: db.value<number>(`SELECT count(*) FROM annotation WHERE coder = ? AND level = 'span'`, coder.id) ?? 0,
    })),
    codeIds,
    variables,
    articles: Int32Array.from(worked.keys()),
    masks,
    shared,
    excluded: [],
  };
}

export interface PartInput {
  unit: AgreementQuestion['unit'];
  coderIds: number[];
  codeIds: string[];
  variables: Pick<VariablePlan, 'attributeId' | 'categories'>[];
  articles: Int32Array;
  masks: Int32Array;
  /** Place of the first of these articles in the plan. */
  from: number;
}

interface MarkRow {
  at: number;
  coder: number;
  code: string;
}

/**
 * Annotations of a part's articles by their place in it, whoever made them: coders and codes are picked out here, not by SQL,
 * which would look through a list for every row.
 */
const PLACES = 'json_each(:articles) wa CROSS JOIN annotation n ON n.article = wa.value';
const MARKS = `${PLACES} JOIN coding c ON c.annotation_id = n.annotation_id`;

const listed = ({ articles }: PartInput) => ({ articles: JSON.stringify([...articles]) });

const places = <K>(keys: readonly K[]) => new Map(keys.map((key, at) => [key, at]));

/** Articles as units: a code is given where any annotation of the article has it. */
export function articleUnits(db: ReadableDb, input: PartInput): UnitPart {
  const coders = places(input.coderIds);
  const codes = places(input.codeIds);
  const marks: number[] = [];
  for (const row of db.iterate<MarkRow>(
    `SELECT wa.key AS at, n.coder, c.code_id AS code FROM ${MARKS}`,
    listed(input),
  )) {
    const coder = coders.get(row.coder);
    const code = codes.get(row.code);
    if (coder !== undefined && code !== undefined) marks.push(row.at, coder, code);
  }
  return {
    groups: Int32Array.from(input.articles, (_, at) => input.from + at),
    seen: input.masks,
    marks: Int32Array.from(marks),
    values: attributeValues(db, input),
  };
}

/** What each coder gave an attribute in an article; two different values are passed on as two, and left out later. */
function attributeValues(db: ReadableDb, input: PartInput): Int32Array {
  const coders = places(input.coderIds);
  const found: number[] = [];
  input.variables.forEach(({ attributeId, categories }, variable) => {
    if (attributeId === null) return;
    const values = places(categories);
    for (const row of db.iterate<{ at: number; coder: number; value: string }>(
      `SELECT wa.key AS at, n.coder, v.value FROM ${MARKS}
       JOIN coding_value v ON v.coding_id = c.coding_id AND v.attribute_id = :attribute`,
      { ...listed(input), attribute: attributeId },
    )) {
      const coder = coders.get(row.coder);
      if (coder !== undefined) found.push(row.at, coder, variable, values.get(row.value) ?? -1);
    }
  });
  return Int32Array.from(found);
}

/** A span of one of the coders with one of the codes, all by their places. */
export interface CodedSpan {
  at: number;
  coder: number;
  code: number;
  start: number;
  end: number;
}

interface SpanRow extends Omit<CodedSpan, 'code'> {
  code: string;
  in_force: number;
}

/** Spans and the pieces of discontinuous ones, sorted by place. */
const SPANS = `
  SELECT wa.key AS at, n.coder, c.code_id AS code, n.start, n.end,
    n.status = 'anchored' AND n.text_version_id = a.text_version_id AS in_force
  FROM ${MARKS} JOIN article a ON a.id = n.article WHERE n.level = 'span'
  UNION ALL
  SELECT wa.key, n.coder, c.code_id, p.start, p.end, 1
  FROM ${MARKS} JOIN article a ON a.id = n.article AND a.text_version_id = n.text_version_id
  JOIN annotation_piece p ON p.annotation_id = n.annotation_id
  WHERE n.level = 'span' AND n.status = 'anchored' AND p.start IS NOT NULL
  ORDER BY 1, 4, 5`;

/** @returns by article's place; spans that have no place in the text in force are counted. */
function codedSpans(db: ReadableDb, input: PartInput): { spans: Map<number, CodedSpan[]>; lost: number } {
  const coders = places(input.coderIds);
  const codes = places(input.codeIds);
  const spans = new Map<number, CodedSpan[]>();
  let lost = 0;
  for (const row of db.iterate<SpanRow>(SPANS, listed(input))) {
    const coder = coders.get(row.coder);
    const code = codes.get(row.code);
    if (coder === undefined || code === undefined) continue;
    if (!row.in_force) {
      lost++;
      continue;
    }
    const list = spans.get(row.at) ?? [];
    list.push({ at: row.at, coder, code, start: row.start, end: row.end });
    spans.set(row.at, list);
  }
  return { spans, lost };
}

const textOf = (db: ReadableDb, article: number) =>
  db.get<{ text: string; language: string | null }>(
    `SELECT b.text, a.language FROM article a JOIN text_body b ON b.text_version_id = a.text_version_id WHERE a.id = ?`,
    article,
  ) ?? { text: '', language: null };

/** Sentences as units: a code is given where a span with it has a character of the sentence, white space at its ends aside. */
export function sentenceUnits(db: ReadableDb, input: PartInput): UnitPart {
  const { spans } = codedSpans(db, input);
  const groups: number[] = [];
  const seen: number[] = [];
  const marks: number[] = [];
  for (let at = 0; at < input.articles.length; at++) {
    const { text, language } = textOf(db, input.articles[at]!);
    const first = groups.length;
    const units = sentences(text, language);
    for (let unit = 0; unit < units.length; unit++) {
      groups.push(input.from + at);
      seen.push(input.masks[at]!);
    }
    const given = new Set<string>();
    for (const span of spans.get(at) ?? []) {
      const { start, end } = trimSpan(text, span.start, span.end);
      for (let unit = firstEndingAfter(units, start); unit < units.length && units[unit]!.start < end; unit++) {
        const key = `${unit} ${span.coder} ${span.code}`;
        if (given.has(key)) continue;
        given.add(key);
        marks.push(first + unit, span.coder, span.code);
      }
    }
  }
  return {
    groups: Int32Array.from(groups),
    seen: Int32Array.from(seen),
    marks: Int32Array.from(marks),
    values: new Int32Array(),
  };
}

function firstEndingAfter(units: readonly { end: number }[], start: number): number {
  let low = 0;
  let high = units.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (units[middle]!.end <= start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Texts as continua, lengths in code points; a segment's category is the place of its code. */
export function spanContinua(db: ReadableDb, input: PartInput): SpanPart {
  const { spans, lost } = codedSpans(db, input);
  const continua: Continuum[] = [];
  for (let at = 0; at < input.articles.length; at++) {
    const index = codePointIndex(textOf(db, input.articles[at]!).text);
    const coders = input.coderIds.flatMap((_, coder) =>
      (input.masks[at]! >> coder) & 1 ? [{ coder, segments: [] as Continuum['coders'][0]['segments'] }] : [],
    );
    const byCoder = new Map(coders.map((one) => [one.coder, one.segments]));
    for (const { coder, code, start, end } of spans.get(at) ?? [])
      byCoder.get(coder)?.push({ start: index.toCodePoints(start), end: index.toCodePoints(end), category: code });
    continua.push({ length: index.length, coders });
  }
  return {
    continua,
    excluded: lost > 0 ? [{ of: 'spans', n: lost, reason: 'without a place in the text in force' }] : [],
  };
}

/** Claims as units, with each coder's verdict as its value. With a narrower question, claims that are mentioned in its articles. */
export function verdictUnits(
  db: ReadableDb,
  { question, coderIds }: { question: AgreementQuestion; coderIds: number[] },
  context: ReadContext,
): UnitPart {
  const selected = selectionOf(db, question, context);
  const rows = db.all<{ claim: string; coder: number; verdict: string }>(
    `SELECT v.claim_id AS claim, wc.key AS coder, v.verdict
     FROM claim_verdict v JOIN json_each(:coders) wc ON wc.value = v.coder
     WHERE v.verdict <> 'unverified'
       AND (:everywhere OR v.claim_id IN (
         SELECT m.claim_id FROM claim_mention m WHERE m.article IN (SELECT value FROM json_each(:articles))))
     ORDER BY v.claim_id`,
    {
      coders: JSON.stringify(coderIds),
      everywhere: selected ? 0 : 1,
      articles: JSON.stringify(selected ? [...selected] : []),
    },
  );
  const units = new Map<string, number>();
  const values: number[] = [];
  const seen: number[] = [];
  for (const { claim, coder, verdict } of rows) {
    const unit = units.get(claim) ?? units.size;
    units.set(claim, unit);
    seen[unit] = (seen[unit] ?? 0) | (1 << coder);
    values.push(unit, coder, 0, (claimVerdicts as readonly string[]).indexOf(verdict));
  }
  return {
    groups: Int32Array.from(seen, (_, at) => at),
    seen: Int32Array.from(seen),
    marks: new Int32Array(),
    values: Int32Array.from(values),
  };
}
