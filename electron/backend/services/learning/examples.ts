import { learnedCodes } from '../../../analysis/learn/about.ts';
import type { CodedArticle, CodedSpan } from '../../../analysis/learn/index.ts';
import type { ReadableDb } from '../../db/types.ts';
import { me, visibleCoders } from '../blind/index.ts';
import type { ReadContext } from '../handler.ts';

/** Articles that codes are learned from at most, those with most spans first, and their characters in sum. */
const MOST_ARTICLES = 1500;
const MOST_CHARACTERS = 8_000_000;

interface SpanRow {
  article: number;
  label: string;
  start: number;
  end: number;
  /** 1: it is what became of a suggestion; the rest of the article was not read for it. */
  accepted: number;
}

/**
 * Articles with the spans of the given codes, from every coder whose work may be seen, and with what was rejected of them. Where
 * people only decided about suggestions, what they did not look at says nothing.
 */
export function readExamples(
  db: ReadableDb,
  { labels }: { labels: readonly string[] },
  context: ReadContext,
): CodedArticle[] {
  const given = { labels: JSON.stringify(labels), ...me(context) };
  const coded = db.all<SpanRow>(
    `SELECT a.article, c.code_id AS label, a.start, a.end,
       EXISTS (SELECT 1 FROM suggestion_decision d WHERE d.annotation_id = a.annotation_id) AS accepted
     FROM json_each(:labels) j CROSS JOIN coding c ON c.code_id = j.value
       CROSS JOIN annotation a ON a.annotation_id = c.annotation_id
       CROSS JOIN article t ON t.id = a.article AND t.text_version_id = a.text_version_id
     WHERE a.start IS NOT NULL AND a.level = 'span' AND ${visibleCoders('a.article', 'a.coder')}
     UNION ALL
     SELECT a.article, c.code_id, p.start, p.end, 0
     FROM json_each(:labels) j CROSS JOIN coding c ON c.code_id = j.value
       CROSS JOIN annotation a ON a.annotation_id = c.annotation_id
       CROSS JOIN annotation_piece p ON p.annotation_id = a.annotation_id
       CROSS JOIN article t ON t.id = a.article AND t.text_version_id = a.text_version_id
     WHERE a.start IS NOT NULL AND p.start IS NOT NULL AND ${visibleCoders('a.article', 'a.coder')}`,
    given,
  );
  const rejected = Map.groupBy(
    db.all<Omit<SpanRow, 'accepted'>>(
      `SELECT d.article, d.label, d.start, d.end FROM json_each(:labels) j
         CROSS JOIN suggestion_decision d ON d.analyser = :analyser AND d.label = j.value AND d.decision = 'rejected'
         CROSS JOIN article t ON t.id = d.article AND t.text_version_id = d.text_version_id
       WHERE ${visibleCoders('d.article', 'd.coder')}`,
      { ...given, analyser: learnedCodes.name },
    ),
    ({ article }) => article,
  );
  const spans = Map.groupBy(coded, ({ article }) => article);
  const articles = [...new Set([...spans.keys(), ...rejected.keys()])]
    .sort((a, b) => (spans.get(b)?.length ?? 0) - (spans.get(a)?.length ?? 0) || a - b)
    .slice(0, MOST_ARTICLES);
  const examples: CodedArticle[] = [];
  let characters = 0;
  for (const article of articles) {
    const row = db.get<{ title: string; language: string | null; text: string }>(
      `SELECT a.title, a.language, b.text FROM article a JOIN text_body b ON b.text_version_id = a.text_version_id
       WHERE a.id = ?`,
      article,
    );
    if (!row) continue;
    characters += row.text.length;
    if (characters > MOST_CHARACTERS && examples.length > 0) break;
    const own = spans.get(article) ?? [];
    examples.push({
      ...row,
      spans: own.map(spanOf),
      rejected: (rejected.get(article) ?? []).map(spanOf),
      isPartial: own.every(({ accepted }) => accepted === 1),
    });
  }
  return examples;
}

const spanOf = ({ label, start, end }: Omit<SpanRow, 'accepted'>): CodedSpan => ({ label, start, end });
