package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/finding"
	"imr/internal/review"
	"imr/templates"
	"imr/templates/part"
)

// checked is an open case with what the checks find in its draft, as pages show it.
type checked struct {
	o casework.Opened
	casework.Checked
}

// openChecked reads the case and its draft and checks the one against the other.
func (s *Server) openChecked(c echo.Context) (out checked, err error) {
	if out.o, err = s.desk.Case(c.Request().Context(), actor(c), casefile.CaseNumber(c.Param("number"))); err != nil {
		return out, err
	}
	out.Checked, err = s.desk.Checked(c.Request().Context(), actor(c), out.o.Number)
	return out, err
}

// inSection are the findings about the item in any of the sections.
func inSection(fs []finding.Finding, item casefile.ItemID, sections ...finding.Section) []finding.Finding {
	in, _ := split(fs, func(f finding.Finding) bool { return f.Item == item && slices.Contains(sections, f.Section) })
	return in
}

func split(fs []finding.Finding, is func(finding.Finding) bool) (in, out []finding.Finding) {
	for _, f := range fs {
		if is(f) {
			in = append(in, f)
		} else {
			out = append(out, f)
		}
	}
	return in, out
}

// ofItem are the findings beside the form of an item, or where item is empty those
// beside the summary.
func (v checked) ofItem(item casefile.ItemID) []finding.Finding {
	if item == "" {
		return inSection(v.Findings, "", finding.Summary)
	}
	return inSection(v.Findings, item, finding.Item, finding.Decision, finding.Citation, finding.Rationale, finding.Letter)
}

// isAbout reports whether the finding's words are those of the sentence or of
// one of its quotes.
func isAbout(f finding.Finding, s review.Sentence) bool {
	if f.Text == "" {
		return false
	}
	if strings.Contains(s.Text, f.Text) {
		return true
	}
	return slices.ContainsFunc(s.Sources, func(src review.Source) bool { return strings.Contains(src.Quote, f.Text) })
}

// sentenceOf is the id of the first sentence that the finding is about, or empty.
func (v checked) sentenceOf(f finding.Finding) string {
	if f.Section != finding.Summary {
		return ""
	}
	i := slices.IndexFunc(v.Draft.Summary, func(s review.Sentence) bool { return isAbout(f, s) })
	if i < 0 {
		return ""
	}
	return v.Draft.Summary[i].ID
}

// placeOf is the id of the field in the draft that the finding is about; empty
// where it is about no single one.
func (v checked) placeOf(f finding.Finding) string {
	switch f.Section {
	case finding.Summary:
		if id := v.sentenceOf(f); id != "" {
			return "text-" + id
		}
	case finding.Decision:
		return "outcome"
	case finding.Rationale:
		return "rationale"
	case finding.Letter:
		return "plain_language"
	case finding.Citation:
		if f.Code == "mtus-exit-unexplained" || f.Text != "" && strings.Contains(v.basisReason(f.Item), f.Text) {
			return "basis_reason"
		}
		return "citations"
	}
	return ""
}

func (v checked) basisReason(item casefile.ItemID) string {
	if ds := v.Draft.For(item); len(ds) > 0 {
		return ds[0].BasisReason
	}
	return ""
}

// where leads to the words in the draft that the finding is about.
func (v checked) where(f finding.Finding) part.Link {
	query, field := "?finding="+f.Key(), v.placeOf(f)
	anchor := ""
	if field != "" {
		anchor = "#" + url.PathEscape(field)
	}
	switch {
	case f.Item != "":
		return part.Link{Label: "Amend " + orNone(placeLabel[field], "the item"), URL: itemURL(v.o.Number, f.Item) + query + anchor}
	case f.Section == finding.Summary:
		label := "Amend the summary"
		if i := slices.IndexFunc(v.Draft.Summary, func(s review.Sentence) bool { return "text-"+s.ID == field }); i >= 0 {
			label = fmt.Sprintf("Amend sentence %d of the summary", i+1)
		}
		return part.Link{Label: label, URL: caseURL(v.o.Number) + "/summary" + query + anchor}
	}
	return part.Link{Label: "Open the records", URL: caseURL(v.o.Number) + "/records"}
}

// placeLabel names the fields of an item's form.
var placeLabel = map[string]string{"outcome": "the decision", "basis_reason": "the basis", "citations": "the citations",
	"rationale": "the rationale", "plain_language": "the words for the worker"}

// view is the finding as every page shows it.
func (v checked) view(f finding.Finding) part.Finding {
	out := part.Finding{Key: f.Key(), Code: string(f.Code), Label: codeLabel(string(f.Code)), Severity: string(f.Severity),
		SeverityLabel: severityLabel[f.Severity], Message: f.Message, Words: f.Text, Quote: f.Text, Place: v.placeOf(f), Sentence: v.sentenceOf(f)}
	if a, ok := finding.AnswerTo(v.Draft.Answers, f); ok {
		out.Answer = a.Answer
	}
	for _, e := range f.Evidence {
		one := part.Evidence{Quote: e.Quote, URL: pageURL(v.o.Number, e.Document, e.Page),
			Label: sourceLabel(v.o, review.Source{Document: e.Document, Page: e.Page})}
		if first, end, ok := v.Checked.Words(e); ok {
			one.URL, one.TextURL = markedURLs(v.o.Number, e.Document, e.Page, first, end)
		}
		out.Evidence = append(out.Evidence, one)
	}
	return out
}

func codeLabel(code string) string { return words(strings.ReplaceAll(code, "-", " ")) }

// markedURLs lead to words of a page in the reader, from first up to but not
// including end, and to the same in the page's text.
func markedURLs(number casefile.CaseNumber, doc casefile.DocumentID, page, first, end int) (reader, text string) {
	w := fmt.Sprintf("w=%d-%d", first, end-1)
	return pagePath(number, doc, page) + "?" + w + pageAnchor(doc, page), pagePath(number, doc, page) + "?text=1&" + w + "#page-text-title"
}

// beside are the findings as they stand beside the draft: without words that can be
// read right above, and with a way to answer.
func (v checked) beside(fs []finding.Finding) []part.Finding {
	var out []part.Finding
	for _, f := range fs {
		one := v.view(f)
		if i := slices.IndexFunc(v.Draft.Summary, func(s review.Sentence) bool { return s.ID == one.Sentence }); i >= 0 && strings.TrimSpace(v.Draft.Summary[i].Text) == f.Text {
			one.Quote = ""
		}
		if v.o.State.Drafting() {
			one.Links = []part.Link{v.toAnswer(f, one.Answer != "")}
		}
		out = append(out, one)
	}
	return out
}

// toAnswer leads to where the finding is answered.
func (v checked) toAnswer(f finding.Finding, answered bool) part.Link {
	link := part.Link{Label: "Answer with a reason", URL: caseURL(v.o.Number) + "/checks?finding=" + f.Key() + "#finding-" + f.Key()}
	if f.ClaimsAbsence() {
		link = part.Link{Label: "See what was searched, and answer", URL: absenceURL(v.o.Number, f)}
	}
	if answered {
		link.Label = "Change the answer"
	}
	return link
}

// besideView is what the checks found in one part of the draft.
func (v checked) besideView(fs []finding.Finding) templates.Beside {
	return templates.Beside{Said: said(fs), URL: caseURL(v.o.Number) + "/checks", Findings: v.beside(fs)}
}

// said is how much was found, in a few words.
func said(fs []finding.Finding) string {
	var parts []string
	for _, severity := range []finding.Severity{finding.Error, finding.Warning} {
		of, _ := split(fs, func(f finding.Finding) bool { return f.Severity == severity && !f.Answered })
		if len(of) > 0 {
			parts = append(parts, count(len(of), string(severity)))
		}
	}
	if answered, _ := split(fs, func(f finding.Finding) bool { return f.Answered }); len(answered) > 0 {
		parts = append(parts, fmt.Sprintf("%d answered", len(answered)))
	}
	return orNone(strings.Join(parts, ", "), "nothing found here")
}

// draftFindings answers with what the checks find in a part of the draft. A script
// asks for it after a save, which does not wait for the checks.
func (s *Server) draftFindings(c echo.Context) error {
	v, err := s.openChecked(c)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, templates.BesideFragment(v.besidePart(casefile.ItemID(c.Param("item")))))
}
