package casework

import (
	"context"
	"path/filepath"
	"testing"

	"imr/internal/casefile"
	"imr/internal/chronology"
	"imr/internal/sample"
	"imr/internal/sqlite"
)

// TestWorkGoesOn: a step whose worker went away is done by the next one, once
// its lease has run out, and pages that were read are not read again.
func TestWorkGoesOn(t *testing.T) {
	o := openOffice(t)
	dir := filepath.Join(t.TempDir(), "case2")
	must(t, sample.WriteBundle(dir, "case2"))
	number, err := take(t, o.Desk, dir)
	must(t, err)
	var lost sqlite.Job
	must(t, o.db.Background(t.Context(), func(tx *sqlite.Tx) (err error) {
		lost, _, err = tx.Claim(false, lease)
		return err
	}))
	file := casefile.Page{Document: "d1", Number: 1, Width: 612, Height: 792, Reading: casefile.Printed, Engine: "read before"}
	must(t, o.db.Background(t.Context(), func(tx *sqlite.Tx) error { return storePages(tx, lost, []casefile.Page{file}) }))

	stopped, cancel := context.WithCancel(t.Context())
	cancel()
	if err := o.WorkUntilRead(stopped); err == nil {
		t.Error("work went on after it was stopped")
	}
	o.clock.move(2 * lease)
	must(t, o.WorkUntilRead(t.Context()))

	records, err := o.Records(t.Context(), o.act("admin"), number, chronology.ByEvent)
	must(t, err)
	for _, p := range records.Pages {
		if p.Reading != casefile.Printed {
			t.Errorf("page %d of %s is %s, want it read", p.Number, p.Document, p.Reading)
		}
		if before := p.Engine == "read before"; before != (p.Document == "d1" && p.Number == 1) {
			t.Errorf("page %d of %s: kept from before is %v", p.Number, p.Document, before)
		}
	}
	if len(records.Pages) == 0 || records.Doubtful != 0 || len(records.Failures) != 0 {
		t.Errorf("%d pages, %d doubtful, failures %v", len(records.Pages), records.Doubtful, records.Failures)
	}
}

// TestWorkGivesUp: a document that ends its reader again and again stops itself only.
func TestWorkGivesUp(t *testing.T) {
	o := openOffice(t)
	dir := filepath.Join(t.TempDir(), "case2")
	must(t, sample.WriteBundle(dir, "case2"))
	number, err := take(t, o.Desk, dir)
	must(t, err)
	var first int64
	for range maxAttempts {
		must(t, o.db.Background(t.Context(), func(tx *sqlite.Tx) error {
			j, _, err := tx.Claim(false, lease)
			first = j.ID
			return err
		}))
		o.clock.move(2 * lease)
	}
	must(t, o.WorkUntilRead(t.Context()))
	records, err := o.Records(t.Context(), o.act("admin"), number, chronology.ByEvent)
	must(t, err)
	if first == 0 || len(records.Failures) != 1 || records.Failures[0].Step != sqlite.ReadText || records.Failures[0].Reason == "" {
		t.Fatalf("failures %+v, want the reading of one document with a reason", records.Failures)
	}
	for _, p := range records.Pages {
		if given := p.Document == records.Failures[0].Document; given == p.Reading.Complete() {
			t.Errorf("page %d of %s is %s", p.Number, p.Document, p.Reading)
		}
	}
}
