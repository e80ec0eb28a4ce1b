import type { WritableDb } from '../../db/types.ts';
import { domainInFolder, domainInName, foldName } from './source-name.ts';

interface SourceRow {
  id: number;
  name: string;
  domain: string | null;
  identity: string;
  country: string;
  language: string;
  notes: string;
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

/**
 * An outlet is known by its domain, else by its name. When an article gives both, the name is remembered with the domain,
 * and a source known by that name alone becomes the same one.
 */
export function sourceRegister(db: WritableDb): SourceRegister {
  const byIdentity = new Map<string, SourceRow>();
  const byName = new Map<string, SourceRow>();
  const remember = (row: SourceRow) => {
    byIdentity.set(row.identity, row);
    const name = foldName(row.name);
    if (!byName.has(name)) byName.set(name, row);
  };
  for (const row of db.all<SourceRow>(
    'SELECT id, name, domain, identity, country, language, notes FROM source ORDER BY id',
  )) {
    remember(row);
  }

  const create = (name: string, domain: string | null): SourceRow => {
    const identity = domain ? `domain:${domain}` : `name:${foldName(name)}`;
    const { lastInsertRowid } = db.run(
      'INSERT INTO source (name, domain, identity) VALUES (?, ?, ?)',
      name,
      domain,
      identity,
    );
    const row = { id: lastInsertRowid, name, domain, identity, country: '', language: '', notes: '' };
    remember(row);
    return row;
  };

  /** The name is only known to belong to the domain when no other name is: agencies sign in many outlets. */
  const learnName = (row: SourceRow, declared: string) => {
    if (row.domain === null || row.name !== row.domain) return;
    const namesake = byName.get(foldName(declared));
    if (namesake && namesake !== row && namesake.domain !== null) return;
    if (namesake && namesake !== row) {
      if (namesake.country || namesake.language || namesake.notes) return;
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
        let row = byIdentity.get(`domain:${site}`);
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
      return (byName.get(foldName(known)) ?? byIdentity.get(`name:${foldName(known)}`) ?? create(known, null)).id;
    },
  };
}
