package casework

import (
	"testing"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/quality"
	"imr/internal/reviewer"
	"imr/internal/sqlite"
)

// fit is a profile that may have both cases of the office.
func fit() reviewer.Profile {
	checked := calendar.MustDate("2026-06-01")
	return reviewer.Profile{Degree: "MD", PracticeYears: 12, WeeklyHours: 30, Capacity: 4,
		Licences:       []reviewer.Licence{{State: "California", Number: "A1", Status: "active", Expires: calendar.MustDate("2028-01-31"), Verified: checked}},
		Certifications: []reviewer.Certification{{Board: "ABPM", Specialty: "Pain Medicine", Since: calendar.MustDate("2012-07-01"), Verified: checked}},
		Topics:         []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "v", "w", "z"},
		Sanctions:      reviewer.Check{On: checked, Source: "NPDB", Clear: true}, QME: reviewer.Check{On: checked, Source: "DWC", Clear: true}}
}

func (o *office) code(name string) string { return quality.ReviewerCode(o.user[name].ID) }

func (o *office) credential(t *testing.T, names ...string) {
	t.Helper()
	for _, name := range names {
		must(t, o.SaveProfile(t.Context(), o.act("admin"), o.code(name), 0, fit()))
	}
}

// none answers every statement of the offer with no tie.
func (o *office) none(t *testing.T, name string) map[string]string {
	t.Helper()
	offer, err := o.Offered(t.Context(), o.act(name), free)
	must(t, err)
	out := map[string]string{}
	for _, s := range offer.Statements {
		out[s.ID] = "none"
	}
	return out
}

// TestOfferOpensTheFileOnlyWithTheAttestation (LC 139.5(d)(5)).
func TestOfferOpensTheFileOnlyWithTheAttestation(t *testing.T) {
	o := openOffice(t)
	o.credential(t, "reviewer")
	must(t, o.Offer(t.Context(), o.act("admin"), free, o.code("reviewer"), "knows the field"))
	wantKind(t, "the file before", second(o.Case(t.Context(), o.act("reviewer"), free)), fault.NotFound)
	wantKind(t, "the offer to another", second(o.Offered(t.Context(), o.act("other"), free)), fault.NotFound)
	wantKind(t, "another accepts", o.AcceptOffer(t.Context(), o.act("other"), free, nil), fault.NotFound)
	wantKind(t, "no answers", o.AcceptOffer(t.Context(), o.act("reviewer"), free, nil), fault.Invalid)
	mine, err := o.Offers(t.Context(), o.act("reviewer"))
	if err != nil || len(mine) != 1 || mine[0].Number != free {
		t.Errorf("the offers are %v, %v", mine, err)
	}
	must(t, o.AcceptOffer(t.Context(), o.act("reviewer"), free, o.none(t, "reviewer")))
	opened, err := o.Case(t.Context(), o.act("reviewer"), free)
	if err != nil || !opened.Yours || opened.State != casefile.InReview {
		t.Errorf("after: %s, %v", opened.State, err)
	}
	a, err := o.Assignable(t.Context(), o.act("admin"), free)
	must(t, err)
	if n := len(a.Choices); n != 1 || a.Choices[0].Answer != sqlite.AcceptedOffer || len(a.Choices[0].Attested) == 0 || len(a.Choices[0].Card.Ranked)+len(a.Choices[0].Card.Unsuitable) != 2 {
		t.Errorf("the choices are %+v", a.Choices)
	}
	must(t, o.Recuse(t.Context(), o.act("reviewer"), free, "I know the surgeon"))
	wantKind(t, "the file after the recusal", second(o.Case(t.Context(), o.act("reviewer"), free)), fault.NotFound)
	a, err = o.Assignable(t.Context(), o.act("admin"), free)
	if err != nil || a.State != casefile.Ready || a.Choices[0].Answer != sqlite.ReleasedChoice || len(a.Choices[0].Attested) == 0 {
		t.Errorf("after the recusal: %s, %+v, %v", a.State, a.Choices, err)
	}
	wantKind(t, "again to who left", o.Offer(t.Context(), o.act("admin"), free, o.code("reviewer"), "x"), fault.Invalid)
}

func TestOfferIsDeclinedOrTakenBack(t *testing.T) {
	o := openOffice(t)
	o.credential(t, "reviewer", "other")
	must(t, o.Offer(t.Context(), o.act("admin"), free, o.code("reviewer"), "knows the field"))
	wantKind(t, "a second offer", o.Offer(t.Context(), o.act("admin"), free, o.code("other"), "x"), fault.Forbidden)
	wantKind(t, "without a reason", o.DeclineOffer(t.Context(), o.act("reviewer"), free, " "), fault.Invalid)
	must(t, o.DeclineOffer(t.Context(), o.act("reviewer"), free, "no time"))
	must(t, o.Offer(t.Context(), o.act("admin"), free, o.code("other"), "the next one"))
	wantKind(t, "a reviewer takes back", o.TakeBack(t.Context(), o.act("other"), free, "x"), fault.NotFound)
	must(t, o.TakeBack(t.Context(), o.act("admin"), free, "no answer in a day"))
	wantKind(t, "what was taken back", o.AcceptOffer(t.Context(), o.act("other"), free, nil), fault.NotFound)
	a, err := o.Assignable(t.Context(), o.act("admin"), free)
	if err != nil || a.State != casefile.Ready || len(a.Choices) != 2 || a.Choices[0].Answer != sqlite.DeclinedOffer || a.Choices[1].Answer != sqlite.TakenBack {
		t.Errorf("the choices are %+v, %v", a.Choices, err)
	}
	for _, change := range []string{"UPDATE choices SET reason = 'x'", "DELETE FROM choice_answers", "UPDATE reviewer_profiles SET version = 9"} {
		if _, err := o.sql(t).Exec(change); err == nil {
			t.Errorf("%s was done", change)
		}
	}
}

// TestTakeBackEndsAccess: who had the case cannot open it any more (8 CCR §9792.10.6(c)).
func TestTakeBackEndsAccess(t *testing.T) {
	o := openOffice(t)
	must(t, o.TakeBack(t.Context(), o.act("admin"), worked, "ill"))
	wantKind(t, "the file", second(o.Case(t.Context(), o.act("reviewer"), worked)), fault.NotFound)
	wantKind(t, "the draft", second(o.Draft(t.Context(), o.act("reviewer"), worked)), fault.NotFound)
}

// TestTheRulesHoldForBothWays: whom the rules exclude is neither offered the case nor
// given it; without credentials on file the direct way asks nothing.
func TestTheRulesHoldForBothWays(t *testing.T) {
	o := openOffice(t)
	wantKind(t, "an offer without credentials", o.Offer(t.Context(), o.act("admin"), free, o.code("reviewer"), "x"), fault.Invalid)
	qme := fit()
	qme.QME.Clear = false
	must(t, o.SaveProfile(t.Context(), o.act("admin"), o.code("other"), 0, qme))
	wantKind(t, "LC 139.5(d)(4)(D): an offer to a QME", o.Offer(t.Context(), o.act("admin"), free, o.code("other"), "x"), fault.Invalid)
	wantKind(t, "LC 139.5(d)(4)(D): an assignment to a QME", o.Assign(t.Context(), o.act("admin"), free, people["other"].Email), fault.Invalid)
	wantKind(t, "an old version", o.SaveProfile(t.Context(), o.act("admin"), o.code("other"), 0, fit()), fault.Conflict)
	must(t, o.SaveProfile(t.Context(), o.act("admin"), o.code("other"), 1, fit()))
	must(t, o.SaveIdentity(t.Context(), o.act("admin"), o.code("other"), reviewer.Identity{LegalName: "Otto Other", Affiliates: []string{o.employer(t)}}))
	wantKind(t, "LC 139.5(d)(5): a tie to the employer", o.Offer(t.Context(), o.act("admin"), free, o.code("other"), "x"), fault.Invalid)
	must(t, o.Assign(t.Context(), o.act("admin"), free, people["reviewer"].Email))
}

func (o *office) employer(t *testing.T) string {
	t.Helper()
	c, err := o.Case(t.Context(), o.act("admin"), free)
	must(t, err)
	return c.Employer
}

// TestIdentityLeavesATrace (LC 4610.6(f)).
func TestIdentityLeavesATrace(t *testing.T) {
	o := openOffice(t)
	before := o.head(t)
	wantKind(t, "without a reason", second(o.Identity(t.Context(), o.act("admin"), o.code("reviewer"), "")), fault.Invalid)
	wantKind(t, "a reviewer", second(o.Identity(t.Context(), o.act("other"), o.code("reviewer"), "curious")), fault.Forbidden)
	if o.head(t) != before {
		t.Error("a refusal left an event")
	}
	who, err := o.Identity(t.Context(), o.act("admin"), o.code("reviewer"), "the board asks")
	if err != nil || who.LegalName != people["reviewer"].Name || o.head(t) == before {
		t.Errorf("Identity = %v, %v", who, err)
	}
}
