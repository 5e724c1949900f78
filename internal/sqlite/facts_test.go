package sqlite

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"imr/db"
	"imr/internal/account"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/review"
)

func factsOf(t *testing.T, d *DB, key int64, of account.UserID) (got []review.Fact) {
	t.Helper()
	view(t, d, func(tx *Tx) (err error) {
		got, err = tx.Facts(key, of)
		return err
	})
	return got
}

// refusal is what an update answers; nothing of it is kept.
func refusal(t *testing.T, d *DB, fn func(*Tx) error) error {
	t.Helper()
	return d.Background(t.Context(), fn)
}

func TestFactsAreListedByDay(t *testing.T) {
	d, s := begun(t)
	want := []review.Fact{
		{ID: 2, Source: review.Source{Document: "d2", Page: 1, Quote: "earlier"}, EventDate: calendar.MustDate("2013-09-25"), Note: "n ü", Version: 1,
			Lanes: map[casefile.ItemID]review.Side{"1": review.For, "2": review.Against}},
		{ID: 3, Source: review.Source{Document: "d1", Page: 9, Quote: "later"}, EventDate: calendar.MustDate("2013-10-16"), Version: 1},
		{ID: 1, Source: review.Source{Document: "d1", Page: 3, Quote: "no day"}, Version: 1},
	}
	update(t, d, func(tx *Tx) error {
		for _, i := range []int{2, 0, 1} {
			id, err := tx.AddFact(s.Key, "u1", want[i])
			if err != nil || id != want[i].ID {
				t.Errorf("fact %d has the id %d, %v", want[i].ID, id, err)
			}
		}
		return nil
	})
	if diff := cmp.Diff(want, factsOf(t, d, s.Key, "u1")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	other := addCase(t, d, "CM14-2")
	for name, got := range map[string][]review.Fact{"another reviewer": factsOf(t, d, s.Key, "u2"), "another case": factsOf(t, d, other.Key, "u1")} {
		if got != nil {
			t.Errorf("%s has the facts %v", name, got)
		}
	}
}

func TestFactIsSavedOverItsVersion(t *testing.T) {
	d, s := begun(t)
	other := addCase(t, d, "CM14-2")
	f := review.Fact{ID: 1, Source: review.Source{Document: "d1", Page: 3, Quote: "q"}, Version: 1, Lanes: map[casefile.ItemID]review.Side{"1": review.For}}
	update(t, d, func(tx *Tx) error {
		_, err := tx.AddFact(s.Key, "u1", f)
		return err
	})
	f.EventDate, f.Note, f.Lanes = calendar.MustDate("2013-10-16"), "changed", map[casefile.ItemID]review.Side{"1": "", "2": review.Against}
	update(t, d, func(tx *Tx) error { return tx.SaveFact(s.Key, "u1", f) })
	for name, tt := range map[string]struct {
		key  int64
		of   account.UserID
		want fault.Kind
	}{
		"over an older version":  {s.Key, "u1", fault.Conflict},
		"another's":              {s.Key, "u2", fault.NotFound},
		"by way of another case": {other.Key, "u1", fault.NotFound},
	} {
		if err := refusal(t, d, func(tx *Tx) error { return tx.SaveFact(tt.key, tt.of, f) }); !fault.Is(err, tt.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	f.Version, f.Lanes = 2, map[casefile.ItemID]review.Side{"2": review.Against}
	if diff := cmp.Diff([]review.Fact{f}, factsOf(t, d, s.Key, "u1")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestDroppedFactCanBeTakenBack(t *testing.T) {
	d, s := begun(t)
	f := review.Fact{Source: review.Source{Document: "d1", Page: 3, Quote: "q"}, Lanes: map[casefile.ItemID]review.Side{"1": review.For}}
	update(t, d, func(tx *Tx) error {
		_, err := tx.AddFact(s.Key, "u1", f)
		return err
	})
	for name, act := range map[string]func(*Tx) error{
		"taking back what is there": func(tx *Tx) error { return tx.TakeBackFact(s.Key, "u1", 1) },
		"dropping another's":        func(tx *Tx) error { return tx.DropFact(s.Key, "u2", 1) },
		"dropping what is none":     func(tx *Tx) error { return tx.DropFact(s.Key, "u1", 7) },
	} {
		if err := refusal(t, d, act); !fault.Is(err, fault.NotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	update(t, d, func(tx *Tx) error { return tx.DropFact(s.Key, "u1", 1) })
	if got := factsOf(t, d, s.Key, "u1"); got != nil {
		t.Errorf("after dropping it the list holds %v", got)
	}
	if err := refusal(t, d, func(tx *Tx) error { return tx.SaveFact(s.Key, "u1", review.Fact{ID: 1, Version: 2}) }); !fault.Is(err, fault.NotFound) {
		t.Errorf("saving what was dropped: %v", err)
	}
	update(t, d, func(tx *Tx) error { return tx.TakeBackFact(s.Key, "u1", 1) })
	f.ID, f.Version = 1, 3
	if diff := cmp.Diff([]review.Fact{f}, factsOf(t, d, s.Key, "u1")); diff != "" {
		t.Errorf("taken back (-want +got):\n%s", diff)
	}
}

// TestOldFactsFindTheirReviewer: a fact from before 0008 belongs to who had the
// case when it was made, and has the day of its document.
func TestOldFactsFindTheirReviewer(t *testing.T) {
	d, s := begun(t)
	must(t, raw(t, d, "DELETE FROM assignments"))
	must(t, raw(t, d, `INSERT INTO assignments VALUES (?1, 'u1', '2026-01-01T00:00:00.000000Z', '2026-02-01T00:00:00.000000Z'), (?1, 'u2', '2026-02-01T00:00:00.000000Z', NULL)`, s.Key))
	for _, day := range []string{"2026-01-15", "2026-02-15", "2025-12-31"} {
		must(t, raw(t, d, "INSERT INTO facts (case_id, document, page, quote, made_at) VALUES (?, ?, 1, 'q', ?)", s.Key, s.Documents[0].ID, day+"T00:00:00.000000Z"))
	}
	must(t, raw(t, d, backfill(t)))
	for who, want := range map[account.UserID]int{"u1": 1, "u2": 1, "": 1} {
		if got := factsOf(t, d, s.Key, who); len(got) != want {
			t.Errorf("%q has %d facts, want %d", who, len(got), want)
		}
	}
	if got := factsOf(t, d, s.Key, "u1"); got[0].EventDate != s.Documents[0].Dated {
		t.Errorf("its day is %s, want %s", got[0].EventDate, s.Documents[0].Dated)
	}
}

// backfill is the statement of 0008 that fills what old facts lack.
func backfill(t *testing.T) string {
	t.Helper()
	text, err := db.Migrations.ReadFile("migrations/0008_lanes.sql")
	must(t, err)
	_, statement, _ := strings.Cut(string(text), "UPDATE facts SET")
	statement, _, _ = strings.Cut(statement, ";")
	return "UPDATE facts SET" + statement
}
