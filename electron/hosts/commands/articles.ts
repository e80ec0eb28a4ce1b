import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { Annotation } from '../../../shared/model/annotation.ts';
import { type Article, type ArticleRow, HIT_END, HIT_START } from '../../../shared/model/article.ts';
import type { KeptFinding } from '../../../shared/model/finding.ts';
import type { Suggestion } from '../../../shared/model/suggestion.ts';
import { sortColumns, type ViewQueryInput } from '../../../shared/model/view.ts';
import { codePointIndex } from '../../../shared/text/offsets.ts';
import { exit, printJson, printTable, UsageError } from './output.ts';
import { type CommandRun, type Flags, withProject } from './run.ts';

const PAGE = 500;

function wholeNumber(flags: Flags, name: string): number | undefined {
  const given = flags[name];
  if (given === undefined) return undefined;
  const value = Number(given);
  if (!Number.isInteger(value) || value < 0) throw new UsageError(`--${name} takes a whole number, not ${given}.`);
  return value;
}

/** `published` and `published_at`, `triage` and `decision` name the same column, here as in the exported files. */
const aliases: Record<string, string> = { published_at: 'published', triage: 'decision', added_at: 'added' };

function sortOf(given: string | boolean | undefined): ViewQueryInput['sort'] {
  if (typeof given !== 'string') return undefined;
  const [name = '', order = 'asc'] = given.split(':');
  const column = sortColumns.find((known) => known === (aliases[name] ?? name));
  if (!column || !['asc', 'desc'].includes(order)) {
    throw new UsageError(`--sort takes one of ${sortColumns.join(', ')}, with :desc behind it for descending order.`);
  }
  return { column, descending: order === 'desc' };
}

/** Ids of the stories that articles are in. */
async function storiesOf({ client }: CommandRun, rows: readonly ArticleRow[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (let at = 0; at < rows.length; at += PAGE) {
    const articleIds = rows.slice(at, at + PAGE).map(({ articleId }) => articleId);
    for (const { articleId, storyId } of await client.call('stories.ofArticles', { articleIds })) {
      found.set(articleId, storyId);
    }
  }
  return found;
}

/** Rows of a view from `offset`, at most `limit`, fetched page by page. */
async function rowsOf({ client }: CommandRun, query: ViewQueryInput, offset: number, limit: number) {
  const view = await client.call('articles.openView', { query, first: 0 });
  const rows: ArticleRow[] = [];
  const end = Math.min(view.total, offset + limit);
  for (let start = offset; start < end; start += PAGE) {
    const window = await client.call('articles.rows', {
      viewId: view.viewId,
      start,
      count: Math.min(PAGE, end - start),
    });
    rows.push(...window.rows.filter((row) => row !== null));
  }
  return { total: view.total, rows };
}

const outsideRow = (row: ArticleRow, storyOf: ReadonlyMap<string, string>) => ({
  article_id: row.articleId,
  title: row.title,
  source: row.source,
  byline: row.byline,
  published_at: row.publishedAt,
  language: row.language,
  words: row.words,
  triage: row.decision,
  reason: row.reason,
  annotations: row.annotations,
  url: row.url,
  original_path: row.originalPath,
  story_id: storyOf.get(row.articleId) ?? null,
});

export async function list(_words: string[], flags: Flags): Promise<number> {
  const sort = sortOf(flags.sort);
  const query: ViewQueryInput = { text: String(flags.query ?? ''), ...(sort ? { sort } : {}) };
  const offset = wholeNumber(flags, 'offset') ?? 0;
  const limit = wholeNumber(flags, 'limit') ?? Number.MAX_SAFE_INTEGER;
  const { total, rows, storyOf } = await withProject(flags, { write: false }, async (run) => {
    const view = await rowsOf(run, query, offset, limit);
    return { ...view, storyOf: await storiesOf(run, view.rows) };
  });
  if (flags.json) printJson({ total, rows: rows.map((row) => outsideRow(row, storyOf)) });
  else {
    printTable(
      ['article', 'date', 'source', 'title'],
      rows.map((row) => [row.articleId, row.publishedAt ?? '', row.source, row.title]),
    );
    process.stdout.write(`${rows.length} of ${total} articles\n`);
  }
  return exit.done;
}

const marked = (snippet: string | null) => (snippet ?? '').replaceAll(HIT_START, '**').replaceAll(HIT_END, '**');

export async function search(words: string[], flags: Flags): Promise<number> {
  const text = words.join(' ');
  if (!text.trim()) throw new UsageError('Say what to search for: parallax search "words" --project FILE');
  const query: ViewQueryInput = { text, sort: { column: 'relevance', descending: true } };
  const limit = wholeNumber(flags, 'limit') ?? 100;
  const { total, rows } = await withProject(flags, { write: false }, (run) =>
    rowsOf(run, query, wholeNumber(flags, 'offset') ?? 0, limit),
  );
  const found = rows.map((row) => ({
    article_id: row.articleId,
    title: row.title,
    source: row.source,
    published_at: row.publishedAt,
    snippet: marked(row.snippet),
  }));
  if (flags.json) printJson({ total, rows: found });
  else {
    for (const row of found) process.stdout.write(`${row.article_id}  ${row.title}\n    ${row.snippet}\n`);
    process.stdout.write(`${found.length} of ${total} articles\n`);
  }
  return exit.done;
}

/** What was said of a suggestion. */
interface Said {
  code: { code_id: string; name: string } | null;
  decision: Suggestion['decision'];
  annotation_id?: string;
}

/** Offsets leave Parallax as code points. */
function outsideArticle(
  article: Article,
  annotations: Annotation[],
  codes: OutputOf<'codebook.get'>['codes'],
  found: OutputOf<'analysis.findings'>,
  suggested: readonly Suggestion[],
) {
  const index = codePointIndex(article.text);
  const outside = (offset: number | null) => (offset === null ? null : index.toCodePoints(offset));
  const nameOf = new Map(codes.map((code) => [code.codeId, code.name]));
  const { metadata } = article;
  const key = (analyser: string, { start, end, label }: KeptFinding | Suggestion) =>
    `${analyser} ${label} ${start} ${end}`;
  const suggestedAt = new Map(suggested.map((one) => [key(one.analyser, one), one]));
  /** What was said of a finding that is offered as coding. */
  const saidOf = (analyser: string, finding: KeptFinding): Said | 'coded' | null => {
    const one = suggestedAt.get(key(analyser, finding));
    if (!one) return analyser === 'techniques' || analyser === 'codes' ? 'coded' : null;
    const { codeId, decision, annotationId } = one;
    const code = codeId === null ? null : { code_id: codeId, name: nameOf.get(codeId) ?? '' };
    return { code, decision, ...(annotationId !== null && { annotation_id: annotationId }) };
  };
  return {
    article_id: article.articleId,
    title: metadata.title.value,
    source: metadata.source.value,
    byline: metadata.byline.value,
    published_at: metadata.publishedAt.value,
    language: metadata.language.value,
    direction: article.direction,
    url: metadata.url.value,
    original_path: article.originalPath,
    provenance: Object.fromEntries(
      Object.entries(metadata).map(([field, { from }]) => [field === 'publishedAt' ? 'published_at' : field, from]),
    ),
    words: article.words,
    triage: article.decision,
    text: article.text,
    text_sha256: article.textSha256,
    text_version: article.textVersion,
    removed: article.removed.map(({ text, start, reason }) => ({ text, start: index.toCodePoints(start), reason })),
    annotations: annotations.map((annotation) => ({
      annotation_id: annotation.annotationId,
      level: annotation.level,
      start: outside(annotation.start),
      end: outside(annotation.end),
      quote: annotation.quote?.exact ?? null,
      codes: annotation.codings.map((coding) => ({ code_id: coding.codeId, name: nameOf.get(coding.codeId) ?? '' })),
      memo: annotation.memo,
      confidence: annotation.confidence,
      coder: annotation.coder,
      origin: annotation.origin,
      status: annotation.status,
    })),
    // What was found in an earlier text has no place in this one; what is coded already is no longer suggested.
    suggestions: found
      .filter(({ analyser, isCurrent }) => isCurrent && analyser !== 'language')
      .flatMap(({ analyser, version, findings }) =>
        findings
          .map((finding) => ({ ...finding, said: saidOf(analyser, finding) }))
          .filter(({ said }) => said !== 'coded')
          .map(({ start, end, label, score, reason, said }) => ({
            ...(said === null || said === 'coded' ? { code: null, decision: 'open' } : said),
            ...{ analyser, version, label, start: index.toCodePoints(start), end: index.toCodePoints(end) },
            ...{ quote: article.text.slice(start, end), score, reason },
          })),
      ),
  };
}

export async function show(words: string[], flags: Flags): Promise<number> {
  if (words.length === 0) throw new UsageError('Say which article: parallax show ARTICLE_ID --project FILE');
  const articles = await withProject(flags, { write: false }, async ({ client }) => {
    const { codes } = await client.call('codebook.get', {});
    return Promise.all(
      words.map(async (articleId) =>
        outsideArticle(
          await client.call('articles.get', { articleId }),
          await client.call('annotations.ofArticle', { articleId }),
          codes,
          await client.call('analysis.findings', { articleId }),
          await client.call('suggestions.ofArticle', { articleId }),
        ),
      ),
    );
  });
  const [first] = articles;
  if (flags.json) printJson(articles.length === 1 ? first : { articles });
  else {
    for (const article of articles) {
      const facts = [article.source, article.published_at, article.byline, article.url].filter(Boolean).join(' · ');
      process.stdout.write(`${article.title ?? ''}\n${facts}\n\n${article.text}\n\n`);
    }
  }
  return exit.done;
}
