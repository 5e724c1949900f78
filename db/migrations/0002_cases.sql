-- +goose Up
-- What lists show stands first: SQLite reads a row from its beginning, and long
-- texts come later in it. The triggers below keep the two counts. U+001E and
-- U+001F part cases and fields where a list is read, see queries/case.sql.
CREATE TABLE cases (
  id                        INTEGER PRIMARY KEY,
  number                    TEXT NOT NULL UNIQUE CHECK (number <> '' AND number NOT GLOB '*[' || char(30) || char(31) || ']*'),
  state                     TEXT NOT NULL CHECK (state IN ('ready', 'in_review', 'handed_in')),
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
  notice_of_assignment      TEXT NOT NULL
) STRICT;

CREATE TABLE representatives (
  case_id INTEGER PRIMARY KEY REFERENCES cases (id),
  name    TEXT NOT NULL,
  firm    TEXT NOT NULL,
  address TEXT NOT NULL,
  email   TEXT NOT NULL
) STRICT;

CREATE TABLE items (
  case_id     INTEGER NOT NULL REFERENCES cases (id),
  position    INTEGER NOT NULL,
  item        TEXT NOT NULL,
  description TEXT NOT NULL,
  category    TEXT NOT NULL,
  timing      TEXT NOT NULL CHECK (timing IN ('prospective', 'concurrent', 'retrospective')),
  guideline   TEXT NOT NULL, -- of the claims administrator
  PRIMARY KEY (case_id, position),
  UNIQUE (case_id, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE item_service_dates (
  case_id       INTEGER NOT NULL,
  item_position INTEGER NOT NULL,
  position      INTEGER NOT NULL,
  service_date  TEXT NOT NULL,
  PRIMARY KEY (case_id, item_position, position),
  FOREIGN KEY (case_id, item_position) REFERENCES items (case_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE item_body_parts (
  case_id       INTEGER NOT NULL,
  item_position INTEGER NOT NULL,
  position      INTEGER NOT NULL,
  part          TEXT NOT NULL,
  side          TEXT NOT NULL CHECK (side IN ('', 'left', 'right', 'bilateral')),
  PRIMARY KEY (case_id, item_position, position),
  FOREIGN KEY (case_id, item_position) REFERENCES items (case_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE documents (
  case_id  INTEGER NOT NULL REFERENCES cases (id),
  position INTEGER NOT NULL,
  document TEXT NOT NULL,
  file     TEXT NOT NULL,
  title    TEXT NOT NULL,
  kind     TEXT NOT NULL,
  author   TEXT NOT NULL,
  dated    TEXT NOT NULL,
  received TEXT NOT NULL,
  source   TEXT NOT NULL,
  sha256   TEXT NOT NULL CHECK (length(sha256) = 64),
  pages    INTEGER NOT NULL CHECK (pages > 0),
  PRIMARY KEY (case_id, position),
  UNIQUE (case_id, document)
) STRICT, WITHOUT ROWID;

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

-- words is deflated JSON, see internal/sqlite/page.go; lengths are in points.
CREATE TABLE pages (
  case_id           INTEGER NOT NULL,
  document_position INTEGER NOT NULL,
  number            INTEGER NOT NULL CHECK (number > 0),
  width             REAL NOT NULL,
  height            REAL NOT NULL,
  words             BLOB NOT NULL,
  PRIMARY KEY (case_id, document_position, number),
  FOREIGN KEY (case_id, document_position) REFERENCES documents (case_id, position)
) STRICT;
