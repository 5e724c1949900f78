package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// confirmation is what the form of a whole document sends.
func confirmation(changes ...string) url.Values {
	form := url.Values{"document": {"d4"}, "first": {"0"}, "last": {"0"}, "version": {"0"}, "do": {"change"},
		"dated": {"May 20, 2020"}, "kind": {"hospital"}, "author": {"Nadia Kessell, MD"}, "title": {"A new title"},
		"taken-dated": {"5/19/20"}, "taken-kind": {"imaging"}, "taken-author": {""}, "taken-title": {"What the page says"}}
	for i := 0; i < len(changes); i += 2 {
		form.Set(changes[i], changes[i+1])
	}
	return form
}

// TestConfirmDates: one act changes what the pages show of a record and leaves one
// event; what is wrong comes back as it was typed and changes nothing.
func TestConfirmDates(t *testing.T) {
	dates := caseURL(own) + "/records/dates"
	for name, tt := range map[string]struct {
		who    string
		form   url.Values
		status int
		shows  []string
	}{
		"a change":            {"reviewer", confirmation(), 303, []string{"05/20/2020", "A new title", "Hospital · Nadia Kessell, MD", "confirmed"}},
		"by an admin":         {"admin", confirmation(), 303, []string{"05/20/2020", "A new title"}},
		"what the page says":  {"reviewer", confirmation("do", "take"), 303, []string{"05/19/2020", "What the page says", "Imaging · author not given"}},
		"no day":              {"reviewer", confirmation("dated", ""), 303, []string{"no date", "A new title"}},
		"half a day":          {"reviewer", confirmation("dated", "5/20"), 422, []string{`value="5/20"`, `value="A new title"`, "Type a day with its year"}},
		"no kind":             {"reviewer", confirmation("kind", "letter"), 422, []string{"Choose a kind from the list."}},
		"somebody was faster": {"reviewer", confirmation("version", "3"), 409, []string{"Somebody else has just said"}},
		"no record":           {"reviewer", confirmation("first", "2", "last", "2"), 404, []string{"no such record"}},
		"no number":           {"reviewer", confirmation("first", "x"), 404, []string{"no such record"}},
		"another's case":      {"other", confirmation(), 404, []string{"There is no case"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := openSite(t)
			b := s.as(t, tt.who)
			before := s.events(t)
			a := b.post(t, dates, tt.form)
			a.want(t, "the act", tt.status)
			done := int64(0)
			if tt.status == 303 {
				done = 1
				a = b.get(t, dates)
			}
			if got := s.events(t) - before; got != done {
				t.Errorf("%d events, want %d", got, done)
			}
			for _, words := range tt.shows {
				if !strings.Contains(a.body, words) {
					t.Errorf("the page does not show %q", words)
				}
			}
		})
	}
}

// TestDatesFragment: a script gets the record alone, with the count to go with it.
func TestDatesFragment(t *testing.T) {
	s := openSite(t)
	b := s.as(t, "reviewer")
	fragment := http.Header{"X-Fragment": {"record"}}
	dates := caseURL(own) + "/records/dates"
	row := func(query string, status int) answer {
		t.Helper()
		a := b.do(t, "GET", dates+query, nil, fragment)
		a.want(t, query, status)
		return a
	}
	open := row("?document=d4&first=0", 200)
	if !strings.HasPrefix(strings.TrimSpace(open.body), "<li") || len(open.elements(t, "select")) != 1 {
		t.Errorf("the record that is open for a change: %.200s", open.body)
	}
	if len(row("?document=d4&first=0&close=1", 200).elements(t, "select")) != 0 {
		t.Error("a record that was closed can be changed")
	}
	row("?document=d4&first=7", 404)
	row("?document=d99", 404)
}
