package web

import (
	"net/url"
	"reflect"
	"strings"
	"testing"

	"imr/internal/calendar"
	"imr/internal/reviewer"
)

// TestCredentialsFormRoundTrip: what is on file comes back from its own form.
func TestCredentialsFormRoundTrip(t *testing.T) {
	day := calendar.MustDate
	p := reviewer.Profile{Degree: "DO", PracticeYears: 9, WeeklyHours: 25, Capacity: 3, Topics: []string{"jaw", "sleep"},
		Licences: []reviewer.Licence{{State: "California", Number: "A1", Status: "active", Expires: day("2028-01-31"), Verified: day("2026-06-01")},
			{State: "Nevada", Number: "N2", Status: "probation", Expires: day("2027-02-28")}},
		Certifications: []reviewer.Certification{{Board: "AOBPM", Specialty: "Pain Medicine", Since: day("2012-07-01"), Expires: day("2030-07-01"), Verified: day("2026-05-01")}},
		Sanctions:      reviewer.Check{On: day("2026-06-02"), Source: "NPDB", Clear: true}, QME: reviewer.Check{On: day("2026-06-03"), Source: "DWC"},
		Absences: []reviewer.Absence{{From: day("2026-12-01"), To: day("2026-12-09")}}}
	form := url.Values{}
	fillCredentials(form, p)
	got, bad := credentialsFrom(form)
	if len(bad) > 0 || !reflect.DeepEqual(got, p) {
		t.Errorf("credentialsFrom = %+v, %v", got, bad)
	}
	form.Set("licence0-state", "")
	form.Set("licence0-number", "")
	form.Set("licence0-expires", "")
	form.Set("licence0-verified", "")
	form.Set("qme-on", "last week")
	form.Set("years", "many")
	got, bad = credentialsFrom(form)
	if len(got.Licences) != 1 || got.Licences[0] != p.Licences[1] || len(bad) != 2 || form.Get("qme-on") != "last week" {
		t.Errorf("a row taken out, a date and a number that are none: %+v, %v", got.Licences, bad)
	}
}

// TestOfferFromCardToFile: an admin enters credentials, takes the case back and offers
// it; the reviewer attests, and only then sees the file.
func TestOfferFromCardToFile(t *testing.T) {
	s := openSite(t)
	admin, other := s.as(t, "admin"), s.as(t, "other")
	form := url.Values{"version": {"0"}, "degree": {"MD"}, "years": {"12"}, "hours": {"30"}, "capacity": {"9"}, "topics": {"a,b,c,d,e,f,g,h,i,k,l,m,n,o,p,r,s,t,u,v"},
		"licence0-state": {"California"}, "licence0-number": {"A1"}, "licence0-status": {"active"}, "licence0-expires": {"01/31/2099"}, "licence0-verified": {"06/01/2026"},
		"board0-board": {"ABPM"}, "board0-specialty": {"Pain Medicine"}, "board0-since": {"07/01/2012"}, "board0-verified": {"06/01/2026"},
		"sanctions-on": {"06/01/2026"}, "sanctions-result": {"clear"}, "qme-on": {"06/01/2026"}, "qme-result": {"clear"}}
	roster := admin.get(t, "/reviewers")
	code := ""
	for _, link := range roster.elements(t, "a") {
		if to := attribute(link, "href"); strings.HasPrefix(to, "/reviewers/R-") {
			admin.post(t, to, form).want(t, "saving credentials", 303)
			shown := admin.post(t, to+"/identity", url.Values{"do": {"reveal"}, "reason": {"who is it"}})
			if strings.Contains(shown.body, "Name of other") {
				code = strings.TrimPrefix(to, "/reviewers/")
			}
		}
	}
	at := address("/cases/:number", own)
	admin.post(t, at+"/takeback", url.Values{"back-reason": {"ill"}}).want(t, "taking back", 303)
	admin.post(t, at+"/offer", url.Values{"reviewer": {code}, "reason": {"knows the field"}}).want(t, "offering to "+code, 303)
	other.get(t, at).want(t, "the file on offer", 404)
	page := other.get(t, at+"/attest")
	page.want(t, "the offer", 200)
	answers := url.Values{}
	for _, input := range page.elements(t, "input") {
		if attribute(input, "type") == "radio" {
			answers.Set(attribute(input, "name"), "none")
		}
	}
	other.post(t, at+"/attest", nil).want(t, "accepting without an answer", 422)
	other.post(t, at+"/attest", answers).want(t, "accepting", 303)
	other.get(t, at).want(t, "the file", 200)
	other.post(t, at+"/recuse", url.Values{"reason": {"I know the surgeon"}}).want(t, "leaving", 303)
	other.get(t, at).want(t, "the file after leaving", 404)
}
