/** A coder's evening with a power cut every few minutes: what was acknowledged is there, and nothing is there twice. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Client } from '../../shared/contract/client.ts';
import type { Annotation } from '../../shared/model/annotation.ts';
import { articleIds, importPaths, startTestBackend, temporaryFolder, writeFiles } from '../support/backend.ts';
import { type ChildBackend, startChildBackend } from '../support/child-backend.ts';

const ACTIONS = 200;
/** Actions that a backend lives for, in turn: it is killed while the last of them is under way. */
const LIVES = [1, 7, 19, 3, 26, 11, 40, 2, 14, 31, 5, 23, 9, 17];

const passages = Array.from({ length: ACTIONS }, (_, n) => `Line ${n} of the ferry log names the tide.`);

interface Place {
  articleId: string;
  textVersionId: string;
  text: string;
}

async function setUp(dataDir: string, project: string): Promise<Place & { codeIds: string[] }> {
  const { client, stop } = await startTestBackend({ project, dataDir });
  const folder = writeFiles({ 'gazette/ferry.txt': `The ferry log\n\n${passages.join('\n\n')}` });
  expect((await importPaths(client, [folder])).counts).toMatchObject({ imported: 1, failed: 0 });
  const [articleId = ''] = await articleIds(client);
  const { textVersionId, text } = await client.call('articles.get', { articleId });
  const codeIds: string[] = [];
  for (const name of ['Tide', 'Harbour']) {
    codeIds.push((await client.call('codebook.create', { fields: { name } })).codeId);
  }
  await stop();
  return { articleId, textVersionId, text, codeIds };
}

/** What one action promises once it is answered. */
type Promised = Pick<Annotation, 'annotationId' | 'memo'> & { quote: string; codeIds: string[] };

describe('200 coding actions under kill -9', () => {
  it('are all there once each that were acknowledged, and undo still goes back', async () => {
    const dataDir = temporaryFolder();
    const project = join(dataDir, 'evening.parallax');
    const { articleId, textVersionId, text, codeIds } = await setUp(dataDir, project);
    const [tide = '', harbour = ''] = codeIds;

    /** Every third action writes a memo or gives a second code to the annotation made before; the others code a passage. */
    async function act(client: Client, n: number, known: Promised | undefined): Promise<Promised> {
      if (n % 3 === 2 && known) {
        const memo = n % 2 === 0 ? `Seen at action ${n}.` : known.memo;
        const addCodeIds = n % 2 === 0 ? [] : [harbour];
        await client.call('annotations.edit', { annotationId: known.annotationId, memo, addCodeIds });
        return { ...known, memo, codeIds: [...new Set([...known.codeIds, ...addCodeIds])] };
      }
      const quote = passages[n]!;
      const start = text.indexOf(quote);
      const span = { start, end: start + quote.length, quote };
      const made = await client.call('annotations.create', {
        articleId,
        textVersionId,
        level: 'span',
        ...span,
        codeIds: [tide],
      });
      return { annotationId: made.annotationId, memo: '', quote, codeIds: [tide] };
    }

    const acknowledged = new Map<string, Promised>();
    let last: Promised | undefined;
    let backend: ChildBackend | undefined;
    let lives = 0;
    let kills = 0;
    for (let n = 0; n < ACTIONS; n++) {
      backend ??= await startChildBackend({ dataDir, project });
      const isLast = ++lives > LIVES[kills % LIVES.length]!;
      const action = act(backend.client, n, last);
      if (isLast) {
        // While it is under way: whether it reached the disk is open until it is answered.
        const answered = action.then(
          (promised) => promised,
          () => null,
        );
        await new Promise((resolve) => setTimeout(resolve, kills % 5));
        await backend.kill();
        const late = await Promise.race([
          answered,
          new Promise<null>((resolve) => setTimeout(() => resolve(null), 200)),
        ]);
        if (late) acknowledged.set(late.annotationId, late);
        last = late ?? undefined;
        backend = undefined;
        lives = 0;
        kills++;
        continue;
      }
      last = await action;
      acknowledged.set(last.annotationId, last);
    }
    await backend?.kill();
    expect(kills).toBeGreaterThanOrEqual(10);

    const { client } = await startTestBackend({ project, dataDir });
    const annotations = await client.call('annotations.ofArticle', { articleId });
    const byId = new Map(annotations.map((one) => [one.annotationId, one]));
    expect(byId.size).toBe(annotations.length);
    for (const { annotationId, memo, quote, codeIds: given } of acknowledged.values()) {
      const found = byId.get(annotationId);
      expect(found, quote).toMatchObject({ quote: { exact: quote }, status: 'anchored' });
      expect(found!.memo.startsWith(memo), `${found!.memo} after ${memo}`).toBe(true);
      expect(found!.codings.map(({ codeId }) => codeId)).toEqual(expect.arrayContaining(given));
    }
    const places = annotations.map(({ start, end }) => `${start} ${end}`);
    expect(new Set(places).size).toBe(places.length);
    // An action that was cut off may have reached the disk; no other can have.
    expect(annotations.length - acknowledged.size).toBeGreaterThanOrEqual(0);
    expect(annotations.length - acknowledged.size).toBeLessThanOrEqual(kills);
    for (const { codings } of annotations) {
      expect(new Set(codings.map(({ codeId }) => codeId)).size).toBe(codings.length);
    }
    const status = await client.call('projects.status', {});
    expect(status.annotations).toBe(annotations.length);
    expect((await client.call('projects.check', {})).findings).toEqual([]);
    await client.call('history.undo', {});
    await client.call('history.redo', {});
    expect(await client.call('annotations.ofArticle', { articleId })).toEqual(annotations);
  });
});
