import { type AlignableArticle, alignArticles } from './align/index.ts';
import { cleanWith, type SourceDocument, type SourceModel } from './cleaning/index.ts';
import { compareTexts, differenceOf, findCandidates, sketchTexts } from './duplicates/index.ts';
import { importRecord } from './import-record.ts';
import { prepare } from './prepare.ts';
import { readArticlesAgain } from './read-again.ts';

// biome-ignore lint/suspicious/noExplicitAny: each task types its own input where it is declared.
type Task = (input: any) => unknown;

/** What the analysis pool can do, by name. Inputs and outputs survive a structured clone. */
export const tasks: Record<string, Task> = {
  align: ({ a, b }: { a: AlignableArticle; b: AlignableArticle }) => alignArticles(a, b),
  /** A batch, so that the source's rules travel once. */
  'cleaning/documents': ({
    model,
    documents,
    switchedOff,
  }: {
    model: SourceModel;
    documents: SourceDocument[];
    switchedOff: string[];
  }) => {
    const options = { switchedOff: new Set(switchedOff) };
    return documents.map((document) => cleanWith(model, document, options));
  },
  'duplicates/candidates': findCandidates,
  'duplicates/compare': compareTexts,
  'duplicates/difference': differenceOf,
  'duplicates/sketch': sketchTexts,
  'import/prepare': prepare,
  'import/record': importRecord,
  'originals/again': readArticlesAgain,
};
