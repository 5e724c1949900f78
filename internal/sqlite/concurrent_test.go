package sqlite

import (
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"imr/internal/account"
	"imr/internal/fault"
	"imr/internal/review"
)

// TestWritersOfTwoHandles stands for two processes with one file: no writer is
// shown SQLITE_BUSY, none loses a save, and the trail stays one chain.
func TestWritersOfTwoHandles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "imr.db")
	handles := []*DB{openTest(t, path, time.Now), openTest(t, path, time.Now)}
	s := addCase(t, handles[0], "CM14-1")
	const writers, saves = 16, 10
	before := head(t, handles[0]).Seq
	errs := make([]error, writers)
	var all sync.WaitGroup
	for w := range writers {
		all.Go(func() {
			d, part := handles[w%2], DecisionPart(w)
			for n := range saves {
				version, err := save(t, d, s.Key, part, n, review.Decision{Item: "1", Rationale: fmt.Sprint(w, n)})
				if err == nil && version != n+1 {
					err = fmt.Errorf("version %d after %d saves", version, n+1)
				}
				if err == nil {
					err = d.View(t.Context(), func(tx *Tx) error { _, err := tx.Draft(s.Key); return err })
				}
				if err != nil {
					errs[w] = err
					return
				}
			}
		})
	}
	all.Wait()
	for w, err := range errs {
		if err != nil {
			t.Errorf("writer %d: %v", w, err)
		}
	}
	if got := head(t, handles[1]).Seq - before; got != writers*saves {
		t.Errorf("the trail grew by %d events, want %d", got, writers*saves)
	}
}

// TestOneOfManyWins: of saves over the same version, assignments and accounts that
// meet, exactly one is done and the others are told.
func TestOneOfManyWins(t *testing.T) {
	path := filepath.Join(t.TempDir(), "imr.db")
	handles := []*DB{openTest(t, path, time.Now), openTest(t, path, time.Now)}
	s := addCase(t, handles[0], "CM14-1")
	for round := range 10 {
		won := make([]bool, 16)
		var all sync.WaitGroup
		for w := range won {
			all.Go(func() {
				_, err := save(t, handles[w%2], s.Key, SummaryPart, round, []review.Sentence{{Text: fmt.Sprint(w)}})
				if won[w] = err == nil; err != nil && !fault.Is(err, fault.Conflict) {
					t.Errorf("writer %d: %v", w, err)
				}
			})
		}
		all.Wait()
		winner, wins := 0, 0
		for w, is := range won {
			if is {
				winner, wins = w, wins+1
			}
		}
		draft := draftOf(t, handles[0], s.Key)
		if wins != 1 || draft.Summary[0].Text != fmt.Sprint(winner) || draft.Parts[SummaryPart].Version != round+1 {
			t.Fatalf("round %d: %d won, stored is %+v", round, wins, draft)
		}
	}
}

// TestOpenTogether: a server and a command may be started on a new folder at once.
func TestOpenTogether(t *testing.T) {
	path := filepath.Join(t.TempDir(), "imr.db")
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			d, err := Open(t.Context(), path, time.Now)
			if err != nil {
				t.Errorf("Open: %v", err)
				return
			}
			if err := d.Close(); err != nil {
				t.Errorf("Close: %v", err)
			}
		})
	}
	all.Wait()
}

func TestReaderSeesOneState(t *testing.T) {
	d, s := begun(t)
	view(t, d, func(tx *Tx) error {
		before, err := tx.Assignment(s)
		must(t, err)
		update(t, d, func(tx *Tx) error { return tx.Assign(s.Key, "u2") })
		after, err := tx.Assignment(s)
		must(t, err)
		if before.Reviewer != "u1" || after.Reviewer != account.UserID("u1") {
			t.Errorf("within one View the reviewer was %s, then %s", before.Reviewer, after.Reviewer)
		}
		return nil
	})
}
