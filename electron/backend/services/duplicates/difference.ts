import type { InputOf, OutputOf } from '../../../../shared/contract/contract.ts';
import type { Difference } from '../../../analysis/duplicates/index.ts';
import type { Backend } from '../backend.ts';

/**
 * Reads both articles and has the pool compare their texts in force, sentence by sentence.
 * @throws AppError NOT_FOUND
 */
export async function differenceOfArticles(
  backend: Pick<Backend, 'read' | 'analyse'>,
  input: InputOf<'duplicates.difference'>,
  signal?: AbortSignal,
): Promise<OutputOf<'duplicates.difference'>> {
  const options = signal ? { signal } : {};
  const [a, b] = await Promise.all(
    [input.a, input.b].map((articleId) =>
      backend.read<{ text: string; language: string | null }>('articles/text', { articleId }, options),
    ),
  );
  const texts = { a: a!.text, b: b!.text, language: a!.language ?? b!.language };
  return backend.analyse<Difference>('duplicates/difference', texts, options);
}
