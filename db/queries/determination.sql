-- name: insert
INSERT INTO determinations (case_id, version, canonical, sha256, decided_on)
VALUES (:case_id, :version, :canonical, :sha256, :decided_on);

-- name: sign
INSERT INTO signatures (case_id, version, signer_id, meaning, signed_at)
VALUES (:case_id, :version, :signer_id, :meaning, :signed_at);

-- name: newest
SELECT version, canonical, sha256 FROM determinations WHERE case_id = ? ORDER BY version DESC LIMIT 1;

-- name: versions
SELECT d.version, d.canonical, d.sha256, coalesce(s.signer_id, ''), coalesce(s.signed_at, '')
FROM determinations d LEFT JOIN signatures s ON s.case_id = d.case_id AND s.version = d.version
WHERE d.case_id = ? ORDER BY d.version;
