import { expect, test } from 'vitest';
import { loadAnalyser } from '../../electron/analysis/analysers/index.ts';
import { detectLines } from '../../electron/hosts/commands/detect.ts';

async function detected(name: string, lines: string[], all = false, set = {}) {
  async function* source() {
    yield* lines;
  }
  const found: Record<string, unknown>[] = [];
  for await (const one of detectLines(source(), (await loadAnalyser(name))!, all, set)) found.push({ ...one });
  return found;
}
const line = (id: unknown, text: string) => JSON.stringify({ id, text });

test('detect answers in the order of the lines, with offsets in code points', async () => {
  const text = '🚢 The ferry sails again. It was late.';
  const [first, bad, last] = await detected('sentences', [line('a', text), '{', line('b', '')]);
  const characters = [...text];
  const findings = first!.findings as { start: number; end: number }[];
  expect(findings.map(({ start, end }) => characters.slice(start, end).join(''))).toEqual([
    '🚢 The ferry sails again.',
    'It was late.',
  ]);
  expect(bad).toMatchObject({ id: null, error: { code: 'MALFORMED_JSON' } });
  expect(last).toEqual({ id: 'b', findings: [] });
});

test('detect language names the language of the whole text', async () => {
  const [one] = await detected('language', [
    line(1, 'Die Fähre fährt ab dem ersten April wieder zur Insel und zurück.'),
  ]);
  expect(one).toMatchObject({ findings: [{ label: 'de', start: 0 }] });
});

test('detect claims finds a figure that can be checked and leaves a promise alone; all gives both, ranked', async () => {
  const figure = 'The deficit of Orland rose from two billion crowns to nine billion crowns in 2019.';
  const promise = 'I will fight for you, and I believe that our best days are ahead.';
  const [found] = await detected('claims', [line(1, `${figure} ${promise}`)]);
  expect(found!.findings).toMatchObject([{ start: 0, end: figure.length, label: 'claim', kind: 'quantity' }]);
  const [both] = await detected('claims', [line(1, `${figure} ${promise}`)], true);
  const [high, low] = both!.findings as { score: number; reason: string }[];
  expect(high!.score).toBeGreaterThan(low!.score);
  expect(high!.reason).toMatch(/number|share|change/);
});

test('settings of an analyser count for a run of it', async () => {
  const text = 'The wobbly pier stays, and so does the grotesque swindle.';
  const labels = async (set: object) => {
    const [one] = await detected('techniques', [line(1, text)], false, set);
    return (one!.findings as { start: number; end: number }[]).map(({ start, end }) => text.slice(start, end));
  };
  expect(await labels({})).toEqual(['grotesque swindle']);
  expect(await labels({ loadedWords: ['wobbly'], plainWords: ['grotesque', 'swindle'] })).toEqual(['wobbly']);
  expect(await labels({ threshold: 0.9 })).toEqual([]);
});

test('an analyser says nothing of a language it does not know', async () => {
  const [one] = await detected('claims', [
    line(1, 'Das Defizit stieg 2019 von zwei auf neun Milliarden Kronen, wie der Rechnungshof gestern mitteilte.'),
  ]);
  expect(one).toEqual({ id: 1, findings: [] });
});

test('a line without a text is told so', async () => {
  expect(await detected('sentences', ['{"id": 4, "html": "<p>…"}'])).toMatchObject([
    { id: 4, error: { code: 'NO_TEXT_FIELD' } },
  ]);
});

test('a line may say its language, of whatever country', async () => {
  const text = 'Exports to Lanvia doubled between 2010 and 2015.';
  const [one, other] = await detected('claims', [
    JSON.stringify({ id: 1, text, language: 'en-GB' }),
    JSON.stringify({ id: 2, text, language: 'de' }),
  ]);
  expect(one!.findings).toHaveLength(1);
  expect(other!.findings).toEqual([]);
});
