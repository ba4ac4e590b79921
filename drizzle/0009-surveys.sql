-- Questions asked by text, one at a time, and how far each person is with them.

CREATE TABLE survey (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  project_id TEXT NOT NULL,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  -- What people who are started from now on are asked with.
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  removed_at TEXT
) STRICT;
CREATE UNIQUE INDEX survey_name ON survey(project_id, name_folded) WHERE removed_at IS NULL;

-- Each version as it was saved: people in the middle of one finish it, whatever is changed meanwhile.
CREATE TABLE survey_version (
  survey_id TEXT NOT NULL REFERENCES survey(id),
  version INTEGER NOT NULL,
  definition TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT,
  PRIMARY KEY (survey_id, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER survey_version_stays BEFORE UPDATE ON survey_version BEGIN SELECT RAISE(ABORT, 'a version of a survey is never edited'); END;
CREATE TRIGGER survey_version_kept BEFORE DELETE ON survey_version BEGIN SELECT RAISE(ABORT, 'a version of a survey is never removed'); END;

CREATE TABLE survey_session (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  project_id TEXT NOT NULL,
  survey_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  case_id TEXT NOT NULL,
  digits TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'open',
  problem TEXT,
  -- 1 where its first question is the consent statement; which statement was asked with.
  asks_consent INTEGER NOT NULL DEFAULT 0 CHECK (asks_consent IN (0, 1)),
  statement_id TEXT,
  -- Counted from 0. Answers to it that did not count, and reminders of it.
  question INTEGER NOT NULL DEFAULT 0,
  tries INTEGER NOT NULL DEFAULT 0,
  reminders INTEGER NOT NULL DEFAULT 0,
  -- The text that asked last, and when.
  asked_message TEXT,
  asked_at TEXT NOT NULL,
  -- Milliseconds since 1970: when a silent person is reminded, or let go.
  due_at INTEGER NOT NULL,
  -- The last text that was taken as an answer: when it came, and as the network stamped it, to know it again when it is delivered twice.
  heard_at TEXT,
  heard_network_at TEXT,
  heard_text TEXT,
  how TEXT NOT NULL,
  started_at TEXT NOT NULL,
  started_by TEXT,
  reason TEXT,
  ended_at TEXT,
  FOREIGN KEY (survey_id, version) REFERENCES survey_version(survey_id, version),
  CHECK ((state = 'open') = (ended_at IS NULL))
) STRICT;
-- One a person, and one a number: the answer must be somebody's.
CREATE UNIQUE INDEX one_open_session ON survey_session(case_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX one_open_session_a_number ON survey_session(digits) WHERE ended_at IS NULL;
CREATE INDEX survey_session_due ON survey_session(due_at) WHERE ended_at IS NULL;
CREATE INDEX survey_session_case ON survey_session(case_id, seq);
CREATE INDEX survey_session_survey ON survey_session(survey_id, state, seq);
CREATE INDEX survey_session_project ON survey_session(project_id, seq);

-- Whatever takes a person out of reach takes them out of the survey, in the same transaction and whoever does it.
CREATE TRIGGER survey_ends_on_stop AFTER INSERT ON opt_out WHEN NEW.opted_out = 1 BEGIN
  UPDATE survey_session SET state = 'opted-out', ended_at = COALESCE(NEW.last_out_at, asked_at) WHERE digits = NEW.digits AND ended_at IS NULL;
END;
CREATE TRIGGER survey_ends_on_stop_again AFTER UPDATE ON opt_out WHEN NEW.opted_out = 1 BEGIN
  UPDATE survey_session SET state = 'opted-out', ended_at = COALESCE(NEW.last_out_at, asked_at) WHERE digits = NEW.digits AND ended_at IS NULL;
END;
CREATE TRIGGER survey_ends_with_case AFTER UPDATE OF closed_at, deleted_at ON contact_case
  WHEN (NEW.closed_at IS NOT NULL AND OLD.closed_at IS NULL) OR (NEW.deleted_at IS NOT NULL AND OLD.deleted_at IS NULL) BEGIN
  UPDATE survey_session SET state = CASE WHEN NEW.deleted_at IS NULL THEN 'case-closed' ELSE 'case-deleted' END,
    ended_at = COALESCE(NEW.deleted_at, NEW.closed_at) WHERE case_id = NEW.id AND ended_at IS NULL;
END;
CREATE TRIGGER survey_ends_with_number AFTER UPDATE OF phone ON contact_case WHEN NEW.phone <> OLD.phone BEGIN
  UPDATE survey_session SET state = 'number-changed', ended_at = NEW.modified_at WHERE case_id = NEW.id AND ended_at IS NULL;
END;
CREATE TRIGGER survey_ends_with_two_way AFTER UPDATE OF number_state ON contact_case WHEN OLD.number_state = 'two-way' AND NEW.number_state <> 'two-way' BEGIN
  UPDATE survey_session SET state = 'not-two-way', ended_at = NEW.modified_at WHERE case_id = NEW.id AND ended_at IS NULL;
END;

CREATE TABLE survey_answer (
  session_id TEXT NOT NULL REFERENCES survey_session(id),
  -- Stays the same over versions.
  question_id TEXT NOT NULL,
  survey_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  -- As saved to the case, and the message it came with.
  value TEXT NOT NULL,
  message_id TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (session_id, question_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX survey_answer_counted ON survey_answer(survey_id, question_id, value);

-- Starting a survey for many, newest case first. `after`: the place in the list reached so far.
CREATE TABLE survey_run (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  project_id TEXT NOT NULL,
  survey_id TEXT NOT NULL REFERENCES survey(id),
  filter TEXT NOT NULL,
  per_minute INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'paused', 'cancelled', 'done')),
  -- Null: nobody has been looked at yet.
  after TEXT,
  total INTEGER NOT NULL,
  done INTEGER NOT NULL DEFAULT 0,
  asked INTEGER NOT NULL DEFAULT 0,
  -- JSON: reason's code to count.
  refused TEXT NOT NULL DEFAULT '{}',
  -- JSON: who started it acts in it too.
  staff TEXT,
  started_at TEXT NOT NULL,
  ended_at TEXT
) STRICT;
CREATE INDEX survey_run_project ON survey_run(project_id, seq);
CREATE INDEX survey_run_running ON survey_run(seq) WHERE state = 'running';
