-- +goose NO TRANSACTION
-- +goose Up
-- The whole life of a case (casefile.State). SQLite changes a CHECK by a new table
-- only, and foreign keys must not act while the old one goes; the transaction is
-- ours therefore. A run that was cut off begins anew.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;
DROP TRIGGER items_counted;
DROP TRIGGER pages_counted;
DROP TRIGGER draft_closed_insert;
DROP TRIGGER draft_closed_update;
DROP TRIGGER draft_closed_delete;
DROP TRIGGER case_signed_insert;
DROP TRIGGER case_signed_update;
CREATE TABLE cases_new (
  id                        INTEGER PRIMARY KEY,
  number                    TEXT NOT NULL UNIQUE CHECK (number <> '' AND number NOT GLOB '*[' || char(30) || char(31) || ']*'),
  state                     TEXT NOT NULL CHECK (state IN ('received', 'eligible', 'ineligible', 'deferred', 'awaiting_records', 'ready',
                              'offered', 'accepted', 'in_review', 'handed_in', 'returned', 'approved', 'issued', 'published',
                              'withdrawn', 'terminated', 'remanded')),
  priority                  TEXT NOT NULL CHECK (priority IN ('standard', 'expedited', 'formulary')),
  application_received      TEXT NOT NULL,
  records_complete          TEXT NOT NULL,
  employee_name             TEXT NOT NULL CHECK (employee_name NOT GLOB '*[' || char(30) || char(31) || ']*'),
  item_count                INTEGER NOT NULL DEFAULT 0,
  page_count                INTEGER NOT NULL DEFAULT 0,
  application_channel       TEXT NOT NULL,
  application_signed        TEXT NOT NULL,
  application_signed_by     TEXT NOT NULL,
  employee_date_of_birth    TEXT NOT NULL,
  employee_sex              TEXT NOT NULL,
  date_of_injury            TEXT NOT NULL,
  claim_number              TEXT NOT NULL,
  employer                  TEXT NOT NULL,
  administrator_name        TEXT NOT NULL,
  administrator_address     TEXT NOT NULL,
  administrator_email       TEXT NOT NULL,
  physician_name            TEXT NOT NULL,
  physician_specialty       TEXT NOT NULL,
  physician_facility        TEXT NOT NULL,
  ur_organization           TEXT NOT NULL,
  ur_physician              TEXT NOT NULL,
  ur_decision_date          TEXT NOT NULL,
  ur_served_date            TEXT NOT NULL,
  ur_outcome                TEXT NOT NULL,
  ur_conditional            INTEGER NOT NULL CHECK (ur_conditional IN (0, 1)),
  ur_reason                 TEXT NOT NULL,
  request_for_authorization TEXT NOT NULL,
  notice_of_assignment      TEXT NOT NULL,
  records_version           INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO cases_new SELECT * FROM cases;
DROP TABLE cases;
ALTER TABLE cases_new RENAME TO cases;
CREATE INDEX cases_by_state ON cases (state);

-- +goose StatementBegin
CREATE TRIGGER items_counted AFTER INSERT ON items BEGIN
  UPDATE cases SET item_count = item_count + 1 WHERE id = new.case_id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER pages_counted AFTER INSERT ON documents BEGIN
  UPDATE cases SET page_count = page_count + new.pages WHERE id = new.case_id;
END;
-- +goose StatementEnd

-- A draft is written between its beginning and its signature, and when it came
-- back; what was signed and what was ended is closed.
-- +goose StatementBegin
CREATE TRIGGER draft_closed_insert BEFORE INSERT ON draft_parts
WHEN EXISTS (SELECT 1 FROM cases WHERE id = new.case_id AND state IN ('handed_in', 'approved', 'issued', 'published', 'ineligible', 'withdrawn', 'terminated')) BEGIN
  SELECT raise(ABORT, 'the draft is closed');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER draft_closed_update BEFORE UPDATE ON draft_parts
WHEN EXISTS (SELECT 1 FROM cases WHERE id IN (old.case_id, new.case_id) AND state IN ('handed_in', 'approved', 'issued', 'published', 'ineligible', 'withdrawn', 'terminated')) BEGIN
  SELECT raise(ABORT, 'the draft is closed');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER draft_closed_delete BEFORE DELETE ON draft_parts
WHEN EXISTS (SELECT 1 FROM cases WHERE id = old.case_id AND state IN ('handed_in', 'approved', 'issued', 'published', 'ineligible', 'withdrawn', 'terminated')) BEGIN
  SELECT raise(ABORT, 'the draft is closed');
END;
-- +goose StatementEnd

-- A signed case keeps its number and is not replaced; it goes on only by the acts
-- of a director and of the organization, and back only to its reviewer or by an order.
-- +goose StatementBegin
CREATE TRIGGER case_signed_insert BEFORE INSERT ON cases
WHEN EXISTS (SELECT 1 FROM cases WHERE state IN ('handed_in', 'approved', 'issued', 'published') AND (id = new.id OR number = new.number)) BEGIN
  SELECT raise(ABORT, 'the case is signed');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER case_signed_update BEFORE UPDATE OF id, number ON cases
WHEN EXISTS (SELECT 1 FROM cases WHERE state IN ('handed_in', 'approved', 'issued', 'published') AND (id IN (old.id, new.id) OR number IN (old.number, new.number))) BEGIN
  SELECT raise(ABORT, 'the case is signed');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER case_signed_move BEFORE UPDATE OF state ON cases
WHEN old.state IN ('handed_in', 'approved', 'issued', 'published', 'ineligible', 'withdrawn', 'terminated') AND new.state <> old.state AND (old.state, new.state) NOT IN (VALUES
  ('handed_in', 'returned'), ('handed_in', 'approved'), ('handed_in', 'withdrawn'), ('handed_in', 'terminated'),
  ('approved', 'issued'), ('approved', 'withdrawn'), ('approved', 'terminated'),
  ('issued', 'published'), ('issued', 'remanded'), ('published', 'issued'), ('published', 'remanded'),
  ('ineligible', 'eligible')) BEGIN
  SELECT raise(ABORT, 'the case is closed');
END;
-- +goose StatementEnd
COMMIT;
PRAGMA foreign_keys = ON;
