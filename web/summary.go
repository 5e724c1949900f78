package web

import (
	"fmt"
	"net/http"
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

func (s *Server) summary(c echo.Context) error {
	o, draft, err := s.openDraft(c)
	if err != nil {
		return err
	}
	return s.showSummary(c, http.StatusOK, o, draft)
}

// openDraft reads the case and its draft for a page of the draft.
func (s *Server) openDraft(c echo.Context) (casework.Opened, casework.Draft, error) {
	o, err := s.desk.Case(c.Request().Context(), actor(c), casefile.CaseNumber(c.Param("number")))
	if err != nil {
		return o, casework.Draft{}, err
	}
	draft, err := s.desk.Draft(c.Request().Context(), actor(c), o.Number)
	return o, draft, err
}

func (s *Server) showSummary(c echo.Context, status int, o casework.Opened, draft casework.Draft) error {
	w, err := s.workspace(c, o, "draft")
	if err != nil || c.Response().Committed {
		return err
	}
	v := checked{o: o}
	if v.Checked, err = s.desk.Checked(c.Request().Context(), actor(c), o.Number); err != nil {
		return err
	}
	view := templates.Summary{Workspace: w, Checks: v.besidePart(""), DraftForm: draftForm(o, caseURL(o.Number)+"/summary", "summary", draft.Parts[casework.SummaryPart])}
	if view.Chrome, err = s.caseChrome(c, "Clinical case summary", o); err != nil {
		return err
	}
	view.Sentences, view.Findings = v.sentences()
	view.Facts = facts(view.Chrome.CSRF, o, draft, factsPlace{summary: o.State.Drafting()})
	return s.render(c, status, templates.SummaryPage(view))
}

func draftForm(o casework.Opened, action, part string, saved casework.Saved) templates.DraftForm {
	f := templates.DraftForm{Action: action, Case: string(o.Number), Part: part,
		Version: strconv.Itoa(saved.Version), SavedAt: clockTime(saved.At)}
	if !o.State.Drafting() {
		f.Closed = "Signed. What was signed cannot be changed."
	}
	return f
}

// sentences are the sentences, each with what was found in it; whole is what was
// found in the summary and in no sentence of it.
func (v checked) sentences() (out []templates.Sentence, whole []part.Finding) {
	fs := v.ofItem("")
	for i, one := range v.Draft.Summary {
		var here []finding.Finding
		here, fs = split(fs, func(f finding.Finding) bool { return v.sentenceOf(f) == one.ID })
		view := templates.Sentence{ID: one.ID, Label: fmt.Sprintf("Sentence %d", i+1), Text: one.Text, Rows: rowsFor(one.Text),
			Findings: append(v.remarksOnSentence(one.ID), v.beside(here)...)}
		for j, src := range one.Sources {
			view.Sources = append(view.Sources, templates.Source{Index: strconv.Itoa(j), Label: sourceLabel(v.o, src),
				URL: pageURL(v.o.Number, src.Document, src.Page), Quote: src.Quote, Value: sourceValue(src)})
		}
		out = append(out, view)
	}
	return out, append(v.remarksOnSentence(""), v.beside(fs)...)
}

func sourceLabel(o casework.Opened, src review.Source) string {
	d, found := o.Document(src.Document)
	if !found {
		return fmt.Sprintf("%s, page %d", src.Document, src.Page)
	}
	return fmt.Sprintf("%s %s, page %d", d.Dated.US(), d.Title, src.Page)
}

// rowsFor is how many lines a text takes in a field of about 70 characters.
func rowsFor(text string) int { return min(max(len(text)/70+1, 2), 12) }

func (s *Server) saveSummary(c echo.Context) error {
	number := casefile.CaseNumber(c.Param("number"))
	form, err := c.FormParams()
	if err != nil {
		return echo.NewHTTPError(http.StatusBadRequest)
	}
	version, _ := strconv.Atoi(form.Get("version")) // what is no number was never saved
	mine := summaryFrom(form)
	do, arg, _ := strings.Cut(form.Get("do"), ":")
	if do == "use-fact" {
		if mine, err = s.useFact(c, number, mine, arg); err != nil {
			return err
		}
	} else {
		mine = edited(mine, do, arg)
	}
	saved, err := s.desk.SaveSummary(c.Request().Context(), actor(c), number, version, mine)
	if fault.Is(err, fault.Conflict) {
		return s.summaryConflict(c, mine)
	}
	return s.afterSave(c, saved, err)
}

// useFact adds a sentence that says what the fact's quote says and rests on it.
func (s *Server) useFact(c echo.Context, number casefile.CaseNumber, mine []review.Sentence, id string) ([]review.Sentence, error) {
	draft, err := s.desk.Draft(c.Request().Context(), actor(c), number)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(draft.Facts, func(f review.Fact) bool { return strconv.FormatInt(f.ID, 10) == id })
	if i < 0 {
		return mine, nil
	}
	mine = addSource(mine, "", draft.Facts[i].Source)
	mine[len(mine)-1].Text = draft.Facts[i].Quote
	return mine, nil
}
