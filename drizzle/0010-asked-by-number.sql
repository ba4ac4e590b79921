-- Consent is asked for once at a number, whoever has it: found without reading every session.
CREATE INDEX survey_session_consent_asked ON survey_session(digits) WHERE asks_consent = 1;
