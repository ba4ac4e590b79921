-- An index with a condition serves only a query that states the very same one: to find the text that had just come in, the whole log was read.
DROP INDEX message_waiting;
CREATE INDEX message_state ON message(state, project_id, seq);
CREATE INDEX message_received ON message(seq) WHERE state = 'received' AND direction = 'in';
-- For a conversation, for the last two weeks and for the count of what is unread all texts of the project were read. Of two that serve as well
-- the database takes the one made last.
DROP INDEX message_peer;
CREATE INDEX message_peer ON message(peer, project_id, seq);
DROP INDEX message_day;
CREATE INDEX message_day ON message(project_id, created_at);
DROP INDEX message_unread;
CREATE INDEX message_unread ON message(project_id, peer, seq) WHERE direction = 'in' AND read_at IS NULL;
