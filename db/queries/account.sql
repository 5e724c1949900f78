-- name: insert
INSERT INTO users (id, email, name, password_hash, created_at)
VALUES (:id, :email, :name, :password_hash, :created_at);

-- name: add-role
INSERT INTO user_roles (user_id, role) VALUES (?, ?);

-- name: add-qualification
INSERT INTO reviewer_qualifications (user_id, kind, position, value)
VALUES (:user_id, :kind, :position, :value);

-- name: by-id
SELECT id, email, name, disabled,
  (SELECT coalesce(group_concat(role, ' '), '') FROM user_roles WHERE user_id = id)
FROM users WHERE id = ?;

-- name: by-email
SELECT id, email, name, disabled,
  (SELECT coalesce(group_concat(role, ' '), '') FROM user_roles WHERE user_id = id)
FROM users WHERE email = ?;

-- name: with-role
SELECT id, email, name, disabled,
  (SELECT coalesce(group_concat(role, ' '), '') FROM user_roles WHERE user_id = id)
FROM users WHERE id IN (SELECT user_id FROM user_roles WHERE role = ?) AND NOT disabled
ORDER BY name;

-- name: password-hash
SELECT password_hash FROM users WHERE id = ?;

-- name: qualifications
SELECT kind, value FROM reviewer_qualifications WHERE user_id = ? ORDER BY kind, position;

-- name: organization
SELECT name, short_name, address, phone, medical_director, site FROM organization WHERE id = 1;

-- name: set-organization
INSERT INTO organization (id, name, short_name, address, phone, medical_director, site)
VALUES (1, :name, :short_name, :address, :phone, :medical_director, :site)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, short_name = excluded.short_name,
  address = excluded.address, phone = excluded.phone, medical_director = excluded.medical_director, site = excluded.site;
