-- name: last
SELECT seq, hash FROM audit_events ORDER BY seq DESC LIMIT 1;

-- name: insert
INSERT INTO audit_events (seq, at, actor, name, object, note, prev, hash)
VALUES (:seq, :at, :actor, :name, :object, :note, :prev, :hash);

-- name: all
SELECT seq, at, actor, name, object, note, prev, hash FROM audit_events ORDER BY seq;

-- name: latest
SELECT seq, at, actor, name, object, note, prev, hash FROM audit_events
WHERE seq < ? ORDER BY seq DESC LIMIT ?;

-- name: of
SELECT seq, at, actor, name, object, note, prev, hash FROM audit_events
WHERE object = :object AND seq < :before ORDER BY seq DESC LIMIT :n;
