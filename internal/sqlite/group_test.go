package sqlite

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"imr/internal/account"
	"imr/internal/audit"
)

// meet lets the acts wait, in their order, for one that has begun, so that all of
// them share its transaction. It returns the answers, that of the first act before
// the others'.
func meet(t *testing.T, d *DB, acts ...func() error) []error {
	t.Helper()
	release := make(chan struct{})
	holding := make(chan struct{})
	errs := make([]error, len(acts)+1)
	var all sync.WaitGroup
	all.Go(func() {
		errs[0] = d.Update(context.Background(), audit.By(tester, "begin", ""), func(*Tx) error {
			close(holding)
			<-release
			return nil
		})
	})
	<-holding
	for i, act := range acts {
		all.Go(func() { errs[i+1] = act() })
		for int(d.write.waiting.Load()) != i+1 {
			time.Sleep(time.Millisecond)
		}
	}
	close(release)
	all.Wait()
	return errs
}

func addUser(id string) func(*Tx) error {
	return func(tx *Tx) error {
		return tx.AddUser(account.User{ID: account.UserID(id), Email: id + "@x", Name: id}, "hash")
	}
}

// users says which of the ids are stored.
func users(t *testing.T, d *DB, ids ...string) (got string) {
	t.Helper()
	view(t, d, func(tx *Tx) error {
		for _, id := range ids {
			_, found, err := tx.User(account.UserID(id))
			if err != nil {
				return err
			}
			if found {
				got += id + " "
			}
		}
		return nil
	})
	return got
}

func verified(t *testing.T, d *DB) audit.Head {
	t.Helper()
	var head audit.Head
	view(t, d, func(tx *Tx) (err error) {
		head, err = audit.Verify(tx.Events())
		return err
	})
	return head
}

// TestActsThatMeetFailAlone: an act that fails, panics or was cancelled takes only
// its own changes with it.
func TestActsThatMeetFailAlone(t *testing.T) {
	d := fresh(t)
	cancelled, cancel := context.WithCancel(t.Context())
	during, cancelDuring := context.WithCancel(t.Context())
	boom := errors.New("boom")
	do := func(ctx context.Context, id string, fn func(*Tx) error) func() error {
		return func() error { return d.Update(ctx, audit.By(tester, "add", id), fn) }
	}
	errs := meet(t, d,
		do(t.Context(), "a", addUser("a")),
		do(t.Context(), "b", func(tx *Tx) error { return errors.Join(addUser("b")(tx), boom) }),
		do(t.Context(), "c", addUser("c")),
		func() (err error) {
			defer func() { err = fmt.Errorf("panic: %v", recover()) }()
			return do(t.Context(), "d", func(tx *Tx) error {
				if err := addUser("d")(tx); err != nil {
					return err
				}
				panic("boom")
			})()
		},
		do(during, "e", func(tx *Tx) error {
			defer cancelDuring()
			return addUser("e")(tx)
		}),
		func() error { cancel(); return do(cancelled, "f", addUser("f"))() },
		do(t.Context(), "g", addUser("g")),
	)
	for i, want := range []string{"", "", "boom", "", "panic: boom", "context canceled", "context canceled", ""} {
		if got := errs[i]; (got == nil) != (want == "") || got != nil && got.Error() != want {
			t.Errorf("act %d: %v, want %q", i, got, want)
		}
	}
	if got := users(t, d, "a", "b", "c", "d", "e", "f", "g"); got != "a c g " {
		t.Errorf("stored are %s, want a c g", got)
	}
	if h := verified(t, d); h.Seq != 4 {
		t.Errorf("the trail has %d events, want that of the first and of three others", h.Seq)
	}
}

// TestNobodyIsAnsweredBeforeTheCommit: as long as the group is open another
// connection sees nothing of it, and nobody in it has an answer.
func TestNobodyIsAnsweredBeforeTheCommit(t *testing.T) {
	d := fresh(t)
	answered := make(chan error, 1)
	errs := meet(t, d,
		func() error {
			err := d.Update(t.Context(), audit.By(tester, "add", "a"), addUser("a"))
			answered <- err
			return err
		},
		func() error {
			return d.Update(t.Context(), audit.By(tester, "add", "b"), func(tx *Tx) error {
				time.Sleep(50 * time.Millisecond)
				if len(answered) > 0 || users(t, d, "a") != "" {
					t.Error("the first act was answered or seen before the group was stored")
				}
				return addUser("b")(tx)
			})
		})
	if err := errors.Join(errs...); err != nil || users(t, d, "a", "b") != "a b " {
		t.Errorf("stored are %s, %v", users(t, d, "a", "b"), err)
	}
}

// TestAFailedCommitFailsAll: where the disk or the schema refuses the commit, each
// act of the group is told so.
func TestAFailedCommitFailsAll(t *testing.T) {
	d := fresh(t)
	dangling := func(tx *Tx) error { // refused at the commit only
		_, err := tx.tx.Exec("PRAGMA defer_foreign_keys = ON")
		if err == nil {
			_, err = tx.tx.Exec("INSERT INTO user_roles (user_id, role) VALUES ('nobody', 'admin')")
		}
		return err
	}
	errs := meet(t, d,
		func() error { return d.Update(t.Context(), audit.By(tester, "add", "a"), addUser("a")) },
		func() error { return d.Update(t.Context(), audit.By(tester, "add", "b"), dangling) },
		func() error { return d.Update(t.Context(), audit.By(tester, "add", "c"), addUser("c")) })
	for i, err := range errs {
		if err == nil {
			t.Errorf("act %d was told that it is stored", i)
		}
	}
	if got := users(t, d, "a", "c"); got != "" {
		t.Errorf("stored are %s, want none", got)
	}
	must(t, d.Update(t.Context(), audit.By(tester, "add", "z"), addUser("z"))) // it goes on
	verified(t, d)
}

// TestMoreActsThanAGroupHolds: all of them are stored, with one event each, in a
// file that is opened again.
func TestMoreActsThanAGroupHolds(t *testing.T) {
	path := filepath.Join(t.TempDir(), "imr.db")
	d := openTest(t, path, time.Now)
	var acts []func() error
	var ids []string
	for i := range groupMost + 5 {
		id := fmt.Sprintf("u%02d", i)
		ids = append(ids, id)
		acts = append(acts, func() error { return d.Update(t.Context(), audit.By(tester, "add", id), addUser(id)) })
	}
	if err := errors.Join(meet(t, d, acts...)...); err != nil {
		t.Fatal(err)
	}
	must(t, d.Close())
	again := openTest(t, path, time.Now)
	if got := users(t, again, ids...); len(got) != len(ids)*len("u00 ") {
		t.Errorf("stored are %s", got)
	}
	if h := verified(t, again); h.Seq != int64(len(ids)+1) {
		t.Errorf("the trail has %d events, want %d", h.Seq, len(ids)+1)
	}
}
