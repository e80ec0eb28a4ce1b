import { articleId } from '../../model/article.ts';
import { learnedCode, suggestion } from '../../model/suggestion.ts';
import { command, job, query } from '../method.ts';
import { z } from '../schema.ts';

const count = z.number().int().nonnegative();
const place = z.object({
  articleId,
  textVersionId: z.string(),
  analyser: z.string().min(1).max(60),
  label: z.string().min(1).max(200),
  start: count,
  end: count,
});

/**
 * What analysers propose, and what people said of it. A suggestion is no coding: it stands in no export, no agreement and no
 * result until a person takes it.
 */
export const suggestionsRoom = {
  /** Of the article's text in force, in reading order; decided ones too. */
  'suggestions.ofArticle': query(z.object({ articleId }), z.array(suggestion)),
  /** Suggestions of a code in articles that nobody coded with it, surest first, for going through them by key. */
  'suggestions.ofCode': query(
    z.object({
      codeId: z.string(),
      start: count.default(0),
      count: z.number().int().min(1).max(200).default(50),
    }),
    z.object({
      total: count,
      rows: z.array(suggestion.extend({ articleId, title: z.string(), source: z.string(), quote: z.string() })),
    }),
  ),
  /** Makes an annotation of one, with its own span or a changed one, and its own code or another. One step of undo. */
  'suggestions.accept': command(
    place.extend({ codeId: z.string(), span: z.object({ start: count, end: count }).optional() }),
    z.object({ annotationId: z.string() }),
  ),
  'suggestions.reject': command(place, z.object({})),
  /** Takes a rejection back. */
  'suggestions.reopen': command(place, z.object({})),
  /** Which code the label of an analyser stands for in this project; null: none. */
  'suggestions.setCode': command(
    z.object({ analyser: z.string(), label: z.string(), codeId: z.string().nullable() }),
    z.object({}),
  ),
  'suggestions.codes': query(
    z.object({}),
    z.array(z.object({ analyser: z.string(), label: z.string(), codeId: z.string() })),
  ),

  /** What was learned of each code that has spans; `examples` says why one has too few. */
  'learning.codes': query(z.object({}), z.array(learnedCode)),
  /** Included and excluded articles with their texts, for trying out the learned order; those marked “maybe” are left out. */
  'learning.decided': query(
    z.object({ start: count.default(0), count: z.number().int().min(1).max(200).default(100) }),
    z.object({
      total: count,
      rows: z.array(z.object({ articleId, title: z.string(), text: z.string(), relevant: z.boolean() })),
    }),
  ),
  /** Learns every code with enough coded spans anew where its coding changed, and looks through the uncoded articles. */
  'learning.start': job(z.object({}), z.object({ jobId: z.string() })),
};
