-- name: insert
INSERT INTO facts (case_id, reviewer_id, document, page, quote, event_date, note, made_at)
VALUES (:case_id, :reviewer_id, :document, :page, :quote, :event_date, :note, :made_at);

-- name: list
-- In the order of the events; what has no day stands last.
SELECT id, document, page, quote, event_date, note, version FROM facts
WHERE case_id = :case_id AND reviewer_id = :reviewer_id AND dropped = 0
ORDER BY event_date = '', event_date, id;

-- name: lanes
SELECT l.fact_id, l.item, l.side FROM fact_lanes l JOIN facts f ON f.id = l.fact_id
WHERE f.case_id = :case_id AND f.reviewer_id = :reviewer_id;

-- name: update
-- Changes no row if another window saved first.
UPDATE facts SET event_date = :event_date, note = :note, version = version + 1
WHERE id = :id AND case_id = :case_id AND reviewer_id = :reviewer_id AND dropped = 0 AND version = :version;

-- name: is-listed
SELECT 1 FROM facts WHERE id = :id AND case_id = :case_id AND reviewer_id = :reviewer_id AND dropped = 0;

-- name: set-dropped
UPDATE facts SET dropped = :dropped, version = version + 1
WHERE id = :id AND case_id = :case_id AND reviewer_id = :reviewer_id AND dropped <> :dropped;

-- name: clear-lanes
DELETE FROM fact_lanes WHERE fact_id = ?;

-- name: insert-lane
INSERT INTO fact_lanes (fact_id, item, side) VALUES (:fact_id, :item, :side);
