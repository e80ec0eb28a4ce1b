import type { RoomHandlers } from '../handler.ts';
import { findArticle, readArticle, textOf } from './article.ts';
import { chooseEvidence, editArticle } from './edit.ts';
import { countFacets } from './facets.ts';
import { readHits } from './hits.ts';
import { restorePassages } from './restore.ts';
import { viewReads } from './view-reads.ts';

/** The corpus: views over it, and single articles with their metadata. */
export const handlers: RoomHandlers = {
  queries: {
    'articles.facets': (db, { query }, context) => countFacets(db, query, context),
    'articles.get': (db, { articleId }, context) => readArticle(db, articleId, context.coder?.id ?? null),
    'articles.hits': readHits,
  },
  commands: {
    'articles.edit'(db, input, context) {
      editArticle(db, input, context);
      return readArticle(db, input.articleId, context.coder?.id ?? null);
    },
    'articles.chooseEvidence'(db, input, context) {
      chooseEvidence(db, input, context);
      return readArticle(db, input.articleId, context.coder?.id ?? null);
    },
    'articles.restorePassages'(db, input, context) {
      restorePassages(db, input, context);
      return readArticle(db, input.articleId, context.coder?.id ?? null);
    },
    'articles.rememberPosition'(db, { articleId, position }, context) {
      const { id } = findArticle(db, articleId);
      // Before a name was given there is nobody to remember it for.
      if (context.coder) {
        db.run(
          `INSERT INTO reading_position (article, coder, position, at) VALUES (?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET position = excluded.position, at = excluded.at`,
          id,
          context.coder.id,
          position,
          context.at,
        );
      }
      return {};
    },
  },
  reads: {
    ...viewReads,
    'articles/text'(db, { articleId }: { articleId: string }) {
      const { textVersionId, language } = findArticle(db, articleId);
      return { articleId, textVersionId: String(textVersionId), language, text: textOf(db, textVersionId) };
    },
  },
};
