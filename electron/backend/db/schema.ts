import { learning } from './tables/learning.ts';
import { likely } from './tables/likely.ts';
import { names } from './tables/names.ts';
import { providers } from './tables/providers.ts';
import { storyBlocks } from './tables/story-blocks.ts';

/**
 * The project file, by numbered migration. A migration is never edited after release; a new one is added.
 *
 * Offsets are UTF-16 code units into the immutable text of a text version. Times are ISO 8601 UTC with milliseconds.
 * Counts that the window shows all the time are kept by triggers, so that they hold whoever writes, undo included.
 */
export const migrations: readonly { version: number; sql: string }[] = [
  {
    version: 1,
    sql: `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE coder (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  created_at TEXT NOT NULL
);

CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  -- Registrable domain, or null for a source known by name alone.
  domain TEXT,
  -- What makes two sources one: 'domain:…' or 'name:…', folded.
  identity TEXT NOT NULL UNIQUE,
  country TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT '',
  notes TEXT NOT NULL DEFAULT '',
  article_count INTEGER NOT NULL DEFAULT 0
);

-- A folder (or an upload) that articles came from; paths of articles are relative to it.
CREATE TABLE import_root (id INTEGER PRIMARY KEY, location TEXT NOT NULL UNIQUE, title TEXT NOT NULL);

CREATE TABLE article (
  id INTEGER PRIMARY KEY,
  article_id TEXT NOT NULL UNIQUE,
  root_id INTEGER NOT NULL REFERENCES import_root (id),
  -- Relative to the root, '/' between parts; a record inside a file as 'path#L5000' or 'path#12'.
  path TEXT NOT NULL,
  -- SHA-256 of the imported bytes of the file, or of the record's own bytes within it.
  original_sha256 TEXT NOT NULL,
  text_version_id INTEGER NOT NULL,
  title TEXT NOT NULL DEFAULT '',
  source_id INTEGER REFERENCES source (id),
  byline TEXT,
  -- As precise as it is known, see shared/model/article.ts.
  published_at TEXT,
  published_precision TEXT,
  -- ISO 8601 UTC, only where a zone is known.
  published_at_utc TEXT,
  -- Sortable: first day (and minute) the date can mean; '' when undated, so that it sorts to one end.
  published_sort TEXT NOT NULL DEFAULT '',
  language TEXT,
  direction TEXT NOT NULL DEFAULT 'ltr',
  url TEXT,
  words INTEGER NOT NULL DEFAULT 0,
  encoding TEXT,
  -- JSON array of short sentences.
  warnings TEXT NOT NULL DEFAULT '[]',
  added_at TEXT NOT NULL,
  import_job_id TEXT,
  -- Id of the article that heads the group; null when the text is the only one of its kind.
  duplicate_group INTEGER,
  annotation_count INTEGER NOT NULL DEFAULT 0,
  UNIQUE (root_id, path)
);
CREATE INDEX article_by_published ON article (published_sort, id);
CREATE INDEX article_by_source ON article (source_id, published_sort, id);
CREATE INDEX article_by_language ON article (language, published_sort, id);
CREATE INDEX article_by_title ON article (title COLLATE NOCASE, id);
CREATE INDEX article_by_words ON article (words, id);
CREATE INDEX article_by_annotations ON article (annotation_count, published_sort, id);
CREATE INDEX article_by_added ON article (added_at, id);
CREATE INDEX article_by_job ON article (import_job_id, published_sort, id);
CREATE INDEX article_by_group ON article (duplicate_group) WHERE duplicate_group IS NOT NULL;
CREATE INDEX article_by_original ON article (original_sha256);

-- What each origin says of a field; the value in force stands in article itself.
CREATE TABLE evidence (
  article INTEGER NOT NULL REFERENCES article (id),
  field TEXT NOT NULL,
  origin TEXT NOT NULL,
  value TEXT,
  chosen INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (article, field, origin)
) WITHOUT ROWID;

CREATE TABLE text_version (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL,
  number INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  -- 'import', 'update' (the original changed), 'restore' (a removed passage was put back).
  cause TEXT NOT NULL,
  -- Which extraction made it, with version.
  extractor TEXT NOT NULL,
  created_at TEXT NOT NULL,
  UNIQUE (article, number)
);
CREATE INDEX text_version_by_sha256 ON text_version (sha256);

-- Never changed, never deleted. In a table of their own, so that scanning articles does not read them.
CREATE TABLE text_body (text_version_id INTEGER PRIMARY KEY REFERENCES text_version (id), text TEXT NOT NULL);

CREATE TABLE removed_passage (
  text_version_id INTEGER NOT NULL REFERENCES text_version (id),
  ord INTEGER NOT NULL,
  start INTEGER NOT NULL,
  reason TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (text_version_id, ord)
) WITHOUT ROWID;

CREATE VIEW article_words AS
  SELECT a.id AS id, a.title AS title, b.text AS text
  FROM article a JOIN text_body b ON b.text_version_id = a.text_version_id;
CREATE VIRTUAL TABLE article_fts USING fts5 (
  title, text, content = 'article_words', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE triage_decision (
  article INTEGER NOT NULL REFERENCES article (id),
  coder INTEGER NOT NULL REFERENCES coder (id),
  decision TEXT NOT NULL CHECK (decision IN ('include', 'maybe', 'exclude')),
  reason TEXT,
  decided_at TEXT NOT NULL,
  PRIMARY KEY (article, coder)
) WITHOUT ROWID;
CREATE INDEX triage_by_decision ON triage_decision (coder, decision, article);

CREATE TABLE reading_position (
  article INTEGER NOT NULL REFERENCES article (id),
  coder INTEGER NOT NULL REFERENCES coder (id),
  position INTEGER NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (article, coder)
) WITHOUT ROWID;

CREATE TABLE code (
  code_id TEXT PRIMARY KEY,
  parent_id TEXT REFERENCES code (code_id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  definition TEXT NOT NULL DEFAULT '',
  when_to_use TEXT NOT NULL DEFAULT '',
  when_not TEXT NOT NULL DEFAULT '',
  example TEXT NOT NULL DEFAULT '',
  color INTEGER NOT NULL,
  shortcut TEXT,
  is_codable INTEGER NOT NULL DEFAULT 1,
  archived INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL
);

CREATE TABLE annotation (
  annotation_id TEXT PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES article (id),
  text_version_id INTEGER NOT NULL REFERENCES text_version (id),
  level TEXT NOT NULL CHECK (level IN ('span', 'article')),
  -- Both null for level 'article', and while status is 'unplaced'.
  start INTEGER,
  end INTEGER,
  exact TEXT,
  prefix TEXT,
  suffix TEXT,
  memo TEXT NOT NULL DEFAULT '',
  confidence INTEGER,
  coder INTEGER NOT NULL REFERENCES coder (id),
  origin TEXT NOT NULL DEFAULT 'manual',
  status TEXT NOT NULL DEFAULT 'anchored' CHECK (status IN ('anchored', 'unplaced')),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);
CREATE INDEX annotation_by_article ON annotation (article, start);
CREATE INDEX annotation_by_coder ON annotation (coder);

CREATE TABLE coding (
  coding_id TEXT PRIMARY KEY,
  annotation_id TEXT NOT NULL REFERENCES annotation (annotation_id) DEFERRABLE INITIALLY DEFERRED,
  code_id TEXT NOT NULL REFERENCES code (code_id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL,
  UNIQUE (annotation_id, code_id)
);
CREATE INDEX coding_by_code ON coding (code_id, annotation_id);

CREATE TABLE claim (
  claim_id TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  statement TEXT NOT NULL,
  speaker TEXT NOT NULL DEFAULT '',
  kind TEXT,
  verdict TEXT NOT NULL DEFAULT 'unverified',
  note TEXT NOT NULL DEFAULT '',
  coder INTEGER NOT NULL REFERENCES coder (id),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);

CREATE TABLE claim_mention (
  mention_id TEXT PRIMARY KEY,
  claim_id TEXT NOT NULL REFERENCES claim (claim_id) DEFERRABLE INITIALLY DEFERRED,
  article INTEGER NOT NULL REFERENCES article (id),
  text_version_id INTEGER NOT NULL REFERENCES text_version (id),
  start INTEGER,
  end INTEGER,
  exact TEXT NOT NULL,
  prefix TEXT NOT NULL,
  suffix TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'anchored' CHECK (status IN ('anchored', 'unplaced')),
  created_at TEXT NOT NULL
);
CREATE INDEX claim_mention_by_claim ON claim_mention (claim_id);
CREATE INDEX claim_mention_by_article ON claim_mention (article, start);

-- Every change a person makes, with the rows before and after it: undo, redo, history and history.csv.
CREATE TABLE change (
  change_id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  coder INTEGER NOT NULL REFERENCES coder (id),
  -- What kind of change, for history.csv: 'annotation.create', 'triage.decide' …
  action TEXT NOT NULL,
  label TEXT NOT NULL,
  article INTEGER,
  -- 'done', 'undone', or 'dropped': undone, and then something new was done.
  state TEXT NOT NULL DEFAULT 'done'
);
CREATE INDEX change_by_coder ON change (coder, state, change_id);
CREATE INDEX change_by_article ON change (article, change_id);
CREATE TABLE change_row (
  change_id INTEGER NOT NULL REFERENCES change (change_id),
  seq INTEGER NOT NULL,
  tbl TEXT NOT NULL,
  -- JSON object of the primary key; JSON object of the columns that changed, null where the row does not exist.
  key TEXT NOT NULL,
  before TEXT,
  after TEXT,
  PRIMARY KEY (change_id, seq)
) WITHOUT ROWID;

CREATE TABLE job (
  job_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL,
  input TEXT NOT NULL,
  progress TEXT NOT NULL,
  checkpoint TEXT,
  error TEXT,
  result TEXT,
  created_at TEXT NOT NULL,
  finished_at TEXT
);
CREATE TABLE import_failure (
  job_id TEXT NOT NULL,
  path TEXT NOT NULL,
  code TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (job_id, path)
) WITHOUT ROWID;

-- Kept by the triggers below: 'articles', 'annotations', 'claims'.
CREATE TABLE tally (name TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO tally VALUES ('articles', 0), ('annotations', 0), ('claims', 0);
CREATE TABLE decision_tally (
  coder INTEGER NOT NULL, decision TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (coder, decision)
) WITHOUT ROWID;
CREATE TABLE code_tally (code_id TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;

CREATE TRIGGER article_added AFTER INSERT ON article BEGIN
  UPDATE tally SET n = n + 1 WHERE name = 'articles';
  UPDATE source SET article_count = article_count + 1 WHERE id = new.source_id;
  INSERT INTO article_fts (rowid, title, text)
    SELECT new.id, new.title, text FROM text_body WHERE text_version_id = new.text_version_id;
END;
CREATE TRIGGER article_words_changed AFTER UPDATE OF title, text_version_id ON article
WHEN old.title IS NOT new.title OR old.text_version_id IS NOT new.text_version_id BEGIN
  INSERT INTO article_fts (article_fts, rowid, title, text)
    SELECT 'delete', old.id, old.title, text FROM text_body WHERE text_version_id = old.text_version_id;
  INSERT INTO article_fts (rowid, title, text)
    SELECT new.id, new.title, text FROM text_body WHERE text_version_id = new.text_version_id;
END;
CREATE TRIGGER article_source_changed AFTER UPDATE OF source_id ON article WHEN old.source_id IS NOT new.source_id BEGIN
  UPDATE source SET article_count = article_count - 1 WHERE id = old.source_id;
  UPDATE source SET article_count = article_count + 1 WHERE id = new.source_id;
END;

CREATE TRIGGER decision_added AFTER INSERT ON triage_decision BEGIN
  INSERT INTO decision_tally VALUES (new.coder, new.decision, 1)
    ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER decision_removed AFTER DELETE ON triage_decision BEGIN
  UPDATE decision_tally SET n = n - 1 WHERE coder = old.coder AND decision = old.decision;
END;
CREATE TRIGGER decision_changed AFTER UPDATE OF decision ON triage_decision WHEN old.decision <> new.decision BEGIN
  UPDATE decision_tally SET n = n - 1 WHERE coder = old.coder AND decision = old.decision;
  INSERT INTO decision_tally VALUES (new.coder, new.decision, 1)
    ON CONFLICT DO UPDATE SET n = n + 1;
END;

CREATE TRIGGER annotation_added AFTER INSERT ON annotation BEGIN
  UPDATE tally SET n = n + 1 WHERE name = 'annotations';
  UPDATE article SET annotation_count = annotation_count + 1 WHERE id = new.article;
END;
CREATE TRIGGER annotation_removed AFTER DELETE ON annotation BEGIN
  UPDATE tally SET n = n - 1 WHERE name = 'annotations';
  UPDATE article SET annotation_count = annotation_count - 1 WHERE id = old.article;
END;

CREATE TRIGGER coding_added AFTER INSERT ON coding BEGIN
  INSERT INTO code_tally VALUES (new.code_id, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER coding_removed AFTER DELETE ON coding BEGIN
  UPDATE code_tally SET n = n - 1 WHERE code_id = old.code_id;
END;
CREATE TRIGGER coding_changed AFTER UPDATE OF code_id ON coding WHEN old.code_id <> new.code_id BEGIN
  UPDATE code_tally SET n = n - 1 WHERE code_id = old.code_id;
  INSERT INTO code_tally VALUES (new.code_id, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;

CREATE TRIGGER claim_added AFTER INSERT ON claim BEGIN
  UPDATE tally SET n = n + 1 WHERE name = 'claims';
END;
CREATE TRIGGER claim_removed AFTER DELETE ON claim BEGIN
  UPDATE tally SET n = n - 1 WHERE name = 'claims';
END;
`,
  },
  {
    version: 2,
    sql: `
-- Kinds of 'text_version.cause' from here on: also 'cleaning' (a pass over the whole source), 're-extract'.
-- JSON list [start, end, kind, …] of what is no plain paragraph: headings, items, quotations, rows, captions; null for none.
ALTER TABLE text_body ADD COLUMN blocks TEXT;
-- The rule of the source that cut the passage; null where the document alone decided.
ALTER TABLE removed_passage ADD COLUMN rule TEXT;
-- 1: a person chose this origin; it stays in force when the original is read again.
ALTER TABLE evidence ADD COLUMN picked INTEGER NOT NULL DEFAULT 0;
-- Passages that a person put back: cleaning never cuts them again.
CREATE TABLE kept_passage (
  article INTEGER NOT NULL REFERENCES article (id),
  -- Of the passage's text.
  sha256 TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (article, sha256)
) WITHOUT ROWID;

-- Where it lies, so that it can be tried again: its root and the file's path within that, without the record.
ALTER TABLE import_failure ADD COLUMN root_id INTEGER;
ALTER TABLE import_failure ADD COLUMN file TEXT;
-- What the last import that touched the article did with it: 'imported', 'updated'.
ALTER TABLE article ADD COLUMN import_outcome TEXT;
-- Holds all that an import's report counts, so that it is read from the index alone.
DROP INDEX article_by_job;
CREATE INDEX article_by_job ON article
  (import_job_id, published_sort, id, words, source_id, language, published_precision, duplicate_group, import_outcome);
-- Why the article is in its duplicate group: 'bytes', 'text', 'near'; null for the head and outside groups.
ALTER TABLE article ADD COLUMN duplicate_kind TEXT;
-- Share of the shorter text's shingles that the head has, 0 to 1.
ALTER TABLE article ADD COLUMN duplicate_share REAL;
-- 1: a person took it out of its group; it is never joined by itself again.
ALTER TABLE article ADD COLUMN duplicate_apart INTEGER NOT NULL DEFAULT 0;
-- Order of day and month that the article's own dates show: 'day first', 'month first'.
ALTER TABLE article ADD COLUMN date_habit TEXT;
CREATE INDEX article_by_date_habit ON article (source_id, date_habit) WHERE date_habit IS NOT NULL;
-- Sampled hashes of an article's text, for finding near-copies.
CREATE TABLE duplicate_sketch (
  article INTEGER PRIMARY KEY REFERENCES article (id),
  -- The text they are of; they are made anew when another one is in force.
  text_version_id INTEGER NOT NULL,
  -- 1 once the text was compared with all others.
  compared INTEGER NOT NULL DEFAULT 0,
  -- 32-bit numbers, low byte first, sorted.
  hashes BLOB NOT NULL
);
CREATE INDEX duplicate_sketch_to_compare ON duplicate_sketch (article) WHERE compared = 0;

-- Dates as written whose day-month order is open: ISO 8601 both ways.
CREATE TABLE open_date (
  article INTEGER NOT NULL REFERENCES article (id),
  written TEXT NOT NULL,
  day_first TEXT NOT NULL,
  month_first TEXT NOT NULL,
  origin TEXT NOT NULL,
  -- Best first.
  ord INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (article, written)
) WITHOUT ROWID;

-- Imported bytes, compressed, once for each content; sidecars too.
CREATE TABLE original (
  id INTEGER PRIMARY KEY,
  -- 32 bytes: 'article.original_sha256' in binary.
  sha256 BLOB NOT NULL UNIQUE,
  -- Bytes before compression.
  size INTEGER NOT NULL,
  -- 'zstd' or 'none'.
  coding TEXT NOT NULL,
  bytes BLOB NOT NULL
);
-- How an original is read again, JSON: kind of file, header and mapping of a row, encoding. Few for many articles: names
-- come from the article's path.
CREATE TABLE reading (id INTEGER PRIMARY KEY, json TEXT NOT NULL UNIQUE);
CREATE TABLE article_original (
  article INTEGER PRIMARY KEY REFERENCES article (id),
  -- 'project': in the table above; 'file': by reference to where it was imported from.
  kept TEXT NOT NULL,
  -- Bytes before compression.
  size INTEGER NOT NULL,
  reading INTEGER NOT NULL REFERENCES reading (id),
  -- 32 bytes; null without a sidecar.
  sidecar_sha256 BLOB
);

-- 'day first', 'month first', or null: as a person said.
ALTER TABLE source ADD COLUMN date_order TEXT;
-- Other names and domains of a source; 'identity' as in source.
CREATE TABLE source_alias (
  identity TEXT PRIMARY KEY, source_id INTEGER NOT NULL REFERENCES source (id), name TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX source_alias_by_source ON source_alias (source_id);

-- Who rates sources: an imported list, or a coder.
CREATE TABLE rater (
  rater_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  kind TEXT NOT NULL CHECK (kind IN ('list', 'person')),
  added_at TEXT NOT NULL
);
-- One rater's view of one outlet, whether the corpus holds it or not; matched by 'identity' and aliases when it is shown.
CREATE TABLE rating (
  rater_id INTEGER NOT NULL REFERENCES rater (rater_id) DEFERRABLE INITIALLY DEFERRED,
  identity TEXT NOT NULL,
  name TEXT NOT NULL,
  -- 'name:…' of the name, folded, where the identity is a domain: for sources that have none.
  name_identity TEXT,
  -- -2 left … 2 right; null: this rater gives none.
  lean INTEGER,
  lean_label TEXT NOT NULL DEFAULT '',
  -- 0 very low … 5 very high; null: this rater gives none.
  reliability INTEGER,
  reliability_label TEXT NOT NULL DEFAULT '',
  basis TEXT NOT NULL DEFAULT '',
  rated_on TEXT,
  PRIMARY KEY (rater_id, identity)
) WITHOUT ROWID;
CREATE INDEX rating_by_identity ON rating (identity);
CREATE INDEX rating_by_name ON rating (name_identity) WHERE name_identity IS NOT NULL;

-- Lines that repeat across a source's articles and look like furniture. The source may be gone for a while: merged into
-- another, until that is undone.
CREATE TABLE source_rule (
  source_id INTEGER NOT NULL,
  rule_id TEXT NOT NULL,
  line TEXT NOT NULL,
  reason TEXT NOT NULL,
  -- Different articles of the source that have the line, and of how many; copies of one article count once.
  documents INTEGER NOT NULL,
  documents_of INTEGER NOT NULL,
  -- Where in an article the line is furniture: see electron/analysis/cleaning.
  place TEXT NOT NULL,
  switched_off INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (source_id, rule_id)
) WITHOUT ROWID;
-- The last cleaning pass over a source.
CREATE TABLE source_cleaning (
  source_id INTEGER PRIMARY KEY,
  analyser TEXT NOT NULL,
  at TEXT NOT NULL,
  -- Articles the rules were learned from.
  articles INTEGER NOT NULL,
  changed INTEGER NOT NULL
);

-- Folders that are looked at again when something in them changes.
CREATE TABLE watched_root (
  root_id INTEGER PRIMARY KEY REFERENCES import_root (id),
  options TEXT NOT NULL,
  since TEXT NOT NULL,
  -- When the last import of it began.
  seen_at TEXT
);

-- While a batch of an import is written: articles from this one on are not in the full-text index yet; they go in
-- together at its end, in the same transaction. Empty otherwise.
CREATE TABLE index_later (first_article INTEGER NOT NULL);
DROP TRIGGER article_added;
CREATE TRIGGER article_added AFTER INSERT ON article BEGIN
  UPDATE tally SET n = n + 1 WHERE name = 'articles';
  UPDATE source SET article_count = article_count + 1 WHERE id = new.source_id;
  INSERT INTO article_fts (rowid, title, text)
    SELECT new.id, new.title, text FROM text_body
    WHERE text_version_id = new.text_version_id
      AND NOT EXISTS (SELECT 1 FROM index_later WHERE first_article <= new.id);
END;
DROP TRIGGER article_words_changed;
CREATE TRIGGER article_words_changed AFTER UPDATE OF title, text_version_id ON article
WHEN (old.title IS NOT new.title OR old.text_version_id IS NOT new.text_version_id)
  AND NOT EXISTS (SELECT 1 FROM index_later WHERE first_article <= old.id) BEGIN
  INSERT INTO article_fts (article_fts, rowid, title, text)
    SELECT 'delete', old.id, old.title, text FROM text_body WHERE text_version_id = old.text_version_id;
  INSERT INTO article_fts (rowid, title, text)
    SELECT new.id, new.title, text FROM text_body WHERE text_version_id = new.text_version_id;
END;

-- Another number whenever what a source is known by changes: whoever remembers sources sees whether they still hold. By
-- chance, not counted: a transaction that is undone takes it back to one that was seen, and no other gets that again.
CREATE TABLE sources_state (token INTEGER NOT NULL);
INSERT INTO sources_state VALUES (0);
CREATE TRIGGER source_known AFTER INSERT ON source BEGIN UPDATE sources_state SET token = random() >> 12; END;
CREATE TRIGGER source_gone AFTER DELETE ON source BEGIN UPDATE sources_state SET token = random() >> 12; END;
CREATE TRIGGER source_renamed AFTER UPDATE OF id, name, domain, identity, country, language, notes, date_order ON source
BEGIN UPDATE sources_state SET token = random() >> 12; END;
CREATE TRIGGER alias_known AFTER INSERT ON source_alias BEGIN UPDATE sources_state SET token = random() >> 12; END;
CREATE TRIGGER alias_gone AFTER DELETE ON source_alias BEGIN UPDATE sources_state SET token = random() >> 12; END;
CREATE TRIGGER alias_renamed AFTER UPDATE ON source_alias BEGIN UPDATE sources_state SET token = random() >> 12; END;

-- What a re-extraction would change or has changed.
CREATE TABLE reextract_change (
  job_id TEXT NOT NULL,
  article INTEGER NOT NULL REFERENCES article (id),
  -- JSON, see shared/contract/rooms/originals.ts.
  change TEXT NOT NULL,
  PRIMARY KEY (job_id, article)
) WITHOUT ROWID;
`,
  },
  {
    version: 3,
    sql: `
-- 'person', or 'layer': what adjudication decided, kept like the work of one more coder.
ALTER TABLE coder ADD COLUMN kind TEXT NOT NULL DEFAULT 'person';
-- Slot of the palette, 1 to 10; null: by order of appearance.
ALTER TABLE coder ADD COLUMN color INTEGER;
ALTER TABLE coder ADD COLUMN note TEXT NOT NULL DEFAULT '';

-- JSON list of 'span', 'article', 'claim'.
ALTER TABLE code ADD COLUMN applies_to TEXT NOT NULL DEFAULT '["span","article"]';
-- One more with each change of what the code means; each version stands in code_version.
ALTER TABLE code ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
CREATE TABLE code_version (
  code_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  definition TEXT NOT NULL,
  when_to_use TEXT NOT NULL,
  when_not TEXT NOT NULL,
  -- JSON of its attributes, see shared/model/codebook.ts.
  attributes TEXT NOT NULL DEFAULT '[]',
  at TEXT NOT NULL,
  -- Null: of the preset or import that brought it.
  coder INTEGER REFERENCES coder (id),
  -- See versionCauses in shared/model/codebook.ts.
  cause TEXT NOT NULL DEFAULT 'created',
  PRIMARY KEY (code_id, version)
) WITHOUT ROWID;
INSERT INTO code_version (code_id, version, name, definition, when_to_use, when_not, at)
  SELECT code_id, 1, name, definition, when_to_use, when_not, created_at FROM code;
-- What is asked about every coding with the code.
CREATE TABLE code_attribute (
  attribute_id TEXT PRIMARY KEY,
  code_id TEXT NOT NULL REFERENCES code (code_id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('choice', 'number', 'text', 'yes/no')),
  -- JSON list of the values of a choice.
  allowed TEXT NOT NULL DEFAULT '[]'
);
CREATE INDEX code_by_parent ON code (parent_id);
CREATE INDEX code_attribute_by_code ON code_attribute (code_id, position);
-- Examples that were taken from coded spans; the words are kept, whatever becomes of the article.
CREATE TABLE code_example (
  example_id TEXT PRIMARY KEY,
  code_id TEXT NOT NULL REFERENCES code (code_id) DEFERRABLE INITIALLY DEFERRED,
  -- The annotation it was taken from; it may be gone since.
  annotation_id TEXT,
  article INTEGER,
  exact TEXT NOT NULL,
  -- 0: an example of what the code is not.
  is_positive INTEGER NOT NULL DEFAULT 1,
  note TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL
);
CREATE INDEX code_example_by_code ON code_example (code_id, created_at);

-- The version of the code's definition the coding was made under.
ALTER TABLE coding ADD COLUMN code_version INTEGER;
UPDATE coding SET code_version = 1;
CREATE TRIGGER coding_version AFTER INSERT ON coding WHEN new.code_version IS NULL BEGIN
  UPDATE coding SET code_version = coalesce((SELECT version FROM code WHERE code_id = new.code_id), 1)
    WHERE coding_id = new.coding_id;
END;
CREATE TABLE coding_value (
  coding_id TEXT NOT NULL REFERENCES coding (coding_id) DEFERRABLE INITIALLY DEFERRED,
  attribute_id TEXT NOT NULL REFERENCES code_attribute (attribute_id) DEFERRABLE INITIALLY DEFERRED,
  -- 'yes' or 'no', a decimal number with a point, a value of the choice, or text.
  value TEXT NOT NULL,
  PRIMARY KEY (coding_id, attribute_id)
) WITHOUT ROWID;
CREATE INDEX coding_value_by_attribute ON coding_value (attribute_id);

-- What belongs to a discontinuous span beyond the annotation's own start and end. Anchored or unplaced with it.
CREATE TABLE annotation_piece (
  annotation_id TEXT NOT NULL REFERENCES annotation (annotation_id) DEFERRABLE INITIALLY DEFERRED,
  ord INTEGER NOT NULL,
  start INTEGER,
  end INTEGER,
  exact TEXT NOT NULL,
  prefix TEXT NOT NULL,
  suffix TEXT NOT NULL,
  PRIMARY KEY (annotation_id, ord)
) WITHOUT ROWID;

-- Kinds of relations between annotations, part of the codebook.
CREATE TABLE relation_kind (
  kind_id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  definition TEXT NOT NULL DEFAULT '',
  is_directed INTEGER NOT NULL DEFAULT 1,
  color INTEGER NOT NULL,
  archived INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL
);
CREATE TABLE relation (
  relation_id TEXT PRIMARY KEY,
  kind_id TEXT NOT NULL REFERENCES relation_kind (kind_id) DEFERRABLE INITIALLY DEFERRED,
  from_id TEXT NOT NULL REFERENCES annotation (annotation_id) DEFERRABLE INITIALLY DEFERRED,
  to_id TEXT NOT NULL REFERENCES annotation (annotation_id) DEFERRABLE INITIALLY DEFERRED,
  memo TEXT NOT NULL DEFAULT '',
  coder INTEGER NOT NULL REFERENCES coder (id),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  UNIQUE (kind_id, from_id, to_id, coder)
);
CREATE INDEX relation_by_from ON relation (from_id);
CREATE INDEX relation_by_to ON relation (to_id);

ALTER TABLE claim ADD COLUMN audience TEXT NOT NULL DEFAULT '';
ALTER TABLE claim ADD COLUMN open_question TEXT NOT NULL DEFAULT '';
-- Why, and when, the verdict in force was given.
ALTER TABLE claim ADD COLUMN verdict_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE claim ADD COLUMN verdict_at TEXT;
-- Each coder's own verdict; the one in force stands in claim.
CREATE TABLE claim_verdict (
  claim_id TEXT NOT NULL REFERENCES claim (claim_id) DEFERRABLE INITIALLY DEFERRED,
  coder INTEGER NOT NULL REFERENCES coder (id),
  verdict TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  decided_at TEXT NOT NULL,
  PRIMARY KEY (claim_id, coder)
) WITHOUT ROWID;
INSERT INTO claim_verdict SELECT claim_id, coder, verdict, '', updated_at FROM claim WHERE verdict <> 'unverified';
UPDATE claim SET verdict_at = updated_at WHERE verdict <> 'unverified';
-- The verdict in force: the adjudicated one, else the one given last, whoever writes; services/claims reads by the same rule.
CREATE TRIGGER claim_verdict_added AFTER INSERT ON claim_verdict BEGIN
  UPDATE claim SET (verdict, verdict_reason, verdict_at) =
    (SELECT v.verdict, v.reason, v.decided_at FROM claim_verdict v JOIN coder p ON p.id = v.coder
     WHERE v.claim_id = new.claim_id ORDER BY p.kind = 'layer' DESC, v.decided_at DESC, v.coder DESC LIMIT 1)
    WHERE claim_id = new.claim_id;
END;
CREATE TRIGGER claim_verdict_changed AFTER UPDATE ON claim_verdict BEGIN
  UPDATE claim SET (verdict, verdict_reason, verdict_at) =
    (SELECT v.verdict, v.reason, v.decided_at FROM claim_verdict v JOIN coder p ON p.id = v.coder
     WHERE v.claim_id = new.claim_id ORDER BY p.kind = 'layer' DESC, v.decided_at DESC, v.coder DESC LIMIT 1)
    WHERE claim_id = new.claim_id;
END;
CREATE TRIGGER claim_verdict_removed AFTER DELETE ON claim_verdict BEGIN
  UPDATE claim SET verdict = 'unverified', verdict_reason = '', verdict_at = NULL WHERE claim_id = old.claim_id;
  UPDATE claim SET (verdict, verdict_reason, verdict_at) =
    (SELECT v.verdict, v.reason, v.decided_at FROM claim_verdict v JOIN coder p ON p.id = v.coder
     WHERE v.claim_id = old.claim_id ORDER BY p.kind = 'layer' DESC, v.decided_at DESC, v.coder DESC LIMIT 1)
    WHERE claim_id = old.claim_id AND EXISTS (SELECT 1 FROM claim_verdict WHERE claim_id = old.claim_id);
END;
-- Codes given to a claim.
CREATE TABLE claim_coding (
  claim_id TEXT NOT NULL REFERENCES claim (claim_id) DEFERRABLE INITIALLY DEFERRED,
  code_id TEXT NOT NULL REFERENCES code (code_id) DEFERRABLE INITIALLY DEFERRED,
  coder INTEGER NOT NULL REFERENCES coder (id),
  created_at TEXT NOT NULL,
  PRIMARY KEY (claim_id, code_id, coder)
) WITHOUT ROWID;
CREATE INDEX claim_coding_by_code ON claim_coding (code_id);
-- A link with quotation and note, or a passage of the corpus.
CREATE TABLE claim_evidence (
  evidence_id TEXT PRIMARY KEY,
  claim_id TEXT NOT NULL REFERENCES claim (claim_id) DEFERRABLE INITIALLY DEFERRED,
  stance TEXT NOT NULL CHECK (stance IN ('supports', 'refutes', 'context')),
  -- Null for a passage of the corpus.
  url TEXT,
  title TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  -- Null for a link.
  article INTEGER REFERENCES article (id),
  text_version_id INTEGER REFERENCES text_version (id),
  start INTEGER,
  end INTEGER,
  -- The quotation, of the link or of the passage.
  exact TEXT NOT NULL DEFAULT '',
  prefix TEXT NOT NULL DEFAULT '',
  suffix TEXT NOT NULL DEFAULT '',
  status TEXT NOT NULL DEFAULT 'anchored' CHECK (status IN ('anchored', 'unplaced')),
  coder INTEGER NOT NULL REFERENCES coder (id),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);
CREATE INDEX claim_evidence_by_claim ON claim_evidence (claim_id, created_at);
CREATE INDEX claim_evidence_by_article ON claim_evidence (article, start) WHERE article IS NOT NULL;

-- A round of coding: who codes which articles, and whether they see each other's work before it ends.
CREATE TABLE coding_round (
  round_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  is_blind INTEGER NOT NULL DEFAULT 1,
  -- 1: the codebook cannot be changed until the round ends.
  is_locked INTEGER NOT NULL DEFAULT 1,
  -- JSON, see shared/contract/rooms/rounds.ts: how the sample was drawn, with its seed.
  sample TEXT NOT NULL,
  created_by INTEGER NOT NULL REFERENCES coder (id),
  created_at TEXT NOT NULL,
  ended_at TEXT
);
CREATE TABLE assignment (
  round_id TEXT NOT NULL REFERENCES coding_round (round_id) DEFERRABLE INITIALLY DEFERRED,
  coder INTEGER NOT NULL REFERENCES coder (id),
  article INTEGER NOT NULL REFERENCES article (id),
  -- Order in which the coder is shown them, from 0.
  ord INTEGER NOT NULL,
  -- When the coder said that the article is done.
  done_at TEXT,
  PRIMARY KEY (round_id, coder, article)
) WITHOUT ROWID;
CREATE INDEX assignment_by_article ON assignment (article);
-- Who marked it; the claim's own coder where nobody else is named.
ALTER TABLE claim_mention ADD COLUMN coder INTEGER REFERENCES coder (id);
UPDATE claim_mention SET coder = (SELECT c.coder FROM claim c WHERE c.claim_id = claim_mention.claim_id);
CREATE TRIGGER claim_mention_coder AFTER INSERT ON claim_mention WHEN new.coder IS NULL BEGIN
  UPDATE claim_mention SET coder = (SELECT c.coder FROM claim c WHERE c.claim_id = new.claim_id)
    WHERE mention_id = new.mention_id;
END;
-- Where others' work is hidden: see services/blind/index.ts.
CREATE VIEW blind_article AS
  SELECT DISTINCT s.article AS article FROM coding_round r CROSS JOIN assignment s ON s.round_id = r.round_id
  WHERE r.is_blind = 1 AND r.ended_at IS NULL;
CREATE VIEW blind_claim AS
  SELECT DISTINCT m.claim_id AS claim_id FROM blind_article b CROSS JOIN claim_mention m ON m.article = b.article;

-- One decided disagreement; what was decided stands as the work of the layer's coder.
CREATE TABLE adjudication (
  adjudication_id TEXT PRIMARY KEY,
  -- The coder of kind 'layer'.
  layer INTEGER NOT NULL REFERENCES coder (id),
  article INTEGER REFERENCES article (id),
  claim_id TEXT,
  -- What was disagreed on, so that the same case is known again; see services/agreement.
  subject TEXT NOT NULL,
  -- JSON: whose coding was taken, or 'neither', or 'own'.
  decision TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  decided_by INTEGER NOT NULL REFERENCES coder (id),
  decided_at TEXT NOT NULL,
  UNIQUE (layer, subject)
);
CREATE INDEX adjudication_by_article ON adjudication (article);

-- Files whose work was taken in, so that the same again is known.
CREATE TABLE merged_project (
  project_id TEXT NOT NULL, sha256 TEXT NOT NULL, name TEXT NOT NULL, at TEXT NOT NULL, report TEXT NOT NULL,
  PRIMARY KEY (project_id, sha256)
) WITHOUT ROWID;
CREATE INDEX annotation_by_span ON annotation (article, coder, start, end);
CREATE INDEX change_row_by_key ON change_row (tbl, key);
-- For the history of one annotation: what hangs on it has keys of its own.
CREATE INDEX change_row_by_annotation ON change_row (coalesce(after, before) ->> 'annotation_id', change_id)
  WHERE tbl = 'coding';
`,
  },
  {
    version: 4,
    sql: `
-- Which text of an article an analyser has looked at, and how much it found. Without the findings, so that what is due is
-- read from few pages.
CREATE TABLE analysis_state (
  analyser TEXT NOT NULL,
  article INTEGER NOT NULL REFERENCES article (id),
  text_version_id INTEGER NOT NULL,
  version TEXT NOT NULL,
  -- What the settings were, as one word; '' for those it comes with.
  settings_key TEXT NOT NULL DEFAULT '',
  -- Findings that are kept; null: it does not know the article's language.
  n INTEGER,
  at TEXT NOT NULL,
  PRIMARY KEY (analyser, article)
) WITHOUT ROWID;
-- What it found there: JSON, see electron/analysis/analysers/kept.ts. Offsets into the text of analysis_state. No row: nothing.
CREATE TABLE analysis_findings (
  article INTEGER NOT NULL REFERENCES article (id),
  analyser TEXT NOT NULL,
  findings TEXT NOT NULL,
  PRIMARY KEY (article, analyser)
);
CREATE TABLE finding_count (
  analyser TEXT NOT NULL,
  article INTEGER NOT NULL REFERENCES article (id),
  label TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (analyser, article, label)
) WITHOUT ROWID;
-- What a person said of a finding; accepted and changed ones made an annotation.
CREATE TABLE suggestion_decision (
  decision_id TEXT PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES article (id),
  text_version_id INTEGER NOT NULL REFERENCES text_version (id),
  analyser TEXT NOT NULL,
  version TEXT NOT NULL,
  label TEXT NOT NULL,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  exact TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('accepted', 'rejected', 'changed')),
  annotation_id TEXT,
  coder INTEGER NOT NULL REFERENCES coder (id),
  decided_at TEXT NOT NULL
);
CREATE INDEX suggestion_decision_by_article ON suggestion_decision (article, analyser, start);
CREATE INDEX suggestion_decision_by_label ON suggestion_decision (analyser, label, decision);

-- Articles about the same event.
CREATE TABLE story (
  story_id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  -- 'analyser' or 'person', here and below: what a person said is never changed by an analyser.
  title_by TEXT NOT NULL,
  -- JSON list of telling terms.
  topics TEXT NOT NULL DEFAULT '[]',
  topics_by TEXT NOT NULL DEFAULT 'analyser',
  -- 1: no analyser adds to it or takes from it.
  is_locked INTEGER NOT NULL DEFAULT 0,
  -- Name and version of what found it; '' for a story that a person made.
  analyser TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);
-- The story of an article; all articles of a duplicate group have the same.
CREATE TABLE story_member (
  article INTEGER PRIMARY KEY REFERENCES article (id),
  -- Null: a person said that it belongs to none.
  story_id TEXT REFERENCES story (story_id) DEFERRABLE INITIALLY DEFERRED,
  by TEXT NOT NULL
);
CREATE INDEX story_member_by_story ON story_member (story_id, article);
-- What an article is about, for finding its story; gone when its words change.
CREATE TABLE story_terms (
  article INTEGER PRIMARY KEY REFERENCES article (id),
  version TEXT NOT NULL,
  -- 1 once it was compared with the others.
  compared INTEGER NOT NULL DEFAULT 0,
  -- Hashes of terms as 32-bit numbers, low byte first; then twice their counts as 16-bit numbers.
  terms BLOB NOT NULL
);
CREATE INDEX story_terms_to_compare ON story_terms (article) WHERE compared = 0;
CREATE TRIGGER story_words_changed AFTER UPDATE OF title, text_version_id, language ON article
WHEN old.title IS NOT new.title OR old.text_version_id IS NOT new.text_version_id OR old.language IS NOT new.language BEGIN
  DELETE FROM story_terms WHERE article = new.id;
END;
CREATE TRIGGER story_day_changed AFTER UPDATE OF published_sort, duplicate_group ON article
WHEN old.published_sort IS NOT new.published_sort OR old.duplicate_group IS NOT new.duplicate_group BEGIN
  UPDATE story_terms SET compared = 0 WHERE article = new.id;
END;
-- The last pass over all articles: what it was made with. One row.
CREATE TABLE story_pass (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  version TEXT NOT NULL,
  settings_key TEXT NOT NULL,
  articles INTEGER NOT NULL,
  -- Articles added since, a few at a time.
  added INTEGER NOT NULL DEFAULT 0,
  at TEXT NOT NULL
);

-- What a project sets for an analyser or a rule, by its name: JSON. No row: what it comes with.
CREATE TABLE analysis_setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
`,
  },
  { version: 5, sql: [learning, storyBlocks, providers, names].join('\n') },
  { version: 6, sql: likely },
];

/** SQLite's `application_id` of a project file: "Plx1". */
export const APPLICATION_ID = 0x506c7831;
export const SCHEMA_VERSION = migrations.at(-1)?.version ?? 0;
