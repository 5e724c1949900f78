package tagpdf

import "time"

// Page size: US Letter, in points.
const (
	PageWidth  = 612.0
	PageHeight = 792.0
)

// Producer is what the files name as their maker.
const Producer = "IMR workbench"

// Meta is what the file says of itself. It has no author on purpose.
type Meta struct {
	Title   string
	Lang    string // BCP 47; empty means en-US
	Subject string
	Created time.Time // zero: the file bears no date
}

// Family is a family of the embedded typefaces.
type Family int

// The families, all of the Liberation fonts (SIL Open Font License).
const (
	Serif Family = iota
	Sans
	Mono
)

// Align says where lines stand between the margins.
type Align int

// The alignments.
const (
	Left Align = iota
	Center
	Right
)

// Color is red, green and blue, each from 0 to 1. The zero Color is black.
type Color struct{ R, G, B float64 }

// Running is a line at the head or foot of every page, an artifact. In each part
// {page} and {pages} are replaced by the page's number and the count of pages.
type Running struct{ Left, Center, Right string }

// Style is the look of a document. The zero Style is a serif of 11 points with
// margins of an inch and no running lines.
type Style struct {
	Family     Family
	Size       float64 // of body text in points; 0 means 11
	Least      float64 // no text is smaller than this, in points; 0 means no limit
	Leading    float64 // line height as a multiple of the size; 0 means 1.3
	Margin     float64 // on all sides in points; 0 means 72
	Header     Running
	Footer     Running
	PlainFirst bool  // page one has no header, because a letterhead stands there
	Accent     Color // of headings, letterheads and heavy rules
	Grid       bool  // tables have a line around every cell, rather than below rows only
}

func (s Style) withDefaults() Style {
	if s.Size == 0 {
		s.Size = 11
	}
	if s.Leading == 0 {
		s.Leading = 1.3
	}
	if s.Margin == 0 {
		s.Margin = 72
	}
	return s
}

// atLeast is the size, or the least one where that is larger.
func (s Style) atLeast(size float64) float64 { return max(size, s.Least) }

func (s Style) lineHeight(size float64) float64 { return size * s.Leading }

// headingSize is the type size of a heading of the level.
func (s Style) headingSize(level int) float64 {
	scale := [...]float64{1.5, 1.2, 1.05}
	if level > len(scale) {
		return s.Size
	}
	return s.Size * scale[level-1]
}
