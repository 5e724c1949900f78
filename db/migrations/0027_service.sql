-- +goose Up
-- Whom an issued version goes to besides those of its day: each by an act with a reason.
CREATE TABLE added_recipients (
  case_id  INTEGER NOT NULL,
  version  INTEGER NOT NULL,
  position INTEGER NOT NULL CHECK (position > 0), -- goes on where the service list ends
  role     TEXT NOT NULL,
  name     TEXT NOT NULL CHECK (name <> ''),
  address  TEXT NOT NULL,
  email    TEXT NOT NULL,
  reason   TEXT NOT NULL CHECK (reason <> ''),
  added_at TEXT NOT NULL,
  PRIMARY KEY (case_id, version, position),
  FOREIGN KEY (case_id, version) REFERENCES issues (case_id, version)
) STRICT, WITHOUT ROWID;

-- How, when and by which proof an issued version reached a recipient. One act may
-- serve several. message is the number of the e-mail in the outbox, which says what
-- became of it.
CREATE TABLE services (
  case_id     INTEGER NOT NULL,
  act         INTEGER NOT NULL CHECK (act > 0),
  version     INTEGER NOT NULL,
  position    INTEGER NOT NULL,
  method      TEXT NOT NULL CHECK (method IN ('mail', 'email', 'fax', 'portal')),
  served_at   TEXT NOT NULL,
  proof       TEXT NOT NULL,
  message     INTEGER REFERENCES outbox (id),
  recorded_by TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (case_id, act, version, position),
  FOREIGN KEY (case_id, version) REFERENCES issues (case_id, version),
  CHECK ((method = 'email') = (message IS NOT NULL)),
  CHECK (method = 'email' OR proof <> '')
) STRICT, WITHOUT ROWID;
CREATE INDEX services_by_version ON services (case_id, version, position);

-- Whom the newest version has still to reach; an e-mail only says that it is on its
-- way. Kept by triggers, so that what is due is found without a look at what is not.
CREATE TABLE due_services (
  issued_on TEXT NOT NULL,
  case_id   INTEGER NOT NULL,
  version   INTEGER NOT NULL,
  position  INTEGER NOT NULL,
  PRIMARY KEY (issued_on, case_id, version, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX due_services_by_case ON due_services (case_id, version, position);
INSERT INTO due_services (issued_on, case_id, version, position)
SELECT i.issued_on, r.case_id, r.version, r.position FROM recipients r JOIN issues i ON i.case_id = r.case_id AND i.version = r.version
WHERE r.version = (SELECT max(version) FROM issues WHERE case_id = r.case_id);

-- +goose StatementBegin
CREATE TRIGGER due_of_issue AFTER INSERT ON issues BEGIN
  DELETE FROM due_services WHERE case_id = new.case_id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER due_of_recipient AFTER INSERT ON recipients BEGIN
  INSERT INTO due_services (issued_on, case_id, version, position)
  SELECT issued_on, new.case_id, new.version, new.position FROM issues WHERE case_id = new.case_id AND version = new.version;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER due_of_added AFTER INSERT ON added_recipients BEGIN
  INSERT INTO due_services (issued_on, case_id, version, position)
  SELECT issued_on, new.case_id, new.version, new.position FROM issues WHERE case_id = new.case_id AND version = new.version;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER due_of_service AFTER INSERT ON services WHEN new.method <> 'email' BEGIN
  DELETE FROM due_services WHERE case_id = new.case_id AND version = new.version AND position = new.position;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER added_recipients_insert BEFORE INSERT ON added_recipients
WHEN new.position <> 1 + max((SELECT coalesce(max(position), 0) FROM recipients WHERE case_id = new.case_id AND version = new.version),
  (SELECT coalesce(max(position), 0) FROM added_recipients WHERE case_id = new.case_id AND version = new.version)) BEGIN
  SELECT raise(ABORT, 'an added recipient is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER added_recipients_update BEFORE UPDATE ON added_recipients BEGIN
  SELECT raise(ABORT, 'an added recipient is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER added_recipients_delete BEFORE DELETE ON added_recipients BEGIN
  SELECT raise(ABORT, 'an added recipient is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER services_insert BEFORE INSERT ON services
WHEN EXISTS (SELECT 1 FROM services WHERE case_id = new.case_id AND act = new.act AND version = new.version AND position = new.position)
  OR EXISTS (SELECT 1 FROM services WHERE case_id = new.case_id AND act > new.act) BEGIN
  SELECT raise(ABORT, 'a record of service is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER services_update BEFORE UPDATE ON services BEGIN
  SELECT raise(ABORT, 'a record of service is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER services_delete BEFORE DELETE ON services BEGIN
  SELECT raise(ABORT, 'a record of service is frozen');
END;
-- +goose StatementEnd
