package casework

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/review"
)

func (o *office) draft(t *testing.T, number casefile.CaseNumber) Draft {
	t.Helper()
	d, err := o.Draft(t.Context(), o.act("reviewer"), number)
	must(t, err)
	return d
}

func TestSaveTellsTheVersionAndTime(t *testing.T) {
	o := openOffice(t)
	saved, err := o.SaveSummary(t.Context(), o.act("reviewer"), worked, 1, []review.Sentence{{ID: "s1", Text: "Half a sent"}})
	if err != nil || saved.Version != 2 || !saved.At.Equal(o.clock.now()) {
		t.Errorf("SaveSummary = %+v, %v", saved, err)
	}
	if d := o.draft(t, worked); !d.Parts[SummaryPart].At.Equal(saved.At) || d.Parts[SummaryPart].Version != 2 || d.Summary[0].Text != "Half a sent" {
		t.Errorf("stored: %+v", d.Parts[SummaryPart])
	}
	decided, err := o.SaveDecision(t.Context(), o.act("reviewer"), worked, 1, review.Decision{Item: "2", Rationale: "Half a reas"})
	if err != nil || decided.Version != 2 {
		t.Errorf("SaveDecision = %+v, %v", decided, err)
	}
	if got := o.draft(t, worked).For("2"); len(got) != 1 || got[0].Rationale != "Half a reas" {
		t.Errorf("stored: %+v", got)
	}
}

func TestSecondWindowIsAConflict(t *testing.T) {
	o := openOffice(t)
	by := o.act("reviewer")
	must(t, second(o.SaveSummary(t.Context(), by, worked, 1, []review.Sentence{{Text: "first window"}})))
	before, head := o.draft(t, worked), o.head(t)
	wantKind(t, "summary", second(o.SaveSummary(t.Context(), by, worked, 1, []review.Sentence{{Text: "second window"}})), fault.Conflict)
	wantKind(t, "decision", second(o.SaveDecision(t.Context(), by, worked, 0, review.Decision{Item: "1"})), fault.Conflict)
	if diff := cmp.Diff(before, o.draft(t, worked)); diff != "" || o.head(t) != head {
		t.Errorf("a conflict changed the draft or the trail:\n%s", diff)
	}
}

func TestDecisionOnNoItemIsRefused(t *testing.T) {
	o := openOffice(t)
	for _, item := range []casefile.ItemID{"", "3", "1 "} {
		wantKind(t, string(item), second(o.SaveDecision(t.Context(), o.act("reviewer"), worked, 0, review.Decision{Item: item})), fault.NotFound)
	}
}

// TestDropOneOfTwoDecisions works on the case of testdata/full, whose first item
// is decided twice.
func TestDropOneOfTwoDecisions(t *testing.T) {
	const twice, once casefile.ItemID = "1/a", "2;b"
	for name, tt := range map[string]struct {
		n    int
		want string
	}{"the first": {0, "decided twice"}, "the second": {1, "A second rationale"}} {
		t.Run(name, func(t *testing.T) {
			o := openOffice(t)
			by := o.act("reviewer")
			must(t, o.Assign(t.Context(), operator, free, people["reviewer"].Email))
			for _, absent := range []int{-1, 2} {
				wantKind(t, fmt.Sprint(absent), o.DropDecision(t.Context(), by, free, twice, absent), fault.NotFound)
			}
			must(t, o.DropDecision(t.Context(), by, free, twice, tt.n))
			for range 2 { // a second click must not take the other one too
				wantKind(t, "the last one", o.DropDecision(t.Context(), by, free, twice, 0), fault.Conflict)
			}
			wantKind(t, "an only one", o.DropDecision(t.Context(), by, free, once, 0), fault.Conflict)
			d := o.draft(t, free)
			if got := d.For(twice); len(got) != 1 || got[0].Rationale != tt.want || len(d.For(once)) != 1 {
				t.Errorf("what stays is %+v", d.Decisions)
			}
		})
	}
}

func TestAnswersAreKeptAndTakenBack(t *testing.T) {
	o := openOffice(t)
	by := o.act("reviewer")
	before := o.draft(t, worked).Answers
	a := review.Answer{Finding: "absence-claim", Item: "1", Text: "words", Answer: "because"}
	must(t, o.Answer(t.Context(), by, worked, a))
	a.Answer = "better"
	must(t, o.Answer(t.Context(), by, worked, a))
	if got := o.draft(t, worked).Answers; len(got) != len(before)+1 || got[len(got)-1] != a {
		t.Errorf("answers: %+v", got)
	}
	a.Answer = ""
	must(t, o.Answer(t.Context(), by, worked, a))
	if diff := cmp.Diff(len(before), len(o.draft(t, worked).Answers)); diff != "" {
		t.Errorf("after taking it back: %s", diff)
	}
}

// TestOneEventForEachAct counts: whatever was done is in the trail once, and what
// was refused is not.
func TestOneEventForEachAct(t *testing.T) {
	o := openOffice(t)
	by, before := o.act("reviewer"), o.head(t).Seq
	must(t, second(o.SaveSummary(t.Context(), by, worked, 1, nil)))
	must(t, second(o.SaveDecision(t.Context(), by, worked, 1, review.Decision{Item: "1"})))
	must(t, second(o.AddFact(t.Context(), by, worked, review.Fact{Source: review.Source{Document: "d4", Page: 1, Quote: "q"}})))
	must(t, o.DropFact(t.Context(), by, worked, o.draft(t, worked).Facts[0].ID))
	must(t, o.Answer(t.Context(), by, worked, review.Answer{Finding: "absence-claim", Text: "t", Answer: "a"}))
	must(t, second(o.Export(t.Context(), operator, worked)))
	must(t, o.Assign(t.Context(), o.act("admin"), free, people["other"].Email))
	wantKind(t, "a conflict", second(o.SaveSummary(t.Context(), by, worked, 1, nil)), fault.Conflict)
	wantKind(t, "a foreign case", second(o.SaveSummary(t.Context(), by, free, 1, nil)), fault.NotFound)
	names := []string{"draft.save", "draft.save", "fact.add", "fact.drop", "finding.answer", "case.export", "case.assign"}
	es, err := o.Events(t.Context(), o.act("auditor"), 1<<62, int(o.head(t).Seq-before))
	must(t, err)
	if len(es) != len(names) {
		t.Fatalf("%d events, want %d", len(es), len(names))
	}
	for i, e := range es {
		want := names[len(names)-1-i]
		if e.Name != want || strings.Contains(e.Actor+e.Object+e.Note, "Canary") {
			t.Errorf("event %d is %s by %s on %s, want %s", e.Seq, e.Name, e.Actor, e.Object, want)
		}
	}
	if es[2].Actor != string(by.ID) || es[2].Object != string(worked) || es[1].Actor != "command test" {
		t.Errorf("the actors are %s and %s", es[2].Actor, es[1].Actor)
	}
}

// TestSaveOrReassignIsDecidedOnce: of a save and a reassignment that meet, a save
// is either before it or not done.
func TestSaveOrReassignIsDecidedOnce(t *testing.T) {
	o := openOffice(t)
	by := o.act("reviewer")
	var all sync.WaitGroup
	saved := make([]bool, 8)
	for i := range saved {
		all.Go(func() {
			_, err := o.SaveDecision(t.Context(), by, worked, i, review.Decision{Item: "1", Rationale: fmt.Sprint(i)})
			saved[i] = err == nil
			if err != nil && !fault.Is(err, fault.Conflict) && !fault.Is(err, fault.NotFound) {
				t.Errorf("save %d: %v", i, err)
			}
		})
	}
	all.Go(func() { must(t, o.Assign(t.Context(), operator, worked, people["other"].Email)) })
	all.Wait()
	es, err := o.Events(t.Context(), o.act("auditor"), 1<<62, 20)
	must(t, err)
	after := true
	for _, e := range es { // the newest first
		if e.Name == "case.assign" {
			after = false
		}
		if e.Name == "draft.save" && after {
			t.Error("the former reviewer saved after the reassignment")
		}
	}
}
