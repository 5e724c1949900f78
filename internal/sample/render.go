package sample

import (
	"unicode/utf8"

	"imr/internal/tagpdf"
)

// mark stands at the foot of every page.
const mark = "Fiction – sample record, no real person"

// look is how the papers of one house look.
type look struct {
	style   tagpdf.Style
	align   tagpdf.Align // of the letterhead
	columns int          // in which fields stand
}

var looks = map[string]look{
	"form":    {tagpdf.Style{Family: tagpdf.Sans, Size: 10.5, Leading: 1.35, Margin: 60, Grid: true}, tagpdf.Center, 1},
	"clinic":  {tagpdf.Style{Family: tagpdf.Sans, Size: 11, Leading: 1.35, Margin: 64, Grid: true, Accent: tagpdf.Color{G: 0.25, B: 0.35}}, tagpdf.Left, 2},
	"sans":    {tagpdf.Style{Family: tagpdf.Sans, Size: 11, Leading: 1.4, Margin: 72, Accent: tagpdf.Color{R: 0.1, G: 0.2, B: 0.45}}, tagpdf.Left, 1},
	"serif":   {tagpdf.Style{Family: tagpdf.Serif, Size: 12, Leading: 1.35, Margin: 76}, tagpdf.Center, 1},
	"plain":   {tagpdf.Style{Family: tagpdf.Serif, Size: 12, Leading: 1.3, Margin: 72, Grid: true}, tagpdf.Left, 2},
	"therapy": {tagpdf.Style{Family: tagpdf.Sans, Size: 10, Leading: 1.3, Margin: 54, Grid: true, Accent: tagpdf.Color{R: 0.2, G: 0.35, B: 0.15}}, tagpdf.Center, 2},
	"mono":    {tagpdf.Style{Family: tagpdf.Mono, Size: 9.5, Leading: 1.4, Margin: 60}, tagpdf.Center, 1},
	"ame":     {tagpdf.Style{Family: tagpdf.Serif, Size: 12.5, Leading: 1.33, Margin: 80}, tagpdf.Center, 1},
}

// pdf sets the paper in the look of its house.
func (p paper) pdf(title string) ([]byte, error) {
	l := looks[p.look]
	l.style.PlainFirst = true
	l.style.Header = tagpdf.Running{Left: p.running}
	l.style.Footer = tagpdf.Running{Left: mark, Right: "Page {page} of {pages}"}
	doc := tagpdf.New(tagpdf.Meta{Title: title, Subject: mark}, l.style)
	doc.Letterhead(p.letterhead[0], p.letterhead[1:], l.align)
	for _, b := range p.blocks {
		b.put(doc, l)
	}
	return doc.Bytes()
}

func (b block) put(doc *tagpdf.Doc, l look) {
	switch b.kind {
	case heading:
		doc.Heading(b.level, b.lines[0])
	case list:
		doc.List(b.lines)
	case table:
		putTable(doc, b.lines)
	case fields:
		var fs []tagpdf.Field
		for _, line := range b.lines {
			fs = append(fs, fieldOf(line))
		}
		doc.Fields(l.columns, fs)
	case rule:
		doc.Rule()
	case pageBreak:
		doc.PageBreak()
	case text:
		for i, line := range b.lines {
			tight := i > 0 && numbered.MatchString(line)
			doc.Text(tagpdf.Para{Runs: []tagpdf.Run{{Text: line}}, Tight: tight})
		}
	}
}

// putTable gives each column a share of the line that grows with its longest
// cell, and more slowly where that cell can wrap, so that codes stay whole.
func putTable(doc *tagpdf.Doc, lines []string) {
	head := cells(lines[0])
	widths := make([]float64, len(head))
	var rows [][]string
	for i, line := range lines {
		row := cells(line)
		for col := range min(len(row), len(widths)) {
			n := float64(utf8.RuneCountInString(row[col]))
			widths[col] = max(widths[col], 5+min(n, 14)+0.4*max(n-14, 0))
		}
		if i > 0 {
			rows = append(rows, row)
		}
	}
	doc.Table("", head, rows, widths)
}
