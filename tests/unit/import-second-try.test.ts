import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { importRecord, type RecordInput } from '../../electron/analysis/import-record.ts';
import { type Given, importedItems } from '../../electron/backend/services/import/pipeline.ts';
import { freshCheckpoint } from '../../electron/backend/services/import/progress.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parallax-second-try-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A job whose analysis threads die with the first piece of work on each record, and take its bytes with them. */
function givenWhereThreadsDie(): Given & { tries: string[] } {
  const tries: string[] = [];
  const job = {
    poolSize: 2,
    signal: new AbortController().signal,
    read: async (name: string, input: { records: unknown[] }) =>
      name === 'import/known' && input.records.map(() => 'no'),
    async analyse(_name: string, record: RecordInput, { transfer }: { transfer: ArrayBuffer[] }) {
      const received = structuredClone(record, { transfer });
      const name = JSON.stringify('raw' in record.input ? record.input.raw : record.input.fileName);
      tries.push(name);
      if (tries.filter((one) => one === name).length === 1) throw new Error('The analysis thread ended with code 1.');
      return importRecord(received);
    },
  };
  const roots = [{ location: folder, title: 'valley', folder, only: null }];
  const options = { sourceFrom: 'folder', maxFileBytes: 1_000_000, originals: 'project', watch: false, tables: [] };
  return { roots, rootIds: [1], options, job, tries } as unknown as Given & { tries: string[] };
}

it('a record whose thread died is read and prepared once more, whether or not its bytes were handed over', async () => {
  const mill = 'The mill by the river turns again after twenty years. Neighbours paid for the wheel.';
  writeFileSync(join(folder, 'a.txt'), mill);
  writeFileSync(join(folder, 'b.jsonl'), `{"text":"One: ${mill}"}\n{"text":"Two: ${mill}"}\n`);
  const given = givenWhereThreadsDie();
  const found: [string, string | null][] = [];
  for await (const { item } of importedItems(given, freshCheckpoint([]))) {
    found.push([item.path, item.type === 'article' ? item.prepared.text : null]);
  }
  expect(found).toEqual([
    ['a.txt', mill],
    ['b.jsonl#L1', `One: ${mill}`],
    ['b.jsonl#L2', `Two: ${mill}`],
  ]);
  expect(given.tries).toHaveLength(6);
});
