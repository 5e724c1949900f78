-- name: open
-- The open cases as one text, see case.queue. Only they are read, however many are
-- closed: their states are listed.
SELECT group_concat(concat_ws(char(31), c.id, c.number, c.state, c.priority, coalesce(c.due_on, ''), c.item_count, c.page_count, c.employee_name,
  coalesce(a.reviewer_id, o.reviewer_id, ''), coalesce(a.assigned_at, o.offered_at, '')), char(30))
FROM cases c INDEXED BY cases_by_state
LEFT JOIN assignments a ON a.case_id = c.id AND a.ended_at IS NULL
LEFT JOIN open_offers o ON c.state = 'offered' AND o.case_id = c.id
WHERE c.state IN ('received', 'eligible', 'deferred', 'awaiting_records', 'ready', 'offered', 'accepted', 'in_review', 'handed_in', 'returned', 'approved', 'remanded');

-- name: finished
-- The newest finished reviews of each reviewer: begun, ended, pages and items, one
-- review after the other.
SELECT r.user_id, coalesce((SELECT group_concat(concat_ws(char(31), f.begun_at, f.ended_at, f.pages, f.items), char(30)) FROM
  (SELECT begun_at, ended_at, pages, items FROM finished_reviews WHERE reviewer_id = r.user_id ORDER BY ended_at DESC LIMIT :each) f), '')
FROM user_roles r WHERE r.role = 'reviewer';

-- name: owed
-- The claims administrators that owe records after their day, with the reminder of each
-- that is to go out by now.
SELECT c.id, c.number, c.priority, c.administrator_name, min(q.due_on), count(*),
  coalesce((SELECT kind FROM reminders m WHERE m.case_id = c.id AND m.party = 'claims_administrator' AND m.sent_at = '' AND m.stopped_at = ''
    AND m.send_on <= :today ORDER BY m.send_on LIMIT 1), '')
FROM cases c INDEXED BY cases_by_state JOIN record_requests q ON q.case_id = c.id
WHERE c.state = 'awaiting_records' AND q.party = 'claims_administrator' AND q.state = 'asked' AND q.due_on < :today
GROUP BY c.id ORDER BY min(q.due_on), c.number;

-- name: refusals
-- Who declined one of the cases or left it.
SELECT x.case_id, x.reviewer_id FROM choices x JOIN choice_answers a ON a.case_id = x.case_id AND a.seq = x.seq
WHERE x.case_id IN (SELECT value FROM json_each(?)) AND a.answer IN ('declined', 'released');

-- name: open-offer
SELECT seq, reviewer_id, offered_at FROM open_offers WHERE case_id = ?;

-- name: filters
SELECT name, address FROM desk_filters WHERE user_id = ? ORDER BY name;

-- name: save-filter
INSERT INTO desk_filters (user_id, name, address) VALUES (:user_id, :name, :address)
ON CONFLICT (user_id, name) DO UPDATE SET address = excluded.address;

-- name: drop-filter
DELETE FROM desk_filters WHERE user_id = :user_id AND name = :name;

-- name: add-plan
INSERT INTO plans (made_by, made_at, seen, body) VALUES (:made_by, :made_at, :seen, :body) RETURNING id;

-- name: plan
SELECT made_by, made_at, seen, body, applied_at, undone_at FROM plans WHERE id = ?;

-- name: plans
SELECT id, made_by, made_at, applied_at, undone_at FROM plans ORDER BY id DESC LIMIT :n;

-- name: apply-plan
UPDATE plans SET applied_at = :at WHERE id = :id AND applied_at = '';

-- name: undo-plan
UPDATE plans SET undone_at = :at WHERE id = :id AND applied_at <> '' AND undone_at = '';

-- name: add-plan-offer
INSERT INTO plan_offers (plan_id, case_id, seq) VALUES (:plan_id, :case_id, (SELECT seq FROM open_offers WHERE case_id = :case_id));

-- name: plan-offers
-- The offers of the plan: whether each is still without an answer.
SELECT c.number, EXISTS (SELECT 1 FROM open_offers o WHERE o.case_id = p.case_id AND o.seq = p.seq AND c.state = 'offered')
FROM plan_offers p JOIN cases c ON c.id = p.case_id WHERE p.plan_id = ? ORDER BY c.number;
