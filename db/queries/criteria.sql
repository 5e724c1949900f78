-- name: insert-list
-- Changes no row if another window made this version first.
INSERT INTO criteria_lists (list, version, name, guideline, chapter, category, in_use, made_at)
VALUES (:list, :version, :name, :guideline, :chapter, :category, :in_use, :made_at)
ON CONFLICT DO NOTHING;

-- name: insert
INSERT INTO criteria (list, version, position, criterion, words, terms)
VALUES (:list, :version, :position, :criterion, :words, :terms);

-- name: newest
SELECT list, version, name, guideline, chapter, category, in_use, made_at FROM criteria_lists l
WHERE version = (SELECT max(version) FROM criteria_lists m WHERE m.list = l.list)
ORDER BY name, list;

-- name: newest-criteria
SELECT list, version, criterion, words, terms FROM criteria c
WHERE version = (SELECT max(version) FROM criteria_lists m WHERE m.list = c.list)
ORDER BY list, position;

-- name: versions
SELECT list, version, name, guideline, chapter, category, in_use, made_at FROM criteria_lists
WHERE list = ? ORDER BY version DESC;

-- name: versions-criteria
SELECT list, version, criterion, words, terms FROM criteria WHERE list = ? ORDER BY version, position;
