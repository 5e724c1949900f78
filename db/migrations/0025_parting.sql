-- +goose Up
-- What people said of where records begin within a document: that one begins on the
-- page, or that the page goes on with the record before it. It goes before what the
-- words on the pages say; without a row these decide.
CREATE TABLE record_starts (
  case_id           INTEGER NOT NULL,
  document_position INTEGER NOT NULL,
  page              INTEGER NOT NULL CHECK (page > 1),
  begins            INTEGER NOT NULL CHECK (begins IN (0, 1)),
  PRIMARY KEY (case_id, document_position, page),
  FOREIGN KEY (case_id, document_position) REFERENCES documents (case_id, position) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
