-- +goose Up
-- What DWC Form IMR holds besides the case itself.
CREATE TABLE application_forms (
  case_id              INTEGER PRIMARY KEY REFERENCES cases (id),
  applicant            TEXT NOT NULL,
  employee_address     TEXT NOT NULL,
  employee_phone       TEXT NOT NULL,
  eams_number          TEXT NOT NULL,
  jurisdictional_claim TEXT NOT NULL,
  employer_address     TEXT NOT NULL,
  adjuster_name        TEXT NOT NULL,
  adjuster_phone       TEXT NOT NULL,
  physician_address    TEXT NOT NULL,
  physician_phone      TEXT NOT NULL,
  physician_fax        TEXT NOT NULL,
  diagnosis            TEXT NOT NULL,
  requested_treatment  TEXT NOT NULL,
  consent              INTEGER NOT NULL CHECK (consent IN (0, 1)),
  emergency            INTEGER NOT NULL CHECK (emergency IN (0, 1)),
  designated           TEXT NOT NULL,
  ur_service           TEXT NOT NULL,
  ur_document          TEXT NOT NULL,
  rights_notice        TEXT NOT NULL,
  liability_disputed   INTEGER NOT NULL CHECK (liability_disputed IN (0, 1)),
  liability_reason     TEXT NOT NULL,
  liability_agreed     INTEGER NOT NULL CHECK (liability_agreed IN (0, 1)),
  liability_settled    TEXT NOT NULL
) STRICT;
ALTER TABLE items ADD COLUMN quantity TEXT NOT NULL DEFAULT '';

-- The ledger: what happened and when it became known, see internal/deadline.
CREATE TABLE deadline_events (
  case_id     INTEGER NOT NULL REFERENCES cases (id),
  seq         INTEGER NOT NULL CHECK (seq > 0),
  kind        TEXT NOT NULL CHECK (kind <> ''),
  happened_at INTEGER NOT NULL, -- microseconds since 1970, UTC
  recorded_at INTEGER NOT NULL,
  recorded_by TEXT NOT NULL,
  priority    TEXT NOT NULL,
  service     TEXT NOT NULL,
  days        INTEGER NOT NULL,
  until       TEXT NOT NULL,
  ref         TEXT NOT NULL,
  note        TEXT NOT NULL,
  replaces    INTEGER NOT NULL,
  PRIMARY KEY (case_id, seq)
) STRICT, WITHOUT ROWID;
-- +goose StatementBegin
CREATE TRIGGER deadline_events_insert BEFORE INSERT ON deadline_events
WHEN new.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM deadline_events WHERE case_id = new.case_id) BEGIN
  SELECT raise(ABORT, 'the ledger is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER deadline_events_update BEFORE UPDATE ON deadline_events BEGIN
  SELECT raise(ABORT, 'the ledger is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER deadline_events_delete BEFORE DELETE ON deadline_events BEGIN
  SELECT raise(ABORT, 'the ledger is append-only');
END;
-- +goose StatementEnd

-- What the ledger says of the decision by now, for lists. Null until a case that
-- was there before the ledger gets one; empty while the clock stands still.
ALTER TABLE cases ADD COLUMN due_on TEXT;
ALTER TABLE cases ADD COLUMN due_rule TEXT NOT NULL DEFAULT '';
CREATE INDEX cases_without_ledger ON cases (id) WHERE due_on IS NULL;

-- Programs that may hand in applications. The token itself is never stored.
CREATE TABLE api_tokens (
  name       TEXT PRIMARY KEY CHECK (name <> ''),
  hash       BLOB NOT NULL UNIQUE,
  made_at    TEXT NOT NULL,
  revoked_at TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- An answer is given again where the same key comes again with the same body.
CREATE TABLE api_requests (
  token       TEXT NOT NULL REFERENCES api_tokens (name),
  key         TEXT NOT NULL CHECK (key <> ''),
  body_sha256 BLOB NOT NULL,
  number      TEXT NOT NULL,
  PRIMARY KEY (token, key)
) STRICT, WITHOUT ROWID;
