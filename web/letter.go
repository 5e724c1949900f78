package web

import (
	"fmt"
	"net/http"
	"strconv"

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
	v := templates.LetterView{DocumentTitle: l.Title, Draft: l.Draft(), Preview: l.Mark == letter.PreviewMark, Large: l.Large, Letterhead: l.Letterhead.Name, Address: l.Letterhead.Lines}
	for _, p := range l.Parts {
		shown := templates.LetterPart{Lang: string(p.Language)}
		for _, b := range p.Blocks {
			shown.Blocks = append(shown.Blocks, letterBlock(b))
		}
		v.Parts = append(v.Parts, shown)
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
		return templates.LetterBlock{Kind: "paragraph", Lang: string(b.Language), Runs: letterRuns(b)}
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

// shownLetter is a letter with what the page says about it.
type shownLetter struct {
	letter.Letter
	o       casework.Opened
	form    letter.Form // in which it is shown
	other   bool        // which is not the one in which it went out
	version int         // of the issued letter; 0 where it has not gone out
	newer   int         // the newest version where that is another; else 0
}

// theLetter is the issued letter, of the version that the address names or the newest;
// else the letter as it would go out, and for the reviewer as the draft would make it.
// A draft with holes has none, and the fault names them.
func (s *Server) theLetter(c echo.Context) (out shownLetter, err error) {
	ctx, by := c.Request().Context(), actor(c)
	if out.o, err = s.desk.Case(ctx, by, casefile.CaseNumber(c.Param("number"))); err != nil {
		return out, err
	}
	o := out.o
	if asked := c.QueryParam("version"); asked != "" || o.State == casefile.Issued || o.State == casefile.Published {
		return out, s.issuedLetter(c, &out, asked)
	}
	form, err := s.desk.LetterForm(ctx, by, o.Number)
	if err != nil {
		return out, err
	}
	out.form = askedForm(c, form)
	if o.State.Signed() {
		d, _, err := s.desk.Determination(ctx, by, o.Number)
		out.Letter = letter.New(d, out.form)
		return out, err
	}
	p, err := s.desk.Preview(ctx, by, o.Number)
	if err == nil && p.Lacks != nil {
		err = p.Lacks
	}
	if err != nil {
		return out, err
	}
	p.Determination.DecidedOn = calendar.Date{}
	out.Letter = letter.New(p.Determination, out.form)
	return out, nil
}

func (s *Server) issuedLetter(c echo.Context, out *shownLetter, asked string) error {
	versions, err := s.desk.IssuedVersions(c.Request().Context(), actor(c), out.o.Number)
	if err != nil {
		return err
	}
	n := len(versions)
	if asked != "" {
		n, _ = strconv.Atoi(asked) // what is no number is no version
	}
	if n < 1 || n > len(versions) {
		return fault.New(fault.NotFound, "The case has no such issued version.")
	}
	out.form = askedForm(c, versions[n-1].Form)
	out.other = out.form.LanguageCodes() != versions[n-1].Form.LanguageCodes() || out.form.Large != versions[n-1].Form.Large
	out.Letter, out.version = letter.OfIssued(versions[n-1].Issued, out.form), n
	if n < len(versions) {
		out.newer = len(versions)
	}
	return nil
}

func (s *Server) letter(c echo.Context) error {
	l, err := s.theLetter(c)
	if f := fault.Of(err); f != nil && f.Kind == fault.Invalid {
		return c.Redirect(http.StatusSeeOther, caseURL(l.o.Number)+"/sign") // which shows what lacks, each with a way there
	}
	if err != nil {
		return err
	}
	base := caseURL(l.o.Number)
	view := templates.Letter{LetterView: letterView(l.Letter), PDFURL: base + "/letter.pdf" + l.query(l.form), Forms: l.forms()}
	switch {
	case l.Draft():
		view.SignURL = base + "/sign"
	case l.version == 0:
		view.JSONURL = base + "/determination.json"
	default:
		at := fmt.Sprintf("?version=%d", l.version)
		view.JSONURL = base + "/determination.json" + at
		view.VerifyURL = "/verify?code=" + l.Code
	}
	if l.newer > 0 {
		view.NewerURL, view.Newer = fmt.Sprintf("%s/letter?version=%d", base, l.newer), fmt.Sprintf("Version %d has replaced this version %d.", l.newer, l.version)
	}
	if view.Chrome, err = s.caseChrome(c, "Letter", l.o); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, templates.LetterPage(view))
}

// letterPDF serves the bytes that were issued, or what is made now: a preview, or the
// letter in another form than it went out.
func (s *Server) letterPDF(c echo.Context) error {
	l, err := s.theLetter(c)
	if err != nil {
		return err
	}
	var file []byte
	if l.version > 0 && !l.other {
		file, err = s.desk.IssuedLetter(c.Request().Context(), actor(c), l.o.Number, l.version, determination.PDF)
	} else {
		file, err = l.PDF()
	}
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderContentDisposition, `inline; filename="`+letter.PublicName(l.Number)+`"`)
	return c.Blob(http.StatusOK, "application/pdf", file)
}

// determinationJSON serves the sealed file of an issued version, or of a review that
// has not gone out the determination as it was signed.
func (s *Server) determinationJSON(c echo.Context) error {
	ctx, by, number := c.Request().Context(), actor(c), casefile.CaseNumber(c.Param("number"))
	versions, err := s.desk.IssuedVersions(ctx, by, number)
	if err != nil {
		return err
	}
	var file []byte
	if asked := c.QueryParam("version"); asked != "" || len(versions) > 0 {
		n := len(versions)
		if asked != "" {
			n, _ = strconv.Atoi(asked) // what is no number is no version
		}
		file, err = s.desk.IssuedFile(ctx, by, number, n)
	} else {
		_, frozen, wrong := s.desk.Determination(ctx, by, number)
		file, err = frozen.Canonical, wrong
	}
	if err != nil {
		return err
	}
	c.Response().Header().Set("X-Content-SHA256", determination.SHA256(file))
	return c.Blob(http.StatusOK, echo.MIMEApplicationJSON, file)
}
