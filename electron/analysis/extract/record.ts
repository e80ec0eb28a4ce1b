import { domainOf, fillFromContext } from './context.ts';
import { asText, type RecordMetadata, recognisedFields, recordMetadata } from './fields.ts';
import { extractHtml } from './html.ts';
import { decideLanguage, textDirection } from './language.ts';
import { extractPlainText } from './plaintext.ts';
import type { ExtractContext, ExtractedArticle } from './types.ts';

/** A text field that is really markup. */
const MARKUP = /<(?:p|div|br|h[1-6]|article|section|ul|ol|span|html|body)\b[^>]*>/i;

/**
 * One record of a scraper (a JSON object, a CSV row): the text field cleaned lightly, or else the page in its HTML field;
 * the record's own metadata first, then what the text says.
 */
export function extractRecord(record: Record<string, unknown>, context: ExtractContext = {}): ExtractedArticle {
  const fields = recognisedFields(record);
  const metadata = recordMetadata(fields, 'field');
  const bare: ExtractContext = { ...context, url: metadata.url?.value ?? context.url };
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
    title: metadata.title?.value,
    language: metadata.language ?? undefined,
  });
}

/** Puts better metadata over an article's own; what the record lacks stays. */
function withMetadata(article: ExtractedArticle, metadata: RecordMetadata, context: ExtractContext): ExtractedArticle {
  const language = metadata.language ? decideLanguage(article.text, metadata.language) : article.language;
  const merged: ExtractedArticle = {
    ...article,
    title: metadata.title ?? article.title,
    byline: metadata.byline ?? article.byline,
    publishedAt: metadata.publishedAt ?? article.publishedAt,
    url: metadata.url ?? article.url,
    source: metadata.source ?? article.source,
    language,
    direction: textDirection(article.text, language?.value ?? null),
    warnings: [
      ...article.warnings.filter((warning) => !(metadata.publishedAt && warning.startsWith('ambiguous date'))),
      ...metadata.warnings,
    ],
  };
  merged.domain = domainOf(merged.url?.value);
  return fillFromContext(merged, context);
}

/** Metadata of a sidecar such as `x.json` next to `x.html`: it was written for the purpose and wins over the page's own. */
export function applySidecar(article: ExtractedArticle, record: Record<string, unknown>): ExtractedArticle {
  return withMetadata(article, recordMetadata(recognisedFields(record), 'sidecar'), {});
}
