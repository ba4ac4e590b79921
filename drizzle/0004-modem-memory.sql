-- What is remembered of sticks and cards, so that nothing is found out twice and no PIN is tried twice.

CREATE TABLE modem_memory (
  imei TEXT PRIMARY KEY,
  -- Where it answered last, and how fast that line was.
  port TEXT,
  baud INTEGER,
  -- Pause between the prompt and the text, for modems that lose its first letters.
  prompt_delay_ms INTEGER NOT NULL DEFAULT 0,
  -- How it takes a service code, once that is known.
  ussd TEXT CHECK (ussd IN ('plain', 'packed', 'ucs2')),
  -- Milliseconds since 1970 of the last AT+CFUN=1,1.
  reset_at INTEGER
) STRICT, WITHOUT ROWID;

-- PINs that a card refused, or was given without a word back. None is ever tried again by itself: the third wrong one blocks the card.
CREATE TABLE sim_pin_tried (
  -- Number of the card (ICCID); empty where it does not tell before its PIN: then the gateway stands for it.
  card TEXT NOT NULL,
  gateway TEXT COLLATE NOCASE REFERENCES gateway(name) ON DELETE CASCADE,
  pin TEXT NOT NULL,
  CHECK ((card = '') = (gateway IS NOT NULL))
) STRICT;
CREATE INDEX sim_pin_tried_gateway ON sim_pin_tried(gateway, card);
INSERT INTO sim_pin_tried (card, gateway, pin) SELECT '', name, pin_tried FROM gateway WHERE pin_tried IS NOT NULL;
ALTER TABLE gateway DROP COLUMN pin_tried;

-- What a screen says beside the state: words' details as JSON, what is not right yet works, the stick, and places on the SIM.
ALTER TABLE gateway_status ADD COLUMN details TEXT NOT NULL DEFAULT '{}';
ALTER TABLE gateway_status ADD COLUMN warning TEXT;
ALTER TABLE gateway_status ADD COLUMN manufacturer TEXT;
ALTER TABLE gateway_status ADD COLUMN model TEXT;
ALTER TABLE gateway_status ADD COLUMN used INTEGER;
ALTER TABLE gateway_status ADD COLUMN room INTEGER;
