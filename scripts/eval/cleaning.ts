import { cleanWith, createLineStatistics, type SourceDocument } from '../../electron/analysis/cleaning/index.ts';
import { extractPlainText } from '../../electron/analysis/extract/index.ts';
import { countLines, type LineCounts } from './lines.ts';

/** One scrape of a source, with the lines that a person would keep. */
export interface Scrape {
  id: string;
  source: string;
  lines: string[];
  /** 1 for each line that belongs to the article. */
  keep: number[];
}

export interface CleanedScrape {
  scrape: Scrape;
  alone: { text: string; title: string };
  across: { text: string; title: string };
}

/** Cleans each scrape alone and then with what its source repeats, as an import does. */
export function cleanScrapes(rows: readonly Scrape[]): CleanedScrape[] {
  const bySource = Map.groupBy(rows, (row) => row.source);
  return [...bySource.values()].flatMap((scrapes) => {
    const documents = scrapes.map((scrape): SourceDocument => {
      const article = extractPlainText(scrape.lines.join('\n'));
      const { text, removed, title, language } = article;
      return {
        id: scrape.id,
        text,
        removed,
        title: title?.value ?? null,
        titleIsGuess: true,
        kind: 'dump',
        keptByPerson: [],
        language: language?.value ?? null,
      };
    });
    const statistics = createLineStatistics();
    for (const document of documents) statistics.add(document);
    const model = statistics.model();
    return documents.map((document, i) => {
      const cleaned = cleanWith(model, document, { switchedOff: new Set() });
      return {
        scrape: scrapes[i]!,
        alone: { text: document.text, title: document.title ?? '' },
        across: { text: cleaned.text, title: cleaned.title ?? '' },
      };
    });
  });
}

/** Sums what was kept rightly, kept wrongly and lost over all scrapes. */
export function sumCounts(cleaned: readonly CleanedScrape[], pass: 'alone' | 'across'): LineCounts {
  const sum: LineCounts = { lines: { hits: 0, extra: 0, missing: 0 }, words: { hits: 0, extra: 0, missing: 0 } };
  for (const one of cleaned) {
    const { text, title } = one[pass];
    const counts = countLines(one.scrape.lines, one.scrape.keep, text, title);
    for (const outcome of ['hits', 'extra', 'missing'] as const) {
      sum.lines[outcome] += counts.lines[outcome];
      sum.words[outcome] += counts.words[outcome];
    }
  }
  return sum;
}
