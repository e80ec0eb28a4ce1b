import { figuresOf } from '../../../shared/model/accuracy.ts';
import type { AnalysedText, Analyser, Finding } from '../analysers/analyser.ts';
import { claimFeatures, type FeatureName, wordsIn } from './features.ts';
import { BIAS, weights, wordWeights } from './weights.ts';

/** Where F1 was best on labelled sentences of political debates; set once, see docs/accuracy.md. */
const THRESHOLD = 0.57;
/** Fewer words say nothing that can be checked. */
const LEAST_WORDS = 3;

export type ClaimKind = 'quantity' | 'event' | 'quote' | 'comparison' | 'prediction';

const COMPARED =
  /\b(?:more|less|fewer|higher|lower|larger|smaller|better|worse|older|longer) than\b|\b(?:twice|double|times as|compared|first|only|record|since records)\b|\b(?:most|least|highest|lowest|largest|smallest|worst|best|biggest|longest)\b/i;
const QUOTED = /["“”«»„]|\b(?:said|says|told|claimed|announced|stated|according to|admitted|testified|called)\b/i;
const AHEAD = /\b(?:will|shall|is expected to|are expected to|is set to|would|going to)\b/i;

/** By its form: what one would have to look up to check it. */
export function claimKind(sentence: string, features: ReadonlyMap<FeatureName, number>): ClaimKind {
  if (AHEAD.test(sentence) && !features.has('past')) return 'prediction';
  if (QUOTED.test(sentence) && !features.has('share')) return 'quote';
  if (COMPARED.test(sentence)) return 'comparison';
  return features.has('number') ? 'quantity' : 'event';
}

/** How check-worthy a sentence is, 0 to 1, and the features that speak most for it and against it. */
export function checkWorthiness(sentence: string) {
  const features = claimFeatures(sentence);
  const parts = [...features].map(([name, value]) => ({ name: name as string, weight: weights[name] * value }));
  for (const word of wordsIn(sentence)) {
    const weight = wordWeights.get(word);
    if (weight !== undefined) parts.push({ name: `“${word}”`, weight });
  }
  const sum = parts.reduce((total, { weight }) => total + weight, BIAS);
  return { score: 1 / (1 + Math.exp(-sum)), parts: parts.sort((a, b) => b.weight - a.weight), features };
}

function find(article: AnalysedText): Finding[] {
  return article.sentences.flatMap((span) => {
    const sentence = article.slice(span);
    if (sentence.split(/\s+/, LEAST_WORDS).length < LEAST_WORDS) return [];
    const { score, parts, features } = checkWorthiness(sentence);
    const why = parts.filter(({ weight }) => weight > 0.1).slice(0, 4);
    return [
      {
        ...span,
        label: 'claim',
        score,
        reason: why.length > 0 ? `speaks for it: ${why.map(({ name }) => name).join(', ')}` : 'little speaks for it',
        details: { kind: claimKind(sentence, features) },
      },
    ];
  });
}

export const claims: Analyser = {
  name: 'claims',
  version: '2',
  title: 'Check-worthy claims',
  explanation:
    'Each sentence is scored by what makes statements checkable: figures, comparisons, past deeds of named people and bodies; and by what does not: opinion, promise, question, personal talk. The weights come from sentences written for this purpose.',
  languages: ['en'],
  accuracy: figuresOf('claims'),
  threshold: THRESHOLD,
  find,
};
