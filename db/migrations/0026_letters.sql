-- +goose Up
-- The organization's own wordings of letters. Version 1 ships with the program. A
-- letter names its version, so none is ever changed.
CREATE TABLE letter_templates (
  version INTEGER PRIMARY KEY CHECK (version > 1),
  texts   TEXT NOT NULL CHECK (json_valid(texts)),
  sha256  TEXT NOT NULL CHECK (length(sha256) = 64), -- of texts
  reason  TEXT NOT NULL CHECK (reason <> ''),
  made_by TEXT NOT NULL,
  made_at TEXT NOT NULL
) STRICT;

-- How the employee wants letters; the newest row counts.
CREATE TABLE letter_wishes (
  case_id   INTEGER NOT NULL REFERENCES cases (id),
  number    INTEGER NOT NULL CHECK (number > 0),
  language  TEXT NOT NULL CHECK (language IN ('', 'en', 'es')), -- empty: nobody knows
  large     INTEGER NOT NULL CHECK (large IN (0, 1)),
  wished_at TEXT NOT NULL,
  PRIMARY KEY (case_id, number)
) STRICT, WITHOUT ROWID;

-- In which form a letter went out. The row closes the version: no letter and no
-- recipient is added to it afterwards. Before there were forms every letter had the
-- shipped words in English, which the empty languages say.
CREATE TABLE issued_forms (
  case_id   INTEGER NOT NULL,
  version   INTEGER NOT NULL,
  template  INTEGER NOT NULL CHECK (template > 0),
  languages TEXT NOT NULL CHECK (languages IN ('', 'en', 'en,es', 'es,en')),
  large     INTEGER NOT NULL CHECK (large IN (0, 1)),
  PRIMARY KEY (case_id, version),
  FOREIGN KEY (case_id, version) REFERENCES issues (case_id, version)
) STRICT, WITHOUT ROWID;
INSERT INTO issued_forms (case_id, version, template, languages, large) SELECT case_id, version, 1, '', 0 FROM issues;

-- +goose StatementBegin
CREATE TRIGGER letter_templates_insert BEFORE INSERT ON letter_templates
WHEN new.version IS NULL OR new.version <> (SELECT coalesce(max(version), 1) + 1 FROM letter_templates) BEGIN
  SELECT raise(ABORT, 'a wording is frozen: a change is the next version');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER letter_templates_update BEFORE UPDATE ON letter_templates BEGIN
  SELECT raise(ABORT, 'a wording is frozen: a change is the next version');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER letter_templates_delete BEFORE DELETE ON letter_templates BEGIN
  SELECT raise(ABORT, 'a wording is frozen: a change is the next version');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER letter_wishes_insert BEFORE INSERT ON letter_wishes
WHEN new.number <> (SELECT coalesce(max(number), 0) + 1 FROM letter_wishes WHERE case_id = new.case_id) BEGIN
  SELECT raise(ABORT, 'a wish is frozen: another one is the next row');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER letter_wishes_update BEFORE UPDATE ON letter_wishes BEGIN
  SELECT raise(ABORT, 'a wish is frozen: another one is the next row');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER letter_wishes_delete BEFORE DELETE ON letter_wishes BEGIN
  SELECT raise(ABORT, 'a wish is frozen: another one is the next row');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER issued_forms_insert BEFORE INSERT ON issued_forms
WHEN EXISTS (SELECT 1 FROM issued_forms WHERE case_id = new.case_id AND version = new.version) BEGIN
  SELECT raise(ABORT, 'the form of an issued letter is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER issued_forms_update BEFORE UPDATE ON issued_forms BEGIN
  SELECT raise(ABORT, 'the form of an issued letter is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER issued_forms_delete BEFORE DELETE ON issued_forms BEGIN
  SELECT raise(ABORT, 'the form of an issued letter is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER recipients_closed BEFORE INSERT ON recipients
WHEN EXISTS (SELECT 1 FROM issued_forms WHERE case_id = new.case_id AND version = new.version) BEGIN
  SELECT raise(ABORT, 'a service list is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER issued_letters_closed BEFORE INSERT ON issued_letters
WHEN EXISTS (SELECT 1 FROM issued_forms WHERE case_id = new.case_id AND version = new.version) BEGIN
  SELECT raise(ABORT, 'an issued letter is frozen');
END;
-- +goose StatementEnd
