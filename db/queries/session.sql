-- name: insert
INSERT INTO sessions (id_hash, user_id, data, idle_until, dies_at)
VALUES (:id_hash, :user_id, :data, :idle_until, :dies_at);

-- name: open
-- A disabled user has no session. Without unlikely() SQLite weighs the plan by the
-- value, and so compiles this anew for every request; it uses the key either way.
SELECT s.data, s.idle_until, s.dies_at, u.id, u.email, u.name,
  (SELECT coalesce(group_concat(role, ' '), '') FROM user_roles WHERE user_id = u.id)
FROM sessions s JOIN users u ON u.id = s.user_id AND NOT u.disabled
WHERE unlikely(s.id_hash = ?1) AND s.idle_until > ?2 AND s.dies_at > ?2;

-- name: touch
UPDATE sessions SET data = :data, idle_until = :idle_until WHERE id_hash = :id_hash;

-- name: delete
DELETE FROM sessions WHERE id_hash = ?;

-- name: sweep
DELETE FROM sessions WHERE idle_until <= :now OR dies_at <= :now;
