-- +goose Up
ALTER TABLE application_forms ADD COLUMN certification TEXT NOT NULL DEFAULT '';

-- Cases of the same injury are looked for when an application is judged.
CREATE INDEX cases_by_injury ON cases (date_of_injury);

-- What was decided on an application, and what the rules had found by then.
CREATE TABLE eligibility_decisions (
  case_id    INTEGER NOT NULL REFERENCES cases (id),
  seq        INTEGER NOT NULL CHECK (seq > 0),
  outcome    TEXT NOT NULL CHECK (outcome IN ('eligible', 'ineligible', 'deferred')),
  reasons    TEXT NOT NULL CHECK (json_valid(reasons)), -- codes
  found      TEXT NOT NULL CHECK (json_valid(found)),   -- codes
  note       TEXT NOT NULL,
  until      TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  decided_at TEXT NOT NULL,
  PRIMARY KEY (case_id, seq)
) STRICT, WITHOUT ROWID;

-- A request for information goes to all parties; so does the answer.
CREATE TABLE information_requests (
  case_id     INTEGER NOT NULL REFERENCES cases (id),
  seq         INTEGER NOT NULL CHECK (seq > 0),
  addressee   TEXT NOT NULL CHECK (addressee <> ''), -- the party that is to answer
  question    TEXT NOT NULL CHECK (question <> ''),
  asked_at    TEXT NOT NULL,
  answer      TEXT NOT NULL DEFAULT '',
  document    TEXT NOT NULL DEFAULT '', -- the record that answers it
  answered_at TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (case_id, seq)
) STRICT, WITHOUT ROWID;

-- Letters of the intake: the facts that each says, as JSON, one row for each
-- recipient. They are never changed once they are sent.
CREATE TABLE notices (
  case_id INTEGER NOT NULL REFERENCES cases (id),
  seq     INTEGER NOT NULL CHECK (seq > 0),
  kind    TEXT NOT NULL CHECK (kind IN ('assignment', 'ineligible', 'information', 'deferral', 'expedited')),
  party   TEXT NOT NULL,
  service TEXT NOT NULL CHECK (service IN ('mail', 'electronic')),
  sent_at TEXT NOT NULL,
  facts   TEXT NOT NULL CHECK (json_valid(facts)),
  PRIMARY KEY (case_id, seq)
) STRICT, WITHOUT ROWID;

-- What each party was asked to send (8 CCR §9792.10.5).
CREATE TABLE record_requests (
  case_id      INTEGER NOT NULL REFERENCES cases (id),
  party        TEXT NOT NULL,
  kind         TEXT NOT NULL,
  state        TEXT NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'received', 'waived')),
  requested_at TEXT NOT NULL,
  due_on       TEXT NOT NULL,
  settled_on   TEXT NOT NULL DEFAULT '',
  note         TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (case_id, party, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_requests_open ON record_requests (due_on, case_id) WHERE state = 'asked';

-- One row for each party and kind: before the date, and after it.
CREATE TABLE reminders (
  case_id    INTEGER NOT NULL REFERENCES cases (id),
  party      TEXT NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('before', 'after')),
  send_on    TEXT NOT NULL,
  sent_at    TEXT NOT NULL DEFAULT '',
  stopped_at TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (case_id, party, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX reminders_open ON reminders (send_on, case_id) WHERE sent_at = '' AND stopped_at = '';

-- Reminders of a party stop by themselves once it owes nothing any more.
-- +goose StatementBegin
CREATE TRIGGER reminders_stop AFTER UPDATE OF state ON record_requests
WHEN NOT EXISTS (SELECT 1 FROM record_requests WHERE case_id = new.case_id AND party = new.party AND state = 'asked') BEGIN
  UPDATE reminders SET stopped_at = new.settled_on WHERE case_id = new.case_id AND party = new.party AND sent_at = '' AND stopped_at = '';
END;
-- +goose StatementEnd

-- Applications that were joined with another (8 CCR §9792.10.4(a)).
CREATE TABLE consolidations (
  case_id  INTEGER PRIMARY KEY REFERENCES cases (id), -- that ended by it
  into_id  INTEGER NOT NULL REFERENCES cases (id),
  joined_at TEXT NOT NULL
) STRICT;
CREATE INDEX consolidations_into ON consolidations (into_id);

-- The history of a case is asked by its number.
CREATE INDEX audit_by_object ON audit_events (object, seq);
