-- name: ask
INSERT INTO information_requests (case_id, seq, addressee, question, asked_at)
VALUES (:case_id, (SELECT coalesce(max(seq), 0) + 1 FROM information_requests WHERE case_id = :case_id), :addressee, :question, :asked_at)
RETURNING seq;

-- name: answer
UPDATE information_requests SET answer = :answer, document = :document, answered_at = :answered_at
WHERE case_id = :case_id AND seq = :seq AND answered_at = '';

-- name: information
SELECT seq, addressee, question, asked_at, answer, document, answered_at FROM information_requests WHERE case_id = ? ORDER BY seq;

-- name: insert-notice
INSERT INTO notices (case_id, seq, kind, party, service, sent_at, facts)
VALUES (:case_id, (SELECT coalesce(max(seq), 0) + 1 FROM notices WHERE case_id = :case_id), :kind, :party, :service, :sent_at, :facts);

-- name: notices
SELECT seq, kind, party, service, sent_at, facts FROM notices WHERE case_id = ? ORDER BY seq;

-- name: insert-record
INSERT INTO record_requests (case_id, party, kind, requested_at, due_on) VALUES (:case_id, :party, :kind, :requested_at, :due_on);

-- name: settle-record
UPDATE record_requests SET state = :state, settled_on = :settled_on, note = :note
WHERE case_id = :case_id AND party = :party AND kind = :kind AND state = 'asked';

-- name: move-records
UPDATE record_requests SET due_on = :due_on WHERE case_id = :case_id AND party = :party AND state = 'asked';

-- name: records
SELECT party, kind, state, requested_at, due_on, settled_on, note FROM record_requests WHERE case_id = ? ORDER BY party, kind;

-- name: overdue
-- The claims administrators that are late, with how much they still owe.
SELECT c.number, c.priority, c.administrator_name,
  min(r.requested_at), min(r.due_on), count(*)
FROM record_requests r INDEXED BY record_requests_open JOIN cases c ON c.id = r.case_id
WHERE r.state = 'asked' AND r.due_on < :today AND r.party = 'claims_administrator' AND c.state = 'awaiting_records'
GROUP BY c.id ORDER BY min(r.due_on), c.number;

-- name: insert-reminder
INSERT INTO reminders (case_id, party, kind, send_on) VALUES (:case_id, :party, :kind, :send_on);

-- name: reminders
SELECT c.number, r.party, r.kind, r.send_on, r.sent_at, r.stopped_at FROM reminders r JOIN cases c ON c.id = r.case_id
WHERE r.case_id = ? ORDER BY r.party, r.send_on;

-- name: reminders-due
SELECT c.number, r.party, r.kind, r.send_on, r.sent_at, r.stopped_at FROM reminders r INDEXED BY reminders_open JOIN cases c ON c.id = r.case_id
WHERE r.sent_at = '' AND r.stopped_at = '' AND r.send_on <= ? ORDER BY r.send_on, c.number;

-- name: sent-reminder
UPDATE reminders SET sent_at = :sent_at WHERE case_id = :case_id AND party = :party AND kind = :kind AND sent_at = '' AND stopped_at = '';
