// Providers as the project keeps them. Whether one is switched on is known on the machine alone.
import { randomUUID } from 'node:crypto';
import { AppError } from '../../../../shared/contract/errors.ts';
import { isModel, type Provider, type ProviderKind } from '../../../../shared/model/provider.ts';
import type { ReadableDb, WritableDb } from '../../db/types.ts';
import type { ReadContext, WriteContext } from '../handler.ts';
import { dropReviews } from './drop-reviews.ts';
import { outcomeNow } from './outcome.ts';

export type KeptProvider = Pick<
  Provider,
  'providerId' | 'kind' | 'name' | 'address' | 'model' | 'reviews' | 'lastSent'
>;

const PROVIDERS = `
  SELECT p.provider_id AS providerId, p.kind, p.name, p.address, p.model,
    (SELECT count(*) FROM claim_review v WHERE v.provider_id = p.provider_id) AS reviews,
    r.at, r.outcome, r.message
  FROM provider p LEFT JOIN sent_request r ON r.sent_id =
    (SELECT max(s.sent_id) FROM sent_request s WHERE s.provider_id = p.provider_id AND s.outcome IS NOT NULL)`;

interface Row extends Omit<KeptProvider, 'lastSent'> {
  at: string | null;
  outcome: NonNullable<Provider['lastSent']>['outcome'] | null;
  message: string | null;
}

const kept = ({ at, outcome, message, ...row }: Row, now: Date): KeptProvider => ({
  ...row,
  lastSent:
    at === null || outcome === null ? null : { at, outcome: outcomeNow(outcome, at, now), message: message ?? '' },
});

export const readProviders = (db: ReadableDb, _input: object, { now }: ReadContext): KeptProvider[] =>
  db.all<Row>(`${PROVIDERS} ORDER BY p.added_at, p.provider_id`).map((row) => kept(row, now));

/** @throws AppError NOT_FOUND */
export function readProvider(db: ReadableDb, providerId: string, { now }: ReadContext): KeptProvider {
  const row = db.get<Row>(`${PROVIDERS} WHERE p.provider_id = ?`, providerId);
  if (!row) throw new AppError('NOT_FOUND', 'This provider is no longer in the project.', { providerId });
  return kept(row, now);
}

/**
 * The address as it is kept: with its scheme, without what stands behind `#`.
 * @throws AppError INVALID_INPUT
 */
export function providerAddress(kind: ProviderKind, typed: string): string {
  const trimmed = typed.trim();
  if (trimmed === '' && kind === 'claimreview') return '';
  const invalid = (why: string) => new AppError('INVALID_INPUT', why, { address: typed });
  const example = 'Give one like https://wiki.example.org/w/api.php.';
  if (trimmed === '') throw invalid(`A provider needs the address of its server. ${example}`);
  let url: URL;
  try {
    // "localhost:8080" reads as a scheme of its own.
    url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`);
  } catch {
    throw invalid(`“${trimmed.slice(0, 80)}” is not the address of a server. ${example}`);
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw invalid(`Only http and https are asked. ${example}`);
  if (url.username !== '' || url.password !== '') {
    throw invalid(
      'An address with a name and a password would be kept in the project file. Give the address without them.',
    );
  }
  url.hash = '';
  return url.href;
}

const modelNeeded = () => new AppError('INVALID_INPUT', 'Name the model, as the server calls it.');

export function addProvider(
  _db: WritableDb,
  input: { kind: ProviderKind; name: string; address: string; model: string },
  context: WriteContext,
): { providerId: string } {
  const { kind, name, model } = input;
  const address = providerAddress(kind, input.address);
  if (isModel(kind) && model === '') throw modelNeeded();
  const providerId = randomUUID();
  context.change({ action: 'provider.add', label: `Added the provider ${name}`, article: null }, (rows) =>
    rows.insert('provider', { provider_id: providerId, kind, name, address, model, added_at: context.at }),
  );
  return { providerId };
}

export function editProvider(
  db: WritableDb,
  input: { providerId: string; name?: string; address?: string; model?: string },
  context: WriteContext,
): KeptProvider {
  const before = readProvider(db, input.providerId, context);
  const { kind, providerId } = before;
  const name = input.name ?? before.name;
  const model = input.model ?? before.model;
  const address = input.address === undefined ? before.address : providerAddress(kind, input.address);
  if (isModel(kind) && model === '') throw modelNeeded();
  context.change({ action: 'provider.edit', label: `Edited the provider ${name}`, article: null }, (rows) =>
    rows.update('provider', { provider_id: providerId }, { name, address, model }),
  );
  return readProvider(db, providerId, context);
}

export function removeProvider(db: WritableDb, { providerId }: { providerId: string }, context: WriteContext): object {
  const { name } = readProvider(db, providerId, context);
  // The log keeps what was sent, results stay with their claims; fact checks would only be told of as from nobody.
  dropReviews(db, providerId);
  context.change({ action: 'provider.remove', label: `Removed the provider ${name}`, article: null }, (rows) =>
    rows.delete('provider', { provider_id: providerId }),
  );
  return {};
}
