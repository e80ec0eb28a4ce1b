import { getDocumentProxy } from 'unpdf';
import { extractors } from '../extract/extractors.ts';
import { articleOfBlocks, said, withoutHead } from './blocks-article.ts';
import type { ContainedInput, Opened } from './index.ts';
import { linesOf, type PdfLine, type PdfRun } from './pdf-lines.ts';
import { paragraphsOf } from './pdf-paragraphs.ts';

type Document = Awaited<ReturnType<typeof getDocumentProxy>>;

/** Fewer letters a page than this come from stamps and page numbers on scanned pages. */
const FEWEST_LETTERS = 20;

/** A PDF with a text layer: its paragraphs, rebuilt from where the letters stand. */
export async function openPdf(input: ContainedInput): Promise<Opened> {
  let pdf: Document;
  try {
    // A copy: the parser takes the bytes for itself.
    pdf = await getDocumentProxy(input.bytes.slice(), { verbosity: 0, stopAtErrors: false });
  } catch (error) {
    return (error as Error).name === 'PasswordException'
      ? failed('ENCRYPTED', 'This PDF is protected by a password. Save a copy without it and import that.')
      : failed('DAMAGED', 'This PDF is damaged or cut and cannot be opened. Copy or download it again.');
  }
  try {
    const { pages, unread } = await readPages(pdf);
    const letters = pages.flat().reduce((sum, line) => sum + line.text.length, 0);
    if (letters < FEWEST_LETTERS * pages.length) {
      if (unread === pdf.numPages)
        return failed('DAMAGED', 'The pages of this PDF are damaged. Copy or download it again.');
      return failed(
        'NO_TEXT_LAYER',
        'This PDF holds pictures of pages but no text. Run text recognition (OCR) on it, and import the PDF that gives.',
      );
    }
    const { head, blocks } = withoutHead(paragraphsOf(pages));
    const declared = await declaredBy(pdf);
    const evidence = [
      ...said({ title: declared.title, byline: head.byline === null ? declared.author : null }, 'meta'),
      // The day the file was made is not the day it appeared.
      ...said({ ...head }, 'visible text'),
    ];
    const context = { folderName: input.folderName, fileName: input.fileName, ...(input.url && { url: input.url }) };
    const article = articleOfBlocks(blocks, evidence, context, declared.language);
    if (unread > 0) article.warnings.push(`${unread} of ${pdf.numPages} pages could not be read`);
    const { name, version } = extractors.pdf;
    return { article, extractor: `${name} ${version}`, encoding: null, replaced: 0, empty: 'This PDF holds no text.' };
  } finally {
    await pdf.loadingTask.destroy().catch(() => {});
  }
}

const failed = (code: 'ENCRYPTED' | 'DAMAGED' | 'NO_TEXT_LAYER', reason: string): Opened => ({
  failure: { code, reason },
});

async function readPages(pdf: Document): Promise<{ pages: PdfLine[][]; unread: number }> {
  const pages: PdfLine[][] = [];
  let unread = 0;
  for (let number = 1; number <= pdf.numPages; number++) {
    try {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      const runs = items.flatMap((item): PdfRun[] => {
        if (!('str' in item)) return [];
        const [a = 0, b = 0, , , x = 0, y = 0] = item.transform as number[];
        // Text that does not run along the page is a mark at its edge.
        return Math.abs(b) > Math.abs(a) ? [] : [{ text: item.str, x, y, width: item.width, size: item.height }];
      });
      pages.push(linesOf(runs, number));
      page.cleanup();
    } catch {
      unread++;
      pages.push([]);
    }
  }
  return { pages, unread };
}

/** Titles that a program made up from its own name or the file's. */
const MADE_UP =
  /^(?:microsoft word\b|untitled|unbenannt|sans titre|document\d*$|slide 1$|.*\.(?:docx?|indd|qxd|odt|rtf|pdf|html?)$)/i;

async function declaredBy(
  pdf: Document,
): Promise<{ title: string | null; author: string | null; language: string | null }> {
  const info = await pdf.getMetadata().then(
    (found) => found.info as Record<string, unknown>,
    () => ({}) as Record<string, unknown>,
  );
  const text = (name: string) => (typeof info[name] === 'string' ? (info[name] as string).trim() || null : null);
  const title = text('Title');
  return { title: title && !MADE_UP.test(title) ? title : null, author: text('Author'), language: text('Language') };
}
