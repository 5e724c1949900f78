package web

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/chronology"
	"imr/internal/fault"
	"imr/templates"
)

// recordAtHand is the record that a request is about: one that is open for a
// change, with what was typed where that was wrong.
type recordAtHand struct {
	casework.Confirmation
	open  bool
	wrong *fault.Error
}

// dates shows what each record of the case is; with ?document= and ?first= one of
// them is open for a change.
func (s *Server) dates(c echo.Context) error {
	var at recordAtHand
	at.Document = casefile.DocumentID(c.QueryParam("document"))
	at.First, _ = strconv.Atoi(c.QueryParam("first")) // 0 is the document as a whole
	at.open = at.Document != "" && c.QueryParam("close") == ""
	return s.showDates(c, http.StatusOK, at)
}

// confirmDates takes what a person says of a record.
func (s *Server) confirmDates(c echo.Context) error {
	number := casefile.CaseNumber(c.Param("number"))
	said := confirmationFrom(c)
	err := s.desk.Confirm(c.Request().Context(), actor(c), number, said)
	if f := fault.Of(err); f != nil && f.Kind == fault.Invalid {
		return s.showDates(c, http.StatusUnprocessableEntity, recordAtHand{said, true, f})
	}
	if err != nil {
		return err
	}
	if asksFragment(c) {
		return s.showDates(c, http.StatusOK, recordAtHand{Confirmation: said})
	}
	return c.Redirect(http.StatusSeeOther, datesURL(number)+"#"+recordElement(said.Document, said.First))
}

func datesURL(n casefile.CaseNumber) string { return caseURL(n) + "/records/dates" }

// asksFragment reports whether a script asks, which puts the answer into its page.
func asksFragment(c echo.Context) bool { return c.Request().Header.Get("X-Fragment") != "" }

// confirmationFrom is what the form says of a record.
func confirmationFrom(c echo.Context) casework.Confirmation {
	number := func(name string) int {
		n, err := strconv.Atoi(c.FormValue(name))
		if err != nil {
			return -1 // which no record has
		}
		return n
	}
	prefix := ""
	if c.FormValue("do") == "take" {
		prefix = "taken-"
	}
	return casework.Confirmation{Document: casefile.DocumentID(c.FormValue("document")), Span: chronology.Span{First: number("first"), Last: number("last")},
		Version: number("version"), Dated: c.FormValue(prefix + "dated"), Kind: casefile.DocumentKind(c.FormValue(prefix + "kind")),
		Author: c.FormValue(prefix + "author"), Title: c.FormValue(prefix + "title")}
}

func (s *Server) showDates(c echo.Context, status int, at recordAtHand) error {
	o, err := s.desk.Case(c.Request().Context(), actor(c), casefile.CaseNumber(c.Param("number")))
	if err != nil {
		return err
	}
	list, err := s.datesList(c, o, at)
	if err != nil {
		return err
	}
	if asksFragment(c) {
		return s.datesRow(c, status, list, at)
	}
	w, err := s.workspace(c, o, "draft")
	if err != nil || c.Response().Committed {
		return err
	}
	view := templates.Dates{Workspace: w, List: list}
	if view.Chrome, err = s.caseChrome(c, "Dates and kinds", o); err != nil {
		return err
	}
	return s.render(c, status, templates.DatesPage(view))
}

// datesRow answers a script with the record at hand, and with how many are to be
// checked now.
func (s *Server) datesRow(c echo.Context, status int, list templates.DatesList, at recordAtHand) error {
	for _, r := range slices.Concat(list.Records, list.Wholes) {
		if r.ID == recordElement(at.Document, at.First) {
			c.Response().Header().Set("X-Count", list.Count)
			return s.render(c, status, templates.DatesRow(r, list))
		}
	}
	return fault.New(fault.NotFound, "The case file has no such record. Load the page again.")
}

// datesList is the records of the case in the order of the reader.
func (s *Server) datesList(c echo.Context, o casework.Opened, at recordAtHand) (list templates.DatesList, err error) {
	order, err := s.order(c)
	if err != nil {
		return list, err
	}
	stream, err := s.desk.Stream(c.Request().Context(), actor(c), o.Number, order)
	if err != nil {
		return list, err
	}
	records, err := s.desk.Descriptions(c.Request().Context(), actor(c), o.Number)
	if err != nil {
		return list, err
	}
	list.CSRF = s.bareChrome(c, "").CSRF
	if !o.State.Closed() {
		list.Action = datesURL(o.Number)
	}
	toCheck := 0
	byFirst := map[casework.PageName]casework.Record{}
	for _, r := range records {
		if r.Parts > 1 {
			list.Wholes = append(list.Wholes, datesRecord(o, r, at))
		} else {
			byFirst[casework.PageName{Document: r.Document, Number: max(r.First, 1)}] = r
		}
		if r.Parts <= 1 && r.ToCheck() {
			toCheck++
		}
	}
	for _, one := range stream {
		if r, ok := byFirst[casework.PageName{Document: one.Document, Number: one.First}]; ok {
			list.Records = append(list.Records, datesRecord(o, r, at))
		}
	}
	list.Count = checkedWords(toCheck, len(byFirst))
	return list, nil
}

func checkedWords(toCheck, records int) string {
	if toCheck == 0 {
		return count(records, "record") + ", nothing to check"
	}
	return count(records, "record") + ", " + strconv.Itoa(toCheck) + " to check"
}
