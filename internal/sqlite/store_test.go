package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"imr/internal/account"
	"imr/internal/audit"
	"imr/internal/casefile"
)

// clock is a time that a test moves.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

func newClock() *clock { return &clock{at: time.Date(2026, 11, 24, 17, 30, 0, 123456000, time.UTC)} }

func openTest(t *testing.T, path string, now func() time.Time) *DB {
	t.Helper()
	d, err := Open(t.Context(), path, now)
	must(t, err)
	t.Cleanup(func() { must(t, d.Close()) })
	return d
}

func fresh(t *testing.T) *DB {
	t.Helper()
	return openTest(t, filepath.Join(t.TempDir(), "imr.db"), newClock().now)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

var tester = account.Command("test")

func update(t *testing.T, d *DB, fn func(*Tx) error) {
	t.Helper()
	must(t, d.Update(t.Context(), audit.By(tester, "test", "x"), fn))
}

func view(t *testing.T, d *DB, fn func(*Tx) error) {
	t.Helper()
	must(t, d.View(t.Context(), fn))
}

// head verifies the trail and returns its end.
func head(t *testing.T, d *DB) (h audit.Head) {
	t.Helper()
	view(t, d, func(tx *Tx) (err error) {
		h, err = audit.Verify(tx.Events())
		return err
	})
	return h
}

// addCase stores a filled case under the number and returns it with its key.
func addCase(t *testing.T, d *DB, number casefile.CaseNumber) StoredCase {
	t.Helper()
	s := StoredCase{State: casefile.Ready, Case: filled[casefile.Case]()}
	s.Number = number
	update(t, d, func(tx *Tx) (err error) {
		s.Key, err = tx.AddCase(s.Case, casefile.Ready)
		return err
	})
	return s
}

func TestOpenAtOddPaths(t *testing.T) {
	for _, name := range []string{"plain", "with space", "per%cent%20", "what?mode=ro", "sharp#one", "ümlaut", "a&b=c"} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), name)
			d, err := Open(t.Context(), path, time.Now)
			must(t, err)
			addCase(t, d, "CM14-0000001")
			must(t, d.Close())
			if got, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*")); len(got) != 1 || got[0] != path {
				t.Errorf("the folder holds %q, want %q alone", got, path)
			}
			again := openTest(t, path, time.Now)
			view(t, again, func(tx *Tx) error {
				if _, found, err := tx.Case("CM14-0000001"); err != nil || !found {
					t.Errorf("after opening again: found %v, %v", found, err)
				}
				return nil
			})
		})
	}
}

func TestConnectionsAreDurableAndChecked(t *testing.T) {
	d := fresh(t)
	for name, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "5000"} {
		for which, p := range map[string]*pool{"writer": d.write.pool, "reader": d.read} {
			var got string
			must(t, p.db.QueryRow("PRAGMA "+name).Scan(&got))
			if got != want {
				t.Errorf("%s: %s = %s, want %s", which, name, got, want)
			}
		}
	}
}

func TestReaderCannotWrite(t *testing.T) {
	d := fresh(t)
	err := d.View(t.Context(), func(tx *Tx) error { return tx.AddUser(account.User{ID: "u", Email: "e@x", Name: "n"}, "hash") })
	if err == nil || !strings.Contains(err.Error(), "readonly") {
		t.Errorf("AddUser inside View = %v, want a refusal of the database", err)
	}
}

func TestUpdateWritesAllOrNothing(t *testing.T) {
	boom := errors.New("boom")
	add := func(tx *Tx) error { return tx.AddUser(account.User{ID: "u", Email: "e@x", Name: "n"}, "hash") }
	for name, tt := range map[string]struct {
		act  audit.Act
		fn   func(*Tx) error
		want string
	}{
		"the act fails": {audit.By(tester, "a", "b"), func(tx *Tx) error { return errors.Join(add(tx), boom) }, "boom"},
		// the schema wants a name on each event
		"the event fails": {audit.By(tester, "", "b"), add, "CHECK constraint failed"},
		"nobody acts":     {audit.By(account.Actor{}, "a", "b"), add, "CHECK constraint failed"},
	} {
		t.Run(name, func(t *testing.T) {
			d := fresh(t)
			if err := d.Update(t.Context(), tt.act, tt.fn); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Update = %v, want %q", err, tt.want)
			}
			if h := head(t, d); h.Seq != 0 {
				t.Errorf("the trail has %d events, want none", h.Seq)
			}
			view(t, d, func(tx *Tx) error {
				_, found, err := tx.User("u")
				if found {
					t.Error("the user was stored all the same")
				}
				return err
			})
		})
	}
}

func TestUpdateRollsBackOnPanicAndGoesOn(t *testing.T) {
	d := fresh(t)
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_ = d.Update(t.Context(), audit.By(tester, "a", "b"), func(tx *Tx) error { panic("boom") })
	}()
	addCase(t, d, "CM14-0000001") // the only writing connection is free again
	if h := head(t, d); h.Seq != 1 {
		t.Errorf("the trail has %d events, want one", h.Seq)
	}
}

func TestCancelledUpdateChangesNothing(t *testing.T) {
	d := fresh(t)
	ctx, cancel := context.WithCancel(t.Context())
	err := d.Update(ctx, audit.By(tester, "a", "b"), func(tx *Tx) error {
		err := tx.AddUser(account.User{ID: "u", Email: "e@x", Name: "n"}, "hash")
		cancel()
		return err
	})
	if err == nil {
		t.Error("Update after cancelling = nil, want an error")
	}
	if h := head(t, d); h.Seq != 0 {
		t.Errorf("the trail has %d events, want none", h.Seq)
	}
}

// TestTimeIsTakenInsideTheTransaction: who waited for the writer is later than
// the one who was waited for.
func TestTimeIsTakenInsideTheTransaction(t *testing.T) {
	c := newClock()
	d := openTest(t, filepath.Join(t.TempDir(), "imr.db"), c.now)
	holder, err := d.write.db.BeginTx(t.Context(), nil)
	must(t, err)
	got := make(chan time.Time)
	go func() {
		var at time.Time
		_ = d.Update(context.Background(), audit.By(tester, "a", "b"), func(tx *Tx) error { at = tx.Now; return nil })
		got <- at
	}()
	for d.write.db.Stats().WaitCount == 0 {
		time.Sleep(time.Millisecond)
	}
	c.move(time.Hour)
	must(t, holder.Rollback())
	if at := <-got; !at.Equal(c.now()) {
		t.Errorf("Now = %v, want the time at which the transaction began, %v", at, c.now())
	}
}

// raw runs SQL past the store, as somebody with the file in their hands would.
func raw(t *testing.T, d *DB, statement string, args ...any) error {
	t.Helper()
	_, err := d.write.db.Exec(statement, args...)
	return err
}

// dump is the content of a table, row by row.
func dump(t *testing.T, d *DB, table string) string {
	t.Helper()
	rows, err := d.write.db.Query("SELECT * FROM " + table + " ORDER BY 1, 2")
	must(t, err)
	defer rows.Close()
	columns, err := rows.Columns()
	must(t, err)
	var out strings.Builder
	for rows.Next() {
		values := make([]sql.RawBytes, len(columns))
		into := make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		must(t, rows.Scan(into...))
		for _, v := range values {
			out.Write(v)
			out.WriteByte('|')
		}
		out.WriteByte('\n')
	}
	must(t, rows.Err())
	return out.String()
}
