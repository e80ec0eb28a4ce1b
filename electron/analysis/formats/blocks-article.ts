import type { MetadataField } from '../../../shared/model/article.ts';
import { assemble } from '../extract/assemble.ts';
import { decideLanguage, textDirection } from '../extract/language/language.ts';
import { readByline } from '../extract/metadata/byline.ts';
import { fillFromContext } from '../extract/metadata/context.ts';
import { readDate } from '../extract/metadata/dates.ts';
import { creditBehind, describesPicture } from '../extract/text/captions.ts';
import { withTextWarnings } from '../extract/text/plaintext.ts';
import type { Block, Evidence, ExtractContext, ExtractedArticle, Provenance, RemovedReason } from '../extract/types.ts';

/** A part of a document that is no page: what stands there is the article unless a format says otherwise. */
export function block(text: string, kind: Block['kind'] = 'paragraph', cut: RemovedReason | null = null): Block {
  return { text, kind, keep: cut === null, reason: cut ?? 'other', gap: '\n\n' };
}

/** What stands below a picture: its description stays in the text, who made or owns it is kept aside. */
export function captionBlocks(text: string): Block[] {
  if (!describesPicture(text)) return [block(text, 'caption', 'photo credit')];
  const at = creditBehind(text);
  const said = block(text.slice(0, at).trimEnd(), 'caption');
  return at === text.length ? [said] : [said, block(text.slice(at).trim(), 'caption', 'photo credit')];
}

/** The items of a list and the rows of a table stand close together. */
export function closeLists(blocks: Block[]): Block[] {
  return blocks.map((one, i) => {
    const close = (one.kind === 'item' || one.kind === 'row') && blocks[i - 1]?.kind === one.kind;
    return close ? { ...one, gap: '\n' } : one;
  });
}

/** Evidence for the fields that are said; white space folded. */
export function said(fields: Partial<Record<MetadataField, string | null | undefined>>, from: Provenance): Evidence[] {
  return Object.entries(fields).flatMap(([field, value]) => {
    const phrase = value?.replace(/\s+/g, ' ').trim();
    return phrase ? [{ field: field as MetadataField, value: phrase, from }] : [];
  });
}

/** The article that a document's blocks make, with what the document says of itself. */
export function articleOfBlocks(
  blocks: readonly Block[],
  evidence: readonly Evidence[],
  context: ExtractContext,
  declaredLanguage: string | null = null,
): ExtractedArticle {
  const assembled = assemble(blocks);
  const declared = declaredLanguage ? { value: declaredLanguage, from: 'meta' as const } : null;
  const language = decideLanguage(assembled.text, declared);
  return withTextWarnings(
    fillFromContext(
      {
        ...assembled,
        title: null,
        byline: null,
        publishedAt: null,
        language,
        direction: textDirection(assembled.text, language?.value ?? null),
        url: null,
        source: null,
        domain: null,
        evidence: [...evidence],
        openDates: [],
        dateOrder: null,
        warnings: [],
      },
      context,
    ),
  );
}

/** What a document prints at its top, and its blocks without the lines that say nothing else. */
export interface Head {
  title: string | null;
  byline: string | null;
  publishedAt: string | null;
}

/** Reads headline, byline and date off the first lines of a document and sets these lines aside, as on a page. */
export function withoutHead(blocks: readonly Block[]): { head: Head; blocks: Block[] } {
  const head: Head = { title: null, byline: null, publishedAt: null };
  let seen = 0;
  const left = blocks.map((one) => {
    if (!one.keep || seen >= HEAD_BLOCKS) return one;
    seen++;
    if (one.kind === 'heading' && head.title === null && seen <= 2) {
      head.title = one.text;
      return block(one.text, one.kind, 'headline');
    }
    if (one.text.length >= HEAD_LETTERS) return one;
    const name = head.byline === null ? readByline(one.text) : null;
    const date = head.publishedAt === null ? (readDate(one.text)?.value ?? null) : null;
    head.byline ??= name;
    head.publishedAt ??= date;
    if (name !== null) return block(one.text, 'line', 'byline');
    // A sentence with a date in it is text.
    return date !== null && one.text.split(/\s+/).length <= 6 && !/[.!?]$/.test(one.text)
      ? block(one.text, 'line', 'date line')
      : one;
  });
  return { head, blocks: left };
}

/** The head of a document is among its first blocks, in short lines. */
const HEAD_BLOCKS = 8;
const HEAD_LETTERS = 120;
