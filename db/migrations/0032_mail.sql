-- +goose Up
-- Messages on their way out: one row for each message, and one recipient for each
-- message, so that nobody learns of another. They are written in the transaction of
-- the act that causes them. try_at is when it may be tried next, or tried again where
-- who took it came to grief.
CREATE TABLE outbox (
  id         INTEGER PRIMARY KEY,
  message    TEXT NOT NULL UNIQUE CHECK (message <> '' AND message NOT GLOB '*[^A-Za-z0-9]*'),
  recipient  TEXT NOT NULL CHECK (recipient LIKE '_%@%_' AND recipient NOT GLOB '*[' || char(1) || '-' || char(32) || ']*'),
  subject    TEXT NOT NULL CHECK (subject <> '' AND subject NOT GLOB '*[' || char(1) || '-' || char(31) || ']*'),
  body       TEXT NOT NULL CHECK (body <> ''),
  purpose    TEXT NOT NULL CHECK (purpose <> ''), -- notice, reminder, letter
  queued_at  TEXT NOT NULL,
  try_at     TEXT NOT NULL,
  tries      INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
  trouble    TEXT NOT NULL DEFAULT '', -- of the last try
  sent_at    TEXT NOT NULL DEFAULT '',
  dead_at    TEXT NOT NULL DEFAULT '' CHECK (dead_at = '' OR sent_at = '')
) STRICT;
CREATE INDEX outbox_waiting ON outbox (try_at) WHERE sent_at = '' AND dead_at = '';
CREATE INDEX outbox_dead ON outbox (dead_at) WHERE dead_at <> '';
CREATE INDEX outbox_by_recipient ON outbox (recipient, purpose) WHERE sent_at = '' AND dead_at = '';

-- What was queued is what is sent.
-- +goose StatementBegin
CREATE TRIGGER outbox_said BEFORE UPDATE OF message, recipient, subject, body, purpose, queued_at ON outbox BEGIN
  SELECT raise(ABORT, 'a queued message is not changed');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER outbox_sent BEFORE UPDATE ON outbox WHEN old.sent_at <> '' BEGIN
  SELECT raise(ABORT, 'the message is sent');
END;
-- +goose StatementEnd
