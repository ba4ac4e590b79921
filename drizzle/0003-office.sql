-- The office itself: projects, settings, staff, their half-filled forms, and the record of what was done.

CREATE TABLE project (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  -- The word after `join`, compared in lower case.
  name_folded TEXT NOT NULL UNIQUE,
  country TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  -- JSON list; the first is the default.
  languages TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE setting (
  project_id TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (project_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE staff (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL CHECK (role IN ('clerk', 'supervisor', 'technician')),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  language TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE draft (
  staff_id TEXT NOT NULL,
  form TEXT NOT NULL,
  value TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  PRIMARY KEY (staff_id, form)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_line (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  staff TEXT,
  project_id TEXT,
  action TEXT NOT NULL,
  subject_kind TEXT,
  subject_id TEXT,
  details TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX audit_line_subject ON audit_line(subject_id, seq) WHERE subject_id IS NOT NULL;
CREATE TRIGGER audit_line_stays BEFORE UPDATE ON audit_line BEGIN SELECT RAISE(ABORT, 'the audit is never edited'); END;
CREATE TRIGGER audit_line_kept BEFORE DELETE ON audit_line BEGIN SELECT RAISE(ABORT, 'the audit is never shortened'); END;

-- Small facts about the file itself: clean end, last check, last backup, end of the audit's chain.
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
