import { decision } from '../../model/article.ts';
import { articleTargets } from '../../model/view.ts';
import { command, query } from '../method.ts';
import { z } from '../schema.ts';

export const triageRoom = {
  /**
   * Decides for the current coder; one step of undo however many articles. Without `reason` an earlier one is dropped.
   * `copies`: also on every copy of these articles, in the view or not.
   */
  'triage.decide': command(
    z.object({
      targets: articleTargets,
      decision,
      reason: z.string().max(500).nullable().default(null),
      copies: z.boolean().default(false),
    }),
    z.object({ changed: z.number().int() }),
  ),
  /** Reasons given so far, most used first. */
  'triage.reasons': query(z.object({}), z.array(z.object({ reason: z.string(), uses: z.number().int() }))),
};
