package finding

import (
	"fmt"
	"strings"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/guideline"
	"imr/internal/review"
)

// labelledBuilder gathers a case of the labelled set from its lines.
type labelledBuilder struct {
	labelled
	says, rationale string
	first           review.Decision
	later           []review.Decision // of the second item
	pages           [][]string        // of the document that is open
	ocr             bool
}

func newLabelledBuilder(name string) *labelledBuilder {
	b := &labelledBuilder{first: review.Decision{Item: "1", Outcome: review.Upheld, Basis: review.MTUS}}
	b.name = name
	b.in.Case = casefile.Case{Number: "CM15-0000002", DateOfInjury: calendar.MustDate("2013-11-07"), ClaimNumber: "FIC-13-0099",
		Employee:                casefile.Employee{Name: "Marta Ibarra Quill", DateOfBirth: calendar.MustDate("1968-03-11"), Sex: "female"},
		RequestingPhysician:     casefile.Physician{Name: "Anselm Brightwater, MD"},
		RequestForAuthorization: calendar.MustDate("2015-06-22"), UR: casefile.URDecision{DecisionDate: calendar.MustDate("2015-06-30")}}
	return b
}

// labelledKeys says what a line of each kind does.
var labelledKeys = map[string]func(b *labelledBuilder, rest string){
	"fault":     (*labelledBuilder).fault,
	"item":      (*labelledBuilder).item,
	"cite":      (*labelledBuilder).cite,
	"basis":     (*labelledBuilder).basis,
	"summary":   (*labelledBuilder).sentence,
	"says":      func(b *labelledBuilder, rest string) { b.says = rest },
	"rationale": func(b *labelledBuilder, rest string) { b.rationale = rest },
	"plain":     func(b *labelledBuilder, rest string) { b.first.PlainLanguage = rest },
	"overturn":  func(b *labelledBuilder, _ string) { b.first.Outcome = review.Overturned },
	"ur":        func(b *labelledBuilder, rest string) { b.in.Case.UR.DecisionDate = calendar.MustDate(rest) },
	"uphold2":   func(b *labelledBuilder, rest string) { b.second(review.Upheld, rest) },
	"overturn2": func(b *labelledBuilder, rest string) { b.second(review.Overturned, rest) },
}

// split returns the parts of a line between bars, at least n of them.
func split(rest string, n int) []string {
	parts := strings.Split(rest, "|")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return append(parts, make([]string, max(0, n-len(parts)))...)
}

func (b *labelledBuilder) fault(rest string) {
	p := split(rest, 2)
	b.faults = append(b.faults, label{Code(p[0]), p[1]})
}

func (b *labelledBuilder) item(rest string) {
	p := split(rest, 4)
	it := casefile.DisputedItem{ID: casefile.ItemID(fmt.Sprint(len(b.in.Case.Items) + 1)), Description: p[0],
		Category: casefile.Category(p[1]), Timing: "prospective"}
	for part := range strings.SplitSeq(p[2], ", ") {
		it.BodyParts = append(it.BodyParts, bodyPart(part))
	}
	if p[3] != "" {
		it.Timing, it.ServiceDates = "retrospective", []calendar.Date{calendar.MustDate(p[3])}
	}
	b.in.Case.Items = append(b.in.Case.Items, it)
}

// bodyPart is the part that the words name, with its side.
func bodyPart(words string) casefile.BodyPart {
	side, part, found := strings.Cut(words, " ")
	switch {
	case found && (side == "left" || side == "right"):
		return casefile.BodyPart{Part: part, Side: casefile.Side(side)}
	case found && side == "both":
		return casefile.BodyPart{Part: strings.TrimSuffix(part, "s"), Side: "bilateral"}
	}
	return casefile.BodyPart{Part: words}
}

func (b *labelledBuilder) cite(rest string) {
	p := split(rest, 4)
	if author, ok := strings.CutPrefix(p[0], "study "); ok {
		b.first.Citations = append(b.first.Citations, guideline.Citation{Author: author, Title: p[1], Journal: p[2], Year: p[3]})
		return
	}
	b.first.Citations = append(b.first.Citations, guideline.Citation{Guideline: p[0], Chapter: p[1], Section: p[2], Edition: p[3]})
}

func (b *labelledBuilder) basis(rest string) {
	p := split(rest, 2)
	b.first.Basis, b.first.BasisReason = review.CitationBasis(p[0]), p[1]
}

// second decides the second item: "dependent 1 | rationale".
func (b *labelledBuilder) second(outcome review.ItemDecision, rest string) {
	p := split(rest, 2)
	d := review.Decision{Item: "2", Outcome: outcome, Rationale: p[1]}
	if on, ok := strings.CutPrefix(p[0], "dependent "); ok {
		d.Basis, d.DependsOn = review.Dependent, casefile.ItemID(on)
	}
	b.later = append(b.later, d)
}

// sentence adds a sentence of the summary with its sources: text [1.2 "quote"].
func (b *labelledBuilder) sentence(rest string) {
	text, sources, _ := strings.Cut(rest, "[")
	s := review.Sentence{ID: fmt.Sprint(len(b.in.Review.Summary) + 1), Text: strings.TrimSpace(text)}
	for source := range strings.SplitSeq(sources, "[") {
		var doc, page int
		at, quote, found := strings.Cut(source, ` "`)
		if _, err := fmt.Sscanf(at, "%d.%d", &doc, &page); !found || err != nil {
			continue
		}
		quote, _, _ = strings.Cut(quote, `"]`)
		s.Sources = append(s.Sources, review.Source{Document: casefile.DocumentID(fmt.Sprintf("d%d", doc)), Page: page, Quote: quote})
	}
	b.in.Review.Summary = append(b.in.Review.Summary, s)
}

// openDocument begins a document: its kind, its date and "ocr" where it was scanned.
func (b *labelledBuilder) openDocument(head []string) {
	b.closeDocument()
	b.in.Case.Documents = append(b.in.Case.Documents, casefile.Document{ID: casefile.DocumentID(fmt.Sprintf("d%d", len(b.in.Case.Documents)+1)),
		Title: strings.ReplaceAll(head[0], "_", " "), Kind: casefile.DocumentKind(head[0]), Dated: calendar.MustDate(head[1])})
	b.pages, b.ocr = [][]string{nil}, len(head) > 2
}

func (b *labelledBuilder) closeDocument() {
	for i, lines := range b.pages {
		doc := &b.in.Case.Documents[len(b.in.Case.Documents)-1]
		p := pageOf(doc.ID, i+1, strings.TrimSpace(strings.Join(lines, "\n")))
		p.Reading = casefile.Printed
		if b.ocr {
			p.Reading, p.Confidence = casefile.OCR, 88
		}
		doc.Pages = i + 1
		b.in.Pages = append(b.in.Pages, p)
	}
	b.pages = nil
}

// finish fills in what the lines leave out: a request of therapy for the low
// back under the chronic pain guideline, and the sentences about it.
func (b *labelledBuilder) finish() labelled {
	b.closeDocument()
	if b.in.Case.Items == nil {
		b.item("Physical therapy, 6 visits, lumbar spine | rehabilitation | lumbar spine")
	}
	if b.first.Citations == nil {
		b.cite("MTUS | Chronic Pain Medical Treatment Guidelines | Conditions for the request | 2009")
	}
	if b.says == "" {
		part := b.in.Case.Items[0].BodyParts[0].Part
		b.says = "The records were weighed against them, and the " + part + " of this worker did not improve with what was done."
	}
	b.first.Rationale = b.rationale
	if b.rationale == "" {
		end := map[review.ItemDecision]string{review.Upheld: "not ", review.Overturned: ""}[b.first.Outcome]
		b.first.Rationale = "The guideline cited sets conditions for the request. " + b.says + " The request is " + end + "medically necessary."
	}
	b.in.Review.Decisions = append([]review.Decision{b.first}, b.later...)
	b.in.NotReceived = NotReceived(b.in.Case, b.in.Pages)
	return b.labelled
}
