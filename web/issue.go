package web

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/determination"
	"imr/internal/fault"
	"imr/internal/letter"
	"imr/templates"
	"imr/templates/part"
)

// RenderLetters writes the letter of an issued determination in every format.
func RenderLetters(ctx context.Context, i determination.Issued, f letter.Form) (map[determination.LetterFormat][]byte, error) {
	l := letter.OfIssued(i, f)
	file, err := l.PDF()
	if err != nil {
		return nil, err
	}
	var page bytes.Buffer
	if err := LetterHTML(l).Render(ctx, &page); err != nil {
		return nil, err
	}
	return map[determination.LetterFormat][]byte{determination.HTML: page.Bytes(), determination.PDF: file, determination.Text: []byte(l.Text())}, nil
}

func (s *Server) issuePage(c echo.Context) error {
	return s.showIssue(c, http.StatusOK, issueForm{})
}

// issueForm is a correction or an order as it was typed; the zero form was not sent.
type issueForm struct {
	clerical *determination.Clerical
	injury   string
	reason   string
	order    determination.Order
	ordered  string
	wrong    *fault.Error
}

func (s *Server) showIssue(c echo.Context, status int, form issueForm) error {
	ctx, by, number := c.Request().Context(), actor(c), casefile.CaseNumber(c.Param("number"))
	o, err := s.desk.Case(ctx, by, number)
	if err != nil {
		return err
	}
	versions, err := s.desk.ToIssue(ctx, by, number)
	if err != nil {
		return err
	}
	orders, err := s.desk.Orders(ctx, by, number)
	if err != nil {
		return err
	}
	base := caseURL(number)
	view := templates.Issue{State: "The case is: " + strings.ToLower(labelOr(stateLabel, o.State)) + ".", PreviewURL: base + "/letter",
		Errors: messages(form.wrong, func(path string) string { return "#" + orNone(path, "main") })}
	for _, v := range versions {
		view.Versions = append(view.Versions, issuedRow(base, v))
	}
	to := determination.Recipients(o.Case)
	if n := len(versions); n > 0 && o.State != casefile.Approved {
		to = versions[n-1].Recipients
	}
	for _, r := range to {
		view.Recipients = append(view.Recipients, part.Term{Label: words(r.Role), Text: joined(r.Name, strings.ReplaceAll(r.Address, "\n", ", "), r.Email)})
	}
	for _, one := range orders {
		view.Orders = append(view.Orders, part.Term{Label: "Order of " + one.On.US(), Text: groundLabel[one.Ground] + ". " + one.Facts})
	}
	allow(&view, o, versions, form)
	if view.Chrome, err = s.caseChrome(c, "Issue", o); err != nil {
		return err
	}
	return s.render(c, status, templates.IssuePage(view))
}

func issuedRow(base string, v casework.IssuedVersion) templates.IssuedRow {
	at := fmt.Sprintf("?version=%d", v.Version)
	return templates.IssuedRow{Version: fmt.Sprint(v.Version), On: v.IssuedOn.US(), Overall: string(v.Determination.Overall), Code: v.Code, Reason: v.Reason, SHA256: v.SHA256,
		URL: base + "/letter" + at, PDFURL: base + "/letter.pdf" + at, JSONURL: base + "/determination.json" + at, VerifyURL: "/verify?code=" + v.Code}
}

// allow shows the forms of the acts that the state of the case allows.
func allow(view *templates.Issue, o casework.Opened, versions []casework.IssuedVersion, form issueForm) {
	base := caseURL(o.Number)
	if _, err := o.State.After(casefile.Issue); err == nil {
		view.IssueURL = base + "/issue"
	}
	if _, err := o.State.After(casefile.Correct); err != nil || len(versions) == 0 {
		return
	}
	view.CorrectURL, view.RemandURL = base+"/correct", base+"/remand"
	now := determination.ClericalOf(versions[len(versions)-1].Determination)
	injury := now.DateOfInjury.String()
	if form.clerical != nil {
		now, injury = *form.clerical, form.injury
	}
	for _, f := range []part.Field{{ID: "employee", Label: "Employee's name", Value: now.EmployeeName}, {ID: "claim", Label: "Claim number", Value: now.ClaimNumber},
		{ID: "injury", Label: "Date of injury", Value: injury, Hint: "Such as 2014-03-27."}, {ID: "employer", Label: "Employer", Value: now.Employer},
		{ID: "administrator", Label: "Claims administrator", Value: now.ClaimsAdministrator}, {ID: "administrator_at", Label: "Claims administrator's address", Value: now.AdministratorsAt},
		{ID: "physician", Label: "Requesting physician", Value: now.RequestingPhysician}} {
		f.Name, f.Error = f.ID, form.wrong.Field(f.ID)
		view.Correct = append(view.Correct, f)
	}
	view.Reason = part.Field{ID: "reason", Name: "reason", Label: "Reason, which stands in the letter", Value: form.reason, Rows: 2, Error: form.wrong.Field("reason")}
	view.Remand = []part.Field{{ID: "ordered", Name: "ordered", Label: "Day of the order", Value: form.ordered, Hint: "Such as 2014-03-27.", Error: form.wrong.Field("ordered")}}
	view.Facts = part.Field{ID: "facts", Name: "facts", Label: "Facts that the order rests on", Value: form.order.Facts, Rows: 4, Error: form.wrong.Field("facts")}
	for _, g := range determination.RemandGrounds {
		view.Grounds = append(view.Grounds, part.Option{Value: string(g), Label: groundLabel[g], Selected: g == form.order.Ground})
	}
}

// groundLabel names the grounds of LC 4610.6(h).
var groundLabel = map[determination.RemandGround]string{
	determination.InExcessOfPowers: "Without or in excess of powers", determination.Fraud: "Fraud", determination.ConflictGround: "The reviewer's conflict of interest",
	determination.Bias: "Bias on a protected ground", determination.PlainError: "A plainly erroneous finding of fact",
}

func (s *Server) issueCase(c echo.Context) error {
	number := casefile.CaseNumber(c.Param("number"))
	return s.afterIssue(c, s.desk.Issue(c.Request().Context(), actor(c), number, RenderLetters), "Issued. The letter stands below.", issueForm{})
}

func (s *Server) correct(c echo.Context) error {
	number, typed := casefile.CaseNumber(c.Param("number")), func(name string) string { return strings.TrimSpace(c.FormValue(name)) }
	injury, _ := calendar.ParseDate(typed("injury")) // what is no day is refused as missing
	to := determination.Clerical{EmployeeName: typed("employee"), ClaimNumber: typed("claim"), Employer: typed("employer"), ClaimsAdministrator: typed("administrator"),
		AdministratorsAt: typed("administrator_at"), RequestingPhysician: typed("physician"), DateOfInjury: injury}
	err := s.desk.Correct(c.Request().Context(), actor(c), number, to, typed("reason"), RenderLetters)
	return s.afterIssue(c, err, "The corrected version is issued.", issueForm{clerical: &to, injury: typed("injury"), reason: typed("reason")})
}

func (s *Server) remand(c echo.Context) error {
	on, _ := calendar.ParseDate(strings.TrimSpace(c.FormValue("ordered"))) // what is no day is refused as missing
	order := determination.Order{On: on, Ground: determination.RemandGround(c.FormValue("ground")), Facts: strings.TrimSpace(c.FormValue("facts"))}
	number := casefile.CaseNumber(c.Param("number"))
	err := s.desk.Remand(c.Request().Context(), actor(c), number, order)
	if err == nil {
		if err := s.flash(c, "The case is sent back. It now needs a different reviewer."); err != nil {
			return err
		}
		if admins.allows(user(c)) {
			return c.Redirect(http.StatusSeeOther, caseURL(number))
		}
		return c.Redirect(http.StatusSeeOther, "/quality")
	}
	return s.afterIssue(c, err, "", issueForm{order: order, ordered: c.FormValue("ordered")})
}

func (s *Server) afterIssue(c echo.Context, err error, said string, form issueForm) error {
	if f := fault.Of(err); f != nil && (f.Kind == fault.Invalid || f.Kind == fault.Conflict) {
		form.wrong = f
		return s.showIssue(c, statusOf[f.Kind], form)
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, said); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, caseURL(casefile.CaseNumber(c.Param("number")))+"/letter")
}
