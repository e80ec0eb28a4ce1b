import { codeColor } from '../../model/codebook.ts';
import { command, query } from '../method.ts';
import { z } from '../schema.ts';

/** As it stands beside every code and in every export. Two spellings that differ only in case, spaces or composition are one. */
export const coderName = z.string().trim().min(1, 'A coder needs a name.').max(200);

export const coderProfile = z.object({
  name: z.string(),
  /** `layer`: what adjudication decided, kept like the work of one more coder. */
  kind: z.enum(['person', 'layer']),
  color: codeColor,
  note: z.string(),
  createdAt: z.string(),
  isMe: z.boolean(),
  /** What of their work may be seen now: all of it, unless a blind round is open. */
  annotations: z.number().int(),
  /** Articles with at least one of these annotations. */
  articles: z.number().int(),
  decisions: z.number().int(),
  verdicts: z.number().int(),
  /** In rounds that have not ended. */
  assigned: z.number().int(),
  done: z.number().int(),
});
export type CoderProfile = z.infer<typeof coderProfile>;

export const codersRoom = {
  /** Everyone the project knows, in the order in which they came. */
  'coders.list': query(z.object({}), z.array(coderProfile)),
  /** The person at this machine; made known to the project on first use. */
  'coders.use': command(z.object({ name: coderName }), z.object({ name: z.string() })),
  /** CONFLICT when there is one of that name. */
  'coders.add': command(
    z.object({ name: coderName, color: codeColor.optional(), note: z.string().max(2000).default('') }),
    z.array(coderProfile),
  ),
  /** Renaming yourself changes the name in this machine's settings too. CONFLICT when the new name is someone else's. */
  'coders.edit': command(
    z.object({
      name: coderName,
      newName: coderName.optional(),
      color: codeColor.optional(),
      note: z.string().max(2000).optional(),
    }),
    z.array(coderProfile),
  ),
  /** Takes a coder off the list who has done nothing yet; CONFLICT otherwise. */
  'coders.remove': command(z.object({ name: coderName }), z.array(coderProfile)),
};
