import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { Suggestion } from '../../../../shared/model/suggestion.ts';
import { keptFindings } from '../../../analysis/analysers/kept.ts';
import type { ReadableDb } from '../../db/types.ts';
import { isBlind, me, visibleCoders } from '../blind/index.ts';
import type { ReadContext } from '../handler.ts';
import { type ArticleText, articleText } from '../spans/index.ts';
import { LabelCodes, LEARNED } from './codes.ts';

interface Decided {
  decisionId: string;
  textVersionId: number;
  analyser: string;
  label: string;
  start: number;
  end: number;
  exact: string;
  decision: 'accepted' | 'changed' | 'rejected';
  annotationId: string | null;
}

/** A suggestion with the row that says what was decided of it. */
export interface KnownSuggestion {
  suggestion: Suggestion;
  decisionId: string | null;
}

type Place = { start: number; end: number };
const shared = (a: Place, b: Place) => Math.min(a.end, b.end) - Math.max(a.start, b.start);

/** Two spans mean the same passage: they share at least half of the shorter one. */
export function isSamePassage(a: Place, b: Place): boolean {
  return 2 * shared(a, b) >= Math.min(a.end - a.start, b.end - b.start) && shared(a, b) > 0;
}

/** Whose decisions count: the coder's own; where nobody is named, as on the command line, everyone's that may be seen. */
const WHOSE = `(d.coder IS :me OR (:me IS NULL AND ${visibleCoders('d.article', 'd.coder')}))`;

/** What was said of suggestions in an article, newest first; of a deleted annotation nothing is left. */
function decisionsIn(db: ReadableDb, article: number, context: ReadContext): Decided[] {
  return db.all<Decided>(
    `SELECT d.decision_id AS decisionId, d.text_version_id AS textVersionId, d.analyser, d.label, d.start, d.end, d.exact,
       d.decision, d.annotation_id AS annotationId
     FROM suggestion_decision d
     WHERE d.article = :article AND ${WHOSE}
       AND (d.decision = 'rejected' OR EXISTS (SELECT 1 FROM annotation a WHERE a.annotation_id = d.annotation_id))
     ORDER BY d.decided_at DESC, d.decision_id`,
    { article, ...me(context) },
  );
}

/** Whether a decision is about a finding. The same words in an earlier text of the article were the same suggestion. */
function isAbout(decided: Decided, finding: Place, exact: () => string, textVersionId: number): boolean {
  if (decided.textVersionId !== textVersionId) return decided.exact === exact();
  if (decided.start === finding.start && decided.end === finding.end) return true;
  return decided.decision === 'rejected' && isSamePassage(decided, finding);
}

/** Spans of codes in an article that the coder may see, by code. */
function codedSpans(db: ReadableDb, article: ArticleText, context: ReadContext): Map<string, Place[]> {
  const rows = db.all<Place & { codeId: string }>(
    `SELECT c.code_id AS codeId, a.start, a.end FROM annotation a JOIN coding c USING (annotation_id)
     WHERE a.article = :article AND a.text_version_id = :version AND a.start IS NOT NULL
       AND ${visibleCoders('a.article', 'a.coder')} ORDER BY a.start`,
    { article: article.id, version: article.textVersionId, ...me(context) },
  );
  const found = new Map<string, Place[]>();
  for (const { codeId, start, end } of rows) {
    const list = found.get(codeId);
    if (list) list.push({ start, end });
    else found.set(codeId, [{ start, end }]);
  }
  return found;
}

/** Everything that is offered in an article, decided or open; what is coded already with the same code is left out. */
export function knownSuggestions(db: ReadableDb, article: ArticleText, context: ReadContext): KnownSuggestion[] {
  const codes = new LabelCodes(db);
  const decided = Map.groupBy(decisionsIn(db, article.id, context), ({ analyser, label }) => `${analyser}\n${label}`);
  const coded = codedSpans(db, article, context);
  const isHidden = isBlind(db);
  const kept = db.all<{ analyser: string; version: string; findings: string }>(
    `SELECT f.analyser, s.version, f.findings FROM analysis_findings f
       JOIN analysis_state s ON s.analyser = f.analyser AND s.article = f.article
     WHERE f.article = ? AND s.text_version_id = ?`,
    article.id,
    article.textVersionId,
  );
  const found: KnownSuggestion[] = [];
  for (const { analyser, version, findings } of kept) {
    if (analyser === LEARNED && isHidden) continue;
    for (const finding of keptFindings(findings)) {
      const { start, end, label, score, reason, words } = finding;
      if (!codes.isOffered(analyser, label)) continue;
      const codeId = codes.codeOf(analyser, label);
      const about = decided
        .get(`${analyser}\n${label}`)
        ?.find((one) => isAbout(one, finding, () => article.text.slice(start, end), article.textVersionId));
      const isCoded = codeId !== null && coded.get(codeId)?.some((span) => isSamePassage(span, finding));
      if (!about && isCoded) continue;
      found.push({
        decisionId: about?.decisionId ?? null,
        suggestion: {
          ...{ start, end, label, score, reason, ...(words && { words: words.map((word) => ({ ...word })) }) },
          ...{ textVersionId: String(article.textVersionId), analyser, version, codeId },
          decision: about?.decision ?? 'open',
          annotationId: about?.annotationId ?? null,
        },
      });
    }
  }
  return found.sort(({ suggestion: a }, { suggestion: b }) => a.start - b.start || b.end - a.end || b.score - a.score);
}

export function suggestionsOfArticle(
  db: ReadableDb,
  { articleId }: ParsedInputOf<'suggestions.ofArticle'>,
  context: ReadContext,
): OutputOf<'suggestions.ofArticle'> {
  return knownSuggestions(db, articleText(db, articleId), context).map(({ suggestion }) => suggestion);
}

/** Articles whose suggestions are compared: beyond them the older ones wait. */
const LOOKED_AT = 10_000;

interface Ranked {
  article: number;
  analyser: string;
  version: string;
  finding: ReturnType<typeof keptFindings>[number];
}

/** Surest first among the newest 10,000 articles that have one. */
export function suggestionsOfCode(
  db: ReadableDb,
  { codeId, start, count }: ParsedInputOf<'suggestions.ofCode'>,
  context: ReadContext,
): OutputOf<'suggestions.ofCode'> {
  if (db.value('SELECT 1 FROM code WHERE code_id = ?', codeId) === undefined) {
    throw new AppError('NOT_FOUND', 'The codebook no longer has that code.', { codeId });
  }
  const isHidden = isBlind(db);
  const labels = new LabelCodes(db).labelsOf(codeId).filter(({ analyser }) => analyser !== LEARNED || !isHidden);
  const rows = db.iterate<{ article: number; analyser: string; label: string; version: string; findings: string }>(
    `SELECT a.id AS article, c.analyser, c.label, s.version, f.findings
     FROM json_each(:labels) j
       CROSS JOIN finding_count c ON c.analyser = j.value ->> 'analyser' AND c.label = j.value ->> 'label'
       CROSS JOIN article a ON a.id = c.article
       CROSS JOIN analysis_state s ON s.analyser = c.analyser AND s.article = a.id AND s.text_version_id = a.text_version_id
       CROSS JOIN analysis_findings f ON f.article = a.id AND f.analyser = c.analyser
     WHERE NOT EXISTS (SELECT 1 FROM annotation n JOIN coding g USING (annotation_id)
       WHERE n.article = a.id AND g.code_id = :codeId AND ${visibleCoders('n.article', 'n.coder')})
     ORDER BY c.article DESC LIMIT :most`,
    { labels: JSON.stringify(labels), codeId, most: LOOKED_AT, ...me(context) },
  );
  const ranked: Ranked[] = [];
  for (const { article, analyser, label, version, findings } of rows) {
    if (context.cancelled()) throw new AppError('CANCELLED', 'Cancelled.');
    for (const finding of keptFindings(findings)) {
      if (finding.label === label) ranked.push({ article, analyser, version, finding });
    }
  }
  const rejected = rejectedOf(db, labels, context);
  const open = ranked.filter(({ article, analyser, finding }) => {
    const said = rejected.get(`${article}\n${analyser}\n${finding.label}`);
    return !said?.some((one) => isSamePassage(one, finding));
  });
  open.sort((a, b) => b.finding.score - a.finding.score || b.article - a.article || a.finding.start - b.finding.start);
  return { total: open.length, rows: open.slice(start, start + count).map((one) => rowOf(db, one, codeId)) };
}

/** What was rejected in texts that are in force. */
function rejectedOf(db: ReadableDb, labels: readonly { analyser: string; label: string }[], context: ReadContext) {
  const rows = db.all<Place & { article: number; analyser: string; label: string }>(
    `SELECT d.article, d.analyser, d.label, d.start, d.end FROM json_each(:labels) j
       CROSS JOIN suggestion_decision d ON d.analyser = j.value ->> 'analyser' AND d.label = j.value ->> 'label'
         AND d.decision = 'rejected'
       CROSS JOIN article a ON a.id = d.article AND a.text_version_id = d.text_version_id
     WHERE ${WHOSE}`,
    { labels: JSON.stringify(labels), ...me(context) },
  );
  return Map.groupBy(rows, ({ article, analyser, label }) => `${article}\n${analyser}\n${label}`);
}

function rowOf(db: ReadableDb, { article, analyser, version, finding }: Ranked, codeId: string) {
  const { start, end, label, score, reason, words } = finding;
  const row = db.get<{ articleId: string; title: string; source: string; textVersionId: number; quote: string }>(
    `SELECT a.article_id AS articleId, a.title, coalesce(o.name, '') AS source, a.text_version_id AS textVersionId,
       b.text AS quote
     FROM article a JOIN text_body b ON b.text_version_id = a.text_version_id LEFT JOIN source o ON o.id = a.source_id
     WHERE a.id = ?`,
    article,
  )!;
  return {
    ...row,
    ...{ start, end, label, score, reason, ...(words && { words: words.map((word) => ({ ...word })) }) },
    quote: row.quote.slice(start, end),
    textVersionId: String(row.textVersionId),
    ...{ analyser, version, codeId, decision: 'open' as const, annotationId: null },
  };
}
