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
	"imr/templates"
	"imr/templates/part"
)

const (
	deskPath  = "/desk"
	deskEach  = 5  // lines of a list on the overview
	deskLines = 25 // on its own page
)

// deskWords are what a list is called, what it is, and what is said where it is empty.
var deskWords = map[casework.DeskList]struct{ title, hint, empty string }{
	casework.LateCases: {"Late", "The decision was due. Imminent and serious threats first, then the most days late (LC 4610.6(d)).",
		"No decision is late."},
	casework.SlowCases: {"Late at the present pace", "Not late yet, but the forecast from pages, items and the reviewer's own speed ends after the due date.",
		"At the present pace every decision is in time."},
	casework.OpenOffers: {"Offers without an answer", "The oldest offer first.", "Every offer is answered."},
	casework.OwedRecords: {"Records not sent", "Claims administrators whose records are late (8 CCR §9792.10.5), the longest first.",
		"No records are overdue."},
	casework.ExpiringList: {"Credentials that end", "Whose credentials end, or were not verified for a year, can be given no case.", "No credential ends soon."},
}

// deskAsked reads what is asked of a list from the address.
func deskAsked(c echo.Context, list casework.DeskList) casework.DeskAsk {
	page, _ := strconv.Atoi(c.QueryParam("page")) // 0 where there is none
	return casework.DeskAsk{List: list, Priority: casefile.Priority(c.QueryParam("priority")), State: casefile.State(c.QueryParam("state")),
		Reviewer: strings.TrimSpace(c.QueryParam("reviewer")), From: max(0, page-1) * deskLines, N: deskLines}
}

func (s *Server) deskOverview(c echo.Context) error {
	todo, err := s.desk.ToDo(c.Request().Context(), actor(c), casework.DeskAsk{N: deskEach})
	if err != nil {
		return err
	}
	view := templates.Desk{Here: deskPath, Lead: deskLead(todo)}
	for _, list := range casework.DeskLists {
		t := s.deskTable(todo, list, deskPath)
		if todo.Total[list] > deskEach {
			t.AllURL = deskPath + "/" + string(list)
		}
		view.Lists = append(view.Lists, t)
	}
	return s.renderDesk(c, http.StatusOK, view, todo, "Desk")
}

func deskLead(todo casework.ToDo) string {
	return fmt.Sprintf("%s late, %d more will be at the present pace, %s without an answer.", count(todo.Total[casework.LateCases], "case"),
		todo.Total[casework.SlowCases], count(todo.Total[casework.OpenOffers], "offer"))
}

func (s *Server) deskList(c echo.Context) error {
	name, asCSV := strings.CutSuffix(c.Param("list"), ".csv")
	list := casework.DeskList(name)
	if _, known := deskWords[list]; !known {
		return echo.ErrNotFound
	}
	if asCSV {
		return s.deskCSV(c, list)
	}
	return s.showDeskList(c, http.StatusOK, list, nil)
}

func (s *Server) showDeskList(c echo.Context, status int, list casework.DeskList, wrong *fault.Error) error {
	ask := deskAsked(c, list)
	todo, err := s.desk.ToDo(c.Request().Context(), actor(c), ask)
	if err != nil {
		return err
	}
	here := c.Request().URL.RequestURI()
	view := templates.Desk{Here: here, Filter: deskFilter(list, ask, wrong), Errors: messages(wrong, func(string) string { return "#filter-name" })}
	t := s.deskTable(todo, list, here)
	query := c.QueryParams()
	query.Del("page")
	t.CSV = withQuery(deskPath+"/"+string(list)+".csv", query)
	pageURL := func(n int) string {
		query.Set("page", strconv.Itoa(n))
		return withQuery(deskPath+"/"+string(list), query)
	}
	page := ask.From/deskLines + 1
	if page > 1 {
		t.Previous = pageURL(page - 1)
	}
	if ask.From+deskLines < todo.Total[list] {
		t.Next = pageURL(page + 1)
	}
	if n := len(t.Rows); n > 0 && n < todo.Total[list] {
		t.Count = fmt.Sprintf("%d to %d of %d", ask.From+1, ask.From+n, todo.Total[list])
	}
	view.Lists = []templates.DeskTable{t}
	return s.renderDesk(c, status, view, todo, deskWords[list].title)
}

func withQuery(path string, query url.Values) string {
	if len(query) == 0 {
		return path
	}
	return path + "?" + query.Encode()
}

// renderDesk adds what stands on every page of the desk.
func (s *Server) renderDesk(c echo.Context, status int, view templates.Desk, todo casework.ToDo, title string) error {
	path := c.Request().URL.Path
	view.Tabs = []part.NavItem{{Label: "Everything", URL: deskPath, Current: path == deskPath}}
	for _, list := range casework.DeskLists {
		at := deskPath + "/" + string(list)
		view.Tabs = append(view.Tabs, part.NavItem{Label: deskWords[list].title, URL: at, Current: path == at})
	}
	for _, f := range todo.Filters {
		view.Filters = append(view.Filters, templates.DeskNamed{Name: f.Name, URL: f.Address})
	}
	var err error
	if view.Chrome, err = s.chrome(c, title); err != nil {
		return err
	}
	return s.render(c, status, templates.DeskPage(view))
}

// deskFilter is the form that narrows the list by what its rows have.
func deskFilter(list casework.DeskList, ask casework.DeskAsk, wrong *fault.Error) *templates.DeskFilterForm {
	f := &templates.DeskFilterForm{Action: deskPath + "/" + string(list), Narrowed: ask.Priority != "" || ask.State != "" || ask.Reviewer != "",
		Name: templates.FormField{Field: part.Field{ID: "filter-name", Name: "name", Label: "Keep this list as", Error: wrong.Field("filter-name")}}}
	if list != casework.ExpiringList {
		f.Priority = deskSelect("priority", "Priority", string(ask.Priority), []casefile.Priority{casefile.Expedited, casefile.Standard, casefile.Formulary}, priorityLabel)
	}
	if list == casework.LateCases || list == casework.SlowCases {
		f.State = deskSelect("state", "State", string(ask.State), deskStates, stateLabel)
	}
	if list != casework.OwedRecords {
		f.Reviewer = &templates.FormField{Field: part.Field{ID: "reviewer", Name: "reviewer", Label: "Reviewer's code", Value: ask.Reviewer}}
	}
	return f
}

// deskStates are those in which a decision can be late.
var deskStates = []casefile.State{casefile.Ready, casefile.Remanded, casefile.Offered, casefile.Accepted, casefile.InReview, casefile.Returned, casefile.HandedIn, casefile.Approved}

func deskSelect[T ~string](name, label, value string, all []T, labels map[T]string) *templates.FormField {
	f := &templates.FormField{Kind: "select", Field: part.Field{ID: name, Name: name, Label: label, Value: value}, Options: []part.Option{{Value: "", Label: "Any"}}}
	for _, one := range all {
		f.Options = append(f.Options, part.Option{Value: string(one), Label: labelOr(labels, one), Selected: string(one) == value})
	}
	return f
}

// keepFilter keeps or forgets a filter of the person.
func (s *Server) keepFilter(c echo.Context) error {
	back, by, ctx := deskBack(c), actor(c), c.Request().Context()
	var err error
	if c.FormValue("do") == "drop" {
		err = s.desk.DropDeskFilter(ctx, by, c.FormValue("name"))
	} else {
		err = s.desk.SaveDeskFilter(ctx, by, c.FormValue("name"), back)
	}
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, back)
}

// deskBack is the place on the desk that a form came from.
func deskBack(c echo.Context) string {
	if back := localPath(c.FormValue("back")); strings.HasPrefix(back, deskPath) {
		return back
	}
	return deskPath
}
