import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileToFts, findHits, parseQuery, terms } from '../../shared/text/index.ts';

function compile(query: string) {
  const parsed = parseQuery(query);
  return parsed.error ? { match: null, filters: [], error: parsed.error } : compileToFts(parsed.ast, query);
}

const articles = [
  ['Port strike in Vell', 'Dockers stopped work. The mayor called the strike reckless.'],
  ['Mayor opens café', 'The harbour is quiet, said the mayor.'],
  ['Grain prices', 'A strike at the port raised grain prices by 12 percent.'],
];
const db = new Database(':memory:');
db.exec(`CREATE VIRTUAL TABLE fts USING fts5(title, text, tokenize = 'unicode61 remove_diacritics 2')`);
for (const [title, text] of articles) db.prepare('INSERT INTO fts (title, text) VALUES (?, ?)').run(title, text);
const search = db.prepare('SELECT rowid FROM fts WHERE fts MATCH ? ORDER BY rowid').pluck();

function matching(query: string): unknown[] {
  const compiled = compile(query);
  if (compiled.error) throw new Error(compiled.error.message);
  return search.all(compiled.match);
}

describe('the query language', () => {
  test.each([
    ['port strike', [1, 3]],
    ['port OR café', [1, 2, 3]],
    ['CAFE', [2]],
    ['mayor -strike', [2]],
    ['mayor AND NOT strike', [2]],
    ['NOT NOT mayor', [1, 2]],
    ['strike NOT (grain OR quiet)', [1]],
    ['"the strike"', [1]],
    ['“the strike”', [1]],
    ['title:mayor', [2]],
    ['title:(port OR grain)', [1, 3]],
    ['title:"port strike"', [1]],
    ['pri*', [3]],
    ['title:"port str"*', [1]],
    ['NEAR(strike port, 2)', [1, 3]],
    ['NEAR(grain dockers,3)', []],
    ['mayor port OR grain', [1, 3]],
    ['strike — port', [1, 3]],
    ['and', []],
    ['port : and - (12)', []],
  ])('%s finds articles %j', (query, expected) => expect(matching(query)).toEqual(expected));

  test('keeps metadata filters apart from the words', () => {
    expect(compile('strike source:"Vell Courier" -lang:es')).toEqual({
      match: '"strike"',
      filters: [
        { field: 'source', values: ['Vell Courier'], negated: false },
        { field: 'lang', values: ['es'], negated: true },
      ],
      error: null,
    });
    expect(compile('strike (source:courier OR source:herald)')).toMatchObject({
      filters: [{ field: 'source', values: ['courier', 'herald'], negated: false }],
    });
    expect(compile('lang:ar')).toEqual({
      match: null,
      filters: [{ field: 'lang', values: ['ar'], negated: false }],
      error: null,
    });
  });

  test.each([
    ['', 'Type a word to search for.', 0],
    ['port "strike', 'The quotation mark at 6 is not closed.', 5],
    ['😀 "strike', 'The quotation mark at 3 is not closed.', 3],
    ['(port', 'The parenthesis at 1 is not closed.', 0],
    ['port)', 'The closing parenthesis at 5 has no opening one.', 4],
    ['port ()', 'The parentheses at 6 have nothing between them.', 5],
    ['port AND', 'AND at 6 needs a word after it.', 5],
    ['OR port', 'OR at 1 needs a word before it.', 0],
    ['port AND OR strike', 'AND at 6 is followed by OR; a word must stand between them.', 5],
    ['title: port', 'title: at 1 needs a word right after the colon.', 0],
    ['po*rt', 'The * at 3 must stand at the end of a word, as in elect*.', 2],
    ['NEAR(port, 5)', 'NEAR at 1 needs at least two words, as in NEAR(port strike, 5).', 0],
    ['-port', 'NOT at 1 only takes articles away: add a word that must occur.', 0],
    ['port OR NOT strike', 'NOT at 9 needs a word beside it that must occur, as in (port NOT ship).', 8],
    ['port OR source:x', 'source: at 9 narrows the whole search; it cannot stand beside words in an OR or a NOT.', 8],
    ['"—"', 'The search has no letter or digit to look for, from 1 on.', 0],
  ])('says what is wrong with %j', (query, message, start) => {
    expect(compile(query).error).toMatchObject({ message, start });
  });

  test('never gives SQLite an expression it refuses', () => {
    const piece = fc.constantFrom(
      ...[
        'a',
        'port',
        '"',
        '“',
        "'",
        '(',
        ')',
        ' ',
        ' ',
        ' AND ',
        ' OR ',
        ' NOT ',
        '-',
        '+',
        '*',
        ':',
        '^',
        '{',
        '}',
        ',',
      ],
      ...[
        'title:',
        'source:x',
        'lang:',
        'NEAR(',
        ', 5)',
        'C++',
        '—',
        '\0',
        '\ud83d',
        '😀',
        'ع',
        '\u0301',
        '\\',
        ';',
        '%',
        '日本',
      ],
    );
    const query = fc.oneof(
      fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join('')),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
    let accepted = 0;
    fc.assert(
      fc.property(query, (typed) => {
        const compiled = compile(typed);
        if (compiled.error) {
          expect(compiled.error.start).toBeGreaterThanOrEqual(0);
          expect(compiled.error.end).toBeLessThanOrEqual(typed.length);
          expect(compiled.error.message).not.toContain('{}');
        } else if (compiled.match !== null) {
          search.all(compiled.match);
          accepted++;
        } else {
          expect(compiled.filters.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 3000 },
    );
    expect(accepted).toBeGreaterThan(300);
  });

  test('takes the deepest and longest search it allows', () => {
    const levels = (opening: string, closing: string, depth: number) =>
      `a ${opening.repeat(depth)}title:"c"*${closing.repeat(depth)}`;
    const deepest = [levels('OR b (d OR e ', ' -f)', 9), levels('OR (b ', ')', 10), levels('NOT (b OR d -e ', ')', 3)];
    for (const query of deepest) {
      expect(compile(query).error).toBeNull();
      search.all(compile(query).match);
    }
    search.all(compile('ab '.repeat(200)).match);
    expect(compile('ab '.repeat(201)).error?.message).toContain('more than 200 words');
    expect(compile(`${'('.repeat(50)}a`).error?.message).toContain('levels deep');
  });

  test('highlights exactly where the index finds a word or phrase', () => {
    const word = fc.constantFrom('port', 'Pórt', 'strike', 'str', 'ports', 'й', 'и', '—', 'C++', 'ß', 'İ', '2.5');
    const line = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
    const probe = new Database(':memory:');
    probe.exec(`CREATE VIRTUAL TABLE fts USING fts5(title, text, tokenize = 'unicode61 remove_diacritics 2')`);
    const replace = probe.prepare('INSERT OR REPLACE INTO fts (rowid, title, text) VALUES (1, ?, ?)');
    const matches = probe.prepare('SELECT count(*) FROM fts WHERE fts MATCH ?').pluck();
    fc.assert(
      fc.property(line, word, (text, sought) => {
        const parsed = parseQuery(`"${sought}"`);
        if (parsed.error) return;
        const compiled = compileToFts(parsed.ast, sought);
        if (compiled.error) return;
        replace.run('', text);
        if (matches.get(compiled.match)) expect(findHits(text, terms(parsed.ast))).not.toEqual([]);
      }),
    );
  });
});
