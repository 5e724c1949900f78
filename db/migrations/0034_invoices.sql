-- +goose Up
-- Invoices and credit notes share one row of numbers without gaps. Neither is ever
-- changed; what was wrong is credited by a note of its own (8 CCR §9792.10.8).
CREATE TABLE invoices (
  number        INTEGER PRIMARY KEY CHECK (number > 0),
  month         TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
  administrator TEXT NOT NULL CHECK (administrator <> ''),
  address       TEXT NOT NULL,
  credits       INTEGER REFERENCES invoices (number), -- of a credit note: the invoice
  reason        TEXT NOT NULL CHECK ((reason = '') = (credits IS NULL)),
  issued_on     TEXT NOT NULL,
  issued_by     TEXT NOT NULL,
  sender        TEXT NOT NULL CHECK (json_valid(sender)), -- the organization as it was
  line_count    INTEGER NOT NULL CHECK (line_count > 0),
  total         INTEGER NOT NULL
) STRICT;
CREATE INDEX invoices_by_month ON invoices (month);
CREATE INDEX invoices_by_credit ON invoices (credits) WHERE credits IS NOT NULL;

CREATE TABLE invoice_lines (
  number   INTEGER NOT NULL REFERENCES invoices (number),
  position INTEGER NOT NULL CHECK (position >= 0),
  case_id  INTEGER NOT NULL REFERENCES cases (id),
  kind     TEXT NOT NULL CHECK (kind <> ''),
  received TEXT NOT NULL,
  closed   TEXT NOT NULL,
  dollars  INTEGER NOT NULL CHECK (dollars <> 0), -- negative on a credit note
  section  TEXT NOT NULL CHECK (section <> ''),
  PRIMARY KEY (number, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX invoice_lines_by_case ON invoice_lines (case_id, dollars);

-- The cases that were decided or ended, by the instant.
CREATE INDEX deadline_events_ends ON deadline_events (happened_at) WHERE kind IN ('issued', 'ended');

-- +goose StatementBegin
CREATE TRIGGER invoices_insert BEFORE INSERT ON invoices
WHEN new.number <> (SELECT coalesce(max(number), 0) + 1 FROM invoices)
  OR new.credits IS NOT NULL AND EXISTS (SELECT 1 FROM invoices WHERE number = new.credits AND credits IS NOT NULL) BEGIN
  SELECT raise(ABORT, 'invoices are numbered without gaps, and a credit note credits an invoice');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER invoices_update BEFORE UPDATE ON invoices BEGIN
  SELECT raise(ABORT, 'an invoice is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER invoices_delete BEFORE DELETE ON invoices BEGIN
  SELECT raise(ABORT, 'an invoice is frozen');
END;
-- +goose StatementEnd

-- An invoice takes as many lines as it says and no more, each case once until it is
-- credited, and each line of an invoice is credited once.
-- +goose StatementBegin
CREATE TRIGGER invoice_lines_insert BEFORE INSERT ON invoice_lines BEGIN
  SELECT raise(ABORT, 'an invoice is frozen') WHERE new.position <> (SELECT count(*) FROM invoice_lines WHERE number = new.number)
    OR new.position >= (SELECT line_count FROM invoices WHERE number = new.number);
  SELECT raise(ABORT, 'a case is billed once') WHERE new.dollars > 0
    AND (SELECT coalesce(sum(sign(dollars)), 0) FROM invoice_lines WHERE case_id = new.case_id) <> 0;
  SELECT raise(ABORT, 'only what was billed is credited, and once') WHERE new.dollars < 0
    AND ((SELECT coalesce(sum(sign(dollars)), 0) FROM invoice_lines WHERE case_id = new.case_id) <> 1
      OR NOT EXISTS (SELECT 1 FROM invoice_lines l JOIN invoices i ON i.credits = l.number
        WHERE i.number = new.number AND l.case_id = new.case_id AND l.dollars = -new.dollars));
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER invoice_lines_update BEFORE UPDATE ON invoice_lines BEGIN
  SELECT raise(ABORT, 'an invoice is frozen');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER invoice_lines_delete BEFORE DELETE ON invoice_lines BEGIN
  SELECT raise(ABORT, 'an invoice is frozen');
END;
-- +goose StatementEnd
