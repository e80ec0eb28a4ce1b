// What people say of stories. It is kept as theirs (`by`), so that looking for stories again does not undo it.
import { randomUUID } from 'node:crypto';
import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { TrackedRows } from '../../db/change-log.ts';
import type { ReadableDb, SqlValue, WritableDb } from '../../db/types.ts';
import type { WriteContext } from '../handler.ts';
import { requireStory } from './read.ts';

const named = (title: string) => (title === '' ? 'a story' : title);

export function renameStory(
  db: WritableDb,
  { storyId, title }: ParsedInputOf<'stories.rename'>,
  context: WriteContext,
) {
  requireStory(db, storyId);
  context.change({ action: 'story.rename', label: `Name ${title}`, article: null }, (rows) =>
    rows.update('story', { story_id: storyId }, { title, title_by: 'person', updated_at: context.at }),
  );
  return {};
}

export function setTopics(
  db: WritableDb,
  { storyId, topics }: ParsedInputOf<'stories.setTopics'>,
  context: WriteContext,
) {
  const { title } = requireStory(db, storyId);
  const values = { topics: JSON.stringify([...new Set(topics)]), topics_by: 'person', updated_at: context.at };
  context.change({ action: 'story.topics', label: `Topics of ${named(title)}`, article: null }, (rows) =>
    rows.update('story', { story_id: storyId }, values),
  );
  return {};
}

export function lockStory(db: WritableDb, { storyId, locked }: ParsedInputOf<'stories.lock'>, context: WriteContext) {
  const { title } = requireStory(db, storyId);
  const label = `${locked ? 'Lock' : 'Unlock'} ${named(title)}`;
  context.change({ action: 'story.lock', label, article: null }, (rows) =>
    rows.update('story', { story_id: storyId }, { is_locked: locked ? 1 : 0 }),
  );
  return {};
}

/** Articles of a story, copies too. */
const membersOf = (db: ReadableDb, storyId: string) =>
  db.column<number>('SELECT article FROM story_member WHERE story_id = ?', storyId);

/**
 * Row ids of articles and of all their copies, which are always in the same story.
 * @throws AppError NOT_FOUND when one is not in the project
 */
function withCopies(db: ReadableDb, articleIds: readonly string[]): number[] {
  const list = JSON.stringify(articleIds);
  const unknown = db.value<string>(
    `SELECT j.value FROM json_each(?) j LEFT JOIN article a ON a.article_id = j.value WHERE a.id IS NULL LIMIT 1`,
    list,
  );
  if (unknown !== undefined)
    throw new AppError('NOT_FOUND', 'An article is not in the project.', { articleId: unknown });
  return db.column<number>(
    `SELECT DISTINCT c.id FROM json_each(?) j CROSS JOIN article a ON a.article_id = j.value
       CROSS JOIN article c ON c.id = a.id OR c.duplicate_group = a.duplicate_group`,
    list,
  );
}

/** @throws AppError CONFLICT when a story that articles would leave or join is locked */
function refuseLocked(db: ReadableDb, storyIds: readonly string[]) {
  const locked = db.get<{ title: string; storyId: string }>(
    `SELECT title, story_id AS storyId FROM story WHERE is_locked = 1 AND story_id IN (SELECT value FROM json_each(?)) LIMIT 1`,
    JSON.stringify(storyIds),
  );
  if (!locked) return;
  throw new AppError('CONFLICT', `${named(locked.title)} is locked. Unlock it to change which articles it has.`, {
    storyId: locked.storyId,
  });
}

const storiesOf = (db: ReadableDb, articles: readonly number[]) =>
  db.column<string>(
    `SELECT DISTINCT m.story_id FROM json_each(?) j CROSS JOIN story_member m ON m.article = j.value
     WHERE m.story_id IS NOT NULL`,
    JSON.stringify(articles),
  );

const place = (rows: TrackedRows, articles: readonly number[], storyId: string | null) =>
  rows.putMany(
    'story_member',
    { column: 'article', values: articles, fixed: {} },
    { story_id: storyId, by: 'person' },
    ['story_id', 'by'],
  );

/** Stories that nothing is left in go; undo brings them back. */
function dropEmpty(db: ReadableDb, rows: TrackedRows, storyIds: readonly string[]) {
  for (const story_id of storyIds) if (membersOf(db, story_id).length === 0) rows.delete('story', { story_id });
}

/** What people said of the pages of stories that are merged goes along; where both were commented on, the comment stays apart. */
function bringCorrections(db: ReadableDb, rows: TrackedRows, storyIds: readonly string[], intoId: string) {
  for (const storyId of storyIds) {
    const made = db.column<string>('SELECT correction_id FROM story_correction WHERE story_id = ?', storyId);
    for (const correction_id of made) rows.update('story_correction', { correction_id }, { story_id: intoId });
    const blocks = db.all<Record<string, SqlValue>>(
      `SELECT * FROM story_block b WHERE story_id = ?
         AND NOT EXISTS (SELECT 1 FROM story_block o WHERE o.story_id = ? AND o.block = b.block)`,
      ...[storyId, intoId],
    );
    for (const row of blocks) {
      rows.delete('story_block', { story_id: storyId, block: row.block! });
      rows.insert('story_block', { ...row, story_id: intoId });
    }
  }
}

const counted = (n: number) => (n === 1 ? '1 article' : `${n.toLocaleString('en')} articles`);

export function mergeStories(
  db: WritableDb,
  { intoId, storyIds }: ParsedInputOf<'stories.merge'>,
  context: WriteContext,
): OutputOf<'stories.merge'> {
  const { title } = requireStory(db, intoId);
  const others = [...new Set(storyIds)].filter((id) => id !== intoId);
  for (const id of others) requireStory(db, id);
  refuseLocked(db, [intoId, ...others]);
  const moved = others.flatMap((id) => membersOf(db, id));
  const label = `Merge ${others.length + 1} stories into ${named(title)}`;
  return context.change({ action: 'story.merge', label, article: null }, (rows) => {
    if (others.length === 0) return { articles: 0 };
    // Those of the story itself too: a person has said that all of them are one.
    place(rows, [...moved, ...membersOf(db, intoId)], intoId);
    bringCorrections(db, rows, others, intoId);
    dropEmpty(db, rows, others);
    return { articles: moved.length };
  });
}

export function splitStory(
  db: WritableDb,
  { storyId, articleIds, title }: ParsedInputOf<'stories.split'>,
  context: WriteContext,
): OutputOf<'stories.split'> {
  const story = requireStory(db, storyId);
  refuseLocked(db, [storyId]);
  const members = membersOf(db, storyId);
  const own = new Set(members);
  const apart = withCopies(db, articleIds).filter((id) => own.has(id));
  if (apart.length === 0 || apart.length === members.length) {
    const what = apart.length === 0 ? 'None of these articles is in the story' : 'These are all articles of the story';
    throw new AppError('INVALID_INPUT', `${what}: nothing to split off.`, { storyId });
  }
  const rest = members.filter((id) => !apart.includes(id));
  const label = `Split ${counted(apart.length)} off ${named(story.title)}`;
  return context.change({ action: 'story.split', label, article: null }, (rows) => {
    const created = newStory(db, rows, apart, title, context);
    place(rows, apart, created);
    // The rest too: a person has said that the two are not one.
    place(rows, rest, storyId);
    return { storyId: created };
  });
}

function newStory(
  db: ReadableDb,
  rows: TrackedRows,
  articles: readonly number[],
  title: string | undefined,
  { at }: WriteContext,
): string {
  const storyId = randomUUID();
  const first = db.value<string>(
    `SELECT a.title FROM json_each(?) j CROSS JOIN article a ON a.id = j.value
     WHERE a.title <> '' ORDER BY a.published_sort = '', a.published_sort, a.id LIMIT 1`,
    JSON.stringify(articles),
  );
  rows.insert('story', {
    story_id: storyId,
    title: title ?? first ?? '',
    title_by: title === undefined ? 'analyser' : 'person',
    topics: '[]',
    topics_by: 'analyser',
    is_locked: 0,
    analyser: '',
    created_at: at,
    updated_at: at,
  });
  return storyId;
}

export function moveArticles(
  db: WritableDb,
  { articleIds, toId }: ParsedInputOf<'stories.move'>,
  context: WriteContext,
): OutputOf<'stories.move'> {
  const articles = withCopies(db, articleIds);
  const left = storiesOf(db, articles).filter((id) => id !== toId);
  const to = toId === null ? 'no story' : named(requireStory(db, toId).title);
  refuseLocked(db, toId === null ? left : [...left, toId]);
  const label = `Move ${counted(articles.length)} to ${to}`;
  return context.change({ action: 'story.move', label, article: null }, (rows) => {
    const moved = place(rows, articles, toId);
    dropEmpty(db, rows, left);
    return { articles: moved };
  });
}

export function createStory(
  db: WritableDb,
  { articleIds, title }: ParsedInputOf<'stories.create'>,
  context: WriteContext,
): OutputOf<'stories.create'> {
  const articles = withCopies(db, articleIds);
  const left = storiesOf(db, articles);
  refuseLocked(db, left);
  const label = `Make a story of ${counted(articles.length)}`;
  return context.change({ action: 'story.create', label, article: null }, (rows) => {
    const storyId = newStory(db, rows, articles, title, context);
    place(rows, articles, storyId);
    dropEmpty(db, rows, left);
    return { storyId };
  });
}

export function setGapSettings(_db: WritableDb, settings: ParsedInputOf<'stories.setSettings'>, context: WriteContext) {
  context.change({ action: 'stories.settings', label: 'Rule for coverage gaps', article: null }, (rows) =>
    rows.put('analysis_setting', { name: 'gap', value: JSON.stringify(settings) }),
  );
  return {};
}
