import { z } from '../contract/schema.ts';
import { uuid } from './annotation.ts';

export const codeColor = z.number().int().min(1).max(10);

/** What a code can be given to. */
export const codeTargets = ['span', 'article', 'claim'] as const;
export type CodeTarget = (typeof codeTargets)[number];

export const attributeTypes = ['choice', 'number', 'text', 'yes/no'] as const;
export type AttributeType = (typeof attributeTypes)[number];

/** What is asked about every coding with a code. */
export const codeAttribute = z.object({
  attributeId: uuid,
  name: z.string().trim().min(1, 'An attribute needs a name.').max(200),
  type: z.enum(attributeTypes),
  /** The values of a choice, in order; empty for other types. */
  allowed: z.array(z.string().trim().min(1).max(200)).max(200),
});
export type CodeAttribute = z.infer<typeof codeAttribute>;

/** A code of the codebook's tree. */
export const code = z.object({
  codeId: uuid,
  parentId: uuid.nullable(),
  /** Order among its siblings, from 0. */
  position: z.number().int().nonnegative(),
  name: z.string().min(1).max(200),
  definition: z.string(),
  whenToUse: z.string(),
  whenNot: z.string(),
  example: z.string(),
  /** Slot of the palette, 1 to 10. */
  color: codeColor,
  /** One lower-case letter or digit. */
  shortcut: z.string().nullable(),
  /** False for a group that only orders its children. */
  isCodable: z.boolean(),
  appliesTo: z.array(z.enum(codeTargets)).min(1),
  attributes: z.array(codeAttribute),
  /** Counts from 1; one more with each change of what the code means: name, definition, when to use, when not, attributes. */
  version: z.number().int().positive(),
  archived: z.boolean(),
  annotations: z.number().int(),
  articles: z.number().int(),
});
export type Code = z.infer<typeof code>;

export const codeFields = z.object({
  name: z.string().trim().min(1, 'A code needs a name.').max(200),
  definition: z.string().max(10_000),
  whenToUse: z.string().max(10_000),
  whenNot: z.string().max(10_000),
  example: z.string().max(10_000),
  color: codeColor,
  shortcut: z
    .string()
    .regex(/^[a-z0-9]$/, 'A shortcut is one lower-case letter or digit.')
    .nullable(),
  isCodable: z.boolean(),
  appliesTo: z.array(z.enum(codeTargets)).min(1, 'A code applies to spans, to articles or to claims.'),
});
export type CodeFields = z.infer<typeof codeFields>;
