import type { AnalyserRow } from '../../../shared/model/finding.ts';
import type { LearnedCode } from '../../../shared/model/suggestion.ts';
import { count, counted, languageName } from '../../ui/index.ts';

/** How far an analyser is. */
export function stateInWords({ done, due }: Pick<AnalyserRow, 'done' | 'due'>): string {
  if (done + due === 0) return 'no articles';
  if (due === 0) return 'up to date';
  return done === 0 ? 'not run' : 'due';
}

/** What it found, in its own unit. */
export function foundInWords({ counts, findings }: Pick<AnalyserRow, 'counts' | 'findings'>): string {
  switch (counts) {
    case 'nothing':
      return '';
    case 'stories':
      return findings === 1 ? '1 story' : `${count(findings)} stories`;
    case 'copies':
      return findings === 1 ? '1 copy' : `${count(findings)} copies`;
    case 'findings':
      return counted(findings, 'finding');
  }
}

/** `F1 .70` of the figure that is given first; what it was measured on stands beside the others. */
export function accuracyInShort(accuracy: AnalyserRow['accuracy']): string {
  const [first] = accuracy;
  return first ? `${first.measure} ${first.value.toFixed(2)}` : 'not measured';
}

export function languagesInWords(languages: AnalyserRow['languages']): string {
  if (languages === null) return 'Any language';
  return `${languages.map(languageName).join(', ')}; elsewhere it finds nothing, and says so`;
}

/** Why a code is learned, or not yet. */
export function learnedInWords({ state, examples, articles, needed }: LearnedCode): string {
  switch (state) {
    case 'too few': {
      const spans = Math.max(0, needed.examples - examples);
      const more = Math.max(0, needed.articles - articles);
      const wanting = [
        spans > 0 ? counted(spans, 'coded passage') : null,
        more > 0 ? counted(more, 'article') : null,
      ].filter((one) => one !== null);
      return `needs ${wanting.join(' and ')} more`;
    }
    case 'never':
      return 'can be learned';
    case 'stale':
      return 'coding changed since';
    case 'current':
      return 'up to date';
  }
}

/** Words as they are written in a field: one a line, or with commas between. */
export const wordsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,\n]/)
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ),
];
