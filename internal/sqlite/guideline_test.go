package sqlite

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"imr/internal/account"
	"imr/internal/audit"
	"imr/internal/fault"
	"imr/internal/guideline"
)

func editions(t *testing.T, d *DB) (all []guideline.Edition) {
	t.Helper()
	must(t, d.View(t.Context(), func(tx *Tx) (err error) {
		all, err = tx.Guidelines()
		return err
	}))
	return all
}

// The library that ships is in the store once, however often it is opened, and says
// the same as the one that the commands use.
func TestLibraryIsSeededOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "imr.db")
	for range 2 {
		d, err := Open(t.Context(), path, time.Now)
		must(t, err)
		got := editions(t, d)
		for i := range got {
			if got[i].ID == 0 {
				t.Fatal("an edition without an id")
			}
			got[i].ID = 0
		}
		if diff := cmp.Diff(guideline.Standard().Editions(), got); diff != "" {
			t.Fatal(diff)
		}
		must(t, d.Close())
	}
}

func change(t *testing.T, d *DB, fn func(*Tx) error) error {
	t.Helper()
	return d.Update(t.Context(), audit.By(account.Command("test"), "guideline.change", "x"), fn)
}

func TestLibraryKeepsItsHistory(t *testing.T) {
	d := fresh(t)
	e := guideline.Edition{Key: "other/kits", Family: "Other", Source: "Kits", Chapter: "Home", Publisher: "P", Published: "2020-01", Year: "2020",
		AlsoCited: []string{"2019", "2018"}, BodyParts: []string{"low back", "neck"}, SearchWords: "s w", Kind: guideline.Guidelines, Confirmed: true,
		Sections: []guideline.Heading{{Title: "One", Words: "w"}, {Title: "Two"}}}.Settled()
	must(t, change(t, d, func(tx *Tx) error { return tx.AddGuideline(e, "Ann Admin") }))
	if err := change(t, d, func(tx *Tx) error { return tx.AddGuideline(e, "Ann Admin") }); !fault.Is(err, fault.Conflict) {
		t.Errorf("the same edition was added twice: %v", err)
	}
	all := editions(t, d)
	e.ID = all[len(all)-1].ID
	if diff := cmp.Diff(e, all[len(all)-1]); diff != "" {
		t.Error(diff)
	}
	later := e
	later.To, later.Publisher = e.From.AddDays(40), "Q"
	must(t, change(t, d, func(tx *Tx) error { return tx.ChangeGuideline(later, 1, "Bob Admin") }))
	if err := change(t, d, func(tx *Tx) error { return tx.ChangeGuideline(e, 1, "Ann Admin") }); !fault.Is(err, fault.Conflict) {
		t.Errorf("an old version was stored over a newer one: %v", err)
	}
	var history []GuidelineChange
	must(t, d.View(t.Context(), func(tx *Tx) (err error) {
		history, err = tx.GuidelineHistory(e.ID)
		return err
	}))
	if len(history) != 2 || history[0].By != "Bob Admin" || history[1].By != "Ann Admin" || history[0].At.Before(history[1].At) {
		t.Fatalf("history = %+v", history)
	}
	if diff := cmp.Diff([]guideline.Edition{later, e}, []guideline.Edition{history[0].Edition, history[1].Edition}); diff != "" {
		t.Error(diff)
	}
}

func TestLibraryRowsStay(t *testing.T) {
	d := fresh(t)
	for name, statement := range map[string]string{
		"deleted":                   "DELETE FROM guideline_editions",
		"changed without a version": "UPDATE guideline_editions SET chapter = 'x'",
		"given another key":         "UPDATE guideline_editions SET key = 'x', version = version + 1",
		"ended before it began":     "UPDATE guideline_editions SET effective_to = '1990-01-01', version = version + 1 WHERE effective_from <> ''",
		"history deleted":           "DELETE FROM guideline_history",
		"history changed":           "UPDATE guideline_history SET changed_by = 'x'",
		"replaced":                  "REPLACE INTO guideline_editions SELECT * FROM guideline_editions LIMIT 1",
	} {
		if err := raw(t, d, statement); err == nil {
			t.Errorf("%s: %s was carried out", name, statement)
		}
	}
}
