import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import type { AgreementCase } from '../../../../shared/contract/rooms/agreement.ts';
import type { ReadableDb } from '../../db/types.ts';
import type { ReadContext } from '../handler.ts';
import { type CaseSide, type FoundCase, findCases } from './cases.ts';
import { type Decision, layerHolds, layerOf } from './layer.ts';

/** So much of the text stands on either side of a case, in UTF-16 units. */
const AROUND = 120;

interface Decided {
  kind: Decision['kind'];
  coder: string | null;
  reason: string;
  by: string;
  at: string;
}

export function readCases(
  db: ReadableDb,
  input: ParsedInputOf<'agreement.cases'>,
  context: ReadContext,
): OutputOf<'agreement.cases'> {
  const layer = layerOf(db, input.layer);
  const decided = decisionsOf(db, layer);
  const all = findCases(db, input.question, null, context).filter(
    ({ sides }) =>
      input.codeId === null || sides.some(({ codings }) => codings.some(({ codeId }) => codeId === input.codeId)),
  );
  const agreed = all.filter(({ differs }) => differs.length === 0);
  const open = all.filter(({ differs }) => differs.length > 0);
  const listed = input.onlyOpen ? open.filter(({ subject }) => !decided.has(subject)) : open;
  return {
    total: open.length,
    decided: open.reduce((sum, { subject }) => sum + (decided.has(subject) ? 1 : 0), 0),
    agreed: agreed.length,
    held: layer === null ? 0 : agreed.reduce((sum, one) => sum + (layerHolds(db, layer, one) ? 1 : 0), 0),
    listed: listed.length,
    start: input.start,
    cases: listed
      .slice(input.start, input.start + input.count)
      .map((one) => inWords(db, one, decided.get(one.subject) ?? null)),
  };
}

function decisionsOf(db: ReadableDb, layer: number | null): Map<string, Decided> {
  if (layer === null) return new Map();
  const rows = db.all<{ subject: string; decision: string; reason: string; by: string; at: string }>(
    `SELECT d.subject, d.decision, d.reason, p.name AS by, d.decided_at AS at
     FROM adjudication d JOIN coder p ON p.id = d.decided_by WHERE d.layer = ?`,
    layer,
  );
  return new Map(
    rows.map(({ subject, decision, ...row }) => {
      const { kind, coder } = JSON.parse(decision) as Decision;
      return [subject, { kind, coder: coder ?? null, ...row }];
    }),
  );
}

interface ArticleWords {
  articleId: string;
  title: string;
  source: string | null;
  direction: 'ltr' | 'rtl';
  text: string;
}

function articleWords(db: ReadableDb, article: number): ArticleWords {
  return db.get<ArticleWords>(
    `SELECT a.article_id AS articleId, a.title, s.name AS source, a.direction, b.text
     FROM article a LEFT JOIN source s ON s.id = a.source_id JOIN text_body b ON b.text_version_id = a.text_version_id
     WHERE a.id = ?`,
    article,
  )!;
}

function inWords(db: ReadableDb, one: FoundCase, decided: Decided | null): AgreementCase {
  const { subject, unit, claimId, differs, start, end } = one;
  const shared = { subject, unit, claimId, differs, decided };
  if (one.article === null) {
    const claim = db.get<{ number: number; statement: string }>(
      'SELECT number, statement FROM claim WHERE claim_id = ?',
      claimId,
    )!;
    const nowhere = {
      articleId: null,
      source: null,
      start: null,
      end: null,
      before: '',
      after: '',
      direction: 'ltr' as const,
    };
    return {
      ...shared,
      ...nowhere,
      title: `Claim ${claim.number}`,
      exact: claim.statement,
      sides: one.sides.map((side) => sideInWords(db, side, '')),
    };
  }
  const { text, ...article } = articleWords(db, one.article);
  const place = start === null || end === null ? null : { start, end };
  return {
    ...shared,
    ...article,
    start,
    end,
    before: place ? before(text, place.start) : '',
    exact: place ? text.slice(place.start, place.end) : '',
    after: place ? after(text, place.end) : '',
    sides: one.sides.map((side) => sideInWords(db, side, text)),
  };
}

/** The words before, from the beginning of one; all of a script without spaces. */
function before(text: string, end: number): string {
  const start = Math.max(0, end - AROUND);
  const words = text.slice(start, end);
  return start === 0 ? words : `… ${words.replace(/^[\udc00-\udfff]/, '').replace(/^\S{1,30}\s+/, '')}`;
}

function after(text: string, start: number): string {
  const words = text.slice(start, start + AROUND);
  return start + AROUND >= text.length
    ? words
    : `${words.replace(/[\ud800-\udbff]$/, '').replace(/\s+\S{1,30}$/, '')} …`;
}

function sideInWords(db: ReadableDb, { coder, codings, annotationId, verdict, start, end }: CaseSide, text: string) {
  const memo =
    annotationId === null
      ? ''
      : (db.value<string>('SELECT memo FROM annotation WHERE annotation_id = ?', annotationId) ?? '');
  return {
    coder: coder.name,
    codeIds: codings.map(({ codeId }) => codeId),
    verdict,
    start,
    end,
    exact: start === null || end === null ? null : text.slice(start, end),
    memo,
  };
}
