-- name: candidates
-- Who may be the employee: each part finds by an index of its own.
SELECT id, number, state, employee_name, employee_date_of_birth, date_of_injury, claim_number, ur_decision_date,
  EXISTS (SELECT 1 FROM determinations d WHERE d.case_id = c.id)
FROM cases c WHERE id IN (
  SELECT id FROM cases WHERE employee_date_of_birth = :born AND :born <> ''
  UNION SELECT id FROM cases WHERE date_of_injury = :injured AND :injured <> ''
  UNION SELECT id FROM cases
    WHERE upper(replace(replace(replace(replace(claim_number, '-', ''), ' ', ''), '.', ''), '/', '')) = :claim AND :claim <> '')
ORDER BY id;
