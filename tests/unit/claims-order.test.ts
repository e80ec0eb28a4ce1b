/** The order of the claims table. */
import { expect, it } from 'vitest';
import { listClaims, sourcesOf } from '../../renderer/features/claims/claim-order.ts';
import type { Claim } from '../../shared/model/claim.ts';

const claim = (number: number, fields: Partial<Claim>): Claim => ({
  claimId: `00000000-0000-4000-8000-00000000000${number}`,
  number,
  statement: `Statement ${number}`,
  speaker: '',
  kind: null,
  verdict: 'unverified',
  note: '',
  coder: 'Inza',
  mentions: [],
  createdAt: '2026-01-01T10:00:00Z',
  updatedAt: `2026-01-0${number}T10:00:00Z`,
  ...fields,
});

const claims = [
  claim(1, { speaker: 'river board', verdict: 'refuted' }),
  claim(2, { speaker: '', verdict: 'supported' }),
  claim(3, { speaker: 'Harbour master' }),
];
const order = (column: Parameters<typeof listClaims>[2]['column'], descending = false) =>
  listClaims(claims, null, { column, descending }).map(({ number }) => number);

it('sorts names whatever their letters’ case, with the nameless last', () => {
  expect(order('speaker')).toEqual([3, 1, 2]);
});

it('sorts verdicts as they are listed, from supported to unverified', () => {
  expect(order('verdict')).toEqual([2, 1, 3]);
});

it('sorts by the last change, newest first when turned round', () => {
  expect(order('changed', true)).toEqual([3, 2, 1]);
});

it('keeps equal claims in the order of their numbers, turned round too', () => {
  expect(order('coder')).toEqual([1, 2, 3]);
  expect(order('coder', true)).toEqual([1, 2, 3]);
});

it('shows one verdict alone', () => {
  const found = listClaims(claims, 'refuted', { column: 'number', descending: false });
  expect(found.map(({ number }) => number)).toEqual([1]);
});

it('counts a source once, however often it makes the claim', () => {
  const mention = (source: string) => ({ source }) as Claim['mentions'][number];
  expect(sourcesOf(claim(1, { mentions: [mention('Ferry Post'), mention('Ferry Post'), mention('Quay Daily')] }))).toBe(
    2,
  );
});
