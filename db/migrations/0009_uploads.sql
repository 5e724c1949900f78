-- +goose Up
-- Files that came in by upload, from the moment when all of their bytes were on
-- the disk. One that names another person is kept apart: it is in no case until
-- an admin takes it in or discards it.
CREATE TABLE uploads (
  id       TEXT PRIMARY KEY, -- of the file while it came in, and while it is kept apart
  case_id  INTEGER NOT NULL REFERENCES cases (id),
  state    TEXT NOT NULL CHECK (state IN ('taken', 'apart', 'discarded')),
  document TEXT NOT NULL CHECK ((state = 'taken') = (document <> '')),
  file     TEXT NOT NULL, -- its name as it was uploaded
  source   TEXT NOT NULL,
  received TEXT NOT NULL,
  sha256   TEXT NOT NULL CHECK (length(sha256) = 64),
  size     INTEGER NOT NULL CHECK (size > 0),
  places   TEXT NOT NULL -- JSON: where it names another person
) STRICT, WITHOUT ROWID;
CREATE INDEX uploads_of_case ON uploads (case_id, state);

-- How far the reading has come is asked every few seconds; in the table the words
-- stand before the column.
CREATE INDEX pages_by_reading ON pages (case_id, document_position, reading, number);
