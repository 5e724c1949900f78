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

// settled answers what is asked of all the records, and keeps the answer: each
// save asks the same again.
func (r *Prepared) settled(asked string, answer func() bool) bool {
	if a, ok := r.facts.Load(asked); ok {
		return a.(bool)
	}
	a := answer()
	r.facts.Store(asked, a)
	return a
}

// look is a way to find a fact in the records: in the statements that have one of
// the words and may do by a quick look at page and text, read for the kind of thing
// that is asked for.
type look struct {
	words []string
	may   func(p *page, text string) bool
	read  func(h *held, text string)
	so    func(h *held, p *page) bool
}

// finds reports whether a statement fulfils the condition. One that a machine read
// is tried in every way that it may have been misread.
func (r *Prepared) finds(l look) bool {
	for _, w := range l.words {
		for _, n := range r.words[stem(w)] {
			if r.found(l, r.statements[n]) {
				return true
			}
		}
	}
	return false
}

func (r *Prepared) found(l look, st statement) bool {
	forms := []string{st.text()}
	if st.page.Reading.ByOCR() {
		forms = append(forms, asFigures(forms[0]), asLetters(forms[0]))
	}
	if !slices.ContainsFunc(forms, func(form string) bool { return l.may(st.page, form) }) {
		return false
	}
	h := newHeld()
	for _, form := range forms {
		l.read(h, form)
	}
	return l.so(h, st.page)
}

func always(*page, string) bool { return true }

// shortYear matches a year of two figures.
var shortYear = regexp.MustCompile(`[-/'’]\d\d\b`)

// recordsDay reports whether a page has the day with its year, or without it where
// the year stands elsewhere on the page.
func (r *Prepared) recordsDay(day calendar.Date) bool {
	md, year := yearDay{day.Month, day.Day}, fmt.Sprintf("%02d", day.Year%100)
	score := day.Day == 5 || day.Day == 10 // 3/5 and 7/10
	return r.settled("day "+day.String(), func() bool {
		return r.finds(look{words: dayWords(day.Day), read: (*held).readDays,
			may: func(p *page, text string) bool {
				return mayNameDay(text, int(day.Month), day.Day) && (strings.Contains(text, year) || !score && strings.Contains(p.text, year))
			},
			so: func(h *held, p *page) bool { return h.dates[day] || h.loose[md] && !score && r.held(p).years[day.Year] }})
	})
}

// dayWords are the ways to write a day of the month.
func dayWords(day int) []string {
	n := strconv.Itoa(day)
	if day < 10 {
		return []string{n, "0" + n}
	}
	return []string{n}
}

// mayNameDay is a quick look whether the month is named, or both numbers stand side by side.
func mayNameDay(text string, month, day int) bool {
	before, end := -1, 0 // the number before and its end
	for i := 0; i < len(text); i++ {
		if !isFigure(text[i]) {
			continue
		}
		n, start := 0, i
		for ; i < len(text) && isFigure(text[i]); i++ {
			n = min(10*n+int(text[i]-'0'), 9999)
		}
		if before == month && n == day && start-end <= 3 {
			return true
		}
		before, end = n, i
	}
	return strings.Contains(strings.ToLower(text), monthNames[month-1])
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
	return r.settled(fmt.Sprint("month ", year, int(d.Month)), func() bool {
		return r.finds(look{words: []string{year, year[2:]}, read: (*held).readDays,
			may: func(_ *page, text string) bool { return mayNameMonth(text, int(d.Month)) },
			so:  func(h *held, _ *page) bool { return h.hasDate(m.date) }})
	})
}

// recordsYear reports whether a page has a day of the year, or the year.
func (r *Prepared) recordsYear(year int) bool {
	words := strconv.Itoa(year)
	return r.settled("year "+words, func() bool {
		return r.finds(look{words: []string{words, words[2:]}, read: (*held).readDays,
			may: func(_ *page, text string) bool { return strings.Contains(text, words) || shortYear.MatchString(text) },
			so:  func(h *held, _ *page) bool { return h.years[year] }})
	})
}

// recordsLevel reports whether a page has the level.
func (r *Prepared) recordsLevel(m measure) bool {
	return r.settled("level "+m.level.String(), func() bool {
		return r.finds(look{words: levelWords(m), may: always, read: (*held).readLevels,
			so: func(h *held, _ *page) bool { return h.hasLevel(m) }})
	})
}

// levelWords are the words by which a statement with the level is found.
func levelWords(m measure) []string {
	from, to := strings.ToLower(m.level.From.String()), strings.ToLower(m.level.To.String())
	words := []string{from, to, from + to, "lumbosacral"}
	for _, v := range []dictionary.Vertebra{m.level.From, m.level.To} { // L3-S1 covers L4-5
		for n := 1; n <= 12; n++ {
			words = append(words, fmt.Sprintf("%c%d", v.Region|0x20, n))
		}
	}
	return words
}

// recordsDose reports whether a page has the dose, and has it of the drug where the
// draft names one of which doses are recorded.
func (r *Prepared) recordsDose(m measure, text string) bool {
	drug := drugBeside(drugsIn(text), m, text)
	daily := aDay.MatchString(head(text[m.end:], 40))
	words := []string{"g"}
	for _, v := range []float64{m.low, m.high} {
		words = append(words, numberForms(v)...)
	}
	has := func(so func(*held) bool) bool {
		return r.finds(look{words: words, may: mayGiveDose, read: (*held).read,
			so: func(h *held, _ *page) bool { return h.hasFigures(m) && !h.otherDose(m, text) && so(h) }})
	}
	return r.settled(fmt.Sprint("dose ", m.kind, m.low, m.high, m.unit, drug, daily), func() bool {
		if has((*held).onlyDoses) {
			return drug == "" || !r.hasDoseOf(drug) || has(func(h *held) bool { return len(h.dosesOf(drug)) > 0 })
		}
		return daily && drug != "" && r.anyDoseOf(drug, func(h *held) bool { return h.multiple(m, text) })
	})
}

// mayGiveDose is a quick look whether the text has a unit of doses or a drug.
func mayGiveDose(_ *page, text string) bool {
	return doseUnit.MatchString(text) || len(drugsIn(text)) > 0
}

var doseUnit = regexp.MustCompile(`(?i)\d\s?-?(?:m|mc|µ|u)?g|gram`)

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
	r.count.Do(func() {
		r.counted = newHeld()
		for _, n := range counting {
			r.counted.read(r.statements[n].text())
		}
	})
	all := r.counted
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
