-- The status is asked for at every change: counting 50,000 changes that wait took it 20 ms each time. Whoever puts one into the queue or takes it out
-- counts it (`line-record.ts`).
ALTER TABLE hq_line ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0;
UPDATE hq_line SET waiting = (SELECT COUNT(*) FROM hq_item i WHERE i.project_id = hq_line.project_id AND i.state = 'waiting');
