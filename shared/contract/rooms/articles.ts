import { article, articleRow, metadataField, provenance } from '../../model/article.ts';
import { viewQuery } from '../../model/view.ts';
import { command, query } from '../method.ts';
import { z } from '../schema.ts';

/** One value of a filter with the number of articles it would show, all other filters in force. */
const facetValue = z.object({ value: z.string(), label: z.string(), count: z.number().int() });

export const facets = z.object({
  sources: z.array(facetValue),
  languages: z.array(facetValue),
  decisions: z.array(facetValue),
  codes: z.array(facetValue),
  /** `YYYY-MM` with counts, oldest first; undated articles under the empty value. */
  months: z.array(facetValue),
});
export type Facets = z.infer<typeof facets>;

export const articlesRoom = {
  /**
   * A snapshot of the ids that a query finds, in order. `first` holds the rows from 0, so that a table paints at once.
   * Views are dropped when the project closes or after many newer ones; then `articles.rows` answers STALE.
   */
  'articles.openView': query(
    z.object({ query: viewQuery, first: z.number().int().min(0).max(500).default(100) }),
    z.object({
      viewId: z.string(),
      total: z.number().int(),
      /** Project revision the snapshot was taken at. */
      revision: z.number().int(),
      first: z.array(articleRow),
      /** Terms to highlight in titles and previews. */
      terms: z.array(z.string()),
    }),
  ),
  /** Rows `start` … `start + count` of a view, as they are now. An article deleted since is left out as a null. */
  'articles.rows': query(
    z.object({ viewId: z.string(), start: z.number().int().nonnegative(), count: z.number().int().min(1).max(500) }),
    z.object({ start: z.number().int(), rows: z.array(articleRow.nullable()) }),
  ),
  /** Where an article stands in a view; -1 when it is not in it. */
  'articles.indexInView': query(
    z.object({ viewId: z.string(), articleId: z.string() }),
    z.object({ index: z.number().int() }),
  ),
  'articles.facets': query(z.object({ query: viewQuery }), facets),
  'articles.get': query(z.object({ articleId: z.string() }), article),
  /** Passages around the hits of a query in one article, for the preview; hits between U+E000 and U+E001. */
  'articles.hits': query(
    z.object({ articleId: z.string(), text: z.string(), limit: z.number().int().max(50).default(8) }),
    z.object({
      total: z.number().int(),
      hits: z.array(z.object({ paragraph: z.number().int(), start: z.number().int(), snippet: z.string() })),
    }),
  ),
  /** Sets metadata by hand (`null` clears it). The evidence of other origins is kept and can be gone back to. */
  'articles.edit': command(
    z.object({ articleId: z.string(), field: metadataField, value: z.string().max(5000).nullable() }),
    article,
  ),
  /** Puts what another origin says in force. NOT_FOUND when it says nothing. */
  'articles.chooseEvidence': command(
    z.object({ articleId: z.string(), field: metadataField, from: provenance }),
    article,
  ),
  /** Puts removed passages back: one new text version, annotations re-anchored, one step of undo. */
  'articles.restorePassages': command(
    z.object({ articleId: z.string(), passageIds: z.array(z.string()).min(1).max(10_000) }),
    article,
  ),
  /** Remembers where the current coder is in the article (UTF-16 offset). Not a change, not undone. */
  'articles.rememberPosition': command(
    z.object({ articleId: z.string(), position: z.number().int().nonnegative() }),
    z.object({}),
  ),
};
