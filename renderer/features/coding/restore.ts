import type { Article, RemovedPassage } from '../../../shared/model/article.ts';
import { withCoder } from '../../app/coder.tsx';
import { call } from '../../state/backend.ts';
import { queryClient } from '../../state/queries.ts';
import { counted, say, warnOf } from '../../ui/index.ts';

/** Puts passages that were cut out back into the text: one new text version, one step of undo. */
export async function restorePassages({ articleId }: Article, passages: readonly RemovedPassage[]): Promise<void> {
  const passageIds = passages.map((passage) => passage.passageId);
  try {
    const now = await withCoder(() => call('articles.restorePassages', { articleId, passageIds }));
    queryClient.setQueryData(['articles.get', { articleId }], now);
    say(
      `Restored ${counted(passages.length, 'passage')}. Undo takes ${passages.length === 1 ? 'it' : 'them'} out again.`,
    );
  } catch (error) {
    warnOf(error);
  }
}
