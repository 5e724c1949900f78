package sqlite

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/deadline"
	"imr/internal/fault"
)

func TestCaseRoundTripOfEveryField(t *testing.T) {
	d := fresh(t)
	want := addCase(t, d, "CM14-0031234")
	other := addCase(t, d, "CM14-0031235") // whose parts are not to be mixed in
	view(t, d, func(tx *Tx) error {
		got, found, err := tx.Case(want.Number)
		if err != nil || !found {
			t.Fatalf("Case: found %v, %v", found, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("case (-want +got):\n%s", diff)
		}
		key, found, err := tx.CaseKey(want.Number)
		if diff := cmp.Diff(StoredCase{Key: want.Key, State: casefile.Ready, Case: casefile.Case{Number: want.Number}}, key); !found || err != nil || diff != "" {
			t.Errorf("CaseKey: found %v, %v (-want +got):\n%s", found, err, diff)
		}
		return nil
	})
	if want.Key == other.Key {
		t.Error("two cases share a key")
	}
}

func TestCaseRoundTripOfTheLeast(t *testing.T) {
	d := fresh(t)
	want := StoredCase{State: casefile.Ready, Case: casefile.Case{Number: "CM14-1", Priority: casefile.Standard}}
	update(t, d, func(tx *Tx) (err error) {
		want.Key, err = tx.AddCase(want.Case, casefile.Ready)
		return err
	})
	view(t, d, func(tx *Tx) error {
		got, found, err := tx.Case("CM14-1")
		if diff := cmp.Diff(want, got); !found || diff != "" {
			t.Errorf("found %v (-want +got):\n%s", found, diff)
		}
		return err
	})
}

func TestAbsentCase(t *testing.T) {
	d := fresh(t)
	addCase(t, d, "CM14-0031234")
	view(t, d, func(tx *Tx) error {
		for _, number := range []casefile.CaseNumber{"", "cm14-0031234", "CM14-0031234 ", "CM14-%"} {
			if got, found, err := tx.Case(number); found || err != nil || got.Key != 0 {
				t.Errorf("Case(%q) = %+v, %v, %v; want none", number, got, found, err)
			}
		}
		return nil
	})
}

func TestTakenCaseNumberIsRefused(t *testing.T) {
	d := fresh(t)
	want := addCase(t, d, "CM14-0031234")
	before := dump(t, d, "cases")
	err := d.Update(t.Context(), actOf("import"), func(tx *Tx) error {
		_, err := tx.AddCase(want.Case, casefile.Ready)
		return err
	})
	if err == nil || dump(t, d, "cases") != before {
		t.Errorf("a second case with the number: %v, and the cases changed: %v", err, dump(t, d, "cases") != before)
	}
}

func TestNextCaseNumber(t *testing.T) {
	for name, tt := range map[string]struct {
		have []casefile.CaseNumber
		year int
		want casefile.CaseNumber
	}{
		"the first":               {nil, 2014, "CM14-0000001"},
		"after one":               {[]casefile.CaseNumber{"CM14-0031234"}, 2014, "CM14-0031235"},
		"after the highest":       {[]casefile.CaseNumber{"CM14-0000009", "CM14-0000010", "CM14-0000002"}, 2014, "CM14-0000011"},
		"of another year":         {[]casefile.CaseNumber{"CM14-0031234"}, 2015, "CM15-0000001"},
		"early in the century":    {nil, 2005, "CM05-0000001"},
		"numbers of other makers": {[]casefile.CaseNumber{"CM14-99999999", "CM14-zzzzzzz", "CM14-12", "XCM14-0000500", "CM14-0000003"}, 2014, "CM14-0000004"},
	} {
		t.Run(name, func(t *testing.T) {
			d := fresh(t)
			for _, n := range tt.have {
				addCase(t, d, n)
			}
			view(t, d, func(tx *Tx) error {
				got, err := tx.NextCaseNumber(tt.year)
				if got != tt.want {
					t.Errorf("NextCaseNumber(%d) = %s, want %s", tt.year, got, tt.want)
				}
				return err
			})
		})
	}
}

func TestMove(t *testing.T) {
	const none = fault.Kind(-1)
	d := fresh(t)
	stored := addCase(t, d, "CM14-0031234")
	update(t, d, func(tx *Tx) error {
		for _, tt := range []struct {
			believed casefile.State
			act      casefile.Act
			to       casefile.State
			refused  fault.Kind
		}{
			{casefile.InReview, casefile.HandIn, casefile.InReview, fault.Conflict}, // is still ready
			{casefile.Ready, casefile.HandIn, casefile.Ready, fault.Forbidden},
			{casefile.Ready, casefile.Assign, casefile.InReview, none},
			{casefile.Ready, casefile.Assign, casefile.Ready, fault.Conflict}, // is ready no longer
			{casefile.InReview, casefile.HandIn, casefile.HandedIn, none},
		} {
			s := stored
			s.State = tt.believed
			err := tx.Move(&s, tt.act)
			f := fault.Of(err)
			if s.State != tt.to || (err == nil) != (tt.refused == none) || f != nil && f.Kind != tt.refused {
				t.Errorf("Move(%s, %s) = %s, %v; want %s, %v", tt.believed, tt.act, s.State, err, tt.to, tt.refused)
			}
		}
		return nil
	})
}

func TestPagesRoundTrip(t *testing.T) {
	d := fresh(t)
	s := addCase(t, d, "CM14-0031234")
	want := []casefile.Page{
		{Document: s.Documents[1].ID, Number: 1, Width: 612, Height: 792.5, Reading: casefile.OCR, Engine: "tesseract 5", Confidence: 91.5, Words: []casefile.Word{
			{Text: "Grün \"and\" <5>", X0: 72.1, Y0: 80.2, X1: 99.9, Y1: 91, Line: 0},
			{Text: "0", X0: 0, Y0: 0.1, X1: 612, Y1: 792.5, Line: 1}}},
		{Document: s.Documents[1].ID, Number: 2, Width: 100.25, Height: 50, Reading: casefile.NoText, Words: []casefile.Word{}},
	}
	last := casefile.Page{Document: s.Documents[2].ID, Number: 1, Width: 1, Height: 2, Reading: casefile.NotRead, Words: []casefile.Word{}}
	update(t, d, func(tx *Tx) error { return tx.AddPages(s.Key, 2, []casefile.Page{last}) })
	update(t, d, func(tx *Tx) error { return tx.AddPages(s.Key, 1, want) })
	want = append(want, last)
	view(t, d, func(tx *Tx) error {
		got, err := tx.Pages(s.Key)
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("Pages: %v (-want +got):\n%s", err, diff)
		}
		sizes, err := tx.PageSizes(s.Key)
		for i := range want {
			want[i].Words = nil
		}
		if diff := cmp.Diff(want, sizes); err != nil || diff != "" {
			t.Errorf("PageSizes: %v (-want +got):\n%s", err, diff)
		}
		p, found, err := tx.Page(s.Key, s.Documents[1].ID, 2)
		if !found || err != nil || p.Width != 100.25 {
			t.Errorf("Page 2 = %+v, %v, %v", p, found, err)
		}
		for _, absent := range []struct {
			doc  casefile.DocumentID
			page int
		}{{s.Documents[1].ID, 0}, {s.Documents[1].ID, 3}, {"none", 1}} {
			if _, found, err := tx.Page(s.Key, absent.doc, absent.page); found || err != nil {
				t.Errorf("Page(%v): found %v, %v", absent, found, err)
			}
		}
		return nil
	})
}

func TestDamagedWordsAreAnError(t *testing.T) {
	good, err := packWords([]casefile.Word{{Text: "a", X1: 1, Y1: 1}})
	must(t, err)
	for name, blob := range map[string][]byte{"empty": nil, "cut": good[:len(good)/2], "not deflated": []byte(`[["a",0,0,1,1,0]]`)} {
		if words, err := unpackWords(blob); err == nil {
			t.Errorf("%s: %v, want an error", name, words)
		}
	}
}

func TestQueue(t *testing.T) {
	d := fresh(t)
	mine, theirs, free := addCase(t, d, "CM14-1"), addCase(t, d, "CM14-2"), addCase(t, d, "CM14-3")
	addUsers(t, d, "u1", "u2")
	update(t, d, func(tx *Tx) error { return tx.Assign(mine.Key, "u1") })
	update(t, d, func(tx *Tx) error { return tx.Assign(theirs.Key, "u2") })
	var due deadline.Due
	update(t, d, func(tx *Tx) error {
		l, err := tx.AddEvents(mine, mine.OpeningEvents()...)
		due, _ = l.Decision()
		return err
	})
	pages := mine.Documents[0].Pages + mine.Documents[1].Pages + mine.Documents[2].Pages
	row := func(s StoredCase, reviewer string) QueueRow {
		return QueueRow{Number: s.Number, State: casefile.Ready, Priority: s.Priority, EmployeeName: s.Employee.Name, Items: 3, Pages: pages, ReviewerName: reviewer}
	}
	ours := func(reviewer string) QueueRow {
		r := row(mine, reviewer)
		r.Due, r.DueRule = due.On, due.Words()
		return r
	}
	got, err := d.Queue(t.Context(), "u1")
	if diff := cmp.Diff([]QueueRow{ours("")}, got); err != nil || diff != "" {
		t.Errorf("Queue: %v (-want +got):\n%s", err, diff)
	}
	all, err := d.AllCases(t.Context())
	if diff := cmp.Diff([]QueueRow{ours("Name of u1"), row(theirs, "Name of u2"), row(free, "")}, all); err != nil || diff != "" {
		t.Errorf("AllCases: %v (-want +got):\n%s", err, diff)
	}
}

func TestDateColumn(t *testing.T) {
	for _, day := range []calendar.Date{{}, calendar.MustDate("2014-02-28"), calendar.MustDate("0099-12-31")} {
		v, err := date{&day}.Value()
		must(t, err)
		got := calendar.MustDate("2000-01-01")
		if err := (date{&got}).Scan(v); err != nil || got != day {
			t.Errorf("%v came back as %v, %v", day, got, err)
		}
	}
	var got calendar.Date
	for _, bad := range []any{nil, int64(5), "2014-02-30", "yesterday"} {
		if err := (date{&got}).Scan(bad); err == nil {
			t.Errorf("Scan(%v) = nil, want an error", bad)
		}
	}
	if strings.Contains(got.String(), "2014") {
		t.Error("a bad date was taken in part")
	}
}
