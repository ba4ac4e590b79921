-- People, their numbers, their consent and what is said with them.

CREATE TABLE contact_case (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  project_id TEXT NOT NULL,
  case_type TEXT NOT NULL,
  name TEXT NOT NULL,
  external_id TEXT,
  owner TEXT,
  -- The pages' property `contact_phone_number` as it stands on the case: digits, or whatever was stored.
  phone TEXT NOT NULL DEFAULT '',
  -- 1 where `contact_phone_number_is_verified` is exactly 1.
  consented INTEGER NOT NULL DEFAULT 0,
  -- State of its number entry, kept here by the phone-numbers room for the lists: none, one-way, pending, two-way.
  number_state TEXT NOT NULL DEFAULT 'none',
  -- All other case properties: a JSON object of text.
  properties TEXT NOT NULL DEFAULT '{}',
  client_key TEXT,
  opened_at TEXT NOT NULL,
  modified_at TEXT NOT NULL,
  -- Counts the changes, so that order never hangs on a clock.
  revision INTEGER NOT NULL DEFAULT 1,
  closed_at TEXT,
  deleted_at TEXT
) STRICT;
CREATE UNIQUE INDEX contact_case_client_key ON contact_case(project_id, client_key) WHERE client_key IS NOT NULL;
CREATE INDEX contact_case_external_id ON contact_case(project_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX contact_case_phone ON contact_case(phone, seq) WHERE deleted_at IS NULL AND phone <> '';
CREATE INDEX contact_case_list ON contact_case(project_id, seq) WHERE deleted_at IS NULL;
CREATE INDEX contact_case_open ON contact_case(project_id, closed_at IS NULL, seq) WHERE deleted_at IS NULL;
CREATE INDEX contact_case_state ON contact_case(project_id, number_state, seq) WHERE deleted_at IS NULL;
CREATE INDEX contact_case_consent ON contact_case(project_id, consented, seq) WHERE deleted_at IS NULL;
CREATE INDEX contact_case_type ON contact_case(project_id, case_type, seq) WHERE deleted_at IS NULL;

-- Counts kept as rows change, so that a screen never counts a million of them.
CREATE TABLE case_count (
  project_id TEXT PRIMARY KEY,
  open INTEGER NOT NULL DEFAULT 0,
  closed INTEGER NOT NULL DEFAULT 0,
  consented INTEGER NOT NULL DEFAULT 0,
  two_way INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE registration_day (
  project_id TEXT NOT NULL,
  day TEXT NOT NULL,
  registered INTEGER NOT NULL DEFAULT 0,
  consented INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (project_id, day)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER contact_case_counted_in AFTER INSERT ON contact_case BEGIN
  INSERT INTO case_count (project_id, open, closed, consented, two_way)
    VALUES (NEW.project_id, NEW.closed_at IS NULL, NEW.closed_at IS NOT NULL, NEW.consented, NEW.number_state = 'two-way')
    ON CONFLICT (project_id) DO UPDATE SET open = open + excluded.open, closed = closed + excluded.closed,
      consented = consented + excluded.consented, two_way = two_way + excluded.two_way;
  INSERT INTO registration_day (project_id, day, registered, consented) VALUES (NEW.project_id, substr(NEW.opened_at, 1, 10), 1, NEW.consented)
    ON CONFLICT (project_id, day) DO UPDATE SET registered = registered + 1, consented = consented + excluded.consented;
END;
CREATE TRIGGER contact_case_recounted AFTER UPDATE OF closed_at, deleted_at, consented, number_state ON contact_case BEGIN
  UPDATE case_count SET
    open = open + (NEW.deleted_at IS NULL AND NEW.closed_at IS NULL) - (OLD.deleted_at IS NULL AND OLD.closed_at IS NULL),
    closed = closed + (NEW.deleted_at IS NULL AND NEW.closed_at IS NOT NULL) - (OLD.deleted_at IS NULL AND OLD.closed_at IS NOT NULL),
    consented = consented + (NEW.deleted_at IS NULL AND NEW.consented) - (OLD.deleted_at IS NULL AND OLD.consented),
    two_way = two_way + (NEW.deleted_at IS NULL AND NEW.number_state = 'two-way') - (OLD.deleted_at IS NULL AND OLD.number_state = 'two-way')
  WHERE project_id = NEW.project_id;
END;

-- Words already used in a project, for suggestions: case types, property names, owners.
CREATE TABLE vocabulary (
  project_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('type', 'property', 'owner')),
  word TEXT NOT NULL,
  PRIMARY KEY (project_id, kind, word)
) STRICT, WITHOUT ROWID;

-- What a case is found by: name folded (case, accents, Arabic letter variants), external id and number. Narrow, so that what the full
-- text only proposes is looked at quickly.
CREATE TABLE case_text (
  seq INTEGER PRIMARY KEY,
  text TEXT NOT NULL
) STRICT;
-- Any three letters that stand side by side in it. Which cases hold them, not where: the text itself has the last word.
CREATE VIRTUAL TABLE case_search USING fts5(text, content='', contentless_delete=1, detail=none, tokenize='trigram');
-- Each letter and each pair of letters of a word, for what is typed before there are three, and each five digits of a number.
CREATE VIRTUAL TABLE case_search_short USING fts5(pairs, content='', contentless_delete=1, detail=none, tokenize='unicode61 remove_diacritics 0 categories ''L* N* Co Mn Mc''');

CREATE TABLE phone_entry (
  id INTEGER PRIMARY KEY,
  project_id TEXT NOT NULL,
  owner_kind TEXT NOT NULL CHECK (owner_kind IN ('case', 'worker')),
  owner_id TEXT NOT NULL,
  digits TEXT NOT NULL CHECK (digits <> '' AND digits NOT GLOB '*[^0-9]*'),
  gateway_name TEXT,
  verified INTEGER NOT NULL DEFAULT 0 CHECK (verified IN (0, 1)),
  pending INTEGER NOT NULL DEFAULT 0 CHECK (pending IN (0, 1)),
  two_way INTEGER NOT NULL DEFAULT 0 CHECK (two_way IN (0, 1)),
  -- 1 where the contact qualifies for two-way but someone else has reserved the number; the oldest gets it when it is freed.
  waits_for_two_way INTEGER NOT NULL DEFAULT 0 CHECK (waits_for_two_way IN (0, 1)),
  contact_revision INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  CHECK (pending = 0 OR verified = 0)
) STRICT;
-- A number is reserved once in the whole system, in any project: the database itself says so.
CREATE UNIQUE INDEX one_reservation ON phone_entry(digits) WHERE two_way = 1 OR pending = 1;
CREATE UNIQUE INDEX phone_entry_owner ON phone_entry(owner_kind, owner_id, digits);
CREATE INDEX phone_entry_digits ON phone_entry(digits);
CREATE INDEX phone_entry_waiting ON phone_entry(digits, id) WHERE waits_for_two_way = 1;

CREATE TABLE consent_statement (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL,
  language TEXT NOT NULL,
  version INTEGER NOT NULL,
  text TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT,
  UNIQUE (project_id, language, version)
) STRICT;
CREATE TRIGGER consent_statement_stays BEFORE UPDATE ON consent_statement BEGIN SELECT RAISE(ABORT, 'a statement is never reworded in place'); END;
CREATE TRIGGER consent_statement_kept BEFORE DELETE ON consent_statement BEGIN SELECT RAISE(ABORT, 'a statement is never removed'); END;

CREATE TABLE consent_event (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  project_id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  digits TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('given', 'declined', 'withdrawn')),
  at TEXT NOT NULL,
  channel TEXT NOT NULL,
  staff_id TEXT,
  staff_name TEXT,
  statement_id TEXT REFERENCES consent_statement(id),
  witness TEXT,
  source TEXT
) STRICT;
CREATE INDEX consent_event_case ON consent_event(case_id, seq);
CREATE TRIGGER consent_event_stays BEFORE UPDATE ON consent_event BEGIN SELECT RAISE(ABORT, 'consent is recorded, never edited'); END;
CREATE TRIGGER consent_event_kept BEFORE DELETE ON consent_event BEGIN SELECT RAISE(ABORT, 'consent is recorded, never removed'); END;

-- One row a number, in the whole office: outlives contacts and projects.
CREATE TABLE opt_out (
  digits TEXT PRIMARY KEY,
  opted_out INTEGER NOT NULL CHECK (opted_out IN (0, 1)),
  last_out_at TEXT,
  last_in_at TEXT,
  last_project_id TEXT
) STRICT;

-- Sending to these waits until staff decide what the person meant.
CREATE TABLE stop_review (
  id INTEGER PRIMARY KEY,
  digits TEXT NOT NULL,
  message_id TEXT NOT NULL UNIQUE,
  opened_at TEXT NOT NULL,
  settled_at TEXT,
  settled_as TEXT
) STRICT;
CREATE INDEX stop_review_open ON stop_review(digits) WHERE settled_at IS NULL;

CREATE TABLE message (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  project_id TEXT NOT NULL,
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
  -- The other side's number: who it goes to, or who it came from. Letters for an alphanumeric sender.
  peer TEXT,
  contact_kind TEXT,
  contact_id TEXT,
  gateway TEXT,
  text TEXT,
  parts INTEGER NOT NULL DEFAULT 1,
  state TEXT NOT NULL,
  problem TEXT,
  -- Why the office sends it: text, opt-out, opt-in, verification, reply. Replies to STOP and START pass the gate.
  purpose TEXT NOT NULL DEFAULT 'text',
  staff_id TEXT,
  client_key TEXT UNIQUE,
  answers_id TEXT,
  created_at TEXT NOT NULL,
  network_at TEXT,
  sent_at TEXT,
  delivered_at TEXT,
  claimed_by TEXT,
  read_at TEXT
) STRICT;
CREATE INDEX message_peer ON message(peer, seq);
CREATE INDEX message_project ON message(project_id, seq);
CREATE INDEX message_waiting ON message(state, seq) WHERE state IN ('queued', 'sending', 'held', 'unknown', 'failed', 'received', 'needs-attention');
CREATE INDEX message_unread ON message(peer, seq) WHERE direction = 'in' AND read_at IS NULL;
CREATE INDEX message_day ON message(created_at);
