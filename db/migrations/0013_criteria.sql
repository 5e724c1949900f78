-- +goose Up
-- An organization's own lists of criteria. A change is a new version; what was
-- asked before stays, because judgements were made by it. No guideline text.
CREATE TABLE criteria_lists (
  list      TEXT NOT NULL CHECK (list <> ''),
  version   INTEGER NOT NULL CHECK (version > 0),
  name      TEXT NOT NULL,
  guideline TEXT NOT NULL,
  chapter   TEXT NOT NULL,
  category  TEXT NOT NULL, -- of the items; empty for every category
  in_use    INTEGER NOT NULL CHECK (in_use IN (0, 1)),
  made_at   TEXT NOT NULL,
  PRIMARY KEY (list, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE criteria (
  list      TEXT NOT NULL,
  version   INTEGER NOT NULL,
  position  INTEGER NOT NULL,
  criterion TEXT NOT NULL CHECK (criterion <> ''), -- its key, the same in all versions
  words     TEXT NOT NULL,
  terms     TEXT NOT NULL CHECK (json_valid(terms)), -- what the records are searched for
  PRIMARY KEY (list, version, position),
  UNIQUE (list, version, criterion),
  FOREIGN KEY (list, version) REFERENCES criteria_lists (list, version)
) STRICT, WITHOUT ROWID;

-- +goose StatementBegin
CREATE TRIGGER criteria_lists_update BEFORE UPDATE ON criteria_lists BEGIN
  SELECT raise(ABORT, 'a version of a list stays as it is');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER criteria_lists_delete BEFORE DELETE ON criteria_lists BEGIN
  SELECT raise(ABORT, 'a version of a list stays as it is');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER criteria_update BEFORE UPDATE ON criteria BEGIN
  SELECT raise(ABORT, 'a version of a list stays as it is');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER criteria_delete BEFORE DELETE ON criteria BEGIN
  SELECT raise(ABORT, 'a version of a list stays as it is');
END;
-- +goose StatementEnd
