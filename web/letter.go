package web

import (
	"net/http"

	"github.com/a-h/templ"
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

// LetterHTML is the letter as a document of its own.
func LetterHTML(l letter.Letter) templ.Component { return templates.LetterDocument(letterView(l)) }

func letterView(l letter.Letter) templates.LetterView {
	v := templates.LetterView{DocumentTitle: l.Title, Draft: l.Draft(), Letterhead: l.Letterhead.Name, Address: l.Letterhead.Lines}
	for _, b := range l.Blocks() {
		v.Blocks = append(v.Blocks, letterBlock(b))
	}
	return v
}

func letterBlock(b letter.Block) templates.LetterBlock {
	switch b := b.(type) {
	case letter.Heading:
		return templates.LetterBlock{Kind: "heading", Level: b.Level, Text: b.Text}
	case letter.List:
		return templates.LetterBlock{Kind: "list", Items: b.Items}
	case letter.Table:
		return templates.LetterBlock{Kind: "table", Caption: b.Caption, Head: b.Head, Rows: b.Rows}
	case letter.Fields:
		out := templates.LetterBlock{Kind: "fields"}
		for _, f := range b.Pairs {
			out.Fields = append(out.Fields, part.Term{Label: f.Label, Text: f.Value})
		}
		return out
	case letter.Notice:
		out := templates.LetterBlock{Kind: "notice"}
		for _, p := range b.Paragraphs {
			out.Lines = append(out.Lines, letterRuns(p))
		}
		return out
	case letter.Paragraph:
		return templates.LetterBlock{Kind: "paragraph", Runs: letterRuns(b)}
	}
	return templates.LetterBlock{}
}

func letterRuns(p letter.Paragraph) []templates.Run {
	var out []templates.Run
	for _, r := range p.Runs {
		out = append(out, templates.Run{Text: r.Text, Bold: r.Bold})
	}
	return out
}

// theLetter is the signed letter, or for the reviewer the letter as the draft
// would make it. A draft with holes has none, and the fault names them.
func (s *Server) theLetter(c echo.Context) (letter.Letter, casework.Opened, error) {
	ctx, by := c.Request().Context(), actor(c)
	o, err := s.desk.Case(ctx, by, casefile.CaseNumber(c.Param("number")))
	if err != nil {
		return letter.Letter{}, o, err
	}
	var d determination.Determination
	if o.State.Signed() {
		if d, _, err = s.desk.Determination(ctx, by, o.Number); err != nil {
			return letter.Letter{}, o, err
		}
		return letter.New(d), o, nil
	}
	p, err := s.desk.Preview(ctx, by, o.Number)
	if err == nil && p.Lacks != nil {
		err = p.Lacks
	}
	if err != nil {
		return letter.Letter{}, o, err
	}
	p.Determination.DecidedOn = calendar.Date{}
	return letter.New(p.Determination), o, nil
}

func (s *Server) letter(c echo.Context) error {
	l, o, err := s.theLetter(c)
	if f := fault.Of(err); f != nil && f.Kind == fault.Invalid {
		return c.Redirect(http.StatusSeeOther, caseURL(o.Number)+"/sign") // which shows what lacks, each with a way there
	}
	if err != nil {
		return err
	}
	view := templates.Letter{LetterView: letterView(l), PDFURL: caseURL(o.Number) + "/letter.pdf"}
	if l.Draft() {
		view.SignURL = caseURL(o.Number) + "/sign"
	} else {
		view.JSONURL = caseURL(o.Number) + "/determination.json"
	}
	if view.Chrome, err = s.caseChrome(c, "Letter", o); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, templates.LetterPage(view))
}

func (s *Server) letterPDF(c echo.Context) error {
	l, _, err := s.theLetter(c)
	if err != nil {
		return err
	}
	file, err := l.PDF()
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderContentDisposition, `inline; filename="`+letter.PublicName(l.Number)+`"`)
	return c.Blob(http.StatusOK, "application/pdf", file)
}

func (s *Server) determinationJSON(c echo.Context) error {
	_, frozen, err := s.desk.Determination(c.Request().Context(), actor(c), casefile.CaseNumber(c.Param("number")))
	if err != nil {
		return err
	}
	c.Response().Header().Set("X-Content-SHA256", frozen.SHA256)
	return c.Blob(http.StatusOK, echo.MIMEApplicationJSON, frozen.Canonical)
}
