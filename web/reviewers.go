package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/casework"
	"imr/internal/fault"
	"imr/internal/reviewer"
	"imr/templates"
	"imr/templates/part"
)

func reviewerURL(code string) string { return "/reviewers/" + url.PathEscape(code) }

func (s *Server) reviewers(c echo.Context) error {
	roster, err := s.desk.Roster(c.Request().Context(), actor(c))
	if err != nil {
		return err
	}
	view := templates.Reviewers{}
	for _, r := range roster {
		view.Rows = append(view.Rows, reviewerRow(r))
		for _, a := range r.Alerts {
			word := " ends on "
			if a.On.Before(s.desk.Today()) {
				word = " ended on "
			}
			view.Alerts = append(view.Alerts, part.Term{Label: r.Code, Text: a.What + word + a.On.US()})
		}
	}
	if view.Chrome, err = s.chrome(c, "Reviewers"); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, templates.ReviewersPage(view))
}

func reviewerRow(r casework.RosterEntry) templates.ReviewerRow {
	row := templates.ReviewerRow{Code: r.Code, URL: reviewerURL(r.Code), State: "No credentials on file", Tone: "open", Load: strconv.Itoa(r.Open)}
	if r.Profile == nil {
		return row
	}
	var specialties, states []string
	for _, b := range r.Profile.Certifications {
		specialties = append(specialties, b.Specialty)
	}
	for _, l := range r.Profile.Licences {
		states = append(states, l.State)
	}
	row.Specialties, row.Licences = strings.Join(specialties, "; "), strings.Join(states, ", ")
	row.Load = fmt.Sprintf("%d of %d", r.Open, r.Profile.Capacity)
	row.State, row.Tone = "May have cases", "done"
	if len(r.Blocks) > 0 {
		row.State, row.Tone = count(len(r.Blocks), "reason")+" against", "wrong"
	}
	return row
}

// reviewerShown is a state of the page of a reviewer: the fields as they are or were
// typed, what is wrong, and the identity where it was asked for.
type reviewerShown struct {
	status   int
	typed    url.Values
	wrong    *fault.Error
	identity *reviewer.Identity
}

func (s *Server) editReviewer(c echo.Context) error {
	return s.showReviewer(c, reviewerShown{status: http.StatusOK})
}

func (s *Server) showReviewer(c echo.Context, shown reviewerShown) error {
	r, err := s.desk.Rostered(c.Request().Context(), actor(c), c.Param("code"))
	if err != nil {
		return err
	}
	if shown.typed == nil {
		shown.typed = url.Values{"version": {strconv.Itoa(r.Version)}}
		if r.Profile != nil {
			fillCredentials(shown.typed, *r.Profile)
		}
	}
	view := templates.ReviewerEdit{Action: reviewerURL(r.Code), IdentityAction: reviewerURL(r.Code) + "/identity", Version: shown.typed.Get("version"),
		Errors: messages(shown.wrong, func(path string) string { return "#" + orNone(path, "main") }), Sections: credentialSections(shown.typed, shown.wrong),
		Reason: templates.FormField{Field: part.Field{ID: "reason", Name: "reason", Label: "Why you ask", Error: shown.wrong.Field("reason")}}}
	if r.Profile != nil {
		view.Blocks = reasonLines(r.Blocks)
	}
	if who := shown.identity; who != nil {
		field := func(id, label, hint, value string) templates.FormField {
			return templates.FormField{Field: part.Field{ID: id, Name: id, Label: label, Hint: hint, Value: value, Error: shown.wrong.Field(id)}, Kind: "area"}
		}
		view.Identity = []templates.FormField{field("legal-name", "Name on the licence", "", who.LegalName),
			field("other-names", "Other names", "Earlier names and ways of signing, parted by semicolons.", strings.Join(who.OtherNames, "; ")),
			field("affiliates", "Ties", "People and organizations to which they have a material tie, parted by semicolons.", strings.Join(who.Affiliates, "; "))}
	}
	if view.Chrome, err = s.chrome(c, "Reviewer "+r.Code); err != nil {
		return err
	}
	return s.render(c, shown.status, templates.ReviewerEditPage(view))
}

func reasonLines(reasons []reviewer.Reason) []string {
	var out []string
	for _, r := range reasons {
		out = append(out, r.String())
	}
	return out
}

func (s *Server) saveReviewer(c echo.Context) error {
	form, err := c.FormParams()
	if err != nil {
		return echo.NewHTTPError(http.StatusBadRequest)
	}
	p, bad := credentialsFrom(form)
	err = bad.Err("The credentials were not saved.")
	if err == nil {
		from, _ := strconv.Atoi(form.Get("version")) // what is no number is none on file
		err = s.desk.SaveProfile(c.Request().Context(), actor(c), c.Param("code"), from, p)
	}
	if f := fault.Of(err); f != nil && f.Kind != fault.NotFound {
		return s.showReviewer(c, reviewerShown{status: statusOf[f.Kind], typed: form, wrong: f})
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, "The credentials are saved."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, reviewerURL(c.Param("code")))
}

// reviewerIdentity shows who the reviewer is, or saves it.
func (s *Server) reviewerIdentity(c echo.Context) error {
	ctx, by, code := c.Request().Context(), actor(c), c.Param("code")
	shown := reviewerShown{status: http.StatusOK}
	var err error
	if c.FormValue("do") == "save" {
		shown.identity = &reviewer.Identity{LegalName: strings.TrimSpace(c.FormValue("legal-name")), OtherNames: parted(c.FormValue("other-names"), ";"), Affiliates: parted(c.FormValue("affiliates"), ";")}
		if err = s.desk.SaveIdentity(ctx, by, code, *shown.identity); err == nil {
			if err := s.flash(c, "The identity is saved. Conflicts are searched with it from now on."); err != nil {
				return err
			}
			return c.Redirect(http.StatusSeeOther, reviewerURL(code))
		}
	} else {
		var who reviewer.Identity
		if who, err = s.desk.Identity(ctx, by, code, c.FormValue("reason")); err == nil {
			shown.identity = &who
		}
	}
	if f := fault.Of(err); f != nil && f.Kind == fault.Invalid {
		shown.status, shown.wrong, err = http.StatusUnprocessableEntity, f, nil
	}
	if err != nil {
		return err
	}
	return s.showReviewer(c, shown)
}

// parted are the parts of a text without blanks around them; empty ones are left out.
func parted(text, by string) []string {
	var out []string
	for _, one := range strings.Split(text, by) {
		if one = strings.TrimSpace(one); one != "" {
			out = append(out, one)
		}
	}
	return out
}
