package web

import (
	"strconv"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/search"
	"imr/templates"
)

// markHits puts the hits of the search, and the words that the address names, on the
// page that it names, for browsers without scripts.
func (s *Server) markHits(c echo.Context, v readerView, pages []templates.ReaderPage) error {
	at := wordsAtHand(c)
	if v.at < 0 || v.query == "" && at.span.End == 0 {
		return nil
	}
	of := v.records.Pages[v.at]
	page, err := s.desk.Page(c.Request().Context(), actor(c), v.o.Number, of.Document, of.Number)
	if err != nil {
		return err
	}
	pages[0].Hits = hitBoxes(page, v.query, at)
	return nil
}

// hitBoxes are the boxes of the words of hits on a page, each word once.
func hitBoxes(p casefile.Page, query string, at markedWords) []templates.HitBox {
	var out []templates.HitBox
	points := func(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }
	add := func(s search.Span, atHand bool) {
		for _, w := range p.Words[min(s.First, len(p.Words)):min(s.End, len(p.Words))] {
			out = append(out, templates.HitBox{X: points(w.X0), Y: points(w.Y0), Width: points(w.X1 - w.X0), Height: points(w.Y1 - w.Y0), AtHand: atHand})
		}
	}
	for _, h := range marksOf(p, query) {
		if h != at.span {
			add(h, false)
		}
	}
	add(at.span, true)
	return out
}
