package letter

import (
	"strings"
	"time"

	"imr/internal/tagpdf"
)

// look is that of every letter.
var look = tagpdf.Style{
	Family:     tagpdf.Serif,
	Size:       11,
	Leading:    1.2,
	Margin:     54,
	PlainFirst: true, // the letterhead stands there
	Accent:     tagpdf.Color{R: 0.09, G: 0.2, B: 0.38},
}

// LargeSize is the size of large print in points.
const LargeSize = 18.0

// PDF is the letter as a tagged PDF file. Its metadata hold the case number and
// the day of the decision and nobody's name.
func (l Letter) PDF() ([]byte, error) {
	meta := tagpdf.Meta{Title: l.Title, Lang: "en-US"}
	style := look
	if l.Large {
		style.Size, style.Least, style.Margin = LargeSize, LargeSize, 45
	}
	style.Header = tagpdf.Running{Left: "IMR Case Number " + string(l.Number)}
	style.Footer = tagpdf.Running{Left: l.Letterhead.Name, Right: "Page {page} of {pages}"}
	style.Footer.Center = l.Mark
	if !l.Draft() {
		meta.Created = time.Date(l.DecidedOn.Year, l.DecidedOn.Month, l.DecidedOn.Day, 12, 0, 0, 0, time.UTC)
	}
	d := tagpdf.New(meta, style)
	d.Letterhead(l.Letterhead.Name, l.letterheadLines(), tagpdf.Center)
	for i, part := range l.Parts {
		if i > 0 {
			d.PageBreak()
		}
		d.Language(vocabularies[part.Language].tag)
		for _, bl := range part.Blocks {
			add(d, bl)
		}
	}
	return d.Bytes()
}

// letterheadLines stand beside each other where they fit.
func (l Letter) letterheadLines() []string {
	if l.Large {
		return l.Letterhead.Lines
	}
	return []string{strings.Join(l.Letterhead.Lines, "  ·  ")}
}

func add(d *tagpdf.Doc, bl Block) {
	switch bl := bl.(type) {
	case Heading:
		d.Heading(bl.Level, bl.Text)
	case Paragraph:
		d.Text(tagpdf.Para{Runs: runs(bl), Lang: vocabularies[bl.Language].tag, KeepNext: bl.Keep})
	case List:
		d.List(bl.Items)
	case Fields:
		fields := make([]tagpdf.Field, len(bl.Pairs))
		for i, f := range bl.Pairs {
			fields[i] = tagpdf.Field(f)
		}
		d.Fields(bl.Columns, fields)
	case Table:
		d.Table(bl.Caption, bl.Head, bl.Rows, bl.Widths)
	case Notice:
		paras := make([]tagpdf.Para, len(bl.Paragraphs))
		for i, p := range bl.Paragraphs {
			paras[i] = tagpdf.Para{Runs: runs(p), Tight: i > 0}
		}
		d.Box(paras...)
	}
}

func runs(p Paragraph) []tagpdf.Run {
	out := make([]tagpdf.Run, len(p.Runs))
	for i, r := range p.Runs {
		out[i] = tagpdf.Run(r)
	}
	return out
}
