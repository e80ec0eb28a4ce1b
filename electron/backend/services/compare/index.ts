import type { InputOf, OutputOf } from '../../../../shared/contract/contract.ts';
import type { Alignment, Figure } from '../../../analysis/align/index.ts';
import type { Backend } from '../backend.ts';

interface ComparedText {
  articleId: string;
  textVersionId: string;
  language: string | null;
  text: string;
}

/**
 * Reads both articles and has the pool align their sentences. Offsets UTF-16 into each article's text in force.
 * @throws AppError NOT_FOUND
 */
export async function alignArticlesOf(
  backend: Pick<Backend, 'read' | 'analyse'>,
  input: InputOf<'compare.align'>,
  signal?: AbortSignal,
): Promise<OutputOf<'compare.align'>> {
  const options = signal ? { signal } : {};
  const [a, b] = await Promise.all(
    [input.a, input.b].map((articleId) => backend.read<ComparedText>('articles/text', { articleId }, options)),
  );
  const forTask = ({ articleId, text, language }: ComparedText) => ({ id: articleId, text, language });
  const found = await backend.analyse<Alignment>('align', { a: forTask(a!), b: forTask(b!) }, options);
  const { name, version, threshold } = found.basis;
  return {
    a: { articleId: input.a, textVersionId: a!.textVersionId, sentences: found.a },
    b: { articleId: input.b, textVersionId: b!.textVersionId, sentences: found.b },
    pairs: found.pairs.map((pair) => ({
      ...pair,
      figures: pair.figures && { a: shown(pair.figures.a, a!.text), b: shown(pair.figures.b, b!.text) },
    })),
    only: found.only,
    basis: {
      analyser: name,
      version,
      note: `Two sentences count as the same statement from a similarity of ${threshold} on (1: word for word).`,
    },
  };
}

const shown = (figures: readonly Figure[], text: string) =>
  figures.map(({ start, end, value, unit }) => ({ start, end, value, unit: unit ?? '', text: text.slice(start, end) }));
