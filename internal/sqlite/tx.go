package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"imr/internal/audit"
)

// timeLayout keeps stored times sortable as text: UTC to the microsecond.
const timeLayout = "2006-01-02T15:04:05.000000Z"

// Tx is a transaction. Now is the one moment in which all of it happens.
type Tx struct {
	ctx  context.Context
	tx   *sql.Tx
	pool *pool
	Now  time.Time
}

func (t *Tx) stamp() string { return t.Now.UTC().Format(timeLayout) }

// exec runs a named statement and returns how many rows it changed.
func (t *Tx) exec(name string, args ...any) (int64, error) {
	r, err := t.stmt(name).ExecContext(t.ctx, args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

func (t *Tx) stmt(name string) *sql.Stmt {
	s, ok := t.pool.statements[name]
	if !ok {
		panic("no statement is named " + name)
	}
	return t.tx.StmtContext(t.ctx, s)
}

// one reads a single row; found is false where there is none.
func (t *Tx) one(name string, args, into []any) (found bool, err error) {
	err = t.stmt(name).QueryRowContext(t.ctx, args...).Scan(into...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

type scanner interface{ Scan(...any) error }

// all reads every row of a named statement.
func all[T any](t *Tx, name string, args []any, scan func(scanner) (T, error)) ([]T, error) {
	rows, err := t.stmt(name).QueryContext(t.ctx, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}

// record adds the act to the trail.
func (t *Tx) record(act audit.Act) error {
	var head audit.Head
	if _, err := t.one("audit.last", nil, []any{&head.Seq, &head.Hash}); err != nil {
		return err
	}
	e := audit.New(act, t.Now, head.Seq, head.Hash)
	_, err := t.exec("audit.insert", e.Seq, e.At.UnixMicro(), sql.Named("actor", e.Actor), sql.Named("name", e.Name),
		sql.Named("object", e.Object), sql.Named("note", e.Note), sql.Named("prev", e.Prev), sql.Named("hash", e.Hash))
	return err
}
