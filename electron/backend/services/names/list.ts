import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import type { NameKind, NameRow } from '../../../../shared/contract/rooms/names.ts';
import { fold } from '../../../../shared/text/fold.ts';
import { oncePerState } from '../../db/once.ts';
import type { ReadableDb } from '../../db/types.ts';
import { speakerKind } from './known.ts';

interface Found {
  name: string;
  mentions: number;
  quotations: number;
  groupId: string | null;
  groupName: string | null;
}

/** Columns by kind: SQL texts are constant, three of them. */
const found = (kind: NameKind) => `
  SELECT f.name, f.${kind} AS mentions, iif(${speakerKind('f')} = '${kind}', f.quotations, 0) AS quotations,
    g.group_id AS groupId, g.name AS groupName
  FROM found_name f LEFT JOIN name_variant v ON v.kind = '${kind}' AND v.name = f.name
    LEFT JOIN name_group g ON g.group_id = v.group_id
  WHERE f.${kind} > 0 OR v.name IS NOT NULL OR (f.quotations > 0 AND ${speakerKind('f')} = '${kind}')`;
const FOUND: Record<NameKind, string> = {
  person: found('person'),
  organisation: found('organisation'),
  place: found('place'),
};

type Named = Omit<NameRow, 'articles'>;
const known: Record<NameKind, (db: ReadableDb) => readonly Named[]> = {
  person: oncePerState((db) => readNames(db, 'person')),
  organisation: oncePerState((db) => readNames(db, 'organisation')),
  place: oncePerState((db) => readNames(db, 'place')),
};

/** Names of a kind, variants together, most mentioned first; read once until something is written. */
export const namesOfKind = (db: ReadableDb, kind: NameKind): readonly Named[] => known[kind](db);

function readNames(db: ReadableDb, kind: NameKind): Named[] {
  const rows = new Map<string, Omit<NameRow, 'articles'>>();
  for (const { name, mentions, quotations, groupId, groupName } of db.all<Found>(FOUND[kind])) {
    const key = groupId ?? `=${name}`;
    const row = rows.get(key) ?? { groupId, name: groupName ?? name, mentions: 0, quotations: 0, variants: [] };
    rows.set(key, row);
    row.mentions += mentions;
    row.quotations += quotations;
    row.variants.push({ name, mentions, quotations });
  }
  const weight = (one: { mentions: number; quotations: number }) => one.mentions + one.quotations;
  const byWeight = (a: { name: string; mentions: number; quotations: number }, b: typeof a) =>
    weight(b) - weight(a) || (a.name < b.name ? -1 : 1);
  for (const { variants } of rows.values()) variants.sort(byWeight);
  return [...rows.values()].sort(byWeight);
}

const ARTICLES = `
  SELECT count(*) FROM (
    SELECT c.article FROM json_each(:names) j CROSS JOIN found_name f ON f.name = j.value
      CROSS JOIN name_count c ON c.name_id = f.id
    WHERE CASE :kind WHEN 'person' THEN c.person WHEN 'organisation' THEN c.organisation ELSE c.place END > 0
    UNION SELECT c.article FROM json_each(:names) j CROSS JOIN found_name f ON f.name = j.value
      CROSS JOIN speaker_count c ON c.name_id = f.id WHERE ${speakerKind('f')} = :kind)`;

export function listNames(
  db: ReadableDb,
  { kind, text, onlyMerged, start, count }: ParsedInputOf<'names.list'>,
): OutputOf<'names.list'> {
  const wanted = fold(text.trim());
  const rows = namesOfKind(db, kind).filter(
    ({ name, variants, groupId }) =>
      (!onlyMerged || groupId !== null) &&
      (wanted === '' || [name, ...variants.map((one) => one.name)].some((words) => fold(words).includes(wanted))),
  );
  const kinds = db.get<OutputOf<'names.list'>['kinds']>(
    `SELECT count(*) FILTER (WHERE f.person > 0 OR (f.quotations > 0 AND ${speakerKind('f')} = 'person')) AS person,
       count(*) FILTER (WHERE f.organisation > 0) AS organisation, count(*) FILTER (WHERE f.place > 0) AS place
     FROM found_name f`,
  )!;
  return {
    total: rows.length,
    rows: rows.slice(start, start + count).map((row) => ({
      ...row,
      articles: db.value<number>(ARTICLES, { kind, names: JSON.stringify(row.variants.map(({ name }) => name)) })!,
    })),
    kinds,
    articles: db.value<number>(`SELECT count(*) FROM analysis_state WHERE analyser = 'entities' AND n IS NOT NULL`)!,
  };
}
