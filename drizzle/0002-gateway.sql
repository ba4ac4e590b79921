-- Modems, what they send and what they take in. Everything here is about radio; people live in the desk's tables.

CREATE TABLE gateway (
  name TEXT PRIMARY KEY COLLATE NOCASE,
  kind TEXT NOT NULL CHECK (kind IN ('modem', 'simulator', 'telerivet', 'email')),
  -- Null: every project may use it.
  project_id TEXT,
  -- Paths with commas between; where the modem was last found is in gateway_status.
  port TEXT,
  pin TEXT,
  -- The PIN that was tried and not yet taken: it is never tried again by itself, since the third wrong one kills the SIM.
  pin_tried TEXT,
  reply_to TEXT,
  settings TEXT NOT NULL DEFAULT '{}',
  paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
  -- Identity of modem and SIM, learned at the first start.
  imei TEXT,
  imsi TEXT,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE gateway_route (
  -- Empty: in every project.
  project_id TEXT NOT NULL,
  prefix TEXT NOT NULL CHECK (prefix = '*' OR (prefix <> '' AND prefix NOT GLOB '*[^0-9]*')),
  gateway TEXT NOT NULL COLLATE NOCASE REFERENCES gateway(name) ON DELETE CASCADE,
  PRIMARY KEY (project_id, prefix)
) STRICT, WITHOUT ROWID;
CREATE INDEX gateway_route_gateway ON gateway_route(gateway);

-- What the process that runs the gateways last knew, for the others.
CREATE TABLE gateway_status (
  gateway TEXT PRIMARY KEY COLLATE NOCASE REFERENCES gateway(name) ON DELETE CASCADE,
  state TEXT NOT NULL,
  problem TEXT,
  signal INTEGER,
  operator TEXT,
  own_number TEXT,
  port TEXT,
  at TEXT NOT NULL
) STRICT;

-- One row: the process that runs the gateways. `beat` moves while it lives, so that no clock is believed.
CREATE TABLE gateway_lease (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  owner TEXT NOT NULL,
  pid INTEGER NOT NULL,
  host TEXT NOT NULL,
  beat INTEGER NOT NULL
) STRICT;

-- A text on its way out; its state is the sum of its parts.
CREATE TABLE outgoing (
  seq INTEGER PRIMARY KEY,
  message_id TEXT NOT NULL UNIQUE,
  gateway TEXT NOT NULL COLLATE NOCASE,
  peer TEXT NOT NULL,
  -- 0 verification, 1 reply, 2 bulk.
  priority INTEGER NOT NULL,
  parts INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sending', 'sent', 'delivered', 'failed', 'unknown', 'held', 'cancelled')),
  problem TEXT,
  reports INTEGER NOT NULL DEFAULT 0,
  -- Milliseconds since 1970: not before, after a refusal for now.
  not_before INTEGER NOT NULL DEFAULT 0,
  queued_at INTEGER NOT NULL
) STRICT;
CREATE INDEX outgoing_waiting ON outgoing(gateway, priority, seq) WHERE state IN ('queued', 'sending');

CREATE TABLE outgoing_part (
  id INTEGER PRIMARY KEY,
  message_id TEXT NOT NULL REFERENCES outgoing(message_id),
  part INTEGER NOT NULL,
  -- Hex with the empty centre field; `length` is what AT+CMGS is told.
  pdu TEXT NOT NULL,
  length INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'opening', 'typed', 'sent', 'delivered', 'failed', 'unknown', 'cancelled')),
  -- Refusals that count; a busy SIM does not.
  attempts INTEGER NOT NULL DEFAULT 0,
  -- 1 where a person had an unknown sent again.
  repeat INTEGER NOT NULL DEFAULT 0,
  problem TEXT,
  -- Reference the modem gave (TP-MR), SIM it went out with, times in milliseconds since 1970.
  mr INTEGER,
  sim TEXT,
  typed_at INTEGER,
  sent_at INTEGER,
  -- TP-ST of the last delivery report.
  status INTEGER,
  UNIQUE (message_id, part)
) STRICT;
CREATE INDEX outgoing_part_open ON outgoing_part(state) WHERE state IN ('opening', 'typed');
CREATE INDEX outgoing_part_reported ON outgoing_part(sim, mr) WHERE state = 'sent';
CREATE INDEX outgoing_part_unknown ON outgoing_part(state) WHERE state = 'unknown';
-- For the caps: each hour and day of a gateway.
CREATE TABLE sent_count (
  gateway TEXT NOT NULL COLLATE NOCASE,
  -- Hours since 1970.
  hour INTEGER NOT NULL,
  parts INTEGER NOT NULL,
  PRIMARY KEY (gateway, hour)
) STRICT, WITHOUT ROWID;

-- The last reference of a long text to each number, so that it comes again only after 256 of them.
CREATE TABLE long_text_reference (
  peer TEXT PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Every PDU read from a SIM, committed before it is deleted there.
CREATE TABLE inbound_part (
  id INTEGER PRIMARY KEY,
  gateway TEXT NOT NULL,
  sim TEXT NOT NULL,
  -- Of the PDU: the same one read again is not a second text.
  hash TEXT NOT NULL,
  pdu TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('deliver', 'report', 'unreadable')),
  received_at TEXT NOT NULL,
  -- Times it was seen again.
  repeats INTEGER NOT NULL DEFAULT 0,
  -- 0 waits, 1 handled, 2 given up after errors.
  handled INTEGER NOT NULL DEFAULT 0,
  errors INTEGER NOT NULL DEFAULT 0,
  text_id TEXT,
  part INTEGER,
  UNIQUE (sim, hash)
) STRICT;
CREATE INDEX inbound_part_waiting ON inbound_part(id) WHERE handled = 0;
CREATE INDEX inbound_part_text ON inbound_part(text_id) WHERE text_id IS NOT NULL;

CREATE TABLE inbound_text (
  id TEXT PRIMARY KEY,
  gateway TEXT NOT NULL,
  sim TEXT NOT NULL,
  sender TEXT NOT NULL,
  reference INTEGER,
  wide INTEGER NOT NULL DEFAULT 0,
  total INTEGER NOT NULL,
  have INTEGER NOT NULL,
  first_at INTEGER NOT NULL,
  -- 0 waits for parts, 1 handed over incomplete, 2 whole.
  handed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX inbound_text_open ON inbound_text(sim, sender, reference, wide, total) WHERE handed < 2;
CREATE INDEX inbound_text_waiting ON inbound_text(first_at) WHERE handed = 0;

-- The simulated modem's own memory: the SIM, and what its network accepted and delivered.
CREATE TABLE simulated_slot (
  gateway TEXT NOT NULL COLLATE NOCASE,
  slot INTEGER NOT NULL,
  status INTEGER NOT NULL,
  pdu TEXT NOT NULL,
  PRIMARY KEY (gateway, slot)
) STRICT, WITHOUT ROWID;
CREATE TABLE simulated_waiting (
  seq INTEGER PRIMARY KEY,
  gateway TEXT NOT NULL COLLATE NOCASE,
  pdu TEXT NOT NULL
) STRICT;
CREATE TABLE simulated_text (
  seq INTEGER PRIMARY KEY,
  gateway TEXT NOT NULL COLLATE NOCASE,
  at INTEGER NOT NULL,
  from_phone INTEGER NOT NULL,
  digits TEXT NOT NULL,
  -- A SUBMIT as accepted, or the words typed on the practice phone.
  content TEXT NOT NULL,
  mr INTEGER,
  copies INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX simulated_text_digits ON simulated_text(digits, seq);
CREATE INDEX simulated_text_content ON simulated_text(gateway, content) WHERE from_phone = 0;
