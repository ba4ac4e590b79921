-- Spreadsheets read into cases and workers: each batch, each of its rows with what became of it, and how columns were mapped before.

CREATE TABLE import_batch (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  project_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('cases', 'workers')),
  state TEXT NOT NULL CHECK (state IN ('checking', 'checked', 'applying', 'stopped', 'done', 'undoing', 'undone', 'discarded')),
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  -- JSON: sheet, columns and what becomes of them, matching, country, who asked for consent.
  plan TEXT NOT NULL,
  -- JSON list: the headers as they stand in the file.
  header TEXT NOT NULL,
  -- Process that works on it, and when it last said so in milliseconds since 1970.
  worked_by INTEGER,
  worked_ms INTEGER NOT NULL DEFAULT 0,
  staff_id TEXT,
  staff_name TEXT,
  created_at TEXT NOT NULL,
  ended_at TEXT,
  undone_at TEXT,
  undone_by TEXT
) STRICT;
CREATE INDEX import_batch_project ON import_batch(project_id, seq);
CREATE INDEX import_batch_file ON import_batch(project_id, sha256);

CREATE TABLE import_row (
  batch INTEGER NOT NULL REFERENCES import_batch(seq),
  -- As the spreadsheet counts.
  row INTEGER NOT NULL,
  -- JSON list: the cells as they stand in the file.
  cells TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('new', 'update', 'same', 'skipped', 'decide', 'refused')),
  -- Of `decide`: what it becomes when it is taken.
  would TEXT,
  decision TEXT CHECK (decision IN ('take', 'skip')),
  -- JSON list: column, code, warning. Null: nothing to say.
  problems TEXT,
  -- JSON: what is written for it. Null: nothing.
  takes TEXT,
  -- The case or worker it became or belongs to.
  target TEXT,
  -- What came of it: `new`, `updated`, or `failed` with its code. Null: nothing yet, or nothing to do.
  outcome TEXT,
  failure TEXT,
  -- Revision of the target after it, and JSON of what was there before: for the undo.
  revision INTEGER,
  before TEXT,
  undone TEXT,
  PRIMARY KEY (batch, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_row_verdict ON import_row(batch, verdict, outcome, undone);
CREATE INDEX import_row_said ON import_row(batch, row) WHERE problems IS NOT NULL;
CREATE INDEX import_row_target ON import_row(batch, target) WHERE target IS NOT NULL;

-- How a header was mapped the last time, by its folded words.
CREATE TABLE import_preset (
  project_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  header TEXT NOT NULL,
  property TEXT NOT NULL,
  PRIMARY KEY (project_id, kind, header)
) STRICT, WITHOUT ROWID;
