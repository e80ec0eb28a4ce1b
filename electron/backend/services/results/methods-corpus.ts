// The corpus: articles, imports, cleaning, copies, what was included, and the analysers behind it.
import { accuracy, accuracyInWords, type MeasuredTask, measuredOn } from '../../../../shared/model/accuracy.ts';
import { copyFinder } from '../../../analysis/duplicates/index.ts';
import { extractors } from '../../../analysis/extract/extractors.ts';
import type { ReadableDb } from '../../db/types.ts';
import { languageLabel } from '../articles/values.ts';
import { me, visibleCoders } from '../blind/index.ts';
import { freshCheckpoint, type ImportCheckpoint } from '../import/progress.ts';
import { asMarkdown, counted, day, listed, number, table } from './markdown.ts';
import type { MakePart, Part } from './methods.ts';

/** Rows of a table; the rest is counted. */
const MOST = 50;

export const corpusPart: MakePart = (db): Part => {
  const all = db.get<{
    n: number;
    words: number | null;
    first: string | null;
    last: string | null;
    undated: number;
    coarse: number;
  }>(
    `SELECT count(*) AS n, sum(words) AS words, min(nullif(published_sort, '')) AS first, max(nullif(published_sort, '')) AS last,
       count(*) FILTER (WHERE published_sort = '') AS undated,
       count(*) FILTER (WHERE published_precision IN ('month', 'year')) AS coarse FROM article`,
  )!;
  if (all.n === 0) return { title: 'Corpus', blocks: [], missing: ['the project has no articles yet.'] };
  const sources = db.all<{
    name: string | null;
    domain: string | null;
    n: number;
    first: string | null;
    last: string | null;
  }>(
    `SELECT s.name, s.domain, count(*) AS n, min(nullif(a.published_sort, '')) AS first, max(nullif(a.published_sort, '')) AS last
     FROM article a LEFT JOIN source s ON s.id = a.source_id GROUP BY a.source_id ORDER BY n DESC, s.name`,
  );
  const languages = db.all<{ language: string | null; n: number }>(
    'SELECT language, count(*) AS n FROM article GROUP BY language ORDER BY n DESC, language',
  );
  const known = sources.filter(({ name }) => name !== null);
  const dates = all.first
    ? `Publication dates run from ${day(all.first)} to ${day(all.last!)}; ${counted(all.undated, 'article')} ${all.undated === 1 ? 'has' : 'have'} no date${all.coarse > 0 ? ` and ${number(all.coarse)} only a month or year, which counts as its first day` : ''}.`
    : 'No article has a known publication date.';
  const shown = sources.slice(0, MOST);
  return {
    title: 'Corpus',
    blocks: [
      `The corpus has ${counted(all.n, 'article')} with ${counted(all.words ?? 0, 'word')} from ${counted(known.length, 'source')}. ${dates}`,
      `Languages: ${listed(languages.map(({ language, n }) => `${languageLabel(language)}${language ? ` (${asMarkdown(language)})` : ''} ${number(n)}`))}.`,
      table(
        ['Source', 'Domain', 'Articles:', 'First', 'Last'],
        shown.map(({ name, domain, n, first, last }) => [
          ...[name === null ? 'unknown' : asMarkdown(name), asMarkdown(domain ?? '')],
          ...[n, first ? day(first) : '', last ? day(last) : ''],
        ]),
      ),
      ...(sources.length > MOST ? [`… and ${counted(sources.length - MOST, 'further source')}.`] : []),
    ],
    missing: [],
  };
};

export const importsPart: MakePart = (db): Part => {
  const jobs = db.all<{ id: string; at: string; state: string; checkpoint: string | null }>(
    `SELECT job_id AS id, created_at AS at, state, checkpoint FROM job WHERE kind = 'import' ORDER BY created_at, rowid`,
  );
  if (jobs.length === 0) {
    return { title: 'Imports', blocks: [], missing: ['the project keeps no record of an import.'] };
  }
  const failures = db.all<{ code: string; n: number }>(
    'SELECT code, count(*) AS n FROM import_failure GROUP BY code ORDER BY n DESC, code',
  );
  const rows = jobs.map(({ at, state, checkpoint }) => {
    const { roots, counts } = {
      ...freshCheckpoint([]),
      ...(checkpoint ? (JSON.parse(checkpoint) as Partial<ImportCheckpoint>) : {}),
    };
    const { found, imported, updated, unchanged, failed } = counts;
    return [
      ...[`${day(at)} ${at.slice(11, 16)}`, asMarkdown(roots.join(', ')), state],
      ...[found, imported, updated, unchanged, failed],
    ];
  });
  const shown = rows.slice(-MOST);
  return {
    title: 'Imports',
    blocks: [
      table(['When', 'What', 'State', 'Found:', 'Imported:', 'Updated:', 'Unchanged:', 'Failed:'], shown),
      ...(rows.length > MOST ? [`Shown are the last ${MOST} of ${number(rows.length)} imports.`] : []),
      failures.length === 0
        ? 'No record failed.'
        : `Records that failed, by reason: ${listed(failures.map(({ code, n }) => `${code} ${number(n)}`))}.`,
    ],
    missing: [],
  };
};

/** How well a procedure did where it was measured, in words. */
function measured(name: string): string {
  const tasks = (Object.keys(accuracy) as MeasuredTask[]).filter(
    (task) => `${accuracy[task].analyser} ${accuracy[task].version}` === name,
  );
  if (tasks.length === 0) return 'not measured';
  const field = (task: MeasuredTask) =>
    ['title', 'byline', 'publishedAt'].includes(task) ? `${fieldNames[task]}: ` : '';
  return tasks.map((task) => `${field(task)}${accuracyInWords(task)}`).join('; ');
}
const fieldNames: Partial<Record<MeasuredTask, string>> = { title: 'title', byline: 'byline', publishedAt: 'date' };

export const cleaningPart: MakePart = (db): Part => {
  const made = db.all<{ extractor: string; n: number }>(
    `SELECT v.extractor, count(*) AS n FROM article a JOIN text_version v ON v.id = a.text_version_id
     GROUP BY v.extractor ORDER BY n DESC, v.extractor`,
  );
  const removed = db.all<{ reason: string; n: number; articles: number }>(
    `SELECT p.reason, count(*) AS n, count(DISTINCT a.id) AS articles
     FROM article a JOIN removed_passage p ON p.text_version_id = a.text_version_id
     GROUP BY p.reason ORDER BY n DESC, p.reason`,
  );
  const restored = db.value<number>('SELECT count(*) FROM kept_passage') ?? 0;
  const rules = db.value<number>('SELECT count(DISTINCT rule) FROM removed_passage WHERE rule IS NOT NULL') ?? 0;
  return {
    title: 'Cleaning',
    blocks: [
      ...(made.length === 0
        ? []
        : [
            table(
              ['Text made by', 'Articles:'],
              made.map(({ extractor, n }) => [asMarkdown(extractor), n]),
            ),
          ]),
      removed.length === 0
        ? 'Nothing was cut out of the texts.'
        : `What was cut out is kept in the project and can be put back; ${counted(restored, 'passage')} ${restored === 1 ? 'was' : 'were'} put back by hand, and ${counted(rules, 'rule')} of sources cut passages in the texts as they are now.`,
      ...(removed.length === 0
        ? []
        : [
            table(
              ['Cut out', 'Passages:', 'Articles:'],
              removed.slice(0, MOST).map((row) => [asMarkdown(row.reason), row.n, row.articles]),
            ),
          ]),
    ],
    missing: [],
  };
};

export const copiesPart: MakePart = (db): Part => {
  const groups = db.get<{ articles: number; groups: number }>(
    'SELECT count(duplicate_group) AS articles, count(DISTINCT duplicate_group) AS groups FROM article',
  )!;
  const kinds = db.all<{ kind: string; n: number }>(
    'SELECT duplicate_kind AS kind, count(*) AS n FROM article WHERE duplicate_kind IS NOT NULL GROUP BY 1 ORDER BY 1',
  );
  const apart = db.value<number>('SELECT count(*) FROM article WHERE duplicate_apart = 1') ?? 0;
  const words: Record<string, string> = { bytes: 'the same file', text: 'the same text', near: 'nearly the same text' };
  const name = `${copyFinder.name} ${copyFinder.version}`;
  return {
    title: 'Copies',
    blocks: [
      groups.groups === 0
        ? `No article is a copy of another (${name}).`
        : `${counted(groups.articles, 'article')} stand in ${counted(groups.groups, 'group')} of copies (${name}): besides the first of each group ${listed(kinds.map(({ kind, n }) => `${number(n)} with ${words[kind] ?? kind}`))}.`,
      ...(apart > 0
        ? [`${counted(apart, 'article')} ${apart === 1 ? 'was' : 'were'} taken out of such groups by hand.`]
        : []),
    ],
    missing: [],
  };
};

export const triagePart: MakePart = (db, context): Part => {
  const seen = visibleCoders('t.article', 't.coder');
  const articles = db.value<number>('SELECT count(*) FROM article') ?? 0;
  const coders = db.all<{ name: string; include: number; maybe: number; exclude: number }>(
    `SELECT p.name, count(*) FILTER (WHERE t.decision = 'include') AS include,
       count(*) FILTER (WHERE t.decision = 'maybe') AS maybe, count(*) FILTER (WHERE t.decision = 'exclude') AS exclude
     FROM triage_decision t JOIN coder p ON p.id = t.coder WHERE ${seen} GROUP BY p.id ORDER BY p.id`,
    me(context),
  );
  if (coders.length === 0) {
    return { title: 'Selection of articles', blocks: [], missing: ['no article was included or excluded in triage.'] };
  }
  const reasons = db.all<{ decision: string; reason: string; n: number; unsaid: number }>(
    `SELECT t.decision, coalesce(trim(t.reason), '') AS reason, count(*) AS n, coalesce(trim(t.reason), '') = '' AS unsaid
     FROM triage_decision t WHERE t.decision <> 'include' AND ${seen} GROUP BY 1, 2 ORDER BY t.decision, n DESC, reason`,
    me(context),
  );
  const unsaid = reasons.filter((row) => row.unsaid && row.decision === 'exclude').reduce((sum, { n }) => sum + n, 0);
  return {
    title: 'Selection of articles',
    blocks: [
      table(
        ['Coder', 'Included:', 'Maybe:', 'Excluded:', 'Undecided:'],
        coders.map(({ name, include, maybe, exclude }) => [
          ...[asMarkdown(name), include, maybe, exclude, articles - include - maybe - exclude],
        ]),
      ),
      ...(reasons.length === 0
        ? []
        : [
            table(
              ['Decision', 'Reason', 'Decisions:'],
              reasons
                .slice(0, MOST)
                .map(({ decision, reason, n }) => [decision, asMarkdown(reason) || 'none given', n]),
            ),
          ]),
    ],
    missing: unsaid > 0 ? [`${counted(unsaid, 'exclusion')} without a reason.`] : [],
  };
};

/** Name and version of what the project's findings were made by. */
function usedAnalysers(db: ReadableDb): { name: string; version: string; articles: number }[] {
  return db.all(
    `SELECT analyser AS name, version, count(*) AS articles FROM analysis_state GROUP BY 1, 2 ORDER BY 1, 2`,
  );
}

export const analysersPart: MakePart = (db, context): Part => {
  const texts = db.column<string>(
    'SELECT DISTINCT v.extractor FROM article a JOIN text_version v ON v.id = a.text_version_id ORDER BY 1',
  );
  const detected =
    db.value<number>(`SELECT count(DISTINCT article) FROM evidence WHERE origin = 'detected' AND chosen = 1`) ?? 0;
  const copies = db.value<number>('SELECT count(*) FROM article WHERE duplicate_group IS NOT NULL') ?? 0;
  const language = `${extractors.language.name} ${extractors.language.version}`;
  const copying = `${copyFinder.name} ${copyFinder.version}`;
  const ran = usedAnalysers(db);
  const rows = [
    ...texts.map((name) => [name, 'texts and metadata', measured(name)]),
    ...(detected > 0 ? [[language, `languages of ${counted(detected, 'article')}`, measured(language)]] : []),
    ...(copies > 0 ? [[copying, 'groups of copies', measured(copying)]] : []),
    ...ran.map(({ name, version, articles }) => [
      ...[`${name} ${version}`, `suggestions in ${counted(articles, 'article')}`, measured(`${name} ${version}`)],
    ]),
  ];
  const decided = db.all<{ analyser: string; decision: string; n: number }>(
    `SELECT d.analyser || ' ' || d.version AS analyser, d.decision, count(*) AS n FROM suggestion_decision d
     WHERE ${visibleCoders('d.article', 'd.coder')} GROUP BY 1, 2 ORDER BY 1, 2`,
    me(context),
  );
  return {
    title: 'Analysers',
    blocks: [
      ...(rows.length === 0
        ? []
        : [
            table(
              ['Analyser', 'Used for', 'Measured accuracy'],
              rows.map((row) => row.map(asMarkdown)),
            ),
            `Accuracy was measured on ${measuredOn} on labelled data that is not part of the project.`,
          ]),
      ...(decided.length === 0
        ? ['No suggestion of an analyser became coding.']
        : [
            `Suggestions that a person decided on: ${listed(decided.map(({ analyser, decision, n }) => `${asMarkdown(analyser)} ${decision} ${number(n)}`))}. Suggestions count as coding only where they were accepted or changed.`,
          ]),
    ],
    missing: rows.length === 0 ? ['no analyser has worked on this project.'] : [],
  };
};
