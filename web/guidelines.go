package web

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/calendar"
	"imr/internal/guideline"
	"imr/templates"
	"imr/templates/part"
)

// libraryPage is how many editions one page of the library shows.
const libraryPage = 100

// libraryFilter is what an admin looks for in the library.
type libraryFilter struct{ query, family, state string }

// The states by which editions are told apart on a day.
const (
	editionInForce    = "in force"
	editionSuperseded = "superseded"
	editionToCome     = "to come"
)

func filterOf(c echo.Context) libraryFilter {
	f := libraryFilter{c.QueryParam("q"), c.QueryParam("family"), c.QueryParam("state")}
	if !c.QueryParams().Has("state") {
		f.state = editionInForce
	}
	return f
}

func (f libraryFilter) values() url.Values {
	return url.Values{"q": {f.query}, "family": {f.family}, "state": {f.state}}
}

// of lists the editions that the filter lets through.
func (f libraryFilter) of(all []guideline.Edition, today calendar.Date) []guideline.Edition {
	words := strings.Fields(strings.ToLower(f.query))
	var out []guideline.Edition
	for _, e := range all {
		if f.family != "" && e.Family != f.family || f.state != "" && editionState(e, today) != f.state {
			continue
		}
		text := strings.ToLower(strings.Join(e.Cells(), " "))
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) }) {
			out = append(out, e)
		}
	}
	return out
}

func editionState(e guideline.Edition, today calendar.Date) string {
	switch {
	case e.InForceOn(today):
		return editionInForce
	case e.From.After(today):
		return editionToCome
	}
	return editionSuperseded
}

var editionMark = map[string]string{editionInForce: "done", editionSuperseded: "later", editionToCome: "begun"}

func guidelineURL(id int64) string { return "/guidelines/" + strconv.FormatInt(id, 10) }

func (s *Server) guidelines(c echo.Context) error {
	l, err := s.desk.Library(c.Request().Context())
	if err != nil {
		return err
	}
	f, today := filterOf(c), s.desk.Today()
	shown := f.of(l.Editions(), today)
	view := templates.Guidelines{Query: f.query, Count: count(len(shown), "edition"), Export: "/guidelines.csv?" + f.values().Encode(),
		Families: guidelineOptions(append([]string{""}, guideline.Families...), f.family, "All"),
		States:   guidelineOptions([]string{editionInForce, editionSuperseded, editionToCome, ""}, f.state, "All")}
	from := min(max(pageOf(c)-1, 0)*libraryPage, len(shown))
	to := min(from+libraryPage, len(shown))
	for _, e := range shown[from:to] {
		view.Rows = append(view.Rows, guidelineRow(e, today))
	}
	if len(shown) > libraryPage {
		view.Count += fmt.Sprintf(", %d to %d shown", min(from+1, to), to)
	}
	link := func(label string, page int) part.Link {
		v := f.values()
		v.Set("page", strconv.Itoa(page))
		return part.Link{Label: label, URL: "/guidelines?" + v.Encode()}
	}
	if from > 0 {
		view.Before = link("Editions before", pageOf(c)-1)
	}
	if to < len(shown) {
		view.After = link("More editions", pageOf(c)+1)
	}
	if view.Chrome, err = s.chrome(c, "Guideline library"); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, templates.GuidelinesPage(view))
}

// pageOf is the page of a list that the address asks for, from 1.
func pageOf(c echo.Context) int {
	n, err := strconv.Atoi(c.QueryParam("page"))
	if err != nil || n < 1 || n > 1<<20 {
		return 1
	}
	return n
}

// guidelineOptions are the values as choices; the empty one is shown as all.
func guidelineOptions(values []string, chosen, all string) []part.Option {
	var out []part.Option
	for _, v := range values {
		label := all
		if v != "" {
			label = strings.ToUpper(v[:1]) + v[1:]
		}
		out = append(out, part.Option{Value: v, Label: label, Selected: v == chosen})
	}
	return out
}

func guidelineRow(e guideline.Edition, today calendar.Date) templates.GuidelineRow {
	state := editionState(e, today)
	row := templates.GuidelineRow{Name: editionName(e), URL: guidelineURL(e.ID), Edition: orNone(e.Year, "no year"), Period: e.Period(),
		Published: orNone(e.Published, "–"), BodyParts: orNone(strings.Join(e.BodyParts, ", "), "any"), State: words(state), Mark: editionMark[state]}
	if !e.Confirmed {
		row.Unconfirmed = "not confirmed"
	}
	return row
}

// editionName is the guideline and chapter of an edition.
func editionName(e guideline.Edition) string {
	if e.Chapter == "" {
		return e.Source
	}
	return e.Source + ", " + e.Chapter
}

// guidelinesCSV is the library as a table, or the part of it that the filter shows.
func (s *Server) guidelinesCSV(c echo.Context) error {
	l, err := s.desk.Library(c.Request().Context())
	if err != nil {
		return err
	}
	f := libraryFilter{c.QueryParam("q"), c.QueryParam("family"), c.QueryParam("state")}
	var b bytes.Buffer
	if err := guideline.WriteTable(&b, f.of(l.Editions(), s.desk.Today())); err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderContentDisposition, `attachment; filename="guidelines-`+s.desk.Today().String()+`.csv"`)
	return c.Blob(http.StatusOK, "text/csv; charset=utf-8", b.Bytes())
}
