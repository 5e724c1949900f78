-- name: prints
SELECT document_position, number, print FROM pages WHERE case_id = ? AND print IS NOT NULL ORDER BY document_position, number;

-- name: clear
DELETE FROM page_copies WHERE case_id = ?;

-- name: insert
INSERT INTO page_copies (case_id, document_position, number, of_position, of_number, kind)
VALUES (:case_id, :position, :number, :of_position, :of_number, :kind);

-- name: list
SELECT d.document, c.number, o.document, c.of_number FROM page_copies c
JOIN documents d ON d.case_id = c.case_id AND d.position = c.document_position
JOIN documents o ON o.case_id = c.case_id AND o.position = c.of_position
WHERE c.case_id = ? AND c.kind = ? ORDER BY c.document_position, c.number;

-- name: set-print
UPDATE pages SET print = :print WHERE case_id = :case_id AND document_position = :position AND number = :number;
