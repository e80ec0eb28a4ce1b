// Coded passages with the words around them.
import type { Passage, PassageFilter, PassageSort } from '../../../../shared/contract/rooms/results.ts';
import type { ReadableDb } from '../../db/types.ts';
import type { ReadContext } from '../handler.ts';
import { placeInForce, type StoredSpan } from '../spans/index.ts';
import { countedAnnotations } from './lists.ts';
import { SentencesOf } from './sentences.ts';

/** UTF-16 units of a quote, and of the words on each side of it. */
const SHOWN = 600;
const AROUND = 200;

interface PassageRow extends StoredSpan {
  annotation_id: string;
  article: number;
  article_id: string;
  title: string;
  source: string | null;
  published_at: string | null;
  language: string | null;
  direction: Passage['direction'];
  in_force: number;
  level: Passage['level'];
  codes: string;
  coder: string;
  confidence: number | null;
  memo: string;
  created_at: string;
}

const ROWS = `
  SELECT n.annotation_id, n.article, a.article_id, a.title, s.name AS source, a.published_at, a.language, a.direction,
    a.text_version_id AS in_force, n.text_version_id, n.level, n.start, n.end, n.exact, n.prefix, n.suffix, n.status,
    (SELECT json_group_array(c.code_id ORDER BY c.created_at, c.rowid) FROM coding c
     WHERE c.annotation_id = n.annotation_id) AS codes,
    p.name AS coder, n.confidence, n.memo, n.created_at
  FROM json_each(:ids) j CROSS JOIN annotation n ON n.rowid = j.value JOIN article a ON a.id = n.article
  JOIN coder p ON p.id = n.coder LEFT JOIN source s ON s.id = a.source_id ORDER BY j.key`;

interface ArticleWords {
  text: string;
  sentences: SentencesOf;
}

/** A page of the list. `ids`: row ids of annotations that the coder may see. */
export function passagesOf(db: ReadableDb, ids: Int32Array): Passage[] {
  const texts = new Map<number, ArticleWords>();
  const textOf = ({ article, in_force, language }: PassageRow): ArticleWords => {
    const known = texts.get(article);
    if (known) return known;
    const text = db.value<string>('SELECT text FROM text_body WHERE text_version_id = ?', in_force) ?? '';
    const words = { text, sentences: new SentencesOf(text, language) };
    texts.set(article, words);
    return words;
  };
  return db.all<PassageRow>(ROWS, { ids: JSON.stringify(Array.from(ids)) }).map((row) => {
    const words = row.level === 'span' ? textOf(row) : null;
    const place = words ? placeInForce(row, row.in_force, words.text) : null;
    const exact = row.level === 'span' ? (row.exact ?? '') : '';
    return {
      ...{ annotationId: row.annotation_id, articleId: row.article_id, title: row.title, source: row.source },
      ...{ publishedAt: row.published_at, language: row.language, direction: row.direction, level: row.level },
      ...{ start: place?.start ?? null, end: place?.end ?? null },
      ...(words && place ? around(words, place) : { before: '', after: '' }),
      ...{ exact: exact.slice(0, SHOWN), isCut: exact.length > SHOWN },
      codeIds: JSON.parse(row.codes),
      ...{ coder: row.coder, confidence: row.confidence, memo: row.memo, createdAt: row.created_at },
      status: row.level === 'article' || place ? 'anchored' : 'unplaced',
    };
  });
}

function around({ text, sentences }: ArticleWords, { start, end }: { start: number; end: number }) {
  const touched = sentences.touching(start, end);
  const from = Math.min(start, touched[0]?.start ?? start);
  const to = Math.max(end, touched.at(-1)?.end ?? end);
  const before = text.slice(Math.max(from, start - AROUND), start);
  const after = text.slice(end, Math.min(to, end + AROUND));
  return {
    before: start - from > AROUND ? `…${afterSpace(before)}` : before,
    after: to - end > AROUND ? `${beforeSpace(after)}…` : after,
  };
}

/** From the first whole word on; words of scripts without spaces are cut anywhere but inside a character. */
const afterSpace = (words: string) => words.replace(/^\S{0,40}\s/u, '').replace(/^[\udc00-\udfff]/, '');
const beforeSpace = (words: string) => words.replace(/\s\S{0,40}$/u, '').replace(/[\ud800-\udbff]$/, '');

export function readPassages(
  db: ReadableDb,
  input: { filter: PassageFilter; sort: PassageSort; start: number; count: number },
  context: ReadContext,
) {
  const { ids, articles } = countedAnnotations(db, input.filter, context, input.sort);
  return { total: ids.length, articles, rows: passagesOf(db, ids.slice(input.start, input.start + input.count)) };
}
