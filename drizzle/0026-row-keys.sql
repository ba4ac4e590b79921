-- What the rows of an import are compared by (an id, a number, a number with the name beside it, the row one was said to be like), each as its CRC-32.
-- Kept from the first correction on, so that the next ones need not look through the whole sheet; what stands here and is true no more does no harm.
CREATE TABLE import_key (
  batch INTEGER NOT NULL REFERENCES import_batch(seq),
  key INTEGER NOT NULL,
  row INTEGER NOT NULL,
  PRIMARY KEY (batch, key, row)
) STRICT, WITHOUT ROWID;
-- 1: those of every row are there.
ALTER TABLE import_batch ADD COLUMN keyed INTEGER NOT NULL DEFAULT 0;
