import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openMemory, parseMemory, withRecentProject } from '../../../electron/main/memory.ts';
import { projectArgument } from '../../../electron/main/start-arguments.ts';

describe('what the shell remembers', () => {
  it('survives a restart', () => {
    const folder = mkdtempSync(join(tmpdir(), 'parallax-shell-'));
    openMemory(folder).change({ theme: 'dark', recentProjects: ['/data/field.parallax'] });
    expect(openMemory(folder).memory).toEqual({ theme: 'dark', recentProjects: ['/data/field.parallax'] });
  });
  it('starts afresh from a damaged file and overwrites it only when there is something to remember', () => {
    const folder = mkdtempSync(join(tmpdir(), 'parallax-shell-'));
    writeFileSync(join(folder, 'shell.json'), '{"theme": "da');
    const file = openMemory(folder);
    expect(file.memory).toEqual({ theme: 'system', recentProjects: [] });
    expect(readFileSync(join(folder, 'shell.json'), 'utf8')).toBe('{"theme": "da');
  });
  it('takes only what it knows', () => {
    const text = JSON.stringify({
      theme: 'pink',
      recentProjects: ['/a.parallax', 7],
      place: { bounds: { x: 'left' } },
    });
    expect(parseMemory(text)).toEqual({ theme: 'system', recentProjects: ['/a.parallax'] });
  });
  it('lists a project once, the latest first, ten at most', () => {
    const ten = Array.from({ length: 10 }, (_, index) => `/${index}.parallax`);
    expect(withRecentProject(ten, '/3.parallax')).toHaveLength(10);
    expect(withRecentProject(ten, '/new.parallax').slice(0, 2)).toEqual(['/new.parallax', '/0.parallax']);
    expect(withRecentProject(ten, '/new.parallax')).not.toContain('/9.parallax');
  });
});

describe('the project on a command line', () => {
  it.each([
    [['parallax', 'notes.parallax'], '/home/m/notes.parallax'],
    [['electron', '.', '--no-sandbox', '/data/Field.PARALLAX'], '/data/Field.PARALLAX'],
    [['parallax', '--project=/data/a.parallax'], '/data/a.parallax'],
    [['parallax', '--flag.parallax', 'readme.txt'], undefined],
    [['/opt/x.parallax'], undefined],
  ])('%j means %s', (argv, expected) => {
    expect(projectArgument(argv, '/home/m')).toBe(expected);
  });
});
