package web

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/fault"
	"imr/templates"
	"imr/templates/part"
)

// pageWidth is the width in pixels in which a page is drawn: about 150 dots an
// inch of a letter page, enough to read small print on a screen.
const pageWidth = 1240

func (s *Server) records(c echo.Context) error { return s.showRecords(c, http.StatusOK, recordsForm{}) }

// recordsForm is what was typed into the form beside a page's text, and what was
// wrong with it, or the form of a fact that could not be changed.
type recordsForm struct {
	quote string
	wrong *fault.Error
	fact  *factForm
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
		view.Facts = facts(view.Chrome.CSRF, o, draft, factsPlace{})
		form.fact.show(&view.Facts)
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
