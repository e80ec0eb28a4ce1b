// Which codes can be learned, from which coding, and whether that has changed since.

import { learnedCodes } from '../../../analysis/learn/about.ts';
import { groupLabels, hasEnough, type LabelCount } from '../../../analysis/learn/groups.ts';
import type { ReadableDb } from '../../db/types.ts';
import { me, visibleCoders } from '../blind/index.ts';
import type { Coder } from '../handler.ts';

type Viewer = { coder: Coder | null };

/** The coding of one code that the coder may see. */
export interface CodeCoding extends LabelCount {
  rejected: number;
  /** The topmost code above it; codes that stand by themselves are one family. */
  family: string;
  /** Differs whenever its coding does. */
  state: string;
}

/**
 * Codes of passages with their coding, as the coder may see it: codes that are archived, cannot be given any more or are only for
 * whole articles or claims are left out.
 */
export function readCoding(db: ReadableDb, viewer: Viewer): CodeCoding[] {
  const rows = db.all<{ label: string; examples: number; articles: number; sums: string; family: string }>(
    `WITH RECURSIVE up (code_id, top, parent_id) AS (
       SELECT code_id, code_id, parent_id FROM code
       UNION ALL SELECT up.code_id, p.code_id, p.parent_id FROM up JOIN code p ON p.code_id = up.parent_id),
     counted AS (
       SELECT c.code_id, count(*) AS examples, count(DISTINCT a.article) AS articles,
         json_array(count(*), sum(a.start), sum(a.end), sum(a.text_version_id), max(a.updated_at), max(c.created_at)) AS sums
       FROM coding c CROSS JOIN annotation a ON a.annotation_id = c.annotation_id
         CROSS JOIN article t ON t.id = a.article AND t.text_version_id = a.text_version_id
       WHERE a.start IS NOT NULL AND a.level = 'span' AND ${visibleCoders('a.article', 'a.coder')}
       GROUP BY c.code_id)
     SELECT k.code_id AS label, n.examples, n.articles, n.sums,
       CASE WHEN EXISTS (SELECT 1 FROM code b WHERE b.parent_id = up.top) THEN up.top ELSE '' END AS family
     FROM counted n JOIN code k USING (code_id) JOIN up ON up.code_id = k.code_id AND up.parent_id IS NULL
     WHERE k.archived = 0 AND k.is_codable = 1 AND k.applies_to LIKE '%"span"%' ORDER BY k.code_id`,
    me(viewer),
  );
  const rejected = new Map(
    db
      .all<{ label: string; n: number; last: string }>(
        `SELECT d.label, count(*) AS n, max(d.decided_at) AS last FROM suggestion_decision d
           JOIN article t ON t.id = d.article AND t.text_version_id = d.text_version_id
         WHERE d.analyser = :analyser AND d.decision = 'rejected' AND ${visibleCoders('d.article', 'd.coder')}
         GROUP BY d.label`,
        { analyser: learnedCodes.name, ...me(viewer) },
      )
      .map((row) => [row.label, row]),
  );
  return rows.map(({ sums, ...row }) => {
    const { n = 0, last = '' } = rejected.get(row.label) ?? {};
    return { ...row, rejected: n, state: `${sums} ${n} ${last}` };
  });
}

export interface CodeGroup {
  groupId: string;
  labels: string[];
  /** What it would be learned from. */
  coding: string;
}

/** The codes with enough coding, by those that are learned together. */
export function readGroups(db: ReadableDb, viewer: Viewer): CodeGroup[] {
  const enough = readCoding(db, viewer).filter(hasEnough);
  return [...Map.groupBy(enough, ({ family }) => family).values()].flatMap((family) => {
    const labels = family.map(({ label }) => label);
    const articles = labels.length > 1 ? spansByArticle(db, labels, viewer) : [];
    return groupLabels(labels, articles).map((group) => ({
      groupId: group.join(' '),
      labels: group,
      coding: JSON.stringify([
        learnedCodes.version,
        ...family.filter(({ label }) => group.includes(label)).map(({ label, state }) => [label, state]),
      ]),
    }));
  });
}

type CodedRow = { article: number; label: string; start: number; end: number };

function spansByArticle(db: ReadableDb, labels: readonly string[], viewer: Viewer) {
  const rows = db.all<CodedRow>(
    `SELECT a.article, c.code_id AS label, a.start, a.end
     FROM json_each(:labels) j CROSS JOIN coding c ON c.code_id = j.value
       CROSS JOIN annotation a ON a.annotation_id = c.annotation_id
       CROSS JOIN article t ON t.id = a.article AND t.text_version_id = a.text_version_id
     WHERE a.start IS NOT NULL AND a.level = 'span' AND ${visibleCoders('a.article', 'a.coder')}`,
    { labels: JSON.stringify(labels), ...me(viewer) },
  );
  return [...Map.groupBy(rows, ({ article }) => article).values()].map((spans) => ({ spans }));
}
