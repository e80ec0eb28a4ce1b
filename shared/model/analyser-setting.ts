import { z } from '../contract/schema.ts';

const name = z.string().min(1).max(40);
const about = { name, title: z.string(), explanation: z.string() };

export const settingValue = z.union([
  z.number(),
  z.string().max(200),
  z.array(z.string().trim().min(1).max(100)).max(500),
]);
export type SettingValue = z.infer<typeof settingValue>;

/** What a person may set of an analyser, with what it comes with. */
export const declaredSetting = z.discriminatedUnion('kind', [
  z.object({
    ...about,
    kind: z.literal('number'),
    default: z.number(),
    min: z.number(),
    max: z.number(),
    step: z.number(),
    /** `days`; empty for a plain number. */
    unit: z.string(),
  }),
  z.object({
    ...about,
    kind: z.literal('labels'),
    /** All of them are looked for unless some are left out. */
    options: z.array(z.object({ value: z.string(), title: z.string() })),
    default: z.array(z.string()),
  }),
  z.object({ ...about, kind: z.literal('words'), default: z.array(z.string()) }),
]);
export type DeclaredSetting = z.infer<typeof declaredSetting>;

export type SettingValues = Readonly<Record<string, SettingValue>>;
