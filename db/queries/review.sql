-- name: assignment
SELECT reviewer_id, assigned_at FROM assignments WHERE case_id = ? AND ended_at IS NULL;

-- name: end-assignment
UPDATE assignments SET ended_at = :at WHERE case_id = :case_id AND ended_at IS NULL;

-- name: assign
INSERT INTO assignments (case_id, reviewer_id, assigned_at) VALUES (:case_id, :reviewer_id, :at);

-- name: parts
SELECT part, version, body, saved_at FROM draft_parts WHERE case_id = ?;

-- name: insert-part
-- A part that was dropped and comes back goes on counting. Changes no row if
-- another window made the part first.
INSERT INTO draft_parts (case_id, part, version, body, saved_at)
VALUES (:case_id, :part,
  1 + (SELECT coalesce(max(version), 0) FROM draft_versions WHERE case_id = :case_id AND part = :part),
  :body, :saved_at)
ON CONFLICT DO NOTHING;

-- name: update-part
-- Changes no row if another window saved first.
UPDATE draft_parts SET body = :body, version = version + 1, saved_at = :saved_at
WHERE case_id = :case_id AND part = :part AND version = :version;

-- name: delete-part
DELETE FROM draft_parts WHERE case_id = :case_id AND part = :part AND version = :version;

-- name: delete-parts
DELETE FROM draft_parts WHERE case_id = ?;

-- name: last-version
SELECT coalesce(max(version), 0) FROM draft_versions WHERE case_id = :case_id AND part = :part;
