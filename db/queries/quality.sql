-- name: insert-judgement
INSERT INTO judgements (case_id, number, version, director_id, outcome, second, note, scores, remarks, judged_at)
VALUES (:case_id, 1 + (SELECT coalesce(max(number), 0) FROM judgements WHERE case_id = :case_id),
  :version, :director_id, :outcome, :second, :note, :scores, :remarks, :judged_at);

-- name: judgements
SELECT number, version, director_id, outcome, second, note, scores, remarks, judged_at
FROM judgements WHERE case_id = ? ORDER BY number;

-- name: insert-draw
INSERT INTO draws (case_id, version, reviewer_id, seed, lot, drawn, excused, drawn_at)
VALUES (:case_id, :version, :reviewer_id, :seed, :lot, :drawn, :excused, :drawn_at);

-- name: draw
SELECT seed, lot, drawn, excused FROM draws WHERE case_id = ? AND version = ?;

-- name: drawn-of-reviewer
SELECT count(*) FROM draws WHERE drawn = 1 AND reviewer_id = ? AND drawn_at >= ?;

-- name: second-looks
SELECT count(*) FROM judgements WHERE second = 1 AND director_id = ? AND judged_at >= ?;

-- name: authors
SELECT DISTINCT reviewer_id FROM assignments WHERE case_id = ? ORDER BY reviewer_id;

-- name: waiting
-- The cases before the directors and those that they returned or approved.
SELECT c.number FROM cases c WHERE c.state IN ('handed_in', 'returned', 'approved') ORDER BY c.number;

-- name: had-before
SELECT EXISTS (SELECT 1 FROM assignments WHERE case_id = :case_id AND reviewer_id = :reviewer_id AND assigned_at < :at);
