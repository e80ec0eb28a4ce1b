import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { availableAnalysers, loadAnalyser } from '../../electron/analysis/analysers/index.ts';
import { cleaners } from '../../electron/analysis/cleaning/index.ts';
import { copyFinder } from '../../electron/analysis/duplicates/index.ts';
import { extractors } from '../../electron/analysis/extract/extractors.ts';
import { storyFinder } from '../../electron/analysis/stories/index.ts';
import { accuracyRows, fieldAccuracyRows } from '../../renderer/ui/accuracy-rows.ts';
import { accuracy, accuracyInWords, type Measured, measuredTasks } from '../../shared/model/accuracy.ts';
import { ROOT } from '../support/backend.ts';

const document = readFileSync(join(ROOT, 'docs', 'accuracy.md'), 'utf8');
const analysers = (await Promise.all(availableAnalysers.map(loadAnalyser))).filter((one) => one !== null);
const all: [string, Measured][] = Object.entries(accuracy);

test.each(all)('what the page says of %s is what the documents say, of the version in use', (_, measured) => {
  const { analyser, version, figures } = measured;
  const importing = [...Object.values(extractors), ...Object.values(cleaners), copyFinder];
  const now = [...importing, ...analysers, storyFinder].find(({ name }) => name === analyser);
  expect(now?.version).toBe(version);
  const lines = document.split('\n').filter((line) => line.startsWith('|'));
  const at = lines.findIndex((line) => line.includes(`| ${analyser} ${version} |`));
  expect(at, `${analyser} ${version} in docs/accuracy.md`).toBeGreaterThan(0);
  for (const [measure, value] of figures) {
    const written = value === 1 ? '1.0' : value.toFixed(3).slice(1);
    expect(
      lines.some((line) => line.includes(written)),
      `${measure} ${written}`,
    ).toBe(true);
  }
});

test('a text names what read it; formats that say themselves what their text is are not measured', () => {
  expect(measuredTasks('HTML extraction 3 + Cleaning across a source 1')).toEqual(['html', 'acrossSource']);
  expect(measuredTasks('Feed reading 1')).toEqual([]);
  expect(accuracyRows()).toEqual([['How good', 'not measured for this format']]);
  expect(accuracyInWords('html')).toBe(
    'F1 .988, precision .984, recall .992 on 91 labelled web pages, most of them news, by runs of four words',
  );
});

test('a field is vouched for where it was read off a page or detected, not where a person or the record says it', () => {
  expect(fieldAccuracyRows('byline', 'visible text')).toEqual([
    ['How good', 'right .860 on 43 odd web pages'],
    ['Measured', '22 Nov 2026, HTML extraction 3'],
  ]);
  expect(fieldAccuracyRows('language', 'detected')[0]![1]).toContain('59 languages');
  expect(fieldAccuracyRows('byline', 'user')).toEqual([]);
  expect(fieldAccuracyRows('language', 'meta')).toEqual([]);
});
