/**
 * Measures the analysers on labelled data: `npm run eval -- --data DIR`. DIR holds folders as described in its README:
 * `extraction` (pages, dumps, truth), `cleaning`, `metadata`, `duplicates`, `stories`, `claims`, `screening`; what is not there is left out
 * and named. Quotations and techniques are measured on the articles of tests/eval.
 * Beside each figure stand our aim and what other methods reach. `--json` prints one JSON document.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { cleaners } from '../electron/analysis/cleaning/index.ts';
import { CopyFinder } from '../electron/analysis/duplicates/cluster.ts';
import { copyFinder } from '../electron/analysis/duplicates/index.ts';
import { extractHtml, extractors, extractPlainText } from '../electron/analysis/extract/index.ts';
import { cleanScrapes, type Scrape, sumCounts } from './eval/cleaning.ts';
import { agreements } from './eval/fields.ts';
import { checkWorthy, newsManner, ownArticles, stories } from './eval/findings.ts';
import { countLanguages, DETECTOR_LANGUAGES, FURTHER_LANGUAGES } from './eval/languages.ts';
import { learnedTechniques, screening } from './eval/learned.ts';
import { scorePairs } from './eval/pairs.ts';
import { besideOf } from './eval/references.ts';
import { overlapOf, type Scores, scoreCounts, scoreOverlaps } from './eval/shingles.ts';

interface Figure {
  task: string;
  analyser: string;
  figures: Record<string, number>;
  documents: number;
}

function readRows<T>(file: string): T[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\uFEFF/, '');
  return text
    .split('\n')
    .filter((line) => line.trim())
    .map((line, i) => {
      try {
        return JSON.parse(line) as T;
      } catch (error) {
        throw new Error(`${file}, line ${i + 1} is not JSON: ${error instanceof Error ? error.message : error}`);
      }
    });
}

const named = (analyser: { name: string; version: string }) => `${analyser.name} ${analyser.version}`;
const asRecord = (scores: Scores): Record<string, number> => ({ ...scores });

/** Processor time of this process: what runs beside it does not count. */
function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function pages(dir: string): Figure {
  const rows = readRows<{ id: string; url?: string; html: string }>(join(dir, 'extraction/pages.jsonl.gz'));
  const truth = new Map(
    readRows<{ id: string; text: string }>(join(dir, 'extraction/truth.jsonl')).map((row) => [row.id, row.text]),
  );
  const started = cpuMilliseconds();
  const kept = new Map(rows.map((row) => [row.id, extractHtml(row.html, { url: row.url }).text]));
  const milliseconds = (cpuMilliseconds() - started) / rows.length;
  const scores = scoreOverlaps([...truth].map(([id, text]) => overlapOf(text, kept.get(id) ?? '')));
  return {
    task: 'main text from HTML',
    analyser: named(extractors.html),
    figures: { ...asRecord(scores), 'CPU ms a page': milliseconds },
    documents: rows.length,
  };
}

function dumps(dir: string): Figure[] {
  const rows = readRows<{ id: string; text: string }>(join(dir, 'extraction/scrapes.jsonl.gz'));
  const truth = readRows<{ id: string; text: string }>(join(dir, 'extraction/truth.jsonl'));
  const kept = new Map(rows.map((row) => [row.id, extractPlainText(row.text).text]));
  const variants = [...new Set(rows.map((row) => row.id.slice(row.id.lastIndexOf('#') + 1)))];
  return variants.map((variant) => ({
    task: `main text from a plain-text dump (${variant})`,
    analyser: named(extractors.plainText),
    figures: asRecord(scoreOverlaps(truth.map((row) => overlapOf(row.text, kept.get(`${row.id}#${variant}`) ?? '')))),
    documents: truth.length,
  }));
}

function cleaning(dir: string): Figure[] {
  const rows = readRows<Scrape>(join(dir, 'cleaning/scrapes.jsonl.gz'));
  const cleaned = cleanScrapes(rows);
  const figure = (task: string, analyser: string, pass: 'alone' | 'across'): Figure => {
    const { words, lines } = sumCounts(cleaned, pass);
    const byWord = scoreCounts(words.hits, words.extra, words.missing);
    const byLine = scoreCounts(lines.hits, lines.extra, lines.missing);
    return {
      task,
      analyser,
      figures: {
        'word precision': byWord.precision,
        'word recall': byWord.recall,
        'word f1': byWord.f1,
        'line f1': byLine.f1,
      },
      documents: rows.length,
    };
  };
  return [
    figure('cleaning, each document alone', named(extractors.plainText), 'alone'),
    figure('cleaning, with the second pass', named(cleaners.acrossSource), 'across'),
  ];
}

function metadata(dir: string): Figure {
  const html = new Map(
    readRows<{ id: string; html: string }>(join(dir, 'metadata/pages.jsonl.gz')).map((row) => [row.id, row.html]),
  );
  const truth = readRows<Record<string, string | null>>(join(dir, 'metadata/truth.jsonl'));
  const right: Record<string, [number, number]> = {};
  for (const row of truth) {
    const article = extractHtml(html.get(String(row.id)) ?? '');
    const mine = {
      title: article.title?.value,
      byline: article.byline?.value,
      published: article.publishedAt?.value,
      lang: article.language?.value,
      site: article.source?.value,
    };
    for (const field of Object.keys(agreements) as (keyof typeof agreements)[]) {
      const wanted = row[field];
      if (!wanted?.trim()) continue;
      right[field] ??= [0, 0];
      right[field][1]++;
      const given = mine[field];
      if (given && (given === wanted || agreements[field](given, wanted))) right[field][0]++;
    }
  }
  const figures = Object.fromEntries(Object.entries(right).map(([field, [hits, all]]) => [field, hits / all]));
  return {
    task: 'metadata of pages (share that agrees)',
    analyser: named(extractors.html),
    figures,
    documents: truth.length,
  };
}

/** Copies among texts as extractors and dumps give them, and among texts that were cut and put into foreign menus. */
function duplicates(dir: string, set: string): Figure {
  const rows = readRows<{ id: string; text: string; group: string }>(join(dir, `duplicates/${set}.jsonl.gz`));
  const finder = new CopyFinder();
  const started = cpuMilliseconds();
  for (const row of rows) finder.add(row.text);
  const groups = [...finder.groups((text) => rows[text]!.text)];
  const milliseconds = (cpuMilliseconds() - started) / rows.length;
  const scores = scorePairs(
    rows.map((row) => row.group),
    groups,
  );
  return {
    task: `duplicates (${set}), pairs`,
    analyser: named(copyFinder),
    figures: { ...asRecord(scores), 'CPU ms a text': milliseconds },
    documents: rows.length,
  };
}

/** Detection on pieces of 300 characters of one text in many languages, which needs no labelled data. */
function languages(): Figure {
  const known = countLanguages(DETECTOR_LANGUAGES, 300);
  const further = countLanguages(FURTHER_LANGUAGES, 300);
  return {
    task: 'language of pieces of 300 characters',
    analyser: named(extractors.language),
    figures: {
      'of the detector': known.right / known.all,
      'by letters': further.right / further.all,
      all: (known.right + further.right) / (known.all + further.all),
      languages: new Set([...Object.values(DETECTOR_LANGUAGES), ...Object.values(FURTHER_LANGUAGES)]).size,
    },
    documents: known.all + further.all,
  };
}

const { values } = parseArgs({ options: { data: { type: 'string' }, json: { type: 'boolean', default: false } } });
if (!values.data) console.error('Only what needs no labelled data is measured. The rest: npm run eval -- --data DIR');
const data = values.data ?? '';
const tasks: [string, () => Figure | Figure[]][] = [
  ['extraction/pages.jsonl.gz', () => pages(data)],
  ['extraction/scrapes.jsonl.gz', () => dumps(data)],
  ['cleaning/scrapes.jsonl.gz', () => cleaning(data)],
  ['metadata/pages.jsonl.gz', () => metadata(data)],
  ['duplicates/docs.jsonl.gz', () => duplicates(data, 'docs')],
  ['duplicates/edited.jsonl.gz', () => duplicates(data, 'edited')],
  ['stories/docs.jsonl', () => stories(readRows(join(data, 'stories/docs.jsonl')))],
  ['claims/sentences.jsonl', () => checkWorthy(readRows(join(data, 'claims/sentences.jsonl')))],
  ['screening/nudging.jsonl', () => screening(readRows(join(data, 'screening/nudging.jsonl')))],
];
const results: Figure[] = [
  languages(),
  ...ownArticles(new URL('../tests/eval/labelled-articles.txt', import.meta.url)),
  ...newsManner(new URL('../tests/eval/news-articles.txt', import.meta.url)),
  learnedTechniques(new URL('../tests/eval/labelled-articles.txt', import.meta.url)),
];
for (const [file, run] of data ? tasks : []) {
  if (existsSync(join(data, file))) results.push(...[run()].flat());
  else console.error(`left out: ${join(data, file)} is not there`);
}

/** "  aim .975 · Readability.js .947 · …" */
function besideInWords(task: string, figure: string): string {
  const beside = besideOf(task, figure);
  if (!beside) return '';
  const others = Object.entries(beside.others).map(([name, value]) => `${name} ${value}`);
  return `   ${[`aim ${beside.aim}`, ...others].join(' · ')}`;
}

if (values.json) console.log(JSON.stringify({ results }, null, 2));
else {
  for (const { task, analyser, figures, documents } of results) {
    console.log(`${task} · ${analyser} · ${documents} documents`);
    for (const [name, value] of Object.entries(figures)) {
      console.log(`  ${name.padEnd(16)} ${value.toFixed(4)}${besideInWords(task, name)}`);
    }
  }
}
