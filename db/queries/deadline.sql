-- name: events
SELECT seq, kind, happened_at, recorded_at, recorded_by, priority, service, days, until, ref, note, replaces
FROM deadline_events WHERE case_id = ? ORDER BY seq;

-- name: insert
INSERT INTO deadline_events (case_id, seq, kind, happened_at, recorded_at, recorded_by, priority, service, days, until, ref, note, replaces)
VALUES (:case_id, :seq, :kind, :happened_at, :recorded_at, :recorded_by, :priority, :service, :days, :until, :ref, :note, :replaces);

-- name: refresh
UPDATE cases SET due_on = :due_on, due_rule = :due_rule, priority = :priority, records_complete = :records_complete,
  notice_of_assignment = :notice_of_assignment
WHERE id = :id;

-- name: without-ledger
SELECT number FROM cases WHERE due_on IS NULL LIMIT 1;
