-- +goose Up
-- What directors decided on handed-in reviews. Nothing here is ever changed.
CREATE TABLE judgements (
  case_id     INTEGER NOT NULL,
  number      INTEGER NOT NULL CHECK (number > 0), -- counts in the case
  version     INTEGER NOT NULL,                    -- of the determination that was judged
  director_id TEXT NOT NULL REFERENCES users (id),
  outcome     TEXT NOT NULL CHECK (outcome IN ('approve', 'return')),
  second      INTEGER NOT NULL CHECK (second IN (0, 1)), -- the second look at a drawn review
  note        TEXT NOT NULL,
  scores      TEXT NOT NULL CHECK (json_valid(scores)),
  remarks     TEXT NOT NULL CHECK (json_valid(remarks)),
  judged_at   TEXT NOT NULL,
  PRIMARY KEY (case_id, number),
  FOREIGN KEY (case_id, version) REFERENCES determinations (case_id, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX judgements_by_director ON judgements (director_id, judged_at) WHERE second = 1;

-- How the lot fell for an approved version. Who has the seed can draw again.
CREATE TABLE draws (
  case_id     INTEGER NOT NULL,
  version     INTEGER NOT NULL,
  reviewer_id TEXT NOT NULL REFERENCES users (id),
  seed        TEXT NOT NULL CHECK (seed <> ''),
  lot         INTEGER NOT NULL CHECK (lot BETWEEN 0 AND 99),
  drawn       INTEGER NOT NULL CHECK (drawn IN (0, 1)),
  excused     TEXT NOT NULL,
  drawn_at    TEXT NOT NULL,
  PRIMARY KEY (case_id, version),
  FOREIGN KEY (case_id, version) REFERENCES determinations (case_id, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX draws_by_reviewer ON draws (reviewer_id, drawn_at) WHERE drawn = 1;

-- +goose StatementBegin
CREATE TRIGGER judgements_insert BEFORE INSERT ON judgements
WHEN new.number <> (SELECT coalesce(max(number), 0) + 1 FROM judgements WHERE case_id = new.case_id) BEGIN
  SELECT raise(ABORT, 'a judgement is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER judgements_update BEFORE UPDATE ON judgements BEGIN
  SELECT raise(ABORT, 'a judgement is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER judgements_delete BEFORE DELETE ON judgements BEGIN
  SELECT raise(ABORT, 'a judgement is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER draws_insert BEFORE INSERT ON draws
WHEN EXISTS (SELECT 1 FROM draws WHERE case_id = new.case_id AND version = new.version) BEGIN
  SELECT raise(ABORT, 'a draw is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER draws_update BEFORE UPDATE ON draws BEGIN
  SELECT raise(ABORT, 'a draw is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER draws_delete BEFORE DELETE ON draws BEGIN
  SELECT raise(ABORT, 'a draw is frozen');
END;
-- +goose StatementEnd
