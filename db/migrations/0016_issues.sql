-- +goose Up
-- The public halves of the organization's keys. A key signs until the next one is
-- made; its private half is a file of the data folder and never here.
CREATE TABLE organization_keys (
  seq    INTEGER PRIMARY KEY CHECK (seq > 0),
  key_id TEXT NOT NULL UNIQUE CHECK (length(key_id) = 16),
  public BLOB NOT NULL CHECK (length(public) = 32),
  since  TEXT NOT NULL
) STRICT;

-- Where letters are verified; they name it.
ALTER TABLE organization ADD COLUMN site TEXT NOT NULL DEFAULT '';

-- Issued determinations. canonical is the exact bytes that were signed.
CREATE TABLE issues (
  case_id       INTEGER NOT NULL,
  version       INTEGER NOT NULL CHECK (version > 0),
  determination INTEGER NOT NULL, -- the signed version that it issues
  issued_on     TEXT NOT NULL,
  code          TEXT NOT NULL CHECK (length(code) = 19),
  reason        TEXT NOT NULL,
  overall       TEXT NOT NULL,
  canonical     BLOB NOT NULL,
  sha256        TEXT NOT NULL CHECK (length(sha256) = 64),
  file_sha256   TEXT NOT NULL CHECK (length(file_sha256) = 64), -- of the sealed file
  key_id        TEXT NOT NULL REFERENCES organization_keys (key_id),
  signature     BLOB NOT NULL CHECK (length(signature) = 64),
  issued_at     TEXT NOT NULL,
  PRIMARY KEY (case_id, version),
  FOREIGN KEY (case_id, determination) REFERENCES determinations (case_id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX issues_by_code ON issues (code);
CREATE INDEX issues_by_file ON issues (file_sha256);

-- The letter's bytes in each form.
CREATE TABLE issued_letters (
  case_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  format  TEXT NOT NULL CHECK (format IN ('html', 'pdf', 'text')),
  bytes   BLOB NOT NULL,
  sha256  TEXT NOT NULL CHECK (length(sha256) = 64),
  PRIMARY KEY (case_id, version, format),
  FOREIGN KEY (case_id, version) REFERENCES issues (case_id, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX issued_letters_by_hash ON issued_letters (sha256);

-- Whom an issued version goes to, by the parties of that day.
CREATE TABLE recipients (
  case_id  INTEGER NOT NULL,
  version  INTEGER NOT NULL,
  position INTEGER NOT NULL CHECK (position > 0),
  role     TEXT NOT NULL,
  name     TEXT NOT NULL,
  address  TEXT NOT NULL,
  email    TEXT NOT NULL,
  PRIMARY KEY (case_id, version, position),
  FOREIGN KEY (case_id, version) REFERENCES issues (case_id, version)
) STRICT, WITHOUT ROWID;

-- Orders that sent a case back (LC 4610.6(i)).
CREATE TABLE remands (
  case_id     INTEGER NOT NULL REFERENCES cases (id),
  number      INTEGER NOT NULL CHECK (number > 0),
  issue       INTEGER NOT NULL, -- the version that was set aside
  ordered_on  TEXT NOT NULL,
  ground      TEXT NOT NULL CHECK (ground IN ('excess_of_powers', 'fraud', 'conflict_of_interest', 'bias', 'plain_error')),
  facts       TEXT NOT NULL CHECK (facts <> ''),
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (case_id, number),
  FOREIGN KEY (case_id, issue) REFERENCES issues (case_id, version)
) STRICT, WITHOUT ROWID;

-- +goose StatementBegin
CREATE TRIGGER organization_keys_insert BEFORE INSERT ON organization_keys
WHEN new.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM organization_keys)
  OR EXISTS (SELECT 1 FROM organization_keys WHERE key_id = new.key_id) BEGIN
  SELECT raise(ABORT, 'a key is kept for good');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER organization_keys_update BEFORE UPDATE ON organization_keys BEGIN
  SELECT raise(ABORT, 'a key is kept for good');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER organization_keys_delete BEFORE DELETE ON organization_keys BEGIN
  SELECT raise(ABORT, 'a key is kept for good');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER issues_insert BEFORE INSERT ON issues
WHEN new.version <> (SELECT coalesce(max(version), 0) + 1 FROM issues WHERE case_id = new.case_id)
  OR EXISTS (SELECT 1 FROM issues WHERE code = new.code) BEGIN
  SELECT raise(ABORT, 'an issued determination is frozen: a correction is the next version');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER issues_update BEFORE UPDATE ON issues BEGIN
  SELECT raise(ABORT, 'an issued determination is frozen: a correction is the next version');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER issues_delete BEFORE DELETE ON issues BEGIN
  SELECT raise(ABORT, 'an issued determination is frozen: a correction is the next version');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER issued_letters_insert BEFORE INSERT ON issued_letters
WHEN EXISTS (SELECT 1 FROM issued_letters WHERE case_id = new.case_id AND version = new.version AND format = new.format) BEGIN
  SELECT raise(ABORT, 'an issued letter is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER issued_letters_update BEFORE UPDATE ON issued_letters BEGIN
  SELECT raise(ABORT, 'an issued letter is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER issued_letters_delete BEFORE DELETE ON issued_letters BEGIN
  SELECT raise(ABORT, 'an issued letter is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER recipients_insert BEFORE INSERT ON recipients
WHEN new.position <> (SELECT coalesce(max(position), 0) + 1 FROM recipients WHERE case_id = new.case_id AND version = new.version) BEGIN
  SELECT raise(ABORT, 'a service list is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER recipients_update BEFORE UPDATE ON recipients BEGIN
  SELECT raise(ABORT, 'a service list is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER recipients_delete BEFORE DELETE ON recipients BEGIN
  SELECT raise(ABORT, 'a service list is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER remands_insert BEFORE INSERT ON remands
WHEN new.number <> (SELECT coalesce(max(number), 0) + 1 FROM remands WHERE case_id = new.case_id) BEGIN
  SELECT raise(ABORT, 'an order is kept for good');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER remands_update BEFORE UPDATE ON remands BEGIN
  SELECT raise(ABORT, 'an order is kept for good');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER remands_delete BEFORE DELETE ON remands BEGIN
  SELECT raise(ABORT, 'an order is kept for good');
END;
-- +goose StatementEnd
