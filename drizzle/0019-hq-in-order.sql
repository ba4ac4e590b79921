-- What is queued one after the other is sent one after the other: where a contact has a number, and not only an id made of chance, the pages that a
-- form's contacts and changes lie on are few.

ALTER TABLE hq_contact RENAME TO hq_contact_by_id;
ALTER TABLE hq_item RENAME TO hq_item_by_id;
ALTER TABLE hq_form RENAME TO hq_form_of_text;

CREATE TABLE hq_contact (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('case', 'worker')),
  -- Id here.
  contact_id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  -- Id there: that of a case is the same.
  hq_id TEXT,
  -- As HQ is known to hold it; null: not at all.
  there TEXT,
  -- As HQ will hold it once everything that waits has arrived; null: as `there`.
  queued TEXT,
  -- 1 where HQ's copy has to be read again before it is believed.
  recheck INTEGER NOT NULL DEFAULT 0 CHECK (recheck IN (0, 1)),
  UNIQUE (kind, contact_id)
) STRICT;

-- Whether a change is on its way is what `hq_form` says.
CREATE TABLE hq_item (
  id INTEGER PRIMARY KEY,
  project_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('case', 'worker')),
  contact_id TEXT NOT NULL,
  -- Its number in `hq_contact`.
  contact INTEGER NOT NULL,
  change TEXT NOT NULL CHECK (change IN ('create', 'update', 'close', 'reopen')),
  -- JSON object of text: what it sets.
  sets TEXT NOT NULL,
  made_at TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'parked')),
  tries INTEGER NOT NULL DEFAULT 0,
  -- 1: in a form of its own, since HQ refused one that held several.
  alone INTEGER NOT NULL DEFAULT 0 CHECK (alone IN (0, 1)),
  problem TEXT,
  problem_details TEXT NOT NULL DEFAULT '{}'
) STRICT;

-- A form as it goes over the line, made once: whatever becomes of its answers, these bytes are sent again and no others.
CREATE TABLE hq_form (
  seq INTEGER PRIMARY KEY,
  -- Its instanceID.
  id TEXT NOT NULL UNIQUE,
  project_id TEXT NOT NULL,
  -- JSON array of numbers: the changes in it.
  items TEXT NOT NULL,
  -- Who got the cases that nobody was named for.
  owner TEXT,
  -- Text; or bytes packed with gzip, which take a fifth of the room.
  body ANY NOT NULL,
  -- Answers of the kind that may be the form's own fault.
  errors INTEGER NOT NULL DEFAULT 0
) STRICT;

INSERT INTO hq_contact (kind, contact_id, project_id, hq_id, there, queued, recheck)
  SELECT kind, contact_id, project_id, hq_id, there, nullif(queued, there), recheck FROM hq_contact_by_id c
  ORDER BY (SELECT MIN(id) FROM hq_item_by_id i WHERE i.kind = c.kind AND i.contact_id = c.contact_id);
INSERT OR IGNORE INTO hq_contact (kind, contact_id, project_id) SELECT kind, contact_id, project_id FROM hq_item_by_id;
INSERT INTO hq_item (id, project_id, kind, contact_id, contact, change, sets, made_at, state, tries, alone, problem, problem_details)
  SELECT i.id, i.project_id, i.kind, i.contact_id, c.number, i.change, i.sets, i.made_at, iif(i.state = 'parked', 'parked', 'waiting'),
    i.tries, i.alone, i.problem, i.problem_details
  FROM hq_item_by_id i JOIN hq_contact c ON c.kind = i.kind AND c.contact_id = i.contact_id ORDER BY i.id;
INSERT INTO hq_form (seq, id, project_id, items, body, errors)
  SELECT seq, id, project_id, (SELECT json_group_array(i.id) FROM hq_item_by_id i WHERE i.form_id = f.id), body, errors FROM hq_form_of_text f;

DROP TABLE hq_form_of_text;
DROP TABLE hq_item_by_id;
DROP TABLE hq_contact_by_id;

CREATE UNIQUE INDEX hq_contact_there ON hq_contact(project_id, kind, hq_id) WHERE hq_id IS NOT NULL;
CREATE INDEX hq_contact_recheck ON hq_contact(project_id) WHERE recheck = 1;
CREATE INDEX hq_item_queue ON hq_item(project_id, state, id);
CREATE INDEX hq_item_contact ON hq_item(contact, id);
CREATE INDEX hq_form_queue ON hq_form(project_id, seq);
CREATE TRIGGER hq_form_stays BEFORE UPDATE OF id, body ON hq_form BEGIN SELECT RAISE(ABORT, 'a form is made once'); END;
