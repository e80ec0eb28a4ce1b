import { realpath } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { importOrigin } from '../../../../shared/contract/rooms/import.ts';
import type { z } from '../../../../shared/contract/schema.ts';
import type { Backend } from '../backend.ts';
import { rootsOf, type WalkRoot } from './files/walk.ts';
import { openUpload } from './upload.ts';

export type ImportOrigin = z.infer<typeof importOrigin>;

/** A root with what identifies it in the project. */
export interface ResolvedRoot extends WalkRoot {
  /** Absolute path of the folder, or `upload:title`, by which a second import knows it again. */
  location: string;
  /** Name of the folder. */
  title: string;
}

export interface ResolvedOrigin {
  roots: ResolvedRoot[];
  /** Names of what was chosen, for people. */
  titles: string[];
}

/**
 * Where the files of an origin lie.
 * @throws AppError PATH_NOT_FOUND, PATH_NOT_ALLOWED for a path that is not absolute, UPLOAD_INVALID
 */
export async function resolveOrigin(backend: Backend, origin: ImportOrigin): Promise<ResolvedOrigin> {
  if ('uploadId' in origin) {
    const { folder, title } = await openUpload(backend, origin.uploadId);
    return { roots: [{ folder, only: null, location: `upload:${title}`, title }], titles: [title] };
  }
  if ('offeredFolder' in origin) {
    if (!backend.offeredFolder) {
      throw new AppError('PATH_NOT_ALLOWED', 'No folder of this machine is offered. Start Parallax with --folder.');
    }
    return fromPaths([backend.offeredFolder]);
  }
  if ('sampleCorpus' in origin) return fromPaths([join(backend.resourcesDir, 'sample-corpus')]);
  return fromPaths(origin.paths);
}

async function fromPaths(paths: readonly string[]): Promise<ResolvedOrigin> {
  for (const path of paths) {
    if (!isAbsolute(path) || path.includes('\0')) {
      throw new AppError('PATH_NOT_ALLOWED', `Give the full path of ${JSON.stringify(path)}.`, { path });
    }
  }
  const roots: ResolvedRoot[] = [];
  for (const path of paths) {
    try {
      await rootsOf([path]);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      const why = code === 'EACCES' || code === 'EPERM' ? 'cannot be read' : 'does not exist';
      throw new AppError('PATH_NOT_FOUND', `${path} ${why}. Check the spelling, and that its disk is connected.`, {
        path,
      });
    }
  }
  for (const root of await rootsOf(paths)) {
    // One folder under two names (a link to it) is one root.
    const location = await realpath(root.folder).catch(() => root.folder);
    roots.push({ ...root, location, title: basename(location) || location });
  }
  return { roots, titles: roots.map((root) => root.only ?? root.title) };
}

/** For the job's row: "Importing lectern-scrape". Checks that what is to be imported exists. */
export async function importTitle(backend: Backend, origin: ImportOrigin): Promise<string> {
  if ('sampleCorpus' in origin) return 'Importing the sample corpus';
  const { titles } = await resolveOrigin(backend, origin);
  const [first = 'files', ...rest] = titles;
  return `Importing ${first}${rest.length > 0 ? ` and ${rest.length} more` : ''}`;
}
