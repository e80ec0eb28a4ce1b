import type { ReadableDb, WritableDb } from '../../db/types.ts';
import type { Coder } from '../handler.ts';

/** As a name is kept: composed, with single spaces. */
export const tidyName = (name: string): string => name.normalize('NFC').trim().replace(/\s+/gu, ' ');

/** What makes two spellings one coder: case, width and composition do not tell people apart, in any script. */
export const foldCoder = (name: string): string => tidyName(name).normalize('NFKC').toLowerCase();

/** The coder of that name in whatever spelling. SQLite's NOCASE knows the case of ASCII letters alone. */
export function findCoder(db: ReadableDb, name: string): Coder | null {
  const exact = db.get<Coder>('SELECT id, name FROM coder WHERE name = ?', tidyName(name));
  if (exact) return exact;
  const wanted = foldCoder(name);
  return (
    db.all<Coder>('SELECT id, name FROM coder ORDER BY id').find((coder) => foldCoder(coder.name) === wanted) ?? null
  );
}

/** Makes a coder known; the spelling first given stays. Not a step of undo: what they do needs them there. */
export function findOrAddCoder(db: WritableDb, name: string, at: string): Coder {
  const known = findCoder(db, name);
  if (known) return known;
  const kept = tidyName(name);
  const id = db.run('INSERT INTO coder (name, created_at) VALUES (?, ?)', kept, at).lastInsertRowid;
  return { id, name: kept };
}
