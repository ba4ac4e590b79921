-- What somebody gave up sending is remembered by its value, so that it is not made anew with the next change.
ALTER TABLE hq_contact ADD COLUMN given_up TEXT;
-- The connection of the last try, also where it was not refused: another one is tried at once.
ALTER TABLE hq_line RENAME COLUMN stopped_with TO tried_with;
