package web

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/determination"
	"imr/internal/fault"
	"imr/internal/finding"
	"imr/internal/quality"
	"imr/internal/review"
	"imr/templates"
	"imr/templates/part"
)

func (s *Server) qualityList(c echo.Context) error {
	waiting, err := s.desk.WaitingForDirectors(c.Request().Context(), actor(c))
	if err != nil {
		return err
	}
	view := templates.QualityList{}
	for _, w := range waiting {
		due := s.dueWords(w.Opened)
		row := templates.QualityRow{Number: string(w.Number), URL: caseURL(w.Number) + "/quality", Code: w.ReviewerCode,
			Version: strconv.Itoa(w.Version), State: labelOr(stateLabel, w.State), Due: due.date, DaysLeft: due.left, Late: due.late}
		if w.SecondLook {
			row.State = "Second look"
		}
		view.Rows = append(view.Rows, row)
	}
	if view.Chrome, err = s.chrome(c, "Quality review"); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, templates.QualityListPage(view))
}

func (s *Server) qualityPage(c echo.Context) error {
	return s.showQuality(c, http.StatusOK, quality.Judgement{}, nil)
}

// judged is a handed-in review as its page shows it.
type judged struct {
	checked
	casework.ForJudgement
	typed quality.Judgement
}

func (s *Server) showQuality(c echo.Context, status int, typed quality.Judgement, wrong *fault.Error) error {
	ctx, by := c.Request().Context(), actor(c)
	f, err := s.desk.ForJudgement(ctx, by, casefile.CaseNumber(c.Param("number")))
	if err != nil {
		return err
	}
	o, err := s.desk.Case(ctx, by, casefile.CaseNumber(c.Param("number")))
	if err != nil {
		return err
	}
	v := judged{checked{o, f.Checked}, f, typed}
	view := templates.Quality{Action: caseURL(o.Number) + "/quality", Version: strconv.Itoa(f.Newest().Version),
		About: v.about(), Coverage: v.coverage(), Sections: v.sections(), Errors: messages(wrong, func(path string) string { return "#" + orNone(path, "main") }),
		Note: part.Field{ID: "note", Name: "note", Label: "On the whole (optional)", Value: typed.Note, Rows: 3}}
	if f.MayJudge != nil {
		view.Closed = fault.Of(f.MayJudge).Message
	}
	if f.SecondLook {
		view.SecondLook = "The lot fell on this review: one director approved it, and another one looks at it too."
	}
	if f.State == casefile.Approved {
		view.IssueURL = caseURL(o.Number) + "/issue"
	}
	for _, p := range f.NotOpened {
		view.NotOpened = append(view.NotOpened, part.Link{Label: sourceLabel(o, review.Source{Document: p.Document, Page: p.Number}), URL: pageURL(o.Number, p.Document, p.Number)})
	}
	for _, one := range f.Findings {
		view.Findings = append(view.Findings, v.view(one))
	}
	v.fillForm(&view)
	if view.Chrome, err = s.caseChrome(c, "Quality review", o); err != nil {
		return err
	}
	return s.render(c, status, templates.QualityPage(view))
}

func (v judged) about() []part.Term {
	out := []part.Term{{Label: "Reviewer", Text: v.ReviewerCode}, {Label: "Certification", Text: strings.Join(v.Qualifications.BoardCertifications, "; ")},
		{Label: "Licensed in", Text: strings.Join(v.Qualifications.LicensedIn, "; ")}, {Label: "Assigned", Text: dayOf(v.AssignedAt).US()}}
	for _, one := range v.Versions {
		out = append(out, part.Term{Label: fmt.Sprintf("Version %d", one.Version), Text: "signed " + dayOf(one.At).US() + " under: " + determination.SignatureMeaning})
	}
	if v.Drawn != nil {
		text := fmt.Sprintf("lot %d, seed %s: not drawn", v.Drawn.Lot, v.Drawn.Seed)
		if v.Drawn.Drawn {
			text = fmt.Sprintf("lot %d, seed %s: drawn", v.Drawn.Lot, v.Drawn.Seed)
		}
		out = append(out, part.Term{Label: "Second look", Text: joined(text, v.Drawn.Excused)})
	}
	return append(out, part.Term{Label: "Final determination", Text: string(v.Newest().Determination.Overall)})
}

func (v judged) coverage() []part.Term {
	return []part.Term{{Label: "Pages", Text: fmt.Sprintf("%d, %d of them copies", v.Pages, v.Copies)},
		{Label: "Never opened", Text: count(len(v.NotOpened), "page")}}
}

// sections are the summary and the items of the newest version.
func (v judged) sections() []templates.JudgedSection {
	d := v.Newest().Determination
	summary := templates.JudgedSection{Heading: "Clinical case summary"}
	for i, one := range d.Summary {
		summary.Sentences = append(summary.Sentences, v.sentence(quality.Place{Sentence: i}, one.Text, one.Sources))
	}
	out := []templates.JudgedSection{summary}
	for _, it := range d.Items {
		section := templates.JudgedSection{Heading: "Item " + string(it.DisputedItem.ID), Description: it.Description,
			Decision: outcomeLabel[it.Outcome], Tone: outcomeTone[it.Outcome], Terms: decisionTerms(it.Decision)}
		for i, text := range quality.Sentences(it.Rationale) {
			section.Sentences = append(section.Sentences, v.sentence(quality.Place{Item: it.DisputedItem.ID, Sentence: i}, text, sharedSources(d.Summary, text)))
		}
		out = append(out, section)
	}
	return out
}

func decisionTerms(d review.Decision) []part.Term {
	out := []part.Term{{Label: "Basis", Text: joined(basisLabel[d.Basis], d.BasisReason)}}
	for _, cited := range d.Citations {
		out = append(out, part.Term{Label: "Cited", Text: cited.Line()})
	}
	return append(out, part.Term{Label: "For the worker", Text: orNone(d.PlainLanguage, "nothing of the reviewer's own")})
}

func (v judged) sentence(at quality.Place, text string, sources []review.Source) templates.JudgedSentence {
	out := templates.JudgedSentence{ID: remarkField(v.o.Case, at), Text: text}
	if i := slices.IndexFunc(v.typed.Remarks, func(r quality.Remark) bool { return r.Place == at }); i >= 0 {
		out.Remark = v.typed.Remarks[i].Text
	}
	for _, src := range sources {
		one := part.Evidence{Label: sourceLabel(v.o, src), URL: pageURL(v.o.Number, src.Document, src.Page), Quote: src.Quote}
		if first, end, ok := v.checked.Words(finding.Evidence{Document: src.Document, Page: src.Page, Quote: src.Quote}); ok {
			one.URL, one.TextURL = markedURLs(v.o.Number, src.Document, src.Page, first, end)
		}
		out.Evidence = append(out.Evidence, one)
	}
	return out
}

// sharedSources are the pages of the sentences of the summary that give a figure or a
// date of this sentence of a rationale, which has no sources of its own.
func sharedSources(summary []review.Sentence, text string) []review.Source {
	figures := func(s string) []string {
		return strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;()", r) })
	}
	var out []review.Source
	for _, one := range summary {
		words := figures(one.Text)
		if slices.ContainsFunc(figures(text), func(w string) bool {
			return len(w) > 1 && strings.ContainsAny(w, "0123456789") && slices.Contains(words, w)
		}) {
			for _, src := range one.Sources {
				if !slices.Contains(out, src) {
					out = append(out, src)
				}
			}
		}
	}
	return out
}

// remarkField names the field of the form in which a sentence is remarked upon.
func remarkField(c casefile.Case, at quality.Place) string {
	if at.Item == "" {
		return fmt.Sprintf("remark-summary-%d", at.Sentence)
	}
	i := slices.IndexFunc(c.Items, func(it casefile.DisputedItem) bool { return it.ID == at.Item })
	return fmt.Sprintf("remark-item%d-%d", i+1, at.Sentence)
}

func (v judged) fillForm(view *templates.Quality) {
	for _, line := range quality.Scorecard() {
		f := part.Field{ID: "score-" + line.Code, Name: "score-" + line.Code, Label: fmt.Sprintf("%s %s, 0 to %d", line.Code, line.Label, line.Points), Hint: line.Meaning}
		if i := slices.IndexFunc(v.typed.Scores, func(s quality.Score) bool { return s.Code == line.Code }); i >= 0 {
			f.Value = strconv.Itoa(v.typed.Scores[i].Points)
		}
		view.Scores = append(view.Scores, f)
	}
	view.Outcome = []part.Option{
		{Value: string(quality.Approved), Label: "Approve", Hint: "The determination may be issued as it stands.", Selected: v.typed.Outcome == quality.Approved},
		{Value: string(quality.Returned), Label: "Return with remarks", Hint: "The reviewer sees the remarks beside the sentences, amends and signs again.", Selected: v.typed.Outcome == quality.Returned},
	}
	if n := len(v.Versions); n > 1 {
		for _, d := range quality.Compare(v.Versions[n-2].Determination, v.Versions[n-1].Determination) {
			view.Differences = append(view.Differences, templates.DifferenceView{Where: d.Where, Old: pieceRuns(d.Old), New: pieceRuns(d.New)})
		}
	}
	for _, j := range v.Judgements {
		past := templates.PastJudgement{Heading: fmt.Sprintf("Version %d: %s", j.Version, map[quality.Outcome]string{quality.Approved: "approved", quality.Returned: "returned"}[j.Outcome]),
			Scores: fmt.Sprintf("%d of %d points, %s", j.Total(), quality.Most(), dayOf(j.At).US()), Note: j.Note}
		for _, r := range j.Remarks {
			past.Remarks = append(past.Remarks, part.Term{Label: shortened(r.Words, 60), Text: r.Text})
		}
		view.Past = append(view.Past, past)
	}
}

func pieceRuns(ps []quality.Piece) []templates.Run {
	var out []templates.Run
	for _, p := range ps {
		if p.Text != "" {
			out = append(out, templates.Run{Text: p.Text, Bold: p.Changed})
		}
	}
	return out
}
