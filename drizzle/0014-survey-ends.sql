-- Whether the end of a session has its line in the audit: whoever was taken out of reach has none yet.
ALTER TABLE survey_session ADD COLUMN on_record INTEGER NOT NULL DEFAULT 0;
UPDATE survey_session SET on_record = 1 WHERE ended_at IS NOT NULL;
CREATE INDEX survey_session_off_record ON survey_session(seq) WHERE ended_at IS NOT NULL AND on_record = 0;
