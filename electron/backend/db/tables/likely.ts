/** The learned order of Triage. Migration 6. */
export const likely = `
-- How likely a coder includes an article, learned from this coder's decisions alone. A cache: learned anew at any time.
CREATE TABLE likely (
  coder INTEGER NOT NULL REFERENCES coder (id) ON DELETE CASCADE,
  article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  -- 0 to 1.
  likely REAL NOT NULL,
  -- JSON list [term, weight, …] of the terms that count most.
  terms TEXT NOT NULL,
  -- 1: it was decided when the order was learned; its likelihood comes from the other decisions.
  was_decided INTEGER NOT NULL,
  -- likely_order.learned_at.
  run TEXT NOT NULL,
  PRIMARY KEY (coder, article)
) WITHOUT ROWID;
CREATE INDEX likely_by_value ON likely (coder, likely, article);

-- What a coder's order was learned from.
CREATE TABLE likely_order (
  coder INTEGER PRIMARY KEY REFERENCES coder (id) ON DELETE CASCADE,
  version TEXT NOT NULL,
  learned_at TEXT NOT NULL,
  included INTEGER NOT NULL,
  excluded INTEGER NOT NULL,
  -- Articles of the project then, and how many of them have a likelihood.
  articles INTEGER NOT NULL,
  ordered INTEGER NOT NULL,
  -- JSON, see shared/contract/rooms/likely.ts.
  accuracy TEXT NOT NULL
);
`;
