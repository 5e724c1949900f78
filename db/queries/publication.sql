-- name: insert
INSERT INTO publications (case_id, number, body, sha256, approved_by, reason, published_at)
VALUES (:case_id, :number, :body, :sha256, :approved_by, :reason, :at);

-- name: withdraw
INSERT INTO publication_withdrawals (publication_id, reason, withdrawn_at) VALUES (:id, :reason, :at);

-- name: state
SELECT coalesce((SELECT max(id) FROM publications), 0), (SELECT count(*) FROM publication_withdrawals);

-- name: since
SELECT id, body FROM publications WHERE id > ? ORDER BY id;

-- name: withdrawn
SELECT publication_id FROM publication_withdrawals;

-- name: body
SELECT body FROM publications WHERE id = ?;

-- name: current
SELECT p.id, p.body, p.published_at, coalesce(w.reason, '') FROM publications p
LEFT JOIN publication_withdrawals w ON w.publication_id = p.id WHERE p.number = ? ORDER BY p.id DESC LIMIT 1;
