-- +goose Up
CREATE TABLE audit_events (
  seq    INTEGER PRIMARY KEY,
  at     INTEGER NOT NULL, -- microseconds since 1970, UTC
  actor  TEXT NOT NULL CHECK (actor <> ''),
  name   TEXT NOT NULL CHECK (name <> ''),
  object TEXT NOT NULL,
  note   TEXT NOT NULL,
  prev   TEXT NOT NULL,
  hash   TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;

-- Append-only: the insert trigger also stops INSERT OR REPLACE, which fires no
-- delete trigger.
-- +goose StatementBegin
CREATE TRIGGER audit_insert BEFORE INSERT ON audit_events
WHEN new.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit_events) BEGIN
  SELECT raise(ABORT, 'the audit trail is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_update BEFORE UPDATE ON audit_events BEGIN
  SELECT raise(ABORT, 'the audit trail is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_delete BEFORE DELETE ON audit_events BEGIN
  SELECT raise(ABORT, 'the audit trail is append-only');
END;
-- +goose StatementEnd
