import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import type { ReadableDb } from '../../db/types.ts';
import { speakerKind } from '../names/known.ts';
import { requireSource } from './source.ts';

/** Speakers of one source; names that people merged are one. */
const SPEAKERS = `
  SELECT coalesce(v.group_id, '=' || f.name) AS key, coalesce(g.name, f.name) AS name, ${speakerKind('f')} AS kind,
    sum(c.quotations) AS quotations, sum(c.words) AS words, count(DISTINCT c.article) AS articles,
    json_group_array(DISTINCT f.id) AS names
  FROM article a CROSS JOIN speaker_count c ON c.article = a.id CROSS JOIN found_name f ON f.id = c.name_id
    LEFT JOIN name_variant v ON v.kind = ${speakerKind('f')} AND v.name = f.name
    LEFT JOIN name_group g ON g.group_id = v.group_id
  WHERE a.source_id = ? AND c.quotations > 0
  GROUP BY key ORDER BY quotations DESC, words DESC, name`;

const ELSEWHERE = `
  SELECT coalesce(sum(c.quotations), 0) AS otherQuotations, count(DISTINCT a.source_id) AS otherSources
  FROM (SELECT value AS id FROM json_each(:names)
        UNION SELECT f.id FROM name_variant v CROSS JOIN found_name f ON f.name = v.name WHERE v.group_id = :key) w
    CROSS JOIN speaker_count c ON c.name_id = w.id CROSS JOIN article a ON a.id = c.article
  WHERE a.source_id IS NOT :sourceId AND c.quotations > 0`;

export function quotedBy(
  db: ReadableDb,
  { sourceId, count }: ParsedInputOf<'profiles.quoted'>,
): OutputOf<'profiles.quoted'> {
  requireSource(db, sourceId);
  const speakers = db.all<{
    key: string;
    name: string;
    kind: 'person' | 'organisation';
    quotations: number;
    words: number;
    articles: number;
    names: string;
  }>(SPEAKERS, sourceId);
  const looked = db.get<{ articles: number; quotations: number }>(
    `SELECT count(*) AS articles, coalesce(sum(c.n), 0) AS quotations
     FROM article a CROSS JOIN analysis_state s ON s.analyser = 'quotations' AND s.article = a.id AND s.n IS NOT NULL
       LEFT JOIN finding_count c ON c.analyser = 'quotations' AND c.article = a.id AND c.label = 'direct'
     WHERE a.source_id = ?`,
    sourceId,
  )!;
  const sum = (of: 'quotations' | 'words') => speakers.reduce((total, speaker) => total + speaker[of], 0);
  return {
    ...looked,
    named: sum('quotations'),
    words: sum('words'),
    speakers: {
      total: speakers.length,
      rows: speakers.slice(0, count).map(({ key, names, ...speaker }) => ({
        ...speaker,
        ...db.get<{ otherQuotations: number; otherSources: number }>(ELSEWHERE, { key, names, sourceId })!,
      })),
    },
  };
}
