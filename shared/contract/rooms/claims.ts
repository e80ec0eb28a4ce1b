import { uuid } from '../../model/annotation.ts';
import { claim, claimFields } from '../../model/claim.ts';
import { command, query } from '../method.ts';
import { z } from '../schema.ts';

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
