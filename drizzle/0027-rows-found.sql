-- Revision at which a row found the case or worker that it changed: one row may raise it by more than one. Of rows written before, what they wrote says
-- by how much: a case by one and one more where it was closed; a worker by one for its details and one for each number.
ALTER TABLE import_row ADD COLUMN found_revision INTEGER;
UPDATE import_row SET found_revision = revision - CASE (SELECT kind FROM import_batch WHERE seq = import_row.batch)
  WHEN 'cases' THEN
    1 + EXISTS (SELECT 1 FROM json_each(before) WHERE json_extract(value, '$[0]') = 'close' AND json_extract(value, '$[1]') = '')
  ELSE EXISTS (SELECT 1 FROM json_each(before) WHERE json_extract(value, '$[0]') <> 'phone')
    + (SELECT COUNT(DISTINCT json_extract(value, '$[1]')) FROM json_each(before) WHERE json_extract(value, '$[0]') = 'phone')
  END
  WHERE outcome = 'updated' AND before IS NOT NULL
    AND batch IN (SELECT batch FROM import_tally WHERE outcome = 'updated' AND undone = '' AND rows > 0);

-- Why a row could not be written: from now on the whole problem as JSON, with what its words name.
UPDATE import_row SET failure = json_object('code', failure)
  WHERE failure IS NOT NULL AND batch IN (SELECT batch FROM import_tally WHERE outcome = 'failed' AND rows > 0);

-- How somebody agreed whose yes came with a sheet; it stood behind the witness, in English, before.
ALTER TABLE consent_event ADD COLUMN how TEXT CHECK (how IN ('spoken', 'paper', 'other'));
