package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/fault"
	"imr/internal/finding"
	"imr/internal/review"
	"imr/templates"
	"imr/templates/part"
)

// absenceURL is the dialogue over a claim of absence.
func absenceURL(number casefile.CaseNumber, f finding.Finding) string {
	return caseURL(number) + "/checks/absence/" + f.Key()
}

// absenceForm is the dialogue as it was sent: the terms as they were edited and as
// they were searched, the hits that were shown, and the reason.
type absenceForm struct {
	terms, searched []string
	shown           int
	reason          string
	wrong           *fault.Error
}

// absence shows the dialogue: ?term= names what is searched for, and ?earlier= the
// earlier answer that is taken over.
func (s *Server) absence(c echo.Context) error {
	form := absenceForm{terms: filled(c.QueryParams()["term"])}
	if i, err := strconv.Atoi(c.QueryParam("earlier")); err == nil {
		a, err := s.desk.Absence(c.Request().Context(), actor(c), casefile.CaseNumber(c.Param("number")), c.Param("finding"), nil)
		if err != nil {
			return err
		}
		if i >= 0 && i < len(a.Before) {
			form.reason = a.Before[i].Answer
			if was, ok := casework.ParseSearched(a.Before[i].Answer); ok {
				form.terms, form.reason = was.Terms, was.Reason
			}
		}
	}
	return s.showAbsence(c, http.StatusOK, form)
}

func filled(terms []string) []string {
	return slices.DeleteFunc(slices.Clone(terms), func(t string) bool { return strings.TrimSpace(t) == "" })
}

// answerAbsence searches again for the terms that were edited, or keeps the answer.
func (s *Server) answerAbsence(c echo.Context) error {
	values, err := c.FormParams()
	if err != nil {
		return echo.NewHTTPError(http.StatusBadRequest)
	}
	form := absenceForm{terms: values["term"], searched: values["searched"], reason: values.Get("reason")}
	form.shown, _ = strconv.Atoi(values.Get("shown")) // what is no number was never shown
	do, arg, _ := strings.Cut(values.Get("do"), ":")
	if i, err := strconv.Atoi(arg); do == "drop" && err == nil && i >= 0 && i < len(form.terms) {
		form.terms = slices.Delete(form.terms, i, i+1)
	}
	form.terms = filled(form.terms)
	if do != "answer" {
		return s.searchAgain(c, form)
	}
	if !slices.Equal(form.terms, form.searched) {
		form.wrong = &fault.Error{Kind: fault.Conflict, Message: "The words were changed, so they were searched first. Read what is found, then answer."}
		return s.showAbsence(c, http.StatusConflict, form)
	}
	return s.keepAbsence(c, form)
}

// searchAgain leads to the address of the search; a reason that was typed already
// stays out of the address and on the page.
func (s *Server) searchAgain(c echo.Context, form absenceForm) error {
	if strings.TrimSpace(form.reason) != "" || len(form.terms) == 0 {
		return s.showAbsence(c, http.StatusOK, form)
	}
	return c.Redirect(http.StatusSeeOther, c.Request().URL.EscapedPath()+"?"+url.Values{"term": form.terms}.Encode()+"#hits-title")
}

func (s *Server) keepAbsence(c echo.Context, form absenceForm) error {
	number := casefile.CaseNumber(c.Param("number"))
	err := s.desk.AnswerAbsence(c.Request().Context(), actor(c), number, c.Param("finding"),
		casework.Searched{Terms: form.terms, Hits: form.shown, Reason: form.reason})
	if f := fault.Of(err); f != nil && (f.Kind == fault.Invalid || f.Kind == fault.Conflict) {
		form.wrong = f
		return s.showAbsence(c, statusOf[f.Kind], form)
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, "The answer is kept with the review, together with what was searched."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, caseURL(number)+"/checks#finding-"+url.PathEscape(c.Param("finding")))
}

func (s *Server) showAbsence(c echo.Context, status int, form absenceForm) error {
	number := casefile.CaseNumber(c.Param("number"))
	o, err := s.desk.Case(c.Request().Context(), actor(c), number)
	if err != nil {
		return err
	}
	a, err := s.desk.Absence(c.Request().Context(), actor(c), number, c.Param("finding"), form.terms)
	if err != nil {
		return err
	}
	w, err := s.workspace(c, o, "draft")
	if err != nil || c.Response().Committed {
		return err
	}
	view := absenceView(checked{o, a.Checked}, a)
	view.Workspace = w
	if form.reason != "" || form.wrong != nil {
		view.Reason.Value = form.reason
	}
	view.say(form.wrong)
	if view.Chrome, err = s.caseChrome(c, "Is it in the records?", o); err != nil {
		return err
	}
	return s.render(c, status, templates.AbsencePage(view.Absence))
}

// absencePage is the view of the dialogue while it is filled.
type absencePage struct{ templates.Absence }

// say puts what is wrong with the form beside its fields and on top.
func (p *absencePage) say(wrong *fault.Error) {
	if wrong == nil {
		return
	}
	p.TermError, p.Reason.Error = wrong.Field("term"), wrong.Field("reason")
	for _, m := range []part.Message{{URL: "#term-0", Text: p.TermError}, {URL: "#reason", Text: p.Reason.Error}} {
		if m.Text != "" {
			p.Errors = append(p.Errors, m)
		}
	}
	if len(p.Errors) == 0 {
		p.Errors = []part.Message{{URL: "#hits-title", Text: wrong.Message}}
	}
}

func absenceView(v checked, a casework.Absence) absencePage {
	p := absencePage{templates.Absence{Action: absenceURL(v.o.Number, a.Claim), Claim: v.view(a.Claim), ItemLabel: itemLabel(a.Claim.Item), Amend: v.where(a.Claim),
		Checks: part.Link{Label: "All checks", URL: caseURL(v.o.Number) + "/checks"}, Searched: a.Search.Terms, Shown: strconv.Itoa(a.Search.Hits),
		Count: absenceCount(a.Search), Documents: absenceDocuments(v, a.Hits), Closed: !v.o.State.Drafting()}}
	for i, t := range append(slices.Clone(a.Search.Terms), "") {
		p.Terms = append(p.Terms, templates.SearchTerm{Index: strconv.Itoa(i), Value: t})
	}
	if a.Search.Rest > 0 {
		p.Rest = fmt.Sprintf("Only the first are listed. The words stand on %s more; search for fewer or for longer words to read them all.", count(a.Search.Rest, "page"))
	}
	p.Reason = part.Field{ID: "reason", Name: "reason", Label: "None of these is it, because …", Rows: 3, Value: a.Search.Reason,
		Hint: "Kept with the determination, together with the words and the number of hits."}
	p.ReasonIntro, p.Save = "If none of these is it", "None of these is it: save the answer"
	if a.Search.Hits == 0 {
		p.ReasonIntro, p.Save = "If these are the right words", "These are the right words: save the answer"
		p.Reason.Label = "Anything to add (optional)"
	}
	for i, e := range a.Before {
		if a.Answer == (review.Answer{}) {
			one := earlierView(e)
			one.AgainURL = p.Action + fmt.Sprintf("?earlier=%d#reason", i)
			p.Before = append(p.Before, one)
		}
	}
	return p
}

// absenceCount says how much a search found.
func absenceCount(s casework.Searched) string {
	if s.Hits == 0 {
		return "Nothing found"
	}
	text := fmt.Sprintf("%s on %s", count(s.Hits, "hit"), count(s.Pages, "page"))
	if s.Denied > 0 {
		text += fmt.Sprintf(", %d in negated form", s.Denied)
	}
	return text
}

// meaningLabel says how the records mean a hit; what is simply there needs no word.
var meaningLabel = map[finding.Meaning]string{finding.Denied: "negated", finding.OfAnother: "of another person",
	finding.Supposed: "planned or conditional", finding.Doubted: "suspected"}

func absenceDocuments(v checked, hits []casework.AbsenceHit) []templates.AbsenceDocument {
	var out []templates.AbsenceDocument
	var last casefile.DocumentID
	for _, h := range hits {
		if h.Document != last || len(out) == 0 {
			d, _ := v.o.Document(h.Document)
			out, last = append(out, templates.AbsenceDocument{Title: d.Title, Dated: d.Dated.US()}), h.Document
		}
		one := templates.AbsenceHit{Label: fmt.Sprintf("Page %d", h.Page), Before: h.Before, Match: h.Match, After: h.After, Meaning: meaningLabel[h.Meaning], Tone: "later"}
		if h.Meaning == finding.Denied {
			one.Tone = "denied"
		}
		if h.Copies > 0 {
			one.Note = "also on " + counted(h.Copies, "copy", "copies") + " of this page"
		}
		one.URL, one.TextURL = markedURLs(v.o.Number, h.Document, h.Page, h.First, h.End)
		of := &out[len(out)-1]
		of.Hits = append(of.Hits, one)
	}
	return out
}
