package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"imr/internal/audit"
)

// groupMost is how many acts one transaction stores at the most, so that another
// process gets its turn.
const groupMost = 64

// writer lets acts that meet share a transaction, and so one wait for the disk.
// One act runs at a time, on the goroutine that asked for it, and none is answered
// before the transaction that holds it is on the disk.
type writer struct {
	*pool
	now     func() time.Time
	waiting atomic.Int32 // acts that want the turn
	turn    sync.Mutex   // guards open
	open    *group       // begun and not yet settled; nil where nobody writes
}

// group is a transaction that several acts share.
type group struct {
	tx     *sql.Tx
	stored int           // acts that succeeded
	err    error         // why nothing of it is stored
	done   chan struct{} // closed when it is settled
}

// act runs fn in the open group, or in a new one, and returns when it is stored.
func (w *writer) act(ctx context.Context, act *audit.Act, fn func(*Tx) error) (err error) {
	g, err := w.enter(ctx)
	if err != nil {
		return err
	}
	defer func() { // after a panic too: the others must be answered
		w.leave(g)
		<-g.done
		if err == nil {
			err = g.err
		}
	}()
	return g.run(ctx, func() error {
		// Not cancelled inside: SQLite answers an interrupted change by rolling back
		// the acts of all.
		tx := &Tx{ctx: context.WithoutCancel(ctx), tx: g.tx, pool: w.pool, Now: w.now()}
		if err := fn(tx); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		return tx.record(*act)
	})
}

// enter takes the turn. Who waits is counted, for the one before them to know, and
// so whoever finds an open group goes into it, cancelled or not, and leaves it again.
func (w *writer) enter(ctx context.Context) (*group, error) {
	w.waiting.Add(1)
	w.turn.Lock()
	w.waiting.Add(-1)
	if w.open != nil {
		return w.open, nil
	}
	err := ctx.Err()
	if err == nil {
		var tx *sql.Tx
		if tx, err = w.db.BeginTx(context.WithoutCancel(ctx), nil); err == nil {
			w.open = &group{tx: tx, done: make(chan struct{})}
			return w.open, nil
		}
	}
	w.turn.Unlock()
	return nil, err
}

// leave gives the turn to the next, or settles the group where nobody waits.
func (w *writer) leave(g *group) {
	defer w.turn.Unlock()
	if g.err == nil && g.stored < groupMost && w.waiting.Load() > 0 {
		return
	}
	w.open = nil
	g.settle()
}

func (g *group) settle() {
	defer close(g.done)
	if g.err != nil || g.stored == 0 {
		g.err = errors.Join(g.err, g.tx.Rollback())
		return
	}
	g.err = g.tx.Commit()
}

// run keeps what fn changed only where fn succeeds. Where SQLite cannot undo the
// one act, it has undone them all.
func (g *group) run(ctx context.Context, fn func() error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	ctx = context.WithoutCancel(ctx)
	if _, err := g.tx.ExecContext(ctx, "SAVEPOINT act"); err != nil {
		g.err = err
		return err
	}
	kept := false
	defer func() {
		if kept {
			return
		}
		if _, err := g.tx.ExecContext(ctx, "ROLLBACK TO act; RELEASE act"); err != nil {
			g.err = errors.Join(g.err, err)
		}
	}()
	if err := fn(); err != nil {
		return err
	}
	if _, err := g.tx.ExecContext(ctx, "RELEASE act"); err != nil {
		return err
	}
	kept = true
	g.stored++
	return nil
}
