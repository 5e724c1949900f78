package finding

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/dictionary"
)

// held is the exact things on the page, read when they are first asked for.
func (r *Prepared) held(p *page) *held {
	p.hold.Do(func() { p.held = heldBy(p.Page, p.text) })
	return p.held
}

// named lists the statements that name something related to the concept.
func (r *Prepared) named(concept string) []int32 {
	var out []int32
	for id, list := range r.concepts {
		if related(id, concept) {
			out = append(out, list...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// anyStatement reports whether one of the statements that have any of the words,
// and may do by a quick look at their text, fulfils the condition. Pages that a machine read are tried as a whole, since a
// word of theirs may be misread.
func (r *Prepared) anyStatement(words []string, may func(string) bool, so func(*held) bool) bool {
	for _, w := range words {
		for _, n := range r.words[stem(w)] {
			text := r.statements[n].text()
			if !may(text) {
				continue
			}
			h := newHeld()
			h.read(text)
			if so(h) {
				return true
			}
		}
	}
	for _, ps := range r.pages {
		for _, p := range ps {
			if p.Reading.ByOCR() && so(r.held(p)) {
				return true
			}
		}
	}
	return false
}

func always(string) bool { return true }

// shortYear matches a year of two figures.
var shortYear = regexp.MustCompile(`[-/'’]\d\d\b`)

// recordsDay reports whether a page has the day with its year, or without it where
// the year stands elsewhere on the page.
func (r *Prepared) recordsDay(day calendar.Date) bool {
	mention := measure{kind: aDate}
	mention.date.Date, mention.date.Precise, mention.date.YearGiven = day, true, true
	md := yearDay{day.Month, day.Day}
	for _, w := range dayWords(day.Day) {
		for _, n := range r.words[w] {
			st := r.statements[n]
			if !mayNameMonth(st.text(), int(day.Month)) {
				continue
			}
			h := newHeld()
			h.read(st.text())
			score := day.Day == 5 || day.Day == 10 // 3/5 and 7/10
			if h.dates[day] || h.loose[md] && !score && r.held(st.page).years[day.Year] {
				return true
			}
		}
	}
	return r.anyStatement(nil, always, func(h *held) bool { return h.hasDate(mention.date) })
}

// dayWords are the ways to write a day of the month.
func dayWords(day int) []string {
	n := strconv.Itoa(day)
	out := []string{n, n + "th", n + "st", n + "nd", n + "rd"}
	if day < 10 {
		out = append(out, "0"+n)
	}
	return out
}

var monthNames = [...]string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// mayNameMonth is a quick look whether the month is named, or its number stands there.
func mayNameMonth(text string, month int) bool {
	return strings.Contains(text, strconv.Itoa(month)) || strings.Contains(strings.ToLower(text), monthNames[month-1])
}

// recordsMonth reports whether a page has a day of the month, or the month.
func (r *Prepared) recordsMonth(m measure) bool {
	d := m.date.Date
	year := strconv.Itoa(d.Year)
	may := func(text string) bool { return mayNameMonth(text, int(d.Month)) }
	return r.anyStatement([]string{year, year[2:]}, may, func(h *held) bool { return h.hasDate(m.date) }) ||
		r.anyStatement([]string{monthNames[d.Month-1], strings.ToLower(d.Month.String())}, always, func(h *held) bool { return h.years[d.Year] && h.names[d.Month] })
}

// recordsYear reports whether a page has a day of the year, or the year.
func (r *Prepared) recordsYear(year int) bool {
	words := strconv.Itoa(year)
	may := func(text string) bool { return strings.Contains(text, words) || shortYear.MatchString(text) }
	return r.anyStatement([]string{words, words[2:]}, may, func(h *held) bool { return h.years[year] })
}

// recordsLevel reports whether a page has the level.
func (r *Prepared) recordsLevel(m measure) bool {
	from, to := strings.ToLower(m.level.From.String()), strings.ToLower(m.level.To.String())
	words := []string{from, to, from + to, "lumbosacral"}
	for _, v := range []dictionary.Vertebra{m.level.From, m.level.To} { // L3-S1 covers L4-5
		for n := 1; n <= 12; n++ {
			words = append(words, fmt.Sprintf("%c%d", v.Region|0x20, n))
		}
	}
	return r.anyStatement(words, always, func(h *held) bool { return h.hasLevel(m) })
}

// recordsDose reports whether a page has the dose, and has it of the drug where the
// draft names one of which doses are recorded.
func (r *Prepared) recordsDose(m measure, text string) bool {
	words := []string{"g"}
	for _, v := range []float64{m.low, m.high} {
		words = append(words, numberForms(v)...)
	}
	drug := drugBeside(drugsIn(text), m, text)
	if r.anyStatement(words, always, func(h *held) bool { return h.hasFigures(m) && h.onlyDoses() && !h.otherDose(m, text) }) {
		return drug == "" || !r.hasDoseOf(drug) || r.anyStatement(words, always, func(h *held) bool { return h.hasFigures(m) && len(h.dosesOf(drug)) > 0 && !h.otherDose(m, text) })
	}
	return aDay.MatchString(head(text[m.end:], 40)) && drug != "" && r.anyDoseOf(drug, func(h *held) bool { return h.multiple(m, text) })
}

// recordsVisits reports whether a page has the number of visits, or two whose sum
// it is. Where too many statements count visits to try them all it is taken as so.
func (r *Prepared) recordsVisits(m measure) bool {
	const most = 300
	var counting []int32
	for _, w := range append(shortFor["visit"], writtenAs["visit"]...) {
		counting = append(counting, r.words[stem(w)]...)
	}
	slices.Sort(counting)
	if counting = slices.Compact(counting); len(counting) == 0 || len(counting) > most {
		return true
	}
	all := newHeld()
	for _, n := range counting {
		all.read(r.statements[n].text())
	}
	sums := func(v float64) bool {
		for a := range all.figures {
			if a > 0 && v > a && len(all.figures[v-a]) > 0 && (a != v-a || len(all.figures[a]) > 4) { // not 12 of 12, each with both ends
				return true
			}
		}
		return false
	}
	return all.hasFigures(m) || sums(m.low) && sums(m.high)
}

// hasDoseOf reports whether a dose of the drug is recorded.
func (r *Prepared) hasDoseOf(drug string) bool {
	return r.anyDoseOf(drug, func(*held) bool { return true })
}

// anyDoseOf reports whether a statement with a dose of the drug fulfils the condition.
func (r *Prepared) anyDoseOf(drug string, so func(*held) bool) bool {
	for id, list := range r.concepts {
		if !isDrug(id) || !includes(id, drug) {
			continue
		}
		for _, n := range list {
			h := newHeld()
			h.read(r.statements[n].text())
			if len(h.dosesOf(drug)) > 0 && so(h) {
				return true
			}
		}
	}
	return false
}

// onlyDoses reports whether the statement has a dose at all.
func (h *held) onlyDoses() bool {
	for _, fs := range h.figures {
		if slices.ContainsFunc(fs, figure.isDose) {
			return true
		}
	}
	return false
}

// numberForms are the words by which a statement with the number is found.
func numberForms(v float64) []string {
	whole := math.Trunc(v)
	out := []string{strconv.FormatFloat(whole, 'f', -1, 64)}
	if v != whole {
		_, part, _ := strings.Cut(strconv.FormatFloat(v, 'f', -1, 64), ".")
		out = append(out, part)
	}
	if whole >= 1000 {
		out = append(out, fmt.Sprintf("%03d", int(whole)%1000), strconv.FormatFloat(whole/1000, 'f', -1, 64))
	}
	for w, n := range numberWords {
		if n == v {
			out = append(out, w)
		}
	}
	return out
}

// complete reports whether every page was read as well as it will be.
func (r *Prepared) complete() bool {
	for _, ps := range r.pages {
		if slices.ContainsFunc(ps, func(p *page) bool { return p.Reading == casefile.NotRead || p.Reading == casefile.AwaitsOCR }) {
			return false
		}
	}
	return true
}
