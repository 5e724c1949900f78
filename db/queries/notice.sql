-- name: tell
-- Changes no row where the person was told of the same before.
INSERT INTO person_notices (user_id, kind, case_id, about, told_as, made_at, mailed)
VALUES (:user_id, :kind, nullif(:case_id, 0), :about, :told_as, :now, :mailed)
ON CONFLICT (user_id, kind, told_as) DO NOTHING;

-- name: list
SELECT n.id, n.kind, coalesce(c.number, ''), n.about, n.made_at, n.read_at
FROM person_notices n INDEXED BY person_notices_newest LEFT JOIN cases c ON c.id = n.case_id
WHERE n.user_id = :user_id AND n.id < :before ORDER BY n.id DESC LIMIT :most;

-- name: unread
SELECT count(*) FROM person_notices INDEXED BY person_notices_unread WHERE user_id = ? AND read_at = '';

-- name: read
UPDATE person_notices SET read_at = :now WHERE user_id = :user_id AND id = :id AND read_at = '';

-- name: read-all
UPDATE person_notices SET read_at = :now WHERE user_id = :user_id AND read_at = '' AND id <= :newest;

-- name: settings
SELECT mail, digest_on FROM notice_settings WHERE user_id = ?;

-- name: set-mail
INSERT INTO notice_settings (user_id, mail) VALUES (:user_id, :mail)
ON CONFLICT (user_id) DO UPDATE SET mail = excluded.mail;

-- name: set-digest
INSERT INTO notice_settings (user_id, mail, digest_on) VALUES (:user_id, '', :day)
ON CONFLICT (user_id) DO UPDATE SET digest_on = excluded.digest_on;

-- name: to-mail
-- The people who have something unread that no message told them of.
SELECT DISTINCT n.user_id FROM person_notices n INDEXED BY person_notices_unread
JOIN users u ON u.id = n.user_id
WHERE n.read_at = '' AND n.mailed = 0 AND NOT u.disabled;

-- name: mailed
UPDATE person_notices SET mailed = 1 WHERE user_id = ? AND mailed = 0 AND read_at = '';

-- name: held-due
-- The cases in a reviewer's hands that are due by the day.
SELECT c.id, c.number, c.due_on, a.reviewer_id FROM cases c INDEXED BY cases_open_by_due
JOIN assignments a ON a.case_id = c.id AND a.ended_at IS NULL
WHERE c.state IN ('received', 'eligible', 'awaiting_records', 'ready', 'offered', 'accepted', 'in_review', 'handed_in', 'returned', 'approved', 'remanded')
  AND c.due_on > '' AND c.due_on <= ? AND c.state IN ('accepted', 'in_review', 'returned') ORDER BY c.due_on;

-- name: late
SELECT count(*) FROM cases c INDEXED BY cases_open_by_due
WHERE c.state IN ('received', 'eligible', 'awaiting_records', 'ready', 'offered', 'accepted', 'in_review', 'handed_in', 'returned', 'approved', 'remanded')
  AND c.due_on > '' AND c.due_on < ?;

-- name: offers-waiting
-- The offers that have no answer since before the instant.
SELECT c.id, c.number, x.seq, x.reviewer_id FROM cases c INDEXED BY cases_by_state
JOIN choices x ON x.case_id = c.id AND x.seq = (SELECT max(seq) FROM choices WHERE case_id = c.id)
WHERE c.state = 'offered' AND x.kind = 'offer' AND x.chosen_at < ?;
