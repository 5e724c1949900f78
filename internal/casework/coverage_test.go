package casework

import (
	"testing"
	"time"

	"imr/internal/casefile"
	"imr/internal/chronology"
	"imr/internal/fault"
	"imr/internal/sqlite"
)

func pageName(doc casefile.DocumentID, number int) PageName {
	return PageName{Document: doc, Number: number}
}

func TestLookedMakesPagesOpened(t *testing.T) {
	o := openOffice(t)
	by := o.act("reviewer")
	records := func() Records {
		t.Helper()
		r, err := o.Records(t.Context(), by, worked, chronology.ByArrival)
		must(t, err)
		return r
	}
	before := records()
	if before.Seen == nil || len(before.Unopened()) != before.New() {
		t.Fatalf("before anything was looked at %d of %d pages are unopened", len(before.Unopened()), before.New())
	}
	first := PageName{Document: before.Unopened()[0].Document, Number: before.Unopened()[0].Number}
	must(t, o.Looked(t.Context(), by, worked, []Look{{first, time.Second}, {pageName("d4", 2), 0}}))
	must(t, o.Looked(t.Context(), by, worked, []Look{{first, 300 * time.Hour}, {first, -time.Hour}}))
	after := records()
	if got, want := len(after.Unopened()), before.New()-2; got != want {
		t.Errorf("%d pages are unopened, want %d", got, want)
	}
	for _, p := range after.Unopened() {
		if p.Document == first.Document && p.Number == first.Number {
			t.Errorf("page %v is unopened", first)
		}
	}
	if got, want := after.Seen[first].Time, time.Second+longestLook; got != want {
		t.Errorf("time on the screen: %v, want %v", got, want)
	}
	event, err := o.Events(t.Context(), o.act("auditor"), 1<<62, 1)
	must(t, err)
	if event[0].Name != "records.look" || event[0].Object != string(worked) {
		t.Errorf("the event is %+v", event[0])
	}
}

func TestLookedIsRefused(t *testing.T) {
	o := openOffice(t)
	by := o.act("reviewer")
	good := Look{Page: pageName("d4", 1)}
	for name, tt := range map[string]struct {
		looks []Look
		want  fault.Kind
	}{
		"nothing":        {nil, fault.Invalid},
		"too many":       {make([]Look, mostLooks+1), fault.Invalid},
		"an absent page": {[]Look{good, {Page: pageName("d4", 99)}}, fault.NotFound},
		"no document":    {[]Look{good, {Page: pageName("d99", 1)}}, fault.NotFound},
	} {
		wantKind(t, name, o.Looked(t.Context(), by, worked, tt.looks), tt.want)
	}
	r, err := o.Records(t.Context(), by, worked, chronology.ByArrival)
	must(t, err)
	if len(r.Seen) != 0 {
		t.Errorf("a refused report left %v", r.Seen)
	}
}

func TestCoverageIsTheReviewersOwn(t *testing.T) {
	o := openOffice(t)
	must(t, o.Looked(t.Context(), o.act("reviewer"), worked, []Look{{Page: pageName("d4", 1)}}))
	admin, err := o.Records(t.Context(), o.act("admin"), worked, chronology.ByArrival)
	must(t, err)
	if admin.Seen != nil || admin.Unopened() != nil {
		t.Errorf("an admin sees what the reviewer saw: %v", admin.Seen)
	}
	must(t, o.Assign(t.Context(), o.act("admin"), worked, people["other"].Email))
	other, err := o.Records(t.Context(), o.act("other"), worked, chronology.ByArrival)
	must(t, err)
	if len(other.Seen) != 0 || len(other.Unopened()) != other.New() {
		t.Errorf("the next reviewer begins with %v", other.Seen)
	}
}

func TestUnopenedLeavesCopiesOut(t *testing.T) {
	o := openOffice(t)
	must(t, o.db.Background(t.Context(), func(tx *sqlite.Tx) error {
		s, _, err := tx.CaseKey(worked)
		if err != nil {
			return err
		}
		return tx.SetCopies(s.Key, []sqlite.PageCopy{{Page: sqlite.PageRef{Position: 3, Number: 2}, Of: sqlite.PageRef{Position: 0, Number: 1}}})
	}))
	r, err := o.Records(t.Context(), o.act("reviewer"), worked, chronology.ByEvent)
	must(t, err)
	if len(r.Unopened()) != len(r.Pages)-1 || r.New() != len(r.Pages)-1 {
		t.Errorf("%d unopened, %d new of %d pages with one copy", len(r.Unopened()), r.New(), len(r.Pages))
	}
}
