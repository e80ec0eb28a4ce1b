// Several claims become one, or mentions become a claim of their own. Each is one step of undo, and no words are lost.
import { randomUUID } from 'node:crypto';
import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { Claim, ClaimEvidence, ClaimMention, GivenVerdict } from '../../../../shared/model/claim.ts';
import { fold } from '../../../../shared/text/fold.ts';
import type { TrackedRows } from '../../db/change-log.ts';
import type { ReadableDb, SqlValue, WritableDb } from '../../db/types.ts';
import type { ReadContext, WriteContext } from '../handler.ts';
import { nextNumber } from './number.ts';
import { articlesOf, claimRows, readClaim } from './read.ts';
import { targetsOf } from './verdicts.ts';

type Conflict = OutputOf<'claims.mergePreview'>['verdictConflicts'][number];

/** The same for mentions that are one. Those without a place stay apart. */
const mentionKey = ({ articleId, start, end, mentionId }: ClaimMention) =>
  start === null ? mentionId : `${articleId} ${start} ${end}`;

/** The same for pieces of evidence that are one, of one coder. */
function evidenceKey({ at, coder, stance, note, evidenceId }: ClaimEvidence): string {
  const where =
    at.kind === 'link'
      ? [at.url, at.title, at.quotation]
      : at.start === null
        ? [evidenceId]
        : [at.articleId, at.start, at.end];
  return JSON.stringify([coder, stance, note, ...where]);
}

/** How many of `items` are the same as an earlier one. */
const doublesOf = <T>(items: readonly T[], key: (item: T) => string) =>
  items.length - new Set(items.map((item) => key(item))).size;

export function mergePreview(
  db: ReadableDb,
  claimIds: readonly string[],
  context: ReadContext,
): OutputOf<'claims.mergePreview'> {
  const ids = targetsOf(db, claimIds).map(({ claim_id }) => claim_id);
  const claims = ids.map((id) => readClaim(db, id, context));
  const mentions = claims.flatMap((claim) => claim.mentions);
  const evidence = claims.flatMap((claim) => claim.evidence);
  const doubles = { mentions: doublesOf(mentions, mentionKey), evidence: doublesOf(evidence, evidenceKey) };
  return {
    claims: claimRows(db, ids, context),
    mentions: mentions.length - doubles.mentions,
    articles: new Set(mentions.map((mention) => mention.articleId)).size,
    evidence: evidence.length - doubles.evidence,
    doubles: doubles.mentions + doubles.evidence,
    verdictConflicts: verdictConflicts(claims),
  };
}

function verdictConflicts(claims: readonly Claim[]): Conflict[] {
  const all = claims.flatMap(({ number, verdicts }) => verdicts.map((verdict) => ({ ...verdict, number })));
  const differ = (verdicts: readonly GivenVerdict[]) => new Set(verdicts.map(({ verdict }) => verdict)).size > 1;
  const byCoder = Map.groupBy(all, ({ coder }) => coder);
  const own = [...byCoder].flatMap(([coder, verdicts]) => (differ(verdicts) ? [{ coder, verdicts }] : []));
  const latest = [...byCoder.values()].map((verdicts) => newestFirst(verdicts)[0]!);
  return differ(latest) ? [...own, { coder: null, verdicts: newestFirst(latest) }] : own;
}

const newestFirst = <V extends { at: string }>(verdicts: readonly V[]) =>
  verdicts.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));

/** Makes the claims one; see the contract for what becomes of what both have. */
export function mergeClaims(
  db: WritableDb,
  { intoId, claimIds }: ParsedInputOf<'claims.merge'>,
  context: WriteContext,
): Claim {
  // With what is hidden from the coder: it must come along.
  const whole = { coder: context.coder, seesAll: true };
  const into = readClaim(db, intoId, whole);
  const others = targetsOf(db, claimIds)
    .filter(({ claim_id }) => claim_id !== intoId)
    .map(({ claim_id }) => readClaim(db, claim_id, whole));
  if (others.length === 0) {
    throw new AppError('INVALID_INPUT', 'A claim cannot be merged with itself. Choose another one.', { intoId });
  }
  const numbers = others.map(({ number }) => number).join(', ');
  const label = `Merged claim${others.length === 1 ? '' : 's'} ${numbers} into claim ${into.number}`;
  context.change({ action: 'claim.merge', label, article: null }, (rows) => {
    const mentions = new Set(into.mentions.map(mentionKey));
    const evidence = new Set(into.evidence.map(evidenceKey));
    for (const other of others) {
      for (const mention of other.mentions) {
        const key = { mention_id: mention.mentionId };
        if (mentions.has(mentionKey(mention))) rows.delete('claim_mention', key);
        else rows.update('claim_mention', key, { claim_id: intoId });
        mentions.add(mentionKey(mention));
      }
      for (const piece of other.evidence) {
        const key = { evidence_id: piece.evidenceId };
        if (evidence.has(evidenceKey(piece))) rows.delete('claim_evidence', key);
        else rows.update('claim_evidence', key, { claim_id: intoId });
        evidence.add(evidenceKey(piece));
      }
      moveCodings(db, rows, other.claimId, intoId);
    }
    moveVerdicts(db, rows, into, others);
    for (const other of others) moveDecisions(db, rows, other.claimId, intoId);
    rows.update('claim', { claim_id: intoId }, { ...mergedFields(into, others), updated_at: context.at });
    for (const { claimId } of others) rows.delete('claim', { claim_id: claimId });
  });
  context.touch(['claims'], [...new Set([into, ...others].flatMap(articlesOf))]);
  return readClaim(db, intoId, context);
}

function moveCodings(db: WritableDb, rows: TrackedRows, fromId: string, intoId: string): void {
  const codings = db.all<{ code_id: string; coder: number; created_at: string }>(
    'SELECT code_id, coder, created_at FROM claim_coding WHERE claim_id = ?',
    fromId,
  );
  for (const coding of codings) {
    rows.delete('claim_coding', { claim_id: fromId, code_id: coding.code_id, coder: coding.coder });
    const given = { claim_id: intoId, code_id: coding.code_id, coder: coding.coder };
    const isThere = db.value(
      'SELECT 1 FROM claim_coding WHERE claim_id = :claim_id AND code_id = :code_id AND coder = :coder',
      given,
    );
    if (isThere === undefined) rows.insert('claim_coding', { ...given, created_at: coding.created_at });
  }
}

interface StoredVerdict {
  claim_id: string;
  coder: number;
  verdict: string;
  reason: string;
  decided_at: string;
}

/** All coders' verdicts, hidden ones too. Of one coder's, the later stands; the others are told in its reason. */
function moveVerdicts(db: WritableDb, rows: TrackedRows, into: Claim, others: readonly Claim[]): void {
  const numbers = new Map([into, ...others].map(({ claimId, number }) => [claimId, number]));
  const all = db.all<StoredVerdict>(
    `SELECT v.claim_id, v.coder, v.verdict, v.reason, v.decided_at FROM json_each(?) j JOIN claim_verdict v ON v.claim_id = j.value
     ORDER BY v.decided_at DESC, v.claim_id`,
    JSON.stringify([...numbers.keys()]),
  );
  for (const [coder, verdicts] of Map.groupBy(all, (verdict) => verdict.coder)) {
    const [latest, ...earlier] = verdicts as [StoredVerdict, ...StoredVerdict[]];
    if (earlier.length === 0 && latest.claim_id === into.claimId) continue;
    const told = earlier
      .filter(({ verdict, reason }) => verdict !== latest.verdict || reason !== latest.reason)
      .map(
        ({ claim_id, verdict, reason }) =>
          `Before the merge, claim ${numbers.get(claim_id)} was ${verdict}${reason === '' ? '.' : `: ${reason}`}`,
      );
    for (const { claim_id } of verdicts) rows.delete('claim_verdict', { claim_id, coder });
    rows.insert('claim_verdict', {
      ...{ claim_id: into.claimId, coder, verdict: latest.verdict, decided_at: latest.decided_at },
      reason: [latest.reason, ...told].filter((words) => words !== '').join('\n'),
    });
  }
}

/**
 * Cases of adjudication about the claim become cases about the other one: decided still where the coders' verdicts are as they
 * were, and in any case known as decisions of that claim. Of two about the same verdicts in one layer the later stays.
 */
function moveDecisions(db: WritableDb, rows: TrackedRows, fromId: string, intoId: string): void {
  const cases = db.all<{ id: string; layer: number; subject: string; decision: string; decidedAt: string }>(
    `SELECT adjudication_id AS id, layer, subject, decision, decided_at AS decidedAt FROM adjudication WHERE claim_id = ?`,
    fromId,
  );
  for (const { id, layer, subject, decision, decidedAt } of cases) {
    const moved = {
      claim_id: intoId,
      subject: subject.replace(fromId, intoId),
      decision: decision.replaceAll(fromId, intoId),
    };
    const twin = db.get<{ id: string; decidedAt: string }>(
      'SELECT adjudication_id AS id, decided_at AS decidedAt FROM adjudication WHERE layer = ? AND subject = ?',
      layer,
      moved.subject,
    );
    if (twin && twin.decidedAt >= decidedAt) {
      rows.delete('adjudication', { adjudication_id: id });
      continue;
    }
    if (twin) rows.delete('adjudication', { adjudication_id: twin.id });
    rows.update('adjudication', { adjudication_id: id }, moved);
  }
}

const alike = (a: string, b: string) => fold(a).replace(/\s+/g, ' ').trim() === fold(b).replace(/\s+/g, ' ').trim();

/** Empty fields are filled; words that differ go to the note, but not a statement that a mention has word for word. */
function mergedFields(into: Claim, others: readonly Claim[]): Record<string, SqlValue> {
  const filled = {
    speaker: into.speaker,
    audience: into.audience,
    kind: into.kind,
    openQuestion: into.openQuestion,
    note: into.note,
  };
  const append = (text: string, words: string) => (text === '' ? words : `${text}\n${words}`);
  for (const other of others) {
    const isMentioned = other.mentions.some((mention) => alike(mention.quote.exact, other.statement));
    const told = [
      ...(isMentioned || alike(other.statement, into.statement) ? [] : [`“${other.statement}”`]),
      ...(filled.speaker === '' || other.speaker === '' || alike(filled.speaker, other.speaker)
        ? []
        : [`speaker ${other.speaker}`]),
      ...(filled.audience === '' || other.audience === '' || alike(filled.audience, other.audience)
        ? []
        : [`audience ${other.audience}`]),
      ...(filled.kind === null || other.kind === null || filled.kind === other.kind ? [] : [`kind ${other.kind}`]),
    ];
    if (told.length > 0) filled.note = append(filled.note, `From claim ${other.number}: ${told.join('; ')}`);
    if (other.note !== '' && !alike(filled.note, other.note)) filled.note = append(filled.note, other.note);
    if (other.openQuestion !== '' && !alike(filled.openQuestion, other.openQuestion)) {
      filled.openQuestion = append(filled.openQuestion, other.openQuestion);
    }
    filled.speaker ||= other.speaker;
    filled.audience ||= other.audience;
    filled.kind ??= other.kind;
  }
  const { openQuestion, ...fields } = filled;
  return { ...fields, open_question: openQuestion };
}

/** Takes mentions off into a claim of their own; some must stay, else the claim could as well be edited. */
export function splitClaim(
  db: WritableDb,
  { mentionIds, statement }: ParsedInputOf<'claims.split'>,
  context: WriteContext,
): Claim {
  const coder = context.requireCoder();
  const ids = [...new Set(mentionIds)];
  const owners = db.column<string>(
    'SELECT DISTINCT m.claim_id FROM json_each(?) j JOIN claim_mention m ON m.mention_id = j.value',
    JSON.stringify(ids),
  );
  const [owner] = owners;
  if (!owner) throw new AppError('NOT_FOUND', 'This mention no longer exists.', { mentionIds: ids.slice(0, 20) });
  if (owners.length > 1) {
    throw new AppError('INVALID_INPUT', 'These mentions are of several claims. Choose mentions of one.', {});
  }
  const claim = readClaim(db, owner, context);
  const leaving = claim.mentions.filter(({ mentionId }) => ids.includes(mentionId));
  if (leaving.length < ids.length) throw new AppError('NOT_FOUND', 'Some of these mentions no longer exist.', {});
  if (leaving.length === claim.mentions.length) {
    throw new AppError(
      'INVALID_INPUT',
      `Claim ${claim.number} has no other mention, so nothing would stay. Change its statement instead.`,
      { claimId: owner },
    );
  }
  const words = leaving[0]!.quote.exact.replace(/\s+/g, ' ').trim().slice(0, 2000);
  const claimId = randomUUID();
  const number = nextNumber(db);
  const label = `Split claim ${number} off claim ${claim.number}`;
  context.change({ action: 'claim.split', label, article: null }, (rows) => {
    rows.insert('claim', {
      ...{ claim_id: claimId, number, statement: statement || words, speaker: claim.speaker, audience: claim.audience },
      ...{ kind: claim.kind, coder: coder.id, created_at: context.at, updated_at: context.at },
    });
    for (const { mentionId } of leaving) rows.update('claim_mention', { mention_id: mentionId }, { claim_id: claimId });
    rows.update('claim', { claim_id: owner }, { updated_at: context.at });
  });
  context.touch(['claims'], articlesOf(claim));
  return readClaim(db, claimId, context);
}
