package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/determination"
	"imr/internal/fault"
	"imr/internal/quality"
	"imr/templates"
	"imr/templates/part"
)

// judge records what a director decided on the version that they saw.
func (s *Server) judge(c echo.Context) error {
	ctx, by, number := c.Request().Context(), actor(c), casefile.CaseNumber(c.Param("number"))
	f, err := s.desk.ForJudgement(ctx, by, number)
	if err != nil {
		return err
	}
	form, err := c.FormParams()
	if err != nil {
		return echo.NewHTTPError(http.StatusBadRequest)
	}
	j := judgementFrom(form, f.Newest().Determination)
	err = s.desk.Judge(ctx, by, number, j)
	if wrong := fault.Of(err); wrong != nil && wrong.Kind != fault.NotFound {
		return s.showQuality(c, statusOf[wrong.Kind], j, wrong)
	}
	if err != nil {
		return err
	}
	said, to := "The review goes back to its reviewer with your remarks.", "/quality" // it is no director's until it comes again
	if j.Outcome == quality.Approved {
		said, to = "The review is approved.", caseURL(number)+"/quality"
		if now, err := s.desk.ForJudgement(ctx, by, number); err == nil && now.SecondLook {
			said = "Your approval is kept. The lot fell on this review, so another director looks at it too."
		}
	}
	if err := s.flash(c, said); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, to)
}

func judgementFrom(form url.Values, d determination.Determination) quality.Judgement {
	version, _ := strconv.Atoi(form.Get("version")) // what is no number is no version
	j := quality.Judgement{Version: version, Outcome: quality.Outcome(form.Get("outcome")), Note: strings.TrimSpace(form.Get("note"))}
	remark := func(at quality.Place, id, words string) {
		if text := strings.TrimSpace(form.Get(remarkField(d.Case, at))); text != "" {
			j.Remarks = append(j.Remarks, quality.Remark{Place: at, ID: id, Words: words, Text: text})
		}
	}
	for i, one := range d.Summary {
		remark(quality.Place{Sentence: i}, one.ID, one.Text)
	}
	for _, it := range d.Items {
		for i, text := range quality.Sentences(it.Rationale) {
			remark(quality.Place{Item: it.DisputedItem.ID, Sentence: i}, "", text)
		}
	}
	for _, line := range quality.Scorecard() {
		if points, err := strconv.Atoi(strings.TrimSpace(form.Get("score-" + line.Code))); err == nil {
			j.Scores = append(j.Scores, quality.Score{Code: line.Code, Points: points})
		}
	}
	return j
}

// remarksOn are the director's remarks on an item, or where it is empty on the
// summary, as they stand beside the draft.
func (v checked) remarksOn(item casefile.ItemID) []part.Finding {
	var out []part.Finding
	for _, r := range v.Remarks {
		if r.Item != item {
			continue
		}
		one := part.Finding{Key: "remark-" + remarkField(v.o.Case, r.Place), Severity: "warning", SeverityLabel: "Remark", Label: "The director asks", Message: r.Text, Words: r.Words, Quote: r.Words, Sentence: r.ID}
		if item != "" {
			one.Place = "rationale"
		} else if r.ID != "" {
			one.Place = "text-" + r.ID
		}
		out = append(out, one)
	}
	return out
}

// besidePart is what the checks and the director say of the summary or an item.
func (v checked) besidePart(item casefile.ItemID) templates.Beside {
	out := v.besideView(v.ofItem(item))
	out.Findings = append(v.remarksOn(item), out.Findings...)
	return out
}

// remarksOnSentence are the remarks on a sentence of the summary, or where id is
// empty those on sentences that have none.
func (v checked) remarksOnSentence(id string) []part.Finding {
	var out []part.Finding
	for _, f := range v.remarksOn("") {
		if f.Sentence == id {
			out = append(out, f)
		}
	}
	return out
}

// firstRemark leads to the page of the draft with the first remark.
func firstRemark(o casework.Opened, remarks []quality.Remark) string {
	if len(remarks) > 0 && remarks[0].Item != "" {
		return itemURL(o.Number, remarks[0].Item)
	}
	return caseURL(o.Number) + "/summary"
}

func dayOf(t time.Time) calendar.Date { return calendar.DateOf(t) }
