import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { startBenchBackend } from './backend.ts';
import { wordAt, writeCorpus } from './corpus.ts';
import { type BenchResult, mediansMs } from './timing.ts';

const ARTICLES = 100_000;
const WORDS = 150;
const ROWS = 50;

/** Words by how common they are: from one in four articles down to one in a few hundred. */
const QUERIES = [
  { name: 'a common word', text: wordAt(60), match: `"${wordAt(60)}"` },
  { name: 'a rare word', text: wordAt(3000), match: `"${wordAt(3000)}"` },
  {
    name: 'two words',
    text: `${wordAt(30)} ${wordAt(45)}`,
    match: `"${wordAt(30)}" AND "${wordAt(45)}"`,
  },
  { name: 'a phrase', text: `"${wordAt(3)} ${wordAt(8)}"`, match: `"${wordAt(3)} ${wordAt(8)}"` },
  { name: 'a prefix', text: `${wordAt(301).slice(0, 3)}*`, match: `"${wordAt(301).slice(0, 3)}" *` },
];

/**
 * A search through page, wire, router and threads (view, total, first rows with snippets) against the same full-text
 * query alone: matches in bm25 order, snippets of the first rows, and their count, prepared and warm.
 * @param folder for the corpus, about 280 MB; what is there already is used
 */
export async function benchSearch(folder: string, existing: (path: string) => boolean): Promise<BenchResult[]> {
  const path = join(folder, 'search.parallax');
  if (!existing(path)) writeCorpus(path, { articles: ARTICLES, words: WORDS });
  const { client, stop } = await startBenchBackend();
  const db = new Database(path, { readonly: true });
  try {
    await client.call('projects.open', { path });
    const best = db.prepare(
      `SELECT rowid, snippet(article_fts, 1, '[', ']', '…', 24) FROM article_fts WHERE article_fts MATCH ?
       ORDER BY bm25(article_fts, 5.0, 1.0) LIMIT ${ROWS}`,
    );
    const count = db.prepare('SELECT count(*) FROM article_fts WHERE article_fts MATCH ?');
    const basis: Record<string, number> = {};
    let sqliteTotal = 0;
    let stackTotal = 0;
    for (const { name, text, match } of QUERIES) {
      const query = { text, sort: { column: 'relevance' as const, descending: true } };
      // The vector that is read ahead has time to finish, as it has while a person looks at what was found.
      const before = () => pause(600);
      const [sqlite, stack] = (await mediansMs(11, [
        {
          before,
          work() {
            best.all(match);
            count.get(match);
          },
        },
        { before, work: () => client.call('articles.openView', { query, first: ROWS }) },
      ])) as [number, number];
      sqliteTotal += sqlite;
      stackTotal += stack;
      basis[`${name}: FTS5 alone`] = sqlite;
      basis[`${name}: whole stack`] = stack;
    }
    return [
      {
        name: `Search in ${ARTICLES} articles, ${QUERIES.length} queries, against the same FTS5 queries alone`,
        value: stackTotal / sqliteTotal,
        target: 1.5,
        basis,
      },
    ];
  } finally {
    db.close();
    await stop();
  }
}
