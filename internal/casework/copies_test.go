package casework

import (
	"slices"
	"strings"
	"testing"

	"imr/internal/casefile"
	"imr/internal/copies"
	"imr/internal/fault"
	"imr/internal/sqlite"
)

// says puts a text on a page of the worked case, as if it had been read there.
func (o *office) says(t *testing.T, page sqlite.PageRef, text string) {
	t.Helper()
	must(t, o.db.Background(t.Context(), func(tx *sqlite.Tx) error {
		s, _, err := tx.CaseKey(worked)
		if err != nil {
			return err
		}
		p := casefile.Page{Number: page.Number, Width: 612, Height: 792, Reading: casefile.Printed}
		for n, line := range strings.Split(text, "\n") {
			for i, w := range strings.Fields(line) {
				p.Words = append(p.Words, casefile.Word{Text: w, X0: float64(i), X1: float64(i + 1), Y0: float64(n), Y1: float64(n + 1), Line: n})
			}
		}
		return storePages(tx, sqlite.Job{Case: s.Key, Position: page.Position}, []casefile.Page{p})
	}))
}

// findAgain looks for the copies of the worked case.
func (o *office) findAgain(t *testing.T) {
	t.Helper()
	must(t, o.db.Background(t.Context(), func(tx *sqlite.Tx) error {
		s, _, err := tx.CaseKey(worked)
		if err != nil {
			return err
		}
		return tx.Enqueue(s.Key, sqlite.WholeCase, sqlite.FindCopies)
	}))
	must(t, o.WorkUntilRead(t.Context()))
}

// visitNote is a note of 60 words and some, whose day and pain are given.
func visitNote(day, pain string) string {
	return "OFFICE VISIT " + day + `
The patient comes in for the low back and says that pain is ` + pain + ` at rest and worse after sitting for long.
On examination there is tenderness over the paraspinal muscles with spasm on the left and a reduced range of motion.
Flexion is 40 degrees and extension 10 degrees, straight leg raise is negative at 80 degrees on both sides today.
The plan is to continue the home program and naproxen 550 mg twice a day and to come again in 4 weeks.`
}

func name(o *office, t *testing.T, page sqlite.PageRef) PageName {
	t.Helper()
	c, err := o.Case(t.Context(), o.act("reviewer"), worked)
	must(t, err)
	return PageName{Document: c.Documents[page.Position].ID, Number: page.Number}
}

func TestNearCopiesAreComparedAndNotFolded(t *testing.T) {
	o := openOffice(t)
	by := o.act("reviewer")
	first, next, again := sqlite.PageRef{Position: 0, Number: 1}, sqlite.PageRef{Position: 1, Number: 1}, sqlite.PageRef{Position: 2, Number: 1}
	o.says(t, first, visitNote("01/14/2020", "4/10"))
	o.says(t, next, visitNote("02/14/2020", "7/10"))
	o.says(t, again, visitNote("02/14/2020", "7/10"))
	o.findAgain(t)
	near, err := o.NearCopies(t.Context(), by, worked)
	must(t, err)
	if len(near) != 1 || near[name(o, t, next)] != name(o, t, first) {
		t.Errorf("near copies are %v", near)
	}
	got, err := o.Compare(t.Context(), by, worked, name(o, t, next))
	must(t, err)
	var changed []string
	for _, c := range got.Changes {
		changed = append(changed, got.Earlier.Quote(c.A.First, c.A.End)+" > "+got.Later.Quote(c.B.First, c.B.End))
	}
	if s := strings.Join(changed, "; "); got.Same || s != "01/14/2020 > 02/14/2020; 4/10 > 7/10" {
		t.Errorf("same %v, changes %s", got.Same, s)
	}
	if got, err = o.Compare(t.Context(), by, worked, name(o, t, again)); err != nil || !got.Same || len(got.Changes) != 0 || got.Earlier.Document != name(o, t, next).Document {
		t.Errorf("the copy: %v of %s with %v, %v", got.Same, got.Earlier.Document, got.Changes, err)
	}
	wantKind(t, "a page like none", second(o.Compare(t.Context(), by, worked, name(o, t, first))), fault.NotFound)
}

// TestPrintsOfAnotherVersionAreMadeAgain: after a change of how pages are
// fingerprinted the step finds the same copies, and stores new prints.
func TestPrintsOfAnotherVersionAreMadeAgain(t *testing.T) {
	o := openOffice(t)
	first, again := sqlite.PageRef{Position: 0, Number: 1}, sqlite.PageRef{Position: 2, Number: 1}
	for _, page := range []sqlite.PageRef{first, again} {
		o.says(t, page, visitNote("01/14/2020", "4/10"))
	}
	_, err := o.sql(t).Exec("UPDATE pages SET print = x'01'")
	must(t, err)
	o.findAgain(t)
	records, err := o.Records(t.Context(), o.act("reviewer"), worked, "")
	must(t, err)
	if records.CopyOf[name(o, t, again)] != name(o, t, first) {
		t.Errorf("copies are %v", records.CopyOf)
	}
	must(t, o.db.View(t.Context(), func(tx *sqlite.Tx) error {
		s, _, err := tx.CaseKey(worked)
		must(t, err)
		stored, err := tx.Prints(s.Key)
		must(t, err)
		for _, one := range stored {
			var p copies.Print
			if err := p.UnmarshalBinary(one.Print); err != nil {
				t.Errorf("page %v: %v", one.PageRef, err)
			}
		}
		return nil
	}))
}

func TestCarriedText(t *testing.T) {
	o := openOffice(t)
	by := o.act("reviewer")
	c, err := o.Case(t.Context(), by, worked)
	must(t, err)
	at := func(i int) sqlite.PageRef { return sqlite.PageRef{Position: i, Number: 1} }
	var dated []int // documents by their days, one of each day
	for i, d := range c.Documents {
		if !d.Dated.IsZero() && !slices.ContainsFunc(dated, func(j int) bool { return c.Documents[j].Dated == d.Dated }) {
			dated = append(dated, i)
		}
	}
	slices.SortFunc(dated, func(i, j int) int { return c.Documents[i].Dated.Compare(c.Documents[j].Dated) })
	earlier, middle, later := dated[0], dated[1], dated[2]
	o.says(t, at(earlier), visitNote("01/14/2020", "4/10"))
	o.says(t, at(middle), visitNote("02/14/2020", "7/10"))
	o.says(t, at(later), visitNote("03/14/2020", "7/10"))
	o.findAgain(t)
	p, runs, err := o.Carried(t.Context(), by, worked, name(o, t, at(middle)))
	must(t, err)
	var greyed []string
	for _, r := range runs {
		if r.From != name(o, t, at(earlier)) {
			t.Errorf("%q is said to come from %v", p.Quote(r.First, r.End), r.From)
		}
		greyed = append(greyed, p.Quote(r.First, r.End))
	}
	if len(greyed) != 2 || !strings.HasSuffix(greyed[0], "pain is") || !strings.HasPrefix(greyed[1], "at rest") || !strings.HasSuffix(greyed[1], "4 weeks.") {
		t.Errorf("carried is %q", greyed)
	}
	if _, runs, err = o.Carried(t.Context(), by, worked, name(o, t, at(earlier))); err != nil || len(runs) != 0 {
		t.Errorf("the first visit carries %v, %v", runs, err)
	}
	if _, runs, err = o.Carried(t.Context(), by, worked, name(o, t, at(later))); err != nil || len(runs) == 0 || runs[0].From != name(o, t, at(middle)) {
		t.Errorf("the last visit carries %v, %v", runs, err)
	}
	_, _, err = o.Carried(t.Context(), by, worked, PageName{Document: "none", Number: 1})
	wantKind(t, "no such page", err, fault.NotFound)
}
