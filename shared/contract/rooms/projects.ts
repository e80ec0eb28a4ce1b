import { host, job, query } from '../method.ts';
import { z } from '../schema.ts';

export const projectInfo = z.object({
  /** Absolute path on the backend's machine. */
  path: z.string(),
  /** File name without `.parallax`. */
  name: z.string(),
  projectId: z.string(),
  createdAt: z.string(),
  readOnly: z.boolean(),
  /** What was done on opening that a person should know: a repair, an unclean exit, a migration. */
  notices: z.array(z.string()),
});
export type ProjectInfo = z.infer<typeof projectInfo>;

export const recentProject = z.object({
  path: z.string(),
  name: z.string(),
  openedAt: z.string().nullable(),
  exists: z.boolean(),
  bytes: z.number().int().nullable(),
});

export const projectStatus = z.object({
  articles: z.number().int(),
  sources: z.number().int(),
  annotations: z.number().int(),
  claims: z.number().int(),
  /** By the current coder. */
  decisions: z.object({
    include: z.number().int(),
    maybe: z.number().int(),
    exclude: z.number().int(),
    undecided: z.number().int(),
  }),
  coders: z.array(z.string()),
  currentCoder: z.string().nullable(),
  /** Raised by every committed write. */
  revision: z.number().int(),
  /** When the last change of a person was on disk, ISO 8601 UTC. */
  savedAt: z.string().nullable(),
});

export const projectsRoom = {
  'projects.recent': host(z.object({}), z.array(recentProject)),
  /** Projects in the data folder, where a browser may create and open them. */
  'projects.list': host(z.object({}), z.array(recentProject)),
  'projects.forget': host(z.object({ path: z.string() }), z.object({})),
  /** `path` on a desktop, `name` for a file in the data folder. Refuses to overwrite. */
  'projects.create': host(z.object({ path: z.string().optional(), name: z.string().optional() }), projectInfo),
  'projects.open': host(z.object({ path: z.string(), readOnly: z.boolean().default(false) }), projectInfo),
  'projects.close': host(z.object({}), z.object({})),
  'projects.current': host(z.object({}), projectInfo.nullable()),
  /** Creates a project in the data folder and starts importing the sample corpus into it. */
  'projects.createSample': host(z.object({}), z.object({ project: projectInfo, jobId: z.string() })),
  'projects.status': query(z.object({}), projectStatus),
  /** A verified copy of the open project, made while it is in use. Refuses to overwrite unless told. */
  'projects.saveCopy': job(
    z.object({ path: z.string(), overwrite: z.boolean().default(false) }),
    z.object({ jobId: z.string() }),
  ),
  /** Integrity of the file, of the offsets and of the quotes. */
  'projects.check': query(
    z.object({}),
    z.object({ ok: z.boolean(), findings: z.array(z.object({ what: z.string(), where: z.string() })) }),
  ),
};
