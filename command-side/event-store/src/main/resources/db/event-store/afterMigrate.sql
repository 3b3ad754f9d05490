-- At every start: after a dump and restore into a cluster whose transaction ids are behind those of the events, writing goes on
-- after the newest event, and readers see it. Otherwise this changes nothing.
UPDATE events.transaction_shift
SET shift = newest.tx + 1 - pg_current_xact_id()::text::bigint
FROM (SELECT max(tx) AS tx FROM events.event) newest
WHERE newest.tx >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint + transaction_shift.shift;
