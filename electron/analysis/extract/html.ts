import { assemble, type InnerCut } from './assemble.ts';
import { fillFromContext } from './context.ts';
import { dateOrderOf, openDatesOf } from './dates.ts';
import { selectArticle } from './html-select.ts';
import { decideLanguage, detectedLanguage, detectLanguage, textDirection } from './language.ts';
import { readMetadata } from './metadata.ts';
import { type PageBlock, readPage } from './page.ts';
import { withTextWarnings } from './plaintext.ts';
import type { ExtractContext, ExtractedArticle } from './types.ts';
import { visibleEvidence } from './visible.ts';

/** Extracts an article from a page: the element that holds it, put right block by block; all other visible text is kept aside. */
export function extractHtml(html: string, context: ExtractContext = {}): ExtractedArticle {
  const page = readPage(html);
  const { blocks } = page;
  const metadata = readMetadata(page.facts);
  selectArticle(blocks, page.nodes, { title: metadata.title?.value ?? '', byline: metadata.byline?.value ?? '' });
  const { text, removed, blocks: kinds } = assemble(blocks, overlaysOf(blocks));
  const found = detectLanguage(text);
  const language = decideLanguage(text, metadata.declaredLanguage, found);
  const seen = visibleEvidence(blocks, language?.value ?? '');
  const article: ExtractedArticle = {
    text,
    removed,
    blocks: kinds,
    title: null,
    byline: null,
    publishedAt: null,
    language,
    direction: textDirection(text, language?.value ?? null),
    url: null,
    source: null,
    domain: null,
    evidence: [...metadata.evidence, ...seen.evidence, ...detectedLanguage(found)],
    openDates: [...metadata.openDates, ...openDatesOf(seen.ambiguous, 'visible text')],
    dateOrder: dateOrderOf([text, ...removed.map((passage) => passage.text)]),
    warnings: [],
  };
  return fillFromContext(withTextWarnings(article), context);
}

/** Cards that appear over words of kept blocks are cut out of them. */
function overlaysOf(blocks: readonly PageBlock[]): InnerCut[] {
  return blocks.flatMap((block) =>
    block.overlays.map(({ at, text }) => ({
      block,
      at: Math.min(at, block.text.length),
      text,
      reason: 'menu' as const,
    })),
  );
}
