package casework

import (
	"strings"
	"testing"

	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/reviewer"
)

// twoReady is an office with two cases without a reviewer and two reviewers who may
// have both.
func twoReady(t *testing.T) *office {
	t.Helper()
	o := openOffice(t)
	must(t, o.TakeBack(t.Context(), o.act("admin"), worked, "ill"))
	o.credential(t, "reviewer", "other")
	return o
}

func (o *office) plan(t *testing.T) Plan {
	t.Helper()
	id, err := o.MakePlan(t.Context(), o.act("admin"), nil)
	must(t, err)
	p, err := o.Plan(t.Context(), o.act("admin"), id)
	must(t, err)
	return p
}

func (o *office) stateOf(t *testing.T, n casefile.CaseNumber) casefile.State {
	t.Helper()
	c, err := o.Case(t.Context(), o.act("admin"), n)
	must(t, err)
	return c.State
}

// TestPlanIsAppliedAndUndoneAsOne: what was answered meanwhile stays.
func TestPlanIsAppliedAndUndoneAsOne(t *testing.T) {
	o := twoReady(t)
	p := o.plan(t)
	if len(p.Placed) != 2 || len(p.Unplaced) != 0 || p.After.Placed != 2 || len(p.Shares) == 0 {
		t.Fatalf("the plan is %+v", p.Plan)
	}
	if o.stateOf(t, free) != casefile.Ready {
		t.Error("a plan that is not applied moved a case")
	}
	must(t, o.ApplyPlan(t.Context(), o.act("admin"), p.ID))
	wantKind(t, "twice", o.ApplyPlan(t.Context(), o.act("admin"), p.ID), fault.Conflict)
	a, err := o.Assignable(t.Context(), o.act("admin"), free)
	must(t, err)
	if a.State != casefile.Offered || len(a.Choices) != 1 || len(a.Choices[0].Card.Ranked)+len(a.Choices[0].Card.Unsuitable) != 2 || !strings.HasPrefix(a.Choices[0].Reason, "By plan 1, place") {
		t.Fatalf("after: %s, %+v", a.State, a.Choices)
	}
	who := "reviewer"
	if a.Choices[0].Reviewer == o.user["other"].ID {
		who = "other"
	}
	must(t, o.AcceptOffer(t.Context(), o.act(who), free, o.none(t, who)))
	back, stay, err := o.UndoPlan(t.Context(), o.act("admin"), p.ID)
	if err != nil || back != 1 || stay != 1 {
		t.Errorf("UndoPlan = %d, %d, %v", back, stay, err)
	}
	if o.stateOf(t, free) != casefile.InReview || o.stateOf(t, worked) != casefile.Ready {
		t.Errorf("after the undoing: %s and %s", o.stateOf(t, free), o.stateOf(t, worked))
	}
	_, _, err = o.UndoPlan(t.Context(), o.act("admin"), p.ID)
	wantKind(t, "undone twice", err, fault.Conflict)
	events := 0
	for _, name := range []string{"plan.make", "plan.apply", "plan.undo"} {
		var n int
		must(t, o.sql(t).QueryRow("SELECT count(*) FROM audit_events WHERE name = ? AND object = 'plan 1'", name).Scan(&n))
		events += n
	}
	if events != 3 {
		t.Errorf("the plan left %d events", events)
	}
}

// TestStalePlanIsRefusedWithWhatChanged: and nothing of it is done.
func TestStalePlanIsRefusedWithWhatChanged(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(t *testing.T, o *office)
		want   string
	}{
		"a case was offered meanwhile": {func(t *testing.T, o *office) {
			must(t, o.Offer(t.Context(), o.act("admin"), free, o.code("reviewer"), "x"))
		}, "Case " + string(free) + ": was ready"},
		"credentials changed": {func(t *testing.T, o *office) {
			for _, name := range []string{"reviewer", "other"} {
				must(t, o.SaveProfile(t.Context(), o.act("admin"), o.code(name), 1, fit()))
			}
		}, "credentials of version 1, 0 cases in hand, and is credentials of version 2"},
		"a tie became known": {func(t *testing.T, o *office) {
			for _, name := range []string{"reviewer", "other"} {
				must(t, o.SaveIdentity(t.Context(), o.act("admin"), o.code(name), reviewer.Identity{LegalName: "Nona Newname"}))
			}
		}, "what is on file of it changed"},
	} {
		o := twoReady(t)
		p := o.plan(t)
		tt.change(t, o)
		before := o.stateOf(t, worked)
		err := o.ApplyPlan(t.Context(), o.act("admin"), p.ID)
		wantKind(t, name, err, fault.Conflict)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q in it", name, err, tt.want)
		}
		if o.stateOf(t, worked) != before {
			t.Errorf("%s: the other case is %s", name, o.stateOf(t, worked))
		}
	}
}

func TestPlansAreForAdmins(t *testing.T) {
	o := twoReady(t)
	p := o.plan(t)
	_, err := o.MakePlan(t.Context(), o.act("reviewer"), nil)
	wantKind(t, "make", err, fault.Forbidden)
	_, err = o.Plan(t.Context(), o.act("reviewer"), p.ID)
	wantKind(t, "look", err, fault.Forbidden)
	wantKind(t, "apply", o.ApplyPlan(t.Context(), o.act("reviewer"), p.ID), fault.Forbidden)
	_, _, err = o.UndoPlan(t.Context(), o.act("reviewer"), p.ID)
	wantKind(t, "undo", err, fault.Forbidden)
	_, err = o.MakePlan(t.Context(), o.act("admin"), []casefile.CaseNumber{"CM99-0000000"})
	wantKind(t, "of nothing", err, fault.Invalid)
	_, err = o.Plan(t.Context(), o.act("admin"), 99)
	wantKind(t, "none", err, fault.NotFound)
}
