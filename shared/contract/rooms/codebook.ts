import { uuid } from '../../model/annotation.ts';
import { code, codeFields } from '../../model/codebook.ts';
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
