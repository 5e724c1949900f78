-- name: others
SELECT number FROM cases WHERE date_of_injury = ? ORDER BY number LIMIT 200;

-- name: insert
INSERT INTO eligibility_decisions (case_id, seq, outcome, reasons, found, note, until, decided_by, decided_at)
VALUES (:case_id, (SELECT coalesce(max(seq), 0) + 1 FROM eligibility_decisions WHERE case_id = :case_id),
  :outcome, :reasons, :found, :note, :until, :decided_by, :decided_at);

-- name: decisions
SELECT outcome, reasons, found, note, until, decided_by, decided_at FROM eligibility_decisions WHERE case_id = ? ORDER BY seq;

-- name: consolidate
INSERT INTO consolidations (case_id, into_id, joined_at) VALUES (:case_id, :into_id, :joined_at);

-- name: joined
-- The cases that were joined with this one, and the one that it was joined with.
SELECT c.number, 0 FROM consolidations j JOIN cases c ON c.id = j.case_id WHERE j.into_id = :id
UNION ALL SELECT c.number, 1 FROM consolidations j JOIN cases c ON c.id = j.into_id WHERE j.case_id = :id;
