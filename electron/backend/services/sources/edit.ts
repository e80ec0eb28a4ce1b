import { getDomain } from 'tldts';
import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { TrackedRows } from '../../db/change-log.ts';
import type { SqlValue, WritableDb } from '../../db/types.ts';
import type { WriteContext } from '../handler.ts';
import { applyOrder, dateOrderOf } from './dates.ts';
import { domainIdentity, type Identity, identityOf, nameIdentity, ownerOf } from './identities.ts';

export interface StoredSource {
  id: number;
  name: string;
  domain: string | null;
  identity: Identity;
}

/** @throws AppError NOT_FOUND */
export function findSource(db: WritableDb, sourceId: number): StoredSource {
  const source = db.get<StoredSource>('SELECT id, name, domain, identity FROM source WHERE id = ?', sourceId);
  if (!source) throw new AppError('NOT_FOUND', 'This source no longer exists.', { sourceId });
  return source;
}

/**
 * @throws AppError NOT_FOUND, INVALID_INPUT for a domain that is none, CONFLICT when another source has the name or the
 * domain
 */
export function editSource(
  db: WritableDb,
  { sourceId, fields }: ParsedInputOf<'sources.edit'>,
  context: WriteContext,
): OutputOf<'sources.edit'> {
  const source = findSource(db, sourceId);
  const { name, domain, dateOrder, ...plain } = fields;
  const values: Record<string, SqlValue> = { ...plain };
  if (name !== undefined) {
    refuseTaken(db, nameIdentity(name), sourceId, `Another source is called ${name} already.`);
    values.name = name;
  }
  if (dateOrder !== undefined) values.date_order = dateOrder;
  const site = domain === undefined ? source.domain : checkedDomain(domain);
  if (site !== source.domain) {
    values.domain = site;
    values.identity = site ? domainIdentity(site) : nameIdentity(name ?? source.name);
    refuseTaken(db, values.identity as Identity, sourceId, `${site ?? name ?? source.name} belongs to another source.`);
  }
  const label = `Edited the source ${name ?? source.name}`;
  context.change({ action: 'sources.edit', label, article: null }, (rows) => {
    rows.update('source', { id: sourceId }, values);
    if (values.identity !== undefined) adoptIdentity(db, rows, source, values.identity as Identity);
    if (dateOrder !== undefined) applyOrder(db, rows, sourceId, dateOrderOf(db, sourceId).order);
  });
  // Articles show their source's name, and may have new dates.
  if ((name !== undefined && name !== source.name) || dateOrder !== undefined) context.touch(['articles'], null);
  return {};
}

function checkedDomain(typed: string | null): string | null {
  if (typed === null || typed.trim() === '') return null;
  const domain = getDomain(typed.trim());
  if (domain) return domain;
  throw new AppError('INVALID_INPUT', `“${typed}” is not a domain. Write it like halvern-courier.example.`, {
    field: 'domain',
  });
}

function refuseTaken(db: WritableDb, identity: Identity, sourceId: number, what: string): void {
  const owner = ownerOf(db, identity);
  if (!owner || owner.id === sourceId) return;
  throw new AppError('CONFLICT', `${what} Choose a different one, or merge this source with ${owner.name}.`, {
    sourceId: owner.id,
  });
}

/** A source that was known by its name is still found by it; a person's ratings go along with the new identity. */
function adoptIdentity(db: WritableDb, rows: TrackedRows, source: StoredSource, identity: Identity): void {
  // Its own alias may have been the domain all along.
  rows.delete('source_alias', { identity });
  if (source.identity.startsWith('name:')) {
    rows.put('source_alias', { identity: source.identity, source_id: source.id, name: source.name });
  }
  const ratings = db.all<Record<string, SqlValue>>(
    `SELECT r.* FROM rating r JOIN rater USING (rater_id) WHERE r.identity = ? AND rater.kind = 'person'`,
    source.identity,
  );
  for (const rating of ratings) {
    rows.delete('rating', { rater_id: rating.rater_id!, identity: source.identity });
    rows.put('rating', { ...rating, identity });
  }
}

/** @throws AppError NOT_FOUND, CONFLICT when the name or domain belongs to another source */
export function addAlias(
  db: WritableDb,
  { sourceId, alias }: ParsedInputOf<'sources.addAlias'>,
  context: WriteContext,
): OutputOf<'sources.addAlias'> {
  const source = findSource(db, sourceId);
  const identity = identityOf(alias);
  const owner = ownerOf(db, identity);
  if (owner && owner.id !== sourceId) {
    throw new AppError(
      'CONFLICT',
      `${alias} is ${owner.name === alias ? 'another source' : `how ${owner.name} is known`} already. Merge the two sources instead.`,
      { sourceId: owner.id },
    );
  }
  if (owner) return {};
  const name = identity.startsWith('domain:') ? identity.slice('domain:'.length) : alias.replace(/\s+/g, ' ').trim();
  context.change(
    { action: 'sources.addAlias', label: `Gave the source ${source.name} the alias ${name}`, article: null },
    (rows) => rows.insert('source_alias', { identity, source_id: sourceId, name }),
  );
  return {};
}

/** @throws AppError NOT_FOUND */
export function removeAlias(
  db: WritableDb,
  { sourceId, alias }: ParsedInputOf<'sources.removeAlias'>,
  context: WriteContext,
): OutputOf<'sources.removeAlias'> {
  const source = findSource(db, sourceId);
  const identity = db.value<string>(
    'SELECT identity FROM source_alias WHERE source_id = ? AND name = ? ORDER BY identity LIMIT 1',
    sourceId,
    alias,
  );
  if (identity === undefined) {
    throw new AppError('NOT_FOUND', `${source.name} has no alias ${alias}.`, { sourceId, alias });
  }
  context.change(
    { action: 'sources.removeAlias', label: `Took the alias ${alias} from the source ${source.name}`, article: null },
    (rows) => rows.delete('source_alias', { identity }),
  );
  return {};
}
