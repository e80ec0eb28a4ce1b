import { expect } from 'vitest';
import type { Client } from '../../../shared/contract/client.ts';
import type { Decision } from '../../../shared/model/article.ts';
import type { Code } from '../../../shared/model/codebook.ts';
import { codeQuote, importPaths, SAMPLE_CORPUS, startTestBackend } from '../../support/backend.ts';

export const HERALD = 'A river tamed, a nation lifted: Velmara’s day at Port Halvern';
export const COURIER = 'After eleven years, a signature: Tamun treaty sets a floor for dry summers';
export const GREEN_LIGHT = 'Green light from the commission: the lake can come';
export const SCHEDULE = 'Commission sets seven-year schedule for filling Kesh Gate';
export const ARABIC = 'ملوحة الآبار في دلتا إرين: أرقام ثلاثة وسؤال واحد';

type Coded = [quote: string, codes: string[], memo?: string];

/** Title of the article, then its coding in the order of the text. Spans cross, lie in one another, and share codes. */
const coding: Record<string, Coded[]> = {
  [HERALD]: [
    ['There are mornings a country remembers.', ['Loaded language']],
    [
      'Every Velmaran who has ever looked up at the Kesh gorge and known it was ours could stand a little taller',
      ['Flag waving'],
    ],
    ['known it was ours', ['Appeal to values']],
    ['a treaty of dignity, of progress and of honest friendship', ['Repetition', 'Loaded language']],
    ['what our grandparents settled with a handshake', ['Appeal to values']],
    [
      'magnificently generous',
      ['Exaggeration or minimisation'],
      'The figure that follows differs from the 410 which the Courier and the wire report.',
    ],
    ['No upstream country anywhere has ever promised its neighbours so much.', ['Exaggeration or minimisation']],
    ['the boldest thing ever built on this continent', ['Exaggeration or minimisation', 'Flag waving']],
    ['the winter power cuts that have shamed our cities', ['Appeal to fear or prejudice']],
    [
      'Our forefathers cut their mills into this river with hand tools, and they asked nobody’s leave.',
      ['Flag waving'],
    ],
    ['they asked nobody’s leave', ['Slogans']],
    ['professional mourners', ['Name calling or labelling']],
    ['Parliament in Sorrin will hardly need an afternoon for its yes.', ['Appeal to popularity']],
  ],
  [COURIER]: [
    ['Nobody had thought to bring a pen that worked.', ['Loaded language']],
    ['with a paper in our hand instead of a hat', ['Slogans']],
    ['according to minutes seen by the Courier', ['Appeal to authority']],
    ['But you cannot plant rice on a floor.', ['Appeal to values']],
  ],
  [ARABIC]: [
    ['ثم احترقت أطرافها كأنها قُرّبت من نار', ['Loaded language']],
    ['«الإنسان يشتري الماء إذا ضاق به الحال، أما الشتلة فلا تشتري»', ['Appeal to values', 'Slogans']],
    ['ولم تذكر الوزارة المحطة التي قيس عندها هذا الجريان', ['Casting doubt']],
    ['ويعرف أهل الدلتا جميعًا', ['Appeal to popularity']],
    ['ومن يذكر واحدًا منها فقط فهو يبيعك شيئًا', ['Casting doubt']],
  ],
  [GREEN_LIGHT]: [
    ['a new age of light, work and confidence', ['Loaded language', 'Slogans']],
    ['as is well known in specialist circles', ['Appeal to authority']],
    ['in many cases shown to be in one way or another not strictly required', ['Obfuscation or vagueness']],
    ['its fields will not notice the difference', ['Exaggeration or minimisation']],
    ['nothing has been asked of the other side, and nothing has been received', ['Repetition']],
  ],
};

const decided: [title: string, decision: Decision, reason?: string][] = [
  [HERALD, 'include'],
  [COURIER, 'include'],
  [ARABIC, 'include'],
  ['They signed away the river over lunch', 'include'],
  ['The Tamun treaty in plain words', 'maybe'],
  ['The man who counts cracks', 'maybe'],
  ['Sixty-three boats for the spring regatta, one of them from a ditch', 'exclude', 'another subject'],
  ['Seed market returns to Lenn on the first Sunday of April', 'exclude', 'another subject'],
];

async function idsByTitle(client: Client): Promise<Map<string, string>> {
  const { first } = await client.call('articles.openView', { query: {}, first: 500 });
  return new Map(first.map((row) => [row.title, row.articleId]));
}

/** A project at `path` with the sample corpus, worked on as in the second week of a seminar. */
export async function prepareCodedCorpus(path: string, dataDir: string): Promise<void> {
  const test = await startTestBackend({ project: path, dataDir, coder: 'Mara Lindqvist' });
  const { client } = test;
  await client.call('app.changeSettings', { coderName: 'Mara Lindqvist' });
  await importPaths(client, [SAMPLE_CORPUS]);
  const { codes } = await client.call('codebook.addPreset', { presetId: 'persuasion-23' });
  const ids = await idsByTitle(client);
  const idOf = (title: string) => {
    const id = ids.get(title);
    expect(id, title).toBeDefined();
    return id!;
  };
  const codeCalled = (name: string) => codes.find((code: Code) => code.name === name)!.codeId;
  for (const [title, spans] of Object.entries(coding)) {
    for (const [quote, names, memo] of spans) {
      const articleId = idOf(title);
      const { annotationId } = await codeQuote(client, articleId, quote, names.map(codeCalled));
      if (memo) await client.call('annotations.edit', { annotationId, memo, confidence: 80 });
    }
  }
  for (const [title, decision, reason = null] of decided) {
    await client.call('triage.decide', { targets: { articleIds: [idOf(title)] }, decision, reason });
  }
  await claims(client, idOf);
  await test.stop();
}

/** Two claims: one that two articles make with different figures, one that stands alone. */
async function claims(client: Client, idOf: (title: string) => string) {
  const place = async (title: string, quote: string) => {
    const articleId = idOf(title);
    const { text, textVersionId } = await client.call('articles.get', { articleId });
    const start = text.indexOf(quote);
    expect(start, quote).toBeGreaterThanOrEqual(0);
    return { articleId, textVersionId, start, end: start + quote.length, quote };
  };
  const { claimId } = await client.call('claims.create', {
    ...(await place(HERALD, 'Ordesh will receive 470 cubic metres of water every second')),
    fields: {
      statement: 'The treaty gives Ordesh 470 cubic metres of water a second.',
      speaker: 'Sorrin Herald',
      kind: 'quantity',
      verdict: 'disputed',
      note: 'The Courier and the wire have 410 as the floor of a dry year.',
    },
  });
  await client.call('claims.addMention', {
    claimId,
    ...(await place(COURIER, 'at least 410 cubic metres of water a second')),
  });
  await client.call('claims.create', {
    ...(await place(HERALD, 'they will supply 1.4 million households')),
    fields: {
      statement: 'The six turbines of Kesh Gate will supply 1.4 million households.',
      speaker: 'Water ministry of Velmara',
      kind: 'prediction',
      verdict: 'unverified',
    },
  });
}
