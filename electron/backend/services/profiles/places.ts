import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import type { Finding } from '../../../analysis/analysers/analyser.ts';
import type { ReadableDb } from '../../db/types.ts';
import type { ReadContext } from '../handler.ts';
import { findName, speakerKind } from '../names/known.ts';
import { type ArticleToRead, placesIn, speakerName } from '../names/places.ts';
import { requireSource } from './source.ts';

const WITH_LABEL = `
  SELECT a.id AS article, 'techniques' AS analyser, c.n
  FROM article a CROSS JOIN finding_count c ON c.analyser = 'techniques' AND c.article = a.id AND c.label = :label
  WHERE a.source_id = :sourceId ORDER BY a.published_sort DESC, a.id DESC`;
const WITH_SPEAKER = `
  SELECT a.id AS article, 'quotations' AS analyser, sum(c.quotations) AS n
  FROM json_each(:names) j CROSS JOIN found_name f ON f.name = j.value CROSS JOIN speaker_count c ON c.name_id = f.id
    CROSS JOIN article a ON a.id = c.article
  WHERE a.source_id = :sourceId AND c.quotations > 0 AND ${speakerKind('f')} = :kind
  GROUP BY a.id ORDER BY a.published_sort DESC, a.id DESC`;

/** Spans behind a number of the profile, newest articles first. */
export function placesOf(
  db: ReadableDb,
  { sourceId, what, start, count }: ParsedInputOf<'profiles.places'>,
  context: ReadContext,
): OutputOf<'profiles.places'> {
  requireSource(db, sourceId);
  let articles: (ArticleToRead & { n: number })[];
  let isWanted: (finding: Finding) => boolean;
  if (what.kind === 'technique') {
    articles = db.all(WITH_LABEL, { sourceId, label: what.label });
    isWanted = ({ label }) => label === what.label;
  } else {
    const variants = findName(db, what.of, what.name)?.variants ?? [];
    const names = new Set(variants);
    articles = db.all(WITH_SPEAKER, { sourceId, names: JSON.stringify(variants), kind: what.of });
    isWanted = (finding) => finding.label === 'direct' && names.has(speakerName(finding) ?? '');
  }
  return {
    total: articles.reduce((sum, { n }) => sum + n, 0),
    articles: articles.length,
    places: placesIn(db, articles, isWanted, { start, count }, context),
  };
}
