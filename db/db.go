// Package db embeds the schema's migrations and the named SQL statements.
package db

import "embed"

// Migrations holds migrations/NNNN_subject.sql, run in order by goose. A
// released file never changes.
//
//go:embed migrations/*.sql
var Migrations embed.FS

// Queries holds queries/subject.sql; each statement follows a line “-- name: x”
// and is known as subject.x.
//
//go:embed queries/*.sql
var Queries embed.FS
