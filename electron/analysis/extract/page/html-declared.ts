import { type PageBlock, readPage } from './page.ts';

/** Shorter values of `articleBody` are teasers. */
const LEAST_BODY = 300;
const DEEPEST = 6;

/**
 * The article's text as a page declares it in JSON-LD (`articleBody`), for pages whose visible text is filled in by
 * scripts. Paragraphs by line breaks, or by the markup inside; null if none is declared.
 */
export function declaredBlocks(jsonLd: readonly string[]): PageBlock[] | null {
  for (const block of jsonLd) {
    if (!block.includes('"articleBody"')) continue;
    const body = find(parse(block), 0);
    if (!body || body.trim().length < LEAST_BODY) continue;
    const markup = /<(?:p|br|div|h\d)\b/i.test(body)
      ? body
      : body
          .split(/\s*\n\s*/)
          .map(asParagraph)
          .join('');
    const { blocks } = readPage(markup);
    for (const one of blocks) one.keep = true;
    if (blocks.length > 0) return blocks;
  }
  return null;
}

function asParagraph(line: string): string {
  return `<p>${line.replace(/</g, '&lt;')}</p>`;
}

function parse(block: string): unknown {
  try {
    return JSON.parse(block.replace(/\p{Cc}+/gu, ' '));
  } catch {
    return null;
  }
}

function find(value: unknown, depth: number): string | null {
  if (depth > DEEPEST || value === null || typeof value !== 'object') return null;
  if (!Array.isArray(value) && 'articleBody' in value && typeof value.articleBody === 'string')
    return value.articleBody;
  for (const inner of Object.values(value)) {
    const found = find(inner, depth + 1);
    if (found) return found;
  }
  return null;
}
