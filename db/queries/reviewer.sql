-- name: save-profile
-- Changes no row if another window made the version first.
INSERT INTO reviewer_profiles (reviewer_id, version, body, saved_by, saved_at)
SELECT :reviewer_id, :version, :body, :saved_by, :saved_at
WHERE :version = (SELECT coalesce(max(version), 0) + 1 FROM reviewer_profiles WHERE reviewer_id = :reviewer_id);

-- name: roster
-- The active reviewers with their newest profile, open cases and last case. The open
-- cases are counted from these, not from all that a reviewer ever had.
WITH held AS MATERIALIZED (
  SELECT a.reviewer_id AS id, count(*) AS n FROM cases c JOIN assignments a ON a.case_id = c.id AND a.ended_at IS NULL
  WHERE c.state IN ('accepted', 'in_review', 'returned') GROUP BY a.reviewer_id)
SELECT u.id, coalesce(p.version, 0), coalesce(p.body, ''), coalesce((SELECT n FROM held WHERE held.id = u.id), 0),
  coalesce((SELECT max(assigned_at) FROM assignments WHERE reviewer_id = u.id), '')
FROM users u JOIN user_roles r ON r.user_id = u.id AND r.role = 'reviewer'
LEFT JOIN reviewer_profiles p ON p.reviewer_id = u.id AND p.version = (SELECT max(version) FROM reviewer_profiles WHERE reviewer_id = u.id)
WHERE NOT u.disabled ORDER BY u.id;

-- name: save-identity
INSERT INTO reviewer_identities (reviewer_id, body, saved_at) VALUES (:reviewer_id, :body, :saved_at)
ON CONFLICT (reviewer_id) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at;

-- name: identities
-- Whose identity nobody has entered is known by the name of the account.
SELECT u.id, u.name, coalesce(i.body, '') FROM users u JOIN user_roles r ON r.user_id = u.id AND r.role = 'reviewer'
LEFT JOIN reviewer_identities i ON i.reviewer_id = u.id;
