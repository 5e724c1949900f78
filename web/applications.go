package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/fault"
	"imr/templates"
	"imr/templates/part"
)

// applicationsPage is how many applications one page of the list shows.
const applicationsPage = 100

// listedStates are the states by which the list can be filtered; the empty one is
// every application on its way.
var listedStates = []casefile.State{"", casefile.Received, casefile.Eligible, casefile.Deferred, casefile.AwaitingRecords, casefile.Ineligible}

func (s *Server) applications(c echo.Context) error {
	state := casefile.State(c.QueryParam("state"))
	if !slices.Contains(listedStates, state) {
		state = ""
	}
	from, _ := strconv.Atoi(c.QueryParam("from"))
	from = max(from, 0)
	list, total, err := s.desk.Applications(c.Request().Context(), actor(c), state, from, applicationsPage)
	if err != nil {
		return err
	}
	view := templates.Applications{Count: count(total, "application")}
	for _, st := range listedStates {
		label := labelOr(stateLabel, st)
		if st == "" {
			label = "All on their way"
		}
		view.Filters = append(view.Filters, part.NavItem{Label: label, URL: applicationsURL(st, 0), Current: st == state})
	}
	for _, a := range list {
		view.Rows = append(view.Rows, s.applicationRow(a))
	}
	if from > 0 {
		view.Newer = part.Link{Label: "Earlier applications", URL: applicationsURL(state, max(from-applicationsPage, 0))}
	}
	if from+len(list) < total {
		view.Older = part.Link{Label: "Later applications", URL: applicationsURL(state, from+applicationsPage)}
	}
	if view.Chrome, err = s.chrome(c, "Applications"); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, templates.ApplicationsPage(view))
}

func applicationsURL(state casefile.State, from int) string {
	q := url.Values{}
	if state != "" {
		q.Set("state", string(state))
	}
	if from > 0 {
		q.Set("from", strconv.Itoa(from))
	}
	if len(q) == 0 {
		return "/applications"
	}
	return "/applications?" + q.Encode()
}

func (s *Server) applicationRow(a casework.Applied) templates.ApplicationRow {
	row := templates.ApplicationRow{Number: string(a.Number), URL: caseURL(a.Number) + "/intake", Employee: a.Employee, Administrator: a.Administrator,
		Received: a.Received.US(), Items: strconv.Itoa(a.Items), Priority: priorityLabel[a.Priority], State: labelOr(stateLabel, a.State)}
	switch {
	case a.Running:
		due := wordsOf(a.Next.On, a.Next.Words(), s.desk.Today())
		row.Next, row.Due, row.Left, row.Late = a.Next.What, due.date, due.left, due.late
	case a.State == casefile.Received:
		row.Next = "Judge the application"
	}
	return row
}

// newApplication is the empty form, or one that is filled as most are.
func (s *Server) newApplication(c echo.Context) error {
	form := url.Values{"items": {"1"}, "application.received": {s.desk.Today().US()}, "application.channel": {"mail"},
		"priority": {string(casefile.Standard)}, "application_form.applicant": {string(casefile.ByEmployee)}}
	return s.showApplication(c, http.StatusOK, applicationPage{form: form, title: "New application", action: "/applications/new", submit: "Register the application"})
}

// applicationPage is the form as it is shown.
type applicationPage struct {
	form                  url.Values
	title, action, submit string
	wrong                 *fault.Error
	opened                *casework.Opened // the case whose application is amended
}

func (s *Server) showApplication(c echo.Context, status int, p applicationPage) (err error) {
	n := itemCount(p.form)
	view := templates.ApplicationForm{Action: p.action, Submit: p.submit, Count: strconv.Itoa(n), ItemsError: p.wrong.Field("items"),
		Errors: messages(p.wrong, func(path string) string { return "#" + fieldID(path) })}
	for _, section := range applicationSections {
		one := templates.FormSection{Title: section.title, Hint: section.hint}
		for _, f := range section.fields {
			one.Fields = append(one.Fields, f.field(f.path, p.form.Get(f.path), p.wrong))
		}
		view.Sections = append(view.Sections, one)
	}
	for i := range n {
		view.Items = append(view.Items, itemFormView(p, i, n))
	}
	if p.opened != nil {
		view.Chrome, err = s.caseChrome(c, p.title, *p.opened)
	} else {
		view.Chrome, err = s.chrome(c, p.title)
	}
	if err != nil {
		return err
	}
	return s.render(c, status, templates.ApplicationFormPage(view))
}

func itemFormView(p applicationPage, i, n int) templates.ItemFields {
	it := templates.ItemFields{Heading: fmt.Sprintf("Item %d", i+1), ID: fmt.Sprintf("item-%d", i+1)}
	if n > 1 {
		it.Remove = "remove-" + strconv.Itoa(i)
	}
	for _, f := range itemFields {
		name := fmt.Sprintf("items[%d].%s", i, f.path)
		several := casefile.DisputedItem{Description: p.form.Get(fmt.Sprintf("items[%d].description", i))}.MayBeSeveral()
		if f.path == "one_service" && !several {
			continue
		}
		it.Fields = append(it.Fields, f.field(name, p.form.Get(name), p.wrong))
	}
	return it
}

// editItems answers the buttons that add an item and take one out: the form again,
// with one more or one less. It is false for every other button.
func editItems(p *applicationPage) bool {
	do := p.form.Get("do")
	if do == "add" {
		p.form.Set("items", strconv.Itoa(min(itemCount(p.form)+1, mostItems)))
		return true
	}
	number, ok := strings.CutPrefix(do, "remove-")
	i, err := strconv.Atoi(number)
	if !ok || err != nil {
		return false
	}
	p.form = withoutItem(p.form, i)
	return true
}

func (s *Server) registerApplication(c echo.Context) error {
	form, err := c.FormParams()
	if err != nil {
		return err
	}
	page := applicationPage{form: form, title: "New application", action: "/applications/new", submit: "Register the application"}
	if editItems(&page) {
		return s.showApplication(c, http.StatusOK, page)
	}
	application, bad := readApplication(form)
	number, err := casefile.CaseNumber(""), bad.Err("The application cannot be registered.")
	if err == nil {
		number, err = s.desk.Register(c.Request().Context(), actor(c), application)
	}
	if page.wrong = fault.Of(err); page.wrong != nil && page.wrong.Kind == fault.Invalid {
		return s.showApplication(c, statusOf[fault.Invalid], page)
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, "The application is registered as "+string(number)+". Attach its papers now, the UR determination first."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, caseURL(number)+"/intake")
}

func (s *Server) amendForm(c echo.Context) error {
	o, err := s.desk.Case(c.Request().Context(), actor(c), caseNumber(c))
	if err != nil {
		return err
	}
	return s.showApplication(c, http.StatusOK, amendPage(o, applicationValues(o.Case)))
}

func amendPage(o casework.Opened, form url.Values) applicationPage {
	return applicationPage{form: form, title: "Amend the application", action: caseURL(o.Number) + "/application", submit: "Save the application", opened: &o}
}

func (s *Server) amendApplication(c echo.Context) error {
	ctx, by := c.Request().Context(), actor(c)
	o, err := s.desk.Case(ctx, by, caseNumber(c))
	if err != nil {
		return err
	}
	form, err := c.FormParams()
	if err != nil {
		return err
	}
	page := amendPage(o, form)
	if editItems(&page) {
		return s.showApplication(c, http.StatusOK, page)
	}
	application, bad := readApplication(form)
	if o.Form != nil {
		application.Form.URDocument = o.Form.URDocument
	}
	if err = bad.Err("The application was not saved."); err == nil {
		err = s.desk.Amend(ctx, by, o.Number, application)
	}
	if page.wrong = fault.Of(err); page.wrong != nil && page.wrong.Kind == fault.Invalid {
		return s.showApplication(c, statusOf[fault.Invalid], page)
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, "The application is saved."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, caseURL(o.Number)+"/intake")
}
