/** What people say of the blocks of a story page, and the blocks as they were written last. Part of migration 5. */
export const storyBlocks = `
-- What a person says of a block of a story's page; see shared/model/story-sections.ts.
CREATE TABLE story_block (
  story_id TEXT NOT NULL,
  block TEXT NOT NULL,
  is_hidden INTEGER NOT NULL DEFAULT 0,
  comment TEXT NOT NULL DEFAULT '',
  -- Own words beside what the analyser took.
  wording TEXT NOT NULL DEFAULT '',
  coder INTEGER NOT NULL REFERENCES coder (id),
  updated_at TEXT NOT NULL,
  PRIMARY KEY (story_id, block)
) WITHOUT ROWID;
-- One thing that a person took out of a block or put into it. By its words, so that it holds for a new text that still has
-- them; a speaker or a question has no article.
CREATE TABLE story_correction (
  correction_id TEXT PRIMARY KEY,
  story_id TEXT NOT NULL,
  block TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('out', 'in')),
  article INTEGER REFERENCES article (id),
  text_version_id INTEGER,
  start INTEGER,
  end INTEGER,
  exact TEXT NOT NULL,
  coder INTEGER NOT NULL REFERENCES coder (id),
  created_at TEXT NOT NULL
);
CREATE INDEX story_correction_by_story ON story_correction (story_id, block);
-- The sections of a story as they were written last, and what they rest on as one hash: JSON of the analyser alone, nothing
-- that a person said.
CREATE TABLE story_written (
  story_id TEXT PRIMARY KEY,
  key TEXT NOT NULL,
  sections TEXT NOT NULL,
  at TEXT NOT NULL
) WITHOUT ROWID;

-- One more whenever a story, its articles, or what is counted of them changes: what was counted before is counted anew.
CREATE TABLE story_revision (id INTEGER PRIMARY KEY CHECK (id = 1), n INTEGER NOT NULL);
INSERT INTO story_revision (id, n) VALUES (1, 0);
CREATE TRIGGER story_inserted AFTER INSERT ON story BEGIN UPDATE story_revision SET n = n + 1; END;
CREATE TRIGGER story_updated AFTER UPDATE ON story BEGIN UPDATE story_revision SET n = n + 1; END;
CREATE TRIGGER story_deleted AFTER DELETE ON story BEGIN UPDATE story_revision SET n = n + 1; END;
CREATE TRIGGER story_member_inserted AFTER INSERT ON story_member BEGIN UPDATE story_revision SET n = n + 1; END;
CREATE TRIGGER story_member_updated AFTER UPDATE ON story_member BEGIN UPDATE story_revision SET n = n + 1; END;
CREATE TRIGGER story_member_deleted AFTER DELETE ON story_member BEGIN UPDATE story_revision SET n = n + 1; END;
CREATE TRIGGER story_article_changed AFTER UPDATE OF source_id, published_sort, duplicate_group ON article
WHEN old.source_id IS NOT new.source_id OR old.published_sort IS NOT new.published_sort
  OR old.duplicate_group IS NOT new.duplicate_group BEGIN
  UPDATE story_revision SET n = n + 1;
END;
`;
