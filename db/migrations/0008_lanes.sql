-- +goose Up
-- A fact is its reviewer's own, and whoever has the case next does not see it.
-- Version counts its changes; a fact that was dropped stays and can be taken back.
ALTER TABLE facts ADD COLUMN reviewer_id TEXT NOT NULL DEFAULT '';
ALTER TABLE facts ADD COLUMN event_date TEXT NOT NULL DEFAULT ''; -- empty where no day is known
ALTER TABLE facts ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE facts ADD COLUMN version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0);
ALTER TABLE facts ADD COLUMN dropped INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1));
UPDATE facts SET
  reviewer_id = coalesce((SELECT reviewer_id FROM assignments a WHERE a.case_id = facts.case_id AND a.assigned_at <= facts.made_at
    ORDER BY a.assigned_at DESC LIMIT 1), ''),
  event_date = coalesce((SELECT dated FROM documents d WHERE d.case_id = facts.case_id AND d.document = facts.document), '');
DROP INDEX facts_by_case;
CREATE INDEX facts_by_reviewer ON facts (case_id, reviewer_id);

-- The facts that bear on an item, for or against the treatment.
CREATE TABLE fact_lanes (
  fact_id INTEGER NOT NULL REFERENCES facts (id),
  item    TEXT NOT NULL,
  side    TEXT NOT NULL CHECK (side IN ('for', 'against')),
  PRIMARY KEY (fact_id, item)
) STRICT, WITHOUT ROWID;

-- What a person wrote on a page for themselves.
CREATE TABLE notes (
  case_id   INTEGER NOT NULL REFERENCES cases (id),
  author_id TEXT NOT NULL REFERENCES users (id),
  document  TEXT NOT NULL,
  page      INTEGER NOT NULL,
  version   INTEGER NOT NULL CHECK (version > 0),
  text      TEXT NOT NULL, -- empty where the author took it away
  saved_at  TEXT NOT NULL,
  PRIMARY KEY (case_id, author_id, document, page)
) STRICT, WITHOUT ROWID;

-- same: the page again, which the stream folds. carried: a page of its own that
-- says much the same.
ALTER TABLE page_copies ADD COLUMN kind TEXT NOT NULL DEFAULT 'same' CHECK (kind IN ('same', 'carried'));
-- Copies are looked for again by the rules that tell the two apart.
INSERT INTO work (case_id, document_position, step, state)
SELECT id, -1, 'copies', 'waiting' FROM cases WHERE true
ON CONFLICT (case_id, document_position, step) DO UPDATE SET state = 'waiting', attempts = 0;
