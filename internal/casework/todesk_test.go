package casework

import (
	"slices"
	"testing"
	"time"

	"imr/internal/casefile"
	"imr/internal/desk"
	"imr/internal/fault"
)

func (o *office) todo(t *testing.T, ask DeskAsk) ToDo {
	t.Helper()
	out, err := o.ToDo(t.Context(), o.act("admin"), ask)
	must(t, err)
	return out
}

func on(rows []DeskCase, number casefile.CaseNumber) (DeskCase, bool) {
	i := slices.IndexFunc(rows, func(c DeskCase) bool { return c.Number == number })
	if i < 0 {
		return DeskCase{}, false
	}
	return rows[i], true
}

// TestDeskShowsWhatIsLateAndRepairsIt: a case in the hands of a reviewer, past its due
// date, is repaired by giving it to another, who has it offered; the first has it no more.
func TestDeskShowsWhatIsLateAndRepairsIt(t *testing.T) {
	o := openOffice(t)
	o.credential(t, "reviewer", "other")
	o.clock.move(60 * 24 * time.Hour)
	todo := o.todo(t, DeskAsk{N: 5})
	late, there := on(todo.Cases[LateCases], worked)
	if !there || late.Late < 1 || late.Code != o.code("reviewer") || todo.Total[LateCases] < 1 {
		t.Fatalf("late are %+v", todo.Cases[LateCases])
	}
	i := slices.IndexFunc(late.Repairs, func(r desk.Repair) bool { return r.Kind == desk.Reassign })
	if i < 0 || late.Repairs[i].To != o.code("other") {
		t.Fatalf("the repairs are %+v", late.Repairs)
	}
	if len(o.todo(t, DeskAsk{List: LateCases, Reviewer: o.code("other")}).Cases[LateCases]) != 0 {
		t.Error("a filter for another reviewer shows the case")
	}
	wantKind(t, "without a reason", o.HandOver(t.Context(), o.act("admin"), worked, o.code("other"), " "), fault.Invalid)
	wantKind(t, "a reviewer", o.HandOver(t.Context(), o.act("other"), worked, o.code("other"), "x"), fault.NotFound)
	must(t, o.HandOver(t.Context(), o.act("admin"), worked, o.code("other"), "late"))
	wantKind(t, "the file after", second(o.Case(t.Context(), o.act("reviewer"), worked)), fault.NotFound)
	offers := o.todo(t, DeskAsk{List: OpenOffers, N: 5})
	if one, there := on(offers.Cases[OpenOffers], worked); !there || one.Code != o.code("other") {
		t.Errorf("the offers are %+v", offers.Cases[OpenOffers])
	}
	must(t, o.HandOver(t.Context(), o.act("admin"), free, o.code("other"), "next"))
}

// TestOffersAreWithdrawnAtOnce: what has none is left alone, and nothing is done without a reason.
func TestOffersAreWithdrawnAtOnce(t *testing.T) {
	o := openOffice(t)
	o.credential(t, "other")
	must(t, o.Offer(t.Context(), o.act("admin"), free, o.code("other"), "x"))
	both := []casefile.CaseNumber{free, worked}
	steps, err := o.PreviewAct(t.Context(), o.act("admin"), Withdraw, both)
	if err != nil || len(steps) != 2 || steps[0].Not != "" || steps[1].Not == "" {
		t.Fatalf("the preview is %+v, %v", steps, err)
	}
	_, err = o.ApplyAct(t.Context(), o.act("admin"), Withdraw, both, "")
	wantKind(t, "without a reason", err, fault.Invalid)
	_, err = o.ApplyAct(t.Context(), o.act("other"), Withdraw, both, "x")
	wantKind(t, "a reviewer", err, fault.Forbidden)
	n, err := o.ApplyAct(t.Context(), o.act("admin"), Withdraw, both, "no answer")
	if err != nil || n != 1 || o.stateOf(t, free) != casefile.Ready || o.stateOf(t, worked) != casefile.InReview {
		t.Errorf("ApplyAct = %d, %v; %s, %s", n, err, o.stateOf(t, free), o.stateOf(t, worked))
	}
	_, err = o.ApplyAct(t.Context(), o.act("admin"), Withdraw, both, "again")
	wantKind(t, "again", err, fault.Conflict)
	_, err = o.PreviewAct(t.Context(), o.act("admin"), "burn", both)
	wantKind(t, "another act", err, fault.Invalid)
}

// TestCredentialsThatEndAreOnTheDesk, the first to end at the top.
func TestCredentialsThatEndAreOnTheDesk(t *testing.T) {
	o := openOffice(t)
	p := fit()
	p.Licences[0].Expires = o.Today().AddDays(3)
	must(t, o.SaveProfile(t.Context(), o.act("admin"), o.code("other"), 0, p))
	got := o.todo(t, DeskAsk{}).Credentials
	if len(got) == 0 || got[0].Code != o.code("other") || got[0].What != "licence California" {
		t.Errorf("the credentials are %+v", got)
	}
}

func TestDeskFilters(t *testing.T) {
	o := openOffice(t)
	must(t, o.SaveDeskFilter(t.Context(), o.act("admin"), "mine", "/desk/late?priority=expedited"))
	must(t, o.SaveDeskFilter(t.Context(), o.act("admin"), "mine", "/desk/late?priority=standard"))
	wantKind(t, "no name", o.SaveDeskFilter(t.Context(), o.act("admin"), " ", "/desk/late"), fault.Invalid)
	wantKind(t, "another place", o.SaveDeskFilter(t.Context(), o.act("admin"), "x", "/users"), fault.Invalid)
	wantKind(t, "a reviewer", o.SaveDeskFilter(t.Context(), o.act("other"), "x", "/desk/late"), fault.Forbidden)
	got := o.todo(t, DeskAsk{}).Filters
	if len(got) != 1 || got[0].Address != "/desk/late?priority=standard" {
		t.Errorf("the filters are %+v", got)
	}
	must(t, o.DropDeskFilter(t.Context(), o.act("admin"), "mine"))
	if got := o.todo(t, DeskAsk{}).Filters; len(got) != 0 {
		t.Errorf("the filters are %+v after", got)
	}
	_, err := o.ToDo(t.Context(), o.act("other"), DeskAsk{})
	wantKind(t, "the desk for a reviewer", err, fault.Forbidden)
}
