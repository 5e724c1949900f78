package web

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/determination"
	"imr/internal/fault"
	"imr/internal/finding"
	"imr/templates"
	"imr/templates/part"
)

func (s *Server) signForm(c echo.Context) error { return s.showSign(c, http.StatusOK, nil) }

func (s *Server) showSign(c echo.Context, status int, wrong *fault.Error) error {
	o, draft, err := s.openDraft(c)
	if err != nil {
		return err
	}
	if o.State.Signed() {
		return c.Redirect(http.StatusSeeOther, caseURL(o.Number))
	}
	p, err := s.desk.Preview(c.Request().Context(), actor(c), o.Number)
	if err != nil {
		return err
	}
	v := checked{o, p.Checked}
	view := templates.Sign{Action: caseURL(o.Number) + "/sign", Digest: p.Digest, Overall: string(p.Determination.Overall),
		Plain: overallPlain[p.Determination.Overall], Statement: []string{determination.SignatureMeaning},
		Obstacles: v.obstacles(p), PasswordError: wrong.Field("password"),
		LetterURL: caseURL(o.Number) + "/letter", ChecksURL: caseURL(o.Number) + "/checks"}
	if p.Lacks != nil {
		view.Overall, view.Plain = "not computed yet", "It follows from the decisions on the items once each of them is made."
	}
	view.CanSign = len(view.Obstacles) == 0
	if wrong != nil && view.PasswordError == "" {
		view.Obstacles = append(view.Obstacles, part.Message{URL: "#main", Text: wrong.Message})
	}
	view.Items, view.Answers, view.Warnings = signItems(o, draft), answeredViews(p.Draft.Answers, p.Findings), warnings(p.Findings)
	if view.Unopened, err = s.unopenedWarning(c, o); err != nil {
		return err
	}
	if view.Chrome, err = s.caseChrome(c, "Check and sign", o); err != nil {
		return err
	}
	return s.render(c, status, templates.SignPage(view))
}

// obstacles is what stands in the way of signing, each with a way to settle it.
func (v checked) obstacles(p casework.Preview) []part.Message {
	out := messages(p.Lacks, func(path string) string { return lackURL(v.o.Number, path) })
	for _, f := range v.Blocking() {
		if saidAlready(p.Lacks, f) {
			continue
		}
		text := f.Message
		if f.Item != "" {
			text = fmt.Sprintf("Item %s: %s", f.Item, f.Message)
		}
		out = append(out, part.Message{URL: v.where(f).URL, Text: text})
	}
	return out
}

// warnings says how many warnings nobody answered; nothing where there are none.
func warnings(fs []finding.Finding) string {
	left, _ := split(fs, func(f finding.Finding) bool { return f.Severity == finding.Warning && !f.Answered })
	if len(left) == 0 {
		return ""
	}
	return count(len(left), "warning") + " of the checks"
}

// saidAlready reports whether what the determination lacks says the same as the finding.
func saidAlready(lacks *fault.Error, f finding.Finding) bool {
	field := map[finding.Code]string{"item-undecided": "", "item-decided-twice": "", "rationale-missing": ".rationale", "citation-incomplete": ".citations"}
	suffix, same := field[f.Code]
	return same && lacks.Field("items["+string(f.Item)+"]"+suffix) != ""
}

// lackURL leads from the path of what a determination lacks to its field.
func lackURL(number casefile.CaseNumber, path string) string {
	if rest, ok := strings.CutPrefix(path, "items["); ok {
		id, field, _ := strings.Cut(rest, "]")
		field = strings.TrimPrefix(field, ".")
		if field == "" {
			field = "outcome"
		}
		return itemURL(number, casefile.ItemID(id)) + "#" + field
	}
	if path == "summary" {
		return caseURL(number) + "/summary"
	}
	return caseURL(number)
}

func signItems(o casework.Opened, draft casework.Draft) []templates.SignItem {
	var out []templates.SignItem
	for _, it := range o.Items {
		one := templates.SignItem{Heading: "Item " + string(it.ID), Description: it.Description, URL: itemURL(o.Number, it.ID),
			Decision: outcomeLabel[""], Tone: outcomeTone[""], Citation: "no citation yet"}
		if ds := draft.For(it.ID); len(ds) > 0 {
			one.Decision, one.Tone = outcomeLabel[ds[0].Outcome], outcomeTone[ds[0].Outcome]
			var lines []string
			for _, cited := range ds[0].Citations {
				lines = append(lines, cited.Line())
			}
			if len(lines) > 0 {
				one.Citation = strings.Join(lines, "; ")
			}
		}
		out = append(out, one)
	}
	return out
}

func (s *Server) sign(c echo.Context) error {
	number := casefile.CaseNumber(c.Param("number"))
	err := s.desk.Sign(c.Request().Context(), actor(c), number, c.FormValue("digest"), c.FormValue("password"))
	if f := fault.Of(err); f != nil && f.Kind != fault.NotFound {
		return s.showSign(c, statusOf[f.Kind], f)
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, "Signed and handed in. A director looks at it before the letter goes out."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, caseURL(number)+"/letter")
}
