// Evidence: a link with its quotation, or a passage of the corpus, that supports or refutes a claim or helps to judge it.
import { randomUUID } from 'node:crypto';
import type { ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { Claim } from '../../../../shared/model/claim.ts';
import type { SqlValue, WritableDb } from '../../db/types.ts';
import type { WriteContext } from '../handler.ts';
import { articleText, checkedQuote } from '../spans/index.ts';
import { articlesOf, readClaim } from './read.ts';

/** The address as it is kept. INVALID_INPUT unless it is one of http or https. */
export function webAddress(typed: string): string {
  const address = /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`;
  let protocol = '';
  try {
    protocol = new URL(address).protocol;
  } catch {
    // Refused below.
  }
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw new AppError(
      'INVALID_INPUT',
      `“${typed.slice(0, 80)}” is not the address of a page. Give one like https://example.org/report.`,
      { url: typed },
    );
  }
  return address;
}

/** The same passage by the same coder again, or the same words of the same page, is the same piece: its stance changes. */
export function addEvidence(
  db: WritableDb,
  { claimId, stance, note, at }: ParsedInputOf<'claims.addEvidence'>,
  context: WriteContext,
): Claim {
  const coder = context.requireCoder();
  const claim = readClaim(db, claimId, context);
  const where = at.kind === 'passage' ? ofPassage(db, at) : ofLink(at);
  const known = db.value<string>(
    `SELECT evidence_id FROM claim_evidence WHERE claim_id = :claimId AND coder = :coder AND url IS :url
     AND article IS :article AND start IS :start AND "end" IS :end AND exact = :exact`,
    {
      ...{ claimId, coder: coder.id, url: where.url, article: where.article },
      ...{ start: where.start, end: where.end, exact: where.exact },
    },
  );
  const label = `Added evidence to claim ${claim.number}`;
  context.change({ action: 'claim.addEvidence', label, article: where.article }, (rows) => {
    if (known !== undefined) {
      rows.update('claim_evidence', { evidence_id: known }, { stance, updated_at: context.at });
      if (note !== '') rows.update('claim_evidence', { evidence_id: known }, { note });
      return;
    }
    rows.insert('claim_evidence', {
      ...where,
      evidence_id: randomUUID(),
      claim_id: claimId,
      ...{ stance, note, status: 'anchored', coder: coder.id, created_at: context.at, updated_at: context.at },
    });
  });
  context.touch(['claims'], articlesOf(readClaim(db, claimId, context)));
  return readClaim(db, claimId, context);
}

interface StoredWhere extends Record<string, SqlValue> {
  url: string | null;
  article: number | null;
  start: number | null;
  end: number | null;
  exact: string;
}

function ofPassage(
  db: WritableDb,
  at: Extract<ParsedInputOf<'claims.addEvidence'>['at'], { kind: 'passage' }>,
): StoredWhere {
  const article = articleText(db, at.articleId);
  const quote = checkedQuote(article, at);
  return {
    ...{ url: null, title: '', article: article.id, text_version_id: article.textVersionId },
    ...{ start: at.start, end: at.end, ...quote },
  };
}

function ofLink({
  url,
  title,
  quotation,
}: Extract<ParsedInputOf<'claims.addEvidence'>['at'], { kind: 'link' }>): StoredWhere {
  return {
    ...{ url: webAddress(url), title, article: null, text_version_id: null, start: null, end: null },
    ...{ exact: quotation, prefix: '', suffix: '' },
  };
}

interface Known {
  claim_id: string;
  number: number;
  article: number | null;
  article_id: string | null;
}

/** @throws AppError NOT_FOUND */
function evidenceCalled(db: WritableDb, evidenceId: string): Known {
  const known = db.get<Known>(
    `SELECT e.claim_id, c.number, e.article, a.article_id FROM claim_evidence e JOIN claim c USING (claim_id)
     LEFT JOIN article a ON a.id = e.article WHERE e.evidence_id = ?`,
    evidenceId,
  );
  if (!known) throw new AppError('NOT_FOUND', 'This piece of evidence no longer exists.', { evidenceId });
  return known;
}

export function editEvidence(
  db: WritableDb,
  { evidenceId, fields }: ParsedInputOf<'claims.editEvidence'>,
  context: WriteContext,
): Claim {
  const known = evidenceCalled(db, evidenceId);
  const { stance, note, url, title, quotation } = fields;
  if (known.article !== null && (url ?? title ?? quotation) !== undefined) {
    throw new AppError(
      'INVALID_INPUT',
      'The words of a passage are those of its article. Remove it and select others, or change its note.',
      { evidenceId },
    );
  }
  const values = { stance, note, url: url === undefined ? undefined : webAddress(url), title, exact: quotation };
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  const before = db.get<Record<string, SqlValue>>(
    'SELECT stance, note, url, title, exact FROM claim_evidence WHERE evidence_id = ?',
    evidenceId,
  );
  if (Object.entries(given).some(([name, value]) => before?.[name] !== value)) {
    const label = `Edited evidence on claim ${known.number}`;
    context.change({ action: 'claim.editEvidence', label, article: known.article }, (rows) =>
      rows.update(
        'claim_evidence',
        { evidence_id: evidenceId },
        { ...(given as Record<string, SqlValue>), updated_at: context.at },
      ),
    );
    context.touch(['claims'], articlesOf(readClaim(db, known.claim_id, context)));
  }
  return readClaim(db, known.claim_id, context);
}

export function removeEvidence(db: WritableDb, evidenceId: string, context: WriteContext): void {
  const known = evidenceCalled(db, evidenceId);
  const articles = articlesOf(readClaim(db, known.claim_id, context));
  const label = `Removed evidence from claim ${known.number}`;
  context.change({ action: 'claim.removeEvidence', label, article: known.article }, (rows) =>
    rows.delete('claim_evidence', { evidence_id: evidenceId }),
  );
  context.touch(['claims'], articles);
}
