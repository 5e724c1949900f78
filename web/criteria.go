package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/criteria"
	"imr/internal/fault"
	"imr/templates"
	"imr/templates/part"
)

func criteriaURL(key string) string { return "/criteria/" + url.PathEscape(key) }

func (s *Server) criteriaLists(c echo.Context) error {
	lists, err := s.desk.Criteria(c.Request().Context(), actor(c))
	if err != nil {
		return err
	}
	view := templates.CriteriaLists{}
	for _, l := range lists {
		row := templates.CriteriaRow{Name: l.Name, URL: criteriaURL(l.Key), Guideline: joined(l.Guideline, l.Chapter), Category: categoryWords(l.Category),
			Count: strconv.Itoa(len(l.Criteria)), Version: strconv.Itoa(l.Version), Changed: calendar.DateOf(l.At).US()}
		if !l.InUse {
			row.State = "out of use"
		}
		view.Rows = append(view.Rows, row)
	}
	if view.Chrome, err = s.chrome(c, "Lists of criteria"); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, templates.CriteriaListsPage(view))
}

func categoryWords(category casefile.Category) string {
	if category == "" {
		return "Every category"
	}
	return labelOr(categoryLabel, category)
}

func (s *Server) newCriteria(c echo.Context) error {
	return s.showCriteria(c, http.StatusOK, criteria.List{InUse: true, Criteria: make([]criteria.Criterion, 3)}, nil)
}

func (s *Server) editCriteria(c echo.Context) error {
	versions, err := s.desk.CriteriaVersions(c.Request().Context(), actor(c), c.Param("list"))
	if err != nil {
		return err
	}
	return s.showCriteria(c, http.StatusOK, versions[0].List, nil)
}

// showCriteria draws the form with the list as it was typed.
func (s *Server) showCriteria(c echo.Context, status int, l criteria.List, wrong *fault.Error) error {
	view := templates.CriteriaEdit{Action: "/criteria", Version: strconv.Itoa(l.Version), Count: strconv.Itoa(len(l.Criteria)),
		CriteriaError: wrong.Field("criteria"), Errors: messages(wrong, criteriaAnchor)}
	field := func(name, label, hint, value string) part.Field {
		return part.Field{ID: name, Name: name, Label: label, Hint: hint, Value: value, Error: wrong.Field(name)}
	}
	view.Name = field("name", "Name of the list", "Such as “Home exercise equipment”.", l.Name)
	view.Guideline = field("guideline", "Guideline", "As a citation names it: MTUS, ODG, ACOEM.", l.Guideline)
	view.Chapter = field("chapter", "Chapter", "Such as Low Back, of whatever edition.", l.Chapter)
	view.Category = []part.Option{{Label: categoryWords(""), Selected: l.Category == ""}}
	for _, category := range casefile.Categories {
		view.Category = append(view.Category, part.Option{Value: string(category), Label: categoryWords(category), Selected: l.Category == category})
	}
	view.InUse = []part.Option{{Value: "1", Label: "In use", Selected: l.InUse}, {Value: "0", Label: "Out of use: asked no more", Selected: !l.InUse}}
	for i, one := range l.Criteria {
		view.Criteria = append(view.Criteria, criterionField(i, len(l.Criteria), one, wrong))
	}
	title := "New list of criteria"
	if l.Key != "" {
		view.Action, title = criteriaURL(l.Key), orNone(l.Name, "List of criteria")
		versions, err := s.desk.CriteriaVersions(c.Request().Context(), actor(c), l.Key)
		if err != nil {
			return err
		}
		for _, v := range versions {
			view.Versions = append(view.Versions, part.Link{URL: fmt.Sprintf("%s/%d", criteriaURL(l.Key), v.Version), Label: versionWords(v)})
		}
	}
	var err error
	if view.Chrome, err = s.chrome(c, title); err != nil {
		return err
	}
	return s.render(c, status, templates.CriteriaEditPage(view))
}

func criterionField(i, of int, one criteria.Criterion, wrong *fault.Error) templates.CriterionField {
	at, path := strconv.Itoa(i), fmt.Sprintf("criteria[%d]", i)
	return templates.CriterionField{Index: at, Heading: fmt.Sprintf("Criterion %d", i+1), Key: one.Key, First: i == 0, Last: i == of-1,
		Words: part.Field{ID: "k" + at + "-words", Name: "k" + at + "-words", Label: "What is asked", Value: one.Words, Rows: 2, Error: wrong.Field(path + ".words")},
		Terms: part.Field{ID: "k" + at + "-terms", Name: "k" + at + "-terms", Label: "Search the records for", Value: strings.Join(one.Terms, ", "),
			Hint: "Parted by commas, for “not documented”. Without any, the words above are searched.", Error: wrong.Field(path + ".terms")}}
}

// criteriaAnchor leads from the path of a fault to its field.
func criteriaAnchor(path string) string {
	if rest, ok := strings.CutPrefix(path, "criteria["); ok {
		i, field, _ := strings.Cut(rest, "].")
		return "#k" + i + "-" + field
	}
	return "#" + orNone(path, "main")
}

func versionWords(l casework.CriteriaList) string {
	return fmt.Sprintf("Version %d of %s", l.Version, calendar.DateOf(l.At).US())
}

func (s *Server) saveCriteria(c echo.Context) error {
	form, err := c.FormParams()
	if err != nil {
		return echo.NewHTTPError(http.StatusBadRequest)
	}
	l := criteriaFrom(form)
	l.Key = c.Param("list")
	do, arg, _ := strings.Cut(form.Get("do"), ":")
	if do != "save" && do != "" {
		l.Criteria = rearranged(l.Criteria, do, arg)
		return s.showCriteria(c, http.StatusOK, l, nil)
	}
	l.Criteria = slices.DeleteFunc(l.Criteria, func(one criteria.Criterion) bool { return one.Key == "" && one.Words == "" && len(one.Terms) == 0 })
	saved, err := s.desk.SaveCriteria(c.Request().Context(), actor(c), l)
	if f := fault.Of(err); f != nil && (f.Kind == fault.Invalid || f.Kind == fault.Conflict) {
		return s.showCriteria(c, statusOf[f.Kind], l, f)
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, fmt.Sprintf("Saved as version %d. Reviewers see it from now on.", saved.Version)); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, criteriaURL(saved.Key))
}

// criteriaFrom reads the form of a list.
func criteriaFrom(form url.Values) criteria.List {
	text := func(name string) string { return strings.Join(strings.Fields(form.Get(name)), " ") }
	l := criteria.List{Name: text("name"), Guideline: text("guideline"), Chapter: text("chapter"),
		Category: casefile.Category(form.Get("category")), InUse: form.Get("in_use") == "1"}
	l.Version, _ = strconv.Atoi(form.Get("version")) // what is no number is a new list
	n, _ := strconv.Atoi(form.Get("criteria"))       // what is no number is none
	for i := range min(max(n, 0), criteria.MaxCriteria+1) {
		at := "k" + strconv.Itoa(i) + "-"
		one := criteria.Criterion{Key: form.Get(at + "key"), Words: text(at + "words")}
		for _, term := range strings.Split(form.Get(at+"terms"), ",") {
			if term = strings.Join(strings.Fields(term), " "); term != "" {
				one.Terms = append(one.Terms, term)
			}
		}
		l.Criteria = append(l.Criteria, one)
	}
	return l
}

// rearranged is the criteria after one of the form's buttons.
func rearranged(in []criteria.Criterion, do, arg string) []criteria.Criterion {
	i, err := strconv.Atoi(arg)
	switch {
	case do == "add" && len(in) <= criteria.MaxCriteria:
		return append(in, criteria.Criterion{})
	case err != nil || i < 0 || i >= len(in):
		return in
	case do == "remove":
		return slices.Delete(in, i, i+1)
	case do == "up" && i > 0:
		in[i-1], in[i] = in[i], in[i-1]
	case do == "down" && i < len(in)-1:
		in[i], in[i+1] = in[i+1], in[i]
	}
	return in
}

// criteriaVersion shows a version as it was.
func (s *Server) criteriaVersion(c echo.Context) error {
	versions, err := s.desk.CriteriaVersions(c.Request().Context(), actor(c), c.Param("list"))
	if err != nil {
		return err
	}
	i := slices.IndexFunc(versions, func(l casework.CriteriaList) bool { return strconv.Itoa(l.Version) == c.Param("version") })
	if i < 0 {
		return fault.New(fault.NotFound, "The list has no such version. Choose one beside the list.")
	}
	l := versions[i]
	view := templates.CriteriaVersion{Note: versionWords(l) + ".", Newest: part.Link{URL: criteriaURL(l.Key), Label: "Open the newest version"},
		Terms: []part.Term{{Label: "Guideline", Text: l.Guideline}, {Label: "Chapter", Text: l.Chapter}, {Label: "Items", Text: categoryWords(l.Category)}}}
	if !l.InUse {
		view.Terms = append(view.Terms, part.Term{Label: "State", Text: "Out of use"})
	}
	for _, one := range l.Criteria {
		view.Criteria = append(view.Criteria, templates.CriterionShown{Words: one.Words, Terms: strings.Join(one.Terms, ", ")})
	}
	if view.Chrome, err = s.chrome(c, l.Name); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, templates.CriteriaVersionPage(view))
}
