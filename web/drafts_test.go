package web

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"imr/internal/account"
	"imr/internal/casefile"
)

var summaryPath, itemPath = "/cases/" + string(own) + "/summary", "/cases/" + string(own) + "/items/1"

func decoded[T any](t *testing.T, a answer) (out T) {
	t.Helper()
	if !strings.HasPrefix(a.header.Get("Content-Type"), "application/json") {
		t.Fatalf("a %d with %s", a.status, a.header.Get("Content-Type"))
	}
	must(t, json.Unmarshal([]byte(a.body), &out))
	return out
}

// TestSaveByScript is a whole life of a save as the scripts see it.
func TestSaveByScript(t *testing.T) {
	s := openSite(t)
	b := s.as(t, "reviewer")
	form := b.get(t, summaryPath).fields(t, summaryPath)
	first := form["sentence"][0]
	form.Set("text-"+first, "Half a sent")
	form["source-"+first] = []string{`["d4",1,"words that stand on no page"]`}
	a := b.postJSON(t, summaryPath, form)
	a.want(t, "a save", 200)
	saved := decoded[map[string]string](t, a)
	if saved["version"] != "2" || saved["saved_at"] != "10:30" {
		t.Errorf("acknowledged with %v", saved)
	}
	if a := b.get(t, saved["findings_url"]); a.status != 200 || !strings.Contains(a.body, "words that stand on no page") {
		t.Errorf("the checks answer %d %s", a.status, a.body)
	}
	form.Set("text-"+first, "of another window")
	a = b.postJSON(t, summaryPath, form)
	a.want(t, "a save over an older version", 409)
	conflict := decoded[struct {
		Version, By, At string
		Theirs          []theirText
	}](t, a)
	if conflict.Version != "2" || conflict.At != "10:30" || len(conflict.Theirs) != len(form["sentence"]) || conflict.Theirs[0].Text != "Half a sent" || len(conflict.Theirs[0].Sources) == 0 {
		t.Errorf("the conflict is told as %+v", conflict)
	}
	form.Set("version", conflict.Version)
	b.postJSON(t, summaryPath, form).want(t, "the save over what was told", 200)
	s.as(t, "reviewer").post(t, "/signout", nil)
	b.post(t, "/signout", nil)
	a = b.postJSON(t, summaryPath, form)
	a.want(t, "after signing out", 401)
	if decoded[map[string]string](t, a)["message"] == "" {
		t.Error("a script is not told what to do")
	}
}

func TestItemSavedByScript(t *testing.T) {
	s := openSite(t)
	b := s.as(t, "reviewer")
	form := b.get(t, itemPath).fields(t, itemPath)
	form.Set("rationale", "first window")
	b.postJSON(t, itemPath, form).want(t, "a save", 200)
	form.Set("rationale", "second window")
	a := b.postJSON(t, itemPath, form)
	a.want(t, "a save over an older version", 409)
	conflict := decoded[struct {
		Version string
		Theirs  []theirText
	}](t, a)
	texts := map[string]string{}
	for _, one := range conflict.Theirs {
		texts[one.ID] = one.Text
	}
	if conflict.Version != "2" || texts["rationale"] != "first window" || texts["outcome"] == "" || texts["c0-guideline"] == "" {
		t.Errorf("the conflict is told as %+v", conflict)
	}
}

// TestConflictWithoutScripts goes the way of the plain forms: both texts are on
// the page, and its form saves.
func TestConflictWithoutScripts(t *testing.T) {
	for path, field := range map[string]string{summaryPath: "text-", itemPath: "rationale"} {
		t.Run(path, func(t *testing.T) {
			s := openSite(t)
			b := s.as(t, "reviewer")
			form := b.get(t, path).fields(t, path)
			if field == "text-" {
				field += form["sentence"][0]
			}
			form.Set(field, "text of the first window")
			a := b.post(t, path, form)
			a.want(t, "a save", 303)
			if a.header.Get("Location") != path {
				t.Errorf("saving leads to %s", a.header.Get("Location"))
			}
			form.Set(field, "text of the second window")
			a = b.post(t, path, form)
			a.want(t, "the second save", 409)
			for _, text := range []string{"text of the first window", "text of the second window"} {
				if !strings.Contains(a.body, text) {
					t.Errorf("the page lacks the %s", text)
				}
			}
			settled := a.fields(t, path)
			if settled.Get("version") != "2" || settled.Get(field) != "text of the second window" {
				t.Errorf("the form would save version %s with %q", settled.Get("version"), settled.Get(field))
			}
			b.post(t, path, settled).want(t, "saving what was settled", 303)
			after := b.get(t, path).fields(t, path)
			if after.Get(field) != "text of the second window" || after.Get("version") != "3" {
				t.Errorf("stored is version %s with %q", after.Get("version"), after.Get(field))
			}
			for name := range form {
				if len(after[name]) != len(form[name]) {
					t.Errorf("%s had %d values and has %d", name, len(form[name]), len(after[name]))
				}
			}
		})
	}
}

// TestTextSurvivesADroppedDecision: who writes on a decision that another window
// removed gets their text back instead of an error.
func TestTextSurvivesADroppedDecision(t *testing.T) {
	s := openSite(t)
	b := s.as(t, "reviewer")
	form := url.Values{"version": {"7"}, "rationale": {"a long text"}}
	path := "/cases/" + url.PathEscape(string(foreign)) + "/items/" + url.PathEscape("1/a b;c%")
	other := s.as(t, "other")
	a := other.post(t, path, form)
	a.want(t, "saving over a version that never was", 409)
	settled := a.fields(t, path)
	if settled.Get("rationale") != "a long text" || settled.Get("version") != "0" {
		t.Errorf("the form would save version %s with %q", settled.Get("version"), settled.Get("rationale"))
	}
	other.post(t, path, settled).want(t, "saving what was settled", 303)
	b.get(t, path).want(t, "to another", 404)
}

func TestFactsBecomeSentences(t *testing.T) {
	s := openSite(t)
	b := s.as(t, "reviewer")
	facts := "/cases/" + string(own) + "/facts"
	before := b.get(t, summaryPath).fields(t, summaryPath)
	b.post(t, facts, url.Values{"document": {"d4"}, "page": {"1"}, "quote": {" a quote of mine "}, "back": {summaryPath}}).want(t, "a new fact", 303)
	b.post(t, facts, url.Values{"do": {"source"}, "document": {"d4"}, "page": {"1"}, "quote": {"another quote"}, "sentence": before["sentence"][:1]}).want(t, "a new source", 303)
	form := b.get(t, summaryPath).fields(t, summaryPath)
	first := before["sentence"][0]
	if len(form["source-"+first]) != len(before["source-"+first])+1 {
		t.Errorf("the sentence has %d sources, it had %d", len(form["source-"+first]), len(before["source-"+first]))
	}
	draft, err := s.desk.Draft(t.Context(), s.actor(t, "reviewer"), own)
	must(t, err)
	if len(draft.Facts) != 1 || draft.Facts[0].Quote != "a quote of mine" {
		t.Fatalf("the facts are %+v", draft.Facts)
	}
	form.Set("do", "use-fact:1")
	b.post(t, summaryPath, form).want(t, "using it", 303)
	draft, err = s.desk.Draft(t.Context(), s.actor(t, "reviewer"), own)
	must(t, err)
	last := draft.Summary[len(draft.Summary)-1]
	if len(draft.Summary) != len(before["sentence"])+1 || last.Text != "a quote of mine" || last.Sources[0] != draft.Facts[0].Source {
		t.Errorf("the summary ends with %+v", last)
	}
	a := b.post(t, facts, url.Values{"document": {"d4"}, "page": {"1"}, "quote": {" "}})
	a.want(t, "no words", 422)
	b.post(t, facts, url.Values{"do": {"remove-fact:1"}}).want(t, "taking it off", 303)
	b.post(t, facts, url.Values{"do": {"remove-fact:x"}}).want(t, "taking off what is none", 404)
}

// actor is who the person is to the desk.
func (s *site) actor(t *testing.T, name string) account.Actor {
	t.Helper()
	u, err := s.desk.SignIn(t.Context(), name+"@imr.example", password, "test")
	must(t, err)
	return u.Act()
}

// TestSigning goes from the form to the letter, and back to a closed draft.
func TestSigning(t *testing.T) {
	s := openSite(t)
	b := s.as(t, "reviewer")
	base := "/cases/" + string(own)
	form := b.get(t, base+"/sign").fields(t, base+"/sign")
	form.Set("password", "wrong")
	b.post(t, base+"/sign", form).want(t, "a wrong password", 422)
	form.Set("password", password)
	stale := url.Values{"digest": {strings.Repeat("0", 64)}, "password": {password}}
	b.post(t, base+"/sign", stale).want(t, "a digest that was not shown", 409)
	a := b.post(t, base+"/sign", form)
	a.want(t, "signing", 303)
	if a.header.Get("Location") != base+"/letter" {
		t.Errorf("signing leads to %s", a.header.Get("Location"))
	}
	letter := b.get(t, base+"/letter")
	if !strings.Contains(letter.body, "Signed and handed in.") || strings.Contains(b.get(t, base+"/letter").body, "Signed and handed in.") {
		t.Error("the message stands not once and only once")
	}
	for _, name := range []string{"reviewer", "admin"} {
		x := s.as(t, name)
		pdf := x.get(t, base+"/letter.pdf")
		if pdf.status != 200 || pdf.header.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(pdf.body, "%PDF-") {
			t.Errorf("%s: the PDF is a %d of %s", name, pdf.status, pdf.header.Get("Content-Type"))
		}
		canonical := x.get(t, base+"/determination.json")
		if canonical.status != 200 || canonical.header.Get("X-Content-SHA256") != form.Get("digest") {
			t.Errorf("%s: the determination is a %d with %s", name, canonical.status, canonical.header.Get("X-Content-SHA256"))
		}
		for what, text := range map[string]string{"PDF": pdf.body, "determination": canonical.body} {
			if strings.Contains(text, "Name of") || strings.Contains(text, "imr.example") {
				t.Errorf("%s: the %s names the reviewer", name, what)
			}
		}
	}
	b.post(t, base+"/sign", form).want(t, "signing twice", 303)
	b.postJSON(t, summaryPath, url.Values{"version": {"1"}}).want(t, "saving after signing", 403)
	if len(b.get(t, summaryPath).elements(t, "main")) != 1 {
		t.Error("the signed draft cannot be read")
	}
	opened, err := s.desk.Case(t.Context(), account.Command("test"), own)
	if err != nil || opened.State != casefile.HandedIn {
		t.Errorf("the case is %s, %v", opened.State, err)
	}
}

func TestAssigning(t *testing.T) {
	s := openSite(t)
	admin, former := s.as(t, "admin"), s.as(t, "reviewer")
	base := "/cases/" + string(own)
	a := admin.post(t, base+"/assign", url.Values{"reviewer": {"auditor@imr.example"}})
	a.want(t, "to an auditor", 422)
	if !strings.Contains(a.body, "not an active reviewer") {
		t.Error("the page does not say what is wrong")
	}
	admin.post(t, base+"/assign", url.Values{"reviewer": {"other@imr.example"}}).want(t, "to a reviewer", 303)
	former.get(t, base).want(t, "to the former", 404)
	s.as(t, "other").get(t, base).want(t, "to the new one", 200)
}
