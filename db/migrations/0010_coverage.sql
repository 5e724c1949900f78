-- +goose Up
-- Which pages a reviewer has had on the screen, since when and for how long. It
-- is kept for each reviewer: who takes over a case has read nothing of it yet.
CREATE TABLE page_views (
  case_id           INTEGER NOT NULL,
  reviewer_id       TEXT NOT NULL REFERENCES users (id),
  document_position INTEGER NOT NULL,
  number            INTEGER NOT NULL,
  first_seen        TEXT NOT NULL,
  milliseconds      INTEGER NOT NULL CHECK (milliseconds >= 0),
  PRIMARY KEY (case_id, reviewer_id, document_position, number),
  FOREIGN KEY (case_id, document_position, number) REFERENCES pages (case_id, document_position, number)
) STRICT, WITHOUT ROWID;

-- What the reader must know of every page, so that it need not go through their words.
CREATE INDEX pages_outline ON pages (case_id, document_position, number, width, height, reading, engine, confidence);
