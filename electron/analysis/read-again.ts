import type { MetadataField } from '../../shared/model/article.ts';
import { putBack } from '../../shared/text/put-back.ts';
import { wordCount } from '../../shared/text/segmentation.ts';
import { cleaners, cleanWith, type SourceDocument, type SourceModel } from './cleaning/index.ts';
import { keptRuns, movedBlocks } from './kept-lines.ts';
import { type PackedOriginal, unpackOriginal } from './originals.ts';
import { type PreparedArticle, prepare } from './prepare.ts';
import { type PrepareInput, type Reading, readAgain } from './reading.ts';
import { sha256 } from './sha256.ts';

/** An article as it stands, with its original. */
export interface ArticleToRead {
  reading: Reading;
  original: PackedOriginal;
  sidecar: PackedOriginal | null;
  /** Encoding that a person chose instead. */
  encoding: string | null;
  /** The text in force and what cleaning knows of it. */
  document: SourceDocument;
  /** Texts of passages that a person put back. */
  putBack: readonly string[];
  /** Metadata in force; fields that a person set are left out. */
  metadata: Partial<Record<MetadataField, string | null>>;
}

export interface AgainInput {
  articles: ArticleToRead[];
  /** What the source's articles have in common; null before the first pass. */
  model: SourceModel | null;
  switchedOff: readonly string[];
}

export type ReadAgain =
  | { failure: string }
  | {
      prepared: Omit<PreparedArticle, 'removed'> & {
        removed: { text: string; start: number; reason: string; rule?: string | null }[];
      };
      textChanged: boolean;
      /** Lines that came in and went, in their order. */
      added: string[];
      gone: string[];
      metadata: { field: MetadataField; before: string | null; after: string | null }[];
    };

/** Lines that are told of one article, of each kind, and how much of a line. */
const LINES = 6;
const LINE_LENGTH = 300;

/** Reads articles again from their originals, cleaned as their source is, and says what would change. */
export async function readArticlesAgain({ articles, model, switchedOff }: AgainInput): Promise<ReadAgain[]> {
  const off = new Set(switchedOff);
  const read: ReadAgain[] = [];
  for (const article of articles) read.push(await readOne(article, model, off));
  return read;
}

async function readOne(
  article: ArticleToRead,
  model: SourceModel | null,
  switchedOff: ReadonlySet<string>,
): Promise<ReadAgain> {
  let input: PrepareInput;
  try {
    const sidecar = article.sidecar && unpackOriginal(article.sidecar);
    input = readAgain(article.reading, unpackOriginal(article.original), sidecar, article.encoding);
  } catch {
    return { failure: 'What is kept of the original is damaged. Import the file again.' };
  }
  const found = await prepare(input);
  if ('failure' in found) return { failure: found.failure.reason };
  const prepared = cleaned(withPutBack(found.article, article.putBack), article.document, model, switchedOff);
  const textChanged = prepared.text !== article.document.text;
  const { added, gone } = textChanged ? changedLines(article.document.text, prepared.text) : { added: [], gone: [] };
  return { prepared, textChanged, added, gone, metadata: changedMetadata(article.metadata, prepared) };
}

function withPutBack(article: PreparedArticle, texts: readonly string[]): PreparedArticle {
  const chosen = article.removed.filter((passage) => texts.includes(passage.text));
  if (chosen.length === 0) return article;
  const put = putBack(article, chosen);
  return { ...article, ...put, textSha256: sha256(put.text), words: wordCount(put.text, languageOf(article)) };
}

function cleaned(
  article: PreparedArticle,
  before: SourceDocument,
  model: SourceModel | null,
  switchedOff: ReadonlySet<string>,
): Extract<ReadAgain, { prepared: unknown }>['prepared'] {
  if (!model) return article;
  const title = article.evidence.find((one) => one.field === 'title');
  const document: SourceDocument = {
    ...before,
    text: article.text,
    removed: article.removed,
    title: title?.value ?? null,
    titleIsGuess: before.kind === 'dump' && (title?.origin === 'visible text' || title?.origin === 'file name'),
    language: languageOf(article),
  };
  const clean = cleanWith(model, document, { switchedOff });
  const pass = ` + ${cleaners.acrossSource.name} ${cleaners.acrossSource.version}`;
  if (!clean.changed) return { ...article, extractor: article.extractor + (before.kind === 'dump' ? pass : '') };
  const evidence =
    clean.title === null || clean.title === document.title
      ? article.evidence
      : [
          { field: 'title' as const, origin: 'visible text' as const, value: clean.title },
          ...article.evidence.filter((one) => one.field !== 'title' || one.origin !== 'visible text'),
        ];
  return {
    ...article,
    text: clean.text,
    textSha256: sha256(clean.text),
    words: wordCount(clean.text, document.language ?? null),
    removed: clean.removed,
    blocks: article.blocks.length === 0 ? [] : movedBlocks(article.blocks, keptRuns(article.text, clean.text)),
    evidence,
    extractor: article.extractor + pass,
  };
}

const languageOf = (article: PreparedArticle): string | null =>
  article.evidence.find((one) => one.field === 'language')?.value ?? null;

/** Lines of one text that the other lacks, each as often as it does. */
export function changedLines(before: string, after: string): { added: string[]; gone: string[] } {
  const left = new Map<string, number>();
  for (const line of linesOf(before)) left.set(line, (left.get(line) ?? 0) + 1);
  const added: string[] = [];
  for (const line of linesOf(after)) {
    const n = left.get(line) ?? 0;
    if (n > 0) left.set(line, n - 1);
    else added.push(line);
  }
  const gone: string[] = [];
  for (const line of linesOf(before)) {
    const n = left.get(line) ?? 0;
    if (n === 0) continue;
    gone.push(line);
    left.set(line, n - 1);
  }
  return { added: told(added), gone: told(gone) };
}

const linesOf = (text: string) => text.split('\n').filter((line) => line.trim() !== '');
const told = (lines: readonly string[]) =>
  lines.slice(0, LINES).map((line) => (line.length <= LINE_LENGTH ? line : `${line.slice(0, LINE_LENGTH - 1)}…`));

/** Where the order of day and month was open, the date was settled by the source's other articles: it is no change. */
function changedMetadata(
  before: ArticleToRead['metadata'],
  { evidence, openDates }: Pick<PreparedArticle, 'evidence' | 'openDates'>,
) {
  return Object.entries(before).flatMap(([name, value]) => {
    const field = name as MetadataField;
    const after = evidence.find((one) => one.field === field)?.value ?? null;
    const settled = field === 'publishedAt' && after === null && openDates.length > 0;
    return after === value || settled ? [] : [{ field, before: value ?? null, after }];
  });
}
