-- name: happened
-- Days stand as days; moments are cut to their hour, which is of one day in California.
SELECT 'received', application_received, count(*) FROM cases WHERE application_received BETWEEN :from AND :to GROUP BY application_received
UNION ALL SELECT 'issued', issued_on, count(*) FROM issues WHERE version = 1 AND issued_on BETWEEN :from AND :to GROUP BY issued_on
UNION ALL SELECT outcome, substr(decided_at, 1, 13), count(*) FROM eligibility_decisions WHERE decided_at >= :begin AND decided_at < :end GROUP BY 1, 2
UNION ALL SELECT 'published', substr(first, 1, 13), count(*) FROM
  (SELECT min(published_at) AS first FROM publications GROUP BY case_id) WHERE first >= :begin AND first < :end GROUP BY 2;

-- name: decisions
SELECT i.issued_on, c.application_received, c.records_complete, coalesce(c.due_on, ''), c.priority
FROM issues i JOIN cases c ON c.id = i.case_id WHERE i.version = 1 AND i.issued_on BETWEEN :from AND :to;

-- name: open
SELECT application_received, records_complete, coalesce(due_on, '') FROM cases
WHERE state NOT IN ('ineligible', 'withdrawn', 'terminated', 'issued', 'published');

-- name: reasons
SELECT r.value, count(*) FROM eligibility_decisions d, json_each(d.reasons) r
WHERE d.outcome = 'ineligible' AND d.decided_at >= :begin AND d.decided_at < :end GROUP BY 1 ORDER BY 1;

-- name: by-category
SELECT x.category, count(*), sum(x.outcome = 'overturned') FROM issues i JOIN decided_items x ON x.case_id = i.case_id
  AND x.version = (SELECT max(n.version) FROM issues n WHERE n.case_id = i.case_id)
WHERE i.version = 1 AND i.issued_on BETWEEN :from AND :to GROUP BY 1 ORDER BY 1;

-- name: by-specialty
SELECT v.value, count(*), sum(x.outcome = 'overturned') FROM issues i JOIN decided_items x ON x.case_id = i.case_id
  AND x.version = (SELECT max(n.version) FROM issues n WHERE n.case_id = i.case_id), json_each(x.specialties) v
WHERE i.version = 1 AND i.issued_on BETWEEN :from AND :to GROUP BY 1 ORDER BY 1;

-- name: by-guideline
SELECT v.value, count(*), sum(x.outcome = 'overturned') FROM issues i JOIN decided_items x ON x.case_id = i.case_id
  AND x.version = (SELECT max(n.version) FROM issues n WHERE n.case_id = i.case_id), json_each(x.guidelines) v
WHERE i.version = 1 AND i.issued_on BETWEEN :from AND :to GROUP BY 1 ORDER BY 1;

-- name: by-physician
SELECT c.physician_name, count(*), sum(x.outcome = 'overturned') FROM issues i JOIN cases c ON c.id = i.case_id JOIN decided_items x ON x.case_id = i.case_id
  AND x.version = (SELECT max(n.version) FROM issues n WHERE n.case_id = i.case_id)
WHERE i.version = 1 AND i.issued_on BETWEEN :from AND :to GROUP BY 1 ORDER BY 1;

-- name: by-year
SELECT substr(i.issued_on, 1, 4), count(*), sum(x.outcome = 'overturned') FROM issues i JOIN decided_items x ON x.case_id = i.case_id
  AND x.version = (SELECT max(n.version) FROM issues n WHERE n.case_id = i.case_id)
WHERE i.version = 1 AND i.issued_on BETWEEN :from AND :to GROUP BY 1 ORDER BY 1;

-- name: work
SELECT 'open', a.reviewer_id, count(*) FROM assignments a JOIN cases c ON c.id = a.case_id
WHERE a.ended_at IS NULL AND c.state IN ('in_review', 'returned', 'accepted') GROUP BY 2
UNION ALL SELECT 'assigned', reviewer_id, count(*) FROM assignments WHERE assigned_at >= :begin AND assigned_at < :end GROUP BY 2
UNION ALL SELECT 'handed_in', signer_id, count(*) FROM signatures WHERE signed_at >= :begin AND signed_at < :end GROUP BY 2
UNION ALL SELECT 'returned', s.signer_id, count(*) FROM judgements j JOIN signatures s ON s.case_id = j.case_id AND s.version = j.version
WHERE j.outcome = 'return' AND j.judged_at >= :begin AND j.judged_at < :end GROUP BY 2;

-- name: took
-- From the assignment to the first review that was handed in under it.
SELECT a.reviewer_id, a.assigned_at, min(s.signed_at) FROM assignments a JOIN signatures s ON s.case_id = a.case_id AND s.signer_id = a.reviewer_id AND s.signed_at >= a.assigned_at
GROUP BY a.case_id, a.reviewer_id, a.assigned_at HAVING min(s.signed_at) >= :begin AND min(s.signed_at) < :end;

-- name: smallest
SELECT small_cell FROM figure_settings;

-- name: set-smallest
UPDATE figure_settings SET small_cell = ?;
