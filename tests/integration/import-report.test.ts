import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Look } from '../../shared/model/view.ts';
import { importPaths, startTestBackend, temporaryFolder, writeFiles } from '../support/backend.ts';
import { articleText } from './support/import-project.ts';

const things =
  'well mill weir quay lock dyke barn byre ford moor fen tarn beck holt copse knoll glade heath marsh cairn dell'.split(
    ' ',
  );
const record = (fields: Record<string, unknown>) => JSON.stringify(fields);

/** 21 English articles and one Spanish of one source, one very short, one copy, one failure, a picture and an open date. */
function corpus(): string {
  const url = (n: number) => `https://tarrow-post.example/${n}`;
  const english = things.map((thing, n) =>
    record({ title: `The ${thing}`, url: url(n), date: '2025-03-14', text: articleText(thing) }),
  );
  const spanish = record({
    title: 'El tranvía',
    url: url(90),
    date: '2025-03',
    text: 'El consejo de la ciudad votó el martes para reparar el tranvía antes del invierno, después de un debate de tres horas. Los ingenieros habían advertido en primavera de que las vías no resistirían otra tormenta, y los vecinos habían reunido firmas durante meses. La alcaldesa dijo que las obras costarán cuatro millones.',
  });
  return writeFiles(
    {
      'post.jsonl': [...english, spanish, '{"title": "cut'].join('\n'),
      'Velm Echo/short.txt': 'The tram did not come.\n\nNobody knew why, and nobody asked.',
      'Velm Echo/copy.txt': articleText('copied'),
      'Velm Echo/copy-again.txt': articleText('copied'),
      'Velm Echo/photo.jpg': 'not read',
      'Velm Echo/photo-2.jpg': 'not read',
    },
    join(temporaryFolder(), 'scrape'),
  );
}

test('a report counts what is worth a look, and a view shows just that', async () => {
  const { client } = await startTestBackend({ project: true });
  const report = await importPaths(client, [corpus()]);
  expect(report.counts).toMatchObject({ found: 26, imported: 25, duplicates: 1, failed: 1 });
  expect(report.skipped).toEqual([{ extension: '.jpg', kind: expect.any(String), files: 2 }]);
  expect(report.copies.groups).toBeGreaterThan(0);
  expect(report.dates).toMatchObject({ day: 21, monthOrYear: 1, none: 3, open: 0, openSources: [] });
  expect(report.worthALook).toMatchObject({ veryShort: 1, undated: 3, oddLanguage: 1, unknownSource: 0, unplaced: 0 });
  expect(report.secondPass).toMatchObject({ analyser: expect.stringContaining('Cleaning across a source') });

  const shown = async (look: Look) => {
    const { total, first } = await client.call('articles.openView', {
      query: { importJobId: report.jobId, look },
      first: 100,
    });
    expect(first).toHaveLength(total);
    return first.map((row) => row.title);
  };
  expect(await shown('oddLanguage')).toEqual(['El tranvía']);
  expect(await shown('veryShort')).toHaveLength(1);
  expect(await shown('undated')).toHaveLength(3);
  expect(await shown('copies')).toHaveLength(report.copies.articles);
  expect(await shown('new')).toHaveLength(25);
  expect(await shown('updated')).toEqual([]);
  expect(await shown('openDate')).toEqual([]);
});

test('a report as a table holds every failure and everything worth a look, each field quoted', async () => {
  const { client } = await startTestBackend({ project: true });
  const { jobId } = await importPaths(client, [corpus()]);
  const { csv } = await client.call('import.reportTable', { jobId });
  const [header, ...rows] = csv.trimEnd().split('\r\n');
  expect(header).toBe('"what","path","title","code","reason"');
  expect(rows.map((row) => row.slice(0, row.indexOf('",') + 1)).sort()).toEqual([
    '"failed"',
    '"no date"',
    '"no date"',
    '"no date"',
    '"odd language"',
    '"very short"',
  ]);
  expect(rows[0]).toMatch(/^"failed","post\.jsonl#L23","","MALFORMED_JSON","/);
  expect(rows.find((row) => row.startsWith('"odd'))).toMatch(/^"odd language","post\.jsonl#L22","El tranvía","",/);
});
