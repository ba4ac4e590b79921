-- How many rows of an import stand how, kept as they change, so that no screen counts a hundred thousand of them. '' stands for nothing.
CREATE TABLE import_tally (
  batch INTEGER NOT NULL REFERENCES import_batch(seq),
  verdict TEXT NOT NULL,
  would TEXT NOT NULL,
  decision TEXT NOT NULL,
  outcome TEXT NOT NULL,
  undone TEXT NOT NULL,
  rows INTEGER NOT NULL,
  PRIMARY KEY (batch, verdict, would, decision, outcome, undone)
) STRICT, WITHOUT ROWID;
-- Of how many rows something is said, by its code.
CREATE TABLE import_code_tally (
  batch INTEGER NOT NULL REFERENCES import_batch(seq),
  code TEXT NOT NULL,
  warning INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  PRIMARY KEY (batch, code, warning)
) STRICT, WITHOUT ROWID;

INSERT INTO import_tally
  SELECT batch, verdict, coalesce(would, ''), coalesce(decision, ''), coalesce(outcome, ''), coalesce(undone, ''), COUNT(*)
  FROM import_row GROUP BY 1, 2, 3, 4, 5, 6;
INSERT INTO import_code_tally
  SELECT r.batch, json_extract(p.value, '$.code'), coalesce(json_extract(p.value, '$.warning'), 0), COUNT(DISTINCT r.row)
  FROM import_row r, json_each(r.problems) p WHERE r.problems IS NOT NULL GROUP BY 1, 2, 3;

CREATE TRIGGER import_row_counted_in AFTER INSERT ON import_row BEGIN
  INSERT INTO import_tally VALUES
    (NEW.batch, NEW.verdict, coalesce(NEW.would, ''), coalesce(NEW.decision, ''), coalesce(NEW.outcome, ''), coalesce(NEW.undone, ''), 1)
    ON CONFLICT DO UPDATE SET rows = rows + 1;
END;
CREATE TRIGGER import_row_recounted AFTER UPDATE OF verdict, would, decision, outcome, undone ON import_row BEGIN
  UPDATE import_tally SET rows = rows - 1 WHERE batch = OLD.batch AND verdict = OLD.verdict AND would = coalesce(OLD.would, '')
    AND decision = coalesce(OLD.decision, '') AND outcome = coalesce(OLD.outcome, '') AND undone = coalesce(OLD.undone, '');
  INSERT INTO import_tally VALUES
    (NEW.batch, NEW.verdict, coalesce(NEW.would, ''), coalesce(NEW.decision, ''), coalesce(NEW.outcome, ''), coalesce(NEW.undone, ''), 1)
    ON CONFLICT DO UPDATE SET rows = rows + 1;
END;
CREATE TRIGGER import_row_codes_in AFTER INSERT ON import_row WHEN NEW.problems IS NOT NULL BEGIN
  INSERT INTO import_code_tally
    SELECT DISTINCT NEW.batch, json_extract(value, '$.code'), coalesce(json_extract(value, '$.warning'), 0), 1 FROM json_each(NEW.problems) WHERE 1
    ON CONFLICT DO UPDATE SET rows = rows + 1;
END;
CREATE TRIGGER import_row_codes_changed AFTER UPDATE OF problems ON import_row WHEN OLD.problems IS NOT NEW.problems BEGIN
  UPDATE import_code_tally SET rows = rows - 1 WHERE batch = OLD.batch AND (code, warning) IN
    (SELECT json_extract(value, '$.code'), coalesce(json_extract(value, '$.warning'), 0) FROM json_each(OLD.problems));
  INSERT INTO import_code_tally
    SELECT DISTINCT NEW.batch, json_extract(value, '$.code'), coalesce(json_extract(value, '$.warning'), 0), 1 FROM json_each(NEW.problems) WHERE 1
    ON CONFLICT DO UPDATE SET rows = rows + 1;
END;

-- What an undo kept, to be named.
CREATE INDEX import_row_kept ON import_row(batch, row) WHERE undone IN ('changed-since', 'deleted');
