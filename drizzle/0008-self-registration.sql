-- What people do by text on their own: registering, stopping for good, keywords; and the words the office answers with.

-- 0 where staff put down that a START of this number is not taken, such as for a phone that changed hands in a quarrel.
ALTER TABLE opt_out ADD COLUMN may_start_again INTEGER NOT NULL DEFAULT 1 CHECK (may_start_again IN (0, 1));

-- Who registered by which text: the same text delivered again registers nobody twice.
CREATE TABLE sms_registration (
  id INTEGER PRIMARY KEY,
  message_id TEXT NOT NULL UNIQUE,
  project_id TEXT NOT NULL,
  digits TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('case', 'worker')),
  -- Id of a case, username of a worker.
  contact_id TEXT NOT NULL,
  submitter TEXT,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX sms_registration_digits ON sms_registration(digits, id);

-- Texts that asked to register somebody and registered nobody, with the reason, until staff have looked after them.
CREATE TABLE unregistered_text (
  id INTEGER PRIMARY KEY,
  message_id TEXT NOT NULL UNIQUE,
  project_id TEXT NOT NULL,
  -- Digits, or letters.
  sender TEXT NOT NULL,
  reason TEXT NOT NULL,
  at TEXT NOT NULL,
  settled_at TEXT,
  settled_by TEXT
) STRICT;
CREATE INDEX unregistered_text_open ON unregistered_text(project_id, id) WHERE settled_at IS NULL;
CREATE INDEX unregistered_text_project ON unregistered_text(project_id, id);

-- Two cases that may be one person.
CREATE TABLE possible_duplicate (
  id INTEGER PRIMARY KEY,
  project_id TEXT NOT NULL,
  older_id TEXT NOT NULL,
  newer_id TEXT NOT NULL,
  why TEXT NOT NULL CHECK (why IN ('number', 'name-and-number')),
  found_at TEXT NOT NULL,
  settled_as TEXT CHECK (settled_as IN ('merged', 'not-same')),
  settled_at TEXT,
  UNIQUE (older_id, newer_id)
) STRICT;
CREATE INDEX possible_duplicate_open ON possible_duplicate(project_id, id) WHERE settled_as IS NULL;

-- A merge, with what it changed on the case that stayed, so that it can be taken back.
CREATE TABLE case_merge (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  project_id TEXT NOT NULL,
  keep_id TEXT NOT NULL,
  drop_id TEXT NOT NULL,
  at TEXT NOT NULL,
  staff_name TEXT,
  -- JSON list of {name, before, after}.
  changes TEXT NOT NULL,
  undone_at TEXT
) STRICT;
CREATE INDEX case_merge_project ON case_merge(project_id, seq);
CREATE INDEX case_merge_standing ON case_merge(drop_id) WHERE undone_at IS NULL;

CREATE TABLE keyword (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  project_id TEXT NOT NULL,
  name TEXT NOT NULL,
  -- Name of the survey that it starts.
  survey TEXT,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX keyword_project ON keyword(project_id, seq);

CREATE TABLE keyword_word (
  project_id TEXT NOT NULL,
  -- As texts are compared with it.
  folded TEXT NOT NULL,
  keyword_id TEXT NOT NULL,
  word TEXT NOT NULL,
  language TEXT,
  place INTEGER NOT NULL,
  PRIMARY KEY (project_id, folded)
) STRICT, WITHOUT ROWID;
CREATE INDEX keyword_word_keyword ON keyword_word(keyword_id, place);

CREATE TABLE keyword_answer (
  keyword_id TEXT NOT NULL,
  language TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (keyword_id, language)
) STRICT, WITHOUT ROWID;

-- A project's own version of a text that the office sends by itself.
CREATE TABLE system_wording (
  project_id TEXT NOT NULL,
  key TEXT NOT NULL,
  language TEXT NOT NULL,
  text TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  PRIMARY KEY (project_id, key, language)
) STRICT, WITHOUT ROWID;
