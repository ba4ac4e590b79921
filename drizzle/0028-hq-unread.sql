-- What HQ told in a try that could not be read.
ALTER TABLE hq_round ADD COLUMN unread INTEGER NOT NULL DEFAULT 0;
