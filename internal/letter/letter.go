// Package letter writes the Final Determination letter: one structure, read off as
// plain text, as PDF and, by package web, as HTML. Part A is for the worker, in
// plain language; part B is the determination with its reasons. The fixed wording is
// a Template that an organization edits; the one that ships is our own. The letter says what the determination says, so it names no reviewer
// (LC 4610.6(f)), and the same determination in the same Form always gives the
// same letter.
package letter

import (
	"strings"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/determination"
)

// DraftMark stands on a letter that nobody has signed, PreviewMark on one that is
// signed and has not gone out.
const (
	DraftMark   = "Draft – not signed"
	PreviewMark = "Preview – not issued"
)

// Letter is the whole letter in reading order.
type Letter struct {
	Title      string // of the file: the case number and no person's name
	Letterhead Letterhead
	Parts      []Part // the worker's, then the determination; each begins a new page
	Large      bool   // in large print
	Number     casefile.CaseNumber
	DecidedOn  calendar.Date // of a letter that went out, the day on which it did; zero in a draft
	Code       string        // of a letter that went out, by which it is verified
	Mark       string        // that of a letter that has not gone out, else empty
}

// Draft reports whether nobody has signed the letter yet.
func (l Letter) Draft() bool { return l.DecidedOn.IsZero() }

// Letterhead is the organization at the top of page one.
type Letterhead struct {
	Name  string
	Lines []string // address and telephone
}

// Part is a stretch of the letter in one language.
type Part struct {
	Language Language
	Blocks   []Block
}

// Block is a piece of a part: a Heading, Paragraph, List, Table, Fields or
// Notice. There are no others.
type Block interface{ block() }

// Heading is a section's heading. Level 1 is the letter's title, 2 a section, 3 a
// disputed item.
type Heading struct {
	Level int
	Text  string
}

// Paragraph is text, parts of which may be bold. Language is empty where it is that
// of the part.
type Paragraph struct {
	Runs     []Run
	Language Language
	Keep     bool // stays on the page of what follows
}

// Run is a piece of a paragraph.
type Run struct {
	Text string
	Bold bool
}

// List is a list without numbers.
type List struct{ Items []string }

// Table has one head row; each row has a cell for each column. Widths say how wide
// the columns are to each other.
type Table struct {
	Caption string
	Head    []string
	Rows    [][]string
	Widths  []float64
}

// Fields are labels with values; Columns says how many stand beside each other
// where there is room. A value may have several lines.
type Fields struct {
	Columns int
	Pairs   []Field
}

// Field is one label with its value.
type Field struct{ Label, Value string }

// Notice is what must catch the eye, set in a frame.
type Notice struct{ Paragraphs []Paragraph }

func (Heading) block()   {}
func (Paragraph) block() {}
func (List) block()      {}
func (Table) block()     {}
func (Fields) block()    {}
func (Notice) block()    {}

// New is the letter as it would go out, which says that it has not: a preview, or
// where the determination has no day of decision a draft.
func New(d determination.Determination, f Form) Letter {
	mark := PreviewMark
	if d.DecidedOn.IsZero() {
		mark = DraftMark
	}
	return source{Determination: d, form: f.whole(), mark: mark}.letter()
}

// OfIssued is the letter that goes out. It depends on nothing of the issued
// determination that depends on the letter.
func OfIssued(i determination.Issued, f Form) Letter {
	l := source{Determination: i.Determination, form: f.whole(), issued: &i}.letter()
	l.DecidedOn, l.Code = i.IssuedOn, i.Code
	return l
}

// source is what a letter is made of: issued is nil and mark says so where it has
// not gone out.
type source struct {
	determination.Determination
	form   Form
	issued *determination.Issued
	mark   string
}

func (d source) letter() Letter {
	title := "IMR Final Determination " + string(d.Case.Number)
	if d.mark != "" {
		title += " (" + d.mark + ")"
	}
	l := Letter{
		Title:      title,
		Letterhead: letterhead(d.Organization),
		Large:      d.form.Large,
		Number:     d.Case.Number,
		DecidedOn:  d.DecidedOn,
		Mark:       d.mark,
	}
	for _, language := range d.form.Languages {
		l.Parts = append(l.Parts, Part{language, newPageOne(d, language).blocks()})
	}
	l.Parts = append(l.Parts, Part{English, newPageOne(d, English).determination()})
	return l
}

func letterhead(o determination.Organization) Letterhead {
	return Letterhead{o.Name, append(lines(o.Address), "Phone: "+o.Phone)}
}

// beside counts the fields that stand beside each other.
func (d source) beside() int {
	if d.form.Large {
		return 1
	}
	return 2
}

// PublicName is the name of the letter's file. It holds the case number only, in
// which anything but letters, digits and hyphens becomes a hyphen.
func PublicName(n casefile.CaseNumber) string {
	safe := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			return r
		}
		return '-'
	}, string(n))
	return "imr-final-determination-" + safe + ".pdf"
}

// text is a paragraph without bold parts.
func text(s string) Paragraph { return Paragraph{Runs: []Run{{Text: s}}} }

// leading is a paragraph that stays on the page of what follows.
func leading(p Paragraph) Paragraph {
	p.Keep = true
	return p
}

// labelled is a paragraph that begins with a bold label.
func labelled(label, s string) Paragraph {
	return Paragraph{Runs: []Run{{label + " ", true}, {Text: s}}}
}
