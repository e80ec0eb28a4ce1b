import { direction } from '../../model/article.ts';
import { storyId } from '../../model/story.ts';
import { host, query } from '../method.ts';
import { z } from '../schema.ts';

/** Articles side by side; articles across a matrix. */
export const MOST_SIDE_BY_SIDE = 4;
export const MOST_ACROSS = 12;

/** UTF-16 offsets into a text. */
const span = z.object({ start: z.number().int(), end: z.number().int() });
const figure = span.extend({ text: z.string(), value: z.number(), unit: z.string() });
const basis = z.object({ analyser: z.string(), version: z.string(), note: z.string() });
const pairKind = z.enum(['same', 'reworded', 'differs']);

/** An article beside itself says nothing, and would look like a finding. */
const several = (most: number) =>
  z
    .array(z.string().min(1))
    .min(2, 'Name at least two articles to compare.')
    .max(most, `At most ${most} articles are compared at once.`)
    .superRefine((articleIds, context) => {
      const twice = articleIds.find((articleId, at) => articleIds.indexOf(articleId) !== at);
      if (twice === undefined) return;
      const message = `Article ${twice} stands there twice. An article is compared with others, not with itself.`;
      context.addIssue({ code: 'custom', message });
    });

/** What stands at the head of a column. */
const column = z.object({
  articleId: z.string(),
  textVersionId: z.string(),
  title: z.string(),
  sourceId: z.number().int().nullable(),
  source: z.string(),
  publishedAt: z.string().nullable(),
  language: z.string().nullable(),
  direction,
  /** Of the source, -2 left to 2 right; null when it is unrated. */
  lean: z.number().nullable(),
});
export type ComparedColumn = z.infer<typeof column>;

/** Columns by name, or those of a story: of each source its first article that is no copy. */
const across = z.union([
  z.object({ articleIds: several(MOST_ACROSS) }),
  z.object({ storyId, most: z.number().int().min(2).max(MOST_ACROSS).default(MOST_ACROSS) }),
]);

const matrixCell = z.object({
  /** The sentence most like the head, then further ones that say it too. */
  spans: z.array(span).min(1),
  /** Its words, those of `spans` in a row. */
  text: z.string(),
  kind: pairKind,
  /** Likeness to the head, 0 to 1; null where a third sentence links them. */
  score: z.number().nullable(),
  /** Its figures that disagree with the head's; of the head, those that others disagree with. */
  figures: z.array(figure),
});

const matrixRow = z.object({
  /** Number of the column whose wording stands for the row. */
  head: z.number().int(),
  /** Columns that say it. */
  said: z.number().int(),
  /** Where it stands in the articles on average, 0 to 1. */
  place: z.number(),
  /** One for each column; null where nothing like it was found. */
  cells: z.array(matrixCell.nullable()),
});
export type StatementRow = z.infer<typeof matrixRow>;
export type StatementCell = z.infer<typeof matrixCell>;

const quotation = span.extend({
  text: z.string(),
  /** `direct` or `indirect`. */
  label: z.string(),
  /** Beside the fullest version: its words, a part of them, other words. `alone`: no other article has it. */
  kind: z.enum(['full', 'same', 'cut', 'reworded', 'alone']),
  /** As this article names the speaker. */
  speaker: z.string().nullable(),
});
export type ComparedQuotation = z.infer<typeof quotation>;

const quotedSpeaker = z.object({
  /** The fullest name; null: nobody is named. */
  name: z.string().nullable(),
  variants: z.array(z.string()),
  /** Quotations in each column. */
  counts: z.array(z.number().int()),
  /** One quotation each, with what every column has of it. */
  rows: z.array(z.object({ cells: z.array(z.array(quotation)) })),
});
export type ComparedSpeaker = z.infer<typeof quotedSpeaker>;

const versionPart = z.object({
  /** `moved a`: stood here and went to `b`; `moved b`: came here from `a`. */
  kind: z.enum(['same', 'only a', 'only b', 'changed', 'moved a', 'moved b']),
  a: span.nullable(),
  b: span.nullable(),
});
export type VersionPart = z.infer<typeof versionPart>;

export const textCauses = ['import', 'update', 're-extract', 'restore', 'cleaning'] as const;

const textVersion = z.object({
  textVersionId: z.string(),
  /** 1 for the first. */
  number: z.number().int(),
  /** Why there is one; others than `textCauses` come from later versions of the program. */
  cause: z.string(),
  /** ISO 8601 UTC. */
  at: z.string(),
  /** Name and version of the procedure that made it. */
  extractor: z.string(),
  isCurrent: z.boolean(),
});
export type TextVersion = z.infer<typeof textVersion>;

/** Articles beside one another. Texts in force, unless a version is named. */
export const compareRoom = {
  /** The sentences of two to four articles, and which say the same. INVALID_INPUT when one is named twice. */
  'compare.align': query(
    z.object({ articleIds: several(MOST_SIDE_BY_SIDE) }),
    z.object({
      articles: z.array(
        z.object({
          articleId: z.string(),
          textVersionId: z.string(),
          sentences: z.array(span),
          /** Sentences behind these that were too many to compare. */
          left: z.number().int(),
        }),
      ),
      /** Of every two articles, `left` before `right`; `a` is a sentence of the left one. */
      pairs: z.array(
        z.object({
          left: z.number().int(),
          right: z.number().int(),
          a: z.number().int(),
          b: z.number().int(),
          kind: pairKind,
          score: z.number(),
          /** Words both sentences have. */
          shared: z.object({ a: z.array(span), b: z.array(span) }),
          /** Numbers that disagree, where kind is `differs`. */
          figures: z.object({ a: z.array(figure), b: z.array(figure) }).nullable(),
        }),
      ),
      /** What two or more say: for each article its sentences, the likest first. A sentence stands in one of them. */
      statements: z.array(z.array(z.array(z.number().int()))),
      /** For each article, the sentences that no other says. */
      only: z.array(z.array(z.number().int())),
      basis,
    }),
  ),
  /** Statements down, articles across; said by most first. Of each article its first sentences are compared. */
  'compare.statements': host(
    across,
    z.object({
      columns: z.array(column),
      /** Sources or articles that there was no column for. */
      more: z.number().int(),
      rows: z.array(matrixRow),
      /** For each column, sentences that were not compared. */
      left: z.array(z.number().int()),
      basis,
    }),
  ),
  /** Who is quoted in which words, articles across. */
  'compare.quotations': host(
    across,
    z.object({
      columns: z.array(column),
      more: z.number().int(),
      speakers: z.array(quotedSpeaker),
      /** For each column, whether quotations can be found in its language. */
      knownLanguage: z.array(z.boolean()),
      basis,
    }),
  ),
  /** The texts an article has had, first to last. */
  'compare.versions': query(z.object({ articleId: z.string() }), z.array(textVersion)),
  /** What became of its text from one version to another. Offsets into the two texts given. */
  'compare.versionDifference': host(
    z.object({ articleId: z.string(), from: z.string(), to: z.string() }),
    z.object({
      a: z.object({ textVersionId: z.string(), text: z.string() }),
      b: z.object({ textVersionId: z.string(), text: z.string() }),
      parts: z.array(versionPart),
      /** Sentences. */
      counts: z.object({
        added: z.number().int(),
        gone: z.number().int(),
        changed: z.number().int(),
        moved: z.number().int(),
      }),
    }),
  ),
};
