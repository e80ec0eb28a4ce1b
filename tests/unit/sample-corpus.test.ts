import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';

const resources = join(import.meta.dirname, '../../resources');
const corpus = join(resources, 'sample-corpus');

interface Place {
  path: string;
  quote: string;
}
interface Listed {
  path: string;
  outlet: string;
  title: string;
  published: string | null;
  language: string;
  byline: string | null;
  story: string | null;
  format: string;
  encoding: string;
  first_words: string;
  last_words: string;
  words: number;
}
interface Manifest {
  articles: number;
  outlets: { name: string; domain: string; folder: string; lean: string }[];
  stories: { id: string; title: string; articles: string[] }[];
  planted: {
    figures: { id: string; about: string; values: (Place & { value: string })[] }[];
    wire_copy: { path: string; role: string; inserted?: string }[];
    correction: { path: string; corrects: string; wrong: string; right: string; repeated_by: string[] };
    languages: string[];
    techniques: (Place & { technique: string; label: string })[];
    quotations: (Place & { kind: string; speaker: string })[];
    claims: { attributed: Place[]; unattributed: Place[] };
  };
  showcase: { title: string; source: string; kind: string; language: string; path: string }[];
  articles_list: Listed[];
}
interface Code {
  name: string;
  definition: string;
  when_to_use: string;
  when_not: string;
  example: string;
  color: number;
  shortcut?: string;
  is_codable?: boolean;
  children?: Code[];
}

const manifest = JSON.parse(readFileSync(join(resources, 'sample-corpus.json'), 'utf8')) as Manifest;

const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) =>
  statSync(join(corpus, name)).isFile(),
);

/** Decodes by what the manifest says of the file, and fails on bytes that do not fit. */
function decode(file: string, encoding: string): string {
  const label = encoding.startsWith('utf-16le') ? 'utf-16le' : encoding.startsWith('windows-1251') ? encoding : 'utf-8';
  return new TextDecoder(label, { fatal: true }).decode(readFileSync(join(corpus, file)));
}

const BLOCKS = new Set(['p', 'div', 'h1', 'h2', 'h3', 'h4', 'li', 'td', 'tr', 'figcaption', 'title', 'br', 'aside']);

/** The visible words of a page, menus included; a block begins a new line. */
function visibleText(html: string): string {
  let out = '';
  let hidden = 0;
  const parser = new Parser({
    onopentag: (name) => {
      if (name === 'script' || name === 'style') hidden += 1;
      if (BLOCKS.has(name)) out += '\n';
    },
    onclosetag: (name) => {
      if (name === 'script' || name === 'style') hidden -= 1;
      if (BLOCKS.has(name)) out += '\n';
    },
    ontext: (text) => {
      if (hidden === 0) out += text;
    },
  });
  parser.end(html);
  return out;
}

/** Everything a reader of one article's file or record could see, and the title and text fields where it has some. */
function recordText(path: string): { all: string; text?: string; title?: string } {
  const [file = '', record] = path.split('#');
  const listed = manifest.articles_list.find((article) => article.path === path);
  const raw = decode(file, listed?.encoding ?? 'utf-8');
  if (file.endsWith('.html')) return { all: visibleText(raw) };
  if (file.endsWith('.txt')) return { all: raw.replaceAll('\r\n', '\n') };
  let row: { title: string; text: string } | undefined;
  if (file.endsWith('.json')) row = JSON.parse(raw);
  if (file.endsWith('.jsonl')) row = JSON.parse(raw.trimEnd().split('\n')[Number(record?.slice(1)) - 1] ?? 'null');
  if (file.endsWith('.csv')) {
    const rows: { title: string; text: string }[] = parseCsv(raw, { columns: true });
    row = rows[Number(record) - 1];
  }
  if (!row) throw new Error(`no record ${path}`);
  return { all: `${row.title}\n${row.text}`, text: row.text, title: row.title };
}

const squeeze = (text: string): string => text.replace(/\s+/gu, ' ').trim();
const texts = new Map(manifest.articles_list.map((article) => [article.path, squeeze(recordText(article.path).all)]));
const listedPaths = new Set(texts.keys());

describe('the sample corpus', () => {
  it('has the size a first lecture needs', () => {
    expect(manifest.articles).toBe(manifest.articles_list.length);
    expect(listedPaths.size).toBe(manifest.articles);
    expect(manifest.articles).toBeGreaterThanOrEqual(38);
    expect(manifest.outlets.length).toBeGreaterThanOrEqual(9);
    expect(new Set(manifest.outlets.map((outlet) => outlet.lean)).size).toBeGreaterThanOrEqual(5);
    const of = (format: string) => manifest.articles_list.filter((article) => article.format === format).length;
    expect(of('html')).toBeGreaterThanOrEqual(14);
    expect(of('txt')).toBeGreaterThanOrEqual(12);
    expect(of('json') + of('jsonl')).toBeGreaterThanOrEqual(6);
    expect(of('csv')).toBeGreaterThanOrEqual(4);
  });

  it('holds nothing but listed articles, every record of every file', () => {
    const listedFiles = new Set([...listedPaths].map((path) => path.split('#')[0]));
    expect(files.map((name) => relative(corpus, join(corpus, name)).replaceAll('\\', '/')).sort()).toEqual(
      [...listedFiles].sort(),
    );
    const jsonl = decode('peoples-ledger/ledger-export-2025.jsonl', 'utf-8').trimEnd().split('\n');
    expect(jsonl.length).toBe(manifest.articles_list.filter((article) => article.format === 'jsonl').length);
    const csv = parseCsv(decode('financial-register/articles.csv', 'utf-8'), { columns: true }) as object[];
    expect(csv.length).toBe(manifest.articles_list.filter((article) => article.format === 'csv').length);
    expect(Object.keys(csv[0] ?? {})).toEqual(['title', 'text', 'author', 'date', 'url', 'outlet']);
  });

  it('tells six stories, each by three to seven outlets', () => {
    expect(manifest.stories.length).toBe(6);
    for (const story of manifest.stories) {
      const articles = manifest.articles_list.filter((article) => story.articles.includes(article.path));
      expect(articles.length, story.id).toBe(story.articles.length);
      expect(articles.every((article) => article.story === story.id)).toBe(true);
      const outlets = new Set(articles.map((article) => article.outlet));
      expect(outlets.size, story.id).toBeGreaterThanOrEqual(3);
      expect(outlets.size, story.id).toBeLessThanOrEqual(7);
    }
  });

  it.each(manifest.articles_list)('$path: title, first and last words stand in the file', (article) => {
    const { title } = recordText(article.path);
    const all = texts.get(article.path) ?? '';
    if (title !== undefined) expect(title).toBe(article.title);
    expect(all).toContain(squeeze(article.title));
    expect(all).toContain(article.first_words);
    expect(all).toContain(article.last_words);
    expect(article.words).toBeGreaterThanOrEqual(150);
    expect(manifest.outlets.map((outlet) => outlet.name)).toContain(article.outlet);
    const outlet = manifest.outlets.find((candidate) => candidate.name === article.outlet);
    expect(article.path.startsWith(`${outlet?.folder}/`)).toBe(true);
    if (article.published !== null) expect(article.published).toMatch(/^2025-0[23](-\d\d(T\d\d:\d\d.*)?)?$/u);
  });

  it('has every planted quote word for word in its article', () => {
    const { figures, techniques, quotations, claims } = manifest.planted;
    const places: Place[] = [
      ...figures.flatMap((figure) => figure.values),
      ...techniques,
      ...quotations,
      ...claims.attributed,
      ...claims.unattributed,
    ];
    expect(places.length).toBeGreaterThan(200);
    const missing = places.filter((place) => !texts.get(place.path)?.includes(place.quote));
    expect(missing).toEqual([]);
  });

  it('has figures that disagree, across at least two outlets each', () => {
    expect(manifest.planted.figures.length).toBeGreaterThanOrEqual(4);
    for (const figure of manifest.planted.figures) {
      expect(new Set(figure.values.map((value) => value.value)).size, figure.id).toBeGreaterThanOrEqual(2);
      const outlets = figure.values.map((value) => value.path.split('/')[0]);
      expect(new Set(outlets).size, figure.id).toBeGreaterThanOrEqual(2);
    }
  });

  it('prints one wire copy in three outlets: identical, cut short, changed', () => {
    const [original, identical, cut, changed] = manifest.planted.wire_copy.map((copy) => ({
      ...copy,
      ...recordText(copy.path),
    }));
    const text = original?.text ?? '';
    expect(text.length).toBeGreaterThan(500);
    expect(identical?.all).toContain(`\n\n${text}\n`);
    expect(text.startsWith(cut?.text ?? text)).toBe(true);
    expect(cut?.text?.length).toBeLessThan(text.length);
    const inserted = changed?.inserted ?? '';
    expect(inserted.length).toBeGreaterThan(40);
    expect(changed?.all).not.toContain(original?.title);
    const body = (changed?.all ?? '').replace(` ${inserted}`, '');
    for (const paragraph of text.split('\n\n')) expect(body).toContain(paragraph);
  });

  it('corrects a number that the earlier report printed and another outlet repeated', () => {
    const { path, corrects, wrong, right, repeated_by } = manifest.planted.correction;
    expect(texts.get(corrects)).toContain(wrong);
    expect(texts.get(corrects)).not.toContain(right);
    expect(texts.get(path)).toContain(`${right}, not ${wrong}`);
    for (const other of repeated_by) expect(texts.get(other)).toContain(wrong);
  });

  it('has Spanish, Arabic and Russian, and the encodings that old scrapers leave', () => {
    expect([...new Set(manifest.articles_list.map((article) => article.language))].sort()).toEqual(
      [...manifest.planted.languages].sort(),
    );
    const bytes = (encoding: string): Buffer => {
      const article = manifest.articles_list.find((candidate) => candidate.encoding.startsWith(encoding));
      return readFileSync(join(corpus, article?.path ?? encoding));
    };
    expect([...bytes('utf-16le').subarray(0, 2)]).toEqual([0xff, 0xfe]);
    expect([...bytes('utf-8 with BOM').subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes('windows-1251'))).toThrow();
  });

  it('names no domain but invented ones', () => {
    for (const name of files) {
      const encoding = manifest.articles_list.find((article) => article.path.split('#')[0] === name)?.encoding;
      const raw = decode(name, encoding ?? 'utf-8');
      const hosts = [...raw.matchAll(/https?:\/\/([^/"'\s\\)<]+)/gu)].map((match) => match[1] ?? '');
      // schema.org is the name of the vocabulary in JSON-LD, not an address.
      expect(hosts.filter((host) => host !== 'schema.org' && !host.endsWith('.example'))).toEqual([]);
      expect(raw.match(/\b[\w-]+\.(?:com|net|io|co|info|eu|de|fr|ru|es)\b/giu)).toBeNull();
    }
    for (const outlet of manifest.outlets) expect(outlet.domain).toMatch(/^[a-z-]+\.example$/u);
  });

  it('shows six rows at the start that stand in the corpus', () => {
    expect(manifest.showcase.length).toBe(6);
    for (const row of manifest.showcase) {
      const article = manifest.articles_list.find((candidate) => candidate.path === row.path);
      expect(article).toMatchObject({ title: row.title, outlet: row.source, language: row.language });
      expect(row.kind).not.toBe('');
    }
  });
});

const presetNames = ['claims-and-verdicts', 'frames', 'persuasion-23', 'persuasion-classic'];

function preset(name: string): { id: string; name: string; description: string; codes: Code[] } {
  return JSON.parse(readFileSync(join(resources, 'codebooks', `${name}.json`), 'utf8'));
}

function flatten(codes: Code[], parent = ''): { path: string; code: Code }[] {
  return codes.flatMap((code) => {
    const path = parent === '' ? code.name : `${parent}/${code.name}`;
    return [{ path, code }, ...flatten(code.children ?? [], path)];
  });
}

function siblings(codes: Code[]): Code[][] {
  return [codes, ...codes.flatMap((code) => (code.children ? siblings(code.children) : []))];
}

describe.each(presetNames)('the codebook preset %s', (name) => {
  const { id, name: title, description, codes } = preset(name);
  const all = flatten(codes);

  it('says of every code what it is, when to use it, when not, and gives an example', () => {
    expect(id).toBe(name);
    expect(title.length).toBeGreaterThan(5);
    expect(description.length).toBeGreaterThan(40);
    const incomplete = all.filter(({ code }) =>
      [code.definition, code.when_to_use, code.when_not, code.example].some((field) => field.trim().length < 12),
    );
    expect(incomplete.map(({ path }) => path)).toEqual([]);
    expect(new Set(all.map(({ code }) => code.definition)).size).toBe(all.length);
  });

  it('has unique paths and names without the path separator', () => {
    expect(new Set(all.map(({ path }) => path)).size).toBe(all.length);
    expect(all.filter(({ code }) => code.name.includes('/') || code.name !== code.name.trim())).toEqual([]);
  });

  it('gives each shortcut once, and none that the rooms use', () => {
    const keys = all.flatMap(({ code }) => (code.shortcut === undefined ? [] : [code.shortcut]));
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThanOrEqual(9);
    for (const key of keys) expect(key).toMatch(/^[1-9abcdfhlorstvwxyz]$/u);
  });

  it('has headings that are not given, over codes that are', () => {
    const codable = all.filter(({ code }) => code.is_codable !== false).map(({ code }) => code.name);
    const leaves = all.filter(({ code }) => code.children === undefined).map(({ code }) => code.name);
    expect(codable).toEqual(leaves);
    expect(codes.every((code) => code.children !== undefined && code.shortcut === undefined)).toBe(true);
  });

  it('uses the ten palette slots, different ones among siblings', () => {
    for (const { code } of all) expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).toContain(code.color);
    for (const group of siblings(codes)) expect(new Set(group.map((code) => code.color)).size).toBe(group.length);
  });
});

describe('the presets together', () => {
  it('have the 23 techniques in six groups, and the seven devices first', () => {
    expect(preset('persuasion-23').codes.map((group) => group.children?.length)).toEqual([5, 5, 3, 3, 3, 4]);
    expect(preset('persuasion-classic').codes[0]?.children?.length).toBe(7);
  });

  it('have the verdicts and kinds of a claim by the words used everywhere', () => {
    const [kinds, verdicts] = preset('claims-and-verdicts').codes;
    expect(kinds?.children?.map((code) => code.name)).toEqual([
      'Quantity',
      'Event',
      'Quote',
      'Comparison',
      'Prediction',
    ]);
    expect(verdicts?.children?.map((code) => code.name)).toEqual([
      'Supported',
      'Disputed',
      'Refuted',
      'Not checkable',
      'Unverified',
    ]);
  });

  it('have the five generic frames, and what a frame does', () => {
    expect(preset('frames').codes.map((group) => group.children?.length)).toEqual([5, 4, 2, 2]);
  });

  it('name every technique that is planted in the sample corpus, and every one of theirs is planted', () => {
    const names = new Set(
      ['persuasion-23', 'persuasion-classic'].flatMap((name) =>
        preset(name).codes.flatMap((group) => (group.children ?? []).map((code) => code.name)),
      ),
    );
    const planted = new Set(manifest.planted.techniques.map((technique) => technique.technique));
    expect([...planted].filter((technique) => !names.has(technique))).toEqual([]);
    // The classical preset words two of the 23 more shortly.
    const shorter = new Set(['Name calling', 'Appeal to fear']);
    expect([...names].filter((name) => !planted.has(name) && !shorter.has(name))).toEqual([]);
  });

  it('are described in a page that stands outside the imported folder', () => {
    expect(existsSync(join(resources, 'sample-corpus.md'))).toBe(true);
    expect(readFileSync(join(resources, 'sample-corpus.md'), 'utf8')).toContain('## For teaching');
  });
});
