-- What the desk keeps of each gateway: words for its country, the credit as the operator told it, and how the signal was.

ALTER TABLE gateway ADD COLUMN country_note TEXT;
-- The operator's own words, the line as the modem gave it, and when.
ALTER TABLE gateway ADD COLUMN balance_text TEXT;
ALTER TABLE gateway ADD COLUMN balance_raw TEXT;
ALTER TABLE gateway ADD COLUMN balance_at TEXT;

-- A sample a minute, kept for a week.
CREATE TABLE gateway_signal (
  gateway TEXT NOT NULL COLLATE NOCASE REFERENCES gateway(name) ON DELETE CASCADE,
  -- Milliseconds since 1970.
  at INTEGER NOT NULL,
  signal INTEGER,
  registration TEXT NOT NULL,
  PRIMARY KEY (gateway, at)
) STRICT, WITHOUT ROWID;

-- Texts that wait for a person to let them go.
CREATE INDEX outgoing_held ON outgoing(gateway) WHERE state = 'held';
