import { randomUUID } from 'node:crypto';
import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import { claimVerdicts } from '../../../../shared/model/claim.ts';
import type { TrackedRows } from '../../db/change-log.ts';
import type { SqlValue, WritableDb } from '../../db/types.ts';
import type { WriteContext } from '../handler.ts';
import { type ArticleText, articleTextByRow, checkedQuote } from '../spans/index.ts';
import { type FoundCase, findCases } from './cases.ts';
import { type Decision, layerHolds, layerOf, requireLayer } from './layer.ts';

type DecideInput = ParsedInputOf<'agreement.decide'>;

/** Where a coding of the layer goes: null offsets for a whole article. */
interface Place {
  start: number | null;
  end: number | null;
}

/** What goes into the layer: a copy of a coder's coding, or a new one. */
interface Wanted extends Place {
  codeId: string;
  /** The coding that is copied, with its values and pieces. */
  from: string | null;
}

/** One step in the layer: writes rows and remembers what it made. */
class LayerWriter {
  readonly made: Decision['made'] = [];
  private readonly db: WritableDb;
  private readonly rows: TrackedRows;
  private readonly layer: number;
  private readonly at: string;

  constructor(db: WritableDb, rows: TrackedRows, layer: number, at: string) {
    this.db = db;
    this.rows = rows;
    this.layer = layer;
    this.at = at;
  }

  /** Puts a coding into the layer; one that stands there with the same code at the same place is left alone. */
  add(article: ArticleText, { codeId, from, start, end }: Wanted, memo: string): void {
    const level = start === null ? 'article' : 'span';
    const here = this.db.get<{ annotation_id: string }>(
      `SELECT annotation_id FROM annotation WHERE article = ? AND coder = ? AND start IS ? AND end IS ? AND level = ?
         AND (level = 'article' OR (status = 'anchored' AND text_version_id = ?)) ORDER BY created_at LIMIT 1`,
      ...[article.id, this.layer, start, end, level, article.textVersionId],
    );
    const annotationId = here?.annotation_id ?? randomUUID();
    if (!here) this.annotate(article, annotationId, level, { start, end }, memo);
    else if (this.db.value('SELECT 1 FROM coding WHERE annotation_id = ? AND code_id = ?', annotationId, codeId))
      return;
    const codingId = randomUUID();
    this.rows.insert('coding', {
      coding_id: codingId,
      annotation_id: annotationId,
      code_id: codeId,
      created_at: this.at,
    });
    if (from !== null) this.copyWhatHangsOn(from, annotationId, codingId, !here);
    this.made.push({ annotationId, codingId });
  }

  private annotate(
    article: ArticleText,
    annotationId: string,
    level: string,
    { start, end }: Place,
    memo: string,
  ): void {
    const quote =
      start === null || end === null
        ? null
        : checkedQuote(article, { textVersionId: String(article.textVersionId), start, end, quote: null });
    this.rows.insert('annotation', {
      annotation_id: annotationId,
      article: article.id,
      text_version_id: article.textVersionId,
      level,
      start,
      end,
      exact: quote?.exact ?? null,
      prefix: quote?.prefix ?? null,
      suffix: quote?.suffix ?? null,
      memo,
      confidence: null,
      coder: this.layer,
      origin: 'adjudicated',
      status: 'anchored',
      created_at: this.at,
      updated_at: this.at,
    });
  }

  private copyWhatHangsOn(codingId: string, annotationId: string, copyId: string, withPieces: boolean): void {
    const values = this.db.all<{ attribute_id: string; value: string }>(
      'SELECT attribute_id, value FROM coding_value WHERE coding_id = ?',
      codingId,
    );
    for (const value of values) this.rows.insert('coding_value', { coding_id: copyId, ...value });
    if (!withPieces) return;
    const pieces = this.db.all<Record<string, SqlValue>>(
      `SELECT ord, start, end, exact, prefix, suffix FROM annotation_piece
       WHERE annotation_id = (SELECT annotation_id FROM coding WHERE coding_id = ?) ORDER BY ord`,
      codingId,
    );
    for (const piece of pieces) this.rows.insert('annotation_piece', { annotation_id: annotationId, ...piece });
  }

  /** Takes out what an earlier decision made, and that decision. */
  remove(adjudicationId: string, { made }: Decision): void {
    for (const { annotationId, codingId } of made) {
      for (const attribute of this.db.column<string>(
        'SELECT attribute_id FROM coding_value WHERE coding_id = ?',
        codingId,
      ))
        this.rows.delete('coding_value', { coding_id: codingId, attribute_id: attribute });
      this.rows.delete('coding', { coding_id: codingId });
      if (this.db.value('SELECT 1 FROM coding WHERE annotation_id = ?', annotationId) !== undefined) continue;
      for (const ord of this.db.column<number>(
        'SELECT ord FROM annotation_piece WHERE annotation_id = ?',
        annotationId,
      ))
        this.rows.delete('annotation_piece', { annotation_id: annotationId, ord });
      this.rows.delete('annotation', { annotation_id: annotationId });
    }
    this.rows.delete('adjudication', { adjudication_id: adjudicationId });
  }
}

interface Earlier {
  adjudication_id: string;
  subject: string;
  decision: string;
}

/** Decisions of the layer about the same case, or about codings that are in it now. */
function earlierDecisions(db: WritableDb, layer: number, found: FoundCase): Earlier[] {
  const about = new Set(aboutOf(found));
  return db
    .all<Earlier>(
      'SELECT adjudication_id, subject, decision FROM adjudication WHERE layer = ? AND article IS ? AND claim_id IS ?',
      layer,
      found.article,
      found.claimId,
    )
    .filter(
      ({ subject, decision }) =>
        subject === found.subject || (JSON.parse(decision) as Decision).about.some((one) => about.has(one)),
    );
}

const aboutOf = ({ unit, claimId, sides }: FoundCase): string[] =>
  unit === 'verdict' ? [claimId!] : sides.flatMap(({ codings }) => codings.map(({ codingId }) => codingId));

function findCase(db: WritableDb, input: DecideInput, context: WriteContext): FoundCase {
  const article =
    input.articleId === null
      ? null
      : (db.value<number>('SELECT id FROM article WHERE article_id = ?', input.articleId) ?? -1);
  const found = findCases(db, input.question, article === null ? null : [article], context).find(
    ({ subject }) => subject === input.subject,
  );
  if (!found) {
    throw new AppError(
      'CONFLICT',
      'This case is no longer as it was: one of the coders changed it since. Look at the list again.',
      {
        subject: input.subject,
      },
    );
  }
  return found;
}

/** @throws AppError CONFLICT when the case changed or a person has the layer's name, INVALID_INPUT for an own decision without code */
export function decideCase(db: WritableDb, input: DecideInput, context: WriteContext): OutputOf<'agreement.decide'> {
  const me = context.requireCoder();
  const found = findCase(db, input, context);
  const layer = requireLayer(db, input.layer, context);
  const article = found.article === null ? null : articleTextByRow(db, found.article);
  const wanted = wantedOf(db, found, input);
  const label = `Decided on ${whatOf(db, found)}${article ? ` in “${article.title}”` : ''} for “${input.layer}”`;
  return context.change({ action: 'agreement.decide', label, article: found.article }, (rows) => {
    const writer = new LayerWriter(db, rows, layer, context.at);
    for (const earlier of earlierDecisions(db, layer, found))
      writer.remove(earlier.adjudication_id, JSON.parse(earlier.decision) as Decision);
    if (article) for (const one of wanted) writer.add(article, one, input.reason);
    else putVerdict(db, rows, layer, found, input, context.at);
    const { decision } = input;
    const stored: Decision = {
      kind: decision.kind,
      ...(decision.kind === 'take' ? { coder: decision.coder } : {}),
      made: writer.made,
      about: aboutOf(found),
    };
    rows.insert('adjudication', {
      adjudication_id: randomUUID(),
      layer,
      article: found.article,
      claim_id: found.claimId,
      subject: found.subject,
      decision: JSON.stringify(stored),
      reason: input.reason,
      decided_by: me.id,
      decided_at: context.at,
    });
    context.touch(['annotations'], article ? [article.articleId] : []);
    return { annotationIds: [...new Set(writer.made.map(({ annotationId }) => annotationId))] };
  });
}

function whatOf(db: WritableDb, { unit, claimId }: FoundCase): string {
  if (unit === 'span') return 'a passage';
  if (unit === 'article') return 'a code of the article';
  return `the verdict on claim ${db.value<number>('SELECT number FROM claim WHERE claim_id = ?', claimId)}`;
}

/** The coder's side, by name. @throws AppError NOT_FOUND when they are not among the coders of the case */
function sideOf(found: FoundCase, coder: string) {
  const side = found.sides.find((one) => one.coder.name === coder);
  if (!side) throw new AppError('NOT_FOUND', `“${coder}” is not one of the coders of this case.`, { coder });
  return side;
}

function wantedOf(db: WritableDb, found: FoundCase, { decision }: DecideInput): Wanted[] {
  if (found.unit === 'verdict' || decision.kind === 'neither') return [];
  if (decision.kind === 'take') {
    const { codings, start, end } = sideOf(found, decision.coder);
    return codings.map(({ codeId, codingId }) => ({ codeId, from: codingId, start, end }));
  }
  if (decision.codeIds.length === 0) {
    throw new AppError('INVALID_INPUT', 'Choose at least one code, or decide for neither.');
  }
  for (const codeId of decision.codeIds) {
    if (db.value('SELECT 1 FROM code WHERE code_id = ? AND is_codable = 1', codeId) === undefined)
      throw new AppError('NOT_FOUND', 'The codebook has no such code to give.', { codeId });
  }
  const whole = found.unit === 'article';
  const start = whole ? null : (decision.start ?? found.start);
  const end = whole ? null : (decision.end ?? found.end);
  return decision.codeIds.map((codeId) => ({ codeId, from: null, start, end }));
}

function putVerdict(
  db: WritableDb,
  rows: TrackedRows,
  layer: number,
  found: FoundCase,
  { decision, reason }: DecideInput,
  at: string,
): void {
  const key = { claim_id: found.claimId!, coder: layer };
  const verdict =
    decision.kind === 'take'
      ? sideOf(found, decision.coder).verdict
      : decision.kind === 'own'
        ? decision.verdict
        : null;
  if (decision.kind === 'own' && !(claimVerdicts as readonly string[]).includes(verdict ?? '')) {
    throw new AppError('INVALID_INPUT', `A verdict is one of ${claimVerdicts.join(', ')}.`, { verdict });
  }
  if (verdict !== null) rows.put('claim_verdict', { ...key, verdict, reason, decided_at: at });
  else if (db.value('SELECT 1 FROM claim_verdict WHERE claim_id = ? AND coder = ?', found.claimId, layer))
    rows.delete('claim_verdict', key);
}

export function reopenCase(
  db: WritableDb,
  { layer: name, subject }: ParsedInputOf<'agreement.reopen'>,
  context: WriteContext,
): OutputOf<'agreement.reopen'> {
  const layer = layerOf(db, name);
  const decided = db.get<Earlier & { article: number | null; claim_id: string | null }>(
    'SELECT adjudication_id, subject, decision, article, claim_id FROM adjudication WHERE layer = ? AND subject = ?',
    layer,
    subject,
  );
  if (layer === null || !decided) throw new AppError('NOT_FOUND', 'This case has not been decided.', { subject });
  const step = { action: 'agreement.reopen', label: `Took back a decision for “${name}”`, article: decided.article };
  context.change(step, (rows) => {
    new LayerWriter(db, rows, layer, context.at).remove(
      decided.adjudication_id,
      JSON.parse(decided.decision) as Decision,
    );
    if (decided.claim_id !== null) rows.delete('claim_verdict', { claim_id: decided.claim_id, coder: layer });
  });
  return {};
}

/** @throws AppError as `decideCase` */
export function takeAgreed(
  db: WritableDb,
  { question, layer: name }: ParsedInputOf<'agreement.takeAgreed'>,
  context: WriteContext,
): OutputOf<'agreement.takeAgreed'> {
  context.requireCoder();
  const agreed = findCases(db, question, null, context).filter(({ differs }) => differs.length === 0);
  const layer = requireLayer(db, name, context);
  const missing = agreed.filter((one) => !layerHolds(db, layer, one));
  if (missing.length > 0) {
    const label = `Put what all agree on into “${name}”`;
    context.change({ action: 'agreement.takeAgreed', label, article: null }, (rows) => {
      const writer = new LayerWriter(db, rows, layer, context.at);
      let article: ArticleText | undefined;
      for (const one of missing) {
        const [side] = one.sides;
        if (one.article === null) {
          const verdict = one.sides.find((other) => other.verdict !== null)!.verdict!;
          rows.put('claim_verdict', {
            claim_id: one.claimId!,
            coder: layer,
            verdict,
            reason: '',
            decided_at: context.at,
          });
          continue;
        }
        if (article?.id !== one.article) article = articleTextByRow(db, one.article);
        for (const { codeId, codingId } of side!.codings)
          writer.add(article, { codeId, from: codingId, start: one.start, end: one.end }, '');
      }
    });
  }
  return { added: missing.length, already: agreed.length - missing.length };
}
