// What left the machine: written down before it leaves, completed when it has ended.
import { AppError } from '../../../../shared/contract/errors.ts';
import type { OutsideAsk, Rewritable, Rewriting, SentRow } from '../../../../shared/model/provider.ts';
import { csvRecord } from '../../../../shared/text/csv-cells.ts';
import type { ReadableDb, WritableDb } from '../../db/types.ts';
import type { FoundPage } from '../../providers/searches.ts';
import type { ReadContext, WriteContext } from '../handler.ts';
import { readProvider } from './list.ts';
import { outcomeNow } from './outcome.ts';
import { seen } from './seen.ts';

const whoActs = ({ coder }: ReadContext) => ({ coder: coder?.id ?? null, coder_name: coder?.name ?? '' });

export function noteSwitch(
  db: WritableDb,
  { providerId, on }: { providerId: string; on: boolean },
  context: WriteContext,
): object {
  const { name, kind, address } = readProvider(db, providerId, context);
  db.run(
    `INSERT INTO sent_request (at, coder, coder_name, provider_id, provider, kind, what, address, ended_at)
     VALUES (:at, :coder, :coder_name, :providerId, :name, :kind, :what, :address, :at)`,
    { ...whoActs(context), at: context.at, providerId, name, kind, address, what: on ? 'switched on' : 'switched off' },
  );
  context.touch(['providers']);
  return {};
}

export interface SentRequest {
  providerId: string;
  ask: OutsideAsk;
  method: string;
  address: string;
  body: string;
  bytes: number;
}

/** @returns the id of the line */
export function noteRequest(db: WritableDb, { providerId, ask, ...sent }: SentRequest, context: WriteContext): number {
  const { name, kind } = readProvider(db, providerId, context);
  const { lastInsertRowid } = db.run(
    `INSERT INTO sent_request (at, coder, coder_name, provider_id, provider, kind, what, method, address, query, body, claim_id,
       story_id, outcome, sent_bytes)
     VALUES (:at, :coder, :coder_name, :providerId, :name, :kind, :what, :method, :address, :query, :body, :claim_id, :story_id,
       'under way', :bytes)`,
    {
      ...whoActs(context),
      ...{ at: context.at, providerId, name, kind, what: ask.what },
      ...sent,
      query: ask.what === 'search' ? ask.query : '',
      claim_id: ask.what === 'search' ? ask.claimId : null,
      story_id: ask.what === 'rewriting' ? ask.storyId : null,
    },
  );
  context.touch(['providers']);
  return lastInsertRowid;
}

export interface EndedRequest {
  sentId: number;
  outcome: 'answered' | 'failed' | 'cancelled';
  status: number | null;
  received: number;
  followed: string[];
  message: string;
  pages?: FoundPage[];
  rewriting?: {
    rewritingId: string;
    storyId: string;
    section: Rewritable;
    model: string;
    sentences: Rewriting['sentences'];
    given: Omit<Rewriting['given'][number], 'isCurrent'>[];
  };
}

export function endRequest(db: WritableDb, ended: EndedRequest, context: WriteContext): object {
  const { sentId, outcome, status, received, message } = ended;
  db.run(
    `UPDATE sent_request SET outcome = :outcome, status = :status, received_bytes = :received, followed = :followed,
       message = :message, ended_at = :at WHERE sent_id = :sentId`,
    { sentId, outcome, status, received, message, followed: JSON.stringify(ended.followed), at: context.at },
  );
  ended.pages?.forEach((page, index) => {
    db.run(
      `INSERT INTO outside_result (sent_id, ord, title, url, snippet, published_at)
       VALUES (:sentId, :ord, :title, :url, :snippet, :publishedAt)`,
      { ...page, sentId, ord: index + 1 },
    );
  });
  if (ended.rewriting) {
    const { sentences, given, ...rest } = ended.rewriting;
    db.run(
      `INSERT INTO rewriting (rewriting_id, sent_id, story_id, section, model, sentences, given)
       VALUES (:rewritingId, :sentId, :storyId, :section, :model, :sentences, :given)`,
      { ...rest, sentId, sentences: JSON.stringify(sentences), given: JSON.stringify(given) },
    );
  }
  context.touch(['providers']);
  return {};
}

interface Row {
  sentId: number;
  at: string;
  coder: string;
  providerId: string;
  provider: string;
  kind: SentRow['kind'];
  what: SentRow['what'];
  method: string;
  address: string;
  followed: string;
  query: string;
  body: string;
  claimId: string | null;
  claimNumber: number | null;
  storyId: string | null;
  storyTitle: string | null;
  outcome: SentRow['outcome'];
  status: number | null;
  sentBytes: number;
  receivedBytes: number;
  message: string;
  endedAt: string | null;
}

const ROWS = `
  SELECT r.sent_id AS sentId, r.at, r.coder_name AS coder, r.provider_id AS providerId, r.provider, r.kind, r.what, r.method, r.address,
    r.followed, r.query, r.body, r.claim_id AS claimId, c.number AS claimNumber, r.story_id AS storyId, s.title AS storyTitle,
    r.outcome, r.status, r.sent_bytes AS sentBytes, r.received_bytes AS receivedBytes, r.message, r.ended_at AS endedAt
  FROM sent_request r LEFT JOIN claim c ON c.claim_id = r.claim_id LEFT JOIN story s ON s.story_id = r.story_id
  WHERE ${seen.request}`;

const sentRow = ({ claimId, claimNumber, storyId, storyTitle, followed, ...row }: Row, now: Date): SentRow => ({
  ...row,
  outcome: outcomeNow(row.outcome, row.at, now),
  followed: JSON.parse(followed) as string[],
  claim: claimId !== null && claimNumber !== null ? { claimId, number: claimNumber } : null,
  story: storyId !== null && storyTitle !== null ? { storyId, title: storyTitle } : null,
});

export function readLog(
  db: ReadableDb,
  { start, count }: { start: number; count: number },
  context: ReadContext,
): { total: number; rows: SentRow[]; bytesSent: number } {
  const me = seen.me(context);
  const { total, bytesSent } = db.get<{ total: number; bytesSent: number }>(
    `SELECT count(*) AS total, coalesce(sum(r.sent_bytes), 0) AS bytesSent FROM sent_request r WHERE ${seen.request}`,
    { me },
  ) ?? { total: 0, bytesSent: 0 };
  const rows = db.all<Row>(`${ROWS} ORDER BY r.sent_id DESC LIMIT :count OFFSET :start`, { me, start, count });
  return { total, bytesSent, rows: rows.map((row) => sentRow(row, context.now)) };
}

const HEADER = [
  ...[
    'sent_id',
    'at',
    'coder',
    'provider',
    'kind',
    'what',
    'method',
    'address',
    'redirected_to',
    'query',
    'body',
    'claim_number',
  ],
  ...[
    'claim_id',
    'story_title',
    'story_id',
    'outcome',
    'status',
    'sent_bytes',
    'received_bytes',
    'message',
    'ended_at',
  ],
];

export function logFile(db: ReadableDb, context: ReadContext): { text: string; rows: number } {
  const parts = [csvRecord(HEADER)];
  for (const row of db.iterate<Row>(`${ROWS} ORDER BY r.sent_id`, { me: seen.me(context) })) {
    if (context.cancelled()) throw new AppError('CANCELLED', 'Cancelled.');
    const { claimId, claimNumber, storyId, storyTitle } = row;
    const cells = [
      ...[row.sentId, row.at, row.coder, row.provider, row.kind, row.what, row.method, row.address],
      ...[
        (JSON.parse(row.followed) as string[]).join(' '),
        row.query,
        row.body,
        claimNumber,
        claimId,
        storyTitle,
        storyId,
      ],
      ...[
        outcomeNow(row.outcome, row.at, context.now),
        row.status,
        row.sentBytes,
        row.receivedBytes,
        row.message,
        row.endedAt,
      ],
    ];
    parts.push(csvRecord(cells.map((cell) => (cell === null ? '' : String(cell)))));
  }
  return { text: parts.join(''), rows: parts.length - 1 };
}
