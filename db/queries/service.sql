-- name: recipients
-- Everybody on the service list of a version, with why those were added who were.
SELECT position, role, name, address, email, '' FROM recipients WHERE case_id = :case_id AND version = :version
UNION ALL
SELECT position, role, name, address, email, reason FROM added_recipients WHERE case_id = :case_id AND version = :version
ORDER BY 1;

-- name: add-recipient
INSERT INTO added_recipients (case_id, version, position, role, name, address, email, reason, added_at)
VALUES (:case_id, :version, :position, :role, :name, :address, :email, :reason, :at);

-- name: added
SELECT version, position, role, name, address, email, reason FROM added_recipients WHERE case_id = ? ORDER BY added_at, version, position;

-- name: next-act
SELECT 1 + coalesce(max(act), 0) FROM services WHERE case_id = ?;

-- name: insert
INSERT INTO services (case_id, act, version, position, method, served_at, proof, message, recorded_by, recorded_at)
VALUES (:case_id, :act, :version, :position, :method, :served_at, :proof, :message, :by, :at);

-- name: of-case
SELECT act, version, position, method, served_at, proof, coalesce(message, 0), recorded_by, recorded_at
FROM services WHERE case_id = ? ORDER BY act, version, position;

-- name: due
SELECT c.number, d.version, d.issued_on, count(*) FROM due_services d JOIN cases c ON c.id = d.case_id
WHERE :day = '' OR d.issued_on = :day GROUP BY d.issued_on, d.case_id, d.version ORDER BY d.issued_on DESC, c.number LIMIT :limit;

-- name: due-count
SELECT count(DISTINCT case_id), count(*) FROM due_services;

-- name: due-of-case
SELECT c.id, c.number, d.version, d.position FROM due_services d JOIN cases c ON c.id = d.case_id
WHERE d.case_id = ? ORDER BY d.version, d.position;

-- name: is-account
SELECT EXISTS (SELECT 1 FROM users WHERE lower(email) = lower(?));
