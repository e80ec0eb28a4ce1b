import { decideLanguage, type FoundLanguage, textDirection } from './language/language.ts';
import { fillFromContext } from './metadata/context.ts';
import { asText, type RecordField, type RecordMetadata, recognisedFields, recordMetadata } from './metadata/fields.ts';
import { extractHtml } from './page/html.ts';
import { extractPlainText } from './text/plaintext.ts';
import type { ExtractContext, ExtractedArticle } from './types.ts';

/** A text field that is really markup. */
const MARKUP = /<(?:p|div|br|h[1-6]|article|section|ul|ol|span|html|body)\b[^>]*>/i;

/**
 * One record of a scraper (a JSON object, a CSV row): the text field cleaned lightly, or else the page in its HTML field;
 * the record's own metadata first, then what the text says.
 */
export function extractRecord(record: Record<string, unknown>, context: ExtractContext = {}): ExtractedArticle {
  return extractFields(recognisedFields(record), context);
}

/** One row of a table whose columns' meanings are told: what no column is told for is not guessed from names. */
export function extractRow(
  cells: readonly string[],
  mapping: Readonly<Partial<Record<RecordField, number>>>,
  context: ExtractContext = {},
): ExtractedArticle {
  const fields = new Map<RecordField, unknown>();
  for (const [field, column] of Object.entries(mapping) as [RecordField, number][]) {
    const cell = cells[column];
    if (cell?.trim()) fields.set(field, cell);
  }
  return extractFields(fields, context);
}

function extractFields(fields: ReadonlyMap<RecordField, unknown>, context: ExtractContext): ExtractedArticle {
  const metadata = recordMetadata(fields, 'field');
  const bare: ExtractContext = { ...context, url: metadata.url ?? context.url };
  const text = asText(fields.get('text'));
  const html = asText(fields.get('html')) ?? (text && MARKUP.test(text) ? text : null);
  const summary = asText(fields.get('summary'));
  let article: ExtractedArticle;
  if (text && !MARKUP.test(text)) article = fromText(text, bare, metadata);
  else if (html) article = extractHtml(html, bare);
  else {
    article = fromText(summary ?? '', bare, metadata);
    if (summary) article.warnings.push('the record has no text, only a summary');
  }
  return withMetadata(article, metadata, context);
}

function fromText(text: string, context: ExtractContext, metadata: RecordMetadata): ExtractedArticle {
  return extractPlainText(text, context, {
    light: true,
    title: metadata.title ?? undefined,
    language: metadata.language ?? undefined,
  });
}

/** Adds a record's metadata to an article's evidence; which of the two holds is decided by `RANK` in evidence.ts. */
export function withMetadata(
  article: ExtractedArticle,
  metadata: RecordMetadata,
  context: ExtractContext,
): ExtractedArticle {
  const language = metadata.language
    ? decideLanguage(article.text, metadata.language, foundIn(article))
    : article.language;
  return fillFromContext(
    {
      ...article,
      language,
      direction: textDirection(article.text, language?.value ?? null),
      evidence: [...metadata.evidence, ...article.evidence],
      openDates: [...metadata.openDates, ...article.openDates],
      dateOrder: metadata.dateOrder ?? article.dateOrder,
      warnings: [...article.warnings, ...metadata.warnings],
    },
    context,
  );
}

/** What detection found when the article was read; asked anew only if it said nothing sure. */
function foundIn(article: ExtractedArticle): FoundLanguage | undefined {
  const said = article.evidence.find((one) => one.field === 'language' && one.from === 'detected');
  return said ? { language: said.value, sure: true } : undefined;
}

/**
 * Metadata of a sidecar such as `x.json` next to `x.html`. It was written by the scraper that saved the file: better than
 * what is read off visible text or names, not better than what the publisher declares on the page.
 */
export function applySidecar(article: ExtractedArticle, record: Record<string, unknown>): ExtractedArticle {
  return withMetadata(article, recordMetadata(recognisedFields(record), 'sidecar'), {});
}
