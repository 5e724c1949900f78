// Package sqlite is the store: one SQLite file, one connection that writes and a
// pool that reads. It is the only package that runs SQL.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"time"

	_ "github.com/mattn/go-sqlite3" // registers the driver

	"imr/db"
	"imr/internal/audit"
)

// readers is how many pages can be served from the database at once.
const readers = 4

// DB is an open store whose schema is current. It may be used by many
// goroutines, and the file by several processes.
type DB struct {
	write *writer
	read  *pool
	now   func() time.Time
}

// Open opens the store at path, makes it where it is missing and migrates it.
// now is the clock of every stored time.
func Open(ctx context.Context, path string, now func() time.Time) (*DB, error) {
	// FULL, because with NORMAL a power cut loses commits that people were told are saved.
	// IMMEDIATE, because a deferred transaction that reads before it writes fails under contention.
	write, err := open(path, url.Values{"_txlock": {"immediate"}}, 1)
	if err != nil {
		return nil, err
	}
	if err := migrate(ctx, write.db, path); err != nil {
		return nil, errors.Join(err, write.close())
	}
	read, err := open(path, url.Values{"mode": {"ro"}, "_query_only": {"on"}}, readers)
	if err != nil {
		return nil, errors.Join(err, write.close())
	}
	d := &DB{write: &writer{pool: write, now: now}, read: read, now: now}
	if err := d.prepare(ctx); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	if err := d.seedGuidelines(ctx); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

func open(path string, extra url.Values, conns int) (*pool, error) {
	// _mutex=no, because package sql gives a connection to one goroutine at a time anyway.
	q := url.Values{"_journal_mode": {"WAL"}, "_synchronous": {"FULL"}, "_busy_timeout": {"5000"}, "_foreign_keys": {"on"}, "_mutex": {"no"}}
	if extra.Get("mode") == "ro" {
		q.Del("_journal_mode")
	}
	for k, v := range extra {
		q[k] = v
	}
	if err := registerRelevance(); err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite3", "file:"+(&url.URL{Path: path}).EscapedPath()+"?"+q.Encode())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(conns)
	db.SetMaxIdleConns(conns)
	return &pool{db: db, statements: map[string]*sql.Stmt{}}, nil
}

// prepare compiles every named statement, so that one that does not fit the
// schema is found when the program starts.
func (d *DB) prepare(ctx context.Context) error {
	queries, err := load(db.Queries)
	if err != nil {
		return err
	}
	for name, text := range queries {
		for _, p := range []*pool{d.write.pool, d.read} {
			s, err := p.db.PrepareContext(ctx, text)
			if err != nil {
				return fmt.Errorf("statement %s: %w", name, err)
			}
			p.statements[name] = s
		}
	}
	return nil
}

// Close closes the store.
func (d *DB) Close() error { return errors.Join(d.read.close(), d.write.close()) }

// Update runs fn in one transaction and adds the act's event to the trail in the
// same transaction, which it may share with acts that run at the same moment.
// Where fn or the event fails nothing is changed. Inside fn there is no second
// Update, no network and no rendering.
func (d *DB) Update(ctx context.Context, act audit.Act, fn func(*Tx) error) error {
	return d.UpdateNaming(ctx, &act, fn)
}

// UpdateNaming is Update for an act whose object or note is known only once fn has run.
func (d *DB) UpdateNaming(ctx context.Context, act *audit.Act, fn func(*Tx) error) error {
	return d.write.act(ctx, act, fn)
}

// View runs fn on one unchanging state of the store.
func (d *DB) View(ctx context.Context, fn func(*Tx) error) error {
	tx, err := d.read.begin(ctx, d.now)
	if err != nil {
		return err
	}
	defer tx.tx.Rollback()
	return fn(tx)
}

type pool struct {
	db         *sql.DB
	statements map[string]*sql.Stmt
}

// begin asks for the time only once the transaction has begun: one that waited
// for another is later than that one, in the trail too.
func (p *pool) begin(ctx context.Context, now func() time.Time) (*Tx, error) {
	tx, err := p.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	return &Tx{ctx: ctx, tx: tx, pool: p, Now: now()}, nil
}

func (p *pool) close() error { return p.db.Close() }
