-- What the HQ of the practice office holds: cases, mobile workers and the forms that came, as it tells them. Empty in a real office.
CREATE TABLE practice_hq_record (
	kind TEXT NOT NULL CHECK (kind IN ('case', 'user', 'form')),
	id TEXT NOT NULL,
	body TEXT NOT NULL,
	UNIQUE (kind, id)
) STRICT;
