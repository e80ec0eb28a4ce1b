// Annotations: spans and whole articles with codes, values, memo and confidence, and the relations between them. Offsets are
// UTF-16 into the text in force.
import type { RoomHandlers } from '../handler.ts';
import { articleText } from '../spans/index.ts';
import { createAnnotation } from './create.ts';
import { deleteAnnotation, editAnnotation, recode } from './edit.ts';
import { codeHits, findHits } from './hits.ts';
import {
  annotationRows,
  codingsOf,
  codingsOfArticle,
  firstAnnotationRows,
  piecesOf,
  piecesOfArticle,
  toAnnotation,
} from './read.ts';
import { createRelation, deleteRelation, editRelation, relationsOfArticle } from './relations.ts';

export const handlers: RoomHandlers = {
  queries: {
    'annotations.ofArticle': (db, { articleId }, context) => {
      const article = articleText(db, articleId);
      const codings = codingsOfArticle(db, article.id);
      const pieces = piecesOfArticle(db, article.id);
      return annotationRows(db, article.id, context).map((row) =>
        toAnnotation(row, codings.get(row.annotation_id) ?? [], pieces.get(row.annotation_id) ?? [], article),
      );
    },
    'annotations.begin': (db, { articleId, count }, context) => {
      const article = articleText(db, articleId);
      const { total, rows } = firstAnnotationRows(db, article.id, count, context);
      const annotations = rows.map((row) =>
        toAnnotation(row, codingsOf(db, row.annotation_id), piecesOf(db, row.annotation_id), article),
      );
      return { total, annotations };
    },
    'annotations.findHits': findHits,
    'relations.ofArticle': (db, { articleId }, context) => relationsOfArticle(db, articleId, context),
  },
  commands: {
    'annotations.create': createAnnotation,
    'annotations.edit': editAnnotation,
    'annotations.recode': recode,
    'annotations.delete': deleteAnnotation,
    'annotations.codeHits': codeHits,
    'relations.create': createRelation,
    'relations.edit': editRelation,
    'relations.delete': deleteRelation,
  },
};
