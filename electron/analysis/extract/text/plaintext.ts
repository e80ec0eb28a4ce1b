import { assemble, type InnerCut } from '../assemble.ts';
import { normaliseLineEnds } from '../decode.ts';
import { decideLanguage, detectedLanguage, detectLanguage, textDirection } from '../language/language.ts';
import { fillFromContext } from '../metadata/context.ts';
import { dateOrderOf, openDatesOf } from '../metadata/dates.ts';
import type { Block, ExtractContext, ExtractedArticle, Sourced } from '../types.ts';
import { cleanLines } from './clean.ts';
import { withoutIcons } from './icon-lines.ts';
import { type Line, readLines } from './lines.ts';

/** What is already known about a text that comes from a record or a page. */
export interface KnownHead {
  title?: string;
  language?: Sourced<string>;
  /** The text comes from an extractor or a scraper's text field: keep what is not plainly furniture. */
  light?: boolean;
}

/** Under this many words an article is reported as very short. */
const SHORT_WORDS = 40;

/** Extracts an article from a plain-text dump: title, byline and date from its head, furniture cut and kept aside. */
export function extractPlainText(text: string, context: ExtractContext = {}, known: KnownHead = {}): ExtractedArticle {
  const source = normaliseLineEnds(text);
  const { lines, icons } = withoutIcons(readLines(source));
  const language = known.language?.value ?? detectLanguage(longest(lines))?.language ?? '';
  const cleaned = cleanLines(lines, language, known);
  const inner: InnerCut[] = [];
  const blocks: Block[] = lines.map((line, i) => {
    const verdict = cleaned.verdicts[i]!;
    const icon = icons.get(line);
    const block: Block = {
      text: !verdict.keep && icon ? icon + line.text : line.text,
      kind: 'line',
      keep: verdict.keep,
      reason: verdict.reason,
      gap: line.gap,
    };
    if (verdict.keep && icon) inner.push({ block, at: 0, text: icon, reason: 'other' });
    return block;
  });
  const { text: kept, removed } = assemble(blocks, inner);
  const found = detectLanguage(kept);
  const decided = decideLanguage(kept, known.language ?? null, found);
  const article: ExtractedArticle = {
    text: kept,
    removed,
    title: cleaned.title ? { value: cleaned.title, from: 'visible text' } : null,
    byline: cleaned.byline ? { value: cleaned.byline, from: 'visible text' } : null,
    publishedAt: cleaned.date ? { value: cleaned.date, from: 'visible text' } : null,
    language: decided,
    direction: textDirection(kept, decided?.value ?? null),
    url: null,
    source: null,
    domain: null,
    evidence: detectedLanguage(found),
    openDates: openDatesOf(cleaned.ambiguous, 'visible text'),
    dateOrder: dateOrderOf([source]),
    warnings: [],
  };
  return fillFromContext(withTextWarnings(article), context);
}

/** Adds the warnings that follow from the text alone. */
export function withTextWarnings(article: ExtractedArticle): ExtractedArticle {
  const words = article.text.match(/\S+/g)?.length ?? 0;
  if (words === 0) article.warnings.push('no article text found');
  else if (words < SHORT_WORDS && article.text.length < 250) article.warnings.push('very short');
  return article;
}

/** Detection sees the longest lines: menus mix languages, paragraphs do not. */
function longest(lines: readonly Line[]): string {
  return [...lines]
    .sort((a, b) => b.text.length - a.text.length)
    .slice(0, 8)
    .map((line) => line.text)
    .join('\n');
}
