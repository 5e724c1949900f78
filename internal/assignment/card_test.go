package assignment

import (
	"slices"
	"testing"
	"time"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/reviewer"
)

var (
	on  = calendar.MustDate("2026-11-24")
	due = calendar.MustDate("2026-12-20")
)

func knee() casefile.Case {
	return casefile.Case{Number: number, Employee: casefile.Employee{Name: "Ines Moreau"}, Employer: "Harbor Freight Lines",
		RequestingPhysician: casefile.Physician{Name: "Paul Quist, MD", Facility: "Delta Surgical Center"},
		UR:                  casefile.URDecision{Organization: "Summit UR", Physician: "Ada Renner"},
		Items:               []casefile.DisputedItem{{ID: "1", Description: "Arthroscopy", Category: "surgery", BodyParts: []casefile.BodyPart{{Part: "knee"}}}},
		Documents:           []casefile.Document{{ID: "d1", Author: "Lena Brook"}}}
}

func surgeon() Known {
	checked := calendar.MustDate("2026-06-01")
	return Known{ID: "r", Code: "R-1", Identity: reviewer.Identity{LegalName: "Marguerite Rose Castellan"},
		Profile: &reviewer.Profile{Degree: "MD", PracticeYears: 12, WeeklyHours: 30, Capacity: 4,
			Licences:       []reviewer.Licence{{State: "California", Number: "A1", Status: "active", Expires: calendar.MustDate("2028-01-31"), Verified: checked}},
			Certifications: []reviewer.Certification{{Board: "ABOS", Specialty: "Orthopaedic Surgery", Since: calendar.MustDate("2012-07-01"), Verified: checked}},
			Sanctions:      reviewer.Check{On: checked, Clear: true}, QME: reviewer.Check{On: checked, Clear: true}}}
}

func TestWhoIsExcluded(t *testing.T) {
	for name, tt := range map[string]struct {
		spoil func(*casefile.Case, *Known)
		want  string
	}{
		"sound": {func(*casefile.Case, *Known) {}, ""},
		"LC 139.5(d)(4)(B): no credentials on file":   {func(_ *casefile.Case, k *Known) { k.Profile = nil }, "no_credentials"},
		"LC 139.5(d)(4)(D): a QME":                    {func(_ *casefile.Case, k *Known) { k.Profile.QME.Clear = false }, "qme"},
		"LC 139.5(d)(4)(A): an item of another field": {func(c *casefile.Case, _ *Known) { c.Items[0].BodyParts[0].Part = "psyche" }, "outside_specialty"},
		"LC 139.5(d)(4)(A): one of two items is of another": {func(c *casefile.Case, _ *Known) {
			c.Items = append(c.Items, casefile.DisputedItem{ID: "2", Description: "Sleep study"})
		}, "outside_specialty"},
		"LC 139.5(d)(4)(A): a topic beside the specialty": {func(c *casefile.Case, k *Known) {
			c.Items[0].BodyParts[0].Part, k.Profile.Topics = "jaw", []string{"jaw"}
		}, ""},
		"LC 4610.6(i): had the case before the remand": {func(_ *casefile.Case, k *Known) { k.Had = true }, "had_before"},
		"declined before":          {func(_ *casefile.Case, k *Known) { k.Declined = true }, "declined"},
		"capacity: full":           {func(_ *casefile.Case, k *Known) { k.Open = 4 }, "full"},
		"capacity: one place free": {func(_ *casefile.Case, k *Known) { k.Open = 3 }, ""},
		"absence: today":           {func(_ *casefile.Case, k *Known) { k.Profile.Absences = []reviewer.Absence{{From: on, To: on}} }, "absent"},
		"absence: over": {func(_ *casefile.Case, k *Known) {
			k.Profile.Absences = []reviewer.Absence{{From: on.AddDays(-9), To: on.AddDays(-1)}}
		}, ""},
		"absence: from tomorrow to beyond the due date": {func(_ *casefile.Case, k *Known) {
			k.Profile.Absences = []reviewer.Absence{{From: on.AddDays(1), To: due.AddDays(9)}}
		}, "absent"},
		"absence: a week in the middle": {func(_ *casefile.Case, k *Known) {
			k.Profile.Absences = []reviewer.Absence{{From: on.AddDays(5), To: on.AddDays(12)}}
		}, ""},
		"LC 139.5(d)(5): a tie to the facility": {func(_ *casefile.Case, k *Known) { k.Identity.Affiliates = []string{"Delta Surgical Centre"} }, "conflict_tie"},
		"LC 139.5(d)(5): an earlier name": {func(c *casefile.Case, k *Known) {
			k.Identity.OtherNames, c.UR.Physician = []string{"Marguerite Poole"}, "M. Poole"
		}, "conflict_name"},
		"LC 139.5(d)(5): the author of a record among its authors": {func(c *casefile.Case, _ *Known) { c.Documents[0].Author = "Lena Brook; M. Castellan, DO" }, "conflict_name"},
	} {
		c, k := knee(), surgeon()
		tt.spoil(&c, &k)
		card := Rank(c, on, due, []Known{k}, reviewer.Standard())
		one, suitable, found := card.Of("r")
		has := slices.ContainsFunc(one.Excluded, func(r reviewer.Reason) bool { return r.Code == tt.want })
		if !found || suitable != (tt.want == "") || !suitable && (!has || len(one.Excluded) != 1) {
			t.Errorf("%s: suitable %v, %+v", name, suitable, one)
		}
	}
}

// TestDegreesAreNoNames: whatever stands behind the name, it is hers.
func TestDegreesAreNoNames(t *testing.T) {
	for _, degree := range []string{"D.O.", "DO", "M.D., Ph.D.", "D.C.", "Psy.D.", "D.P.M.", "O.D.", "L.Ac.", "D.M.D.", "D.O., F.A.C.S."} {
		if !Alike("Marguerite Rose Castellan", "M. Castellan, "+degree) {
			t.Errorf("%s hides her", degree)
		}
	}
}

// TestSixDisguises: a conflicted reviewer is never a candidate, wherever the name
// stands and however it is written (LC 139.5(d)(5)).
func TestSixDisguises(t *testing.T) {
	for disguise, written := range map[string]string{"case": "MARGUERITE ROSE CASTELLAN", "order": "Castellan, Marguerite Rose", "initials": "M.R. Castellan",
		"a middle name left out": "Marguerite Castellan", "a slip": "Margeurite Rose Castelan", "title and degree": "Dr. Marguerite Rose Castellan, M.D., FACS"} {
		for place, put := range map[string]func(*casefile.Case){
			"author":    func(c *casefile.Case) { c.Documents[0].Author = written },
			"physician": func(c *casefile.Case) { c.RequestingPhysician.Name = written },
			"UR":        func(c *casefile.Case) { c.UR.Physician = written },
			"attorney":  func(c *casefile.Case) { c.Representative = &casefile.Representative{Name: written} },
			"employee":  func(c *casefile.Case) { c.Employee.Name = written },
		} {
			c := knee()
			put(&c)
			if card := Rank(c, on, due, []Known{surgeon()}, reviewer.Standard()); len(card.Ranked) != 0 {
				t.Errorf("LC 139.5(d)(5): %s as %s: %s is a candidate", disguise, place, written)
			}
		}
	}
}

func TestStrangersAreNotAlike(t *testing.T) {
	for _, other := range []string{"", "M. R.", "Castellan", "Marguerite Poole", "Rose Marguerite Kastner", "Marcus Castell", "MD", "P. Castellan"} {
		if Alike("Marguerite Rose Castellan", other) {
			t.Errorf("%q is taken for her", other)
		}
	}
}

func TestOrderOfCandidates(t *testing.T) {
	for name, tt := range map[string]struct{ better, worse func(*Known) }{
		"LC 139.5(d)(4)(B): California before Nevada": {func(*Known) {}, func(k *Known) { k.Profile.Licences[0].State = "Nevada" }},
		"LC 139.5(d)(4)(B): a certification before a topic": {func(*Known) {}, func(k *Known) {
			k.Profile.Certifications[0].Specialty, k.Profile.Topics = "Psychiatry", []string{"knee"}
		}},
		"LC 139.5(d)(3)(C): who waits longer": {func(k *Known) { k.Last = at(10) }, func(k *Known) { k.Last = at(2) }},
		"LC 139.5(d)(3)(C): who had none yet": {func(*Known) {}, func(k *Known) { k.Last = at(19) }},
		"load: fewer open cases":              {func(k *Known) { k.Open = 1 }, func(k *Known) { k.Open = 2 }},
	} {
		better, worse := surgeon(), surgeon()
		better.ID, better.Code, worse.ID, worse.Code = "b", "R-2", "w", "R-1"
		tt.better(&better)
		tt.worse(&worse)
		card := Rank(knee(), on, due, []Known{worse, better}, reviewer.Standard())
		if len(card.Ranked) != 2 || card.Ranked[0].Code != "R-2" || len(card.Ranked[0].Reasons) < 4 {
			t.Errorf("%s: %+v", name, card)
		}
	}
}

func at(daysAgo int) time.Time { return time.Date(2026, 11, 24-daysAgo, 20, 0, 0, 0, time.UTC) }

func TestAttestationIsPerPartyAndClass(t *testing.T) {
	statements := Statements(knee())
	all := map[string]string{}
	classes := map[int]bool{}
	for _, s := range statements {
		all[s.ID], classes[s.Class] = "none", true
	}
	if len(classes) != len(ClassLabels) || len(all) != len(statements) {
		t.Errorf("LC 139.5(d)(5): the statements are of %d classes: %v", len(classes), statements)
	}
	if got, err := Attest(statements, all); err != nil || len(got) != len(statements) || !got[0].Free {
		t.Errorf("Attest = %v, %v", got, err)
	}
	for _, s := range statements {
		for _, said := range []string{"", "tie", "no"} {
			all[s.ID] = said
			if f := fault.Of(second(Attest(statements, all))); f.Field("s"+s.ID) == "" || len(f.Fields) != 1 {
				t.Errorf("LC 139.5(d)(5): %q to %v: %v", said, s, f)
			}
		}
		all[s.ID] = "none"
	}
}

func second[T any](_ T, err error) error { return err }

func TestSpecialtiesNameKnownCategories(t *testing.T) {
	if len(fields()) < 10 {
		t.Fatalf("the table has %d rows", len(fields()))
	}
	for name, f := range fields() {
		for _, c := range f.categories {
			if !slices.Contains(casefile.Categories, casefile.Category(c)) {
				t.Errorf("%s knows %q, which is no category", name, c)
			}
		}
	}
}
