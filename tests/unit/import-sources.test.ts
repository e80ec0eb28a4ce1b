import { describe, expect, test } from 'vitest';
import { openForTest } from '../../electron/backend/db/connection.ts';
import { sourceRegister } from '../../electron/backend/services/sources/register.ts';
import { folderSource, isGatheringFolder } from '../../electron/backend/services/sources/source-name.ts';

describe('the source a folder names', () => {
  test.each([
    ['Sennport Post/a.txt', '/data/corpus', 'Sennport Post'],
    ['Sennport Post/2025-03/a.txt', '/data/corpus', 'Sennport Post'],
    ['Sennport Post/2025/03/20250301/a.txt', '/data/corpus', 'Sennport Post'],
    ['Sennport Post/scrape_01/html/a.txt', '/data/corpus', 'Sennport Post'],
    ['Sennport Post/newspaper4k/march 2025/a.txt', '/data/corpus', 'Sennport Post'],
    ['a.txt', '/data/Quay Reporter', 'Quay Reporter'],
    ['a.txt', '/data/Quay Reporter/2025-03', 'Quay Reporter'],
    ['a.txt', 'upload:Quay Reporter', 'Quay Reporter'],
    ['html/a.txt', '/tmp/scrape', null],
    ['www.sennport-post.com/a.txt', '/data/corpus', 'sennport-post.com'],
    ['www/a.txt', '/data/corpus', 'www'],
  ])('%s in %s: %s', (path, root, name) => {
    expect(folderSource(path, root, 'folder')).toBe(name);
  });

  test('the folder above can be asked for instead, or none', () => {
    expect(folderSource('Sennport Post/politics/a.txt', '/data/corpus', 'folder')).toBe('politics');
    expect(folderSource('Sennport Post/politics/a.txt', '/data/corpus', 'parent')).toBe('Sennport Post');
    expect(folderSource('Sennport Post/politics/a.txt', '/data/corpus', 'none')).toBeNull();
  });

  test.each(['News 24', 'The 1913 Review', 'May Day Mail', 'Post', 'The Archive Daily', 'Вечерняя газета'])(
    '%s is an outlet, not a way of gathering',
    (name) => {
      expect(isGatheringFolder(name)).toBe(false);
    },
  );
  test.each([
    '2025',
    '2025-03',
    '20250301',
    '01-03-2025',
    'March 2025',
    '2025_w12',
    'scrape_01',
    'run-2025-03-01',
    'raw html',
    '07',
  ])('%s is a way of gathering', (name) => {
    expect(isGatheringFolder(name)).toBe(true);
  });
});

describe('the register of sources', () => {
  const open = () => {
    const { db } = openForTest();
    return {
      register: sourceRegister(db),
      names: () => db.all('SELECT name, domain FROM source ORDER BY id'),
      again: () => sourceRegister(db),
    };
  };
  const none = { domain: null, declared: null, folder: null };

  test('domain and declared name of one article are one source, in whatever order they are met', () => {
    const { register, names } = open();
    const byName = register.idFor({ ...none, declared: 'The Harbour Lantern' });
    const both = register.idFor({ domain: 'lantern.example', declared: 'the harbour  lantern', folder: 'x' });
    const byDomain = register.idFor({ ...none, domain: 'lantern.example' });
    expect([both, byDomain]).toEqual([byName, byName]);
    expect(names()).toEqual([{ name: 'The Harbour Lantern', domain: 'lantern.example' }]);
  });

  test('a domain learns its name later, and takes in the source known by that name', () => {
    const { register, names } = open();
    const byDomain = register.idFor({ ...none, domain: 'lantern.example' });
    register.idFor({ ...none, declared: 'The Harbour Lantern' });
    expect(register.idFor({ ...none, domain: 'lantern.example', declared: 'The Harbour Lantern' })).toBe(byDomain);
    expect(register.idFor({ ...none, declared: 'The Harbour Lantern' })).toBe(byDomain);
    expect(names()).toEqual([{ name: 'The Harbour Lantern', domain: 'lantern.example' }]);
  });

  test('an agency named on an outlet’s page does not swallow the agency', () => {
    const { register, names } = open();
    const outlet = register.idFor({ ...none, domain: 'lantern.example', declared: 'The Harbour Lantern' });
    const agency = register.idFor({ ...none, declared: 'Northern Wire' });
    expect(register.idFor({ ...none, domain: 'lantern.example', declared: 'Northern Wire' })).toBe(outlet);
    expect(register.idFor({ ...none, declared: 'Northern Wire' })).toBe(agency);
    expect(names()).toHaveLength(2);
  });

  test('a folder named after a web address is the same source as that address', () => {
    const { register, names } = open();
    const folder = register.idFor({ ...none, folder: 'sennport-post.com' });
    expect(register.idFor({ ...none, domain: 'sennport-post.com', declared: 'Sennport Post' })).toBe(folder);
    expect(register.idFor({ ...none, folder: 'news.sennport-post.com' })).toBe(folder);
    register.idFor({ ...none, folder: 'batch.v2' });
    expect(names()).toEqual([
      { name: 'Sennport Post', domain: 'sennport-post.com' },
      { name: 'batch.v2', domain: null },
    ]);
  });

  test('a declared address counts as a domain; a folder only when nothing else is known', () => {
    const { register, names, again } = open();
    const site = register.idFor({ ...none, declared: 'www.lantern.example', folder: 'Folder' });
    expect(register.idFor({ ...none, domain: 'lantern.example' })).toBe(site);
    const folder = register.idFor({ ...none, folder: 'Sennport Post' });
    expect(again().idFor({ ...none, folder: 'sennport post' })).toBe(folder);
    expect(register.idFor(none)).toBeNull();
    expect(names()).toEqual([
      { name: 'lantern.example', domain: 'lantern.example' },
      { name: 'Sennport Post', domain: null },
    ]);
  });
});
