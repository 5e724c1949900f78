-- +goose Up
-- What is on file about a reviewer's fitness: every version stays.
CREATE TABLE reviewer_profiles (
  reviewer_id TEXT NOT NULL REFERENCES users (id),
  version     INTEGER NOT NULL CHECK (version > 0),
  body        TEXT NOT NULL CHECK (json_valid(body)),
  saved_by    TEXT NOT NULL,
  saved_at    TEXT NOT NULL,
  PRIMARY KEY (reviewer_id, version)
) STRICT, WITHOUT ROWID;

-- Who a reviewer is and whom they are tied to, for the search of conflicts
-- (LC 4610.6(f), LC 139.5(d)(5)). Only the functions of internal/sqlite/reviewer.go read it.
CREATE TABLE reviewer_identities (
  reviewer_id TEXT PRIMARY KEY REFERENCES users (id),
  body        TEXT NOT NULL CHECK (json_valid(body)),
  saved_at    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- To whom a case was given or offered, with the card of all candidates as it was.
CREATE TABLE choices (
  case_id     INTEGER NOT NULL REFERENCES cases (id),
  seq         INTEGER NOT NULL CHECK (seq > 0),
  reviewer_id TEXT NOT NULL REFERENCES users (id),
  kind        TEXT NOT NULL CHECK (kind IN ('offer', 'direct')),
  reason      TEXT NOT NULL,
  card        TEXT NOT NULL CHECK (json_valid(card)),
  chosen_at   TEXT NOT NULL,
  PRIMARY KEY (case_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX choices_by_reviewer ON choices (reviewer_id);

-- What became of a choice, in the order in which it came.
CREATE TABLE choice_answers (
  case_id      INTEGER NOT NULL,
  seq          INTEGER NOT NULL,
  answer       TEXT NOT NULL CHECK (answer IN ('accepted', 'declined', 'taken_back', 'released')),
  reason       TEXT NOT NULL,
  attestations TEXT NOT NULL CHECK (json_valid(attestations)),
  answered_at  TEXT NOT NULL,
  PRIMARY KEY (case_id, seq, answer),
  FOREIGN KEY (case_id, seq) REFERENCES choices (case_id, seq)
) STRICT, WITHOUT ROWID;

-- +goose StatementBegin
CREATE TRIGGER reviewer_profiles_insert BEFORE INSERT ON reviewer_profiles
WHEN new.version <> (SELECT coalesce(max(version), 0) + 1 FROM reviewer_profiles WHERE reviewer_id = new.reviewer_id) BEGIN
  SELECT raise(ABORT, 'a version of credentials is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER reviewer_profiles_update BEFORE UPDATE ON reviewer_profiles BEGIN
  SELECT raise(ABORT, 'a version of credentials is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER reviewer_profiles_delete BEFORE DELETE ON reviewer_profiles BEGIN
  SELECT raise(ABORT, 'a version of credentials is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER choices_insert BEFORE INSERT ON choices
WHEN new.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM choices WHERE case_id = new.case_id) BEGIN
  SELECT raise(ABORT, 'a choice is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER choices_update BEFORE UPDATE ON choices BEGIN
  SELECT raise(ABORT, 'a choice is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER choices_delete BEFORE DELETE ON choices BEGIN
  SELECT raise(ABORT, 'a choice is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER choice_answers_insert BEFORE INSERT ON choice_answers
WHEN EXISTS (SELECT 1 FROM choice_answers WHERE case_id = new.case_id AND seq = new.seq AND answer = new.answer) BEGIN
  SELECT raise(ABORT, 'an answer is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER choice_answers_update BEFORE UPDATE ON choice_answers BEGIN
  SELECT raise(ABORT, 'an answer is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER choice_answers_delete BEFORE DELETE ON choice_answers BEGIN
  SELECT raise(ABORT, 'an answer is frozen');
END;
-- +goose StatementEnd
