/** Files whose article lies inside another format. Each parser is loaded with the first file of its kind. */
import type { ImportFailureCode } from '../../../shared/model/import.ts';
import type { ExtractedArticle } from '../extract/types.ts';
import type { PlainInput } from '../prepare.ts';
import type { PrepareInput } from '../reading.ts';

/** What opening a file gives: a page to be extracted, an article, or why there is none. */
export type Opened =
  | { failure: { code: ImportFailureCode; reason: string } }
  | { input: PlainInput }
  | {
      article: ExtractedArticle;
      /** Name and version of the procedure. */
      extractor: string;
      encoding: string | null;
      /** Characters that could not be decoded. */
      replaced: number;
      /** What to say when the article has no text. */
      empty: string;
    };

/** What is read here. */
export type FormatInput = Exclude<PrepareInput, PlainInput>;

/** What is opened from its bytes. */
export type ContainedInput = Extract<FormatInput, { bytes: Uint8Array }>;

export async function openFormat(input: FormatInput): Promise<Opened> {
  switch (input.kind) {
    case 'xml':
      return (await import('./xml.ts')).openXml(input);
    case 'mhtml':
      return (await import('./mhtml.ts')).openMhtml(input);
    case 'docx':
      return (await import('./word.ts')).openWord(input);
    case 'pdf':
      return (await import('./pdf.ts')).openPdf(input);
  }
}
