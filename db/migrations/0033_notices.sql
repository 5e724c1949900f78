-- +goose Up
-- What people are told in the application. A row is for one person and names nobody.
-- told_as is the thing told of, so that it is told once.
CREATE TABLE person_notices (
  id      INTEGER PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id),
  kind    TEXT NOT NULL CHECK (kind <> ''),
  case_id INTEGER REFERENCES cases (id),
  about   TEXT NOT NULL, -- a reviewer's code, a credential or a number, as the kind has it
  told_as TEXT NOT NULL CHECK (told_as <> ''),
  made_at TEXT NOT NULL,
  read_at TEXT NOT NULL DEFAULT '',
  mailed  INTEGER NOT NULL DEFAULT 0 CHECK (mailed IN (0, 1)),
  UNIQUE (user_id, kind, told_as)
) STRICT;
CREATE INDEX person_notices_unread ON person_notices (user_id, mailed) WHERE read_at = '';
CREATE INDEX person_notices_newest ON person_notices (user_id, id);

-- How a person wants to hear of them by mail, and the day of the last daily message.
CREATE TABLE notice_settings (
  user_id   TEXT PRIMARY KEY REFERENCES users (id),
  mail      TEXT NOT NULL CHECK (mail IN ('', 'at_once', 'daily', 'never')), -- empty: not chosen
  digest_on TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- The open cases by the day on which they are due.
CREATE INDEX cases_open_by_due ON cases (due_on)
WHERE state IN ('received', 'eligible', 'awaiting_records', 'ready', 'offered', 'accepted', 'in_review', 'handed_in', 'returned', 'approved', 'remanded');
