-- name: enqueue
INSERT INTO work (case_id, document_position, step, state) VALUES (:case_id, :position, :step, 'waiting')
ON CONFLICT (case_id, document_position, step) DO UPDATE SET state = 'waiting', attempts = 0, leased_until = 0, reason = '';

-- name: claim
-- The first step that waits, or whose worker is gone; OCR has a line of its own.
UPDATE work SET state = 'running', attempts = attempts + 1, leased_until = :until
WHERE id = (
  SELECT id FROM work
  WHERE (step = 'ocr') = :images AND (state = 'waiting' OR state = 'running' AND leased_until < :now)
  ORDER BY CASE step WHEN 'read' THEN 0 WHEN 'describe' THEN 1 ELSE 2 END, id
  LIMIT 1)
RETURNING id, case_id, document_position, step, attempts;

-- name: extend
UPDATE work SET leased_until = :until WHERE id = :id AND state = 'running';

-- name: progress
UPDATE work SET attempts = 1 WHERE id = ? AND attempts > 1;

-- name: finish
-- A step that was put in the queue again meanwhile waits on.
UPDATE work SET state = 'done', reason = '' WHERE id = ? AND state = 'running';

-- name: put-back
UPDATE work SET state = 'waiting', leased_until = 0 WHERE id = ? AND state = 'running';

-- name: fail
UPDATE work SET state = 'failed', reason = :reason WHERE id = :id;

-- name: open-steps
SELECT count(*) FROM work WHERE state IN ('waiting', 'running') AND (step = 'ocr') = :images;

-- name: failures
SELECT d.document, w.step, w.reason FROM work w
JOIN documents d ON d.case_id = w.case_id AND d.position = w.document_position
WHERE w.case_id = ? AND w.state = 'failed' ORDER BY w.id;

-- name: document
SELECT d.document, d.sha256, d.pages, coalesce(x.kind, d.kind), coalesce(x.dated, d.dated)
FROM documents d LEFT JOIN descriptions x ON x.case_id = d.case_id AND x.document_position = d.position AND x.first_page = 0
WHERE d.case_id = :case_id AND d.position = :position;

-- name: pages-that-are
SELECT number FROM pages WHERE case_id = :case_id AND document_position = :position AND reading = :reading
ORDER BY number LIMIT :most;

-- name: set-words
UPDATE pages SET width = :width, height = :height, words = :words, reading = :reading, engine = :engine,
  confidence = :confidence, print = :print
WHERE case_id = :case_id AND document_position = :position AND number = :number;

-- name: await-ocr
-- The words stay until others take their place.
UPDATE pages SET reading = 'ocr_waiting' WHERE case_id = :case_id AND document_position = :position AND number = :number;

-- name: count-change
UPDATE cases SET records_version = records_version + 1 WHERE id = ?;

-- name: records-version
SELECT records_version FROM cases WHERE id = ?;

-- name: unindex
DELETE FROM page_text WHERE rowid = ?;

-- name: index
INSERT INTO page_text (rowid, text) VALUES (?, ?);

-- name: readings
SELECT reading, count(*), sum(reading = 'ocr' AND confidence < :poor) FROM pages WHERE case_id = :case_id GROUP BY reading;
