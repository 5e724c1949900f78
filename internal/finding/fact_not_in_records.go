package finding

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"imr/internal/casefile"
	"imr/internal/guideline"
	"imr/internal/review"
)

// factNotInRecords finds a date, dose, spinal level or side of the draft, or a number
// of visits, that stands nowhere in the records, in the sentences that name no page: those of the
// summary without a source, the rationales, the reasons and the plain-language parts.
// The case and the items as requested count as records. What a sentence ascribes to
// a guideline is no fact of the case.
//
// Limits: a sourced sentence is left to the check of its page. A dose behind a drug
// must be one of that drug; one a day that is a multiple of it passes. Visits pass
// where they are the sum of two numbers of visits that are recorded. A day counts
// as recorded where a page has it without its year and the year elsewhere. A side is
// missed only where the records give the other one, and never this one, to the same
// thing. While pages wait to be read nothing is missed.
var factNotInRecords = rule{
	CodeInfo{"fact-not-in-records", Error, "A date, dose, spinal level or side of the draft is nowhere in the records."},
	func(d *draft) []found {
		if len(d.Pages) == 0 || !d.records.complete() {
			return nil
		}
		var out []found
		for i, s := range d.Review.Summary {
			if len(s.Sources) == 0 {
				out = append(out, d.unrecorded(Finding{Section: Summary}, s.Text, i)...)
			}
		}
		d.eachDecision(func(it casefile.DisputedItem, dec review.Decision) {
			out = append(out, d.unrecorded(Finding{Section: Citation, Item: it.ID}, dec.BasisReason, 100)...)
			out = append(out, d.unrecorded(Finding{Section: Rationale, Item: it.ID}, dec.Rationale, 0)...)
			out = append(out, d.unrecorded(Finding{Section: Letter, Item: it.ID}, dec.PlainLanguage, 0)...)
		})
		return out
	},
}

// unrecorded are the findings on the sentences of the text, made from the empty one.
func (d *draft) unrecorded(f Finding, text string, at int) []found {
	var out []found
	underRule := false
	for _, s := range sentences(text) {
		a := assertedBy(s.text, underRule)
		underRule = a.rule
		absent := d.absentFromAll(a)
		if len(absent) == 0 {
			continue
		}
		g := f
		g.Text = s.text
		var words []string
		for _, m := range absent {
			words = append(words, "“"+oneLine(m.words)+"”")
			if m.against != nil {
				g.Evidence = append(g.Evidence, m.against.evidence())
			}
		}
		g.Message = fmt.Sprintf("The records nowhere say %s; correct it to what they say, or take it out.", andList(words))
		out = append(out, found{g, at + s.at})
	}
	return out
}

// absentFromAll lists the facts that neither the records nor the case hold.
func (d *draft) absentFromAll(a asserted) []missed {
	var out []missed
	for _, m := range a.measures {
		if !d.recorded(m, a.text) {
			out = append(out, missed{words: m.in(a.text), measure: m})
		}
	}
	for _, s := range a.sides {
		if against, is := d.otherSideEverywhere(s); is {
			out = append(out, missed{words: s.words(a.text), against: against})
		}
	}
	return out
}

// fewVisits is a number of visits that a writer may have counted.
const fewVisits = 4

// recorded reports whether the case or a page of the records has the fact; kinds
// that are not asked for always count as recorded.
func (d *draft) recorded(m measure, text string) bool {
	switch r := d.records; m.kind {
	case aDate:
		return d.given(m, text) || d.filedOn(m) || !m.date.YearGiven || m.date.Precise && r.recordsDay(m.date.Date) || !m.date.Precise && r.recordsMonth(m)
	case aLevel:
		return d.requested(m) || r.recordsLevel(m)
	case aDose:
		return equivalentDose.MatchString(text) || d.requested(m) || r.recordsDose(m, text)
	case aCount:
		return m.unit != "visit" && m.unit != "treatment" || m.high < fewVisits || d.requested(m) || r.recordsVisits(m)
	case aNumber:
		isYear := m.low >= 1950 && m.low <= 2049 && m.low == m.high && len(m.in(text)) == 4
		return !isYear || d.given(m, text) || d.citesYear(m.in(text)) || r.recordsYear(int(m.low))
	}
	return true
}

// filedOn reports whether the day is one of a document or of the case's way.
func (d *draft) filedOn(m measure) bool {
	return isDay(m.date, d.Case.NoticeOfAssignment) || isDay(m.date, d.Case.RecordsComplete) ||
		slices.ContainsFunc(d.Case.Documents, func(doc casefile.Document) bool {
			return isDay(m.date, doc.Dated) || isDay(m.date, doc.Received)
		})
}

// citesYear reports whether a citation of the draft is of the year.
func (d *draft) citesYear(year string) bool {
	return slices.ContainsFunc(d.Review.Decisions, func(dec review.Decision) bool {
		return slices.ContainsFunc(dec.Citations, func(c guideline.Citation) bool { return strings.Contains(citationLine(c), year) })
	})
}

// equivalentDose matches words by which a dose is reckoned and not recorded.
var equivalentDose = regexp.MustCompile(`(?i)\b(?:morphine|equivalents?|med|mme|medd)\b`)

// requested reports whether an item, as it was requested, has the measure.
func (d *draft) requested(m measure) bool {
	return slices.ContainsFunc(d.Case.Items, func(it casefile.DisputedItem) bool {
		h := newHeld()
		h.read(it.Description)
		if m.kind == aLevel {
			return h.hasLevel(m)
		}
		return h.hasFigures(m)
	})
}
