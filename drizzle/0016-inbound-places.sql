-- Where a PDU lay, until that place was emptied: what lies there still is only deleted, and the same PDU from elsewhere is a repeat, which
-- keeps a row of its own. So the hash is unique among the first ones only, and the table is made anew.
ALTER TABLE inbound_part RENAME TO inbound_part_before;
CREATE TABLE inbound_part (
  id INTEGER PRIMARY KEY,
  gateway TEXT NOT NULL,
  sim TEXT NOT NULL,
  -- Memory and index as the modem names them; null where it came on the line itself.
  memory TEXT,
  place INTEGER,
  -- 1 once nothing of it is left in that place.
  cleared INTEGER NOT NULL DEFAULT 1,
  -- Of the PDU: the same one read again is not a second text.
  hash TEXT NOT NULL,
  pdu TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('deliver', 'report', 'unreadable')),
  received_at TEXT NOT NULL,
  -- The first row of the same PDU. A repeat is handled by being kept.
  repeat_of INTEGER,
  -- 0 waits, 1 handled, 2 given up after errors.
  handled INTEGER NOT NULL DEFAULT 0,
  errors INTEGER NOT NULL DEFAULT 0,
  text_id TEXT,
  part INTEGER
) STRICT;
INSERT INTO inbound_part (id, gateway, sim, hash, pdu, kind, received_at, handled, errors, text_id, part)
  SELECT id, gateway, sim, hash, pdu, kind, received_at, handled, errors, text_id, part FROM inbound_part_before;
DROP TABLE inbound_part_before;
CREATE UNIQUE INDEX inbound_part_first ON inbound_part(sim, hash) WHERE repeat_of IS NULL;
CREATE INDEX inbound_part_waiting ON inbound_part(id) WHERE handled = 0;
CREATE INDEX inbound_part_text ON inbound_part(text_id) WHERE text_id IS NOT NULL;
CREATE INDEX inbound_part_lying ON inbound_part(sim, memory, place) WHERE cleared = 0;
