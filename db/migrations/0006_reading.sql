-- +goose Up
-- Pages are there as soon as their document is; their words come later.
ALTER TABLE pages ADD COLUMN reading TEXT NOT NULL DEFAULT 'waiting'
  CHECK (reading IN ('waiting', 'text', 'hidden_ocr', 'ocr_waiting', 'ocr', 'blank', 'unreadable'));
ALTER TABLE pages ADD COLUMN engine TEXT NOT NULL DEFAULT '';
ALTER TABLE pages ADD COLUMN confidence REAL NOT NULL DEFAULT 0;
ALTER TABLE pages ADD COLUMN print BLOB; -- fingerprint, see internal/copies; null until the page is read
UPDATE pages SET reading = 'text';

-- Counts the changes of what the pages say, so that a reader of all of them knows when to read again.
ALTER TABLE cases ADD COLUMN records_version INTEGER NOT NULL DEFAULT 0;

-- Small steps that can be begun again at any time. document_position is -1 for
-- a step over the whole case.
CREATE TABLE work (
  id                INTEGER PRIMARY KEY,
  case_id           INTEGER NOT NULL REFERENCES cases (id),
  document_position INTEGER NOT NULL,
  step              TEXT NOT NULL CHECK (step IN ('read', 'describe', 'copies', 'ocr')),
  state             TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
  attempts          INTEGER NOT NULL DEFAULT 0,
  leased_until      INTEGER NOT NULL DEFAULT 0,
  reason            TEXT NOT NULL DEFAULT '',
  UNIQUE (case_id, document_position, step)
) STRICT;
CREATE INDEX work_open ON work (step, id) WHERE state IN ('waiting', 'running');

-- rowid = case << 32 | document position << 16 | page, so that a case is a range.
CREATE VIRTUAL TABLE page_text USING fts5 (text, content = '', contentless_delete = 1, tokenize = 'porter unicode61');

-- Pages that say the same as an earlier one of the case.
CREATE TABLE page_copies (
  case_id           INTEGER NOT NULL,
  document_position INTEGER NOT NULL,
  number            INTEGER NOT NULL,
  of_position       INTEGER NOT NULL,
  of_number         INTEGER NOT NULL,
  PRIMARY KEY (case_id, document_position, number),
  FOREIGN KEY (case_id, document_position, number) REFERENCES pages (case_id, document_position, number),
  FOREIGN KEY (case_id, of_position, of_number) REFERENCES pages (case_id, document_position, number)
) STRICT, WITHOUT ROWID;
