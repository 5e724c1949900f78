-- name: newest-template
SELECT version, texts, sha256, reason, made_by, made_at FROM letter_templates ORDER BY version DESC LIMIT 1;

-- name: template
SELECT version, texts, sha256, reason, made_by, made_at FROM letter_templates WHERE version = ?;

-- name: templates
SELECT version, texts, sha256, reason, made_by, made_at FROM letter_templates ORDER BY version DESC;

-- name: insert-template
-- Adds no row where another window saved first.
INSERT INTO letter_templates (version, texts, sha256, reason, made_by, made_at)
SELECT :version, :texts, :sha256, :reason, :made_by, :made_at
WHERE :version = (SELECT coalesce(max(version), 1) + 1 FROM letter_templates);

-- name: wish
SELECT language, large FROM letter_wishes WHERE case_id = ? ORDER BY number DESC LIMIT 1;

-- name: insert-wish
INSERT INTO letter_wishes (case_id, number, language, large, wished_at)
VALUES (:case_id, 1 + (SELECT coalesce(max(number), 0) FROM letter_wishes WHERE case_id = :case_id), :language, :large, :at);

-- name: insert-form
INSERT INTO issued_forms (case_id, version, template, languages, large) VALUES (:case_id, :version, :template, :languages, :large);

-- name: form
SELECT template, languages, large FROM issued_forms WHERE case_id = ? AND version = ?;
