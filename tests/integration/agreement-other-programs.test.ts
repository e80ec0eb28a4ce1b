import { execFileSync, spawnSync } from 'node:child_process';
import { beforeAll, expect, test } from 'vitest';
import {
  alphaU2004,
  type Codings,
  cohenKappa,
  fleissKappa,
  krippendorffAlpha,
  seeded,
  unitizingAlphas,
} from '../../electron/analysis/agreement/index.ts';
import type { Client } from '../../shared/contract/client.ts';
import type { AgreementResult } from '../../shared/contract/rooms/agreement.ts';
import { codeQuote, importPaths, jobEnd, SAMPLE_CORPUS, startTestBackend } from '../support/backend.ts';
import { valueFor } from '../unit/support/codings.ts';

/** A Python that has the three libraries; Debian's own is not always the first on the path. */
const python = ['python3', '/usr/bin/python3'].find(
  (command) => spawnSync(command, ['-c', 'import nltk, sklearn, statsmodels'], { stdio: 'ignore' }).status === 0,
);

const SCRIPT = `
import json, sys
from collections import defaultdict

def alpha(rows):
    from nltk.metrics.agreement import AnnotationTask
    return AnnotationTask(data=[(c, u, v) for u, row in enumerate(rows) for c, v in enumerate(row) if v is not None]).alpha()

def cohen(rows):
    from sklearn.metrics import cohen_kappa_score
    both = [row for row in rows if None not in row]
    return cohen_kappa_score([a for a, b in both], [b for a, b in both])

def fleiss(rows):
    from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa
    table, _ = aggregate_raters([row for row in rows if None not in row])
    return fleiss_kappa(table)

def unitizing(texts):
    # Character by character: slow, and nothing like the sweep over segments that it is compared with.
    met, selves = defaultdict(float), defaultdict(float)
    for text in texts:
        length, coders = text['length'], text['coders']
        labels = []
        for spans in coders:
            row = [0] * length
            for start, end, value in spans:
                for at in range(start, end):
                    row[at] = value + 1
                selves[value + 1] += (end - start) ** 2
            selves[0] += row.count(0)
            labels.append(row)
        for at in range(length):
            for i, one in enumerate(labels):
                for j, other in enumerate(labels):
                    if i != j:
                        met[one[at], other[at]] += 1 / (len(labels) - 1)
    def from_coincidences(met, selves):
        total = sum(met.values())
        margin = defaultdict(float)
        for (a, b), length in met.items():
            margin[a] += length
        scale = total - sum(selves.values()) / total
        observed = sum(length for (a, b), length in met.items() if a != b)
        expected = sum(margin[a] * margin[b] for a in margin for b in margin if a != b) / scale
        return 1 - observed / expected
    both = defaultdict(float)
    for (a, b), length in met.items():
        both[min(a, 1), min(b, 1)] += length
    return [from_coincidences(met, selves),
            1 - (both[0, 1] + both[1, 0]) / (2 * (both[0, 0] + both[0, 1]) * (both[1, 1] + both[1, 0])
              / (sum(both.values()) - sum(selves.values()) / sum(both.values())))]

print(json.dumps([{'alpha': alpha, 'cohen': cohen, 'fleiss': fleiss, 'unitizing': unitizing}[name](data)
                  for name, data in json.load(sys.stdin)]))
`;

type Question = ['alpha' | 'cohen' | 'fleiss' | 'unitizing', unknown];
const ask = (questions: Question[]): (number | number[])[] =>
  JSON.parse(execFileSync(python!, ['-c', SCRIPT], { input: JSON.stringify(questions), encoding: 'utf8' }));

/** Codings of a seed; about `missing` of them are not there. */
function randomCodings(seed: number, units: number, coders: number, categories: number, missing: number): Codings {
  const random = seeded(seed);
  const values = new Int16Array(units * coders);
  for (let unit = 0; unit < units; unit++) {
    const truth = random.below(categories);
    for (let coder = 0; coder < coders; coder++) {
      const value = random.next() < 0.7 ? truth : random.below(categories);
      values[unit * coders + coder] = random.next() < missing ? -1 : value;
    }
  }
  return { coders, categories, values };
}
const rowsOfCodings = ({ coders, values }: Codings) =>
  Array.from({ length: values.length / coders }, (_, unit) =>
    Array.from(values.subarray(unit * coders, (unit + 1) * coders), (value) => (value < 0 ? null : value)),
  );

test.skipIf(!python)(
  'α, Cohen’s and Fleiss’ κ are what nltk, scikit-learn and statsmodels compute, to six decimals',
  () => {
    const cases = [
      {
        name: 'alpha',
        codings: randomCodings(1, 200, 3, 4, 0.2),
        make: (rows: never) => krippendorffAlpha(rows, 'nominal'),
      },
      {
        name: 'alpha',
        codings: randomCodings(2, 50, 5, 2, 0.5),
        make: (rows: never) => krippendorffAlpha(rows, 'nominal'),
      },
      { name: 'cohen', codings: randomCodings(3, 200, 2, 3, 0.1), make: cohenKappa },
      { name: 'cohen', codings: randomCodings(4, 40, 2, 2, 0), make: cohenKappa },
      { name: 'fleiss', codings: randomCodings(5, 200, 4, 3, 0.05), make: fleissKappa },
    ] as const;
    const answers = ask(cases.map(({ name, codings }): Question => [name, rowsOfCodings(codings)]));
    cases.forEach(({ codings, make, name }, at) => {
      expect(valueFor(codings, make as typeof cohenKappa), name).toBeCloseTo(answers[at] as number, 6);
    });
  },
);

test.skipIf(!python)('uα and |uα are what counting character by character gives, with two to four coders', () => {
  const random = seeded(8);
  const groups = [2, 3, 4].map((coders) =>
    Array.from({ length: 5 }, () => {
      const length = 60 + random.below(60);
      return {
        length,
        coders: Array.from({ length: coders }, (_, coder) => {
          const segments = [];
          for (let at = random.below(10); at + 12 < length; at += 12 + random.below(20))
            segments.push({ start: at, end: at + 2 + random.below(10), category: random.below(3) });
          return { coder, segments };
        }),
      };
    }),
  );
  const answers = ask(
    groups.map(
      (texts): Question => [
        'unitizing',
        texts.map(({ length, coders }) => ({
          length,
          coders: coders.map(({ segments }) => segments.map(({ start, end, category }) => [start, end, category])),
        })),
      ],
    ),
  );
  groups.forEach((texts, at) => {
    const { u, binary } = unitizingAlphas(texts, 3);
    const [otherU, otherBinary] = answers[at] as [number, number];
    expect(u).toBeCloseTo(otherU, 6);
    expect(binary).toBeCloseTo(otherBinary, 6);
  });
  expect(alphaU2004(groups[0]![0]!, 3).value).toBeLessThanOrEqual(1);
});

let client: Client;
beforeAll(async () => {
  if (!python) return;
  ({ client } = await startTestBackend({ project: true }));
  await importPaths(client, [SAMPLE_CORPUS]);
});

test.skipIf(!python)('on the sample project the figures are those of the other programs, to six decimals', async () => {
  const { first } = await client.call('articles.openView', { query: { languages: ['en'] }, first: 500 });
  expect(first.length).toBeGreaterThanOrEqual(12);
  const codes: string[] = [];
  for (const name of ['Long', 'Figures', 'Officials']) {
    codes.push((await client.call('codebook.create', { fields: { name } })).codeId);
  }
  const given = new Map<string, number[][]>();
  const coders = ['Rana', 'Ikram', 'Dev'];
  const random = seeded(31);
  for (const [coder, name] of coders.entries()) {
    await client.call('coders.use', { name });
    for (const { articleId } of first.slice(0, 12)) {
      const { text, words } = await client.call('articles.get', { articleId });
      const truth = [words > 250, /\d{3}/.test(text), /minister|mayor/i.test(text)];
      const chosen = codes.filter((_, code) => (random.next() < 0.8 ? truth[code] : random.next() < 0.5));
      await codeQuote(client, articleId, text.slice(0, 20), chosen);
      const table = given.get(articleId) ?? [];
      table[coder] = codes.map((codeId) => (chosen.includes(codeId) ? 1 : 0));
      given.set(articleId, table);
    }
  }
  const compared = async (names: string[]) => {
    const { jobId } = await client.call('agreement.start', { coders: names, codeIds: codes, samples: 0 });
    return (await jobEnd(client, jobId)).result as AgreementResult;
  };
  const all = await compared(coders);
  const two = await compared(coders.slice(0, 2));
  const rows = (code: number, n: number) =>
    [...given.values()].map((table) => table.slice(0, n).map((row) => row[code]));
  const answers = ask(
    codes.flatMap((_, code): Question[] => [
      ['alpha', rows(code, 3)],
      ['fleiss', rows(code, 3)],
      ['cohen', rows(code, 2)],
    ]),
  );
  codes.forEach((codeId, code) => {
    const value = (result: AgreementResult, name: string) =>
      result.variables
        .find((one) => one.codeId === codeId && one.kind === 'code')!
        .coefficients.find((one) => one.name === name)!.value;
    expect(value(all, 'krippendorff_alpha_nominal')).toBeCloseTo(answers[3 * code] as number, 6);
    expect(value(all, 'fleiss_kappa')).toBeCloseTo(answers[3 * code + 1] as number, 6);
    expect(value(two, 'cohen_kappa')).toBeCloseTo(answers[3 * code + 2] as number, 6);
  });
});
