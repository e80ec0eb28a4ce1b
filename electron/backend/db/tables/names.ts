/** Names that analysers found, and names that people merged. Part of migration 5. */
export const names = `
-- Names as they stand in the texts, with how often in all articles. Kept by services/names/keep.ts along with the findings.
CREATE TABLE found_name (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  -- Mentions as a person, an organisation, a place.
  person INTEGER NOT NULL DEFAULT 0,
  organisation INTEGER NOT NULL DEFAULT 0,
  place INTEGER NOT NULL DEFAULT 0,
  -- As a speaker: quotations in marks.
  quotations INTEGER NOT NULL DEFAULT 0
);
-- The same of one article, of the text that the analyser looked at.
CREATE TABLE name_count (
  article INTEGER NOT NULL REFERENCES article (id),
  name_id INTEGER NOT NULL REFERENCES found_name (id),
  person INTEGER NOT NULL,
  organisation INTEGER NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (article, name_id)
) WITHOUT ROWID;
CREATE INDEX name_count_by_name ON name_count (name_id, article);
CREATE TABLE speaker_count (
  article INTEGER NOT NULL REFERENCES article (id),
  name_id INTEGER NOT NULL REFERENCES found_name (id),
  -- In marks, and the words in them.
  quotations INTEGER NOT NULL,
  words INTEGER NOT NULL,
  -- Reported without marks.
  indirect INTEGER NOT NULL,
  PRIMARY KEY (article, name_id)
) WITHOUT ROWID;
CREATE INDEX speaker_count_by_name ON speaker_count (name_id, article);

-- One person, organisation or place that people say several names mean.
CREATE TABLE name_group (
  group_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'place')),
  -- As it is shown.
  name TEXT NOT NULL,
  created_at TEXT NOT NULL
);
CREATE TABLE name_variant (
  kind TEXT NOT NULL,
  -- As it stands in the texts: found_name.name.
  name TEXT NOT NULL,
  group_id TEXT NOT NULL REFERENCES name_group (group_id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (kind, name)
) WITHOUT ROWID;
CREATE INDEX name_variant_by_group ON name_variant (group_id, name);
-- What was found before names were counted is looked for once more.
DELETE FROM analysis_state WHERE analyser IN ('entities', 'quotations');
`;
