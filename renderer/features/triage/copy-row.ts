import type { Article, ArticleRow } from '../../../shared/model/article.ts';
import { firstStrongDirection } from '../../../shared/text/direction.ts';
import type { Copy } from '../duplicates/kinds.ts';

/** A copy as a row, for what works on rows; its decision and what else the list of copies does not say, once it is read. */
export function rowOfCopy(copy: Copy, article: Article | undefined): ArticleRow {
  const known = article?.articleId === copy.articleId ? article : undefined;
  return {
    articleId: copy.articleId,
    title: copy.title,
    source: copy.source,
    publishedAt: copy.publishedAt,
    language: known?.metadata.language.value ?? null,
    direction: known?.direction ?? firstStrongDirection(copy.title) ?? 'ltr',
    byline: known?.metadata.byline.value ?? null,
    url: known?.metadata.url.value ?? null,
    words: copy.words,
    decision: known?.decision ?? 'undecided',
    reason: known?.reason ?? null,
    annotations: 0,
    copies: (known?.copies.length ?? 0) + 1,
    originalPath: copy.originalPath,
    addedAt: known?.addedAt ?? '',
    snippet: null,
    likely: null,
  };
}
