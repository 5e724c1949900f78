package casefile

import (
	"slices"
	"strings"

	"imr/internal/calendar"
)

// DocumentID names a document within its case.
type DocumentID string

// DocumentKind says what a record is.
type DocumentKind string

// The kinds that rules speak of; DocumentKinds lists them all.
const (
	ApplicationForm DocumentKind = "application"
	RFA             DocumentKind = "rfa"
	URDecisionForm  DocumentKind = "ur_decision"
	Correspondence  DocumentKind = "correspondence"
)

// DocumentKinds lists every kind.
var DocumentKinds = []DocumentKind{ApplicationForm, RFA, URDecisionForm, "progress_report", "consultation",
	"operative_report", "imaging", "electrodiagnostics", "laboratory", "therapy_note", "ame_qme_report", "hospital",
	"pharmacy", "work_status", Correspondence, "other"}

// Medical reports whether a document of the kind is a medical record, rather
// than a paper of the dispute itself. A decision may not rest on the latter
// alone (8 CCR §9792.10.6(b)(2)).
func (k DocumentKind) Medical() bool {
	return !slices.Contains([]DocumentKind{ApplicationForm, RFA, URDecisionForm, Correspondence}, k)
}

// DocumentSource is the party that sent a document.
type DocumentSource string

// DocumentSources lists every source.
var DocumentSources = []DocumentSource{"employee", "representative", "claims_administrator", "provider"}

// Document is one PDF of the case file.
type Document struct {
	ID       DocumentID
	File     string // path within the bundle it came from
	Title    string
	Kind     DocumentKind
	Author   string
	Dated    calendar.Date // zero where the record bears no date
	Received calendar.Date
	Source   DocumentSource
	SHA256   string // of the file, lower-case hex; empty until it is stored
	Pages    int    // 0 until it is stored
}

// Page is one page of a document as it is shown: rotation applied, origin at
// the top left, lengths in points (1/72 inch).
type Page struct {
	Document      DocumentID
	Number        int // from 1
	Width, Height float64
	Words         []Word // in reading order
	Reading       Reading
	Engine        string  // what read the words, for people
	Confidence    float64 // of OCR, 0 to 100
}

// Word is a run of characters without white space. Its box lies within the page;
// words of one printed line share the Line, which counts from 0 down the page.
type Word struct {
	Text           string
	X0, Y0, X1, Y1 float64
	Line           int
}

// Text is the page's text: words parted by one space, lines by a line feed.
func (p Page) Text() string { return p.Quote(0, len(p.Words)) }

// Quote is the text of the words from index first up to but not including end.
// Indexes outside of the page are clamped to it.
func (p Page) Quote(first, end int) string {
	first, end = max(first, 0), min(end, len(p.Words))
	var b strings.Builder
	for i := first; i < end; i++ {
		if i > first {
			if p.Words[i].Line == p.Words[i-1].Line {
				b.WriteByte(' ')
			} else {
				b.WriteByte('\n')
			}
		}
		b.WriteString(p.Words[i].Text)
	}
	return b.String()
}
