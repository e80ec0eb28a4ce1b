import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { effectInWords } from '../../renderer/features/codebook/effect-words.ts';
import { freeKeys, refusedKey, sharedKey } from '../../renderer/features/codebook/room-keys.ts';
import { treeRows } from '../../renderer/features/codebook/tree.ts';
import { definitionDifference } from '../../renderer/features/codebook/version-words.ts';
import { keysOf } from '../../renderer/features/coding/code-keys.ts';
import { type Code, type CodebookEffect, type CodeVersion, valueFits } from '../../shared/model/codebook.ts';

const nothing: CodebookEffect = {
  ...{ refusal: null, annotations: 0, articles: 0, claims: 0, coders: [], codesBelow: 0, doubles: 0 },
  ...{ valuesKept: 0, valuesLost: 0, valuesOutside: 0, attributes: [], keys: [], hidesOthers: false },
};
const some = { ...nothing, annotations: 12, articles: 4, coders: ['Ada Quill', 'Bo Lark'] };

describe('what a change does, in words', () => {
  it('names annotations, articles and coders, doubles, what is taken over and what is lost', () => {
    const effect = { ...some, doubles: 2, codesBelow: 1, valuesLost: 1, attributes: ['Unit'], keys: ['q'] };
    expect(effectInWords('merge', effect, 'Quantity', 'Figure')).toEqual([
      '12 annotations in 4 articles, by Ada Quill and Bo Lark, will have the code “Figure”.',
      'The code “Quantity” goes.',
      '2 have both codes: one of the two stays.',
      '1 code below it moves along.',
      '“Figure” takes over the attributes “Unit”.',
      '1 value contradicts what the other code says and is lost.',
      'The key Q becomes free.',
      'One undo takes it back.',
    ]);
  });

  it('says so when nothing is touched', () => {
    expect(effectInWords('archive', nothing, 'Figure')).toEqual(['No annotation has it.', 'One undo takes it back.']);
    expect(effectInWords('move', nothing, 'Figure', '“Frames”')).toEqual([
      'No annotation is touched.',
      'One undo takes it back.',
    ]);
  });

  it('tells values that go from values that stay though they are no longer allowed', () => {
    expect(effectInWords('attributes', { ...some, valuesLost: 3, valuesOutside: 1 }, 'Figure')).toEqual([
      '3 values given to 12 annotations go with it.',
      '1 given value is then none of those allowed; it stays and is shown as such.',
      'One undo takes it back.',
    ]);
  });
});

describe('definitions compared', () => {
  const version = (definition: string, attributes: CodeVersion['attributes'] = []): CodeVersion => ({
    ...{ version: 1, name: 'Figure', definition, whenToUse: '', whenNot: '', attributes },
    ...{ at: '', coder: null, cause: 'edited', annotations: 0 },
  });

  it('word by word, field by field, leaving out what is the same', () => {
    const difference = definitionDifference(
      version('A number that counts.'),
      version('A number that measures.', [
        { attributeId: 'x', name: 'Unit', type: 'choice', allowed: ['boats', 'tons'] },
      ]),
    );
    expect(difference.map((one) => one.field)).toEqual(['Definition', 'Attributes']);
    expect(difference[0]!.before.filter((run) => run.own).map((run) => run.text.trim())).toEqual(['counts']);
    expect(difference[0]!.after.filter((run) => run.own).map((run) => run.text.trim())).toEqual(['measures']);
    expect(difference[1]!.after.map((run) => run.text).join('')).toBe('Unit (choice: boats, tons)');
  });
});

describe('values of attributes', () => {
  it('fit by type and by what is allowed', () => {
    const fits = (type: Code['attributes'][number]['type'], value: string) =>
      valueFits({ type, allowed: ['weak', 'strong'] }, value);
    expect(['weak', 'Weak', ''].map((value) => fits('choice', value))).toEqual([true, false, false]);
    expect(['40', '-0.5', '.5', '1e3', '4,5', '٤', ''].map((value) => fits('number', value))).toEqual([
      ...[true, true, true, true, false, false, false],
    ]);
    expect(['yes', 'no', 'true'].map((value) => fits('yes/no', value))).toEqual([true, true, false]);
    expect(fits('text', '')).toBe(true);
  });
});

describe('keys of codes', () => {
  it('tell what else a key is for: every letter that the rooms where people code use', () => {
    const folders = ['reader', 'coding', 'compare'].map((room) => join('renderer', 'features', room));
    const used = folders.flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => /\.tsx?$/.test(name))
        .flatMap((name) => [
          ...[...readFileSync(join(folder, name), 'utf8').matchAll(/\bkeys: \[([^\]]*)\]/g)].flatMap(([, list]) =>
            [...list!.matchAll(/'([A-Z0-9])(?: [A-Z0-9])?'/g)].map(([, key]) => key!.toLowerCase()),
          ),
        ]),
    );
    expect(new Set(used).size).toBeGreaterThan(5);
    expect([...new Set([...used, 'i', 'm', 'e', 'u', 'a'])].filter((key) => sharedKey(key) === null)).toEqual([]);
    expect(sharedKey('l')).toBeNull();
    expect(sharedKey('q')).toContain('marking a claim');
  });

  it('are offered where nothing else uses them', () => {
    const free = freeKeys(new Set(['1', 'l']));
    expect(free.slice(0, 3)).toEqual(['2', '3', '4']);
    expect(free.some((key) => key === 'l' || sharedKey(key) !== null || refusedKey(key) !== null)).toBe(false);
  });
});

describe('the key that goes to another room', () => {
  it('is refused to a code, and gives no code that has it from elsewhere', () => {
    const appCommands = readFileSync(join('renderer', 'app', 'app-commands.ts'), 'utf8');
    const begins = [...appCommands.matchAll(/keys: \[`([A-Z]) \$/g)].map(([, key]) => key!.toLowerCase());
    expect(begins).toEqual(['g']);
    expect(begins.map(refusedKey)).toEqual(['G goes to another room.']);
    expect(['f', 'g', '1', null].map((shortcut) => keysOf({ shortcut }))).toEqual([['F'], [], ['1'], []]);
  });
});

describe('10,000 codes', () => {
  it('are rows of a tree, and a filter finds one with what is above it', () => {
    const codes = Array.from({ length: 10_000 }, (_, at) => ({
      codeId: `code ${at}`,
      parentId: at < 100 ? null : `code ${at % 100}`,
      position: Math.floor(at / 100),
      ...{ name: `Code ${at}`, archived: false, isCodable: at >= 100, annotations: at === 7777 ? 3 : 0 },
    })) as unknown as Code[];
    const shown = { closed: new Set<string>(), showArchived: true };
    const rows = treeRows(codes, shown);
    expect(rows).toHaveLength(10_000);
    expect(rows.find((row) => row.code.codeId === 'code 77')).toMatchObject({ level: 0, total: 3 });
    expect(treeRows(codes, { ...shown, filter: 'code 7777' }).map((row) => row.code.name)).toEqual([
      'Code 77',
      'Code 7777',
    ]);
  });
});
