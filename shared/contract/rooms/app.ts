import { host } from '../method.ts';
import { z } from '../schema.ts';

export const themes = ['system', 'light', 'dark', 'contrast', 'contrast-dark'] as const;

/** Settings of this machine's user, kept outside projects. */
export const settings = z.object({
  coderName: z.string().trim().max(200),
  theme: z.enum(themes),
  /** Article text size in px. */
  textSize: z.number().int().min(15).max(24),
  /** Article line length in characters. */
  measure: z.number().int().min(52).max(84),
  density: z.enum(['compact', 'comfortable']),
  /** Layout the page remembers, by room: column order, sizes, panes. Opaque to the backend. */
  layout: z.record(z.string(), z.unknown()),
});
export type Settings = z.infer<typeof settings>;

/** What is in force until a person chooses otherwise. */
export const defaultSettings: Settings = {
  coderName: '',
  theme: 'system',
  textSize: 17,
  measure: 68,
  density: 'compact',
  layout: {},
};

export const appRoom = {
  /** What this backend is and what its host lets the page do. */
  'app.info': host(
    z.object({}),
    z.object({
      version: z.string(),
      host: z.enum(['desktop', 'web', 'cli', 'test']),
      platform: z.string(),
      dataDir: z.string(),
      projectsDir: z.string(),
      logFile: z.string(),
      /** The folder of the server's machine that `--folder` offers, or null. */
      offeredFolder: z.string().nullable(),
      /** The sample corpus in `resources/sample-corpus.json`, for the start screen; null where it is not shipped. */
      sampleCorpus: z
        .object({
          articles: z.number().int(),
          outlets: z.number().int(),
          stories: z.number().int(),
          figures: z.number().int(),
          languages: z.array(z.string()),
          showcase: z.array(z.object({ title: z.string(), source: z.string(), kind: z.string() })),
        })
        .nullable(),
    }),
  ),
  'app.settings': host(z.object({}), settings),
  'app.changeSettings': host(settings.partial(), settings),
  /** A failure in the page, for the log file. Never article text. */
  'app.report': host(z.object({ message: z.string().max(2000), stack: z.string().max(8000).optional() }), z.object({})),
};
