package web

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"imr/internal/account"
	"imr/internal/casefile"
	"imr/internal/eligibility"
	"imr/internal/sample"
)

const handedIn = `{"format":"imr-case/1","priority":"standard",
 "application":{"received":"2014-03-14","channel":"portal","signed":"2014-03-10","signed_by":"employee"},
 "employee":{"name":"Ana Fiction","date_of_birth":"1961-05-02"},"date_of_injury":"2012-10-16","claim_number":"CL-1","employer":{"name":"Mill"},
 "utilization_review":{"decision_date":"2014-03-01","served_date":"2014-03-03","outcome":"denied"},
 "application_form":{"applicant":"employee","consent":true,"ur_service":"mail"},
 "items":[{"id":"1","description":"Home kit","quantity":"1","category":"dmepos","timing":"prospective"}]}`

func TestProgramsHandInApplications(t *testing.T) {
	s := openSite(t)
	token, err := s.desk.AddToken(t.Context(), account.Command("test"), "intake")
	must(t, err)
	send := func(token, key, body string) (int, apiAnswer) {
		r := httptest.NewRequest(http.MethodPost, apiPath, strings.NewReader(body))
		r.Header.Set("Authorization", "Bearer "+token)
		r.Header.Set("Idempotency-Key", key)
		w := httptest.NewRecorder()
		s.server.ServeHTTP(w, r)
		var a apiAnswer
		must(t, json.Unmarshal(w.Body.Bytes(), &a))
		return w.Code, a
	}
	status, first := send(token, "a1", handedIn)
	if status != http.StatusCreated || !strings.HasPrefix(first.Number, "CM14-") || !strings.HasSuffix(first.URL, "/intake") {
		t.Fatalf("%d: %+v", status, first)
	}
	for name, tt := range map[string]struct {
		token, key, body string
		status           int
		path             string // of the first field that is wrong
	}{
		"the same again":                {token, "a1", handedIn, 200, ""},
		"the key with another body":     {token, "a1", handedIn + " ", 409, ""},
		"without a key":                 {token, "", handedIn, 422, ""},
		"with no token of ours":         {"imr_GUESS", "a2", handedIn, 401, ""},
		"no JSON":                       {token, "a3", "{", 422, "case.json"},
		"an unknown field":              {token, "a4", strings.Replace(handedIn, `"priority"`, `"haste"`, 1), 422, "haste"},
		"an item without its kind":      {token, "a5", strings.Replace(handedIn, `"category":"dmepos",`, "", 1), 422, "items[0].category"},
		"a date that cannot be":         {token, "a6", strings.Replace(handedIn, `"2014-03-03"`, `"2014-02-03"`, 1), 422, "utilization_review.served_date"},
		"a day that is none":            {token, "a7", strings.Replace(handedIn, `"2014-03-03"`, `"2014-02-30"`, 1), 422, "utilization_review.served_date"},
		"a record with the application": {token, "a8", strings.Replace(handedIn, `"items"`, `"documents":[{"id":"d1","file":"a.pdf","kind":"other"}],"items"`, 1), 422, "documents"},
		"a case that is further on":     {token, "a9", strings.Replace(handedIn, `"items"`, `"records_complete":"2014-04-02","items"`, 1), 422, "records_complete"},
	} {
		status, a := send(tt.token, tt.key, tt.body)
		if status != tt.status || tt.path != "" && (len(a.Fields) == 0 || a.Fields[0].Path != tt.path) {
			t.Errorf("%s: %d %+v, want %d and %q", name, status, a, tt.status, tt.path)
		}
	}
	paper := func(token, number, which, body string) int {
		r := httptest.NewRequest(http.MethodPost, apiPath+"/"+number+"/papers/"+which, strings.NewReader(body))
		r.Header.Set("Authorization", "Bearer "+token)
		w := httptest.NewRecorder()
		s.server.ServeHTTP(w, r)
		return w.Code
	}
	foreign, err := s.desk.AddToken(t.Context(), account.Command("test"), "another")
	must(t, err)
	made, err := sample.Applications(s.desk.Today())
	must(t, err)
	for _, tt := range []struct {
		name, token, number, which, body string
		status                           int
	}{
		{"a paper with no token", "", first.Number, "ur", "x", 401},
		{"a paper of another's application", foreign, first.Number, "ur", "x", 404},
		{"a paper of no application", token, "CM14-9999999", "ur", "x", 404},
		{"a paper of no kind", token, first.Number, "bill", "x", 422},
		{"a paper that is no PDF", token, first.Number, "ur", "x", 422},
		{"a decision about somebody else", token, first.Number, "ur", string(made[1].URPDF), 202},
	} {
		if status := paper(tt.token, tt.number, tt.which, tt.body); status != tt.status {
			t.Errorf("%s: %d, want %d", tt.name, status, tt.status)
		}
	}
	whole := strings.NewReplacer("Ana Fiction", made[0].Employee.Name, "1961-05-02", made[0].Employee.DateOfBirth.String(), `"CL-1"`, `"`+made[0].ClaimNumber+`"`).Replace(handedIn)
	_, second := send(token, "a10", whole)
	if status := paper(token, second.Number, "ur", string(made[0].URPDF)); status != http.StatusCreated {
		t.Errorf("the UR decision of %+v: %d", second, status)
	}
	judged, err := s.desk.Eligibility(t.Context(), account.Command("test"), casefile.CaseNumber(second.Number))
	must(t, err)
	if judged.Form.URDocument == "" || judged.Documents[0].Kind != casefile.URDecisionForm ||
		slices.ContainsFunc(judged.Findings, func(f eligibility.Finding) bool { return f.Code == eligibility.URMissing }) {
		t.Errorf("with the UR decision: %+v", judged.Findings)
	}
	if _, again := send(token, "a1", handedIn); again.Number != first.Number {
		t.Errorf("the same application has the numbers %s and %s", first.Number, again.Number)
	}
}
