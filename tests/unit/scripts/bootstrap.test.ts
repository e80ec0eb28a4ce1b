import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
// @ts-expect-error: plain JavaScript, because it starts on a Node that cannot read types.
import { packagesAreCurrent } from '../../../scripts/bootstrap.mjs';

type Packages = Record<string, { version: string; optional?: boolean }>;

function checkout(locked: Packages, installed?: Packages): string {
  const folder = mkdtempSync(join(tmpdir(), 'parallax-checkout-'));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...locked } }));
  if (installed) {
    mkdirSync(join(folder, 'node_modules'));
    writeFileSync(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: installed }));
  }
  return folder;
}

it('installs when nothing is installed, something is missing or of another version; not for another platform’s package', () => {
  const a = { 'node_modules/a': { version: '1.0.0' } };
  const forWindows = { 'node_modules/win': { version: '2.0.0', optional: true } };
  expect(packagesAreCurrent(checkout(a))).toBe(false);
  expect(packagesAreCurrent(checkout(a, {}))).toBe(false);
  expect(packagesAreCurrent(checkout(a, { 'node_modules/a': { version: '1.0.1' } }))).toBe(false);
  expect(packagesAreCurrent(checkout({ ...a, ...forWindows }, a))).toBe(true);
});
