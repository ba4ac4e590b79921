-- Where a person stands by the newest consent record, beside the case, so that a list of many says the same as the page of one.
ALTER TABLE contact_case ADD COLUMN consent_state TEXT NOT NULL DEFAULT 'unknown'
  CHECK (consent_state IN ('unknown', 'given', 'declined', 'withdrawn'));
UPDATE contact_case
  SET consent_state = (SELECT kind FROM consent_event WHERE case_id = contact_case.id ORDER BY seq DESC LIMIT 1)
  WHERE id IN (SELECT case_id FROM consent_event);
CREATE TRIGGER consent_event_shown AFTER INSERT ON consent_event BEGIN
  UPDATE contact_case SET consent_state = NEW.kind WHERE id = NEW.case_id;
END;
