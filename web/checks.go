package web

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/chronology"
	"imr/internal/finding"
	"imr/internal/review"
	"imr/templates"
)

func (s *Server) checks(c echo.Context) error {
	o, draft, err := s.openDraft(c)
	if err != nil {
		return err
	}
	fs, err := s.desk.Findings(c.Request().Context(), actor(c), o.Number)
	if err != nil {
		return err
	}
	blocking := len(finding.Blocking(fs))
	view := templates.Checks{Action: caseURL(o.Number) + "/answers",
		Count:   fmt.Sprintf("%s found, %d in the way of signing.", count(len(fs), "point"), blocking),
		Nothing: "The checks found nothing. They read the draft against the records on every save."}
	records, err := s.desk.Records(c.Request().Context(), actor(c), o.Number, chronology.ByArrival)
	if err != nil {
		return err
	}
	if records.Doubtful > 0 {
		unsure := fmt.Sprintf(" The text of %s is not read yet or read badly; what stands there the checks cannot know.", count(records.Doubtful, "page"))
		view.Count, view.Nothing = view.Count+unsure, view.Nothing+unsure
	}
	if view.Unopened, err = s.unopenedWarning(c, o); err != nil {
		return err
	}
	if view.Before, err = s.decidedBefore(c, o, "", draft.Review); err != nil {
		return err
	}
	if view.Chrome, err = s.caseChrome(c, "Checks", o); err != nil {
		return err
	}
	for _, g := range []templates.FindingGroup{
		{Heading: "Errors", Hint: "The review cannot be signed until each is amended in the draft or answered with a reason.",
			Findings: s.open(o, draft, fs, finding.Error)},
		{Heading: "Warnings", Hint: "Worth a look; they do not stand in the way.", Findings: s.open(o, draft, fs, finding.Warning)},
	} {
		if len(g.Findings) > 0 {
			view.Groups = append(view.Groups, g)
		}
	}
	return s.render(c, http.StatusOK, templates.ChecksPage(view))
}

// open are the findings of one severity, each with the form for an answer.
func (s *Server) open(o casework.Opened, draft casework.Draft, fs []finding.Finding, severity finding.Severity) []templates.OpenFinding {
	fs, _ = split(fs, func(f finding.Finding) bool { return f.Severity == severity })
	views := findingViews(o, draft.Review, fs)
	out := make([]templates.OpenFinding, len(fs))
	for i, f := range fs {
		out[i] = templates.OpenFinding{Finding: views[i], ID: fmt.Sprintf("%s-%d", severity, i+1), Item: string(f.Item),
			Where: draftURL(o.Number, f), Draft: views[i].Answer, CanAnswer: o.State.Drafting()}
		if f.Item != "" {
			out[i].ItemLabel = "Item " + string(f.Item)
		}
	}
	return out
}

func (s *Server) answer(c echo.Context) error {
	number := casefile.CaseNumber(c.Param("number"))
	a := review.Answer{Finding: c.FormValue("finding"), Item: casefile.ItemID(c.FormValue("item")), Text: c.FormValue("text"), Answer: c.FormValue("answer")}
	if err := s.desk.Answer(c.Request().Context(), actor(c), number, a); err != nil {
		return err
	}
	if err := s.flash(c, "The answer is kept with the review."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, caseURL(number)+"/checks")
}
