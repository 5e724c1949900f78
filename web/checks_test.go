package web

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"imr/internal/finding"
	"imr/internal/review"
)

var checksPath = "/cases/" + string(own) + "/checks"

// claim makes the rationale of the first item say the words, and returns the finding
// about what they say is not there.
func (s *site) claim(t *testing.T, b *browser, words string) finding.Finding {
	t.Helper()
	form := b.get(t, itemPath).fields(t, itemPath)
	form.Set("rationale", words+" The fusion is medically necessary.")
	b.post(t, itemPath, form).want(t, "saving the rationale", 303)
	fs, err := s.desk.Findings(t.Context(), s.actor(t, "reviewer"), own)
	must(t, err)
	i := slices.IndexFunc(fs, finding.Finding.ClaimsAbsence)
	if i < 0 {
		t.Fatalf("no claim of absence is found in %q: %+v", words, fs)
	}
	return fs[i]
}

// byID is the element with the id, or nil.
func (a answer) byID(t *testing.T, name, id string) *html.Node {
	t.Helper()
	for _, n := range a.elements(t, name) {
		if attribute(n, "id") == id {
			return n
		}
	}
	return nil
}

const absent1, absent2 = "There is no documentation of physical therapy.", "There is no mention of physical therapy."

func TestFindingsStandBesideTheirWords(t *testing.T) {
	s := openSite(t)
	b := s.as(t, "reviewer")
	form := b.get(t, summaryPath).fields(t, summaryPath)
	third := form["sentence"][2]
	form["source-"+third] = []string{`["d4",1,"words that stand on no page"]`}
	b.post(t, summaryPath, form).want(t, "a save", 303)
	f := s.claim(t, b, absent1)
	for _, path := range []string{summaryPath, summaryPath + "/findings"} {
		placed := 0
		for _, li := range b.get(t, path).elements(t, "li") {
			if attribute(li, "data-words") != "words that stand on no page" {
				continue
			}
			placed++
			if attribute(li, "data-sentence") != third || attribute(li, "data-place") != "text-"+third {
				t.Errorf("%s: the finding stands at %q, %q", path, attribute(li, "data-sentence"), attribute(li, "data-place"))
			}
		}
		if placed == 0 {
			t.Errorf("%s does not show the false quote", path)
		}
	}
	item := b.get(t, itemPath)
	if said := item.byID(t, "span", "checks-state"); said == nil || !strings.Contains(textOf(said), "error") {
		t.Error("the page does not say how much was found")
	}
	found := slices.ContainsFunc(item.elements(t, "li"), func(li *html.Node) bool {
		return attribute(li, "data-finding") == f.Key() && attribute(li, "data-place") == "rationale" && attribute(li.Parent.Parent, "data-findings") == "rationale"
	})
	if !found {
		t.Error("the claim does not stand beside the rationale")
	}
}

// TestEvidenceLinksMarkTheWords: each link to evidence names the words on its page,
// and the page's text shows them marked.
func TestEvidenceLinksMarkTheWords(t *testing.T) {
	s := openSite(t)
	b := s.as(t, "reviewer")
	s.claim(t, b, absent1)
	page := b.get(t, checksPath)
	links := 0
	for _, a := range page.elements(t, "a") {
		to := strings.Replace(attribute(a, "href"), "?w=", "?text=1&w=", 1)
		if !strings.Contains(to, "?text=1&w=") {
			continue
		}
		links++
		var marked []string
		for _, m := range b.get(t, to).elements(t, "mark") {
			marked = append(marked, textOf(m))
		}
		quote := ""
		for n := range a.Parent.Descendants() {
			if n.Type == html.ElementNode && n.Data == "q" {
				quote = textOf(n)
			}
		}
		if got := strings.Join(marked, " "); got == "" || strings.Trim(quote, " -") != got {
			t.Errorf("%s marks %q, and the evidence is %q", to, got, quote)
		}
	}
	if links == 0 {
		t.Error("no evidence leads to its words")
	}
}

func TestAnswersOnTheListOfChecks(t *testing.T) {
	s := openSite(t)
	b := s.as(t, "reviewer")
	form := b.get(t, summaryPath).fields(t, summaryPath)
	form["source-"+form["sentence"][0]] = []string{`["d4",1,"words that stand on no page"]`}
	b.post(t, summaryPath, form).want(t, "a save", 303)
	answers := "/cases/" + string(own) + "/answers"
	sent := url.Values{"finding": {"quote-not-on-page"}, "item": {""}, "text": {"words that stand on no page"}}
	a := b.post(t, answers, sent)
	a.want(t, "an answer without a reason", 422)
	if !strings.Contains(a.body, "Write why this does not stand in the way") {
		t.Error("the page does not say what lacks")
	}
	sent.Set("answer", "It stands on the back.")
	key := finding.Finding{Code: "quote-not-on-page", Text: "words that stand on no page"}.Key()
	a = b.post(t, answers, sent)
	a.want(t, "an answer", 303)
	if to := a.header.Get("Location"); to != checksPath+"#finding-"+key {
		t.Errorf("it leads to %s", to)
	}
	if li := b.get(t, checksPath).byID(t, "li", "finding-"+key); li == nil || !strings.Contains(textOf(li), "It stands on the back.") {
		t.Error("the answer does not stand at its finding")
	}
	if sign := b.get(t, "/cases/"+string(own)+"/sign"); !strings.Contains(sign.body, "It stands on the back.") {
		t.Error("who signs does not see the answer")
	}
	form = b.get(t, summaryPath).fields(t, summaryPath)
	form["source-"+form["sentence"][0]] = []string{`["d4",1,"other words that stand on no page"]`}
	b.post(t, summaryPath, form).want(t, "changing the words", 303)
	page := b.get(t, checksPath)
	if !strings.Contains(page.body, "no longer applies") || strings.Contains(b.get(t, "/cases/"+string(own)+"/sign").body, "It stands on the back.") {
		t.Error("the answer stands although its words were changed")
	}
	sent.Set("text", "words that are long gone")
	b.post(t, answers, sent).want(t, "an answer to words that were changed meanwhile", 303)
	if !strings.Contains(b.get(t, checksPath).body, "kept with the earlier ones") {
		t.Error("the page does not say that the answer came too late")
	}
	sent.Set("text", "other words that stand on no page")
	b.post(t, answers, sent).want(t, "taking it again", 303)
	sent.Set("do", "take-back")
	b.post(t, answers, sent).want(t, "taking it back", 303)
	draft, err := s.desk.Draft(t.Context(), s.actor(t, "reviewer"), own)
	must(t, err)
	if slices.ContainsFunc(draft.Answers, func(a review.Answer) bool { return a.Text == "other words that stand on no page" }) || len(draft.Answers) == 0 {
		t.Errorf("kept are %+v", draft.Answers)
	}
}

func TestAbsenceDialogue(t *testing.T) {
	s := openSite(t)
	b := s.as(t, "reviewer")
	f := s.claim(t, b, absent1)
	path := checksPath + "/absence/" + f.Key()
	page := b.get(t, path)
	page.want(t, "the dialogue", 200)
	form := page.fields(t, path)
	if !slices.Contains(form["term"], "physical therapy") || form.Get("shown") == "0" || len(form["searched"]) != len(form["term"])-1 {
		t.Fatalf("the form proposes %v and shows %s hits", form["term"], form.Get("shown"))
	}
	search := func(name, do string, terms ...string) answer {
		t.Helper()
		form["term"], form["do"] = terms, []string{do}
		return b.post(t, path, form)
	}
	a := search("search again", "search", "PT", "", "zzyzx")
	a.want(t, "searching again", 303)
	if to := a.header.Get("Location"); to != path+"?term=PT&term=zzyzx#hits-title" {
		t.Errorf("it leads to %s", to)
	}
	if a = search("remove", "drop:0", "PT", "zzyzx"); a.header.Get("Location") != path+"?term=zzyzx#hits-title" {
		t.Errorf("removing a term leads to %s", a.header.Get("Location"))
	}
	form.Set("reason", "it is of another.")
	a = search("unsearched terms", "answer", "zzyzx")
	a.want(t, "answering for terms that were not searched", 409)
	if after := a.fields(t, path); after.Get("reason") != "it is of another." || after.Get("shown") != "0" {
		t.Errorf("the page keeps %q and shows %s hits", after.Get("reason"), after.Get("shown"))
	}
	form = b.get(t, path+"?term=physical+therapy").fields(t, path)
	a = search("no reason", "answer", "physical therapy")
	a.want(t, "without a reason", 422)
	if a.byID(t, "p", "reason-error") == nil {
		t.Error("nothing is said at the reason")
	}
	form.Set("reason", "it is of another.")
	search("the answer", "answer", "physical therapy").want(t, "the answer", 303)
	if li := b.get(t, checksPath).byID(t, "li", "finding-"+f.Key()); li == nil || !strings.Contains(textOf(li), "Searched the records for “physical therapy”: ") {
		t.Error("the list does not show what was searched")
	}
	again := s.claim(t, b, absent2)
	b.get(t, path).want(t, "the dialogue over words that are gone", 404)
	taken := b.get(t, checksPath+"/absence/"+again.Key()+"?earlier=0").fields(t, checksPath+"/absence/"+again.Key())
	if taken.Get("reason") != "it is of another." || !slices.Equal(taken["term"], []string{"physical therapy", ""}) {
		t.Errorf("taken over are %q and %q", taken.Get("reason"), taken["term"])
	}
	s.as(t, "other").get(t, checksPath+"/absence/"+again.Key()).want(t, "for another", 404)
}
