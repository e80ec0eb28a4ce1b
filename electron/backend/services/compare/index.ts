import type { InputOf, OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import {
  type Comparison,
  type Figure,
  MATRIX_SENTENCES,
  type QuotedSpeaker,
  quotationMatcher,
  type StatementMatrix,
  type VersionDifference,
} from '../../../analysis/align/index.ts';
import type { ReadableDb } from '../../db/types.ts';
import type { Backend } from '../backend.ts';
import type { RoomHandlers } from '../handler.ts';
import {
  type ComparedText,
  type ComparedTexts,
  readTexts,
  readVersionTexts,
  type VersionTexts,
  versionsOf,
} from './read.ts';

type Threads = Pick<Backend, 'read' | 'analyse'>;

/** Articles beside one another: read on a reader thread, compared in the pool. */
export const handlers: RoomHandlers = {
  queries: { 'compare.versions': (db: ReadableDb, input) => versionsOf(db, input) },
  reads: {
    'compare/texts': readTexts,
    'compare/versionTexts': readVersionTexts,
  },
};

const forTask = ({ articleId, text, language }: ComparedText) => ({ id: articleId, text, language });

const columnOf = ({ text: _, quotations: __, ...column }: ComparedText) => column;

const shown = (figures: readonly Figure[], text: string) =>
  figures.map(({ start, end, value, unit }) => ({ start, end, value, unit: unit ?? '', text: text.slice(start, end) }));

const basisOf = ({ name, version, threshold, rivals }: Comparison['basis'], more = '') => ({
  analyser: name,
  version,
  note: `Two sentences count as the same statement from a likeness of ${threshold} on (1: word for word), from ${rivals} on where they give rival values of one measure. Across languages only names and figures are compared.${more}`,
});

/**
 * Which sentences of two to four articles say the same.
 * @throws AppError NOT_FOUND
 */
export async function alignArticlesOf(
  backend: Threads,
  { articleIds }: InputOf<'compare.align'>,
  signal?: AbortSignal,
): Promise<OutputOf<'compare.align'>> {
  const options = signal ? { signal } : {};
  const { texts } = await backend.read<ComparedTexts>('compare/texts', { articleIds }, options);
  const found = await backend.analyse<Comparison>('compare/align', texts.map(forTask), options);
  return {
    articles: found.articles.map(({ sentences, left }, i) => {
      const { articleId, textVersionId } = texts[i]!;
      return { articleId, textVersionId, sentences, left };
    }),
    pairs: found.pairs.map((pair) => ({
      ...pair,
      figures: pair.figures && {
        a: shown(pair.figures.a, texts[pair.left]!.text),
        b: shown(pair.figures.b, texts[pair.right]!.text),
      },
    })),
    statements: found.statements,
    only: found.only,
    basis: basisOf(found.basis),
  };
}

/** Longer words of a cell are cut: the article has them all. UTF-16 units. */
const LONGEST_CELL = 1200;

/** Statements by articles. @throws AppError NOT_FOUND, INVALID_INPUT for a story that one source tells */
export async function statementsAcross(
  backend: Threads,
  input: ParsedInputOf<'compare.statements'>,
  signal?: AbortSignal,
): Promise<OutputOf<'compare.statements'>> {
  const options = signal ? { signal } : {};
  const { texts, more } = await backend.read<ComparedTexts>('compare/texts', input, options);
  const found = await backend.analyse<StatementMatrix>('compare/statements', texts.map(forTask), options);
  return {
    columns: texts.map(columnOf),
    more,
    rows: found.rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell, i) => {
        if (!cell) return null;
        const { text } = texts[i]!;
        const words = cell.spans.map(({ start, end }) => text.slice(start, end)).join(' ');
        return { ...cell, figures: shown(cell.figures, text), text: words.slice(0, LONGEST_CELL) };
      }),
    })),
    left: found.left,
    basis: basisOf(found.basis, ` Of each article the first ${MATRIX_SENTENCES} sentences are compared.`),
  };
}

/** Quotations by speakers and articles. @throws AppError NOT_FOUND, INVALID_INPUT for a story that one source tells */
export async function quotationsAcross(
  backend: Threads,
  input: ParsedInputOf<'compare.quotations'>,
  signal?: AbortSignal,
): Promise<OutputOf<'compare.quotations'>> {
  const options = signal ? { signal } : {};
  const { texts, more } = await backend.read<ComparedTexts>('compare/texts', input, options);
  const found = await backend.analyse<{ speakers: QuotedSpeaker[]; knownLanguage: boolean[]; analyser: string }>(
    'compare/quotations',
    texts.map(({ text, language, quotations }) => ({ text, language, quotations })),
    options,
  );
  const { name, version, explanation } = quotationMatcher;
  return {
    columns: texts.map(columnOf),
    more,
    speakers: found.speakers.map((speaker) => ({
      ...speaker,
      rows: speaker.rows.map(({ cells }) => ({
        cells: cells.map((own, i) =>
          own.map((one) => ({ ...one, text: texts[i]!.text.slice(one.start, one.end).slice(0, LONGEST_CELL) })),
        ),
      })),
    })),
    knownLanguage: found.knownLanguage,
    basis: { analyser: `${found.analyser}; ${name}`, version, note: explanation },
  };
}

/** What became of an article's text. @throws AppError NOT_FOUND, INVALID_INPUT when both versions are one */
export async function differenceOfVersions(
  backend: Threads,
  input: InputOf<'compare.versionDifference'>,
  signal?: AbortSignal,
): Promise<OutputOf<'compare.versionDifference'>> {
  const options = signal ? { signal } : {};
  const { a, b, language } = await backend.read<VersionTexts>('compare/versionTexts', input, options);
  const found = await backend.analyse<VersionDifference>(
    'compare/versions',
    { a: a.text, b: b.text, language },
    options,
  );
  return { a, b, ...found };
}
