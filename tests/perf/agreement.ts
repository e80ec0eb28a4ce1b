import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { AgreementResult } from '../../shared/contract/rooms/agreement.ts';
import type { JobRow } from '../../shared/model/job.ts';
import { startBenchBackend } from './backend.ts';
import { seededRandom, writeCorpus } from './corpus.ts';
import type { BenchResult } from './timing.ts';

const CODERS = 3;
const UNITS = 20_000;
const CODES = 50;
const SAMPLES = 1000;
const SECONDS = 10;

/**
 * Agreement of three coders on 20,000 articles and 50 codes with 1,000 bootstrap samples, as a person asks for it: from the
 * call to the job's end, against the ten seconds promised. Then how long the same job takes to end once it is cancelled.
 * @param folder for the project; made anew each time
 */
export async function benchAgreement(folder: string): Promise<BenchResult[]> {
  const path = join(folder, 'agreement.parallax');
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
  writeCorpus(path, { articles: UNITS, words: 20 });
  addCoding(path);
  const { client, stop } = await startBenchBackend();
  try {
    await client.call('projects.open', { path });
    const ended = (jobId: string) =>
      new Promise<JobRow>((resolve, reject) => {
        const end = client.subscribe('jobs', (job) => {
          if (job.jobId !== jobId || ['waiting', 'running'].includes(job.state)) return;
          end();
          resolve(job);
        });
        client.call('jobs.get', { jobId }).then((job) => {
          if (!['waiting', 'running'].includes(job.state)) resolve(job);
        }, reject);
      });
    const start = performance.now();
    const { jobId } = await client.call('agreement.start', { unit: 'article', samples: SAMPLES });
    const job = await ended(jobId);
    const whole = performance.now() - start;
    const result = job.result as AgreementResult | null;
    const coefficients = result?.variables.flatMap((one) => one.coefficients) ?? [];
    if (result?.units !== UNITS || result.variables.length !== CODES + 1)
      throw new Error(`Agreement was not computed: ${job.error?.message ?? job.state}`);
    if (!coefficients.some((one) => one.name === 'krippendorff_alpha_nominal' && one.interval !== null))
      throw new Error('Agreement came without intervals.');

    const again = await client.call('agreement.start', { unit: 'article', samples: SAMPLES });
    await new Promise((resolve) => setTimeout(resolve, whole / 2));
    const before = performance.now();
    await client.call('jobs.cancel', { jobId: again.jobId });
    const cancelled = performance.now() - before;
    return [
      {
        name: `Agreement of ${CODERS} coders on ${UNITS} articles and ${CODES} codes, ${SAMPLES} samples, against ${SECONDS} s`,
        value: whole / (SECONDS * 1000),
        target: 1,
        basis: { whole, 'until it had stopped once cancelled': cancelled },
      },
    ];
  } finally {
    await stop();
    if (existsSync(path)) for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
  }
}

/** Each coder gives each article of the same true codes most, and now and then another. */
function addCoding(path: string) {
  const db = new Database(path);
  const random = seededRandom(5);
  const at = '2025-02-01T00:00:00.000Z';
  const id = (kind: number, n: number) => `00000000-0000-4000-800${kind}-${String(n).padStart(12, '0')}`;
  try {
    db.pragma('synchronous = OFF');
    db.exec('BEGIN');
    for (let coder = 2; coder <= CODERS; coder++)
      db.prepare('INSERT INTO coder (id, name, created_at) VALUES (?, ?, ?)').run(coder, `Coder ${coder}`, at);
    const addCode = db.prepare('INSERT INTO code (code_id, position, name, color, created_at) VALUES (?, ?, ?, 1, ?)');
    for (let code = 0; code < CODES; code++) addCode.run(id(1, code), code, `Code ${code + 1}`, at);
    const addAnnotation = db.prepare(
      `INSERT INTO annotation (annotation_id, article, text_version_id, level, coder, created_at, updated_at)
       VALUES (?, ?, ?, 'article', ?, ?, ?)`,
    );
    const addOne = db.prepare('INSERT INTO coding (coding_id, annotation_id, code_id, created_at) VALUES (?, ?, ?, ?)');
    let annotations = 0;
    let codings = 0;
    for (let article = 1; article <= UNITS; article++) {
      const truth = Array.from({ length: CODES }, () => random() < 0.06);
      for (let coder = 1; coder <= CODERS; coder++) {
        const annotation = id(2, annotations++);
        addAnnotation.run(annotation, article, article, coder, at, at);
        for (let code = 0; code < CODES; code++)
          if (random() < (truth[code] ? 0.8 : 0.01)) addOne.run(id(3, codings++), annotation, id(1, code), at);
      }
    }
    db.exec('COMMIT');
  } finally {
    db.close();
  }
}
