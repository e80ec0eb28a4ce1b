import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeEach, describe, expect, test } from 'vitest';
import { errorOf, type TestProject, testProject } from './support/project.ts';

let project: TestProject;
beforeEach(() => {
  project = testProject();
});

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const file = (text: string | Uint8Array<ArrayBuffer>, name = 'codes.csv') => ({
  name,
  bytes: typeof text === 'string' ? encode(text) : text,
});
const preview = (text: string | Uint8Array<ArrayBuffer>, name?: string) =>
  project.call('codebook.previewFile', { file: file(text, name) });
const take = (text: string | Uint8Array<ArrayBuffer>, changed: 'keep' | 'take' = 'keep', name?: string) =>
  project.call('codebook.importFile', { file: file(text, name), changed });
const create = (name: string, parentId: string | null = null, more = {}) =>
  project.call('codebook.create', { parentId, fields: { name, ...more } }).codeId;
const saved = (format: 'csv' | 'qdc') => project.call('codebook.file', { format });
const outline = () => {
  const { codes } = project.call('codebook.get', {});
  const level = (id: string | null): number =>
    id === null ? 0 : 1 + level(codes.find((code) => code.codeId === id)?.parentId ?? null);
  return codes.map((code) => '  '.repeat(level(code.parentId)) + code.name);
};
const states = (text: string) => preview(text).rows.map((row) => [row.row, row.path.join(' > '), row.state]);
const id = (digit: number) => `00000000-0000-4000-8000-00000000000${digit}`;

/** A codebook in which everything that a code can have occurs. */
function wholeCodebook() {
  const numbers = create('Numbers / figures', null, { isCodable: false, definition: 'What is counted.' });
  const figure = create('Figure', numbers, {
    ...{ definition: 'A number that counts something.\n\nAlso in words.', whenToUse: 'Use it for “forty”.' },
    ...{ whenNot: 'Not for dates; see = Date.', example: '=Forty boats, "left"', color: 7, shortcut: 'f' },
    appliesTo: ['span', 'claim'],
  });
  project.call('codebook.setAttributes', {
    codeId: figure,
    attributes: [
      { name: 'Strength', type: 'choice', allowed: ['weak; very', 'strong'] },
      { name: 'Amount', type: 'number', allowed: [] },
    ],
  });
  create('Größe 🚢', figure, { color: 10 });
  const old = create('رقم');
  project.call('codebook.archive', { codeId: old, archived: true });
}

const withoutHistory = () =>
  project.call('codebook.get', {}).codes.map(({ version, attributes, ...code }) => ({
    ...code,
    attributes: attributes.map(({ name, type, allowed }) => ({ name, type, allowed })),
  }));

describe('CSV', () => {
  test('comes back whole in another project, with the same identifiers', () => {
    wholeCodebook();
    const before = withoutHistory();
    const { text, name, losses } = saved('csv');
    expect([name, losses]).toEqual(['codebook.csv', []]);
    expect(text.startsWith('"code_id","parent_id","path","name","definition"')).toBe(true);
    expect(text.split('\r\n').at(-1)).toBe('');
    const rows = parse(text, { columns: true }) as Record<string, string>[];
    expect(rows[1]).toMatchObject({ path: 'Numbers \\/ figures/Figure', attribute_1_values: 'weak\\; very; strong' });
    project = testProject();
    expect(preview(text).counts).toEqual({ new: 4, same: 0, changed: 0, refused: 0 });
    expect(take(text)).toMatchObject({ added: 4, changed: 0, refused: 0 });
    expect(withoutHistory()).toEqual(before);
    expect(preview(text).counts).toEqual({ new: 0, same: 4, changed: 0, refused: 0 });
    project.undo();
    expect(outline()).toEqual([]);
  });

  test('with nothing but paths, semicolons between cells and children before parents', () => {
    const text = 'Path;Definition\r\nFrames/Conflict;Two sides.\r\nFrames;\r\n';
    expect(take(text)).toMatchObject({ added: 2 });
    expect(outline()).toEqual(['Frames', '  Conflict']);
  });

  test('a code comes without a key that goes to another room, and the preview says so', () => {
    const text = 'name,shortcut\nGrowth,g\n';
    expect(preview(text).rows[0]).toMatchObject({ state: 'new', notes: ['the key G goes to another room'] });
    take(text);
    expect(project.call('codebook.get', {}).codes[0]).toMatchObject({ name: 'Growth', shortcut: null });
  });

  test('a code that differs stays, or takes what the file says, as asked; its attributes are only added to', () => {
    const figure = create('Figure', null, { definition: 'A number.', shortcut: 'f' });
    project.call('codebook.setAttributes', {
      codeId: figure,
      attributes: [{ name: 'Unit', type: 'text', allowed: [] }],
    });
    const text =
      'name,definition,shortcut,attribute_1,attribute_1_type\nFIGURE,A count.,f,Amount,number\nVoice,Who speaks.,f,,\n';
    const { rows } = preview(text);
    expect(rows[0]).toMatchObject({ state: 'changed', fields: ['name', 'definition', 'attributes'] });
    expect(rows[1]).toMatchObject({ state: 'new', notes: ['the key F belongs to “Figure”'] });
    expect(take(text)).toMatchObject({ added: 1, changed: 0 });
    expect(project.call('codebook.get', {}).codes[0]).toMatchObject({ name: 'Figure', definition: 'A number.' });
    expect(take(text, 'take')).toMatchObject({ added: 0, changed: 1 });
    const { codes } = project.call('codebook.get', {});
    expect(codes[0]).toMatchObject({ name: 'FIGURE', definition: 'A count.', version: 3, shortcut: 'f' });
    expect(codes[0]!.attributes.map((one) => one.name)).toEqual(['Unit', 'Amount']);
    expect(project.call('codebook.versions', { codeId: figure }).versions[0]).toMatchObject({ cause: 'imported' });
    expect(codes[1]).toMatchObject({ name: 'Voice', shortcut: null });
  });

  test('guards of a spreadsheet come off', () => {
    take("\uFEFFname,definition\r\nFigure,'=SUM of boats\r\n");
    expect(project.call('codebook.get', {}).codes[0]?.definition).toBe('=SUM of boats');
  });
});

describe('what is refused, row by row, and the rest is taken', () => {
  test('codes that stand below each other, and what hangs below them', () => {
    const text = [
      'code_id,parent_id,name',
      `${id(1)},${id(3)},Figure`,
      `${id(2)},${id(1)},Share`,
      `${id(3)},${id(2)},Count`,
      `${id(4)},${id(3)},Below`,
      `${id(5)},${id(5)},Self`,
      `${id(6)},,Fine`,
    ].join('\n');
    const { rows, counts } = preview(text);
    expect(counts).toEqual({ new: 1, same: 0, changed: 0, refused: 5 });
    expect(rows[0]!.reason).toBe('These stand below each other: “Figure” in “Count” in “Share” in “Figure”.');
    expect(rows[3]!.reason).toBe('Its parent “Count” in row 4 is refused.');
    expect(rows[4]!.reason).toBe('It stands below itself.');
    expect(take(text)).toMatchObject({ added: 1, refused: 5 });
    expect(outline()).toEqual(['Fine']);
  });

  test('doubles: the same identifier, the same name at one place in whatever case, two rows for one code', () => {
    const there = create('Voice');
    const text = [
      'code_id,name,path',
      `${id(1)},Figure,Figure`,
      `${id(1)},Share,Share`,
      `${id(2)},FIGURE,FIGURE`,
      `${there},Voice,Voice`,
      `${there.toUpperCase()},Voices,Voices`,
    ].join('\n');
    expect(preview(text).rows.map((row) => [row.state, row.reason])).toEqual([
      ['new', null],
      ['refused', 'It has the same identifier as “Figure” in row 2.'],
      ['refused', 'Row 2 has the same name at the same place.'],
      ['same', null],
      ['refused', 'It has the same identifier as “Voice” in row 5.'],
    ]);
  });

  test('parents that are missing, names that are, and identifiers that contradict their place', () => {
    const [figure] = [create('Figure'), create('Voice')];
    expect(
      preview(
        `code_id,parent_id,name\n${id(1)},${id(9)},Lost\n${id(2)},nonsense,Odd\n${figure},,Voice\n,,\n,,Tail\n`,
      ).rows.map((row) => [row.row, row.reason]),
    ).toEqual([
      [2, 'Its parent is neither in the file nor in the codebook.'],
      [3, 'Its parent_id is no UUID.'],
      [
        4,
        'Its identifier is that of “Figure” in the codebook, but its place is that of another code there. Rename one of them.',
      ],
      [5, 'It has no name.'],
      [6, null],
    ]);
    expect(preview('path\nNowhere/Figure\n').rows[0]!.reason).toBe(
      'Its parent “Nowhere” is neither in the file nor in the codebook.',
    );
    expect(states('path\nVoice/Official\n')).toEqual([[2, 'Voice > Official', 'new']]);
  });

  test('cells that say nothing we know are named, and the code comes without them', () => {
    const { rows, notes } = preview(
      'name,color,shortcut,is_codable,applies_to,mood\nFigure,mauve,ctrl,perhaps,span; dreams,glad\n',
    );
    expect(rows[0]).toMatchObject({ state: 'new' });
    expect(rows[0]!.notes).toEqual([
      'the colour “mauve” is none of 1 to 10',
      'the key “ctrl” is not one letter or digit',
      'is_codable “perhaps” is neither true nor false',
      'applies_to “dreams” is not span, article or claim',
    ]);
    expect(notes).toEqual(['These columns have no place in a codebook and are left out: mood.']);
  });
});

describe('files that are no codebook', () => {
  const refused = (text: string | Uint8Array<ArrayBuffer>, name = 'codes.csv') => {
    const error = errorOf(() => preview(text, name));
    expect(error.code).toBe('INVALID_INPUT');
    return error.message;
  };

  test('say what they are and what to do', () => {
    expect(refused('')).toContain('codes.csv is empty');
    expect(refused('name,definition\n')).toContain('holds no code');
    expect(refused('article_id,start,end\na1,0,5\n')).toContain('“article_id”, “start”, “end”');
    expect(refused('name,definition\n"Figure,open\n')).toContain('quotation mark');
    expect(refused(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0, 8, 0, 1, 2, 0, 0]))).toContain('not a text file');
    expect(refused('<Project xmlns="urn:QDA-XML:project:1.0"/>', 'whole.qde')).toContain('whole REFI-QDA project');
    expect(refused('<html><body>Figure</body></html>', 'page.html')).toContain('“html”');
    expect(refused('<CodeBook><Codes><Code name="x"></Codes>', 'c.qdc')).toContain('no XML');
    expect(refused('<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes/></CodeBook>', 'c.qdc')).toContain(
      'holds no code',
    );
  });

  test('not UTF-8: read by the guess, and said so', () => {
    const latin = Uint8Array.from('name,definition\nGröße,Wie groß etwas ist, für Zahlen über alles.\n', (char) =>
      char.charCodeAt(0),
    );
    const { encoding, notes, rows } = preview(latin);
    expect(encoding).not.toBe('utf-8');
    expect(notes[0]).toContain(`was read as ${encoding}`);
    expect(rows[0]!.path).toEqual(['Größe']);
  });

  test('nothing to save is said, too', () => {
    expect(errorOf(() => saved('qdc')).code).toBe('CONFLICT');
  });
});

describe('REFI-QDA codebooks', () => {
  test('come back with tree, descriptions and colours, and list what they cannot hold', () => {
    wholeCodebook();
    const before = withoutHistory();
    const { text, losses } = saved('qdc');
    expect(losses.map(({ what, count }) => [what, count])).toEqual([
      ['attributes of codes', 2],
      ['keys', 1],
      ['archived codes, which come back as codes in use', 1],
      ['when to use, when not, examples', 1],
    ]);
    project = testProject();
    expect(take(text, 'keep', 'codebook.qdc')).toMatchObject({ added: 4, refused: 0 });
    const without = { attributes: [], shortcut: null, appliesTo: ['span', 'article'], archived: false };
    expect(withoutHistory()).toEqual(before.map((code) => ({ ...code, ...without })));
  });

  test('of other programs: braces around identifiers, short colours, sets, no descriptions', () => {
    const text = `<?xml version="1.0" encoding="utf-8"?>
<q:CodeBook xmlns:q="urn:QDA-XML:codebook:1.0"><q:Codes>
 <q:Code guid="{${id(1).toUpperCase()}}" name="Frames" isCodable="false"><q:Description>All &amp; any</q:Description>
  <q:Code guid="${id(2)}" name="Conflict" isCodable="true" color="#07d"/><q:Code guid="x" name="" isCodable="true"/></q:Code>
</q:Codes><q:Sets><q:Set guid="${id(3)}" name="Mine"/></q:Sets></q:CodeBook>`;
    const { rows, notes, format } = preview(text, 'other.qdc');
    expect([format, notes]).toEqual(['qdc', ['1 set of codes have no place here and are left out.']]);
    expect(rows.map((row) => [row.path.join(' > '), row.state])).toEqual([
      ['Frames', 'new'],
      ['Frames > Conflict', 'new'],
      ['Frames > ', 'refused'],
    ]);
    const { codes } = take(text, 'keep', 'other.qdc');
    expect(codes).toMatchObject([
      { codeId: id(1), name: 'Frames', definition: 'All & any', isCodable: false },
      { codeId: id(2), parentId: id(1), color: 1 },
    ]);
  });

  // The published schema is not ours to ship: its path comes from outside.
  const schema = process.env.REFI_CODEBOOK_XSD ?? '';
  const hasTools = existsSync(schema) && spawnSync('xmllint', ['--version'], { stdio: 'ignore' }).status === 0;
  test.skipIf(!hasTools)('hold to the published schema', () => {
    wholeCodebook();
    create('Bell \u0007 & <tag>', null, { definition: 'x\u0000y ]]> "z"' });
    const folder = mkdtempSync(join(tmpdir(), 'parallax-qdc-'));
    try {
      writeFileSync(join(folder, 'codebook.qdc'), saved('qdc').text);
      const checked = spawnSync('xmllint', ['--noout', '--schema', schema, join(folder, 'codebook.qdc')], {
        encoding: 'utf8',
      });
      expect(checked.stderr).toContain('validates');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('10,000 codes', () => {
  test('come in as one step, read back the same, and go by one undo', () => {
    const rows = ['path,definition'];
    for (let group = 0; group < 100; group++) {
      rows.push(`Group ${group},`);
      for (let code = 0; code < 99; code++) rows.push(`Group ${group}/Code ${code},Number ${code} of group ${group}.`);
    }
    const text = `${rows.join('\r\n')}\r\n`;
    expect(preview(text).counts).toEqual({ new: 10_000, same: 0, changed: 0, refused: 0 });
    expect(take(text).added).toBe(10_000);
    const again = preview(saved('csv').text);
    expect(again.counts).toEqual({ new: 0, same: 10_000, changed: 0, refused: 0 });
    project.undo();
    expect(outline()).toEqual([]);
  }, 60_000);

  test('in one chain are refused below the fiftieth level', () => {
    const rows = Array.from({ length: 10_000 }, (_, at) => `${uuidOf(at)},${at ? uuidOf(at - 1) : ''},Level ${at}`);
    const { counts } = preview(`code_id,parent_id,name\n${rows.join('\n')}\n`);
    expect(counts).toEqual({ new: 50, same: 0, changed: 0, refused: 9950 });
  });
});

const uuidOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
