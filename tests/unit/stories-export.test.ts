import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { viewQuery } from '../../shared/model/view.ts';
import { type TestProject, testProject } from '../support/project.ts';

let project: TestProject;
let folder: string;
let storyId: string;

beforeEach(() => {
  project = testProject();
  project.actAs('Rana');
  folder = mkdtempSync(join(tmpdir(), 'parallax-stories-'));
  const leans = { Tern: -2, Gull: -1, Lark: -1, Crow: 0, Wren: 0, Rook: 2 };
  for (const [source, lean] of Object.entries(leans)) {
    project.addArticle({
      articleId: source,
      text: `The bridge is shut, says ${source}.\n`,
      source,
      publishedAt: '2025-05-02',
    });
    const { sourceId } = project.call('sources.list', {}).find(({ name }) => name === source)!;
    project.call('ratings.set', { sourceId, lean, reliability: null });
  }
  project.addArticle({
    articleId: 'copy',
    text: 'The bridge is shut, says Tern.\n',
    source: 'Tern',
    duplicateOf: 'Tern',
  });
  project.addArticle({ articleId: 'alone', text: 'Rain in Tarrow.\n', source: 'Tern' });
  storyId = project.call('stories.create', { articleIds: Object.keys(leans), title: 'The bridge' }).storyId;
});
afterEach(() => {
  project.close();
  rmSync(folder, { recursive: true });
});

function write(more: object = {}) {
  const out = join(folder, 'dataset');
  const input = { out, tag: 't', profile: 'analysis', overwrite: true, query: null, ...more };
  project.read('export/csv', input);
  return {
    table: (name: string): Record<string, string>[] => parse(readFileSync(join(out, name), 'utf8'), { columns: true }),
    manifest: JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')),
  };
}

test('stories.csv has the spectrum and the gap with the rule it was found by', () => {
  const { table, manifest } = write();
  expect(table('stories.csv')).toEqual([
    expect.objectContaining({
      ...{ story_id: storyId, title: 'The bridge', n_articles: '7', n_sources: '6', n_distinct: '6' },
      ...{
        n_left: '1',
        n_leans_left: '2',
        n_centre: '2',
        n_leans_right: '0',
        n_right: '1',
        n_rated: '6',
        n_unrated: '0',
      },
      ...{ gap_kind: 'gap', gap_side: 'right', gap_share: '0.1667' },
      gap: 'few sources on the right: 17 % of the rated, 50 % are on the left; an estimate',
      ...{ gap_min_rated: '5', gap_max_share: '0.2', gap_min_ratio: '2', gap_raters: '' },
      ...{ title_by: 'person', articles_by: 'person', is_locked: 'false', analyser: '' },
      ...{
        first_published: '2025-05-02',
        last_published: '2025-05-02',
        n_corrections: '0',
        hidden_blocks: '',
        comments: '',
      },
    }),
  ]);
  expect(manifest.counts.stories).toBe(1);
});

test('articles.csv names the story of each article, copies too; an article in none has an empty cell', () => {
  const of = new Map(
    write()
      .table('articles.csv')
      .map((row) => [row.article_id, row.story]),
  );
  expect(of.get('Tern')).toBe(storyId);
  expect(of.get('copy')).toBe(storyId);
  expect(of.get('alone')).toBe('');
});

test('a selection has the stories of its articles, counted in it; spectrum and gap are of the whole story', () => {
  const query = viewQuery.parse({ text: 'Crow' });
  const [row] = write({ query }).table('stories.csv');
  expect(row).toMatchObject({
    n_articles: '1',
    n_sources: '1',
    n_articles_in_story: '7',
    n_rated: '6',
    gap_kind: 'gap',
  });
  expect(write({ query: viewQuery.parse({ text: 'Tarrow' }) }).table('stories.csv')).toEqual([]);
});

test('what people hid, noted and took out on its page is told, and counted as a loss', () => {
  project.call('stories.setBlock', { storyId, block: 'matters', isHidden: true, comment: 'Too early' });
  project.call('stories.takeOut', { storyId, block: 'quoted', what: { text: 'Onnel' } });
  const { table, manifest } = write();
  expect(table('stories.csv')[0]).toMatchObject({
    ...{ hidden_blocks: 'Why it matters', comments: 'Why it matters: Too early', n_corrections: '1' },
  });
  expect(manifest.losses).toContainEqual(expect.objectContaining({ what: 'blocks of story pages', count: 2 }));
});
