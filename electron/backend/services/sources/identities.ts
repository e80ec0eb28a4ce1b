import type { ReadableDb, WritableDb } from '../../db/types.ts';
import { domainInName, foldName } from './source-name.ts';

/** What makes two mentions of an outlet the same: 'domain:…' of a registrable domain, or 'name:…' of a folded name. */
export type Identity = `domain:${string}` | `name:${string}`;

export const nameIdentity = (name: string): Identity => `name:${foldName(name)}`;
export const domainIdentity = (domain: string): Identity => `domain:${domain}`;

/** Of what a person typed: an address counts as its domain, anything else as a name. */
export function identityOf(typed: string): Identity {
  const domain = domainInName(typed.trim());
  return domain ? domainIdentity(domain) : nameIdentity(typed);
}

export interface NamedSource {
  id: number;
  name: string;
}

/** The source that has an identity as its own, by an alias or, for a name, by being called so. */
export function ownerOf(db: ReadableDb, identity: Identity): NamedSource | null {
  const known = db.get<NamedSource>(
    `SELECT id, name FROM source WHERE identity = :identity
     UNION ALL SELECT s.id, s.name FROM source_alias a JOIN source s ON s.id = a.source_id WHERE a.identity = :identity`,
    { identity },
  );
  if (known || identity.startsWith('domain:')) return known ?? null;
  return (
    db
      .all<NamedSource>('SELECT id, name FROM source ORDER BY id')
      .find(({ name }) => nameIdentity(name) === identity) ?? null
  );
}

/** Never one that was in use before: what refers to a source that was merged away must not come to mean another. */
export function nextSourceId(db: WritableDb): number {
  const id = db.value<number>(
    `SELECT 1 + max(ifnull((SELECT max(id) FROM source), 0),
       ifnull((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'last_source_id'), 0))`,
  )!;
  db.run(`INSERT INTO meta VALUES ('last_source_id', ?) ON CONFLICT DO UPDATE SET value = excluded.value`, String(id));
  return id;
}
