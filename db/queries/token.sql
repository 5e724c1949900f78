-- name: insert
INSERT INTO api_tokens (name, hash, made_at) VALUES (:name, :hash, :made_at) ON CONFLICT DO NOTHING;

-- name: revoke
UPDATE api_tokens SET revoked_at = :revoked_at WHERE name = :name AND revoked_at = '';

-- name: list
SELECT name, made_at, revoked_at FROM api_tokens ORDER BY name;

-- name: open
SELECT name FROM api_tokens WHERE hash = ? AND revoked_at = '';

-- name: answered
SELECT body_sha256, number FROM api_requests WHERE token = :token AND key = :key;

-- name: answer
INSERT INTO api_requests (token, key, body_sha256, number) VALUES (:token, :key, :body_sha256, :number);

-- name: registered
SELECT 1 FROM api_requests WHERE token = :token AND number = :number;
