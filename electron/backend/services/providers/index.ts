/** Evidence from beyond the corpus: who may be asked, what was found and taken, and the log of what was sent. No network here. */
import { AppError } from '../../../../shared/contract/errors.ts';
import type { Rewriting } from '../../../../shared/model/provider.ts';
import type { ReadableDb, WritableDb } from '../../db/types.ts';
import type { ReadContext, RoomHandlers } from '../handler.ts';
import { addProvider, editProvider, readProvider, readProviders, removeProvider } from './list.ts';
import { endRequest, logFile, noteRequest, noteSwitch, readLog } from './log.ts';
import { readResults, takeAsEvidence } from './results.ts';
import { keepReviews, similarReviews } from './reviews.ts';
import { seen } from './seen.ts';

const REWRITINGS = `
  SELECT w.rewriting_id AS rewritingId, w.story_id AS storyId, w.section, w.model, w.sentences, w.given, r.provider, r.address,
    r.at, r.coder_name AS coder
  FROM rewriting w JOIN sent_request r USING (sent_id) WHERE w.story_id = :storyId
    AND w.sent_id = (SELECT max(n.sent_id) FROM rewriting n WHERE n.story_id = w.story_id AND n.section = w.section)
  ORDER BY w.section`;

type StoredRewriting = Omit<Rewriting, 'sentences' | 'given'> & { sentences: string; given: string };

function readRewritings(db: ReadableDb, { storyId }: { storyId: string }): Rewriting[] {
  const textOf = (articleId: string) =>
    db.value<string>(
      'SELECT b.text FROM article a JOIN text_body b USING (text_version_id) WHERE a.article_id = ?',
      articleId,
    ) ?? '';
  return db.all<StoredRewriting>(REWRITINGS, { storyId }).map((row) => ({
    ...row,
    sentences: JSON.parse(row.sentences) as Rewriting['sentences'],
    given: (JSON.parse(row.given) as Omit<Rewriting['given'][number], 'isCurrent'>[]).map((one) => ({
      ...one,
      isCurrent: textOf(one.articleId).slice(one.start, one.end) === one.text,
    })),
  }));
}

function dropRewriting(db: WritableDb, rewritingId: string): void {
  // Those before it of the same section go too, or one of them would come forth.
  const { changes } = db.run(
    `DELETE FROM rewriting WHERE (story_id, section) =
       (SELECT story_id, section FROM rewriting WHERE rewriting_id = ?)`,
    rewritingId,
  );
  if (changes === 0)
    throw new AppError('NOT_FOUND', 'This text of a language model is no longer there.', { rewritingId });
}

/** The claim that a search is for, as the coder may see it. @throws AppError NOT_FOUND */
function requireSeenClaim(db: ReadableDb, { claimId }: { claimId: string }, context: ReadContext) {
  const claim = seen.claim(db, claimId, context);
  if (!claim) throw new AppError('NOT_FOUND', 'This claim no longer exists.', { claimId });
  return claim;
}

export const handlers: RoomHandlers = {
  queries: {
    'providers.results': readResults,
    'providers.rewritten': (db, input) => readRewritings(db, input),
    'providers.log': readLog,
    'providers.logFile': (db, _input, context) => logFile(db, context),
  },
  commands: {
    'providers.takeAsEvidence': takeAsEvidence,
    'providers.dropRewriting'(db, { rewritingId }, context) {
      dropRewriting(db, rewritingId);
      context.touch(['providers']);
      return {};
    },
  },
  reads: {
    'providers/list': readProviders,
    'providers/get': (db, { providerId }: { providerId: string }, context) => readProvider(db, providerId, context),
    'providers/claim': requireSeenClaim,
    'providers/reviews': similarReviews,
  },
  writes: {
    'providers/add': addProvider,
    'providers/edit': editProvider,
    'providers/remove': removeProvider,
    'providers/noteSwitch': noteSwitch,
    'providers/noteRequest': noteRequest,
    'providers/endRequest': endRequest,
    'providers/keepReviews': keepReviews,
  },
};
