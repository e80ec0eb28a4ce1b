import type { CheckRun } from './index.ts';

interface Count {
  where: string;
  kept: number | null;
  counted: number | null;
}

// Each gives the counts that differ from what is counted now.
const COUNTS = [
  `SELECT 'count of ' || name AS "where", n AS kept, counted FROM (
     SELECT name, n, CASE name WHEN 'articles' THEN (SELECT count(*) FROM article)
                               WHEN 'annotations' THEN (SELECT count(*) FROM annotation)
                               WHEN 'claims' THEN (SELECT count(*) FROM claim) END AS counted
     FROM tally) WHERE n IS NOT counted`,
  `SELECT 'count of annotations of article ' || article_id AS "where", annotation_count AS kept, coalesce(n, 0) AS counted
   FROM article LEFT JOIN (SELECT article, count(*) AS n FROM annotation GROUP BY article) ON article = id
   WHERE annotation_count <> coalesce(n, 0)`,
  `SELECT 'count of articles of source ' || name AS "where", article_count AS kept, coalesce(n, 0) AS counted
   FROM source s LEFT JOIN (SELECT source_id, count(*) AS n FROM article GROUP BY source_id) ON source_id = s.id
   WHERE article_count <> coalesce(n, 0)`,
  `SELECT 'count of codings of code ' || coalesce((SELECT name FROM code WHERE code_id = id), id) AS "where",
          sum(kept) AS kept, sum(counted) AS counted
   FROM (SELECT code_id AS id, n AS kept, 0 AS counted FROM code_tally
         UNION ALL SELECT code_id, 0, count(*) FROM coding GROUP BY code_id)
   GROUP BY id HAVING sum(kept) <> sum(counted)`,
  `SELECT 'count of decisions “' || decision || '” of ' || coalesce((SELECT name FROM coder WHERE id = who), who) AS "where",
          sum(kept) AS kept, sum(counted) AS counted
   FROM (SELECT coder AS who, decision, n AS kept, 0 AS counted FROM decision_tally
         UNION ALL SELECT coder, decision, 0, count(*) FROM triage_decision GROUP BY coder, decision)
   GROUP BY who, decision HAVING sum(kept) <> sum(counted)`,
] as const;

/** The counts that triggers keep, against the rows. */
export function checkCounts({ db, alive, found }: CheckRun): void {
  for (const sql of COUNTS) {
    alive();
    for (const { where, kept, counted } of db.all<Count>(sql)) {
      found(`Says ${kept ?? 'nothing'}, but there are ${counted ?? 0}`, where);
    }
  }
}
