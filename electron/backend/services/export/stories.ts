import type { Gap } from '../../../../shared/model/story.ts';
import type { ReadableDb } from '../../db/types.ts';
import { blockNames } from '../stories/block-names.ts';
import { readLeans } from '../stories/lean.ts';
import { allStories } from '../stories/read.ts';
import { FORMAT_VERSION, fixedTables } from './columns.ts';
import type { TableOptions } from './tables.ts';

/** stories.csv; a selection takes the stories of its articles. @returns rows */
export function writeStories(db: ReadableDb, { folder, selected, alive }: TableOptions): number {
  const table = folder.table('stories.csv', fixedTables['stories.csv']);
  const { settings } = readLeans(db);
  const raters =
    settings.raterIds === null
      ? null
      : db
          .column<string>(
            'SELECT name FROM rater WHERE rater_id IN (SELECT value FROM json_each(?)) ORDER BY name',
            JSON.stringify(settings.raterIds),
          )
          .join('; ');
  const exported = exportedOf(db, selected);
  const byPerson = new Set(
    db.column<string>(`SELECT DISTINCT story_id FROM story_member WHERE by = 'person' AND story_id IS NOT NULL`),
  );
  const corrections = new Map(
    db
      .all<{ storyId: string; n: number }>(
        'SELECT story_id AS storyId, count(*) AS n FROM story_correction GROUP BY story_id',
      )
      .map(({ storyId, n }) => [storyId, n]),
  );
  const blocks = Map.groupBy(
    db.all<{ storyId: string; block: keyof typeof blockNames; isHidden: number; comment: string; wording: string }>(
      `SELECT story_id AS storyId, block, is_hidden AS isHidden, comment, wording FROM story_block ORDER BY story_id, block`,
    ),
    ({ storyId }) => storyId,
  );
  // By first day, those without any last; the same each time.
  const order = ({ firstDay, storyId }: { firstDay: string | null; storyId: string }) =>
    `${firstDay ?? '9'} ${storyId}`;
  const stories = allStories(db).toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
  let rows = 0;
  for (const story of stories) {
    alive();
    const { storyId, spectrum, gap } = story;
    const own = exported.get(storyId);
    if (!own) continue;
    rows++;
    const said = blocks.get(storyId) ?? [];
    const notes = said.flatMap(({ block, comment, wording }) =>
      [comment, wording].filter((words) => words !== '').map((words) => `${blockNames[block]}: ${words}`),
    );
    table.row([
      ...[
        FORMAT_VERSION,
        storyId,
        story.title,
        story.topics.join('; '),
        own.articles,
        own.sources,
        own.first,
        own.last,
      ],
      ...[gapInWords(gap), gap.kind, gap.kind === 'gap' ? gap.side : null],
      ...[gap.kind === 'gap' || gap.kind === 'tie' ? Number(gap.share.toFixed(4)) : null],
      ...[...spectrum.bands, spectrum.rated, spectrum.unrated],
      ...[settings.minRated, settings.maxShare, settings.minRatio, raters],
      ...[story.articles, story.distinct, story.titleBy, story.topicsBy, byPerson.has(storyId) ? 'person' : 'analyser'],
      ...[String(story.isLocked), story.analyser, corrections.get(storyId) ?? 0],
      said
        .filter(({ isHidden }) => isHidden === 1)
        .map(({ block }) => blockNames[block])
        .join('; '),
      notes.join('; '),
    ]);
  }
  table.close();
  return rows;
}

interface Exported {
  articles: number;
  sources: number;
  first: string | null;
  last: string | null;
}

/** What this export has of each story. */
function exportedOf(db: ReadableDb, selected: ReadonlySet<number> | null): Map<string, Exported> {
  const found = new Map<string, Exported & { of: Set<number>; firstSort: string; lastSort: string }>();
  const rows = db.iterate<{ id: number; storyId: string; sourceId: number | null; sort: string; at: string | null }>(
    `SELECT a.id, m.story_id AS storyId, a.source_id AS sourceId, a.published_sort AS sort, a.published_at AS at
     FROM story_member m CROSS JOIN article a ON a.id = m.article WHERE m.story_id IS NOT NULL`,
  );
  for (const { id, storyId, sourceId, sort, at } of rows) {
    if (selected && !selected.has(id)) continue;
    const own = found.get(storyId) ?? {
      ...{ articles: 0, sources: 0, first: null, last: null, of: new Set<number>(), firstSort: '', lastSort: '' },
    };
    found.set(storyId, own);
    own.articles++;
    if (sourceId !== null) own.of.add(sourceId);
    own.sources = own.of.size;
    if (at === null) continue;
    if (own.first === null || sort < own.firstSort) [own.first, own.firstSort] = [at, sort];
    if (own.last === null || sort > own.lastSort) [own.last, own.lastSort] = [at, sort];
  }
  return found;
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

const PLACES = { left: 'on the left', centre: 'in the centre', right: 'on the right' } as const;

function gapInWords(gap: Gap): string | null {
  if (gap.kind !== 'gap') return null;
  const { side, share, strongest, strongestShare } = gap;
  return `few sources ${PLACES[side]}: ${percent(share)} of the rated, ${percent(strongestShare)} are ${PLACES[strongest]}; an estimate`;
}
