-- Mobile workers, their numbers in order, and what was asked of each number to verify it.

CREATE TABLE worker (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  project_id TEXT NOT NULL,
  -- Lower case: `a-z 0-9 . _ -`. One in a project, as HQ has it.
  username TEXT NOT NULL,
  first_name TEXT NOT NULL DEFAULT '',
  last_name TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  language TEXT,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  -- What the list's search looks into: username, names and numbers, folded.
  search TEXT NOT NULL DEFAULT '',
  client_key TEXT,
  created_at TEXT NOT NULL,
  modified_at TEXT NOT NULL,
  revision INTEGER NOT NULL DEFAULT 1,
  UNIQUE (project_id, username)
) STRICT;
CREATE UNIQUE INDEX worker_client_key ON worker(project_id, client_key) WHERE client_key IS NOT NULL;
CREATE INDEX worker_list ON worker(project_id, active, seq);

-- The numbers as they stand on the worker's page; the lowest place is the default. A deactivated worker keeps them and holds none.
CREATE TABLE worker_number (
  worker_id TEXT NOT NULL REFERENCES worker(id),
  digits TEXT NOT NULL,
  place INTEGER NOT NULL,
  added_at TEXT NOT NULL,
  PRIMARY KEY (worker_id, digits)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX worker_number_place ON worker_number(worker_id, place);

-- One row for each time a number was asked to answer 123.
CREATE TABLE verification_request (
  id INTEGER PRIMARY KEY,
  project_id TEXT NOT NULL,
  owner_id TEXT NOT NULL,
  digits TEXT NOT NULL,
  is_resend INTEGER NOT NULL CHECK (is_resend IN (0, 1)),
  message_id TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  -- Null while an answer is waited for; `verified`, `given-up`.
  outcome TEXT,
  settled_at TEXT
) STRICT;
CREATE INDEX verification_request_number ON verification_request(digits, id);
CREATE INDEX verification_request_owner ON verification_request(owner_id, digits, asked_at);

-- The last text of a pending number that did not count as its answer, for whoever wonders why it stays pending.
CREATE TABLE verification_miss (
  digits TEXT PRIMARY KEY,
  message_id TEXT NOT NULL,
  at TEXT NOT NULL,
  why TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Many numbers asked one after another, at a pace.
CREATE TABLE verification_run (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'paused', 'cancelled', 'done')),
  per_minute INTEGER NOT NULL CHECK (per_minute > 0),
  started_at TEXT NOT NULL,
  started_by TEXT,
  -- Instant in milliseconds before which the next one is not asked.
  next_ms INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX verification_run_going ON verification_run(state) WHERE state = 'running';
CREATE TABLE verification_run_number (
  run_id TEXT NOT NULL REFERENCES verification_run(id),
  place INTEGER NOT NULL,
  owner_id TEXT NOT NULL,
  digits TEXT NOT NULL,
  -- Null: not asked yet. Else `started`, `resent`, `already-verified`, `in-use`, `no-gateway` or the code of a refusal.
  outcome TEXT,
  PRIMARY KEY (run_id, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX verification_run_number_waiting ON verification_run_number(run_id, place) WHERE outcome IS NULL;

-- A sender in national form is looked up by its end.
CREATE INDEX phone_entry_end ON phone_entry(substr(digits, -7)) WHERE two_way = 1 OR pending = 1;
