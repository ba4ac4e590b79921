-- JSON list: columns of the sheet that hold something in any row, so that one without a title is named too where nothing is kept of it. Null: checked before
-- anybody noted it, or not checked to the end.
ALTER TABLE import_batch ADD COLUMN filled TEXT;
