-- name: reviewers
-- Everybody to whom the case was ever offered or given, with their newest credentials.
SELECT u.id, u.email, u.name, coalesce((SELECT body FROM reviewer_profiles p WHERE p.reviewer_id = u.id ORDER BY version DESC LIMIT 1), '')
FROM users u WHERE u.id IN (SELECT reviewer_id FROM assignments WHERE case_id = :case_id UNION SELECT reviewer_id FROM choices WHERE case_id = :case_id)
ORDER BY u.id;

-- name: drafts
SELECT part, version, body, saved_at FROM draft_versions WHERE case_id = ? ORDER BY saved_at, part, version;

-- name: events
SELECT seq, at, actor, name, object, note, prev, hash FROM audit_events WHERE object = ? ORDER BY seq;
