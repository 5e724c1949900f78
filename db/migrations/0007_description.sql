-- +goose Up
-- The records of a document as the words on its pages part them: first_page 0
-- stands for the document as a whole, and the others are there only where it
-- holds several. version is that of the case's records, see cases.records_version,
-- when the pages were looked at: an older look never replaces a newer one.
CREATE TABLE encounters (
  case_id           INTEGER NOT NULL,
  document_position INTEGER NOT NULL,
  first_page        INTEGER NOT NULL CHECK (first_page >= 0),
  last_page         INTEGER NOT NULL CHECK (last_page >= first_page),
  version           INTEGER NOT NULL,
  PRIMARY KEY (case_id, document_position, first_page),
  FOREIGN KEY (case_id, document_position) REFERENCES documents (case_id, position) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- What a record seems to be, and the words that led to it: those of the page from
-- first_word up to but not including end_word, as quote has them.
CREATE TABLE proposals (
  case_id           INTEGER NOT NULL,
  document_position INTEGER NOT NULL,
  first_page        INTEGER NOT NULL,
  field             TEXT NOT NULL CHECK (field IN ('date', 'kind', 'author', 'title', 'start')),
  value             TEXT NOT NULL,
  confidence        TEXT NOT NULL CHECK (confidence IN ('sure', 'likely', 'to check')),
  page              INTEGER NOT NULL CHECK (page > 0),
  first_word        INTEGER NOT NULL CHECK (first_word >= 0),
  end_word          INTEGER NOT NULL CHECK (end_word >= first_word),
  rule              TEXT NOT NULL CHECK (rule <> ''),
  quote             TEXT NOT NULL,
  PRIMARY KEY (case_id, document_position, first_page, field),
  FOREIGN KEY (case_id, document_position, first_page)
    REFERENCES encounters (case_id, document_position, first_page) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- What people confirmed. Nothing but another act of a person changes it. first_page
-- 0 stands for the document as a whole and goes before what was given with it.
CREATE TABLE descriptions (
  case_id           INTEGER NOT NULL,
  document_position INTEGER NOT NULL,
  first_page        INTEGER NOT NULL CHECK (first_page >= 0),
  last_page         INTEGER NOT NULL CHECK (last_page >= first_page),
  dated             TEXT NOT NULL,
  kind              TEXT NOT NULL,
  author            TEXT NOT NULL,
  title             TEXT NOT NULL,
  version           INTEGER NOT NULL CHECK (version > 0),
  confirmed_at      TEXT NOT NULL,
  PRIMARY KEY (case_id, document_position, first_page),
  FOREIGN KEY (case_id, document_position) REFERENCES documents (case_id, position) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- The dated reports that the pages of a document name, and the records that it
-- holds; what is named and held nowhere is missing from the case file.
CREATE TABLE named_records (
  case_id           INTEGER NOT NULL,
  document_position INTEGER NOT NULL,
  position          INTEGER NOT NULL,
  kind              TEXT NOT NULL,
  dated             TEXT NOT NULL,
  precise           INTEGER NOT NULL CHECK (precise IN (0, 1)), -- 0 where only the month is known
  author            TEXT NOT NULL,
  page              INTEGER NOT NULL CHECK (page > 0),
  first_word        INTEGER NOT NULL CHECK (first_word >= 0),
  end_word          INTEGER NOT NULL CHECK (end_word >= first_word),
  quote             TEXT NOT NULL,
  PRIMARY KEY (case_id, document_position, position),
  FOREIGN KEY (case_id, document_position) REFERENCES documents (case_id, position) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE held_records (
  case_id           INTEGER NOT NULL,
  document_position INTEGER NOT NULL,
  kind              TEXT NOT NULL,
  dated             TEXT NOT NULL,
  PRIMARY KEY (case_id, document_position, dated, kind),
  FOREIGN KEY (case_id, document_position) REFERENCES documents (case_id, position) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- What was read before this migration is looked at as well.
INSERT INTO work (case_id, document_position, step, state)
SELECT case_id, position, 'describe', 'waiting' FROM documents;
