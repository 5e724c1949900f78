// Package casework holds the acts: what people do with a case. One act is one
// transaction with one event in the trail. It decides nothing of the field itself;
// the rules are the domain's.
package casework

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/blob"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/reading"
	"imr/internal/sqlite"
)

// Desk is where the acts are done. It may be used by many goroutines.
type Desk struct {
	db        *sqlite.DB
	files     *blob.Folder
	read      *reading.Reader
	incoming  string                           // see Incoming
	free      func(path string) (int64, error) // bytes free on the disk of the path
	nudged    chan struct{}
	now       func() time.Time
	records   recordCache
	library   libraryCache
	guard     guard
	pictures  pictureCache
	published published
}

// Open opens the data folder, which holds imr.db, documents/ and incoming/, and makes it
// where it is missing. now is the clock of every act.
func Open(ctx context.Context, dir string, now func() time.Time) (*Desk, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	db, err := sqlite.Open(ctx, filepath.Join(dir, "imr.db"), now)
	if err != nil {
		return nil, err
	}
	if err := openLedgers(ctx, db); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	incoming := filepath.Join(dir, incomingFolder)
	if err := os.MkdirAll(incoming, 0o700); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	files, err := blob.Open(filepath.Join(dir, "documents"))
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &Desk{db: db, files: files, incoming: incoming, free: blob.Free, read: reading.New(), nudged: make(chan struct{}, 1), now: now, guard: newGuard()}, nil
}

// Close waits for nothing and closes what Open opened.
func (d *Desk) Close() error {
	return errors.Join(d.read.Close(), d.files.Close(), d.db.Close())
}

// Today is the date in California now.
func (d *Desk) Today() calendar.Date { return calendar.DateOf(d.now()) }

// Now is the instant of the desk's clock.
func (d *Desk) Now() time.Time { return d.now() }

// rule is one of the assignment package's rules about a case.
type rule func(account.Actor, casefile.CaseNumber, *assignment.Assignment) error

// lookup finds a case for an actor: its key and state alone, or the whole of it.
type lookup func(casefile.CaseNumber) (sqlite.StoredCase, bool, error)

// permitted returns the case where the rule lets the actor have it. What is not
// there and what is not theirs give the same answer.
func permitted(tx *sqlite.Tx, by account.Actor, number casefile.CaseNumber, may rule, find lookup) (sqlite.StoredCase, error) {
	s, found, err := find(number)
	if err != nil {
		return s, err
	}
	if !found {
		return s, assignment.Missing(number)
	}
	a, err := tx.Assignment(s)
	if err != nil {
		return s, err
	}
	return s, may(by, number, a)
}

// drafting returns the key of a case whose draft the actor may write now.
func drafting(tx *sqlite.Tx, by account.Actor, number casefile.CaseNumber) (sqlite.StoredCase, error) {
	s, err := permitted(tx, by, number, assignment.MayDraft, tx.CaseKey)
	if err == nil && !s.State.Drafting() {
		err = closedDraft(s.State)
	}
	return s, err
}

// closedDraft says why the draft cannot be written in the state.
func closedDraft(state casefile.State) error {
	if state.Signed() {
		return fault.New(fault.Forbidden, "This review is signed; what was signed cannot be changed.")
	}
	return fault.New(fault.Forbidden, "This case is not under review now, so its draft cannot be changed.")
}
