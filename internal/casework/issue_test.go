package casework

import (
	"fmt"
	"slices"
	"testing"

	"imr/internal/account"
	"imr/internal/casefile"
	"imr/internal/determination"
	"imr/internal/fault"
	"imr/internal/publication"
	"imr/internal/quality"
)

// actOnReview is an act on a review that was handed in or is about to be.
type actOnReview struct {
	who string
	do  func(*office, *testing.T, account.Actor) error
	in  []casefile.State // in which it is done
}

var actsOnReview = map[string]actOnReview{
	"approve": {"newcomer", func(o *office, t *testing.T, by account.Actor) error {
		return o.Judge(t.Context(), by, worked, judgement(1, quality.Approved))
	}, []casefile.State{casefile.HandedIn}},
	"return": {"newcomer", func(o *office, t *testing.T, by account.Actor) error {
		return o.Judge(t.Context(), by, worked, judgement(1, quality.Returned))
	}, []casefile.State{casefile.HandedIn}},
	"issue": {"admin", func(o *office, t *testing.T, by account.Actor) error {
		return o.Issue(t.Context(), by, worked, drawLetters)
	}, []casefile.State{casefile.Approved}},
	"correct": {"admin", func(o *office, t *testing.T, by account.Actor) error {
		c := determination.Clerical{EmployeeName: "Third Fiction", ClaimNumber: "C", Employer: "E", ClaimsAdministrator: "A", RequestingPhysician: "P", DateOfInjury: o.Today()}
		return o.Correct(t.Context(), by, worked, c, "reason", drawLetters)
	}, []casefile.State{casefile.Issued, casefile.Published}},
	"remand": {"admin", func(o *office, t *testing.T, by account.Actor) error {
		return o.Remand(t.Context(), by, worked, determination.Order{On: o.Today(), Ground: determination.Bias, Facts: "facts"})
	}, []casefile.State{casefile.Issued, casefile.Published}},
	"publish": {"admin", func(o *office, t *testing.T, by account.Actor) error {
		choice := PublicChoice{Dates: publication.KeepDates}
		p, _ := o.PreviewPublication(t.Context(), operator, worked, choice) // none where there is nothing to publish
		return o.Publish(t.Context(), by, worked, choice, p.Digest, "these words name nobody")
	}, []casefile.State{casefile.Issued, casefile.Published}},
	"sign": {"reviewer", func(o *office, t *testing.T, by account.Actor) error {
		p, _ := o.Preview(t.Context(), o.act("reviewer"), worked)
		return o.Sign(t.Context(), by, worked, p.Digest, password)
	}, []casefile.State{casefile.InReview, casefile.Returned}},
}

// put puts the case into the state past the store.
func (o *office) put(t *testing.T, s casefile.State) {
	t.Helper()
	db := o.sql(t)
	_, err := db.Exec("DROP TRIGGER IF EXISTS case_signed_move; UPDATE cases SET state = ? WHERE number = ?", string(s), string(worked))
	must(t, err)
}

// kept is all that the acts could leave: rows of the tables and the end of the trail.
func (o *office) kept(t *testing.T) string {
	t.Helper()
	var out string
	must(t, o.sql(t).QueryRow(`SELECT (SELECT group_concat(state) FROM cases) || (SELECT count(*) FROM judgements) || ' ' || (SELECT count(*) FROM draws) || ' ' ||
		(SELECT count(*) FROM determinations) || ' ' || (SELECT count(*) FROM issues) || ' ' || (SELECT count(*) FROM issued_letters) || ' ' ||
		(SELECT count(*) FROM remands) || ' ' || (SELECT count(*) FROM publications) || ' ' || (SELECT count(*) FROM deadline_events) || ' ' ||
		(SELECT count(*) FROM draft_parts) || ' ' || (SELECT count(*) FROM assignments WHERE ended_at IS NULL)`).Scan(&out))
	return out + " " + o.head(t).String()
}

// TestStatesAllowTheirActsAlone: what a state does not allow is refused and changes
// nothing; what it allows is done.
func TestStatesAllowTheirActsAlone(t *testing.T) {
	o := openIssued(t)
	for _, state := range casefile.States {
		o.put(t, state)
		before := o.kept(t)
		for name, act := range actsOnReview {
			if slices.Contains(act.in, state) {
				t.Run(fmt.Sprintf("%s in %s", name, state), func(t *testing.T) {
					own := openIssued(t)
					own.put(t, state)
					before := own.kept(t)
					must(t, act.do(own, t, own.act(act.who)))
					if own.kept(t) == before {
						t.Error("nothing came of it")
					}
				})
				continue
			}
			err := act.do(o, t, o.act(act.who))
			if !fault.Is(err, fault.Forbidden) && !fault.Is(err, fault.NotFound) {
				t.Errorf("%s in %s: %v, want it refused", name, state, err)
			}
			if after := o.kept(t); after != before {
				t.Fatalf("%s in %s was refused and left %s, before it was %s", name, state, after, before)
			}
		}
	}
}

// TestActsOnReviewsAreForWhomTheRulesSay: in a state that allows the act, everybody
// else is refused and changes nothing. For whom the case does not exist, it is NotFound.
func TestActsOnReviewsAreForWhomTheRulesSay(t *testing.T) {
	o := openIssued(t)
	author := o.user["reviewer"]
	author.Roles = append(slices.Clone(author.Roles), account.Director, account.Admin)
	who := map[string]account.Actor{"nobody": {}, "the command": operator, "its author, a director": author.Act()}
	for _, name := range []string{"reviewer", "other", "admin", "auditor", "director"} {
		who[name] = o.act(name)
	}
	judges := map[string]fault.Kind{"reviewer": fault.Forbidden, "admin": fault.Forbidden, "the command": fault.Forbidden, "its author, a director": fault.Forbidden}
	issues := map[string]fault.Kind{"reviewer": fault.Forbidden, "admin": 0, "director": 0, "the command": 0, "its author, a director": fault.Forbidden}
	for name, want := range map[string]map[string]fault.Kind{
		"approve": judges, "return": judges, "issue": issues, "correct": issues, "remand": issues,
		"publish": {"reviewer": fault.Forbidden, "director": fault.Forbidden, "admin": 0, "the command": 0, "its author, a director": 0},
		"sign":    {"reviewer": 0, "admin": fault.Forbidden, "the command": fault.Forbidden, "its author, a director": 0},
	} {
		act := actsOnReview[name]
		o.put(t, act.in[0])
		before := o.kept(t)
		for person, by := range who {
			kind, named := want[person]
			switch {
			case named && kind == 0:
				continue // done above
			case !named && person == "director" && (name == "approve" || name == "return"):
				kind = fault.Forbidden // who judged this version already
			case !named:
				kind = fault.NotFound
			}
			wantKind(t, fmt.Sprintf("%s by %s", name, person), act.do(o, t, by), kind)
			if o.kept(t) != before {
				t.Fatalf("%s by %s was refused and left something", name, person)
			}
		}
	}
}
