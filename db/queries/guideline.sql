-- name: changes
SELECT coalesce(max(id), 0) FROM guideline_history;

-- name: all
SELECT id, key, family, source, chapter, mtus_section, publisher, published, effective_from, effective_to, edition, also_cited,
  body_parts, search_words, kind, confirmed, sections
FROM guideline_editions ORDER BY id;

-- name: insert
-- Changes no row where another window added the edition first.
INSERT INTO guideline_editions (key, family, source, chapter, mtus_section, publisher, published, effective_from, effective_to,
  edition, also_cited, body_parts, search_words, kind, confirmed, sections, version, changed_by, changed_at)
VALUES (:key, :family, :source, :chapter, :mtus_section, :publisher, :published, :effective_from, :effective_to,
  :edition, :also_cited, :body_parts, :search_words, :kind, :confirmed, :sections, 1, :changed_by, :changed_at)
ON CONFLICT DO NOTHING;

-- name: update
-- Changes no row where another window changed it first. The key stays.
UPDATE guideline_editions SET family = :family, source = :source, chapter = :chapter, mtus_section = :mtus_section,
  publisher = :publisher, published = :published, effective_from = :effective_from, effective_to = :effective_to, edition = :edition,
  also_cited = :also_cited, body_parts = :body_parts, search_words = :search_words, kind = :kind, confirmed = :confirmed,
  sections = :sections, version = version + 1, changed_by = :changed_by, changed_at = :changed_at
WHERE id = :id AND version = :version AND key = :key;

-- name: version
SELECT version FROM guideline_editions WHERE id = ?;

-- name: history
SELECT version, changed_by, changed_at, body FROM guideline_history WHERE edition_id = ? ORDER BY version DESC;
