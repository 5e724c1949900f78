-- name: queue
INSERT INTO outbox (message, recipient, subject, body, purpose, queued_at, try_at)
VALUES (:message, :recipient, :subject, :body, :purpose, :now, :now) RETURNING id;

-- name: waiting-for
SELECT count(*) FROM outbox WHERE recipient = ? AND purpose = ? AND sent_at = '' AND dead_at = '' AND tries = 0;

-- name: claim
-- Takes the message that waits the longest until the lease runs out.
UPDATE outbox SET tries = tries + 1, try_at = :until
WHERE id = (SELECT id FROM outbox INDEXED BY outbox_waiting WHERE sent_at = '' AND dead_at = '' AND try_at <= :now ORDER BY try_at LIMIT 1)
RETURNING id, message, recipient, subject, body, purpose, queued_at, tries, trouble;

-- name: sent
UPDATE outbox SET sent_at = :now, trouble = '' WHERE id = :id AND sent_at = '';

-- name: later
UPDATE outbox SET try_at = :at, trouble = :trouble WHERE id = :id AND sent_at = '' AND dead_at = '';

-- name: dead
UPDATE outbox SET dead_at = :now, trouble = :trouble WHERE id = :id AND sent_at = '' AND dead_at = '';

-- name: revive
UPDATE outbox SET dead_at = '', tries = 0, try_at = :now WHERE id = :id AND dead_at <> '';

-- name: troubled
-- The dead, and those that were tried in vain, the newest first.
SELECT id, message, recipient, subject, body, purpose, queued_at, tries, try_at, trouble, sent_at, dead_at FROM outbox INDEXED BY outbox_dead
WHERE dead_at <> ''
UNION ALL
SELECT id, message, recipient, subject, body, purpose, queued_at, tries, try_at, trouble, sent_at, dead_at FROM outbox INDEXED BY outbox_waiting
WHERE sent_at = '' AND dead_at = '' AND trouble <> ''
ORDER BY id DESC LIMIT ?;

-- name: by-id
SELECT id, message, recipient, subject, body, purpose, queued_at, tries, try_at, trouble, sent_at, dead_at FROM outbox WHERE id = ?;

-- name: counts
SELECT (SELECT count(*) FROM outbox INDEXED BY outbox_waiting WHERE sent_at = '' AND dead_at = ''),
  (SELECT count(*) FROM outbox INDEXED BY outbox_dead WHERE dead_at <> '');
