package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/fault"
	"imr/internal/review"
	"imr/templates"
)

// changeFacts puts a quote of a page on the reviewer's list, or under a sentence,
// and changes what is on the list. A script, which says which list its page shows,
// gets that list; a form goes back to the page that it came from.
func (s *Server) changeFacts(c echo.Context) error {
	number := casefile.CaseNumber(c.Param("number"))
	made, err := s.changeFact(c, number)
	place, fragment := factsPlaceOf(c)
	edits := strings.HasPrefix(c.FormValue("do"), "edit-fact:")
	if f := fault.Of(err); f != nil && !fragment && (f.Kind == fault.Invalid || edits && f.Kind == fault.Conflict) {
		return s.factRefused(c, number, f)
	}
	if err != nil {
		return err
	}
	if !fragment {
		return c.Redirect(http.StatusSeeOther, localPath(c.FormValue("back")))
	}
	o, draft, err := s.openDraft(c)
	if err != nil {
		return err
	}
	list := facts(s.bareChrome(c, "").CSRF, o, draft, place)
	list.Made = made
	return s.render(c, http.StatusOK, templates.FactList(list))
}

// changeFact does what the form's button asks for and names the fact that came of
// it, if one did.
func (s *Server) changeFact(c echo.Context, number casefile.CaseNumber) (made string, err error) {
	ctx, by := c.Request().Context(), actor(c)
	do, arg, _ := strings.Cut(c.FormValue("do"), ":")
	switch do {
	case "source":
		return "", s.addSource(c, number, quoted(c))
	case "remove-fact", "take-back", "edit-fact", "lane":
	default:
		f, err := s.desk.AddFact(ctx, by, number, review.Fact{Source: quoted(c), Lanes: lanesFrom(c.FormValue("lane"))})
		return strconv.FormatInt(f.ID, 10), err
	}
	name, rest, _ := strings.Cut(arg, ":")
	id, bad := strconv.ParseInt(name, 10, 64)
	if bad != nil {
		return "", echo.ErrNotFound
	}
	switch do {
	case "remove-fact":
		return "", s.desk.DropFact(ctx, by, number, id)
	case "take-back":
		return name, s.desk.TakeBackFact(ctx, by, number, id)
	case "edit-fact":
		f, err := editedFact(c, id)
		if err == nil {
			err = s.desk.SaveFact(ctx, by, number, f)
		}
		return name, err
	}
	version, lane, _ := strings.Cut(rest, ":")
	v, _ := strconv.Atoi(version) // what is no number is no version that there is
	side, item, _ := strings.Cut(lane, ":")
	return name, s.desk.PutInLane(ctx, by, number, id, v, casework.Lane{Item: casefile.ItemID(item), Side: review.Side(side)})
}

// quoted is the place in the records that a form names.
func quoted(c echo.Context) review.Source {
	page, _ := strconv.Atoi(c.FormValue("page")) // 0 is no page, which the act refuses
	return review.Source{Document: casefile.DocumentID(c.FormValue("document")), Page: page, Quote: strings.TrimSpace(c.FormValue("quote"))}
}

// lanesFrom reads a choice such as "for:1"; an empty one is none.
func lanesFrom(choice string) map[casefile.ItemID]review.Side {
	side, item, ok := strings.Cut(choice, ":")
	if !ok {
		return nil
	}
	return map[casefile.ItemID]review.Side{casefile.ItemID(item): review.Side(side)}
}

// editedFact reads the form of a fact. A day that is none is Invalid.
func editedFact(c echo.Context, id int64) (review.Fact, error) {
	f := review.Fact{ID: id, Note: strings.TrimSpace(strings.ReplaceAll(c.FormValue("note"), "\r\n", "\n")), Lanes: map[casefile.ItemID]review.Side{}}
	f.Version, _ = strconv.Atoi(c.FormValue("version"))
	form, err := c.FormParams()
	if err != nil {
		return f, echo.NewHTTPError(http.StatusBadRequest)
	}
	for name, values := range form {
		if item, ok := strings.CutPrefix(name, "side-"); ok {
			f.Lanes[casefile.ItemID(item)] = review.Side(values[0])
		}
	}
	typed := strings.TrimSpace(c.FormValue("event_date"))
	if typed == "" {
		return f, nil
	}
	day, err := calendar.ParseDate(typed)
	if err != nil {
		var bad fault.Fields
		bad.Add("event_date", "Enter the day as 2013-10-16, or leave it empty.")
		return f, bad.Err("The fact was not changed.")
	}
	f.EventDate = day
	return f, nil
}

// factRefused shows the page again with what was typed and what is wrong with it.
func (s *Server) factRefused(c echo.Context, number casefile.CaseNumber, wrong *fault.Error) error {
	form := recordsForm{quote: c.FormValue("quote"), wrong: wrong}
	back := caseURL(number) + "/records"
	if do, id, _ := strings.Cut(c.FormValue("do"), ":"); do == "edit-fact" {
		typed, _ := editedFact(c, 0) // what is wrong with it is told already
		form = recordsForm{fact: &factForm{id: id, day: c.FormValue("event_date"), note: c.FormValue("note"), lanes: typed.Lanes, wrong: wrong}}
		c.SetParamNames("number")
		c.SetParamValues(string(number))
	} else {
		place := quoted(c)
		c.SetParamNames("number", "document", "page")
		c.SetParamValues(string(number), string(place.Document), strconv.Itoa(place.Page))
		back = textURL(number, place.Document, place.Page)
	}
	var err error
	if c.Request().URL, err = url.Parse(back); err != nil { // where the page's forms and links lead back to
		return err
	}
	return s.showRecords(c, statusOf[wrong.Kind], form)
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
