package web

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers/gorillamux"

	"imr/internal/account"
	"imr/internal/casefile"
	"imr/internal/quality"
)

// TestPublishedDecision takes a case from the reviewer's draft to the public site
// and looks at everything that the public can get for names.
func TestPublishedDecision(t *testing.T) {
	s := openSite(t)
	s.issueOwn(t)
	admin, public := s.as(t, "admin"), s.browser(t)
	page := admin.get(t, caseURL(own)+"/publish")
	if page.status != http.StatusOK || strings.Contains(page.body, "What still looks like a name or number</h2><div") {
		t.Fatalf("the page of the copy answers %d and finds names left: %s", page.status, page.body)
	}
	form := page.fields(t, caseURL(own)+"/publish")
	if a := public.get(t, decisionURL(own)); a.status != http.StatusNotFound {
		t.Fatalf("before: %d", a.status)
	}
	stale := admin.post(t, caseURL(own)+"/publish", url.Values{"digest": {strings.Repeat("0", 64)}})
	if stale.status != http.StatusConflict {
		t.Errorf("another copy than the one that was read: %d", stale.status)
	}
	if a := admin.post(t, caseURL(own)+"/publish", form); a.status != http.StatusSeeOther {
		t.Fatalf("publishing answers %d: %s", a.status, a.body)
	}
	surfaces := map[string]string{}
	for _, path := range []string{decisionURL(own), "/decisions?q=" + string(own), "/decisions.csv", "/decisions.json", "/decisions.atom", "/api/v1/decisions", "/api/v1/decisions/" + string(own)} {
		a := public.get(t, path)
		if a.status != http.StatusOK || !strings.Contains(a.body, string(own)) {
			t.Errorf("%s: %d without the decision", path, a.status)
		}
		if a.header.Get("Set-Cookie") != "" || a.header.Get("ETag") == "" {
			t.Errorf("%s sets a cookie or has no tag", path)
		}
		surfaces[path] = a.body
	}
	for path, text := range surfaces {
		for _, name := range s.namesOf(t, own) {
			if strings.Contains(strings.ToLower(text), strings.ToLower(name)) {
				t.Errorf("%s holds %q", path, name)
			}
		}
	}
	if err := xml.Unmarshal([]byte(surfaces["/decisions.atom"]), &atomFeed{}); err != nil {
		t.Error(err)
	}
	rows, err := csv.NewReader(strings.NewReader(surfaces["/decisions.csv"])).ReadAll()
	if err != nil || len(rows) < 2 || len(rows[0]) != len(csvHead) {
		t.Errorf("the table has %d rows: %v", len(rows), err)
	}
	s.withdrawOwn(t, admin, public)
}

func (s *site) withdrawOwn(t *testing.T, admin, public *browser) {
	t.Helper()
	before := public.get(t, "/decisions").header.Get("ETag")
	if a := public.do(t, "GET", "/decisions", nil, http.Header{"If-None-Match": {before}}); a.status != http.StatusNotModified {
		t.Errorf("an unchanged list answers %d", a.status)
	}
	if a := admin.post(t, caseURL(own)+"/publish/withdraw", url.Values{"reason": {" "}}); a.status != http.StatusUnprocessableEntity {
		t.Errorf("without a reason: %d", a.status)
	}
	if a := admin.post(t, caseURL(own)+"/publish/withdraw", url.Values{"reason": {"A name was left."}}); a.status != http.StatusSeeOther {
		t.Errorf("taking it away answers %d", a.status)
	}
	if a := public.get(t, decisionURL(own)); a.status != http.StatusNotFound {
		t.Errorf("after: %d", a.status)
	}
	if a := public.do(t, "GET", "/decisions", nil, http.Header{"If-None-Match": {before}}); a.status != http.StatusOK {
		t.Errorf("a changed list answers %d", a.status)
	}
}

// issueOwn signs, approves and issues the reviewer's case.
func (s *site) issueOwn(t *testing.T) {
	t.Helper()
	reviewer, sign := s.as(t, "reviewer"), caseURL(own)+"/sign"
	form := reviewer.get(t, sign).fields(t, sign)
	form.Set("password", password)
	reviewer.post(t, sign, form).want(t, "signing", 303)
	director := s.actor(t, "director")
	j := quality.Judgement{Version: 1, Outcome: quality.Approved}
	for _, line := range quality.Scorecard() {
		j.Scores = append(j.Scores, quality.Score{Code: line.Code, Points: line.Points})
	}
	must(t, s.desk.Judge(t.Context(), director, own, j))
	_, err := s.desk.NewKey(t.Context(), account.Command("test"))
	must(t, err)
	must(t, s.desk.Issue(t.Context(), director, own, RenderLetters))
}

// namesOf is every name and identifier of the case and of its reviewer.
func (s *site) namesOf(t *testing.T, number casefile.CaseNumber) []string {
	t.Helper()
	o, err := s.desk.Case(t.Context(), account.Command("test"), number)
	must(t, err)
	out := []string{o.Employee.Name, o.ClaimNumber, o.Employer, o.ClaimsAdministrator.Name, o.RequestingPhysician.Name, o.UR.Physician, o.UR.Organization, "@imr.example", "Name of"}
	for _, d := range o.Documents {
		out = append(out, d.Author)
	}
	return slices.DeleteFunc(out, func(n string) bool { return n == "" })
}

// TestAPIIsAsDescribed holds openapi.json against the running server.
func TestAPIIsAsDescribed(t *testing.T) {
	s := openSite(t)
	s.issueOwn(t)
	admin, public := s.as(t, "admin"), s.browser(t)
	publish := caseURL(own) + "/publish"
	admin.post(t, publish, admin.get(t, publish).fields(t, publish)).want(t, "publishing", 303)
	described := public.get(t, "/api/v1/openapi.json")
	doc, err := openapi3.NewLoader().LoadFromData([]byte(described.body))
	must(t, err)
	must(t, doc.Validate(t.Context()))
	router, err := gorillamux.NewRouter(doc)
	must(t, err)
	for path, status := range map[string]int{"/api/v1/decisions": 200, "/api/v1/decisions?q=zzzz&page=2": 200, "/api/v1/decisions/" + string(own): 200, "/api/v1/decisions/CM99-0000000": 404} {
		a := public.get(t, path)
		request, err := http.NewRequest("GET", path, nil)
		must(t, err)
		route, params, err := router.FindRoute(request)
		must(t, err)
		in := &openapi3filter.RequestValidationInput{Request: request, Route: route, PathParams: params}
		err = openapi3filter.ValidateResponse(t.Context(), &openapi3filter.ResponseValidationInput{RequestValidationInput: in,
			Status: a.status, Header: a.header, Body: io.NopCloser(bytes.NewBufferString(a.body))})
		if err != nil || a.status != status {
			t.Errorf("%s answers %d, not as described: %v", path, a.status, err)
		}
	}
}
