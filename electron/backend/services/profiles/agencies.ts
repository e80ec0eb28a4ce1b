import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { KNOWN_AGENCIES, namedAgencies } from '../../../analysis/entities/agencies.ts';
import type { ReadableDb } from '../../db/types.ts';
import { requireSource } from './source.ts';

/** Articles whose opening is read, and characters of it. */
const OPENINGS = 1000;
const OPENING = 400;
const PLACES = 5;

type Agency = OutputOf<'profiles.agencies'>['agencies'][number];

export function agenciesOf(
  db: ReadableDb,
  { sourceId }: ParsedInputOf<'profiles.agencies'>,
): OutputOf<'profiles.agencies'> {
  const own = requireSource(db, sourceId);
  const sources = db
    .all<{ id: number; name: string }>('SELECT id, name FROM source WHERE id <> ? AND article_count > 0', sourceId)
    .filter(({ name }) => name.toLowerCase() !== own.toLowerCase());
  const idOf = new Map(sources.map(({ id, name }) => [name, id]));
  const agencies = new Map<string, Agency & { seen: Set<string> }>();
  const note = (name: string, place: Agency['places'][number]) => {
    if (name.toLowerCase() === own.toLowerCase()) return;
    const agency = agencies.get(name) ?? {
      ...{ name, sourceId: idOf.get(name) ?? null, articles: 0, places: [], seen: new Set<string>() },
    };
    agencies.set(name, agency);
    if (agency.seen.has(place.articleId)) return;
    agency.seen.add(place.articleId);
    agency.articles++;
    if (agency.places.length < PLACES) agency.places.push(place);
  };
  const names = sources.map(({ name }) => name);
  const signed = db.all<{ articleId: string; title: string; publishedAt: string | null; byline: string }>(
    `SELECT article_id AS articleId, title, published_at AS publishedAt, byline FROM article
     WHERE source_id = ? AND byline IS NOT NULL AND byline <> '' ORDER BY published_sort DESC, id DESC`,
    sourceId,
  );
  const read = new Map<string, string[]>();
  for (const { byline, ...article } of signed) {
    const found = read.get(byline) ?? namedAgencies(byline, 'byline', names).map(({ name }) => name);
    read.set(byline, found);
    for (const name of found) note(name, { ...article, from: 'byline', words: byline, start: null });
  }
  const openings = db.all<{ articleId: string; title: string; publishedAt: string | null; opening: string }>(
    `SELECT a.article_id AS articleId, a.title, a.published_at AS publishedAt, substr(b.text, 1, :opening) AS opening
     FROM article a CROSS JOIN text_body b ON b.text_version_id = a.text_version_id
     WHERE a.source_id = :sourceId ORDER BY a.published_sort DESC, a.id DESC LIMIT :most`,
    { sourceId, opening: OPENING, most: OPENINGS },
  );
  for (const { opening, ...article } of openings) {
    for (const { name, start, end } of namedAgencies(opening, 'opening', names))
      note(name, { ...article, from: 'opening', words: opening.slice(start, end), start });
  }
  return {
    openingsRead: openings.length,
    known: [...KNOWN_AGENCIES],
    agencies: [...agencies.values()]
      .sort((a, b) => b.articles - a.articles || a.name.localeCompare(b.name))
      .slice(0, 20)
      .map(({ seen: _, ...agency }) => agency),
  };
}
