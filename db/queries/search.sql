-- name: by-page
SELECT rowid FROM page_text WHERE page_text MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid;

-- name: by-relevance
-- relevance is ours, see internal/sqlite/relevance.c; bm25 would read a phrase's pages in all cases.
SELECT rowid FROM page_text WHERE page_text MATCH ? AND rowid BETWEEN ? AND ? ORDER BY relevance(page_text) DESC, rowid;

-- name: words
SELECT words FROM pages WHERE case_id = ? AND document_position = ? AND number = :number;

-- name: copies
SELECT document_position, number, of_position, of_number FROM page_copies WHERE case_id = ?;
