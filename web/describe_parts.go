package web

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/templates"
)

// partRecord splits a record, joins it with the one before, or takes that back.
func (s *Server) partRecord(c echo.Context) error {
	page, err := strconv.Atoi(c.FormValue("page"))
	how := casework.Parting(c.FormValue("do"))
	said, known := map[casework.Parting]string{casework.Split: "A record begins on page %d now.", casework.Join: "Page %d goes on with the record before it now.",
		casework.AsRead: "At page %d the words on the pages decide again."}[how]
	if err != nil || !known {
		return echo.ErrNotFound
	}
	number, at := caseNumber(c), casework.PageName{Document: casefile.DocumentID(c.FormValue("document")), Number: page}
	if err := s.desk.Part(c.Request().Context(), actor(c), number, at, how); err != nil {
		return err
	}
	first, err := s.recordOf(c, at)
	if err != nil {
		return err
	}
	if err := s.flash(c, fmt.Sprintf(said, page)); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, datesURL(number)+"#"+recordElement(at.Document, first))
}

// recordOf is the first page of the record that the page is in, 0 where that is the
// document as a whole.
func (s *Server) recordOf(c echo.Context, at casework.PageName) (first int, err error) {
	records, err := s.desk.Descriptions(c.Request().Context(), actor(c), caseNumber(c))
	for _, r := range records {
		if r.Document == at.Document && r.First <= at.Number && at.Number <= r.Last {
			first = r.First
		}
	}
	return first, err
}

// datesParts is how a record can be parted; nil where it cannot.
func datesParts(o casework.Opened, r casework.Record) *templates.DatesParts {
	doc, _ := o.Document(r.Document)
	first, last := max(r.First, 1), r.Last
	if r.Last == 0 {
		last = doc.Pages
	}
	if o.State.Closed() || r.Parts > 1 || doc.Pages < 2 {
		return nil
	}
	out := &templates.DatesParts{Action: caseURL(o.Number) + "/records/parts", Document: string(r.Document)}
	if first < last {
		out.From, out.To = strconv.Itoa(first+1), strconv.Itoa(last)
	}
	if first > 1 {
		out.JoinPage = strconv.Itoa(first)
	}
	if r.Split {
		out.Undo = append(out.Undo, templates.DatesUndo{Page: strconv.Itoa(first), Label: fmt.Sprintf("Take back the split at page %d", first)})
	}
	for _, page := range r.Joined {
		out.Undo = append(out.Undo, templates.DatesUndo{Page: strconv.Itoa(page), Label: fmt.Sprintf("Take back the join at page %d", page)})
	}
	return out
}
