import mammoth from 'mammoth';
import { extractors } from '../extract/extractors.ts';
import { readMachineDate } from '../extract/metadata/dates.ts';
import { readPage } from '../extract/page/page.ts';
import type { Block } from '../extract/types.ts';
import { articleOfBlocks, block, captionBlocks, said, withoutHead } from './blocks-article.ts';
import type { ContainedInput, Opened } from './index.ts';
import { descendant, phraseOf, readXml } from './xml-tree.ts';
import { zipEntries, zipText } from './zip-bytes.ts';

/** A document's parts together, unpacked, in bytes: pictures included, no article comes near it. */
const LARGEST = 500_000_000;

/** A Word document (ISO/IEC 29500): its paragraphs, headings, lists, quotations and tables, and the properties it declares. */
export async function openWord(input: ContainedInput): Promise<Opened> {
  const entries = zipEntries(input.bytes);
  if (!entries) return failed('DAMAGED', 'This Word document is damaged or cut. Copy or download it again.');
  const names = new Set(entries.map((entry) => entry.name));
  if (names.has('EncryptedPackage'))
    return failed('ENCRYPTED', 'This document is protected by a password. Save a copy without it and import that.');
  if (!names.has('word/document.xml')) {
    return failed(
      'UNKNOWN_FORMAT',
      names.has('mimetype') || names.has('content.xml')
        ? 'By its content this is an OpenDocument file or an e-book. Open it in a word processor and save it as .docx.'
        : 'By its content this is a ZIP archive, not a Word document. Rename it so that it ends in .zip, and import it again.',
    );
  }
  if (entries.reduce((sum, entry) => sum + entry.size, 0) > LARGEST) {
    return failed(
      'ARCHIVE_TOO_LARGE',
      'This document grows to more than 500 MB when it is unpacked. Save it without its pictures and import that.',
    );
  }
  let html: string;
  try {
    const buffer = Buffer.from(input.bytes.buffer, input.bytes.byteOffset, input.bytes.length);
    const options = {
      styleMap: [
        'p[style-name="Quote"] => blockquote:fresh',
        'p[style-name="Intense Quote"] => blockquote:fresh',
        'p[style-name="caption"] => figcaption:fresh',
      ],
      convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
    };
    html = (await mammoth.convertToHtml({ buffer }, options)).value;
  } catch {
    return failed(
      'DAMAGED',
      'This Word document is damaged: its text cannot be read. Open it in Word and save it again.',
    );
  }
  const { body, notes } = withoutNotes(withPlainCells(html));
  const { head, blocks: text } = withoutHead(readPage(body).blocks.map((one): Block => ({ ...one, keep: true })));
  const blocks = [
    ...text.flatMap((one) => (one.kind === 'caption' ? captionBlocks(one.text) : [one])),
    ...readPage(notes).blocks.map((one) => block(one.text, 'paragraph', 'other')),
  ];
  // What stands in the document is meant for its readers; its properties are whoever's machine it was made on.
  const core = properties(input.bytes);
  const evidence = [
    ...said({ ...head }, 'visible text'),
    ...said(
      {
        title: head.title === null ? core.title : null,
        byline: head.byline === null ? core.creator : null,
        publishedAt: head.publishedAt === null ? core.created : null,
      },
      'meta',
    ),
  ];
  const context = { folderName: input.folderName, fileName: input.fileName, ...(input.url && { url: input.url }) };
  const article = articleOfBlocks(blocks, evidence, context, core.language);
  const { name, version } = extractors.word;
  return {
    article,
    extractor: `${name} ${version}`,
    encoding: null,
    replaced: 0,
    empty: 'This document holds no text; it may hold only pictures. Open it to see, or scan it with text recognition.',
  };
}

/** The text without its note signs, and the footnotes and endnotes, which stand behind it. */
function withoutNotes(html: string): { body: string; notes: string } {
  const at = html.search(/<ol><li id="(?:foot|end)note-/);
  const [text, notes] = at < 0 ? [html, ''] : [html.slice(0, at), html.slice(at)];
  return {
    body: text.replace(/<sup><a href="#(?:foot|end)note-[^"]*"[^>]*>[^<]*<\/a><\/sup>/g, ''),
    notes: notes.replace(/<a href="#(?:foot|end)note-ref-[^"]*"[^>]*>[^<]*<\/a>/g, ''),
  };
}

/** Paragraphs within a cell of a table are lines of that cell, not blocks. */
const withPlainCells = (html: string) =>
  html.replace(/<(t[dh])\b([^>]*)>([\s\S]*?)<\/\1>/g, (_, tag: string, attributes: string, inner: string) => {
    const plain = inner.replace(/<\/p>\s*<p\b[^>]*>/g, ' ').replace(/<\/?p\b[^>]*>/g, '');
    return `<${tag}${attributes}>${plain}</${tag}>`;
  });

const failed = (code: 'DAMAGED' | 'ENCRYPTED' | 'UNKNOWN_FORMAT' | 'ARCHIVE_TOO_LARGE', reason: string): Opened => ({
  failure: { code, reason },
});

/** What the author's program noted. The day the file was made is all that is said of when it appeared. */
function properties(bytes: Uint8Array) {
  const raw = zipText(bytes, 'docProps/core.xml');
  const read = raw === null ? null : readXml(raw);
  const root = read && 'root' in read ? read.root : null;
  const property = (...names: string[]) => (root ? phraseOf(descendant(root, ...names)) : null);
  const created = property('dcterms:created');
  return {
    title: property('dc:title'),
    creator: property('dc:creator'),
    created: created && readMachineDate(created)?.slice(0, 'YYYY-MM-DD'.length),
    language: property('dc:language'),
  };
}
