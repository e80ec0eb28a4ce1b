import type { AnalyserRow } from '../../shared/model/finding.ts';
import { useBackend } from '../state/queries.ts';
import { count } from '../ui/index.ts';

/** One analyser of the project: version, measured accuracy, and how much it has looked at. */
export function useAnalyser(name: string): AnalyserRow | undefined {
  const { data } = useBackend('analysis.analysers', {});
  return data?.find((one) => one.name === name);
}

/** The same as rows of a `Basis`. */
export function analyserRows(analyser: AnalyserRow | undefined): [string, string][] {
  if (!analyser) return [['Analyser', 'not known']];
  const { title, version, accuracy, done, due, unknownLanguage } = analyser;
  return [
    ['Analyser', `${title} ${version}`],
    [
      'How good',
      accuracy.length > 0
        ? accuracy.map(({ measure, value, data }) => `${measure} ${value.toFixed(2)} on ${data}`).join('; ')
        : 'not measured',
    ],
    [
      'Looked at',
      [
        `${count(done)} articles of the corpus`,
        due > 0 ? `${count(due)} to go` : '',
        unknownLanguage > 0 ? `${count(unknownLanguage)} in a language it does not know` : '',
      ]
        .filter(Boolean)
        .join(', '),
    ],
  ];
}
