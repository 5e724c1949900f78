-- +goose Up
-- A plan over many cases as it was shown. seen is what it was made from, by which a
-- stale one is known; body is who is to have what. Neither changes any more.
CREATE TABLE plans (
  id         INTEGER PRIMARY KEY,
  made_by    TEXT NOT NULL,
  made_at    TEXT NOT NULL,
  seen       TEXT NOT NULL CHECK (json_valid(seen)),
  body       TEXT NOT NULL CHECK (json_valid(body)),
  applied_at TEXT NOT NULL DEFAULT '',
  undone_at  TEXT NOT NULL DEFAULT ''
) STRICT;
-- +goose StatementBegin
CREATE TRIGGER plans_update BEFORE UPDATE OF id, made_by, made_at, seen, body ON plans BEGIN
  SELECT raise(ABORT, 'a plan is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER plans_delete BEFORE DELETE ON plans BEGIN
  SELECT raise(ABORT, 'a plan is kept');
END;
-- +goose StatementEnd

-- The offers that came of a plan, each a choice of its case.
CREATE TABLE plan_offers (
  plan_id INTEGER NOT NULL REFERENCES plans (id),
  case_id INTEGER NOT NULL,
  seq     INTEGER NOT NULL,
  PRIMARY KEY (plan_id, case_id),
  FOREIGN KEY (case_id, seq) REFERENCES choices (case_id, seq)
) STRICT, WITHOUT ROWID;
