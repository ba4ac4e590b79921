-- Groups and locations of HQ that share no cases are known too: who can't own a case is another thing than who is not there.
ALTER TABLE hq_owner ADD COLUMN owns INTEGER NOT NULL DEFAULT 1 CHECK (owns IN (0, 1));
-- They are read with the next try.
UPDATE hq_line SET people_at = NULL;
