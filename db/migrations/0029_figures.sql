-- +goose Up
-- What reports count of issued determinations, so that they need not open each one.
CREATE TABLE decided_items (
  case_id     INTEGER NOT NULL,
  version     INTEGER NOT NULL, -- of the issued determination
  position    INTEGER NOT NULL,
  category    TEXT NOT NULL,
  outcome     TEXT NOT NULL CHECK (outcome IN ('upheld', 'overturned')),
  guidelines  TEXT NOT NULL CHECK (json_valid(guidelines)),  -- cited by the reviewer, each once; studies are one
  specialties TEXT NOT NULL CHECK (json_valid(specialties)), -- of the reviewer
  PRIMARY KEY (case_id, version, position),
  FOREIGN KEY (case_id, version) REFERENCES issues (case_id, version)
) STRICT, WITHOUT ROWID;

INSERT INTO decided_items (case_id, version, position, category, outcome, guidelines, specialties)
SELECT i.case_id, i.version, x.key + 1, x.value ->> '$.item.category', x.value ->> '$.decision.decision',
  (SELECT json_group_array(DISTINCT CASE WHEN c.value ->> '$.journal' <> '' THEN 'Study' ELSE c.value ->> '$.guideline' END) FROM json_each(x.value, '$.decision.citations') c),
  coalesce(CAST(i.canonical AS TEXT) -> '$.determination.reviewer.board_certifications', '[]')
FROM issues i, json_each(CAST(i.canonical AS TEXT), '$.determination.items') x;

-- +goose StatementBegin
CREATE TRIGGER decided_items_kept AFTER INSERT ON issues WHEN json_valid(CAST(new.canonical AS TEXT)) BEGIN
  INSERT INTO decided_items (case_id, version, position, category, outcome, guidelines, specialties)
  SELECT new.case_id, new.version, x.key + 1, x.value ->> '$.item.category', x.value ->> '$.decision.decision',
    (SELECT json_group_array(DISTINCT CASE WHEN c.value ->> '$.journal' <> '' THEN 'Study' ELSE c.value ->> '$.guideline' END) FROM json_each(x.value, '$.decision.citations') c),
    coalesce(CAST(new.canonical AS TEXT) -> '$.determination.reviewer.board_certifications', '[]')
  FROM json_each(CAST(new.canonical AS TEXT), '$.determination.items') x;
END;
-- +goose StatementEnd

CREATE INDEX issues_by_day ON issues (issued_on);
CREATE INDEX cases_by_application ON cases (application_received);

-- Below which number a cell of the public figures is left out.
CREATE TABLE figure_settings (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  small_cell INTEGER NOT NULL CHECK (small_cell BETWEEN 2 AND 100)
) STRICT;
INSERT INTO figure_settings (id, small_cell) VALUES (1, 11);
