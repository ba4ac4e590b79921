-- Head office: what goes there, what is known to be there, and how the line was.

-- One row a project that is, or was, connected.
CREATE TABLE hq_line (
  project_id TEXT PRIMARY KEY,
  -- Server and HQ's name of the project, that everything below and in the other tables belongs to.
  place TEXT NOT NULL,
  -- The last line of the audit that was looked at for changes.
  feed_seq INTEGER NOT NULL DEFAULT 0,
  -- `indexed_on` of the newest case seen there; everything from a little before it is asked for next.
  cursor TEXT,
  download TEXT NOT NULL DEFAULT 'running' CHECK (download IN ('running', 'paused', 'complete')),
  download_done INTEGER NOT NULL DEFAULT 0,
  download_total INTEGER,
  -- When workers, groups and locations were last read, in milliseconds since 1970.
  people_at INTEGER,
  -- Id of the user there whose key it is, once HQ has said.
  user_id TEXT,
  -- 1: takes gzip, 0: does not; null: not tried.
  gzip INTEGER CHECK (gzip IN (0, 1)),
  -- Times somebody pressed Try now, and how many of them have been followed.
  asked INTEGER NOT NULL DEFAULT 0,
  answered INTEGER NOT NULL DEFAULT 0,
  -- The open round, its process, and who holds it.
  round_id INTEGER,
  last_success_at TEXT,
  last_try_at TEXT,
  -- Milliseconds since 1970; null with `stopped`: not by itself.
  next_try_ms INTEGER,
  stopped INTEGER NOT NULL DEFAULT 0 CHECK (stopped IN (0, 1)),
  -- Of the connection that it stopped with: a change of it lets it go on.
  stopped_with TEXT,
  failures INTEGER NOT NULL DEFAULT 0,
  problem TEXT,
  problem_details TEXT NOT NULL DEFAULT '{}',
  drift_ms INTEGER,
  -- The day that `bytes` counts, in the project's time zone.
  bytes_day TEXT,
  bytes INTEGER NOT NULL DEFAULT 0,
  pushed INTEGER NOT NULL DEFAULT 0,
  pulled INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The process that carries. `beat` moves while it lives, so that no clock is believed.
CREATE TABLE hq_lease (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  owner TEXT NOT NULL,
  pid INTEGER NOT NULL,
  host TEXT NOT NULL,
  beat INTEGER NOT NULL
) STRICT;

-- Each contact as HQ is known to hold it (`there`), and as it will once everything that waits has arrived (`queued`): JSON objects of text.
CREATE TABLE hq_contact (
  kind TEXT NOT NULL CHECK (kind IN ('case', 'worker')),
  -- Id here.
  contact_id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  -- Id there: that of a case is the same.
  hq_id TEXT,
  there TEXT,
  queued TEXT,
  -- 1 where HQ's copy has to be read again before it is believed.
  recheck INTEGER NOT NULL DEFAULT 0 CHECK (recheck IN (0, 1)),
  PRIMARY KEY (kind, contact_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX hq_contact_project ON hq_contact(project_id, kind);
CREATE UNIQUE INDEX hq_contact_there ON hq_contact(project_id, kind, hq_id) WHERE hq_id IS NOT NULL;
CREATE INDEX hq_contact_recheck ON hq_contact(project_id) WHERE recheck = 1;

-- Who can own a case there.
CREATE TABLE hq_owner (
  project_id TEXT NOT NULL,
  hq_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('user', 'group', 'location')),
  name TEXT NOT NULL,
  PRIMARY KEY (project_id, hq_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX hq_owner_name ON hq_owner(project_id, name);

-- One change of one contact, in the order they were made. It is gone once HQ has it.
CREATE TABLE hq_item (
  id INTEGER PRIMARY KEY,
  project_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('case', 'worker')),
  contact_id TEXT NOT NULL,
  change TEXT NOT NULL CHECK (change IN ('create', 'update', 'close', 'reopen')),
  -- JSON object of text: what it sets.
  sets TEXT NOT NULL,
  made_at TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'formed', 'parked')),
  form_id TEXT,
  tries INTEGER NOT NULL DEFAULT 0,
  -- 1: in a form of its own, since HQ refused one that held several.
  alone INTEGER NOT NULL DEFAULT 0 CHECK (alone IN (0, 1)),
  problem TEXT,
  problem_details TEXT NOT NULL DEFAULT '{}',
  CHECK ((state = 'formed') = (form_id IS NOT NULL))
) STRICT;
CREATE INDEX hq_item_queue ON hq_item(project_id, state, id);
CREATE INDEX hq_item_contact ON hq_item(kind, contact_id, id);
CREATE INDEX hq_item_form ON hq_item(form_id) WHERE form_id IS NOT NULL;

-- A form as it goes over the line, made once: whatever becomes of its answers, these bytes are sent again and no others.
CREATE TABLE hq_form (
  seq INTEGER PRIMARY KEY,
  -- Its instanceID.
  id TEXT NOT NULL UNIQUE,
  project_id TEXT NOT NULL,
  body TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  -- Answers of the kind that may be the form's own fault.
  errors INTEGER NOT NULL DEFAULT 0,
  not_before_ms INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX hq_form_queue ON hq_form(project_id, seq);
CREATE TRIGGER hq_form_stays BEFORE UPDATE OF id, body ON hq_form BEGIN SELECT RAISE(ABORT, 'a form is made once'); END;

-- A field that was changed on both sides, until a person has chosen.
CREATE TABLE hq_conflict (
  id INTEGER PRIMARY KEY,
  project_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('case', 'worker')),
  contact_id TEXT NOT NULL,
  field TEXT NOT NULL,
  before TEXT NOT NULL,
  there TEXT NOT NULL,
  found_at TEXT NOT NULL,
  there_at TEXT,
  UNIQUE (kind, contact_id, field)
) STRICT;
CREATE INDEX hq_conflict_project ON hq_conflict(project_id, id);

-- A number that HQ gives to somebody else than who holds it two-way here.
CREATE TABLE hq_taken_number (
  project_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('case', 'worker')),
  hq_id TEXT NOT NULL,
  digits TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (project_id, kind, hq_id, digits)
) STRICT, WITHOUT ROWID;
CREATE INDEX hq_taken_number_digits ON hq_taken_number(digits);

-- One try to reach HQ and what came of it.
CREATE TABLE hq_round (
  id INTEGER PRIMARY KEY,
  project_id TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  pushed INTEGER NOT NULL DEFAULT 0,
  pulled INTEGER NOT NULL DEFAULT 0,
  parked INTEGER NOT NULL DEFAULT 0,
  conflicts INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,
  problem TEXT,
  problem_details TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX hq_round_project ON hq_round(project_id, id);
