import type { PackedOriginal } from '../../../analysis/originals.ts';
import type { PrepareInput } from '../../../analysis/prepare.ts';
import type { WritableDb } from '../../db/types.ts';

/** How an original is read, without its bytes and names: what many articles share. */
export type Reading = Record<string, unknown> & { kind: PrepareInput['kind'] };

/** What is kept of an article's original. */
export interface KeptOriginal {
  reading: Reading;
  /** Bytes before compression. */
  size: number;
  /** Null: by reference to the file. */
  packed: PackedOriginal | null;
  /** SHA-256, hexadecimal; null without a sidecar. */
  sidecarSha256: string | null;
  sidecar: PackedOriginal | null;
}

/** Stores an article's original, or where it lies; one content is stored once, however many articles have it. */
export function keepOriginal(db: WritableDb, article: number, originalSha256: string, kept: KeptOriginal): void {
  if (kept.packed) storeBytes(db, originalSha256, kept.packed);
  if (kept.sidecar && kept.sidecarSha256 !== null) storeBytes(db, kept.sidecarSha256, kept.sidecar);
  db.run(
    `INSERT INTO article_original (article, kept, size, reading, sidecar_sha256)
     VALUES (:article, :kept, :size, :reading, unhex(:sidecar))
     ON CONFLICT (article) DO UPDATE SET kept = excluded.kept, size = excluded.size, reading = excluded.reading,
       sidecar_sha256 = excluded.sidecar_sha256`,
    {
      article,
      kept: kept.packed ? 'project' : 'file',
      size: kept.size,
      reading: readingId(db, JSON.stringify(kept.reading)),
      sidecar: kept.sidecarSha256,
    },
  );
}

function storeBytes(db: WritableDb, sha256: string, { coding, size, bytes }: PackedOriginal): void {
  db.run(
    'INSERT INTO original (sha256, size, coding, bytes) VALUES (unhex(?), ?, ?, ?) ON CONFLICT DO NOTHING',
    sha256,
    size,
    coding,
    bytes,
  );
}

export function readingId(db: WritableDb, json: string): number {
  const known = db.value<number>('SELECT id FROM reading WHERE json = ?', json);
  return known ?? db.run('INSERT INTO reading (json) VALUES (?)', json).lastInsertRowid;
}
