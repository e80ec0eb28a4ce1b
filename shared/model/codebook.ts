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

/** Whether a value given to an attribute is one that its type and its allowed values let through. */
export function valueFits({ type, allowed }: Pick<CodeAttribute, 'type' | 'allowed'>, value: string): boolean {
  switch (type) {
    case 'choice':
      return allowed.includes(value);
    case 'number':
      return /^[+-]?(\d+(\.\d+)?|\.\d+)(e[+-]?\d+)?$/i.test(value);
    case 'yes/no':
      return value === 'yes' || value === 'no';
    case 'text':
      return true;
  }
}

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

/** Keys that no code can have: with G one goes to another room, also while a passage is selected. */
export const roomKeys: readonly string[] = ['g'];

/** Why a version of a code's definition was written. `carried`: came along with codings, by a merge or a split. */
export const versionCauses = ['created', 'edited', 'preset', 'imported', 'merged', 'split', 'carried'] as const;
export type VersionCause = (typeof versionCauses)[number];

/** What a code meant at some time. */
export const codeVersion = z.object({
  version: z.number().int().positive(),
  name: z.string(),
  definition: z.string(),
  whenToUse: z.string(),
  whenNot: z.string(),
  attributes: z.array(codeAttribute),
  at: z.string(),
  /** Null when it came with a ready codebook or a file. */
  coder: z.string().nullable(),
  cause: z.enum(versionCauses),
  /** Annotations that were given the code while it meant this. */
  annotations: z.number().int(),
});
export type CodeVersion = z.infer<typeof codeVersion>;

/** Some of a code's codings. */
export const codingChoice = z.discriminatedUnion('by', [
  z.object({ by: z.literal('hand'), codingIds: z.array(uuid).max(10_000) }),
  z.object({ by: z.literal('coder'), coder: z.string() }),
  /** Null: articles without a source. */
  z.object({ by: z.literal('source'), sourceId: z.number().int().nullable() }),
  /** Null: codings without a value of this attribute. */
  z.object({ by: z.literal('value'), attributeId: uuid, value: z.string().nullable() }),
  z.object({ by: z.literal('version'), version: z.number().int() }),
  /** Codings that were made while the code meant something else than now. */
  z.object({ by: z.literal('earlier') }),
]);
export type CodingChoice = z.infer<typeof codingChoice>;

/** The attributes of a code as they shall be; one without `attributeId` is new. */
export const attributeDraft = codeAttribute.extend({ attributeId: uuid.optional() });
export type AttributeDraft = z.infer<typeof attributeDraft>;
/** A value of a choice that got another name; values given to codings follow. */
export const renamedValue = z.object({ attributeId: uuid, from: z.string(), to: z.string().trim().min(1).max(200) });

/** A change of the codebook that codings feel. */
export const codebookChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('merge'), codeId: uuid, intoId: uuid }),
  z.object({ kind: z.literal('split'), codeId: uuid, which: codingChoice }),
  z.object({ kind: z.literal('move'), codeId: uuid, parentId: uuid.nullable() }),
  z.object({ kind: z.literal('archive'), codeId: uuid }),
  z.object({ kind: z.literal('delete'), codeId: uuid }),
  z.object({
    kind: z.literal('attributes'),
    codeId: uuid,
    attributes: z.array(attributeDraft).max(50),
    renamed: z.array(renamedValue).max(200).default([]),
  }),
  /** `isCodable` or `appliesTo` as they would be: counts what no longer fits. */
  z.object({
    kind: z.literal('use'),
    codeId: uuid,
    isCodable: z.boolean(),
    appliesTo: z.array(z.enum(codeTargets)).min(1),
  }),
]);
export type CodebookChange = z.infer<typeof codebookChange>;

/** What a change of the codebook does to the coding that is there. */
export const codebookEffect = z.object({
  /** Why it cannot be done, null when it can. */
  refusal: z.string().nullable(),
  /** Annotations, articles, claims and coders that it touches. */
  annotations: z.number().int(),
  articles: z.number().int(),
  claims: z.number().int(),
  coders: z.array(z.string()),
  /** Codes below that come along. */
  codesBelow: z.number().int(),
  /** Annotations, or a coder's claims, that have both codes: one coding stays of the two. */
  doubles: z.number().int(),
  /** Values of attributes that go on with their coding, and values that cannot. */
  valuesKept: z.number().int(),
  valuesLost: z.number().int(),
  /** Given values that are no longer among those allowed; they stay, and are shown as such. */
  valuesOutside: z.number().int(),
  /** Attributes that come to the other code. */
  attributes: z.array(z.string()),
  /** Keys that become free. */
  keys: z.array(z.string()),
  /** Others' work in a blind round is touched too, and not counted. */
  hidesOthers: z.boolean(),
});
export type CodebookEffect = z.infer<typeof codebookEffect>;

/** One annotation with a code, in its place. */
export const codeUse = z.object({
  codingId: uuid,
  annotationId: uuid,
  articleId: z.string(),
  articleTitle: z.string(),
  source: z.string().nullable(),
  level: z.enum(['span', 'article']),
  /** UTF-16 into the text in force; null for an article's code, or when the span lies in another text version. */
  start: z.number().int().nullable(),
  end: z.number().int().nullable(),
  /** The coded words, cut at 400 UTF-16 units; null for an article's code. */
  exact: z.string().nullable(),
  coder: z.string(),
  codeVersion: z.number().int(),
  /** By attribute id. */
  values: z.record(z.string(), z.string()),
  createdAt: z.string(),
});
export type CodeUse = z.infer<typeof codeUse>;

/** An example that was taken from a coded span. */
export const codeExample = z.object({
  exampleId: uuid,
  exact: z.string(),
  /** False: an example of what the code is not. */
  isPositive: z.boolean(),
  note: z.string(),
  createdAt: z.string(),
  /** Where it was taken from; null when that is gone. UTF-16 into the text in force. */
  place: z
    .object({
      articleId: z.string(),
      articleTitle: z.string(),
      start: z.number().int().nullable(),
      end: z.number().int().nullable(),
    })
    .nullable(),
});
export type CodeExample = z.infer<typeof codeExample>;

/** A kind of relation between two annotations. */
export const relationKind = z.object({
  kindId: uuid,
  name: z.string(),
  definition: z.string(),
  /** False: from and to are the same to it. */
  isDirected: z.boolean(),
  color: codeColor,
  archived: z.boolean(),
  /** Relations of this kind. */
  relations: z.number().int(),
});
export type RelationKind = z.infer<typeof relationKind>;
export const relationKindFields = z.object({
  name: z.string().trim().min(1, 'A kind of relation needs a name.').max(200),
  definition: z.string().max(10_000),
  isDirected: z.boolean(),
  color: codeColor,
});

/** One code of a codebook file, and what taking the file in does to it. */
export const codebookFileRow = z.object({
  /** Row of the table, from 1 with its header, or number of the code in the file. */
  row: z.number().int(),
  /** Names from the root, as far as they are known. */
  path: z.array(z.string()),
  state: z.enum(['new', 'same', 'changed', 'refused']),
  /** Which fields differ from the codebook's, for `changed`. */
  fields: z.array(z.string()),
  /** What is left out or read otherwise. */
  notes: z.array(z.string()),
  /** Why it is refused. */
  reason: z.string().nullable(),
});
export type CodebookFileRow = z.infer<typeof codebookFileRow>;

export const codebookFile = z.object({
  /** A file's name decides nothing: what it holds does. */
  name: z.string().max(1000),
  bytes: z.instanceof(Uint8Array),
});
export const codebookFilePreview = z.object({
  format: z.enum(['csv', 'qdc']),
  encoding: z.string(),
  rows: z.array(codebookFileRow),
  counts: z.object({
    new: z.number().int(),
    same: z.number().int(),
    changed: z.number().int(),
    refused: z.number().int(),
  }),
  /** What the whole file holds that has no place here. */
  notes: z.array(z.string()),
});
export type CodebookFilePreview = z.infer<typeof codebookFilePreview>;
