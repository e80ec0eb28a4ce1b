import {
  annotation,
  annotationLevels,
  claim,
  claimFields,
  code,
  codeFields,
  quoteSelector,
  uuid,
} from '../../model/coding.ts';
import { command, query } from '../method.ts';
import { z } from '../schema.ts';

const codebook = z.object({ codes: z.array(code) });

export const codebookRoom = {
  /** Every code, archived ones too, parents before children, siblings in order. */
  'codebook.get': query(z.object({}), codebook),
  'codebook.presets': query(
    z.object({}),
    z.array(z.object({ presetId: z.string(), name: z.string(), description: z.string(), codes: z.number().int() })),
  ),
  /** Adds a preset's codes below the root; codes whose path exists already are left as they are. */
  'codebook.addPreset': command(z.object({ presetId: z.string() }), codebook),
  'codebook.create': command(
    z.object({ parentId: uuid.nullable().default(null), fields: codeFields.partial().required({ name: true }) }),
    z.object({ codeId: uuid, codes: z.array(code) }),
  ),
  'codebook.edit': command(z.object({ codeId: uuid, fields: codeFields.partial() }), codebook),
  /** Under another parent (null: root) and before the sibling at `position`. Refuses a move into its own subtree. */
  'codebook.move': command(
    z.object({ codeId: uuid, parentId: uuid.nullable(), position: z.number().int().nonnegative() }),
    codebook,
  ),
  /** Codings of `codeId` become codings of `intoId`; the code goes, its children move along. */
  'codebook.merge': command(z.object({ codeId: uuid, intoId: uuid }), codebook),
  'codebook.archive': command(z.object({ codeId: uuid, archived: z.boolean() }), codebook),
  /** Only a code without codings and children; others are archived or merged. */
  'codebook.delete': command(z.object({ codeId: uuid }), codebook),
};

export const annotationsRoom = {
  'annotations.ofArticle': query(z.object({ articleId: z.string() }), z.array(annotation)),
  /**
   * Codes a span, or the whole article. Answers when it is on disk. `quote` is compared with the text first: CONFLICT
   * when it differs. A second code on exactly the same span joins the coder's annotation that is there.
   */
  'annotations.create': command(
    z.object({
      articleId: z.string(),
      textVersionId: z.string(),
      level: z.enum(annotationLevels),
      start: z.number().int().nonnegative().nullable().default(null),
      end: z.number().int().nonnegative().nullable().default(null),
      quote: z.string().nullable().default(null),
      codeIds: z.array(uuid).max(50).default([]),
      memo: z.string().max(20_000).default(''),
      confidence: z.number().int().min(0).max(100).nullable().default(null),
    }),
    annotation,
  ),
  'annotations.edit': command(
    z.object({
      annotationId: uuid,
      /** New span in the same text version. */
      span: z.object({ start: z.number().int().nonnegative(), end: z.number().int().nonnegative() }).optional(),
      memo: z.string().max(20_000).optional(),
      confidence: z.number().int().min(0).max(100).nullable().optional(),
      addCodeIds: z.array(uuid).max(50).optional(),
      removeCodeIds: z.array(uuid).max(50).optional(),
    }),
    annotation,
  ),
  'annotations.delete': command(z.object({ annotationId: uuid }), z.object({})),
};

export const claimsRoom = {
  'claims.list': query(z.object({ text: z.string().default(''), articleId: z.string().optional() }), z.array(claim)),
  'claims.create': command(
    z.object({
      articleId: z.string(),
      textVersionId: z.string(),
      start: z.number().int().nonnegative(),
      end: z.number().int().nonnegative(),
      quote: z.string(),
      fields: claimFields.partial(),
    }),
    claim,
  ),
  'claims.edit': command(z.object({ claimId: uuid, fields: claimFields.partial() }), claim),
  'claims.addMention': command(
    z.object({
      claimId: uuid,
      articleId: z.string(),
      textVersionId: z.string(),
      start: z.number().int().nonnegative(),
      end: z.number().int().nonnegative(),
      quote: z.string(),
    }),
    claim,
  ),
  'claims.removeMention': command(z.object({ mentionId: uuid }), z.object({})),
  'claims.delete': command(z.object({ claimId: uuid }), z.object({})),
};

const historyEntry = z.object({
  changeId: z.number().int(),
  at: z.string(),
  coder: z.string(),
  /** For people: "Coded “Figure” in …"; never article text beyond a title. */
  label: z.string(),
  /** Where to show it after undo: an article, the codebook, the table. */
  articleId: z.string().nullable(),
  undone: z.boolean(),
});

export const historyRoom = {
  'history.state': query(z.object({}), z.object({ undo: historyEntry.nullable(), redo: historyEntry.nullable() })),
  'history.list': query(
    z.object({ articleId: z.string().optional(), limit: z.number().int().max(1000).default(200) }),
    z.array(historyEntry),
  ),
  /** Takes the current coder's last change back, or does it again. CONFLICT when someone changed the same rows since. */
  'history.undo': command(z.object({}), historyEntry),
  'history.redo': command(z.object({}), historyEntry),
};

export { quoteSelector };
