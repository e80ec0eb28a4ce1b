/**
 * Fits the weights of the check-worthiness analyser to the sentences that were written and labelled for this project
 * (tests/eval/check-worthy.jsonl), and writes electron/analysis/claims/weights.ts. Run it after a change of the features
 * or the sentences: `node scripts/fit-claims.ts`. No other data goes in.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { claimFeatures, featureNames } from '../electron/analysis/claims/features.ts';
import { trainLogistic } from '../electron/analysis/learn/logistic.ts';

const DECAY = 0.005;

const rows = readFileSync(new URL('../tests/eval/check-worthy.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.trim())
  .map((line) => JSON.parse(line) as { text: string; label: 0 | 1 });
const examples = rows.map(({ text }) => {
  const found = claimFeatures(text);
  const indexes = featureNames.flatMap((name, i) => (found.has(name) ? [i] : []));
  return { indexes, values: indexes.map((i) => found.get(featureNames[i]!)!) };
});
const labels = rows.map(({ label }) => label);
const { weights, bias } = trainLogistic(examples, labels, featureNames.length, { decay: DECAY, steps: 2000 });

const lines = featureNames.map((name, i) => `  '${name}': ${weights[i]!.toFixed(3)},`);
writeFileSync(
  new URL('../electron/analysis/claims/weights.ts', import.meta.url),
  `// Written by scripts/fit-claims.ts from the ${rows.length} sentences of tests/eval/check-worthy.jsonl; not edited by hand.
import type { FeatureName } from './features.ts';

export const BIAS = ${bias.toFixed(3)};

export const weights: Readonly<Record<FeatureName, number>> = {
${lines.join('\n')}
};
`,
);
