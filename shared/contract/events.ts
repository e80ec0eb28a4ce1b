import { jobRow } from '../model/job.ts';
import { settings } from './rooms/app.ts';
import { projectInfo } from './rooms/projects.ts';
import { z } from './schema.ts';

/**
 * What changed, for a page to ask again for what it shows. Numbered per topic; the backend keeps the last 200 of each
 * so that a reloaded page, which subscribes with the number it saw last, misses nothing.
 */
export const events = {
  /** A job's row after each step, at most ten a second per job. */
  jobs: jobRow,
  /** The project was opened, closed (null) or replaced. */
  project: projectInfo.nullable(),
  /** A committed write: which rooms' data it touched, and the articles if few. */
  changed: z.object({
    revision: z.number().int(),
    rooms: z.array(
      z.enum([
        ...([
          'articles',
          'triage',
          'codebook',
          'annotations',
          'claims',
          'history',
          'sources',
          'coders',
          'rounds',
        ] as const),
        ...(['stories', 'suggestions', 'providers', 'names', 'likely'] as const),
      ]),
    ),
    /** Null when many were touched. */
    articleIds: z.array(z.string()).nullable(),
    /** When the write was on disk, ISO 8601 UTC. */
    savedAt: z.string(),
  }),
  settings,
};
export type Events = typeof events;
export type Topic = keyof Events;
export type EventOf<T extends Topic> = z.output<Events[T]>;
export type ChangedRoom = EventOf<'changed'>['rooms'][number];
