-- Who carries a project to HQ from now on until it ends, and to which server and project there (`place` as in hq_line).
CREATE TABLE hq_carrier (
  project_id TEXT NOT NULL REFERENCES project (id),
  owner TEXT NOT NULL,
  pid INTEGER NOT NULL,
  host TEXT NOT NULL,
  place TEXT NOT NULL,
  PRIMARY KEY (project_id, owner)
) STRICT;
