-- name: list
SELECT n.document, n.page, n.version, n.text, n.saved_at FROM notes n
JOIN documents d ON d.case_id = n.case_id AND d.document = n.document
WHERE n.case_id = :case_id AND n.author_id = :author_id ORDER BY d.position, n.page;

-- name: save
-- Changes no row if another window saved first. A new note has version 0.
INSERT INTO notes (case_id, author_id, document, page, version, text, saved_at)
VALUES (:case_id, :author_id, :document, :page, 1, :text, :saved_at)
ON CONFLICT DO UPDATE SET version = version + 1, text = excluded.text, saved_at = excluded.saved_at WHERE version = :version;
