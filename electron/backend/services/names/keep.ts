import type { FoundName } from '../../../analysis/entities/found-names.ts';
import type { WritableDb } from '../../db/types.ts';

const statements = {
  entities: {
    forget: `UPDATE found_name SET person = found_name.person - c.person,
        organisation = found_name.organisation - c.organisation, place = found_name.place - c.place
      FROM name_count c WHERE c.article = ? AND found_name.id = c.name_id`,
    drop: 'DELETE FROM name_count WHERE article = ?',
    keep: `INSERT INTO name_count (article, name_id, person, organisation, place)
      SELECT :article, f.id, j.value ->> 1, j.value ->> 2, j.value ->> 3
      FROM json_each(:names) j CROSS JOIN found_name f ON f.name = j.value ->> 0`,
    add: `UPDATE found_name SET person = found_name.person + c.person,
        organisation = found_name.organisation + c.organisation, place = found_name.place + c.place
      FROM name_count c WHERE c.article = ? AND found_name.id = c.name_id`,
  },
  quotations: {
    forget: `UPDATE found_name SET quotations = found_name.quotations - c.quotations
      FROM speaker_count c WHERE c.article = ? AND found_name.id = c.name_id`,
    drop: 'DELETE FROM speaker_count WHERE article = ?',
    keep: `INSERT INTO speaker_count (article, name_id, quotations, words, indirect)
      SELECT :article, f.id, j.value ->> 4, j.value ->> 5, j.value ->> 6
      FROM json_each(:names) j CROSS JOIN found_name f ON f.name = j.value ->> 0`,
    add: `UPDATE found_name SET quotations = found_name.quotations + c.quotations
      FROM speaker_count c WHERE c.article = ? AND found_name.id = c.name_id`,
  },
};

/** Keeps the names that an analyser found in an article; those it found there before are gone. Nothing a person merged is touched. */
export function keepNames(db: WritableDb, analyser: string, article: number, found: readonly FoundName[]): void {
  if (analyser !== 'entities' && analyser !== 'quotations') return;
  const { forget, drop, keep, add } = statements[analyser];
  if (db.run(forget, article).changes > 0) db.run(drop, article);
  if (found.length === 0) return;
  const names = JSON.stringify(found);
  db.run(`INSERT OR IGNORE INTO found_name (name) SELECT j.value ->> 0 FROM json_each(?) j`, names);
  db.run(keep, { article, names });
  db.run(add, article);
}
