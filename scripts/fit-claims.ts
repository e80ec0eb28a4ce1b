/**
 * Fits the weights of the check-worthiness analyser to the sentences that were written and labelled for this project
 * (tests/eval/check-worthy.jsonl), and writes electron/analysis/claims/weights.ts. Run it after a change of the features
 * or the sentences: `node scripts/fit-claims.ts`. No other data goes in.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { claimFeatures, featureNames, wordsIn } from '../electron/analysis/claims/features.ts';
import { trainLogistic } from '../electron/analysis/learn/logistic.ts';

const DECAY = 0.005;
const STEPS = 1000;
/** A word gets a weight of its own when it stands in this many sentences. */
const LEAST_SENTENCES = 5;
/** Single words say less than the features, which stand on many words. */
const WORD_VALUE = 0.5;

const rows = readFileSync(new URL('../tests/eval/check-worthy.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.trim())
  .map((line) => JSON.parse(line) as { text: string; label: 0 | 1 });

const sentencesOf = new Map<string, number>();
const small = new Set<string>();
for (const { text } of rows) {
  for (const word of wordsIn(text)) sentencesOf.set(word, (sentencesOf.get(word) ?? 0) + 1);
  for (const word of text.match(/(?<![\p{L}\p{N}'’])[\p{Ll}][\p{L}'’]*/gu) ?? []) small.add(word.replaceAll('’', "'"));
}
// Names, all of them invented here, and figures get none; "I" is a feature.
const words = [...sentencesOf]
  .filter(([word, n]) => n >= LEAST_SENTENCES && small.has(word))
  .map(([word]) => word)
  .sort();
const numberOf = new Map(words.map((word, i) => [word, featureNames.length + i]));

const examples = rows.map(({ text }) => {
  const found = claimFeatures(text);
  const indexes = featureNames.flatMap((name, i) => (found.has(name) ? [i] : []));
  const values = indexes.map((i) => found.get(featureNames[i]!)!);
  const single = [...wordsIn(text)].flatMap((word) => numberOf.get(word) ?? []).sort((a, b) => a - b);
  return { indexes: [...indexes, ...single], values: [...values, ...single.map(() => WORD_VALUE)] };
});
const labels = rows.map(({ label }) => label);
const { weights, bias } = trainLogistic(examples, labels, featureNames.length + words.length, {
  decay: DECAY,
  steps: STEPS,
});

const lines = featureNames.map((name, i) => `  '${name}': ${weights[i]!.toFixed(3)},`);
const pairs = words.map((word) => `${word} ${(weights[numberOf.get(word)!]! * WORD_VALUE).toFixed(2)}`);
writeFileSync(
  new URL('../electron/analysis/claims/weights.ts', import.meta.url),
  `// Written by scripts/fit-claims.ts from the ${rows.length} sentences of tests/eval/check-worthy.jsonl; not edited by hand.
import type { FeatureName } from './features.ts';

export const BIAS = ${bias.toFixed(3)};

export const weights: Readonly<Record<FeatureName, number>> = {
${lines.join('\n')}
};

/** What a single word adds. */
export const wordWeights: ReadonlyMap<string, number> = new Map(
  \`
${pairs.reduce((text, pair) => `${text}${text.length - text.lastIndexOf('\n') + pair.length > 115 ? '\n' : text ? ', ' : ''}${pair}`, '').replaceAll('\n', ',\n')}
\`
    .trim()
    .split(/,\\s+/)
    .map((pair) => [pair.slice(0, pair.indexOf(' ')), Number(pair.slice(pair.indexOf(' ') + 1))]),
);
`,
);
