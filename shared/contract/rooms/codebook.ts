import { uuid } from '../../model/annotation.ts';
import {
  attributeDraft,
  code,
  codebookChange,
  codebookEffect,
  codebookFile,
  codebookFilePreview,
  codeExample,
  codeFields,
  codeUse,
  codeVersion,
  codingChoice,
  relationKind,
  relationKindFields,
  renamedValue,
} from '../../model/codebook.ts';
import { command, query } from '../method.ts';
import { z } from '../schema.ts';

const codebook = z.object({ codes: z.array(code) });
const kinds = z.object({ kinds: z.array(relationKind) });

/**
 * While a round of coding that locks the codebook runs, every command answers CONFLICT, but for colours, keys, examples and
 * the order in which nothing changes its meaning: see `codebook.state`.
 */
export const codebookRoom = {
  /** Every code, archived ones too, parents before children, siblings in order. */
  'codebook.get': query(z.object({}), codebook),
  /** The codebook as a whole. */
  'codebook.state': query(
    z.object({}),
    z.object({
      /** One more with each step that changed what codes mean; 0 without codes. */
      version: z.number().int(),
      /** When that was, ISO 8601 UTC. */
      at: z.string().nullable(),
      /** Codes that can be given and are not archived. */
      codes: z.number().int(),
      /** Name of the round of coding that locks it. */
      lockedBy: z.string().nullable(),
    }),
  ),
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
  /** The attributes as they shall be, in order. One that is left out goes with the values given to it. */
  'codebook.setAttributes': command(
    z.object({
      codeId: uuid,
      attributes: z.array(attributeDraft).max(50),
      renamed: z.array(renamedValue).max(200).default([]),
    }),
    codebook,
  ),
  /** Values given to a code's attributes, most frequent first; `fits` false for one that is not allowed (any more). */
  'codebook.values': query(
    z.object({ codeId: uuid }),
    z.array(
      z.object({
        attributeId: uuid,
        given: z.array(z.object({ value: z.string(), annotations: z.number().int(), fits: z.boolean() })),
      }),
    ),
  ),
  /** What a change would do; nothing is written. */
  'codebook.effect': query(z.object({ change: codebookChange }), codebookEffect),
  /** Under another parent (null: root) and before the sibling at `position`. Refuses a move into its own subtree. */
  'codebook.move': command(
    z.object({ codeId: uuid, parentId: uuid.nullable(), position: z.number().int().nonnegative() }),
    codebook,
  ),
  /**
   * Codings of `codeId` become codings of `intoId`, which takes over attributes it lacks; the code goes, its children move
   * along. What the code meant stays known as an earlier definition.
   */
  'codebook.merge': command(z.object({ codeId: uuid, intoId: uuid }), codebook),
  /** A new code beside the old one, with its definition and attributes unless `fields` say otherwise, gets some codings. */
  'codebook.split': command(
    z.object({ codeId: uuid, which: codingChoice, fields: codeFields.partial().required({ name: true }) }),
    z.object({ codeId: uuid, codes: z.array(code) }),
  ),
  'codebook.archive': command(z.object({ codeId: uuid, archived: z.boolean() }), codebook),
  /** Only a code without codings and children; others are archived or merged. */
  'codebook.delete': command(z.object({ codeId: uuid }), codebook),

  /** What a code meant, newest first. The first one is what it means now. */
  'codebook.versions': query(z.object({ codeId: uuid }), z.object({ versions: z.array(codeVersion) })),
  /** Annotations with a code, by article and place. `groups` counts all of them, whatever `which` chooses. */
  'codebook.uses': query(
    z.object({
      codeId: uuid,
      which: codingChoice.nullable().default(null),
      offset: z.number().int().nonnegative().default(0),
      limit: z.number().int().positive().max(1000).default(200),
    }),
    z.object({
      total: z.number().int(),
      uses: z.array(codeUse),
      groups: z.object({
        coders: z.array(z.object({ coder: z.string(), annotations: z.number().int() })),
        sources: z.array(
          z.object({ sourceId: z.number().int().nullable(), name: z.string(), annotations: z.number().int() }),
        ),
        /** Annotations under definitions that differ from the one in force. */
        earlier: z.number().int(),
      }),
    }),
  ),
  'codebook.examples': query(z.object({ codeId: uuid }), z.array(codeExample)),
  /** Takes the words of an annotation as an example, of the code or of what it is not. */
  'codebook.addExample': command(
    z.object({
      codeId: uuid,
      annotationId: uuid,
      isPositive: z.boolean().default(true),
      note: z.string().max(2000).default(''),
    }),
    z.object({ exampleId: uuid }),
  ),
  'codebook.editExample': command(
    z.object({ exampleId: uuid, isPositive: z.boolean().optional(), note: z.string().max(2000).optional() }),
    z.object({}),
  ),
  'codebook.removeExample': command(z.object({ exampleId: uuid }), z.object({})),

  /** Reads a codebook from CSV or REFI-QDA (.qdc) and says what taking it in would do. INVALID_INPUT when it is neither. */
  'codebook.previewFile': query(z.object({ file: codebookFile }), codebookFilePreview),
  /** Takes the file in, one step of undo. Codes that differ stay as they are, or take what the file says. */
  'codebook.importFile': command(
    z.object({ file: codebookFile, changed: z.enum(['keep', 'take']).default('keep') }),
    z.object({ added: z.number().int(), changed: z.number().int(), refused: z.number().int(), codes: z.array(code) }),
  ),
  /** The codebook as a file of UTF-8 text, with what the format has no place for. CONFLICT without codes. */
  'codebook.file': query(
    z.object({ format: z.enum(['csv', 'qdc']) }),
    z.object({
      name: z.string(),
      text: z.string(),
      losses: z.array(z.object({ what: z.string(), count: z.number().int(), why: z.string() })),
    }),
  ),

  /** Kinds of relations between annotations, archived ones too, by name. */
  'relations.kinds': query(z.object({}), kinds),
  'relations.createKind': command(
    z.object({ fields: relationKindFields.partial().required({ name: true }) }),
    z.object({ kindId: uuid, kinds: z.array(relationKind) }),
  ),
  'relations.editKind': command(z.object({ kindId: uuid, fields: relationKindFields.partial() }), kinds),
  'relations.archiveKind': command(z.object({ kindId: uuid, archived: z.boolean() }), kinds),
  /** Only a kind without relations; others are archived. */
  'relations.deleteKind': command(z.object({ kindId: uuid }), kinds),
};
