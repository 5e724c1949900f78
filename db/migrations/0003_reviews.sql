-- +goose Up
CREATE TABLE assignments (
  case_id     INTEGER NOT NULL REFERENCES cases (id),
  reviewer_id TEXT NOT NULL REFERENCES users (id),
  assigned_at TEXT NOT NULL,
  ended_at    TEXT,
  PRIMARY KEY (case_id, reviewer_id, assigned_at)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX one_reviewer_at_a_time ON assignments (case_id) WHERE ended_at IS NULL;
CREATE INDEX assignments_by_reviewer ON assignments (reviewer_id) WHERE ended_at IS NULL;

-- A draft is kept in parts that are saved on their own: the summary, each
-- decision, the answers. Version counts the saves of the part.
CREATE TABLE draft_parts (
  case_id  INTEGER NOT NULL REFERENCES cases (id),
  part     TEXT NOT NULL, -- summary, decision-0, decision-1 …, answers
  version  INTEGER NOT NULL CHECK (version > 0),
  body     TEXT NOT NULL CHECK (json_valid(body)),
  saved_at TEXT NOT NULL,
  PRIMARY KEY (case_id, part)
) STRICT, WITHOUT ROWID;

-- Every version that was ever saved, so that nothing typed is lost.
CREATE TABLE draft_versions (
  case_id  INTEGER NOT NULL,
  part     TEXT NOT NULL,
  version  INTEGER NOT NULL,
  body     TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  PRIMARY KEY (case_id, part, version)
) STRICT, WITHOUT ROWID;

-- +goose StatementBegin
CREATE TRIGGER draft_version_kept AFTER INSERT ON draft_parts BEGIN
  INSERT INTO draft_versions (case_id, part, version, body, saved_at)
  VALUES (new.case_id, new.part, new.version, new.body, new.saved_at);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER draft_version_kept_on_update AFTER UPDATE ON draft_parts BEGIN
  INSERT INTO draft_versions (case_id, part, version, body, saved_at)
  VALUES (new.case_id, new.part, new.version, new.body, new.saved_at);
END;
-- +goose StatementEnd

CREATE TABLE facts (
  id       INTEGER PRIMARY KEY,
  case_id  INTEGER NOT NULL REFERENCES cases (id),
  document TEXT NOT NULL,
  page     INTEGER NOT NULL,
  quote    TEXT NOT NULL,
  made_at  TEXT NOT NULL
) STRICT;
CREATE INDEX facts_by_case ON facts (case_id);
