package web

import (
	"fmt"
	"slices"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/finding"
	"imr/internal/review"
	"imr/templates"
)

// tasks are the steps of the work with how far each has come.
func (s *Server) tasks(c echo.Context, o casework.Opened, draft casework.Draft) ([]templates.Task, error) {
	fs, err := s.desk.Findings(c.Request().Context(), actor(c), o.Number)
	if err != nil {
		return nil, err
	}
	base := caseURL(o.Number)
	out := []templates.Task{
		{Label: "Read the records", URL: base + "/records", Status: count(len(draft.Facts), "fact"), Tone: begun(len(draft.Facts))},
		{Label: "Clinical case summary", URL: base + "/summary", Status: count(len(draft.Summary), "sentence"), Tone: begun(len(draft.Summary))},
	}
	if o.State == casefile.Returned {
		checked, err := s.desk.Checked(c.Request().Context(), actor(c), o.Number)
		if err != nil {
			return nil, err
		}
		out = append([]templates.Task{{Label: "Amend what the director asks", URL: firstRemark(o, checked.Remarks), Status: count(len(checked.Remarks), "remark"), Tone: "wrong",
			Hint: "The review came back. The remarks stand beside the sentences; then sign again."}}, out...)
	}
	for _, it := range o.Items {
		outcome := review.ItemDecision("")
		if ds := draft.For(it.ID); len(ds) > 0 {
			outcome = ds[0].Outcome
		}
		out = append(out, templates.Task{Label: "Decide item " + string(it.ID), Hint: it.Description, URL: itemURL(o.Number, it.ID),
			Status: outcomeLabel[outcome], Tone: outcomeTone[outcome]})
	}
	checks := templates.Task{Label: "Checks", URL: base + "/checks", Status: "nothing found", Tone: "done"}
	blocking := len(finding.Blocking(fs))
	if blocking > 0 {
		checks.Status, checks.Tone = fmt.Sprintf("%s to settle", count(blocking, "error")), "wrong"
	}
	sign := templates.Task{Label: "Sign", URL: base + "/sign", Status: "ready", Tone: "open"}
	if blocking > 0 {
		sign.Status, sign.Tone, sign.Hint = "later", "later", "Settle what the checks found first."
	}
	before, err := s.decidedBefore(c, o, "", draft.Review)
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(before.Rows, func(r templates.EarlierRow) bool { return r.Lack != "" }) {
		sign.Status, sign.Tone, sign.Hint = "later", "later", "Name the earlier determination that the draft contradicts first."
	}
	return append(out, checks, templates.Task{Label: "Preview the letter", URL: base + "/letter", Status: "draft", Tone: "open"}, sign), nil
}

func begun(n int) string {
	if n == 0 {
		return "open"
	}
	return "begun"
}
