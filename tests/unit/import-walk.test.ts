import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  comparePaths,
  diskFileSystem,
  rootsOf,
  type WalkRoot,
  walk,
} from '../../electron/backend/services/import/files/walk.ts';

let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'parallax-walk-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(...paths: string[]) {
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), 'text');
  }
}

async function paths(roots: WalkRoot[], files = diskFileSystem) {
  const found: string[] = [];
  for await (const one of walk(roots, files))
    found.push('failure' in one ? `${one.path}: ${one.failure.code}` : one.path);
  return found;
}

test('files come folder by folder in one order, which comparePaths knows', async () => {
  write('b.txt', 'a/z.txt', 'a/c/d.txt', 'a-1/x.txt', 'a.txt', 'Ä/u.txt');
  const found = await paths(await rootsOf([folder]));
  expect(found).toEqual(['a/c/d.txt', 'a/z.txt', 'a-1/x.txt', 'a.txt', 'b.txt', 'Ä/u.txt']);
  expect([...found].reverse().sort(comparePaths)).toEqual(found);
});

test('a folder without permission is reported with what to do, and the walk goes on', async () => {
  write('a/1.txt', 'locked/2.txt', 'z/3.txt');
  const denied = Object.assign(new Error('no'), { code: 'EACCES' });
  const files = {
    ...diskFileSystem,
    readdir: (path: string) => (path.endsWith('locked') ? Promise.reject(denied) : diskFileSystem.readdir(path)),
    stat: (path: string) => (path.endsWith('3.txt') ? Promise.reject(denied) : diskFileSystem.stat(path)),
  };
  const failures = [];
  for await (const one of walk(await rootsOf([folder]), files)) if ('failure' in one) failures.push(one);
  expect(failures).toEqual([
    {
      root: 0,
      path: 'locked',
      failure: { code: 'UNREADABLE', reason: expect.stringContaining('Change its permissions') },
    },
    { root: 0, path: 'z/3.txt', failure: { code: 'UNREADABLE', reason: expect.stringContaining('permission') } },
  ]);
});

test('links to files and folders are followed; one that leads back is not', async () => {
  write('real/a.txt');
  symlinkSync(join(folder, 'real'), join(folder, 'linked'));
  symlinkSync(folder, join(folder, 'real', 'up'));
  expect(await paths(await rootsOf([folder]))).toEqual([
    'linked/a.txt',
    'linked/up: LINK_LOOP',
    'real/a.txt',
    'real/up: LINK_LOOP',
  ]);
});

test('a link to a folder above the imported one is not followed either, nor is what lies beside it read', async () => {
  write('scrape/page/a.txt', 'letters/private.txt');
  symlinkSync(folder, join(folder, 'scrape', 'page', 'up'));
  symlinkSync('/', join(folder, 'scrape', 'page', 'up-to-the-top'));
  expect(await paths(await rootsOf([join(folder, 'scrape')]))).toEqual([
    'page/a.txt',
    'page/up: LINK_LOOP',
    'page/up-to-the-top: LINK_LOOP',
  ]);
});

test('a chosen file is its folder with that one file; what lies in a chosen folder is not read twice', async () => {
  write('x/a.txt', 'x/b.txt', 'y/c.txt');
  const roots = await rootsOf([join(folder, 'y', 'c.txt'), join(folder, 'x', 'a.txt'), join(folder, 'x')]);
  expect(roots).toEqual([
    { folder: join(folder, 'y'), only: 'c.txt' },
    { folder: join(folder, 'x'), only: null },
  ]);
  expect(await paths(roots)).toEqual(['c.txt', 'a.txt', 'b.txt']);
});
