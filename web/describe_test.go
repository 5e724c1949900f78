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

// TestPartRecord: a record is split and joined by plain forms, and the page offers to
// take that back.
func TestPartRecord(t *testing.T) {
	s := openSite(t)
	b := s.as(t, "reviewer")
	dates, parts := caseURL(own)+"/records/dates", caseURL(own)+"/records/parts"
	act := func(do, page string) url.Values { return url.Values{"document": {"d4"}, "page": {page}, "do": {do}} }
	shows := func(words string, want bool) {
		t.Helper()
		if got := strings.Contains(b.get(t, dates).body, words); got != want {
			t.Errorf("%q is shown: %v, want %v", words, got, want)
		}
	}
	before := s.events(t)
	shows("Take back the", false)
	a := b.post(t, parts, act("split", "2"))
	if a.want(t, "split", 303); !strings.HasSuffix(a.header.Get("Location"), "#record-d4-2") {
		t.Errorf("it leads to %s", a.header.Get("Location"))
	}
	shows("A record begins on page 2 now.", true)
	shows("Take back the split at page 2", true)
	b.post(t, parts, act("split", "2")).want(t, "split again", 409)
	b.post(t, parts, act("join", "2")).want(t, "join", 303)
	shows("Take back the join at page 2", true)
	b.post(t, parts, act("as-read", "2")).want(t, "taken back", 303)
	shows("Take back the", false)
	if got := s.events(t) - before; got != 3 {
		t.Errorf("%d events, want 3", got)
	}
	for _, wrong := range []url.Values{act("split", "1"), act("split", "99"), act("split", "x"), act("tear", "2")} {
		b.post(t, parts, wrong).want(t, wrong.Encode(), 404)
	}
	s.as(t, "other").post(t, parts, act("split", "2")).want(t, "another's case", 404)
}
