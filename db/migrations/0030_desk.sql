-- +goose Up
-- Whose turn it is asks for a reviewer's newest assignment.
CREATE INDEX assignments_latest ON assignments (reviewer_id, assigned_at);

-- A review that was handed in, once per case: from these a reviewer's pace is known.
CREATE TABLE finished_reviews (
  case_id     INTEGER PRIMARY KEY REFERENCES cases (id),
  reviewer_id TEXT NOT NULL REFERENCES users (id),
  begun_at    TEXT NOT NULL,
  ended_at    TEXT NOT NULL,
  pages       INTEGER NOT NULL,
  items       INTEGER NOT NULL
) STRICT;
CREATE INDEX finished_reviews_latest ON finished_reviews (reviewer_id, ended_at, begun_at, pages, items);
INSERT INTO finished_reviews (case_id, reviewer_id, begun_at, ended_at, pages, items)
SELECT s.case_id, s.signer_id, max(a.assigned_at), s.signed_at, c.page_count, c.item_count
FROM signatures s JOIN assignments a ON a.case_id = s.case_id AND a.reviewer_id = s.signer_id AND a.assigned_at <= s.signed_at
JOIN cases c ON c.id = s.case_id WHERE s.version = 1 GROUP BY s.case_id;
-- +goose StatementBegin
CREATE TRIGGER review_finished AFTER INSERT ON signatures BEGIN
  INSERT INTO finished_reviews (case_id, reviewer_id, begun_at, ended_at, pages, items)
  SELECT new.case_id, new.signer_id, a.assigned_at, new.signed_at, c.page_count, c.item_count
  FROM assignments a JOIN cases c ON c.id = a.case_id
  WHERE a.case_id = new.case_id AND a.reviewer_id = new.signer_id AND a.ended_at IS NULL
  ON CONFLICT (case_id) DO UPDATE SET reviewer_id = excluded.reviewer_id, begun_at = excluded.begun_at, ended_at = excluded.ended_at;
END;
-- +goose StatementEnd

-- The offers without an answer, so that no list has to read the cards of all choices.
CREATE TABLE open_offers (
  case_id     INTEGER PRIMARY KEY REFERENCES cases (id),
  seq         INTEGER NOT NULL,
  reviewer_id TEXT NOT NULL REFERENCES users (id),
  offered_at  TEXT NOT NULL
) STRICT;
INSERT INTO open_offers (case_id, seq, reviewer_id, offered_at)
SELECT x.case_id, x.seq, x.reviewer_id, x.chosen_at FROM choices x
WHERE x.kind = 'offer' AND x.seq = (SELECT max(seq) FROM choices WHERE case_id = x.case_id)
  AND NOT EXISTS (SELECT 1 FROM choice_answers a WHERE a.case_id = x.case_id AND a.seq = x.seq);
-- +goose StatementBegin
CREATE TRIGGER offer_opened AFTER INSERT ON choices WHEN new.kind = 'offer' BEGIN
  INSERT INTO open_offers (case_id, seq, reviewer_id, offered_at) VALUES (new.case_id, new.seq, new.reviewer_id, new.chosen_at)
  ON CONFLICT (case_id) DO UPDATE SET seq = excluded.seq, reviewer_id = excluded.reviewer_id, offered_at = excluded.offered_at;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER offer_answered AFTER INSERT ON choice_answers BEGIN
  DELETE FROM open_offers WHERE case_id = new.case_id AND seq = new.seq;
END;
-- +goose StatementEnd

-- Filters of the desk that a person gave a name: the address of a list.
CREATE TABLE desk_filters (
  user_id TEXT NOT NULL REFERENCES users (id),
  name    TEXT NOT NULL CHECK (name <> ''),
  address TEXT NOT NULL CHECK (address GLOB '/desk/*'),
  PRIMARY KEY (user_id, name)
) STRICT, WITHOUT ROWID;
