import type { OutputOf } from '../../../../shared/contract/contract.ts';
import type { ReadableDb } from '../../db/types.ts';
import { refuseWhileBlind } from '../blind/index.ts';

/** Articles are compared in pairs for so many coders at most; the table is then too wide to read anyway. */
const MOST_PAIRED = 30;

/** Who could be compared, and on how much. @throws AppError CONFLICT while a blind round is open */
export function readCoders(db: ReadableDb): OutputOf<'agreement.coders'> {
  refuseWhileBlind(db, 'Agreement');
  const coders = db.all<OutputOf<'agreement.coders'>['coders'][number] & { id: number }>(
    `SELECT p.id, p.name, p.kind,
       (SELECT count(*) FROM (
         SELECT article FROM annotation WHERE coder = p.id
         UNION SELECT article FROM assignment WHERE coder = p.id AND done_at IS NOT NULL
         UNION SELECT article FROM adjudication WHERE layer = p.id AND article IS NOT NULL)) AS articles,
       (SELECT count(*) FROM annotation WHERE coder = p.id AND level = 'span') AS spans,
       (SELECT count(*) FROM claim_verdict WHERE coder = p.id AND verdict <> 'unverified') AS verdicts
     FROM coder p ORDER BY p.id`,
  );
  const working = coders.filter(({ articles, verdicts }) => articles > 0 || verdicts > 0);
  const shared =
    working.length > MOST_PAIRED
      ? []
      : db.all<OutputOf<'agreement.coders'>['shared'][number]>(
          `WITH worked AS (
             SELECT article, coder FROM annotation
             UNION SELECT article, coder FROM assignment WHERE done_at IS NOT NULL
             UNION SELECT article, layer FROM adjudication WHERE article IS NOT NULL)
           SELECT p.name AS one, q.name AS other, count(*) AS articles
           FROM worked a JOIN worked b ON b.article = a.article AND b.coder > a.coder
           JOIN coder p ON p.id = a.coder JOIN coder q ON q.id = b.coder
           GROUP BY a.coder, b.coder ORDER BY a.coder, b.coder`,
        );
  return { coders: working.map(({ id: _id, ...coder }) => coder), shared };
}
