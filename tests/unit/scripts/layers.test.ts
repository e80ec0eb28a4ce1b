import { describe, expect, it } from 'vitest';
import { layerProblems, readImports } from '../../../scripts/layers.ts';

const file = (path: string, source: string) => ({ path, imports: readImports(path, source) });

describe('the layer check', () => {
  it.each([
    ['shared/model/a.ts', "import '../../renderer/b.ts';", 'renderer/b.ts'],
    ['shared/model/a.ts', "import { readFileSync } from 'node:fs';", 'node:fs'],
    ['electron/analysis/a.ts', "import type { B } from '../backend/b.ts';", 'electron/backend/b.ts'],
    ['electron/analysis/a.ts', "import Database from 'better-sqlite3';", 'better-sqlite3'],
    ['electron/backend/a.ts', "import { app } from 'electron';", 'electron'],
    ['electron/backend/a.ts', "export * from '../../renderer/b.ts';", 'renderer/b.ts'],
    ['electron/backend/services/a.ts', "import { request } from 'node:https';", 'node:https'],
    ['electron/workers/a.ts', "import dns from 'dns/promises';", 'dns/promises'],
    ['electron/main/a.ts', "import '../backend/db/b.ts';", 'electron/backend/db/b.ts'],
    ['electron/workers/a.ts', "const { startBackend } = await import('../backend/start.ts');", 'only hosts start'],
    ['renderer/features/reader/a.tsx', "import { b } from '../../../electron/backend/b.ts';", 'electron/backend/b.ts'],
  ])('reports %s with %s', (path, source, named) => {
    const problems = layerProblems([file(path, source)]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(path);
    expect(problems[0]).toContain(named);
  });

  it.each([
    ['electron/analysis/a.ts', "import { b } from '../../shared/text/b.ts'; import { parse } from 'htmlparser2';"],
    ['electron/backend/providers/a.ts', "import http from 'node:http'; import { b } from '../services/b.ts';"],
    ['electron/hosts/cli.ts', "import { startBackend } from '../backend/start.ts';"],
    ['electron/main/a.ts', "import { app } from 'electron'; import type { R } from '../hosts/protocol.ts';"],
    ['renderer/a.tsx', "import { useState } from 'react'; export const a = <b>{useState(1)[0]}</b>;"],
  ])('has nothing against %s with %s', (path, source) => {
    expect(layerProblems([file(path, source)])).toEqual([]);
  });

  it('reports files that import each other in a circle, unless only for their types', () => {
    const a = file('renderer/a.ts', "import { b } from './b.ts';");
    const circle = file('renderer/b.ts', "import { a } from './a.ts';");
    const types = file('renderer/b.ts', "import type { A } from './a.ts';");
    expect(layerProblems([a, circle])).toEqual([
      'Files import each other in a circle: renderer/a.ts → renderer/b.ts → renderer/a.ts',
    ]);
    expect(layerProblems([a, types])).toEqual([]);
  });

  it('reports rooms that import each other in a circle', () => {
    const triage = file('renderer/features/triage/a.ts', "import { b } from '../reader/b.ts';");
    const reader = file('renderer/features/reader/c.ts', "import type { D } from '../triage/d.ts';");
    expect(layerProblems([triage, reader])).toEqual([
      'Rooms import each other in a circle: renderer/features/triage → renderer/features/reader → renderer/features/triage',
    ]);
  });
});
