-- name: insert
INSERT INTO uploads (id, case_id, state, document, file, source, received, sha256, size, places)
VALUES (:id, :case_id, :state, :document, :file, :source, :received, :sha256, :size, :places);

-- name: one
SELECT id, state, document, file, source, received, sha256, size, places FROM uploads WHERE id = :id AND case_id = :case_id;

-- name: apart
SELECT id, state, document, file, source, received, sha256, size, places FROM uploads
WHERE case_id = ? AND state = 'apart' ORDER BY file, id;

-- name: is-apart
SELECT 1 FROM uploads WHERE id = ? AND state = 'apart';

-- name: settle
UPDATE uploads SET state = :state, document = :document WHERE id = :id AND case_id = :case_id AND state = 'apart';

-- name: is-stored
SELECT 1 FROM documents WHERE sha256 = ? LIMIT 1;

-- name: steps
SELECT document_position, step, state, reason FROM work WHERE case_id = ? AND state <> 'done' ORDER BY document_position, id;

-- name: page-counts
SELECT document_position, reading, count(*) FROM pages WHERE case_id = ? GROUP BY document_position, reading;

-- name: retry
UPDATE work SET state = 'waiting', attempts = 0, leased_until = 0, reason = ''
WHERE case_id = :case_id AND document_position = :position AND state = 'failed';
