package web

import (
	"net/url"
	"strconv"
	"strings"
	"testing"

	"imr/internal/account"
	"imr/internal/casefile"
	"imr/internal/criteria"
	"imr/internal/review"
)

// TestCriteriaByForm is a whole life of a list as an admin's browser sees it.
func TestCriteriaByForm(t *testing.T) {
	s := openSite(t)
	b := s.as(t, "admin")
	form := b.get(t, "/criteria/new").fields(t, "/criteria")
	form.Set("name", "Fusion")
	form.Set("do", "save")
	a := b.post(t, "/criteria", form)
	a.want(t, "a list without criteria", 422)
	if !strings.Contains(a.body, `value="Fusion"`) || !strings.Contains(a.body, `href="#chapter"`) {
		t.Error("what was typed or the way to the field that lacks is gone")
	}
	form.Set("guideline", "MTUS")
	form.Set("chapter", "Cervical and Thoracic Spine")
	form.Set("k0-words", "Compression  is seen.")
	form.Set("k0-terms", " cord compression,, myelopathy ")
	form.Set("do", "add")
	a = b.post(t, "/criteria", form)
	a.want(t, "one more row", 200)
	if got := a.fields(t, "/criteria"); got.Get("criteria") != "4" || got.Get("k0-words") != "Compression is seen." {
		t.Errorf("the form has now %v", got)
	}
	form.Set("do", "save")
	a = b.post(t, "/criteria", form)
	a.want(t, "the list", 303)
	if to := a.header.Get("Location"); to != "/criteria/fusion" {
		t.Fatalf("led to %s", to)
	}
	form = b.get(t, "/criteria/fusion").fields(t, "/criteria/fusion")
	if form.Get("version") != "1" || form.Get("criteria") != "1" || form.Get("k0-terms") != "cord compression, myelopathy" {
		t.Errorf("the list reads %v", form)
	}
	form.Set("k0-words", "Compression of the cord is seen.")
	form.Set("do", "save")
	b.post(t, "/criteria/fusion", form).want(t, "a change", 303)
	b.post(t, "/criteria/fusion", form).want(t, "a change of the version before", 409)
	if a := b.get(t, "/criteria/fusion/1"); !strings.Contains(a.body, "Compression is seen.") {
		t.Error("the first version cannot be read")
	}
	b.get(t, "/criteria/fusion/3").want(t, "a version that there is not", 404)
	if a := b.get(t, "/criteria"); !strings.Contains(a.body, "Fusion") || !strings.Contains(a.body, "No text") && !strings.Contains(a.body, "does not belong here") {
		t.Error("the list of lists lacks the list, or says nothing of guideline text")
	}
}

// fusionList asks two things of what cites the chapter of the sample's first item.
func fusionList(t *testing.T, s *site) criteria.List {
	t.Helper()
	by := account.Command("test")
	e, err := s.desk.Export(t.Context(), by, own)
	must(t, err)
	cited := e.Review.For("1")[0].Citations[0]
	l, err := s.desk.SaveCriteria(t.Context(), by, criteria.List{Name: "Fusion", Guideline: cited.Guideline, Chapter: cited.Chapter, InUse: true,
		Criteria: []criteria.Criterion{{Words: "Imaging shows cord compression.", Terms: []string{"cord compression"}}, {Words: "Zorbing was tried.", Terms: []string{"zorbing balls"}}}})
	must(t, err)
	return l
}

func judgedOf(t *testing.T, s *site) []review.Criterion {
	t.Helper()
	e, err := s.desk.Export(t.Context(), account.Command("test"), own)
	must(t, err)
	return e.Review.For("1")[0].Criteria
}

// TestCriteriaAreJudgedByForm judges without scripts: pages come and go, what is
// called not documented is looked for, and the rationale takes the sentences.
func TestCriteriaAreJudgedByForm(t *testing.T) {
	s := openSite(t)
	fusionList(t, s)
	b := s.as(t, "reviewer")
	act := func(do string, change map[string]string) answer {
		t.Helper()
		form := b.get(t, itemPath).fields(t, itemPath)
		for name, value := range change {
			form.Set(name, value)
		}
		form.Set("do", do)
		b.post(t, itemPath, form).want(t, do, 303)
		return b.get(t, itemPath)
	}
	act("criterion-page:1", map[string]string{"k1-state": "met", "add1-document": "d4", "add1-page": " 1 ", "k1-note": "See there"})
	act("criterion-page:1", map[string]string{"add1-document": "d4", "add1-page": "999"})
	got := judgedOf(t, s)
	if len(got) != 1 || got[0].State != review.Met || got[0].Note != "See there" || len(got[0].Sources) != 1 || got[0].Sources[0].Page != 1 || got[0].Words != "Zorbing was tried." {
		t.Fatalf("judged as %+v", got)
	}
	a := act("save", map[string]string{"k0-state": "not_documented"})
	if !strings.Contains(a.body, "the records hold something like it") {
		t.Error("what the records hold is not shown")
	}
	a = act("criterion-drop:1:0", map[string]string{"k1-state": "not_documented"})
	if !strings.Contains(a.body, "found nothing like it") || len(judgedOf(t, s)[1].Sources) != 0 {
		t.Error("nothing found is not said, or the page is still there")
	}
	before := b.get(t, itemPath).fields(t, itemPath).Get("rationale")
	after := act("use-criteria", nil).fields(t, itemPath).Get("rationale")
	if !strings.HasPrefix(after, before) || !strings.HasSuffix(after, "It is not documented that zorbing was tried. See there.") {
		t.Errorf("the rationale ends with %q", after[max(0, len(after)-200):])
	}
}

func TestCriteriaForScripts(t *testing.T) {
	s := openSite(t)
	l := fusionList(t, s)
	b := s.as(t, "reviewer")
	hits := func(list, key string) answer {
		return b.get(t, itemPath+"/criteria/hits?"+url.Values{"list": {list}, "key": {key}}.Encode())
	}
	if a := hits(l.Key, "c1"); a.status != 200 || !strings.Contains(a.body, "/records/") {
		t.Errorf("the hits: %d %s", a.status, a.body)
	}
	hits(l.Key, "c9").want(t, "what is not asked", 404)
	a := b.get(t, itemPath+"/criteria")
	if a.status != 200 || strings.Contains(a.body, "<html") || !strings.Contains(a.body, `data-asked="`+l.Key+"/1/c1 ") {
		t.Errorf("the panel: %d %s", a.status, a.body[:min(300, len(a.body))])
	}
	s.as(t, "other").get(t, itemPath+"/criteria").want(t, "another's case", 404)
}

// TestCriteriaOfTwoWindows: what only the other window's form showed is not taken
// away by a save, and a conflict has both texts.
func TestCriteriaOfTwoWindows(t *testing.T) {
	s := openSite(t)
	b := s.as(t, "reviewer")
	old := b.get(t, itemPath).fields(t, itemPath)
	fusionList(t, s)
	form := b.get(t, itemPath).fields(t, itemPath)
	form.Set("k0-state", "met")
	form.Set("k0-pages", `[["d4",1,"a quote"]]`)
	b.postJSON(t, itemPath, form).want(t, "a judgement", 200)
	form.Set("k0-state", "not_met")
	form.Set("k0-pages", `[["d4",2,""],"junk"]`)
	a := b.postJSON(t, itemPath, form)
	a.want(t, "over an older version", 409)
	theirs := map[string]string{}
	for _, text := range decoded[struct{ Theirs []theirText }](t, a).Theirs {
		theirs[text.ID] = text.Text
	}
	if theirs["k0-state"] != "met" || theirs["k0-pages"] != `[["d4",1,"a quote"]]` {
		t.Errorf("the other window has %v", theirs)
	}
	page := b.post(t, itemPath, form)
	page.want(t, "the same without scripts", 409)
	if got := page.fields(t, itemPath).Get("k0-pages"); got != `[["d4",2,""],["d4",1,"a quote"]]` {
		t.Errorf("the pages of both are %s", got)
	}
	version, err := strconv.Atoi(form.Get("version"))
	must(t, err)
	old.Set("version", strconv.Itoa(version+1))
	b.postJSON(t, itemPath, old).want(t, "a form without the panel", 200)
	if got := judgedOf(t, s); len(got) != 1 || got[0].State != review.Met {
		t.Errorf("after it the judgements are %+v", got)
	}
}

// TestJudgedFromTakesNoNonsense: what no button of the form sends counts for nothing.
func TestJudgedFromTakesNoNonsense(t *testing.T) {
	row := url.Values{"criteria": {"1"}, "k0-list": {"l"}, "k0-version": {"2"}, "k0-key": {"c1"}, "k0-words": {"w"}, "k0-state": {"met"}}
	for name, tt := range map[string]struct {
		change map[string]string
		want   int
		state  review.CriterionState
	}{
		"sound":           {nil, 1, review.Met},
		"no such state":   {map[string]string{"k0-state": "perhaps"}, 1, ""},
		"no list":         {map[string]string{"k0-list": ""}, 0, ""},
		"no version":      {map[string]string{"k0-version": "x"}, 0, ""},
		"negative count":  {map[string]string{"criteria": "-1"}, 0, ""},
		"a count of many": {map[string]string{"criteria": "2147483647"}, 1, review.Met},
	} {
		form := url.Values{}
		for k, v := range row {
			form[k] = v
		}
		for k, v := range tt.change {
			form.Set(k, v)
		}
		got := judgedFrom(form)
		if len(got) != tt.want || len(got) > 0 && got[0].State != tt.state {
			t.Errorf("%s: %+v", name, got)
		}
	}
	if got := pagesFrom(`[["d1",1,"q"],["d1",1,"q"],["",1,"q"],["d1",0,""],7]`); len(got) != 1 || got[0].Document != casefile.DocumentID("d1") {
		t.Errorf("the pages are %+v", got)
	}
}
