import type { Article, RemovedPassage } from '../../../shared/model/article.ts';
import { call } from '../../state/backend.ts';
import { counted, say, warnOf } from '../../ui/index.ts';
import { withCoder } from '../coding/index.ts';

/** Puts passages back one by one; the ids of the rest belong to the text version that each makes. */
export async function restorePassages(article: Article, passages: readonly RemovedPassage[]) {
  const { articleId } = article;
  try {
    let now = article;
    for (const passage of passages) {
      const same = now.removed.find((one) => one.text === passage.text && one.reason === passage.reason);
      if (same) {
        now = await withCoder(() => call('articles.restorePassage', { articleId, passageId: same.passageId }));
      }
    }
    const out = passages.length === 1 ? 'it out again' : 'them out one by one';
    say(`Restored ${counted(passages.length, 'passage')}. Undo takes ${out}.`);
  } catch (error) {
    warnOf(error);
  }
}
