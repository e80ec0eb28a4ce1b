/** Merging project files as coders hand them in: through the job, from files that are never written to, and by the command line. */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MergeReport } from '../../shared/contract/rooms/merge.ts';
import {
  articleIds,
  codeQuote,
  errorOf,
  importPaths,
  jobEnd,
  startTestBackend,
  type TestBackend,
  temporaryFolder,
  writeFiles,
} from '../support/backend.ts';
import { startCommand } from '../support/command-line.ts';

const corpus = writeFiles({
  'courier/ferry.txt':
    'Ferry late again\n\nThe ferry was late again on Monday. Nobody said why. The mayor promised a new timetable by June.',
  'courier/bridge.txt':
    'Bridge shut\n\nThe bridge stays shut for nine weeks, the road office said on Friday. Drivers were not amused.',
});
const folder = temporaryFolder();
const file = (name: string) => join(folder, `${name}.parallax`);
const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** A project of the corpus in which one coder has coded something. */
async function handIn(name: string, coder: string, quote: string): Promise<void> {
  const there = await startTestBackend({ project: file(name), coder });
  await importPaths(there.client, [corpus]);
  const { codeId } = await there.client.call('codebook.create', { fields: { name: 'Delay' } });
  for (const articleId of await articleIds(there.client)) {
    const { text } = await there.client.call('articles.get', { articleId });
    if (text.includes(quote)) await codeQuote(there.client, articleId, quote, [codeId]);
  }
  await there.stop();
}

async function merge({ client }: TestBackend, ...paths: string[]) {
  const { jobId } = await client.call('merge.start', { paths });
  const job = await jobEnd(client, jobId);
  return { ...job, reports: (job.result as { reports: MergeReport[] } | null)?.reports ?? [] };
}

let team: TestBackend;
beforeAll(async () => {
  await handIn('ben', 'Ben', 'Nobody said why');
  await handIn('cleo', 'Cleo', 'nine weeks');
  team = await startTestBackend({ project: file('team'), coder: 'Ada' });
  await importPaths(team.client, [corpus]);
});

describe('files of other coders', () => {
  it('come in together and stay as they were, byte for byte, with nothing beside them', async () => {
    const before = { ben: sha256(file('ben')), cleo: sha256(file('cleo')), beside: readdirSync(folder).sort() };
    const { state, error, reports } = await merge(team, file('ben'), file('cleo'));
    expect({ state, error }).toEqual({ state: 'done', error: null });
    expect(
      reports.map(({ name, coders, annotations, articles, conflicts }) => ({
        name,
        coders,
        annotations,
        articles,
        conflicts,
      })),
    ).toEqual([
      {
        name: 'ben',
        coders: ['Ben'],
        annotations: { added: 1, updated: 0, unchanged: 0 },
        articles: { there: 2, common: 2 },
        conflicts: [],
      },
      {
        name: 'cleo',
        coders: ['Cleo'],
        annotations: { added: 1, updated: 0, unchanged: 0 },
        articles: { there: 2, common: 2 },
        conflicts: [],
      },
    ]);
    expect({ ben: sha256(file('ben')), cleo: sha256(file('cleo')) }).toEqual({ ben: before.ben, cleo: before.cleo });
    const backup = `${file('team')}.before-merge.backup`;
    expect(readdirSync(folder).sort()).toEqual([...before.beside, 'team.parallax.before-merge.backup'].sort());
    const saved = new Database(backup, { readonly: true });
    expect(saved.prepare('SELECT count(*) FROM annotation').pluck().get()).toBe(0);
    saved.close();
    expect(await team.client.call('projects.check', {})).toEqual({ ok: true, findings: [] });
    expect((await team.client.call('merge.reports', {})).map(({ name }) => name).sort()).toEqual(['ben', 'cleo']);
    expect(existsSync(join(team.dataDir, 'merging'))).toBe(true);
    expect(readdirSync(join(team.dataDir, 'merging'))).toEqual([]);
  });

  it('are each a step of undo', async () => {
    const count = async () => (await team.client.call('projects.status', {})).annotations;
    expect(await count()).toBe(2);
    expect((await team.client.call('history.undo', {})).label).toBe('Merged “cleo”');
    expect(await count()).toBe(1);
    await team.client.call('history.redo', {});
    expect(await count()).toBe(2);
  });

  it('come in with what a crash left in the log beside them', async () => {
    await handIn('crashed', 'Dov', 'not amused');
    const [left, log] = [file('left-behind'), `${file('left-behind')}-wal`];
    const raw = new Database(file('crashed'));
    raw.pragma('wal_autocheckpoint = 0');
    raw.exec(`UPDATE annotation SET memo = 'only in the log'`);
    copyFileSync(file('crashed'), left);
    copyFileSync(`${file('crashed')}-wal`, log);
    raw.close();
    const before = [sha256(left), sha256(log)];
    expect((await merge(team, left)).reports).toMatchObject([{ annotations: { added: 1 } }]);
    expect([sha256(left), sha256(log)]).toEqual(before);
    const memos = (
      await Promise.all(
        (await articleIds(team.client)).map((articleId) => team.client.call('annotations.ofArticle', { articleId })),
      )
    )
      .flat()
      .map(({ coder, memo }) => [coder, memo]);
    expect(memos).toContainEqual(['Dov', 'only in the log']);
  });
});

describe('a file that cannot be merged is refused, and nothing changes', () => {
  const refused = async (path: string) => {
    const before = await team.client.call('history.table', {});
    const { state, error } = await merge(team, file('ben'), path);
    expect(state).toBe('failed');
    expect(await team.client.call('history.table', {})).toEqual(before);
    return error;
  };

  it('of another corpus', async () => {
    const other = await startTestBackend({ project: file('elsewhere'), coder: 'Eli' });
    await importPaths(other.client, [
      writeFiles({ 'herald/storm.txt': 'Storm\n\nA storm came over the hills and went again in the night.' }),
    ]);
    await other.stop();
    const error = await refused(file('elsewhere'));
    expect(error).toMatchObject({ code: 'CONFLICT', details: { reason: 'other corpus', articles: 1 } });
    expect(error?.message).toContain('elsewhere is about another corpus');
  });

  it('of a newer version', async () => {
    const bytes = readFileSync(file('ben'));
    bytes.writeUInt32BE(999, 60);
    writeFileSync(file('newer'), bytes);
    expect(await refused(file('newer'))).toMatchObject({ code: 'PROJECT_TOO_NEW' });
  });

  it('that is damaged', async () => {
    const bytes = readFileSync(file('ben'));
    bytes.fill(0xa5, 8 * 4096, bytes.length - 4096);
    writeFileSync(file('damaged'), bytes);
    const error = await refused(file('damaged'));
    expect(error).toMatchObject({ code: 'PROJECT_DAMAGED', details: { path: file('damaged') } });
    expect(error?.message).toContain(file('damaged'));
  });

  it('that is no project, is not there, or is the project itself', async () => {
    writeFileSync(file('notes'), 'Not a project at all, only named like one.');
    expect(await refused(file('notes'))).toMatchObject({ code: 'NOT_A_PROJECT' });
    expect(await refused(file('nowhere'))).toMatchObject({ code: 'PROJECT_NOT_FOUND' });
    expect(await refused(file('team'))).toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('that someone is working in', async () => {
    const busy = await startTestBackend({ project: file('cleo'), coder: 'Cleo' });
    expect(await refused(file('cleo'))).toMatchObject({ code: 'PROJECT_IN_USE' });
    await busy.stop();
  });

  it('into a project that is open for reading only', async () => {
    const reader = await startTestBackend({ project: file('ben'), readOnly: true, coder: null });
    expect(await errorOf(reader.client.call('merge.start', { paths: [file('cleo')] }))).toMatchObject({
      code: 'PROJECT_READ_ONLY',
    });
    await reader.stop();
  });
});

describe('the command line', () => {
  it('prints what came in and every conflict, and the second time that nothing did', async () => {
    copyFileSync(file('cleo'), file('cli'));
    const run = async (...args: string[]) => {
      const end = await startCommand(temporaryFolder(), ['merge', ...args, '--project', file('cli'), '--json']).ended;
      return { code: end.code, stderr: end.stderr, json: end.stdout ? JSON.parse(end.stdout) : null };
    };
    const first = await run(file('ben'));
    expect(first).toMatchObject({ code: 0, json: { articles: 2, annotations: 1, unchanged: 0, conflicts: [] } });
    expect(first.json.files).toMatchObject([{ path: file('ben'), coders: ['Ben'], annotations: { added: 1 } }]);
    expect((await run(file('ben'))).json).toMatchObject({ articles: 2, annotations: 0, unchanged: 1, conflicts: [] });
    expect((await run(file('elsewhere'))).code).not.toBe(0);
    const missing = await run();
    expect(missing).toMatchObject({ code: 2, json: null });
    expect(missing.stderr).toContain('parallax merge OTHER…');
  });
});

describe('a coder who is renamed', () => {
  it('is renamed in this machine’s settings too, and again when that is undone', async () => {
    const name = async () => (await team.client.call('app.settings', {})).coderName;
    await team.client.call('coders.edit', { name: 'Ada', newName: 'Ada Quill' });
    expect(await name()).toBe('Ada Quill');
    expect((await team.client.call('projects.status', {})).currentCoder).toBe('Ada Quill');
    await team.client.call('history.undo', {});
    expect(await name()).toBe('Ada');
    expect((await team.client.call('coders.list', {})).filter(({ isMe }) => isMe).map((coder) => coder.name)).toEqual([
      'Ada',
    ]);
  });
});

it('says that a change is saved only when another program can read it from the file', async () => {
  const { client } = team;
  const reader = new Database(file('team'), { readonly: true });
  const shown: string[] = [];
  const stop = client.subscribe('changed', (change) => {
    if (!change.rooms.includes('triage')) return;
    shown.push(
      String(reader.prepare('SELECT decision FROM triage_decision ORDER BY decided_at DESC LIMIT 1').pluck().get()),
    );
  });
  const [articleId = ''] = await articleIds(client);
  for (const decision of ['include', 'exclude', 'maybe'] as const) {
    await client.call('triage.decide', { targets: { articleIds: [articleId] }, decision, reason: null });
    await expect.poll(() => shown.at(-1)).toBe(decision);
  }
  expect(shown).toEqual(['include', 'exclude', 'maybe']);
  stop();
  reader.close();
});
