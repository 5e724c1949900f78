-- name: pages
SELECT d.document, p.number, p.width, p.height, p.reading, p.engine, p.confidence, p.words
FROM pages p JOIN documents d ON d.case_id = p.case_id AND d.position = p.document_position
WHERE p.case_id = :case_id AND p.document_position = :position ORDER BY p.number;

-- name: looked-at
SELECT version FROM encounters WHERE case_id = :case_id AND document_position = :position AND first_page = 0;

-- name: clear
DELETE FROM encounters WHERE case_id = :case_id AND document_position = :position;

-- name: insert-encounter
INSERT INTO encounters (case_id, document_position, first_page, last_page, version)
VALUES (:case_id, :position, :first, :last, :version);

-- name: insert-proposal
INSERT INTO proposals (case_id, document_position, first_page, field, value, confidence, page, first_word, end_word, rule, quote)
VALUES (:case_id, :position, :first, :field, :value, :confidence, :page, :first_word, :end_word, :rule, :quote);

-- name: encounters
SELECT document_position, first_page, last_page FROM encounters
WHERE case_id = ? ORDER BY document_position, first_page;

-- name: proposals
SELECT document_position, first_page, field, value, confidence, page, first_word, end_word, rule, quote FROM proposals
WHERE case_id = ? ORDER BY document_position, first_page, field;

-- name: confirmed
SELECT document_position, first_page, last_page, dated, kind, author, title, version, confirmed_at FROM descriptions
WHERE case_id = ? ORDER BY document_position, first_page;

-- name: given
SELECT title, kind, author, dated FROM documents WHERE case_id = ? ORDER BY position;

-- name: confirm
-- Changes no row where somebody confirmed first.
INSERT INTO descriptions (case_id, document_position, first_page, last_page, dated, kind, author, title, version, confirmed_at)
SELECT :case_id, :position, :first, :last, :dated, :kind, :author, :title, :version + 1, :at
WHERE :version = coalesce((SELECT version FROM descriptions
  WHERE case_id = :case_id AND document_position = :position AND first_page = :first), 0)
ON CONFLICT (case_id, document_position, first_page) DO UPDATE SET last_page = excluded.last_page, dated = excluded.dated,
  kind = excluded.kind, author = excluded.author, title = excluded.title, version = excluded.version, confirmed_at = excluded.confirmed_at;

-- name: clear-named
DELETE FROM named_records WHERE case_id = :case_id AND document_position = :position;

-- name: insert-named
INSERT INTO named_records (case_id, document_position, position, kind, dated, precise, author, page, first_word, end_word, quote)
VALUES (:case_id, :position, :at, :kind, :dated, :precise, :author, :page, :first_word, :end_word, :quote);

-- name: named
SELECT d.document, n.kind, n.dated, n.precise, n.author, n.page, n.first_word, n.end_word, n.quote FROM named_records n
JOIN documents d ON d.case_id = n.case_id AND d.position = n.document_position
WHERE n.case_id = ? ORDER BY n.document_position, n.position;

-- name: clear-held
DELETE FROM held_records WHERE case_id = :case_id AND document_position = :position;

-- name: insert-held
INSERT INTO held_records (case_id, document_position, kind, dated) VALUES (:case_id, :position, :kind, :dated);

-- name: held
SELECT kind, dated FROM held_records WHERE case_id = ? ORDER BY document_position, dated, kind;

-- name: starts
SELECT document_position, page, begins FROM record_starts WHERE case_id = ? ORDER BY document_position, page;

-- name: set-start
INSERT INTO record_starts (case_id, document_position, page, begins) VALUES (:case_id, :position, :page, :begins)
ON CONFLICT (case_id, document_position, page) DO UPDATE SET begins = excluded.begins;

-- name: drop-start
DELETE FROM record_starts WHERE case_id = :case_id AND document_position = :position AND page = :page;
