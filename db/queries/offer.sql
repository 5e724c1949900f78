-- name: insert
INSERT INTO choices (case_id, seq, reviewer_id, kind, reason, card, chosen_at)
VALUES (:case_id, 1 + (SELECT coalesce(max(seq), 0) FROM choices WHERE case_id = :case_id), :reviewer_id, :kind, :reason, :card, :chosen_at);

-- name: answer
INSERT INTO choice_answers (case_id, seq, answer, reason, attestations, answered_at)
VALUES (:case_id, :seq, :answer, :reason, :attestations, :answered_at);

-- name: of-case
SELECT x.seq, x.reviewer_id, x.kind, x.reason, x.card, x.chosen_at,
  coalesce(a.answer, ''), coalesce(a.reason, ''), coalesce(a.attestations, ''), coalesce(a.answered_at, '')
FROM choices x LEFT JOIN choice_answers a ON a.case_id = x.case_id AND a.seq = x.seq
WHERE x.case_id = ? ORDER BY x.seq, a.answered_at;

-- name: open-of-reviewer
-- The newest choice of a case that is offered and has no answer.
SELECT c.number FROM choices x JOIN cases c ON c.id = x.case_id
WHERE x.reviewer_id = ? AND x.kind = 'offer' AND c.state = 'offered'
  AND x.seq = (SELECT max(seq) FROM choices WHERE case_id = x.case_id)
  AND NOT EXISTS (SELECT 1 FROM choice_answers a WHERE a.case_id = x.case_id AND a.seq = x.seq)
ORDER BY x.chosen_at;
