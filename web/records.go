package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/fault"
	"imr/internal/review"
	"imr/templates"
	"imr/templates/part"
)

// pageWidth is the width in pixels in which a page is drawn: about 150 dots an
// inch of a letter page, enough to read small print on a screen.
const pageWidth = 1240

func (s *Server) records(c echo.Context) error { return s.showRecords(c, http.StatusOK, recordsForm{}) }

// recordsForm is what was typed into the form beside a page's text, and what was
// wrong with it.
type recordsForm struct {
	quote string
	wrong *fault.Error
}

func (s *Server) showRecords(c echo.Context, status int, form recordsForm) error {
	o, err := s.desk.Case(c.Request().Context(), actor(c), casefile.CaseNumber(c.Param("number")))
	if err != nil {
		return err
	}
	w, err := s.workspace(c, o, "records")
	if err != nil || c.Response().Committed {
		return err
	}
	view := templates.Records{Workspace: w, Documents: recordsGroups(o)}
	if view.Chrome, err = s.caseChrome(c, "Records", o); err != nil {
		return err
	}
	var draft casework.Draft
	if o.Yours {
		if draft, err = s.desk.Draft(c.Request().Context(), actor(c), o.Number); err != nil {
			return err
		}
		view.Facts = facts(view.Chrome.CSRF, o, draft, false)
	}
	if c.Param("page") != "" && (c.QueryParam("text") != "" || form.wrong != nil) {
		if view.Reader.Text, err = s.pageText(c, o, draft, form); err != nil {
			return err
		}
	}
	return s.render(c, status, templates.RecordsPage(view))
}

// recordsGroups parts the medical records from the papers of the dispute.
func recordsGroups(o casework.Opened) []templates.RecordsGroup {
	groups := []templates.RecordsGroup{
		{Heading: "Medical records"},
		{Heading: "Papers of the dispute", Note: "A decision may not rest on these alone: 8 CCR §9792.10.6(b)(2)."},
	}
	for _, d := range o.Documents {
		g := &groups[1]
		if d.Kind.Medical() {
			g = &groups[0]
		}
		one := readerDocument(o, d)
		one.Count = strconv.Itoa(d.Pages)
		g.Documents = append(g.Documents, one)
	}
	var out []templates.RecordsGroup
	for _, g := range groups {
		if len(g.Documents) > 0 {
			out = append(out, g)
		}
	}
	return out
}

func facts(csrf string, o casework.Opened, draft casework.Draft, summaryForm bool) templates.Facts {
	back := caseURL(o.Number) + "/records"
	if summaryForm {
		back = caseURL(o.Number) + "/summary"
	}
	out := templates.Facts{Action: caseURL(o.Number) + "/facts", CSRF: csrf, Back: back, Count: count(len(draft.Facts), "fact"), SummaryForm: summaryForm}
	for _, f := range draft.Facts {
		out.Facts = append(out.Facts, templates.Fact{ID: strconv.FormatInt(f.ID, 10), Quote: f.Quote,
			Where: sourceLabel(o, f.Source), URL: pageURL(o.Number, f.Document, f.Page), Value: sourceValue(f.Source)})
	}
	return out
}

// pageParams reads the document and the page of an address.
func pageParams(c echo.Context) (casefile.DocumentID, int, error) {
	page, err := strconv.Atoi(c.Param("page"))
	if err != nil {
		return "", 0, echo.ErrNotFound
	}
	return casefile.DocumentID(c.Param("document")), page, nil
}

func (s *Server) pageText(c echo.Context, o casework.Opened, draft casework.Draft, form recordsForm) (*templates.PageText, error) {
	doc, number, err := pageParams(c)
	if err != nil {
		return nil, err
	}
	page, err := s.desk.Page(c.Request().Context(), actor(c), o.Number, doc, number)
	if err != nil {
		return nil, err
	}
	d, _ := o.Document(doc)
	out := &templates.PageText{Document: string(doc), Number: strconv.Itoa(number), Quote: form.quote, Error: form.wrong.Field("quote"),
		Heading:  fmt.Sprintf("%s, page %d of %d", d.Title, number, d.Pages),
		CloseURL: caseURL(o.Number) + "/records?at=" + string(doc) + "." + strconv.Itoa(number)}
	if len(page.Words) > 0 {
		out.Lines = strings.Split(page.Text(), "\n")
	} else {
		out.Note = "This page holds no text; it may be a scan. Its image shows what stands on it."
	}
	if number > 1 {
		out.PreviousURL = textURL(o.Number, doc, number-1)
	}
	if number < d.Pages {
		out.NextURL = textURL(o.Number, doc, number+1)
	}
	for i, sentence := range draft.Summary {
		out.Sentences = append(out.Sentences, part.Option{Value: sentence.ID, Label: fmt.Sprintf("%d: %s", i+1, shortened(sentence.Text, 60))})
	}
	out.Sentences = append(out.Sentences, part.Option{Value: "", Label: "New sentence", Selected: true})
	return out, nil
}

func shortened(text string, runes int) string {
	if r := []rune(text); len(r) > runes {
		return string(r[:runes]) + "…"
	}
	return text
}

func (s *Server) pageImage(c echo.Context) error {
	doc, page, err := pageParams(c)
	if err != nil {
		return err
	}
	picture, err := s.desk.PageImage(c.Request().Context(), actor(c), casefile.CaseNumber(c.Param("number")), doc, page, pageWidth)
	if err != nil {
		return err
	}
	return c.Blob(http.StatusOK, picture.ContentType, picture.Data)
}

// pageWords answers with the words of a page for the text layer: each word as
// its text, its box in points and its line.
func (s *Server) pageWords(c echo.Context) error {
	doc, page, err := pageParams(c)
	if err != nil {
		return err
	}
	p, err := s.desk.Page(c.Request().Context(), actor(c), casefile.CaseNumber(c.Param("number")), doc, page)
	if err != nil {
		return err
	}
	words := make([][6]any, len(p.Words))
	for i, w := range p.Words {
		words[i] = [6]any{w.Text, w.X0, w.Y0, w.X1, w.Y1, w.Line}
	}
	return c.JSON(http.StatusOK, map[string]any{"width": p.Width, "height": p.Height, "words": words})
}

// changeFacts takes a quote of a page as a new fact or as a source of a
// sentence, and takes facts off the list.
func (s *Server) changeFacts(c echo.Context) error {
	number := casefile.CaseNumber(c.Param("number"))
	do, id, _ := strings.Cut(c.FormValue("do"), ":")
	page, _ := strconv.Atoi(c.FormValue("page")) // 0 is no page, which the act refuses
	source := review.Source{Document: casefile.DocumentID(c.FormValue("document")), Page: page, Quote: strings.TrimSpace(c.FormValue("quote"))}
	var err error
	switch do {
	case "remove-fact":
		factID, bad := strconv.ParseInt(id, 10, 64)
		if bad != nil {
			return echo.ErrNotFound
		}
		err = s.desk.DropFact(c.Request().Context(), actor(c), number, factID)
	case "source":
		err = s.addSource(c, number, source)
	default:
		err = s.desk.AddFact(c.Request().Context(), actor(c), number, source)
	}
	fragment, summaryForm := wantsFragment(c)
	if f := fault.Of(err); f != nil && f.Kind == fault.Invalid && !fragment {
		c.SetParamNames("number", "document", "page")
		c.SetParamValues(string(number), string(source.Document), strconv.Itoa(source.Page))
		if c.Request().URL, err = url.Parse(textURL(number, source.Document, source.Page)); err != nil { // where the page's forms and links lead back to
			return err
		}
		return s.showRecords(c, http.StatusUnprocessableEntity, recordsForm{quote: c.FormValue("quote"), wrong: f})
	}
	if err != nil {
		return err
	}
	if fragment {
		o, draft, err := s.openDraft(c)
		if err != nil {
			return err
		}
		list := facts(s.bareChrome(c, "").CSRF, o, draft, summaryForm)
		return s.render(c, http.StatusOK, templates.FactList(list))
	}
	return c.Redirect(http.StatusSeeOther, localPath(c.FormValue("back")))
}

// wantsFragment reports whether a script asks, which puts the list of facts into
// its page, and whether that page holds the summary's form.
func wantsFragment(c echo.Context) (fragment, summaryForm bool) {
	which := c.Request().Header.Get("X-Fragment")
	return which != "", which == "facts-summary"
}

// addSource puts the source under a sentence of the summary, or under a new one.
func (s *Server) addSource(c echo.Context, number casefile.CaseNumber, source review.Source) error {
	draft, err := s.desk.Draft(c.Request().Context(), actor(c), number)
	if err != nil {
		return err
	}
	summary := addSource(draft.Summary, c.FormValue("sentence"), source)
	_, err = s.desk.SaveSummary(c.Request().Context(), actor(c), number, draft.Parts[casework.SummaryPart].Version, summary)
	return err
}
