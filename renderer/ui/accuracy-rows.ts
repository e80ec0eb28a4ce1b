import { accuracy, accuracyInWords, type MeasuredTask, measuredOn } from '../../shared/model/accuracy.ts';
import type { MetadataField, Provenance } from '../../shared/model/article.ts';
import { dateInWords } from './dates.ts';

/** Rows of a `Basis`: how good a procedure is, by what was measured, and when. */
export function accuracyRows(...tasks: readonly MeasuredTask[]): [term: string, description: string][] {
  if (tasks.length === 0) return [['How good', 'not measured for this format']];
  const several = tasks.length > 1;
  const versions = [...new Set(tasks.map((task) => `${accuracy[task].analyser} ${accuracy[task].version}`))];
  return [
    [
      'How good',
      tasks.map((task) => `${several ? `${accuracy[task].analyser}: ` : ''}${accuracyInWords(task)}`).join('. '),
    ],
    ['Measured', `${dateInWords(measuredOn)}, ${versions.join(', ')}`],
  ];
}

/** What was measured of reading a field off pages or texts; nothing where a person or the file's own record says it. */
export function fieldAccuracyRows(field: MetadataField, from: Provenance): [term: string, description: string][] {
  if (field === 'language') return from === 'detected' ? accuracyRows('language') : [];
  if (!READ.has(from) || (field !== 'title' && field !== 'byline' && field !== 'publishedAt')) return [];
  return accuracyRows(field);
}

/** Origins that are read off a page, as the labelled pages were. */
const READ: ReadonlySet<Provenance> = new Set(['json-ld', 'opengraph', 'meta', 'microdata', 'visible text']);
