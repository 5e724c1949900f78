-- +goose Up
-- The frozen result. canonical holds the exact bytes that were signed; it names
-- no reviewer. Who signed stands in signatures, which leaves the organization never.
CREATE TABLE determinations (
  case_id    INTEGER NOT NULL REFERENCES cases (id),
  version    INTEGER NOT NULL CHECK (version > 0),
  canonical  BLOB NOT NULL,
  sha256     TEXT NOT NULL CHECK (length(sha256) = 64),
  decided_on TEXT NOT NULL,
  PRIMARY KEY (case_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE signatures (
  case_id   INTEGER NOT NULL,
  version   INTEGER NOT NULL,
  signer_id TEXT NOT NULL REFERENCES users (id),
  meaning   TEXT NOT NULL,
  signed_at TEXT NOT NULL,
  PRIMARY KEY (case_id, version),
  FOREIGN KEY (case_id, version) REFERENCES determinations (case_id, version)
) STRICT, WITHOUT ROWID;

-- INSERT OR REPLACE deletes without a DELETE trigger, so a taken key is refused
-- before the insert; a new version must be the next one.
-- +goose StatementBegin
CREATE TRIGGER determinations_insert BEFORE INSERT ON determinations
WHEN new.version <> (SELECT coalesce(max(version), 0) + 1 FROM determinations WHERE case_id = new.case_id) BEGIN
  SELECT raise(ABORT, 'a determination is frozen: a correction is the next version');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER determinations_update BEFORE UPDATE ON determinations BEGIN
  SELECT raise(ABORT, 'a determination is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER determinations_delete BEFORE DELETE ON determinations BEGIN
  SELECT raise(ABORT, 'a determination is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER signatures_insert BEFORE INSERT ON signatures
WHEN EXISTS (SELECT 1 FROM signatures WHERE case_id = new.case_id AND version = new.version) BEGIN
  SELECT raise(ABORT, 'a signature is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER signatures_update BEFORE UPDATE ON signatures BEGIN
  SELECT raise(ABORT, 'a signature is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER signatures_delete BEFORE DELETE ON signatures BEGIN
  SELECT raise(ABORT, 'a signature is frozen');
END;
-- +goose StatementEnd

-- A handed-in draft is what was signed, so it is closed with it.
-- +goose StatementBegin
CREATE TRIGGER draft_closed_insert BEFORE INSERT ON draft_parts
WHEN EXISTS (SELECT 1 FROM cases WHERE id = new.case_id AND state = 'handed_in') BEGIN
  SELECT raise(ABORT, 'the draft is closed');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER draft_closed_update BEFORE UPDATE ON draft_parts
WHEN EXISTS (SELECT 1 FROM cases WHERE id IN (old.case_id, new.case_id) AND state = 'handed_in') BEGIN
  SELECT raise(ABORT, 'the draft is closed');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER draft_closed_delete BEFORE DELETE ON draft_parts
WHEN EXISTS (SELECT 1 FROM cases WHERE id = old.case_id AND state = 'handed_in') BEGIN
  SELECT raise(ABORT, 'the draft is closed');
END;
-- +goose StatementEnd

-- And it stays closed: a signed case goes back to no other state, nor is it replaced.
-- +goose StatementBegin
CREATE TRIGGER case_signed_insert BEFORE INSERT ON cases
WHEN EXISTS (SELECT 1 FROM cases WHERE state = 'handed_in' AND (id = new.id OR number = new.number)) BEGIN
  SELECT raise(ABORT, 'the case is signed');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER case_signed_update BEFORE UPDATE OF id, number, state ON cases
WHEN EXISTS (SELECT 1 FROM cases WHERE state = 'handed_in' AND (id IN (old.id, new.id) OR number = new.number)) BEGIN
  SELECT raise(ABORT, 'the case is signed');
END;
-- +goose StatementEnd
