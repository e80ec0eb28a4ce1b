import { command, query } from '../method.ts';
import { z } from '../schema.ts';

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
