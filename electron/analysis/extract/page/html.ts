import { assemble, type InnerCut } from '../assemble.ts';
import { decideLanguage, detectedLanguage, detectLanguage, textDirection } from '../language/language.ts';
import { fillFromContext } from '../metadata/context.ts';
import { dateOrderOf, openDatesOf } from '../metadata/dates.ts';
import { relativeDate } from '../metadata/evidence.ts';
import { type PageMetadata, readMetadata } from '../metadata/metadata.ts';
import { withTextWarnings } from '../text/plaintext.ts';
import type { ExtractContext, ExtractedArticle } from '../types.ts';
import { declaredBlocks } from './html-declared.ts';
import { selectArticle } from './html-select.ts';
import { type PageBlock, readPage } from './page.ts';
import { visibleEvidence } from './visible.ts';

/** Extracts an article from a page: the element that holds it, put right block by block; all other visible text is kept aside. */
export function extractHtml(html: string, context: ExtractContext = {}): ExtractedArticle {
  const { blocks, metadata, doubt } = readArticle(html);
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
    warnings: [...(doubt ? [doubt] : []), ...(seen.relative ? [relativeDate(seen.relative)] : [])],
  };
  return fillFromContext(withTextWarnings(article), context);
}

/** Characters of text below which a page is asked whether its article stands elsewhere than in sight. */
const LEAST_TEXT = 250;
/** What is found elsewhere has to be this many times as long. */
const MUCH_MORE = 4;

interface ReadArticle {
  blocks: readonly PageBlock[];
  metadata: PageMetadata;
  /** What is to be said about where the text was found. */
  doubt: string | null;
}

/** The page's blocks, sorted into article and rest; where next to nothing is in sight, also what is hidden or only declared. */
function readArticle(html: string): ReadArticle {
  const page = readPage(html);
  const metadata = readMetadata(page.facts);
  const declared = { title: metadata.title?.value ?? '', byline: metadata.byline?.value ?? '' };
  selectArticle(page.blocks, page.nodes, declared);
  const length = keptLength(page.blocks);
  if (length >= LEAST_TEXT) return { blocks: page.blocks, metadata, doubt: null };
  if (page.hiddenChars > LEAST_TEXT * MUCH_MORE) {
    const whole = readPage(html, { showHidden: true });
    selectArticle(whole.blocks, whole.nodes, declared);
    if (keptLength(whole.blocks) > Math.max(length, LEAST_TEXT) * MUCH_MORE)
      return {
        blocks: whole.blocks,
        metadata,
        doubt: 'the article stands in a part of the page that is hidden at first',
      };
  }
  const body = declaredBlocks(page.facts.jsonLd);
  if (body && keptLength(body) > length * MUCH_MORE) {
    for (const block of page.blocks) {
      if (block.keep) block.reason = 'other';
      block.keep = false;
    }
    return {
      blocks: [...body, ...page.blocks],
      metadata,
      doubt: 'the page shows no article; its text was taken from what the page declares for search engines',
    };
  }
  return { blocks: page.blocks, metadata, doubt: null };
}

function keptLength(blocks: readonly PageBlock[]): number {
  return blocks.reduce((sum, block) => sum + (block.keep ? block.text.length : 0), 0);
}

/** Cards that appear over words of kept blocks are cut out of them, and credits behind captions. */
function overlaysOf(blocks: readonly PageBlock[]): InnerCut[] {
  return blocks.flatMap((block) =>
    block.overlays.map(({ at, text, reason }) => ({
      block,
      at: Math.min(at, block.text.length),
      text,
      reason: reason ?? 'menu',
    })),
  );
}
