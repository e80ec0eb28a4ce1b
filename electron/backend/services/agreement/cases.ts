import { createHash } from 'node:crypto';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { AgreementCase, AgreementQuestion } from '../../../../shared/contract/rooms/agreement.ts';
import { bestAlignment, type Unit } from '../../../analysis/agreement/index.ts';
import type { ReadableDb } from '../../db/types.ts';
import type { ReadContext } from '../handler.ts';
import { bitsOf, type ComparedCoder, comparedCoders, selectionOf, workedOn } from './coders.ts';
import { planVariables } from './variables.ts';

// A subject names articles, codings, claims and coders as every project file of the corpus does, so that it can be merged.
const articleIdOf = (db: ReadableDb, article: number) =>
  db.value<string>('SELECT article_id FROM article WHERE id = ?', article) ?? '';

/** What one coder has in a case. */
export interface CaseSide {
  coder: ComparedCoder;
  codings: { codingId: string; codeId: string }[];
  annotationId: string | null;
  verdict: string | null;
  start: number | null;
  end: number | null;
}

/** A disagreement, or a place where all agree, without the words around it. */
export interface FoundCase {
  subject: string;
  unit: AgreementCase['unit'];
  /** Row id. */
  article: number | null;
  claimId: string | null;
  differs: AgreementCase['differs'];
  sides: CaseSide[];
  start: number | null;
  end: number | null;
}

/** The people of the question: a layer holds what was decided and decides nothing itself. */
export function decidedBetween(db: ReadableDb, question: AgreementQuestion): ComparedCoder[] {
  const coders = comparedCoders(db, question);
  const layers = new Set(db.column<number>(`SELECT id FROM coder WHERE kind = 'layer'`));
  const people = coders.filter(({ id }) => !layers.has(id));
  if (people.length < 2) {
    throw new AppError('INVALID_INPUT', 'Disagreements are between two or more coders; a layer of decisions is none.');
  }
  return people;
}

/**
 * Where the coders differ and where they agree, in the order of articles and places. Spans are matched as γ matches them, so
 * that one case holds what the coders meant as the same thing. Sentences are decided as spans.
 * @param articles only these, by row id; null for all of the question
 */
export function findCases(
  db: ReadableDb,
  question: AgreementQuestion,
  articles: readonly number[] | null,
  context: ReadContext,
): FoundCase[] {
  const coders = decidedBetween(db, question);
  if (question.unit === 'verdict') return verdictCases(db, coders, question, context);
  const { codeIds } = planVariables(db, coders, question);
  const worked = workedOn(db, coders, question, context);
  const wanted = articles ?? [...worked.keys()];
  const shared = wanted.filter((article) => bitsOf(worked.get(article) ?? 0) >= 2);
  const found: FoundCase[] = [];
  const of = question.unit === 'article' ? articleCases : spanCases;
  for (const article of shared) {
    if (context.cancelled()) throw new AppError('CANCELLED', 'Cancelled.');
    const mask = worked.get(article)!;
    const seeing = coders.filter((_, at) => (mask >> at) & 1);
    found.push(...of(db, article, seeing, codeIds));
  }
  return found;
}

interface CodedRow {
  annotationId: string;
  codingId: string;
  codeId: string;
  coder: number;
  level: 'span' | 'article';
  start: number | null;
  end: number | null;
  in_force: number;
}

function codedRows(
  db: ReadableDb,
  article: number,
  coders: readonly ComparedCoder[],
  codeIds: readonly string[],
): CodedRow[] {
  return db.all<CodedRow>(
    `SELECT n.annotation_id AS annotationId, c.coding_id AS codingId, c.code_id AS codeId, n.coder, n.level, n.start, n.end,
       n.text_version_id = a.text_version_id AND n.status = 'anchored' AS in_force
     FROM annotation n JOIN article a ON a.id = n.article JOIN coding c ON c.annotation_id = n.annotation_id
     WHERE n.article = :article AND n.coder IN (SELECT value FROM json_each(:coders))
       AND c.code_id IN (SELECT value FROM json_each(:codes))
     ORDER BY n.start, n.end DESC, c.coding_id`,
    {
      article,
      coders: JSON.stringify(coders.map(({ id }) => id)),
      codes: JSON.stringify(codeIds),
    },
  );
}

const hashed = (parts: readonly string[]) =>
  createHash('sha256')
    .update([...parts].sort().join('\n'))
    .digest('hex')
    .slice(0, 24);

function articleCases(
  db: ReadableDb,
  article: number,
  coders: readonly ComparedCoder[],
  codeIds: readonly string[],
): FoundCase[] {
  const byCode = Map.groupBy(codedRows(db, article, coders, codeIds), ({ codeId }) => codeId);
  const articleId = articleIdOf(db, article);
  const seeing = `of ${coders.map(({ name }) => name).join('\n')}`;
  return codeIds.flatMap((codeId): FoundCase[] => {
    const rows = byCode.get(codeId);
    if (!rows) return [];
    const sides = coders.map((coder): CaseSide => {
      const own = rows.filter((row) => row.coder === coder.id);
      // An annotation of the whole article is what the decision is about; a span stands for it where there is none.
      const first = own.find(({ level }) => level === 'article') ?? own[0];
      return {
        coder,
        codings: first ? [{ codingId: first.codingId, codeId }] : [],
        annotationId: first?.annotationId ?? null,
        verdict: null,
        start: null,
        end: null,
      };
    });
    const giving = sides.filter(({ codings }) => codings.length > 0).map(({ coder }) => coder.name);
    return [
      {
        subject: `article:${articleId}:${codeId}:${hashed([...giving, seeing])}`,
        unit: 'article',
        article,
        claimId: null,
        differs: giving.length === coders.length ? [] : ['missing'],
        sides,
        start: null,
        end: null,
      },
    ];
  });
}

interface CodedUnit extends Unit {
  row: CodedRow;
}

/**
 * Cases of articles as they were last asked for, by all that they are made of: after a decision only its article is matched
 * anew. Emptied when it grows large.
 */
const known = new Map<string, FoundCase[]>();
const MOST_KNOWN = 5000;

function spanCases(
  db: ReadableDb,
  article: number,
  coders: readonly ComparedCoder[],
  codeIds: readonly string[],
): FoundCase[] {
  const rows = codedRows(db, article, coders, codeIds);
  if (rows.length === 0) return [];
  const articleId = articleIdOf(db, article);
  const madeOf = JSON.stringify([article, articleId, coders, codeIds, rows]);
  const cases = known.get(madeOf) ?? matchSpans(article, articleId, coders, codeIds, rows);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(madeOf, cases);
  return cases;
}

function matchSpans(
  article: number,
  articleId: string,
  coders: readonly ComparedCoder[],
  codeIds: readonly string[],
  rows: readonly CodedRow[],
): FoundCase[] {
  const place = new Map(coders.map(({ id }, at) => [id, at]));
  const units = rows.flatMap((row): CodedUnit[] =>
    row.level === 'span' && row.in_force && row.start !== null && row.end !== null
      ? [
          {
            coder: place.get(row.coder)!,
            start: row.start,
            end: row.end,
            category: codeIds.indexOf(row.codeId),
            text: 0,
            row,
          },
        ]
      : [],
  );
  const cases = bestAlignment(units, coders.length).alignments.map((aligned): FoundCase => {
    const present = aligned.filter((unit) => unit !== null) as CodedUnit[];
    const [first] = present as [CodedUnit];
    const differs: FoundCase['differs'] = [];
    if (present.some(({ category }) => category !== first.category)) differs.push('code');
    if (present.some(({ start, end }) => start !== first.start || end !== first.end)) differs.push('place');
    if (present.length < coders.length) differs.push('missing');
    return {
      subject: `span:${articleId}:${hashed(present.map(({ row, start, end }) => `${row.codingId} ${row.codeId} ${end - start}`))}`,
      unit: 'span',
      article,
      claimId: null,
      differs,
      sides: coders.map((coder, at): CaseSide => {
        const unit = aligned[at] as CodedUnit | null;
        return {
          coder,
          codings: unit ? [{ codingId: unit.row.codingId, codeId: unit.row.codeId }] : [],
          annotationId: unit?.row.annotationId ?? null,
          verdict: null,
          start: unit?.start ?? null,
          end: unit?.end ?? null,
        };
      }),
      start: Math.min(...present.map(({ start }) => start)),
      end: Math.max(...present.map(({ end }) => end)),
    };
  });
  return cases.sort((a, b) => a.start! - b.start! || b.end! - a.end! || (a.subject < b.subject ? -1 : 1));
}

function verdictCases(
  db: ReadableDb,
  coders: readonly ComparedCoder[],
  question: AgreementQuestion,
  context: ReadContext,
): FoundCase[] {
  const selected = selectionOf(db, question, context);
  const rows = db.all<{ claimId: string; coder: number; verdict: string }>(
    `SELECT v.claim_id AS claimId, v.coder, v.verdict FROM claim_verdict v JOIN claim c USING (claim_id)
     WHERE v.verdict <> 'unverified' AND v.coder IN (SELECT value FROM json_each(:coders))
       AND (:everywhere OR v.claim_id IN (
         SELECT m.claim_id FROM claim_mention m WHERE m.article IN (SELECT value FROM json_each(:articles))))
     ORDER BY c.number`,
    {
      coders: JSON.stringify(coders.map(({ id }) => id)),
      everywhere: selected ? 0 : 1,
      articles: JSON.stringify(selected ? [...selected] : []),
    },
  );
  const names = new Map(coders.map(({ id, name }) => [id, name]));
  return [...Map.groupBy(rows, ({ claimId }) => claimId)].flatMap(([claimId, given]): FoundCase[] => {
    if (given.length < 2) return [];
    const differs = given.some(({ verdict }) => verdict !== given[0]!.verdict);
    return [
      {
        subject: `verdict:${claimId}:${hashed(given.map(({ coder, verdict }) => `${names.get(coder)} ${verdict}`))}`,
        unit: 'verdict',
        article: null,
        claimId,
        differs: differs ? ['verdict'] : [],
        sides: coders.map(
          (coder): CaseSide => ({
            coder,
            codings: [],
            annotationId: null,
            verdict: given.find((one) => one.coder === coder.id)?.verdict ?? null,
            start: null,
            end: null,
          }),
        ),
        start: null,
        end: null,
      },
    ];
  });
}
