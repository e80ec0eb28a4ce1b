/** Providers of evidence beyond the corpus. Part of migration 5. */
export const providers = `
-- Who may be asked. That one is switched on is not kept here but on the machine where a person did it: a project that comes from
-- elsewhere asks nobody.
CREATE TABLE provider (
  provider_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  -- Empty for a feed that is only read from files.
  address TEXT NOT NULL,
  model TEXT NOT NULL DEFAULT '',
  added_at TEXT NOT NULL
);
-- What left the machine, written before it leaves; and who switched what on and off. Never undone, never cut; no reference may
-- keep a claim or a coder from being deleted.
CREATE TABLE sent_request (
  sent_id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  coder INTEGER,
  coder_name TEXT NOT NULL,
  provider_id TEXT NOT NULL,
  provider TEXT NOT NULL,
  kind TEXT NOT NULL,
  -- 'search', 'feed', 'rewriting', 'switched on', 'switched off'.
  what TEXT NOT NULL,
  method TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL,
  -- JSON list: where the same server sent the request on to.
  followed TEXT NOT NULL DEFAULT '[]',
  query TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL DEFAULT '',
  claim_id TEXT,
  story_id TEXT,
  -- 'under way', 'answered', 'failed', 'cancelled'; null for a switch.
  outcome TEXT,
  status INTEGER,
  sent_bytes INTEGER NOT NULL DEFAULT 0,
  received_bytes INTEGER NOT NULL DEFAULT 0,
  message TEXT NOT NULL DEFAULT '',
  ended_at TEXT
);
CREATE INDEX sent_request_by_claim ON sent_request (claim_id, provider_id, sent_id) WHERE claim_id IS NOT NULL;
CREATE INDEX sent_request_by_provider ON sent_request (provider_id, sent_id);
-- Pages that a search named.
CREATE TABLE outside_result (
  sent_id INTEGER NOT NULL REFERENCES sent_request (sent_id),
  ord INTEGER NOT NULL,
  title TEXT NOT NULL,
  url TEXT NOT NULL,
  snippet TEXT NOT NULL,
  published_at TEXT,
  PRIMARY KEY (sent_id, ord)
) WITHOUT ROWID;
-- Published fact checks of a feed, as its last reading gave them.
CREATE TABLE claim_review (
  review_id INTEGER PRIMARY KEY,
  provider_id TEXT NOT NULL,
  claim_reviewed TEXT NOT NULL,
  claimant TEXT NOT NULL,
  rating TEXT NOT NULL,
  rating_scale TEXT NOT NULL,
  publisher TEXT NOT NULL,
  url TEXT NOT NULL,
  reviewed_at TEXT,
  language TEXT,
  -- When the feed was read.
  read_at TEXT NOT NULL
);
CREATE INDEX claim_review_by_provider ON claim_review (provider_id, review_id);
-- Words of claim_reviewed by review_id, for finding what may be like a claim among very many.
CREATE VIRTUAL TABLE claim_review_words USING fts5 (words, content='', contentless_delete=1, tokenize='porter unicode61');
-- Sections of a story in a language model's words, apart from what analysers wrote.
CREATE TABLE rewriting (
  rewriting_id TEXT PRIMARY KEY,
  sent_id INTEGER NOT NULL REFERENCES sent_request (sent_id),
  story_id TEXT NOT NULL,
  section TEXT NOT NULL,
  model TEXT NOT NULL,
  -- JSON, see shared/model/provider.ts; without what is worked out on reading.
  sentences TEXT NOT NULL,
  given TEXT NOT NULL
);
CREATE INDEX rewriting_by_story ON rewriting (story_id, section, sent_id);
`;
