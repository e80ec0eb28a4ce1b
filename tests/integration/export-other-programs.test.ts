import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { codeQuote, importPaths, jobEnd, startTestBackend, temporaryFolder, writeFiles } from '../support/backend.ts';

const runs = (command: string, ...args: string[]) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;
const hasPython = runs('python3', '--version');
const hasOffice = runs('soffice', '--version');

const ARTICLES = {
  'lectern/boats.txt':
    'Boats leave Vell\n\n=Forty boats, “left”; said Órla Venn of the 🚢 office, e\u0301tage by étage. Nobody knows why they went.\n',
  'manara/sufun.txt': 'سفن تغادر الميناء\n\nغادرت أربعون سفينة ميناء فيل يوم الاثنين، كما قال رئيس البلدية للصحفيين.\n',
  'heron/fleet.txt': 'Fleet gone\n\n👩‍🚀 Nine ships sailed, "quietly",\nthe heron office says; \'tis the third time.\n',
};
const QUOTES = [
  '=Forty boats, “left”; said Órla Venn of the 🚢 office',
  'e\u0301tage by étage',
  'أربعون سفينة ميناء فيل',
  '👩‍🚀 Nine ships sailed, "quietly",\nthe heron',
  "'tis the third",
];

async function exported(profile: 'analysis' | 'excel'): Promise<string> {
  const { client } = await startTestBackend({ project: true });
  await importPaths(client, [writeFiles(ARTICLES)]);
  const { codeId } = await client.call('codebook.create', { fields: { name: 'Scène/مشهد' } });
  const { first } = await client.call('articles.openView', { query: {} });
  let coded = 0;
  for (const { articleId } of first) {
    const { text } = await client.call('articles.get', { articleId });
    for (const quote of QUOTES) {
      if (!text.includes(quote)) continue;
      const { annotationId } = await codeQuote(client, articleId, quote, [codeId]);
      const last = Array.from(text.trimEnd()).at(-1) ?? '';
      const end = text.trimEnd().length;
      const pieces = [{ start: end - last.length, end }];
      await client.call('annotations.edit', { annotationId, memo: '-5 °C,\n"cold" 🧊', pieces });
      coded++;
    }
  }
  expect(coded).toBe(QUOTES.length);
  const out = join(temporaryFolder(), 'dataset');
  const { jobId } = await client.call('export.start', { format: 'csv', profile, out });
  expect((await jobEnd(client, jobId)).state).toBe('done');
  return out;
}

const PYTHON = `
import csv, hashlib, json, sys
csv.field_size_limit(10**9)
root = sys.argv[1]
manifest = json.load(open(root + '/manifest.json', encoding='utf-8'))
for entry in manifest['files']:
    data = open(root + '/' + entry['path'], 'rb').read()
    assert hashlib.sha256(data).hexdigest() == entry['sha256'], entry
    if entry['rows'] is None: continue
    rows = list(csv.reader(open(root + '/' + entry['path'], encoding='utf-8', newline=''), strict=True))
    assert len(rows) == entry['rows'] + 1, entry
    assert all(len(row) == len(rows[0]) for row in rows), entry
texts = {}
checked = 0
pieces = 0
with open(root + '/annotations.csv', encoding='utf-8', newline='') as file:
    for row in csv.DictReader(file, strict=True):
        text = texts.setdefault(row['article_id'], open(root + '/texts/' + row['article_id'] + '.txt', encoding='utf-8', newline='').read())
        assert text[int(row['start']):int(row['end'])] == row['quote'], row
        assert hashlib.sha256(text.encode('utf-8')).hexdigest() == row['text_sha256'], row
        further = [tuple(map(int, one.split('-'))) for one in row['further_spans'].split(';') if one]
        assert ' … '.join(text[start:end] for start, end in further) == row['further_quotes'], row
        pieces += len(further)
        checked += 1
assert checked == manifest['counts']['annotation_rows']
print(checked, pieces)
`;

test.skipIf(!hasPython)('Python reads the files strictly and finds every quote at its offsets', async () => {
  const root = await exported('analysis');
  expect(execFileSync('python3', ['-c', PYTHON, root], { encoding: 'utf8' }).trim()).toBe(
    `${QUOTES.length} ${QUOTES.length}`,
  );
});

test.skipIf(!hasOffice)('LibreOffice opens the excel profile with accents, Arabic and emoji intact', async () => {
  const root = await exported('excel');
  const folder = temporaryFolder();
  const original = parse(readFileSync(join(root, 'annotations.csv')), { bom: true }) as string[][];
  // To its own format and back: what comes out is what it understood. 44: comma, 34: quote, 76: UTF-8, all columns as text.
  const office = (...args: string[]) =>
    execFileSync(
      'soffice',
      [`-env:UserInstallation=file://${folder}/profile`, '--headless', ...args, '--outdir', folder],
      {
        stdio: 'ignore',
      },
    );
  office('--infilter=CSV:44,34,76,1,,0,false,true', '--convert-to', 'ods', join(root, 'annotations.csv'));
  office(
    '--convert-to',
    'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false',
    join(folder, 'annotations.ods'),
  );
  const seen = parse(readFileSync(join(folder, 'annotations.csv')), { bom: true }) as string[][];
  const column = (rows: string[][], name: string) => rows.slice(1).map((row) => row[rows[0]?.indexOf(name) ?? -1]);
  expect(seen[0]).toEqual(original[0]);
  for (const name of ['article_title', 'code_path', 'quote', 'memo', 'start', 'end', 'coder']) {
    expect(column(seen, name), name).toEqual(column(original, name));
  }
  expect(column(seen, 'quote').some((quote) => quote?.startsWith("'=Forty"))).toBe(true);
});
