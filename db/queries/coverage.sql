-- name: look
-- Changes no row where the case has no such page.
INSERT INTO page_views (case_id, reviewer_id, document_position, number, first_seen, milliseconds)
SELECT :case_id, :reviewer, p.document_position, p.number, :now, :milliseconds
FROM documents d JOIN pages p ON p.case_id = d.case_id AND p.document_position = d.position
WHERE d.case_id = :case_id AND d.document = :document AND p.number = :number
ON CONFLICT DO UPDATE SET milliseconds = milliseconds + excluded.milliseconds;

-- name: views
SELECT d.document, v.number, v.first_seen, v.milliseconds FROM page_views v
JOIN documents d ON d.case_id = v.case_id AND d.position = v.document_position
WHERE v.case_id = :case_id AND v.reviewer_id = :reviewer;
