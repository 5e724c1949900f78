package web

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/chronology"
	"imr/internal/fault"
	"imr/internal/finding"
	"imr/internal/review"
	"imr/templates"
	"imr/templates/part"
)

// answerForm is an answer as it was sent, with what is wrong with it. The zero
// form was not sent.
type answerForm struct {
	review.Answer
	wrong *fault.Error
}

func (a answerForm) isFor(f finding.Finding) bool {
	return a.wrong != nil && a.Finding == string(f.Code) && a.Item == f.Item && strings.Join(strings.Fields(a.Text), " ") == strings.Join(strings.Fields(f.Text), " ")
}

func (s *Server) checks(c echo.Context) error { return s.showChecks(c, http.StatusOK, answerForm{}) }

func (s *Server) showChecks(c echo.Context, status int, form answerForm) error {
	v, err := s.openChecked(c)
	if err != nil {
		return err
	}
	view := templates.Checks{Action: caseURL(v.o.Number) + "/answers", Closed: !v.o.State.Drafting(),
		Count:   fmt.Sprintf("%s found, %d in the way of signing.", count(len(v.Findings), "point"), len(v.Blocking())),
		Nothing: "The checks found nothing. They read the draft against the records on every save."}
	records, err := s.desk.Records(c.Request().Context(), actor(c), v.o.Number, chronology.ByArrival)
	if err != nil {
		return err
	}
	if records.Doubtful > 0 {
		unsure := fmt.Sprintf(" The text of %s is not read yet or read badly; what stands there the checks cannot know.", count(records.Doubtful, "page"))
		view.Count, view.Nothing = view.Count+unsure, view.Nothing+unsure
	}
	if view.Unopened, err = s.unopenedWarning(c, v.o); err != nil {
		return err
	}
	if view.Before, err = s.decidedBefore(c, v.o, "", v.Draft.Review); err != nil {
		return err
	}
	if view.Chrome, err = s.caseChrome(c, "Checks", v.o); err != nil {
		return err
	}
	v.fill(&view, c.QueryParam("finding"), form)
	return s.render(c, status, templates.ChecksPage(view))
}

// fill puts the findings into groups, the one with the asked key unfolded, and says
// what is wrong with an answer that was sent.
func (v checked) fill(view *templates.Checks, asked string, form answerForm) {
	seen := map[string]int{}
	var taken bool
	for _, g := range []struct {
		severity      finding.Severity
		heading, hint string
	}{
		{finding.Error, "Errors", "The review cannot be signed until each is amended in the draft or answered with a reason."},
		{finding.Warning, "Warnings", "Worth a look; they do not stand in the way."},
	} {
		fs, _ := split(v.Findings, func(f finding.Finding) bool { return f.Severity == g.severity })
		group := templates.FindingGroup{Heading: g.heading, Hint: g.hint}
		for _, f := range fs {
			one := v.open(f)
			if seen[one.Key]++; seen[one.Key] > 1 {
				one.ID = fmt.Sprintf("%s-%d", one.ID, seen[one.Key])
			}
			if one.Open = one.Key == asked; form.isFor(f) && !taken {
				taken, one.Open, one.Draft, one.Error = true, true, form.Answer.Answer, form.wrong.Message
				view.Errors = append(view.Errors, part.Message{URL: "#" + one.ID + "-answer", Text: form.wrong.Message})
			}
			group.Findings = append(group.Findings, one)
		}
		if len(fs) > 0 {
			view.Groups = append(view.Groups, group)
		}
	}
	if form.wrong != nil && !taken {
		view.Errors = append(view.Errors, part.Message{URL: "#main", Text: form.wrong.Message})
	}
	for _, a := range v.Earlier {
		view.Earlier = append(view.Earlier, earlierView(a))
	}
}

// open is a finding with the ways to amend it and to answer it.
func (v checked) open(f finding.Finding) templates.OpenFinding {
	view := v.view(f)
	out := templates.OpenFinding{Finding: view, ID: "finding-" + view.Key, Item: string(f.Item), ItemLabel: itemLabel(f.Item),
		Where: v.where(f), Draft: view.Answer, CanAnswer: v.o.State.Drafting()}
	if f.ClaimsAbsence() {
		out.Dialogue = v.toAnswer(f, view.Answer != "")
	}
	for i, a := range v.earlierFor(f) {
		one := earlierView(a)
		if f.ClaimsAbsence() {
			one.AgainURL = absenceURL(v.o.Number, f) + fmt.Sprintf("?earlier=%d#reason", i)
		}
		out.Earlier = append(out.Earlier, one)
	}
	return out
}

// earlierFor are the earlier answers to the check of the finding on its item.
func (v checked) earlierFor(f finding.Finding) []review.Answer {
	var out []review.Answer
	for _, a := range v.Earlier {
		if a.Finding == string(f.Code) && a.Item == f.Item {
			out = append(out, a)
		}
	}
	return out
}

func earlierView(a review.Answer) templates.EarlierAnswer {
	return templates.EarlierAnswer{Label: codeLabel(a.Finding), Code: a.Finding, Item: string(a.Item), ItemLabel: itemLabel(a.Item), Words: a.Text, Answer: a.Answer}
}

func itemLabel(id casefile.ItemID) string {
	if id == "" {
		return ""
	}
	return "Item " + string(id)
}

// answer keeps the reason why a finding does not stand in the way, or takes it back.
func (s *Server) answer(c echo.Context) error {
	number := casefile.CaseNumber(c.Param("number"))
	a := review.Answer{Finding: c.FormValue("finding"), Item: casefile.ItemID(c.FormValue("item")), Text: c.FormValue("text"), Answer: c.FormValue("answer")}
	if c.FormValue("do") == "take-back" {
		a.Answer = ""
	} else if strings.TrimSpace(a.Answer) == "" {
		wrong := &fault.Error{Kind: fault.Invalid, Message: "Write why this does not stand in the way, or amend the draft."}
		return s.showChecks(c, http.StatusUnprocessableEntity, answerForm{a, wrong})
	}
	err := s.desk.Answer(c.Request().Context(), actor(c), number, a)
	if f := fault.Of(err); f != nil && f.Kind == fault.Invalid {
		return s.showChecks(c, http.StatusUnprocessableEntity, answerForm{a, f})
	}
	if err != nil {
		return err
	}
	return s.afterAnswer(c, number, a)
}

// afterAnswer says what came of an answer and leads back to its finding.
func (s *Server) afterAnswer(c echo.Context, number casefile.CaseNumber, a review.Answer) error {
	now, err := s.desk.Checked(c.Request().Context(), actor(c), number)
	if err != nil {
		return err
	}
	f := finding.Finding{Code: finding.Code(a.Finding), Item: a.Item, Text: a.Text}
	_, stands := now.Finding(f.Key())
	text := "The answer is kept with the review."
	switch {
	case a.Answer == "":
		text = "The answer is taken back."
	case !stands:
		text = "Nothing is found in these words any more; the answer is kept with the earlier ones."
	}
	if err := s.flash(c, text); err != nil {
		return err
	}
	to := caseURL(number) + "/checks"
	if stands {
		to += "#finding-" + f.Key()
	}
	return c.Redirect(http.StatusSeeOther, to)
}

// answeredViews are the answers that stand, for whoever reads the review.
func answeredViews(answers []review.Answer, fs []finding.Finding) []templates.AnsweredFinding {
	var out []templates.AnsweredFinding
	for _, f := range fs {
		if a, ok := finding.AnswerTo(answers, f); ok {
			out = append(out, templates.AnsweredFinding{Label: codeLabel(string(f.Code)), ItemLabel: itemLabel(f.Item), Words: f.Text, Answer: a.Answer})
		}
	}
	return out
}
