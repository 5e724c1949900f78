package casework

import (
	"context"
	"testing"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/casefile"
	"imr/internal/chronology"
	"imr/internal/fault"
	"imr/internal/review"
)

// caseActs is every act on a case, by what it takes to do it. An act is done on
// the number that it is given, and with good input.
func caseActs(ctx context.Context, d *Desk) map[string]map[string]func(account.Actor, casefile.CaseNumber) error {
	type act = func(account.Actor, casefile.CaseNumber) error
	return map[string]map[string]act{
		"open": {
			"Case": func(by account.Actor, n casefile.CaseNumber) error { return second(d.Case(ctx, by, n)) },
			"Records": func(by account.Actor, n casefile.CaseNumber) error {
				return second(d.Records(ctx, by, n, chronology.ByEvent))
			},
			"Page": func(by account.Actor, n casefile.CaseNumber) error { return second(d.Page(ctx, by, n, "d4", 1)) },
			"Stream": func(by account.Actor, n casefile.CaseNumber) error {
				return second(d.Stream(ctx, by, n, chronology.ByEvent))
			},
			"Descriptions": func(by account.Actor, n casefile.CaseNumber) error { return second(d.Descriptions(ctx, by, n)) },
			"NotReceived":  func(by account.Actor, n casefile.CaseNumber) error { return second(d.NotReceived(ctx, by, n)) },
			"Confirm": func(by account.Actor, n casefile.CaseNumber) error {
				return d.Confirm(ctx, by, n, Confirmation{Document: "d4", Kind: "imaging", Title: "MRI"})
			},
			"Part": func(by account.Actor, n casefile.CaseNumber) error {
				return d.Part(ctx, by, n, PageName{Document: "d4", Number: 2}, Split)
			},
			"NearCopies": func(by account.Actor, n casefile.CaseNumber) error { return second(d.NearCopies(ctx, by, n)) },
			"Compare": func(by account.Actor, n casefile.CaseNumber) error {
				return second(d.Compare(ctx, by, n, PageName{Document: "d4", Number: 1}))
			},
			"Carried": func(by account.Actor, n casefile.CaseNumber) error {
				_, _, err := d.Carried(ctx, by, n, PageName{Document: "d4", Number: 1})
				return err
			},
			"PageImage": func(by account.Actor, n casefile.CaseNumber) error {
				return second(d.PageImage(ctx, by, n, "d4", 1, 100))
			},
			"Determination": func(by account.Actor, n casefile.CaseNumber) error {
				_, _, err := d.Determination(ctx, by, n)
				return err
			},
		},
		"draft": {
			"Draft":    func(by account.Actor, n casefile.CaseNumber) error { return second(d.Draft(ctx, by, n)) },
			"Checked":  func(by account.Actor, n casefile.CaseNumber) error { return second(d.Checked(ctx, by, n)) },
			"Findings": func(by account.Actor, n casefile.CaseNumber) error { return second(d.Findings(ctx, by, n)) },
			"Preview":  func(by account.Actor, n casefile.CaseNumber) error { return second(d.Preview(ctx, by, n)) },
			"SaveSummary": func(by account.Actor, n casefile.CaseNumber) error {
				return second(d.SaveSummary(ctx, by, n, 99, []review.Sentence{{Text: "written by another"}}))
			},
			"SaveDecision": func(by account.Actor, n casefile.CaseNumber) error {
				return second(d.SaveDecision(ctx, by, n, 99, review.Decision{Item: "1", Rationale: "written by another"}))
			},
			"DropDecision": func(by account.Actor, n casefile.CaseNumber) error { return d.DropDecision(ctx, by, n, "1", 0) },
			"AddFact": func(by account.Actor, n casefile.CaseNumber) error {
				return second(d.AddFact(ctx, by, n, review.Fact{Source: review.Source{Document: "d4", Page: 1, Quote: "q"}}))
			},
			"Notes": func(by account.Actor, n casefile.CaseNumber) error { return second(d.Notes(ctx, by, n)) },
			"SaveNote": func(by account.Actor, n casefile.CaseNumber) error {
				return second(d.SaveNote(ctx, by, n, Note{PageName: PageName{Document: "d4", Number: 1}, Version: 99, Text: "t"}))
			},
			"SaveFact": func(by account.Actor, n casefile.CaseNumber) error {
				return d.SaveFact(ctx, by, n, review.Fact{ID: 99, Version: 1})
			},
			"PutInLane": func(by account.Actor, n casefile.CaseNumber) error {
				return d.PutInLane(ctx, by, n, 99, 1, Lane{Item: "1", Side: review.For})
			},
			"DropFact":     func(by account.Actor, n casefile.CaseNumber) error { return d.DropFact(ctx, by, n, 99) },
			"TakeBackFact": func(by account.Actor, n casefile.CaseNumber) error { return d.TakeBackFact(ctx, by, n, 99) },
			"Looked": func(by account.Actor, n casefile.CaseNumber) error {
				return d.Looked(ctx, by, n, []Look{{Page: PageName{Document: "d4", Number: 1}}})
			},
			"Answer": func(by account.Actor, n casefile.CaseNumber) error {
				return d.Answer(ctx, by, n, review.Answer{Finding: "absence-claim", Text: "t", Answer: "a"})
			},
			"Sign": func(by account.Actor, n casefile.CaseNumber) error { return d.Sign(ctx, by, n, "no digest", password) },
		},
		"assign": {
			"Assign": func(by account.Actor, n casefile.CaseNumber) error {
				return d.Assign(ctx, by, n, people["reviewer"].Email)
			},
			"Assign to nobody": func(by account.Actor, n casefile.CaseNumber) error {
				if err := d.Assign(ctx, by, n, "nobody@imr.example"); !fault.Is(err, fault.Invalid) {
					return err
				}
				return nil // only one who may assign learns whether there is such an account
			},
		},
	}
}

// TestCaseActsAreForWhomTheRulesSay compares every act with the rules of package
// assignment, for everybody, on the case of somebody and on one that nobody has.
func TestCaseActsAreForWhomTheRulesSay(t *testing.T) {
	o := openOffice(t)
	must(t, o.Assign(t.Context(), o.act("admin"), worked, people["other"].Email))
	must(t, o.Assign(t.Context(), o.act("admin"), worked, people["reviewer"].Email)) // so that “other” is a former reviewer
	who := map[string]account.Actor{"nobody": {}, "a command": operator}
	for name := range people {
		who[name] = o.act(name)
	}
	rules := map[string]rule{"open": assignment.MayOpen, "draft": assignment.MayDraft, "assign": assignment.MayAssign}
	held := &assignment.Assignment{Reviewer: o.user["reviewer"].ID}
	for group, acts := range caseActs(t.Context(), o.Desk) {
		for act, do := range acts {
			for name, by := range who {
				for number, a := range map[casefile.CaseNumber]*assignment.Assignment{worked: held, "CM99-0000001": nil} {
					o.clock.move(60e9) // so that the limit on wrong passwords does not answer first
					want, err := rules[group](by, number, a), do(by, number)
					if number != worked {
						want = assignment.Missing(number)
					}
					refused := fault.Is(err, fault.Forbidden) || fault.Is(err, fault.NotFound) && fault.Of(err).Message == assignment.Missing(number).Error()
					switch {
					case want != nil && (err == nil || err.Error() != want.Error()):
						t.Errorf("%s by %s on %s: %v, want %v", act, name, number, err, want)
					case want == nil && refused:
						t.Errorf("%s by %s on %s: %v, want it done", act, name, number, err)
					}
				}
			}
		}
	}
	draft, err := o.Draft(t.Context(), o.act("reviewer"), worked)
	must(t, err)
	if len(draft.Summary)+len(draft.Decisions) != 0 {
		t.Error("the draft was saved by somebody")
	}
}

func TestReassignmentActsAtOnce(t *testing.T) {
	o := openOffice(t)
	first, next := o.act("reviewer"), o.act("other")
	wantKind(t, "before, to the other", second(o.Draft(t.Context(), next, worked)), fault.NotFound)
	must(t, o.Assign(t.Context(), o.act("admin"), worked, people["other"].Email))
	wantKind(t, "after, to the former", second(o.Case(t.Context(), first, worked)), fault.NotFound)
	wantKind(t, "after, to the other", second(o.Draft(t.Context(), next, worked)), 0)
	queue, err := o.Queue(t.Context(), first)
	if err != nil || len(queue) != 0 {
		t.Errorf("the former reviewer's queue: %v, %v", queue, err)
	}
}

// TestReassignmentBringsNobodyElsesDraft: the next reviewer begins anew, and what
// the former one wrote stays in the history alone.
func TestReassignmentBringsNobodyElsesDraft(t *testing.T) {
	o := openOffice(t)
	fact := review.Fact{Source: review.Source{Document: "d4", Page: 1, Quote: "q"}}
	must(t, second(o.AddFact(t.Context(), o.act("reviewer"), worked, fact)))
	must(t, o.Assign(t.Context(), o.act("admin"), worked, people["reviewer"].Email))
	if d := o.draft(t, worked); len(d.Parts) == 0 || len(d.Facts) != 1 {
		t.Errorf("who has the case already lost the draft: %v, facts %v", d.Parts, d.Facts)
	}
	o.clock.move(1e9)
	must(t, o.Assign(t.Context(), o.act("admin"), worked, people["other"].Email))
	d, err := o.Draft(t.Context(), o.act("other"), worked)
	if err != nil || len(d.Parts) != 0 || len(d.Summary)+len(d.Decisions)+len(d.Answers)+len(d.Facts) != 0 {
		t.Errorf("the next reviewer has %v, %v", d, err)
	}
	saved, err := o.SaveSummary(t.Context(), o.act("other"), worked, 0, nil)
	if err != nil || saved.Version != 2 {
		t.Errorf("the first save of the next reviewer: %v, %v, want version 2", saved, err)
	}
}

func TestAssignRefusesWhoCannotHaveIt(t *testing.T) {
	o := openOffice(t)
	_, err := o.sql(t).Exec("UPDATE users SET disabled = 1 WHERE email = ?", people["other"].Email)
	must(t, err)
	before := o.head(t)
	for name, email := range map[string]string{"an unknown address": "x@x", "an admin": "admin@imr.example", "a disabled reviewer": "other@imr.example", "nothing": ""} {
		wantKind(t, name, o.Assign(t.Context(), o.act("admin"), free, email), fault.Invalid)
	}
	if o.head(t) != before {
		t.Error("a refused assignment left an event")
	}
	opened, err := o.Case(t.Context(), o.act("admin"), free)
	if err != nil || opened.State != casefile.Ready || opened.Reviewer.ID != "" {
		t.Errorf("the case is %s with %s, %v", opened.State, opened.Reviewer.ID, err)
	}
	must(t, o.Assign(t.Context(), o.act("admin"), free, " Canary-Mail@IMR.example "))
	opened, err = o.Case(t.Context(), o.act("admin"), free)
	if err != nil || opened.State != casefile.InReview || opened.Reviewer.Email != people["reviewer"].Email || opened.Yours {
		t.Errorf("the case is %s with %s, yours %v, %v", opened.State, opened.Reviewer.Email, opened.Yours, err)
	}
	mine, err := o.Case(t.Context(), o.act("reviewer"), free)
	if err != nil || !mine.Yours || mine.Reviewer.ID != "" {
		t.Errorf("to its reviewer the case is yours %v, with %q, %v", mine.Yours, mine.Reviewer.ID, err)
	}
}

func TestQueueIsOfWhatIsTheirs(t *testing.T) {
	o := openOffice(t)
	for name, want := range map[string]int{"reviewer": 1, "other": 0, "admin": 2, "auditor": 0, "director": 0} {
		got, err := o.Queue(t.Context(), o.act(name))
		if err != nil || len(got) != want {
			t.Errorf("%s: %d cases, %v; want %d", name, len(got), err, want)
		}
	}
	if got, err := o.Queue(t.Context(), account.Actor{}); err != nil || len(got) != 0 {
		t.Errorf("nobody's queue: %v, %v", got, err)
	}
	all, err := o.Queue(t.Context(), operator)
	must(t, err)
	if len(all) != 2 || all[0].Number != free || all[0].Due.IsZero() || all[1].Due.Before(all[0].Due) {
		t.Errorf("the queue is not by due date: %+v", all)
	}
}

func TestActsOfTheOffice(t *testing.T) {
	o := openOffice(t)
	for act, tt := range map[string]struct {
		do  func(by account.Actor) error
		may map[string]bool
	}{
		"Import": {func(by account.Actor) error {
			return second(o.Import(t.Context(), by, Intake{Case: casefile.Case{Number: free}}))
		},
			map[string]bool{"admin": true, "a command": true}},
		"Export":          {func(by account.Actor) error { return second(o.Export(t.Context(), by, worked)) }, map[string]bool{"a command": true}},
		"AddUser":         {func(by account.Actor) error { return second(o.AddUser(t.Context(), by, NewUser{})) }, map[string]bool{"a command": true}},
		"SetOrganization": {func(by account.Actor) error { return o.SetOrganization(t.Context(), by, organization) }, map[string]bool{"a command": true}},
		"Reviewers":       {func(by account.Actor) error { return second(o.Reviewers(t.Context(), by)) }, map[string]bool{"admin": true, "a command": true}},
		"Events":          {func(by account.Actor) error { return second(o.Events(t.Context(), by, 5, 5)) }, map[string]bool{"admin": true, "auditor": true}},
	} {
		who := map[string]account.Actor{"nobody": {}, "a command": operator}
		for name := range people {
			who[name] = o.act(name)
		}
		for name, by := range who {
			if err := tt.do(by); fault.Is(err, fault.Forbidden) == tt.may[name] {
				t.Errorf("%s by %s: %v, want it done: %v", act, name, err, tt.may[name])
			}
		}
	}
}
