package web

import (
	"os"
	"strings"
	"testing"

	"imr/internal/account"
	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/review"
)

const later casefile.CaseNumber = "CM21-0000009"

// decideLater signs the own case as its reviewer and imports another application of
// its employee, for the other reviewer, with the opposite decision on the first item.
func decideLater(t *testing.T, s *site) {
	t.Helper()
	by := account.Command("test")
	e, err := s.desk.Export(t.Context(), by, own)
	must(t, err)
	reviewer := s.userOf(t, "reviewer")
	p, err := s.desk.Preview(t.Context(), reviewer, own)
	must(t, err)
	must(t, s.desk.Sign(t.Context(), reviewer, own, p.Digest, password))
	c, r := e.Case, *e.Review
	c.Number, c.Employee.Name = later, "Harutunian, Emil"
	for i := range r.Decisions {
		if r.Decisions[i].Item == "1" {
			r.Decisions[i].Outcome = review.Upheld
		}
	}
	_, err = s.desk.Import(t.Context(), by, casework.Intake{Case: c, Review: &r, Open: func(id casefile.DocumentID) (*os.File, error) {
		d, _ := e.Case.Document(id)
		return s.desk.OpenFile(d)
	}})
	must(t, err)
	must(t, s.desk.WorkUntilRead(t.Context()))
	must(t, s.desk.Assign(t.Context(), by, later, "other@imr.example"))
}

func (s *site) userOf(t *testing.T, name string) account.Actor {
	t.Helper()
	u, err := s.desk.SignIn(t.Context(), name+"@imr.example", password, "")
	must(t, err)
	return u.Act()
}

func TestEarlierDeterminationIsShown(t *testing.T) {
	s := openSite(t)
	decideLater(t, s)
	base := "/cases/" + string(later)
	page := base + "/earlier/" + string(own)
	b, admin := s.as(t, "other"), s.as(t, "admin")
	lack := "decided the opposite"
	for name, tt := range map[string]struct {
		b            *browser
		path         string
		lacks, opens bool
	}{
		"the item":              {b, base + "/items/1", true, false},
		"the other item":        {b, base + "/items/2", false, false},
		"the list for scripts":  {b, base + "/items/1/earlier", true, false},
		"the checks":            {b, base + "/checks", true, false},
		"the case":              {b, base, true, false},
		"the case for an admin": {admin, base, false, true},
	} {
		a := tt.b.get(t, tt.path)
		a.want(t, name, 200)
		if !strings.Contains(a.body, page) || strings.Contains(a.body, lack) != tt.lacks || strings.Contains(a.body, `href="/cases/`+string(own)+`"`) != tt.opens {
			t.Errorf("%s: no way to the earlier determination, or the wrong words beside it", name)
		}
	}
	a := b.get(t, base+"/sign")
	if !strings.Contains(a.body, lack) || strings.Contains(a.body, `name="password"`) {
		t.Error("the page to sign says nothing of it, or lets sign")
	}
	form := b.get(t, base+"/items/1").fields(t, base+"/items/1")
	form.Set("rationale", form.Get("rationale")+" Determination "+string(own)+" rested on other facts.")
	b.post(t, base+"/items/1", form).want(t, "naming it", 303)
	for _, path := range []string{base + "/items/1", base + "/checks", base + "/sign"} {
		if a := b.get(t, path); strings.Contains(a.body, lack) {
			t.Errorf("%s: still said after it is named", path)
		}
	}
	for _, who := range []*browser{b, admin} {
		a := who.get(t, page)
		a.want(t, "the earlier determination", 200)
		if !strings.Contains(a.body, "Overturned") || strings.Contains(a.body, "Name of reviewer") || strings.Contains(a.body, "Pain Medicine") {
			t.Error("the result is not shown, or its reviewer is")
		}
	}
	b.get(t, "/cases/"+string(own)).want(t, "the other case itself", 404)
	b.get(t, base+"/earlier/"+string(foreign)).want(t, "a case that was not signed", 404)
}
