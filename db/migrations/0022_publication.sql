-- +goose Up
-- A public copy as it was approved. What people could read once is never changed:
-- a later one is a new row, and one that had to go has a row in the table below.
CREATE TABLE publications (
  id           INTEGER PRIMARY KEY,
  case_id      INTEGER NOT NULL REFERENCES cases (id),
  number       TEXT NOT NULL,
  body         BLOB NOT NULL, -- publication.Copy as JSON
  sha256       TEXT NOT NULL CHECK (length(sha256) = 64),
  approved_by  TEXT NOT NULL REFERENCES users (id),
  reason       TEXT NOT NULL, -- why what the search for names found names nobody; empty where it found nothing
  published_at TEXT NOT NULL
) STRICT;
CREATE INDEX publications_by_number ON publications (number, id);

CREATE TABLE publication_withdrawals (
  publication_id INTEGER PRIMARY KEY REFERENCES publications (id),
  reason         TEXT NOT NULL CHECK (reason <> ''),
  withdrawn_at   TEXT NOT NULL
) STRICT;

-- +goose StatementBegin
CREATE TRIGGER publications_insert BEFORE INSERT ON publications
WHEN EXISTS (SELECT 1 FROM publications WHERE id = new.id) BEGIN
  SELECT raise(ABORT, 'a publication is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER publications_update BEFORE UPDATE ON publications BEGIN
  SELECT raise(ABORT, 'a publication is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER publications_delete BEFORE DELETE ON publications BEGIN
  SELECT raise(ABORT, 'a publication is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER publication_withdrawals_insert BEFORE INSERT ON publication_withdrawals
WHEN EXISTS (SELECT 1 FROM publication_withdrawals WHERE publication_id = new.publication_id) BEGIN
  SELECT raise(ABORT, 'a withdrawal is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER publication_withdrawals_update BEFORE UPDATE ON publication_withdrawals BEGIN
  SELECT raise(ABORT, 'a withdrawal is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER publication_withdrawals_delete BEFORE DELETE ON publication_withdrawals BEGIN
  SELECT raise(ABORT, 'a withdrawal is frozen');
END;
-- +goose StatementEnd
