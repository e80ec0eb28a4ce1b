import { z } from '../contract/schema.ts';
import { declaredSetting, settingValue } from './analyser-setting.ts';

const span = { start: z.number().int().nonnegative(), end: z.number().int().nonnegative() };

/** What an analyser found in a text. UTF-16 offsets into the text version it looked at, end-exclusive. */
export const finding = z.object({
  ...span,
  label: z.string(),
  /** 0 to 1; comparable within one analyser only. */
  score: z.number(),
  /** For people: the rule, and the words it rests on. */
  reason: z.string(),
  /** Where the matched words stand, when they are less than the span. */
  words: z.array(z.object(span)).optional(),
  /** Quotations: who speaks; null when nobody is named. */
  speaker: z
    .object({ ...span, name: z.string() })
    .nullable()
    .optional(),
  /** The verb that says so. */
  cue: z.object(span).nullable().optional(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
});
export type KeptFinding = z.infer<typeof finding>;

/** An analyser with what it has looked at so far. */
export const analyserRow = z.object({
  name: z.string(),
  version: z.string(),
  title: z.string(),
  explanation: z.string(),
  /** Primary language tags it knows; null where it works in any. */
  languages: z.array(z.string()).nullable(),
  /** What was measured, on what; empty while nothing was. */
  accuracy: z.array(z.object({ measure: z.string(), value: z.number(), data: z.string() })),
  /** Findings below this score are not kept. */
  threshold: z.number(),
  settings: z.array(declaredSetting),
  /** What is set, for each of `settings`. */
  values: z.record(z.string(), settingValue),
  /** What `findings` counts. */
  counts: z.enum(['findings', 'stories', 'copies', 'nothing']),
  /** `analysis.start` can run it; otherwise it runs by itself, with imports or whenever it is needed. */
  isRun: z.boolean(),
  /** Articles whose text in force it has looked at, that it has yet to look at, and whose language it does not know. */
  done: z.number().int(),
  due: z.number().int(),
  unknownLanguage: z.number().int(),
  findings: z.number().int(),
  /** When it last looked at an article, ISO 8601 UTC; null before the first. */
  lastAt: z.string().nullable(),
});
export type AnalyserRow = z.infer<typeof analyserRow>;

/** What a job of kind `analyze` ends with. */
export const analysisResult = z.object({
  ran: z.array(
    z.object({
      analyser: z.string(),
      version: z.string(),
      /** Articles it looked at in this run. */
      articles: z.number().int(),
      /** For stories: stories that came, changed or went. */
      findings: z.number().int(),
      seconds: z.number(),
    }),
  ),
});
export type AnalysisResult = z.infer<typeof analysisResult>;
