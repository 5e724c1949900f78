-- +goose Up
CREATE TABLE users (
  id            TEXT PRIMARY KEY,
  email         TEXT NOT NULL UNIQUE,
  name          TEXT NOT NULL CHECK (name <> '' AND name NOT GLOB '*[' || char(30) || char(31) || ']*'),
  password_hash TEXT NOT NULL,
  disabled      INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
  created_at    TEXT NOT NULL
) STRICT;

CREATE TABLE user_roles (
  user_id TEXT NOT NULL REFERENCES users (id),
  role    TEXT NOT NULL CHECK (role IN ('reviewer', 'admin', 'director', 'auditor')),
  PRIMARY KEY (user_id, role)
) STRICT, WITHOUT ROWID;

-- What a letter says of a reviewer; lists in the order in which it says them.
CREATE TABLE reviewer_qualifications (
  user_id  TEXT NOT NULL REFERENCES users (id),
  kind     TEXT NOT NULL CHECK (kind IN ('board', 'licence')),
  position INTEGER NOT NULL,
  value    TEXT NOT NULL CHECK (value <> ''),
  PRIMARY KEY (user_id, kind, position)
) STRICT, WITHOUT ROWID;

-- The cookie's value is never stored, only its hash: a copy of this file opens no session.
CREATE TABLE sessions (
  id_hash    BLOB PRIMARY KEY,
  user_id    TEXT NOT NULL REFERENCES users (id),
  data       TEXT NOT NULL CHECK (json_valid(data)),
  idle_until INTEGER NOT NULL,
  dies_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_user ON sessions (user_id);

CREATE TABLE organization (
  id               INTEGER PRIMARY KEY CHECK (id = 1),
  name             TEXT NOT NULL,
  short_name       TEXT NOT NULL,
  address          TEXT NOT NULL,
  phone            TEXT NOT NULL,
  medical_director TEXT NOT NULL
) STRICT;
