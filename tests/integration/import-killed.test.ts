/** An import that is killed again and again ends with the corpus of one that was left alone. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import type { Client } from '../../shared/contract/client.ts';
import type { ImportReport } from '../../shared/model/import.ts';
import type { JobRow } from '../../shared/model/job.ts';
import { jobEnd, startTestBackend, temporaryFolder, writeFiles } from '../support/backend.ts';
import { startChildBackend } from '../support/child-backend.ts';

const KILLS = 20;
const ARTICLES = 240;

/** Numbers from 0 to 1, the same sequence for the same seed (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = seededRandom(20_251);
const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
const NOUNS = 'ferry bridge council orchard signal market harbour quarry library tram reservoir granary'.split(' ');
const VERBS = 'repaired closed sold praised measured painted inspected reopened'.split(' ');
const PLACES = 'Sennport Irrin Velm Tarrow Kesh Halvern'.split(' ');

const sentence = (n: number) =>
  `The ${pick(NOUNS)} of ${pick(PLACES)} was ${pick(VERBS)} in week ${n}, and the ${pick(NOUNS)} of ${pick(PLACES)} was ${pick(VERBS)} later, residents said.`;
const story = (n: number) =>
  Array.from({ length: 4 }, () => [sentence(n), sentence(n + 1), sentence(n + 2)].join(' ')).join('\n\n');

/** Dumps with the same furniture, pages, records, exact and near-copies, open dates, and two files that fail. */
function corpus(): string {
  const files: Record<string, string> = { 'Tarrow Post/empty.txt': '', 'broken.json': '{"title": "cut' };
  const records: string[] = [];
  let last = '';
  for (let n = 0; n < ARTICLES; n++) {
    const text = n % 23 === 5 ? last : n % 29 === 7 ? `${last}\n\n${sentence(n)}` : story(n);
    last = text;
    if (n % 3 === 0) {
      const above = ['The paper of the river and its towns', 'Pictures of the day from our own readers'];
      const below = ['Letters from readers are welcome on any day.', 'The weather tomorrow is on page two.'];
      files[`Tarrow Post/${n}.txt`] = [
        ...above,
        `Story number ${n} of the year`,
        text.replaceAll('\n\n', '\n'),
        ...below,
      ].join('\n');
    } else if (n % 3 === 1) {
      const date = n % 2 === 0 ? '03/04/2025' : '25/04/2025';
      const paragraphs = text
        .split('\n\n')
        .map((one) => `<p>${one}</p>`)
        .join('');
      files[`velm-gazette.example/${n}.html`] =
        `<!doctype html><html lang="en"><title>Story ${n}</title><body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>Story ${n}</h1><p class="date">${date}</p>${paragraphs}</article></body></html>`;
    } else {
      records.push(JSON.stringify({ title: `Record ${n}`, url: `https://irrin-echo.example/${n}`, text }));
    }
  }
  files['records.jsonl'] = records.join('\n');
  return writeFiles(files, join(temporaryFolder(), 'scrape'));
}

/** Everything that an import leaves, without row ids and times. */
function contents(project: string) {
  const db = new Database(project, { readonly: true });
  try {
    const rows = (sql: string) => db.prepare(sql).raw().all();
    return {
      articles: rows(
        `SELECT a.article_id, a.path, a.title, s.name, a.published_at, a.language, a.words, v.sha256, v.number, v.cause,
           v.extractor, h.article_id, a.duplicate_kind, a.duplicate_share, a.import_outcome
         FROM article a JOIN text_version v ON v.id = a.text_version_id LEFT JOIN source s ON s.id = a.source_id
           LEFT JOIN article h ON h.id = a.duplicate_group ORDER BY a.article_id`,
      ),
      evidence: rows(
        `SELECT a.article_id, e.field, e.origin, e.value, e.chosen FROM evidence e JOIN article a ON a.id = e.article
         ORDER BY 1, 2, 3`,
      ),
      removed: rows(
        `SELECT a.article_id, p.start, p.reason, p.rule, p.text FROM removed_passage p
           JOIN article a ON a.text_version_id = p.text_version_id ORDER BY a.article_id, p.start, p.ord`,
      ),
      versions: rows(
        'SELECT a.article_id, count(*) FROM text_version v JOIN article a ON a.id = v.article GROUP BY 1 ORDER BY 1',
      ),
      openDates: rows(
        'SELECT a.article_id, o.written, o.day_first FROM open_date o JOIN article a ON a.id = o.article ORDER BY 1, 2',
      ),
      rules: rows(
        'SELECT s.name, r.line, r.reason, r.documents FROM source_rule r JOIN source s ON s.id = r.source_id ORDER BY 1, 2',
      ),
      originals: rows('SELECT hex(sha256), size FROM original ORDER BY 1'),
      kept: rows('SELECT a.article_id, o.kept FROM article_original o JOIN article a ON a.id = o.article ORDER BY 1'),
      found: rows(
        `SELECT article_id FROM article WHERE id IN (SELECT rowid FROM article_fts WHERE article_fts MATCH 'ferry') ORDER BY 1`,
      ),
    };
  } finally {
    db.close();
  }
}

const told = ({
  counts,
  failures,
  removedWords,
  keptWords,
  worthALook,
  copies,
  secondPass,
  dates,
  skipped,
}: ImportReport) => ({
  ...{ counts, failures, removedWords, keptWords, worthALook, copies, secondPass, skipped },
  dates: { ...dates, openSources: dates.openSources.map(({ name, articles }) => ({ name, articles })) },
});

/** When to kill: once so many files are in, or once the job says that it is at a later phase; and some time after that. */
type Moment = { when(job: JobRow): boolean; afterMs: number };

const LATER_PHASES: readonly string[] = ['cleaning', 'dates', 'copies'];

function momentFrom(done: number): Moment {
  const afterMs = Math.floor(random() * 80);
  const kind = random();
  if (kind < 0.25) return { when: () => true, afterMs: Math.floor(random() * 1500) };
  if (kind < 0.7) {
    const files = done + Math.floor(random() * 60);
    return { when: (job) => job.progress.done >= files && job.progress.done > 0, afterMs };
  }
  // A phase that is over too soon to be seen counts as come with the one behind it.
  const from = Math.floor(random() * LATER_PHASES.length);
  return {
    when: (job) => job.state === 'running' && LATER_PHASES.indexOf(job.progress.phase ?? '') >= from,
    afterMs: afterMs / 4,
  };
}

/** Resolves when the moment has come, or the job has ended. */
function waitFor(client: Client, jobId: string, { when, afterMs }: Moment): Promise<JobRow> {
  return new Promise((resolve) => {
    let seen = false;
    const see = (job: JobRow) => {
      if (job.jobId !== jobId || seen) return;
      const ended = !['waiting', 'running', 'interrupted'].includes(job.state);
      if (!ended && !when(job)) return;
      seen = true;
      setTimeout(() => resolve(job), ended ? 0 : afterMs);
    };
    client.subscribe('jobs', see);
    client.call('jobs.get', { jobId }).then(see, () => {});
  });
}

it(`kill -9 at ${KILLS} random moments, then going on: the same corpus as an uninterrupted import`, async () => {
  const folder = corpus();
  const undisturbed = await startTestBackend({ project: true });
  const { jobId: reference } = await undisturbed.client.call('import.start', { origin: { paths: [folder] } });
  expect(await jobEnd(undisturbed.client, reference)).toMatchObject({ state: 'done' });
  const report = told(await undisturbed.client.call('import.report', { jobId: reference }));
  await undisturbed.stop();
  const wanted = contents(undisturbed.projectPath);
  expect(report.counts).toMatchObject({ found: ARTICLES + 2, imported: ARTICLES, failed: 2 });
  expect(report.secondPass?.articles).toBeGreaterThan(0);
  expect(report.copies.groups).toBeGreaterThan(0);

  const states: string[] = [];
  for (let kills = 0; kills < KILLS; ) {
    const dataDir = temporaryFolder();
    const made = await startTestBackend({ project: true, dataDir });
    await made.stop();
    const project = made.projectPath;
    let jobId = '';
    let done = 0;
    for (let ended = false; !ended; ) {
      const backend = await startChildBackend({ dataDir, project });
      const { client } = backend;
      jobId ||= (await client.call('import.start', { origin: { paths: [folder] } })).jobId;
      const last = kills < KILLS ? await waitFor(client, jobId, momentFrom(done)) : await jobEnd(client, jobId);
      done = last.progress.done;
      ended = last.state === 'done';
      if (ended) {
        expect(told(await client.call('import.report', { jobId }))).toEqual(report);
        expect(await client.call('projects.check', {})).toEqual({ ok: true, findings: [] });
        await backend.shutdown();
      } else {
        expect(['waiting', 'running', 'interrupted']).toContain(last.state);
        states.push(`${done} ${last.progress.phase}`);
        await backend.kill();
        kills++;
      }
    }
    expect(contents(project)).toEqual(wanted);
  }
  expect(states).toHaveLength(KILLS);
  // The moments differ, and lie in reading as well as behind it.
  expect(new Set(states).size).toBeGreaterThan(KILLS / 4);
  expect(states.some((state) => state.endsWith('reading'))).toBe(true);
  expect(states.some((state) => LATER_PHASES.some((phase) => state.endsWith(phase)))).toBe(true);
}, 600_000);
