/** What was learned of codes. Part of migration 5. */
export const learning = `
-- Codes that were learned together; what they find stands in analysis_findings under the analyser 'codes', labelled by code.
CREATE TABLE learned_group (
  -- The ids of its codes, sorted.
  group_id TEXT PRIMARY KEY,
  -- What its coding was when it was learned, see services/learning/coding.ts; also the version of the procedure.
  coding TEXT NOT NULL,
  learned_at TEXT NOT NULL,
  -- JSON: folds, precision, recall and F1 of each code, spans it was learned from; see services/learning/keep.ts.
  accuracy TEXT NOT NULL,
  -- What was learned, as node:v8 serialises it; a cache of the coding that can be made again at any time.
  model BLOB NOT NULL
);
`;
