package web

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/search"
	"imr/templates"
	"imr/templates/part"
)

// pageWidths are the widths in pixels in which a page is drawn: a thumbnail, and
// about 75 to 300 dots an inch of a letter page. Few of them, so that one drawn
// for somebody serves the next.
var pageWidths = []int{160, 620, 930, 1240, 1860, 2480}

// usualWidth suits a half of most screens.
const usualWidth = 930

// pageParams reads the document and the page of an address.
func pageParams(c echo.Context) (casefile.DocumentID, int, error) {
	page, err := strconv.Atoi(c.Param("page"))
	if err != nil {
		return "", 0, echo.ErrNotFound
	}
	return casefile.DocumentID(c.Param("document")), page, nil
}

// pageImage draws a page ?w= pixels wide, or in the next width that pages are drawn in.
func (s *Server) pageImage(c echo.Context) error {
	doc, page, err := pageParams(c)
	if err != nil {
		return err
	}
	width := usualWidth
	if w := c.QueryParam("w"); w != "" {
		asked, err := strconv.Atoi(w)
		if err != nil {
			return echo.ErrNotFound
		}
		i, _ := slices.BinarySearch(pageWidths, asked)
		width = pageWidths[min(i, len(pageWidths)-1)]
	}
	picture, err := s.desk.PageImage(c.Request().Context(), actor(c), casefile.CaseNumber(c.Param("number")), doc, page, width)
	if err != nil {
		return err
	}
	return c.Blob(http.StatusOK, picture.ContentType, picture.Data)
}

// pageWords answers with the words of a page for the text layer: each word as
// its text, its box in points and its line. Hits are the words, first and last,
// that a search ?q= finds.
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
	hits := [][2]int{}
	for _, h := range marksOf(p, c.QueryParam(searchParam)) {
		hits = append(hits, [2]int{h.First, h.End - 1})
	}
	return c.JSON(http.StatusOK, map[string]any{"width": p.Width, "height": p.Height, "words": words, "hits": hits})
}

func marksOf(p casefile.Page, query string) []search.Span {
	if query == "" {
		return nil
	}
	return casework.Marks(query, p)
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
		Lanes:    laneOptions(o),
		AgainURL: againURL(o, page),
		CloseURL: caseURL(o.Number) + "/records?at=" + string(doc) + "." + strconv.Itoa(number)}
	if o.Yours {
		out.NoteURL = notesURL(o.Number) + "?at=" + string(doc) + "." + strconv.Itoa(number)
	}
	runs, err := s.greyed(c, o, page, out)
	if err != nil {
		return nil, err
	}
	out.Lines = textLines(page, marksOf(page, c.QueryParam(searchParam)), wordsAtHand(c).span, runs)
	if len(page.Words) == 0 {
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

// textLines are the printed lines of a page, each in pieces that are hits, the words
// at hand, carried text or none of these.
func textLines(p casefile.Page, hits []search.Span, at search.Span, runs []casework.CarriedRun) []templates.TextLine {
	var lines []templates.TextLine
	atHand := func(word int) bool { return at.First <= word && word < at.End }
	hit := func(word int) int { // the index of the hit that the word belongs to, or -1
		return slices.IndexFunc(hits, func(h search.Span) bool { return h.First <= word && word < h.End })
	}
	carried := func(word int) bool {
		return slices.ContainsFunc(runs, func(r casework.CarriedRun) bool { return r.First <= word && word < r.End })
	}
	for i, w := range p.Words {
		begins := i == 0 || w.Line != p.Words[i-1].Line
		if begins {
			lines = append(lines, nil)
		}
		line := &lines[len(lines)-1]
		switch {
		case begins || hit(i) != hit(i-1) || atHand(i) != atHand(i-1) || carried(i) != carried(i-1):
			if !begins {
				*line = append(*line, templates.TextPiece{Text: " "})
			}
			*line = append(*line, templates.TextPiece{Text: w.Text, Hit: hit(i) >= 0, AtHand: atHand(i), Carried: carried(i)})
		default:
			(*line)[len(*line)-1].Text += " " + w.Text
		}
	}
	return lines
}

func shortened(text string, runes int) string {
	if r := []rune(text); len(r) > runes {
		return string(r[:runes]) + "…"
	}
	return text
}
