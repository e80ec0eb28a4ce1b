import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { AppError } from '../../../shared/contract/errors.ts';

type RecentProject = OutputOf<'projects.recent'>[number];

const ENDING = '.parallax';

/** Where projects lie that are made by name. */
export function projectsDirOf(dataDir: string): string {
  const folder = join(dataDir, 'projects');
  mkdirSync(folder, { recursive: true });
  return folder;
}

export function describeProject(path: string, openedAt: string | null): RecentProject {
  const exists = existsSync(path);
  return {
    path,
    name: basename(path).replace(/\.parallax$/i, ''),
    openedAt,
    exists,
    bytes: exists ? statSync(path).size : null,
  };
}

export function listProjects(folder: string, openedAt: (path: string) => string | null): RecentProject[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ENDING))
    .sort((a, b) => a.localeCompare(b))
    .map((name) => describeProject(join(folder, name), openedAt(join(folder, name))));
}

// Names that a file system or a shell would take for something else; Windows forbids most of these.
const FORBIDDEN = /[\\/:*?"<>|\p{Cc}]/u;

/** A path in the data folder for a name that a person gave. INVALID_INPUT when it cannot be a file name. */
export function pathForName(folder: string, given: string): string {
  const name = given.trim().replace(/\.parallax$/i, '');
  if (name === '' || name.startsWith('.') || name.length > 120 || FORBIDDEN.test(name)) {
    throw new AppError(
      'INVALID_INPUT',
      'A project name is 1 to 120 characters, does not start with a full stop and has none of \\ / : * ? " < > |.',
      { name: given },
    );
  }
  return join(folder, name + ENDING);
}

/** The first of `name`, `name 2`, `name 3` … that is free. */
export function freePathForName(folder: string, name: string): string {
  for (let n = 1; ; n++) {
    const path = pathForName(folder, n === 1 ? name : `${name} ${n}`);
    if (!existsSync(path)) return path;
  }
}
