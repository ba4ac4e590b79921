-- Cases of which HQ tells a STOP that another office heard.
CREATE TABLE hq_stop_there (
  project_id TEXT NOT NULL REFERENCES project (id),
  case_id TEXT NOT NULL,
  PRIMARY KEY (project_id, case_id)
) STRICT, WITHOUT ROWID;
