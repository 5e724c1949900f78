package web

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/eligibility"
	"imr/internal/fault"
	"imr/templates"
)

// stampDay is the day of a stored time in California.
func stampDay(stored string) string {
	t, err := time.Parse(time.RFC3339, stored)
	if err != nil {
		return ""
	}
	return calendar.DateOf(t).US()
}

// afterIntake shows the page again with what is wrong, or says what was done.
func (s *Server) afterIntake(c echo.Context, err error, done string) error {
	if f := fault.Of(err); f != nil && f.Kind == fault.Invalid {
		return s.showIntake(c, statusOf[fault.Invalid], typed(c, f))
	}
	if err == nil {
		err = s.flash(c, done)
	}
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, caseURL(caseNumber(c))+"/intake")
}

func text(c echo.Context, name string) string {
	return strings.TrimSpace(strings.ReplaceAll(c.FormValue(name), "\r\n", "\n"))
}

func (s *Server) decideEligibility(c echo.Context) error {
	form, err := c.FormParams()
	if err != nil {
		return err
	}
	d := eligibility.Decision{Outcome: eligibility.Outcome(c.FormValue("outcome")), Note: text(c, "note")}
	d.Until, _ = parseDay(c.FormValue("until")) // the zero date, which a deferral refuses
	for _, code := range form["reasons"] {
		r, _ := eligibility.Of(eligibility.Code(code))
		if r.Outcome == d.Outcome || r.Code == "" { // reasons of another outcome were found, not chosen for this one
			d.Reasons = append(d.Reasons, eligibility.Code(code))
		}
	}
	err = s.desk.DecideEligibility(c.Request().Context(), actor(c), caseNumber(c), d)
	return s.afterIntake(c, err, "The decision is kept: "+strings.ToLower(outcomeWords[d.Outcome])+".")
}

func (s *Server) resumeApplication(c echo.Context) error {
	settled, _ := parseDay(c.FormValue("settled"))
	err := s.desk.Resume(c.Request().Context(), actor(c), caseNumber(c), settled, text(c, "resume-note"))
	return s.afterIntake(c, err, "The application is taken up again.")
}

func (s *Server) sendNotice(c echo.Context) error {
	form, err := c.FormParams()
	if err != nil {
		return err
	}
	services := map[casefile.PartyRole]casefile.Service{}
	for name := range form {
		if role, ok := strings.CutPrefix(name, "service-"); ok {
			services[casefile.PartyRole(role)] = casefile.Service(form.Get(name))
		}
	}
	err = s.desk.SendNotice(c.Request().Context(), actor(c), caseNumber(c), services)
	return s.afterIntake(c, err, "The notice is sent, and the records are asked for.")
}

func (s *Server) joinApplication(c echo.Context) error {
	err := s.desk.Join(c.Request().Context(), actor(c), caseNumber(c), casefile.CaseNumber(c.FormValue("with")))
	return s.afterIntake(c, err, "The applications are one case now.")
}

func (s *Server) askInformation(c echo.Context) error {
	err := s.desk.AskInformation(c.Request().Context(), actor(c), caseNumber(c), casefile.PartyRole(c.FormValue("addressee")), text(c, "question"))
	return s.afterIntake(c, err, "The question is sent to all parties.")
}

func (s *Server) answerInformation(c echo.Context) error {
	id := c.QueryParam("question")
	seq, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return echo.ErrNotFound
	}
	err = s.desk.AnswerInformation(c.Request().Context(), actor(c), caseNumber(c), seq, text(c, "answer-"+id), casefile.DocumentID(c.FormValue("document-"+id)))
	return s.afterIntake(c, err, "The answer is kept.")
}

// chooseUR says which record is the UR determination.
func (s *Server) chooseUR(c echo.Context) error {
	err := s.desk.ChooseUR(c.Request().Context(), actor(c), caseNumber(c), casefile.DocumentID(c.FormValue("document")))
	return s.afterIntake(c, err, "The UR determination is set.")
}

// notice shows a letter of the intake, noticePDF gives it as a file.
func (s *Server) notice(c echo.Context) error {
	o, err := s.desk.Case(c.Request().Context(), actor(c), caseNumber(c))
	if err != nil {
		return err
	}
	seq, _ := strconv.ParseInt(c.Param("notice"), 10, 64) // 0 is none
	n, err := s.desk.Notice(c.Request().Context(), actor(c), o.Number, seq)
	if err != nil {
		return err
	}
	l := n.Letter()
	view := templates.Letter{LetterView: letterView(l), PDFURL: caseURL(o.Number) + "/notices/" + strconv.FormatInt(seq, 10) + "/pdf"}
	if view.Chrome, err = s.caseChrome(c, "Letter", o); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, templates.LetterPage(view))
}

func (s *Server) noticePDF(c echo.Context) error {
	seq, _ := strconv.ParseInt(c.Param("notice"), 10, 64) // 0 is none
	n, err := s.desk.Notice(c.Request().Context(), actor(c), caseNumber(c), seq)
	if err != nil {
		return err
	}
	file, err := n.Letter().PDF()
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderContentDisposition, `inline; filename="`+n.FileName()+`"`)
	return c.Blob(http.StatusOK, "application/pdf", file)
}
