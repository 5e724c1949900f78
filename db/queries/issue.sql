-- name: insert-key
INSERT INTO organization_keys (seq, key_id, public, since)
VALUES (1 + (SELECT coalesce(max(seq), 0) FROM organization_keys), :key_id, :public, :since);

-- name: keys
SELECT key_id, public, since, coalesce(lead(since) OVER (ORDER BY seq), '') FROM organization_keys ORDER BY seq;

-- name: insert
INSERT INTO issues (case_id, version, determination, issued_on, code, reason, overall, canonical, sha256, file_sha256, key_id, signature, issued_at)
VALUES (:case_id, :version, :determination, :issued_on, :code, :reason, :overall, :canonical, :sha256, :file_sha256, :key_id, :signature, :issued_at);

-- name: insert-letter
INSERT INTO issued_letters (case_id, version, format, bytes, sha256) VALUES (:case_id, :version, :format, :bytes, :sha256);

-- name: insert-recipient
INSERT INTO recipients (case_id, version, position, role, name, address, email)
VALUES (:case_id, :version, :position, :role, :name, :address, :email);

-- name: of-case
SELECT version, determination, issued_on, code, reason, overall, canonical, sha256, key_id, signature, issued_at
FROM issues WHERE case_id = ? ORDER BY version;

-- name: letter
SELECT bytes, sha256 FROM issued_letters WHERE case_id = ? AND version = ? AND format = ?;

-- name: recipients
SELECT role, name, address, email FROM recipients WHERE case_id = ? AND version = ? ORDER BY position;

-- name: by-code
SELECT c.number, i.version, i.issued_on, i.overall, (SELECT max(version) FROM issues WHERE case_id = i.case_id),
  EXISTS (SELECT 1 FROM remands WHERE case_id = i.case_id AND issue >= i.version)
FROM issues i JOIN cases c ON c.id = i.case_id WHERE i.code = ?;

-- name: by-hash
SELECT i.code FROM issues i WHERE i.file_sha256 = :hash OR EXISTS
  (SELECT 1 FROM issued_letters l WHERE l.sha256 = :hash AND l.case_id = i.case_id AND l.version = i.version);

-- name: insert-remand
INSERT INTO remands (case_id, number, issue, ordered_on, ground, facts, recorded_at)
VALUES (:case_id, 1 + (SELECT coalesce(max(number), 0) FROM remands WHERE case_id = :case_id), :issue, :ordered_on, :ground, :facts, :recorded_at);

-- name: remands
SELECT ordered_on, ground, facts, recorded_at FROM remands WHERE case_id = ? ORDER BY number;

-- name: signed-cases
SELECT DISTINCT c.id, c.number FROM cases c WHERE c.id IN (SELECT case_id FROM determinations UNION SELECT case_id FROM issues UNION SELECT case_id FROM signatures)
ORDER BY c.id;
