import type { SourceRating } from '../../../../shared/contract/rooms/sources.ts';
import type { ReadableDb } from '../../db/types.ts';
import { type Identity, nameIdentity } from './identities.ts';

// A rating belongs to a source by its domain, then by an alias, then by its name. A name alone never joins two outlets
// that have different domains: many are called the same.

interface Known {
  sourceId: number;
  /** First the one that decides first. */
  identities: Identity[];
  /** Names to be compared with those of outlets rated under a domain; none for a source that has a domain of its own. */
  names: Identity[];
}

/** Every source with what it is known by. */
export function knownSources(db: ReadableDb): Known[] {
  const aliases = Map.groupBy(
    db.all<{ sourceId: number; identity: Identity }>(
      'SELECT source_id AS sourceId, identity FROM source_alias ORDER BY identity',
    ),
    ({ sourceId }) => sourceId,
  );
  return db
    .all<{ sourceId: number; name: string; identity: Identity }>('SELECT id AS sourceId, name, identity FROM source')
    .map(({ sourceId, name, identity }) => {
      const others = (aliases.get(sourceId) ?? []).map((alias) => alias.identity);
      const known = [...new Set([identity, ...others, nameIdentity(name)])];
      const domains = known.filter((one) => one.startsWith('domain:'));
      const names = known.filter((one) => one.startsWith('name:'));
      return { sourceId, identities: [...domains, ...names], names: domains.length > 0 ? [] : names };
    });
}

interface StoredRating extends SourceRating {
  identity: Identity;
  nameIdentity: Identity | null;
}

const RATINGS = `
  SELECT r.rater_id AS raterId, a.name AS rater, a.kind, r.lean, r.lean_label AS leanLabel, r.reliability,
    r.reliability_label AS reliabilityLabel, r.basis, r.rated_on AS ratedOn, r.identity, r.name_identity AS nameIdentity
  FROM rating r JOIN rater a ON a.rater_id = r.rater_id
  WHERE r.identity IN (SELECT value FROM json_each(:identities))
     OR r.name_identity IN (SELECT value FROM json_each(:identities))
  ORDER BY a.kind = 'person', a.name COLLATE NOCASE, r.identity`;

/** What each rater says of each source: at most one rating of a rater. Lists come first, then persons, by name. */
export function ratingsBySource(db: ReadableDb): Map<number, SourceRating[]> {
  const sources = knownSources(db);
  const identities = JSON.stringify([...new Set(sources.flatMap((source) => source.identities))]);
  const ratings = db.all<StoredRating>(RATINGS, { identities });
  const byRater = Map.groupBy(ratings, ({ raterId }) => raterId);
  const found = new Map<number, SourceRating[]>();
  for (const ofRater of byRater.values()) {
    const match = matcher(ofRater);
    for (const source of sources) {
      const rating = match(source);
      if (!rating) continue;
      const { identity: _identity, nameIdentity: _name, ...shown } = rating;
      found.set(source.sourceId, [...(found.get(source.sourceId) ?? []), shown]);
    }
  }
  return found;
}

interface Rated {
  identity: string;
  nameIdentity: string | null;
}

/** Finds the entry of one rater that means a source. */
export function matcher<E extends Rated>(entries: readonly E[]): (source: Omit<Known, 'sourceId'>) => E | undefined {
  const byIdentity = new Map<string, E>();
  const byName = new Map<string, E>();
  for (const entry of entries) {
    if (!byIdentity.has(entry.identity)) byIdentity.set(entry.identity, entry);
    if (entry.nameIdentity !== null && !byName.has(entry.nameIdentity)) byName.set(entry.nameIdentity, entry);
  }
  return ({ identities, names }) => {
    for (const identity of identities) {
      const entry = byIdentity.get(identity);
      if (entry) return entry;
    }
    for (const name of names) {
      const entry = byName.get(name);
      if (entry) return entry;
    }
    return undefined;
  };
}
