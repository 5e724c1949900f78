package finding

import (
	"regexp"
	"slices"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/review"
)

// factNotOnPage finds a sourced sentence of the summary with a date, number, dose,
// spinal level, side or age that none of the pages holds on which it rests. Several
// sources of a sentence rest on their pages together. Spelling makes no difference,
// nor does a year that the page gives elsewhere; the days of the case itself, the
// document's own date and an age that follows from the date of birth need not be
// printed. A dose that stands behind a drug must be one of that drug.
//
// What a sentence ascribes to a guideline is no fact of the case. A sentence that
// rests on a page yet to be read, or on one that is not there, is not judged.
//
// Limits: a number counts as being on the page whatever it is the number of, as
// long as the unit does not say otherwise, so a pain of 6 passes where the page has
// 6 of another pain. Up to three of a kind in words (“two injections”), amounts
// without a unit in words and stretches of time that are reckoned from a day (“ten
// weeks later”) are not asked for. A side is missed only where the page gives the
// other one to the same thing, or names that one alone.
var factNotOnPage = rule{
	CodeInfo{"fact-not-on-page", Error, "A date, number, dose, spinal level, side or age of a sourced sentence is not on the page that it cites."},
	func(d *draft) []found {
		var out []found
		for i, s := range d.Review.Summary {
			pages := d.citedPages(s)
			if len(pages) == 0 {
				continue
			}
			a := assertedBy(s.Text, false)
			if absent := append(d.absentFrom(pages, a), d.againstQuotes(s, a)...); len(absent) > 0 {
				out = append(out, found{d.offPage(s, pages, absent), i})
			}
		}
		return out
	},
}

// citedPages are the pages on which the sentence rests, none where one of them is
// not there or not read as well as it will be.
func (d *draft) citedPages(s review.Sentence) []*page {
	var out []*page
	for _, src := range s.Sources {
		p := d.page(src.Document, src.Page)
		if p == nil || p.Reading != "" && !p.Reading.Complete() {
			return nil
		}
		if !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// missed is a fact that was looked for in vain.
type missed struct {
	words   string     // of the draft
	measure measure    // zero for a side
	against *statement // says the other side
}

// absentFrom lists the facts of the sentence that none of the pages holds.
func (d *draft) absentFrom(pages []*page, a asserted) []missed {
	text := a.text
	var out []missed
	for _, m := range a.measures {
		if !d.given(m, text) && !slices.ContainsFunc(pages, func(p *page) bool { return d.holds(p, m, text) }) {
			out = append(out, missed{words: m.in(text), measure: m})
		}
	}
	for _, s := range a.sides {
		if against, is := d.otherSide(pages, s); is {
			out = append(out, missed{words: s.words(text), against: against})
		}
	}
	return out
}

// given reports whether the fact follows from the case itself.
func (d *draft) given(m measure, text string) bool {
	switch m.kind {
	case aDate:
		return slices.ContainsFunc(d.caseDays(), func(day calendar.Date) bool {
			return isDay(m.date, day)
		})
	case aNumber:
		return slices.ContainsFunc(d.caseDays(), func(day calendar.Date) bool { return m.low == float64(day.Year) })
	case aCount, aDuration, aFrequency, aDose, aLevel:
		return aboutRequestWord.MatchString(text) && slices.ContainsFunc(d.Case.Items, func(it casefile.DisputedItem) bool {
			return slices.ContainsFunc(measuresIn(it.Description), m.same)
		})
	}
	return false
}

// caseDays are the days that the case itself gives.
func (d *draft) caseDays() []calendar.Date {
	c := d.Case
	days := []calendar.Date{c.DateOfInjury, c.UR.DecisionDate, c.UR.ServedDate, c.RequestForAuthorization, c.Application.Received, c.Application.Signed, c.Employee.DateOfBirth}
	for _, it := range c.Items {
		days = append(days, it.ServiceDates...)
	}
	return slices.DeleteFunc(days, calendar.Date.IsZero)
}

// holds reports whether the page has the fact.
func (d *draft) holds(p *page, m measure, text string) bool {
	h := d.records.held(p)
	doc, _ := d.Case.Document(p.Document)
	switch m.kind {
	case aDate:
		return h.hasDate(m.date) || !doc.Dated.IsZero() && (isDay(m.date, doc.Dated) || h.loose[yearDay{m.date.Date.Month, m.date.Date.Day}] && doc.Dated.Year == m.date.Date.Year)
	case aLevel:
		return h.hasLevel(m)
	case anAge:
		return h.hasFigures(m) || d.ageFits(m, h, doc.Dated)
	case aDuration:
		return h.hasFigures(m) || d.spans(m, h, doc.Dated)
	case aDose:
		return h.hasFigures(m) && !h.otherDose(m, text) || h.multiple(m, text)
	case aNumber:
		return h.hasFigures(m) || h.years[int(m.low)] || h.partOfDay(m.low)
	}
	return h.hasFigures(m)
}

// ageFits reports whether the age is the employee's on a day of the page or the case.
func (d *draft) ageFits(m measure, h *held, dated calendar.Date) bool {
	born := d.Case.Employee.DateOfBirth
	if born.IsZero() || m.unit != "year" {
		return false
	}
	at := func(day calendar.Date) bool {
		age := day.Year - born.Year
		if day.Month < born.Month || day.Month == born.Month && day.Day < born.Day {
			age--
		}
		return m.low <= float64(age) && float64(age) <= m.high
	}
	if !dated.IsZero() && at(dated) {
		return true
	}
	for day := range h.dates {
		if at(day) {
			return true
		}
	}
	return slices.ContainsFunc(d.caseDays(), at)
}

// spans reports whether two days of the page, or one and a day of the case, lie as
// far apart as the sentence says.
func (d *draft) spans(m measure, h *held, dated calendar.Date) bool {
	days := append(d.caseDays(), dated)
	for day := range h.dates {
		days = append(days, day)
	}
	of := map[string]float64{"day": 1, "week": 7, "month": 30.4, "year": 365.25}[m.unit]
	days = slices.DeleteFunc(days, calendar.Date.IsZero)
	for _, a := range days {
		if !h.dates[a] && a != dated {
			continue
		}
		for _, b := range days {
			n := float64(a.DaysUntil(b))
			if n > 0 && of > 0 && n >= (m.low-.5)*of && n <= (m.high+.5)*of && n >= 7 {
				return true
			}
		}
	}
	return false
}

// aboutRequestWord matches words by which a sentence speaks of what was asked for.
var aboutRequestWord = regexp.MustCompile(`(?i)\b(?:request\w*|den(?:y|ied|ial)\w*|asks?|asked|authori[sz]\w+|(?:non-?)?certif\w+|propos\w+|utilization review|modified|dispute[ds]?)\b`)
