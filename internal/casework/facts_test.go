package casework

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/review"
)

func TestFacts(t *testing.T) {
	o := openOffice(t)
	by := o.act("reviewer")
	at := review.Source{Document: "d4", Page: 1, Quote: "neck"}
	for name, tt := range map[string]struct {
		fact review.Fact
		want fault.Kind
	}{
		"no words":       {review.Fact{Source: review.Source{Document: "d4", Page: 1, Quote: " \n"}}, fault.Invalid},
		"no such page":   {review.Fact{Source: review.Source{Document: "d4", Page: 999, Quote: "neck"}}, fault.NotFound},
		"page 0":         {review.Fact{Source: review.Source{Document: "d4", Quote: "neck"}}, fault.NotFound},
		"no such record": {review.Fact{Source: review.Source{Document: "d,1", Page: 1, Quote: "neck"}}, fault.NotFound},
		"no such item":   {review.Fact{Source: at, Lanes: map[casefile.ItemID]review.Side{"9": review.For}}, fault.NotFound},
		"no such side":   {review.Fact{Source: at, Lanes: map[casefile.ItemID]review.Side{"1": "beside"}}, fault.Invalid},
		"a long note":    {review.Fact{Source: at, Note: strings.Repeat("ü", 2001)}, fault.Invalid},
	} {
		wantKind(t, name, second(o.AddFact(t.Context(), by, worked, tt.fact)), tt.want)
	}
	made, err := o.AddFact(t.Context(), by, worked, review.Fact{Source: at, Lanes: map[casefile.ItemID]review.Side{"1": review.For}})
	must(t, err)
	opened, err := o.Case(t.Context(), by, worked)
	must(t, err)
	doc, _ := opened.Document("d4")
	if made.EventDate != doc.Dated || doc.Dated.IsZero() {
		t.Errorf("the day proposed is %s, the document is of %s", made.EventDate, doc.Dated)
	}
	if diff := cmp.Diff([]review.Fact{made}, o.draft(t, worked).Facts); diff != "" {
		t.Errorf("(-made +kept):\n%s", diff)
	}
}

func TestFactChanges(t *testing.T) {
	o := openOffice(t)
	by := o.act("reviewer")
	f, err := o.AddFact(t.Context(), by, worked, review.Fact{Source: review.Source{Document: "d4", Page: 1, Quote: "neck"}, EventDate: calendar.MustDate("2019-01-02")})
	must(t, err)
	must(t, o.PutInLane(t.Context(), by, worked, f.ID, 1, Lane{"1", review.Against}))
	wantKind(t, "a lane over an older version", o.PutInLane(t.Context(), by, worked, f.ID, 1, Lane{"1", review.For}), fault.Conflict)
	wantKind(t, "the lane of no item", o.PutInLane(t.Context(), by, worked, f.ID, 2, Lane{"9", review.For}), fault.NotFound)
	f.Note, f.EventDate, f.Version = "mine", calendar.Date{}, 2
	f.Lanes = map[casefile.ItemID]review.Side{"1": review.For}
	must(t, o.SaveFact(t.Context(), by, worked, f))
	wantKind(t, "an edit over an older version", o.SaveFact(t.Context(), by, worked, f), fault.Conflict)
	f.Version = 3
	if diff := cmp.Diff([]review.Fact{f}, o.draft(t, worked).Facts); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	must(t, o.DropFact(t.Context(), by, worked, f.ID))
	if left := o.draft(t, worked).Facts; left != nil {
		t.Errorf("left are %+v", left)
	}
	must(t, o.TakeBackFact(t.Context(), by, worked, f.ID))
	if got := o.draft(t, worked).Facts; len(got) != 1 || got[0].Note != "mine" || got[0].Lanes["1"] != review.For {
		t.Errorf("taken back is %+v", got)
	}
}

// TestFactsAndNotesStayWithTheirAuthor: the next reviewer of a case has neither,
// and no bundle holds them.
func TestFactsAndNotesStayWithTheirAuthor(t *testing.T) {
	o := openOffice(t)
	const canary = "a heron by the river"
	must(t, second(o.AddFact(t.Context(), o.act("reviewer"), worked, review.Fact{Source: review.Source{Document: "d4", Page: 1, Quote: canary}, Note: canary})))
	must(t, second(o.SaveNote(t.Context(), o.act("reviewer"), worked, Note{PageName: PageName{Document: "d4", Number: 1}, Text: canary})))
	exported, err := o.Export(t.Context(), operator, worked)
	must(t, err)
	if strings.Contains(fmt.Sprintf("%+v", exported), canary) {
		t.Error("the bundle holds what was the reviewer's own")
	}
	must(t, o.Assign(t.Context(), operator, worked, people["other"].Email))
	d, err := o.Draft(t.Context(), o.act("other"), worked)
	must(t, err)
	notes, err := o.Notes(t.Context(), o.act("other"), worked)
	must(t, err)
	if len(d.Facts)+len(notes) != 0 {
		t.Errorf("the next reviewer has %+v and %+v", d.Facts, notes)
	}
}

func TestNotes(t *testing.T) {
	o := openOffice(t)
	by := o.act("reviewer")
	note := Note{PageName: PageName{Document: "d4", Number: 1}, Text: "ask for the operative report"}
	for name, tt := range map[string]struct {
		note Note
		want fault.Kind
	}{
		"no such page": {Note{PageName: PageName{Document: "d4", Number: 999}, Text: "x"}, fault.NotFound},
		"too long":     {Note{PageName: note.PageName, Text: strings.Repeat("ü", 10_001)}, fault.Invalid},
	} {
		wantKind(t, name, second(o.SaveNote(t.Context(), by, worked, tt.note)), tt.want)
	}
	kept, err := o.SaveNote(t.Context(), by, worked, note)
	if err != nil || kept.Version != 1 || !kept.SavedAt.Equal(o.clock.now()) {
		t.Errorf("kept as %+v, %v", kept, err)
	}
	wantKind(t, "another window", second(o.SaveNote(t.Context(), by, worked, note)), fault.Conflict)
	must(t, o.sign(t, o.shown(t), password))
	kept.Text = ""
	must(t, second(o.SaveNote(t.Context(), by, worked, kept)))
	got, err := o.Notes(t.Context(), by, worked)
	if err != nil || len(got) != 1 || got[0].Text != "" || got[0].Version != 2 {
		t.Errorf("after taking it away, signed: %+v, %v", got, err)
	}
}
