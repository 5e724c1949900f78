-- +goose Up
-- The guideline library: one row for each edition of a chapter, citations only. The
-- columns are those of guideline.Columns; lists are parted by semicolons. A row is
-- never removed, because old cases cite it, and each version of it stays.
CREATE TABLE guideline_editions (
  id             INTEGER PRIMARY KEY,
  key            TEXT NOT NULL CHECK (key <> ''),
  family         TEXT NOT NULL CHECK (family IN ('MTUS', 'ODG', 'ACOEM', 'Other', 'Study')),
  source         TEXT NOT NULL CHECK (source <> ''),
  chapter        TEXT NOT NULL,
  mtus_section   TEXT NOT NULL,
  publisher      TEXT NOT NULL,
  published      TEXT NOT NULL,
  effective_from TEXT NOT NULL, -- empty where the source has no such dates
  effective_to   TEXT NOT NULL CHECK (effective_to = '' OR effective_to >= effective_from), -- empty where no end is known
  edition        TEXT NOT NULL,
  also_cited     TEXT NOT NULL,
  body_parts     TEXT NOT NULL,
  search_words   TEXT NOT NULL,
  kind           TEXT NOT NULL CHECK (kind IN ('guideline', 'study')),
  confirmed      TEXT NOT NULL CHECK (confirmed IN ('yes', 'no')),
  sections       TEXT NOT NULL,
  version        INTEGER NOT NULL CHECK (version > 0),
  changed_by     TEXT NOT NULL CHECK (changed_by <> ''), -- a name, or what put it there
  changed_at     TEXT NOT NULL,
  UNIQUE (key, edition)
) STRICT;

CREATE TABLE guideline_history (
  id         INTEGER PRIMARY KEY, -- counts the changes of the library
  edition_id INTEGER NOT NULL REFERENCES guideline_editions (id),
  version    INTEGER NOT NULL,
  changed_by TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  body       TEXT NOT NULL CHECK (json_valid(body)), -- the columns as they were then
  UNIQUE (edition_id, version)
) STRICT;

-- +goose StatementBegin
CREATE TRIGGER guideline_kept_on_insert AFTER INSERT ON guideline_editions BEGIN
  INSERT INTO guideline_history (edition_id, version, changed_by, changed_at, body)
  VALUES (new.id, new.version, new.changed_by, new.changed_at, json_object('key', new.key, 'family', new.family, 'source', new.source,
    'chapter', new.chapter, 'mtus_section', new.mtus_section, 'publisher', new.publisher, 'published', new.published,
    'effective_from', new.effective_from, 'effective_to', new.effective_to, 'edition', new.edition, 'also_cited', new.also_cited,
    'body_parts', new.body_parts, 'search_words', new.search_words, 'kind', new.kind, 'confirmed', new.confirmed, 'sections', new.sections));
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER guideline_kept_on_update AFTER UPDATE ON guideline_editions BEGIN
  INSERT INTO guideline_history (edition_id, version, changed_by, changed_at, body)
  VALUES (new.id, new.version, new.changed_by, new.changed_at, json_object('key', new.key, 'family', new.family, 'source', new.source,
    'chapter', new.chapter, 'mtus_section', new.mtus_section, 'publisher', new.publisher, 'published', new.published,
    'effective_from', new.effective_from, 'effective_to', new.effective_to, 'edition', new.edition, 'also_cited', new.also_cited,
    'body_parts', new.body_parts, 'search_words', new.search_words, 'kind', new.kind, 'confirmed', new.confirmed, 'sections', new.sections));
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER guideline_changes_by_versions BEFORE UPDATE ON guideline_editions
WHEN new.id <> old.id OR new.key <> old.key OR new.version <> old.version + 1 BEGIN
  SELECT raise(ABORT, 'an edition keeps its key, and each change is a version');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER guideline_never_deleted BEFORE DELETE ON guideline_editions BEGIN
  SELECT raise(ABORT, 'an edition is never removed: old cases cite it');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER guideline_history_update BEFORE UPDATE ON guideline_history BEGIN
  SELECT raise(ABORT, 'the history of the library stays as it is');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER guideline_history_delete BEFORE DELETE ON guideline_history BEGIN
  SELECT raise(ABORT, 'the history of the library stays as it is');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER guideline_history_insert BEFORE INSERT ON guideline_history
WHEN new.version <> 1 + (SELECT coalesce(max(version), 0) FROM guideline_history WHERE edition_id = new.edition_id) BEGIN
  SELECT raise(ABORT, 'each change of an edition is its next version');
END;
-- +goose StatementEnd
