package finding

import (
	"math"
	"regexp"
	"slices"
	"strings"

	"imr/internal/calendar"
	"imr/internal/chronology"
)

// hasDate reports whether the day, or the month, is there. A day without a year
// counts where its year stands elsewhere.
func (h *held) hasDate(d chronology.DateMention) bool {
	day, md := d.Date, yearDay{d.Date.Month, d.Date.Day}
	switch {
	case !d.YearGiven:
		return h.days[md] || h.loose[md]
	case d.Precise:
		return h.dates[day] || h.loose[md] && h.years[day.Year]
	}
	monthAndYear := h.loose[yearDay{day.Month, day.Year % 100}] // 5/13
	return h.months[month{day.Year, day.Month}] || h.names[day.Month] && h.years[day.Year] || monthAndYear || h.looseMonth(day)
}

// looseMonth reports whether a day of the month stands there without its year.
func (h *held) looseMonth(day calendar.Date) bool {
	if !h.years[day.Year] {
		return false
	}
	for md := range h.loose {
		if md.month == day.Month {
			return true
		}
	}
	return false
}

// isDay reports whether the words name the day, as far as they go.
func isDay(d chronology.DateMention, day calendar.Date) bool {
	switch {
	case day.IsZero():
		return false
	case !d.YearGiven:
		return d.Date.Month == day.Month && d.Date.Day == day.Day
	case d.Precise:
		return d.Date == day
	}
	return d.Date.Year == day.Year && d.Date.Month == day.Month
}

// partOfDay reports whether a number may be the day of a date: “July 2 and 9”.
func (h *held) partOfDay(v float64) bool {
	for _, days := range []map[yearDay]bool{h.days, h.loose} {
		for d := range days {
			if float64(d.day) == v {
				return true
			}
		}
	}
	return false
}

// hasLevel reports whether the level is there: a segment as such or by both of its
// vertebrae, a vertebra or root also as an end of a segment.
func (h *held) hasLevel(m measure) bool {
	l := m.level
	return h.levels[l.String()] || h.vertebrae[l.From] && (l.From == l.To || h.levels[l.From.String()] && h.levels[l.To.String()])
}

// hasExactly reports whether the measure is there in the same kind and unit.
func (h *held) hasExactly(m measure) bool {
	switch m.kind {
	case aDate:
		return h.dates[m.date.Date] || !m.date.Precise && h.hasDate(m.date)
	case aLevel:
		return h.levels[m.level.String()]
	}
	same := func(f figure) bool { return f.kind == m.kind && f.unit == m.unit }
	return slices.ContainsFunc(h.figures[m.low], same) && slices.ContainsFunc(h.figures[m.high], same)
}

// hasFigures reports whether both ends of the measure are there.
func (h *held) hasFigures(m measure) bool {
	return h.hasFigure(m, m.low) && h.hasFigure(m, m.high)
}

func (h *held) hasFigure(m measure, v float64) bool {
	for _, f := range h.figures[v] {
		if h.fits(m, v, f) {
			return true
		}
	}
	for _, c := range conversions {
		if c.kind != m.kind || c.from != m.unit {
			continue
		}
		for _, f := range h.figures[round(v*c.times)] {
			if f.kind == m.kind && f.unit == c.to {
				return true
			}
		}
	}
	return h.inHours(m, v) || h.inWords(m, v)
}

// inHours reports whether so many times a day is there as every so many hours, or
// the other way round.
func (h *held) inHours(m measure, v float64) bool {
	switch {
	case v <= 0:
		return false
	case m.kind == aFrequency && m.unit == "/day":
		return h.figureOf(24/v, aDuration, "hour")
	}
	return m.kind == aDuration && m.unit == "hour" && h.figureOf(24/v, aFrequency, "/day")
}

func round(v float64) float64 { return math.Round(v*1e6) / 1e6 }

// conversions are the ways to say one amount in another unit.
var conversions = []struct {
	kind     measureKind
	from, to string
	times    float64
}{
	{aDose, "g", "mg", 1000}, {aDose, "mg", "g", .001}, {aDose, "mg", "mcg", 1000}, {aDose, "mcg", "mg", .001},
	{aLength, "cm", "mm", 10}, {aLength, "mm", "cm", .1}, {aDuration, "week", "day", 7}, {aDuration, "day", "week", 1. / 7},
	{aDuration, "year", "month", 12}, {aDuration, "month", "year", 1. / 12}, {aDuration, "month", "week", 4}, {aDuration, "week", "month", .25},
	{aDuration, "month", "day", 30}, {aDuration, "day", "month", 1. / 30}, {aDuration, "hour", "minute", 60}, {aDuration, "minute", "hour", 1. / 60}, {aDuration, "day", "hour", 24}, {aDuration, "hour", "day", 1. / 24},
	{aFrequency, "/week", "/day", 1. / 7},
}

// countedAlike are things counted for which records use more than one word.
var countedAlike = map[string]string{"visit": "visit", "treatment": "visit", "injection": "injection", "block": "injection", "procedure": "injection", "shot": "injection"}

// small is the least number that is rare enough on a page to be known without its unit.
const small = 13

// fits reports whether a number of the same value may be the one that is meant.
func (h *held) fits(m measure, v float64, f figure) bool {
	switch {
	case f.kind == m.kind && f.unit == m.unit, m.kind == aNumber:
		return true
	case f.kind == aCount && m.kind == aCount:
		return countedAlike[f.unit] != "" && countedAlike[f.unit] == countedAlike[m.unit] || f.unit == "time" || m.unit == "time"
	case f.kind == aFrequency && (m.kind == aCount || m.kind == aFrequency), f.kind == aCount && m.kind == aFrequency:
		return true
	case m.kind == aDose && f.kind == aCount && f.unit == "tablet": // Hydrocodone-APAP 5-325 tab
		return true
	case f.kind != aNumber:
		return f.kind == anAge && m.kind == aDuration || m.kind == anAge && f.kind == aDuration && f.unit == m.unit || (f.kind == aScore || f.kind == outOf) && m.kind == aCount || f.kind == aLength && f.unit == "in"
	}
	switch m.kind {
	case aScore, anAngle, anAge:
		return true
	case aFrequency:
		return h.namesWord(m.unit)
	}
	return v >= small || v != math.Trunc(v) || h.namesUnit(m)
}

// namesUnit reports whether the unit of the measure is named anywhere.
func (h *held) namesUnit(m measure) bool {
	if m.unit == "time" {
		return true
	}
	for _, w := range append(shortFor[m.unit], writtenAs[m.unit]...) {
		if h.words[w] {
			return true
		}
	}
	return false
}

// shortFor are words and signs by which records count without naming what they count.
var shortFor = map[string][]string{"tablet": {"#", "qty", "quantity", "disp", "po", "qhs", "bid", "tid", "qid", "prn", "qd"},
	"visit": {"pt", "ot", "tx", "acu", "chiro", "sess"}, "treatment": {"pt", "ot", "tx", "acu", "chiro", "sess"},
	"injection": {"inj", "esi", "tfesi", "tpi", "mbb"}, "block": {"inj", "mbb"}, "lb": {"#"}, "child": {"kid", "kids"}}

// writtenAs is the written words of each unit and thing counted.
var writtenAs = func() map[string][]string {
	m := map[string][]string{}
	for w, u := range units {
		m[u.unit] = append(m[u.unit], w)
	}
	for w, thing := range counted {
		m[thing] = append(m[thing], w)
		if group := countedAlike[thing]; group != "" {
			for _, other := range []string{"visit", "treatment", "injection", "block", "procedure"} {
				if other != thing && countedAlike[other] == group {
					m[other] = append(m[other], w)
				}
			}
		}
	}
	return m
}()

// inWords knows amounts that records give in words.
func (h *held) inWords(m measure, v float64) bool {
	switch {
	case m.kind == aPercent && v == 50:
		return h.words["half"]
	case m.kind == aPercent && v == 100:
		return h.words["complete"] || h.words["completely"] || h.words["full"]
	case m.kind == aDuration && v == 1:
		return h.namesUnit(m)
	case m.kind == aDuration && m.unit == "week" && v == 2, m.kind == aDuration && m.unit == "day" && v == 14:
		return h.words["fortnight"]
	case m.kind == aFrequency && v == 1:
		return h.words["once"] || h.words["one"] || h.words["a"] && h.namesWord(m.unit)
	case m.unit == "time" && v <= 2:
		return true
	case m.kind == aLength && m.unit == "in":
		return h.words[`"`]
	}
	return v <= 4 && h.words[[...]string{"", "i", "ii", "iii", "iv"}[int(max(v, 0))]] && m.kind == aNumber
}

func (h *held) namesWord(unit string) bool {
	for w, u := range perWords {
		if u == unit && h.words[w] {
			return true
		}
	}
	return false
}

// dosesOf lists the doses, in mg, that stand behind the drug.
func (h *held) dosesOf(drug string) map[float64]bool {
	of := map[float64]bool{}
	for v, fs := range h.figures {
		for _, f := range fs {
			if f.drug != "" && includes(f.drug, drug) && f.isDose() {
				of[inMilligrams(v, f.unit)] = true
			}
		}
	}
	return of
}

// otherDose reports whether the text gives the dose to a drug of which only other
// doses are there.
func (h *held) otherDose(m measure, text string) bool {
	drug := drugBeside(drugsIn(text), m, text)
	if drug == "" || !strings.HasSuffix(m.unit, "g") {
		return false
	}
	of := h.dosesOf(drug)
	return len(of) > 0 && !(of[inMilligrams(m.low, m.unit)] && of[inMilligrams(m.high, m.unit)])
}

var aDay = regexp.MustCompile(`(?i)^\W{0,3}(?:of [\w-]+ )?(?:(?:a|per|each|every|/)\s?(?:day|dose|time)|daily|in total|total|in all|at (?:once|bedtime|night))`)

// multiple reports whether a dose a day is so many of a dose that is there.
func (h *held) multiple(m measure, text string) bool {
	if !aDay.MatchString(head(text[m.end:], 40)) {
		return false
	}
	for v, fs := range h.figures {
		times := m.high / v
		if v > 0 && times == math.Trunc(times) && times >= 2 && times <= 8 && slices.ContainsFunc(fs, func(f figure) bool {
			return f.isDose() && (f.unit == m.unit || f.kind != aDose)
		}) {
			return true
		}
	}
	return false
}

// isDose reports whether the number is a dose, or may be one beside a drug.
func (f figure) isDose() bool {
	return f.kind == aDose && strings.HasSuffix(f.unit, "g") || f.drug != "" && (f.kind == aNumber || f.kind == aCount && f.unit == "tablet")
}

func inMilligrams(v float64, unit string) float64 {
	switch unit {
	case "g":
		return round(v * 1000)
	case "mcg":
		return round(v / 1000)
	}
	return v
}
