package casework

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/chronology"
	"imr/internal/fault"
	"imr/internal/sample"
	"imr/internal/sqlite"
)

// printed is a page with a word of text for each word, a line for each line.
func printed(doc casefile.DocumentID, number int, text string) casefile.Page {
	p := casefile.Page{Document: doc, Number: number, Width: 612, Height: 792, Reading: casefile.Printed}
	for n, line := range strings.Split(text, "\n") {
		for i, word := range strings.Fields(line) {
			p.Words = append(p.Words, casefile.Word{Text: word, Line: n, X0: 40 + 60*float64(i), X1: 90 + 60*float64(i), Y0: 40 + 14*float64(n), Y1: 50 + 14*float64(n)})
		}
	}
	return p
}

// reread puts other words on the pages of the document at the position and has
// them looked at.
func reread(t *testing.T, o *office, number casefile.CaseNumber, position int, texts ...string) {
	t.Helper()
	must(t, o.db.Background(t.Context(), func(tx *sqlite.Tx) error {
		s, _, err := tx.Case(number)
		if err != nil {
			return err
		}
		doc := s.Documents[position]
		for n := range doc.Pages {
			text := ""
			if n < len(texts) {
				text = texts[n]
			}
			if err := storePages(tx, sqlite.Job{Case: s.Key, Position: position}, []casefile.Page{printed(doc.ID, n+1, text)}); err != nil {
				return err
			}
		}
		return tx.Enqueue(s.Key, position, sqlite.Describe)
	}))
	must(t, o.WorkUntilRead(t.Context()))
}

// longDocument is the place of a document of the worked case with three pages or more.
func longDocument(t *testing.T, o *office) (position int, doc casefile.Document) {
	t.Helper()
	opened, err := o.Case(t.Context(), operator, worked)
	must(t, err)
	position = slices.IndexFunc(opened.Documents, func(d casefile.Document) bool { return d.Pages >= 3 })
	return position, opened.Documents[position]
}

const visit = "BAYVIEW ORTHO\nPROGRESS NOTE\nDate of visit: %s\nSubjective: pain\nNadia Kessell, MD"

// TestDescriptionsOfASample: what the machine reads of a sample's pages agrees with
// what the sample says of them, and so nothing is left to check.
func TestDescriptionsOfASample(t *testing.T) {
	o := openOffice(t)
	records, err := o.Descriptions(t.Context(), o.act("reviewer"), worked)
	must(t, err)
	opened, err := o.Case(t.Context(), operator, worked)
	must(t, err)
	if len(records) != len(opened.Documents) {
		t.Errorf("%d records in %d documents", len(records), len(opened.Documents))
	}
	for i, r := range records {
		if r.Document != opened.Documents[i].ID || r.Description != chronology.Of(opened.Documents[i]) || r.Parts != 1 || r.Last != 0 {
			t.Errorf("record %d: %+v", i, r)
		}
		if len(r.Suggestions) < 3 || r.Standing != chronology.GivenIn || r.ToCheck() {
			t.Errorf("%s: %s, suggestions %v, doubts %v", r.Document, r.Standing, r.Suggestions, r.Doubts)
		}
	}
}

// TestConfirmedStandsAgainstTheMachine: what a person said of a record stays,
// whatever is read of its pages later, and only that record's.
func TestConfirmedStandsAgainstTheMachine(t *testing.T) {
	o := openOffice(t)
	at, doc := longDocument(t, o)
	reread(t, o, worked, at, fmt.Sprintf(visit, "05/14/2013"), fmt.Sprintf(visit, "06/11/2013"), "Plan: rest")
	part := Confirmation{Document: doc.ID, Span: chronology.Span{First: 2, Last: doc.Pages}, Dated: "June 12, 2013", Kind: "imaging", Author: " Milo Standish, MD ", Title: "MRI"}
	must(t, o.Confirm(t.Context(), o.act("reviewer"), worked, part))
	whole := Confirmation{Document: doc.ID, Dated: "6-12-13", Kind: "hospital", Title: "Chart of two visits"}
	must(t, o.Confirm(t.Context(), o.act("admin"), worked, whole))
	reread(t, o, worked, at, fmt.Sprintf(visit, "01/02/2012"), "more", fmt.Sprintf(visit, "03/03/2012"))

	records, err := o.Descriptions(t.Context(), o.act("admin"), worked)
	must(t, err)
	var got []string
	for _, r := range records {
		if r.Document == doc.ID {
			got = append(got, fmt.Sprintf("%d-%d %s %s %s %q %q v%d", r.First, r.Last, r.Standing, r.Dated, r.Kind, r.Author, r.Title, r.Version))
		}
	}
	want := []string{`0-0 confirmed 2013-06-12 hospital "" "Chart of two visits" v1`, `1-1 proposed 2012-01-02 progress_report "Nadia Kessell, MD" "PROGRESS NOTE" v0`,
		fmt.Sprintf(`2-%d confirmed 2013-06-12 imaging "Milo Standish, MD" "MRI" v1`, doc.Pages)}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	out, err := o.Export(t.Context(), operator, worked)
	must(t, err)
	if d := out.Case.Documents[at]; d.Title != whole.Title || d.Kind != "hospital" || d.Author != "" || d.Dated.String() != "2013-06-12" {
		t.Errorf("exported as %+v", d)
	}
}

// TestPagesAgainstGiven: what the pages say otherwise is a doubt and no more.
func TestPagesAgainstGiven(t *testing.T) {
	o := openOffice(t)
	at, doc := longDocument(t, o)
	reread(t, o, worked, at, fmt.Sprintf(visit, "05/14/2013"))
	records, err := o.Descriptions(t.Context(), operator, worked)
	must(t, err)
	i := slices.IndexFunc(records, func(r Record) bool { return r.Document == doc.ID })
	if r := records[i]; r.Description != chronology.Of(doc) || !r.ToCheck() || !slices.ContainsFunc(r.Doubts, func(s chronology.Suggestion) bool {
		return s.Field == chronology.DateField && s.Value == "2013-05-14" && s.Because.Page == 1 && strings.Contains(s.Quote, "05/14/2013")
	}) {
		t.Errorf("%+v, want the given values and a doubt about the date", r)
	}
}

// TestStreamFollowsConfirmedDates: the pages of a record move to where its day is.
func TestStreamFollowsConfirmedDates(t *testing.T) {
	o := openOffice(t)
	at, doc := longDocument(t, o)
	reread(t, o, worked, at, fmt.Sprintf(visit, "05/14/2013"), fmt.Sprintf(visit, "06/11/2013"), "Plan: rest")
	order := func(order chronology.Order) (out []string, pages int) {
		t.Helper()
		stream, err := o.Stream(t.Context(), o.act("reviewer"), worked, order)
		must(t, err)
		seen := map[string]bool{}
		for _, s := range stream {
			out = append(out, fmt.Sprintf("%s.%d", s.Document, s.First))
		}
		for doc, n := range stream.Pages() {
			seen[fmt.Sprint(doc, n)] = true
			pages++
		}
		if len(seen) != pages {
			t.Errorf("%d pages, %d different ones", pages, len(seen))
		}
		return out, pages
	}
	second := fmt.Sprintf("%s.2", doc.ID)
	confirm := func(day string) {
		must(t, o.Confirm(t.Context(), o.act("reviewer"), worked, Confirmation{Document: doc.ID, Span: chronology.Span{First: 2, Last: doc.Pages}, Dated: day, Kind: "other"}))
	}
	confirm("1/1/1999")
	if got, pages := order(chronology.ByEvent); got[0] != second || pages == 0 {
		t.Errorf("by event: %v, want %s first", got, second)
	}
	arrived, _ := order(chronology.ByArrival)
	if i := slices.Index(arrived, second); i < 1 || arrived[i-1] != fmt.Sprintf("%s.1", doc.ID) {
		t.Errorf("by arrival: %v, want %s after its first page", arrived, second)
	}
}

func TestConfirmRefuses(t *testing.T) {
	sound := Confirmation{Document: "d1", Version: 1, Dated: "3/14/2014", Kind: "imaging", Author: "A", Title: "T"}
	for name, tt := range map[string]struct {
		spoil func(*Confirmation)
		kind  fault.Kind // 0 where it is taken
		field string
	}{
		"sound":              {func(*Confirmation) {}, 0, ""},
		"no day":             {func(c *Confirmation) { c.Dated = " " }, 0, ""},
		"seen before that":   {func(c *Confirmation) { c.Version = 0 }, fault.Conflict, ""},
		"half a day":         {func(c *Confirmation) { c.Dated = "3/14" }, fault.Invalid, "dated"},
		"a day to come":      {func(c *Confirmation) { c.Dated = calendar.DateOf(workday).AddDays(2).US() }, fault.Invalid, "dated"},
		"another kind":       {func(c *Confirmation) { c.Kind = "letter" }, fault.Invalid, "kind"},
		"a list's mark":      {func(c *Confirmation) { c.Author = "A\x1fB" }, fault.Invalid, "author"},
		"a long title":       {func(c *Confirmation) { c.Title = strings.Repeat("ü", 201) }, fault.Invalid, "title"},
		"no title":           {func(c *Confirmation) { c.Title = "\t" }, fault.Invalid, "title"},
		"no such document":   {func(c *Confirmation) { c.Document = "d99" }, fault.NotFound, ""},
		"no such record":     {func(c *Confirmation) { c.Span = chronology.Span{First: 1, Last: 1} }, fault.NotFound, ""},
		"a record beyond it": {func(c *Confirmation) { c.Span = chronology.Span{First: 1, Last: 99} }, fault.NotFound, ""},
	} {
		t.Run(name, func(t *testing.T) {
			o := openOffice(t)
			first := sound
			first.Version = 0
			must(t, o.Confirm(t.Context(), o.act("reviewer"), worked, first))
			c := sound
			tt.spoil(&c)
			err := o.Confirm(t.Context(), o.act("reviewer"), worked, c)
			if tt.kind == 0 && err == nil {
				return
			}
			if f := fault.Of(err); f == nil || f.Kind != tt.kind || tt.field != "" && f.Field(tt.field) == "" {
				t.Errorf("%v", err)
			}
		})
	}
}

// TestDescribeGoesOn: a step that was cut off at any point is done by the next
// worker, and one that came back to the queue while it ran is done again.
func TestDescribeGoesOn(t *testing.T) {
	o := openOffice(t)
	dir := filepath.Join(t.TempDir(), "case2")
	must(t, sample.WriteBundle(dir, "case2"))
	number, err := take(t, o.Desk, dir)
	must(t, err)
	must(t, o.WorkUntilRead(t.Context()))
	before, err := o.Descriptions(t.Context(), operator, number)
	must(t, err)

	var j sqlite.Job
	must(t, o.db.Background(t.Context(), func(tx *sqlite.Tx) (err error) {
		s, _, err := tx.CaseKey(number)
		if err != nil {
			return err
		}
		if err := tx.Enqueue(s.Key, 0, sqlite.Describe); err != nil {
			return err
		}
		j, _, err = tx.Claim(false, lease)
		return err
	}))
	if j.Step != sqlite.Describe {
		t.Fatalf("the queue gave %+v", j)
	}
	o.clock.move(2 * lease) // the worker is gone
	must(t, o.WorkUntilRead(t.Context()))
	must(t, o.db.Background(t.Context(), func(tx *sqlite.Tx) error { return tx.Enqueue(j.Case, 0, sqlite.Describe) }))
	must(t, o.describe(t.Context(), j)) // a late end of the first worker takes nothing off the queue
	open := 0
	must(t, o.db.View(t.Context(), func(tx *sqlite.Tx) (err error) {
		open, err = tx.OpenSteps(false)
		return err
	}))
	must(t, o.WorkUntilRead(t.Context()))
	after, err := o.Descriptions(t.Context(), operator, number)
	must(t, err)
	if open != 1 || fmt.Sprint(before) != fmt.Sprint(after) {
		t.Errorf("%d steps open; before\n%v\nafter\n%v", open, before, after)
	}
}

// TestMissingReportComesAndGoes: a report that a page names is missing until a
// record of that day is there, be it only by a person's word.
func TestMissingReportComesAndGoes(t *testing.T) {
	o := openOffice(t)
	at, doc := longDocument(t, o)
	missing := func() (out []string) {
		t.Helper()
		must(t, o.WorkUntilRead(t.Context()))
		list, err := o.NotReceived(t.Context(), o.act("admin"), worked)
		must(t, err)
		for _, m := range list {
			if m.Document == doc.ID {
				out = append(out, fmt.Sprintf("%s %s on page %d", m.Kind, m.Date, m.Page))
			}
		}
		return out
	}
	reread(t, o, worked, at, fmt.Sprintf(visit, "05/14/2013")+"\nThe MRI dated 02/03/2011 was reviewed.", fmt.Sprintf(visit, "06/11/2013"))
	if got := missing(); !slices.Equal(got, []string{"imaging 2011-02-03 on page 1"}) {
		t.Errorf("missing %v", got)
	}
	must(t, o.Confirm(t.Context(), o.act("admin"), worked,
		Confirmation{Document: doc.ID, Span: chronology.Span{First: 2, Last: doc.Pages}, Dated: "2/3/2011", Kind: "imaging"}))
	if got := missing(); got != nil {
		t.Errorf("still missing %v", got)
	}
}
