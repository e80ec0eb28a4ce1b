import type { WritableDb } from '../../db/types.ts';
import { nextSourceId } from './identities.ts';
import { domainInFolder, domainInName, foldName } from './source-name.ts';

interface SourceRow {
  id: number;
  name: string;
  domain: string | null;
  identity: string;
  country: string;
  language: string;
  notes: string;
  date_order: string | null;
}

/** What an article says of its outlet. */
export interface SourceEvidence {
  /** Registrable domain of the article's URL. */
  domain: string | null;
  /** The name that the document or its record gives. */
  declared: string | null;
  /** The name that the folders give, used only when nothing else is known. */
  folder: string | null;
}

/** Finds and creates sources while a batch is written. */
export interface SourceRegister {
  /** The source's row id, or null when nothing is known. */
  idFor(evidence: SourceEvidence): number | null;
}

const remembered = new WeakMap<WritableDb, { token: number; register: SourceRegister }>();
const stateOf = (db: WritableDb) => db.value<number>('SELECT token FROM sources_state')!;

/**
 * Works with the register of the batch before, as long as no one else changed what sources are known by: reading thousands
 * of sources for each batch would cost more than writing it. Within one transaction.
 */
export function withSourceRegister<T>(db: WritableDb, work: (register: SourceRegister) => T): T {
  const before = remembered.get(db);
  // Kept again only when the work is done: what it remembers of a failed one was never written.
  remembered.delete(db);
  const register = before && before.token === stateOf(db) ? before.register : sourceRegister(db);
  const output = work(register);
  remembered.set(db, { token: stateOf(db), register });
  return output;
}

/**
 * An outlet is known by its domain, else by an alias that a person gave it, else by its name. When an article gives domain
 * and name, the name is remembered with the domain, and a source known by that name alone becomes the same one.
 */
export function sourceRegister(db: WritableDb): SourceRegister {
  const byIdentity = new Map<string, SourceRow>();
  const byName = new Map<string, SourceRow>();
  /** By 'domain:…' and 'name:…' as in `byIdentity`. */
  const byAlias = new Map<string, SourceRow>();
  const remember = (row: SourceRow) => {
    byIdentity.set(row.identity, row);
    const name = foldName(row.name);
    if (!byName.has(name)) byName.set(name, row);
  };
  for (const row of db.all<SourceRow>(
    'SELECT id, name, domain, identity, country, language, notes, date_order FROM source ORDER BY id',
  )) {
    remember(row);
  }
  const byId = new Map([...byIdentity.values()].map((row) => [row.id, row]));
  for (const { identity, id } of db.all<{ identity: string; id: number }>(
    'SELECT identity, source_id AS id FROM source_alias',
  )) {
    const row = byId.get(id);
    if (row) byAlias.set(identity, row);
  }

  const create = (name: string, domain: string | null): SourceRow => {
    const identity = domain ? `domain:${domain}` : `name:${foldName(name)}`;
    const id = nextSourceId(db);
    db.run('INSERT INTO source (id, name, domain, identity) VALUES (?, ?, ?, ?)', id, name, domain, identity);
    const row = { id, name, domain, identity, country: '', language: '', notes: '', date_order: null };
    remember(row);
    return row;
  };

  /** The name is only known to belong to the domain when no other name is: agencies sign in many outlets. */
  const learnName = (row: SourceRow, declared: string) => {
    if (row.domain === null || row.name !== row.domain) return;
    const namesake = byName.get(foldName(declared));
    if (namesake && namesake !== row && namesake.domain !== null) return;
    if (namesake && namesake !== row) {
      // What a person said of it must not be lost.
      if (namesake.country || namesake.language || namesake.notes || namesake.date_order) return;
      if ([...byAlias.values()].includes(namesake)) return;
      db.run('UPDATE article SET source_id = ? WHERE source_id = ?', row.id, namesake.id);
      db.run('DELETE FROM source WHERE id = ?', namesake.id);
      byIdentity.delete(namesake.identity);
    }
    row.name = declared;
    db.run('UPDATE source SET name = ? WHERE id = ?', declared, row.id);
    byName.set(foldName(declared), row);
  };

  return {
    idFor({ domain, declared, folder }) {
      const declaredDomain = declared && domainInName(declared);
      const name = declaredDomain ? null : declared;
      const site = domain ?? declaredDomain ?? (folder && !name ? domainInFolder(folder) : null);
      if (site) {
        let row = byIdentity.get(`domain:${site}`) ?? byAlias.get(`domain:${site}`);
        if (!row && name) row = byAlias.get(`name:${foldName(name)}`);
        if (!row && name) {
          const namesake = byName.get(foldName(name));
          if (namesake && namesake.domain === null) {
            byIdentity.delete(namesake.identity);
            namesake.domain = site;
            namesake.identity = `domain:${site}`;
            db.run('UPDATE source SET domain = ?, identity = ? WHERE id = ?', site, namesake.identity, namesake.id);
            byIdentity.set(namesake.identity, namesake);
            row = namesake;
          }
        }
        if (!row) return create(name ?? site, site).id;
        if (name) learnName(row, name);
        return row.id;
      }
      const known = name ?? folder;
      if (!known) return null;
      const folded = foldName(known);
      const identity = `name:${folded}`;
      return (byAlias.get(identity) ?? byName.get(folded) ?? byIdentity.get(identity) ?? create(known, null)).id;
    },
  };
}
