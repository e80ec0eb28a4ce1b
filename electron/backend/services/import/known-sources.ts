import type { ReadableDb } from '../../db/types.ts';
import { domainInFolder, foldName } from '../sources/source-name.ts';

/** Which of these names, as folders give them, are sources of the project: by name, by site, or by another name of theirs. */
export function knownSources(db: ReadableDb, names: readonly string[]): string[] {
  const known = new Set([
    ...db.column<string>('SELECT identity FROM source'),
    ...db.column<string>('SELECT identity FROM source_alias'),
    ...db.column<string>('SELECT name FROM source').map((name) => `name:${foldName(name)}`),
  ]);
  return names.filter((name) => {
    const site = domainInFolder(name);
    return (
      known.has(`name:${foldName(name)}`) ||
      known.has(`domain:${name}`) ||
      (site !== null && known.has(`domain:${site}`))
    );
  });
}
