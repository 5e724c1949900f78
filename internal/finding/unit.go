package finding

import (
	"strconv"
	"strings"
)

// unitOf is a unit as it is written, with its kind and its one spelling.
type unitOf struct {
	kind measureKind
	unit string
}

// units are the units by their written words.
var units = func() map[string]unitOf {
	m := map[string]unitOf{}
	for unit, kind := range map[string]measureKind{
		"mg milligram milligrams mgs": aDose, "mcg µg ug microgram micrograms": aDose, "g gm gms gram grams": aDose,
		"ml cc mls milliliter milliliters ccs": aDose, "units iu unit": aDose,
		"mm millimeter millimeters": aLength, "cm centimeter centimeters": aLength, "in inch inches": aLength,
		"lb lbs pound pounds": aWeight, "kg kgs kilogram kilograms": aWeight,
		"hour hours hr hrs h": aDuration, "minute minutes min mins": aDuration, "day days d": aDuration, "week weeks wk wks": aDuration,
		"month months mo mos": aDuration, "year years yr yrs": aDuration,
		"% percent percentage pct": aPercent, "° degree degrees deg": anAngle,
	} {
		words := strings.Fields(unit)
		for _, w := range words {
			m[w] = unitOf{kind, words[0]}
		}
	}
	return m
}()

// counted are the things that records count, by the word that stands for each.
var counted = func() map[string]string {
	m := map[string]string{}
	for _, list := range []string{
		"visit visits session sessions appointment appointments", "injection injections shot shots", "tablet tablets tab tabs pill pills capsule capsules caps cap",
		"treatment treatments", "block blocks", "level levels", "surgery surgeries operation operations", "time times", "refill refills", "patch patches",
		"point points", "series", "episode episodes", "course courses", "month-supply", "repetition repetitions reps", "block-levels",
		"finger fingers", "flight flights", "block-walks", "study studies", "procedure procedures", "report reports", "child children",
	} {
		words := strings.Fields(list)
		for _, w := range words {
			m[w] = words[0]
		}
	}
	return m
}()

// latinFrequencies are how often a prescription says that a drug is taken.
var latinFrequencies = map[string]struct {
	low  float64
	unit string
}{
	"qd": {1, "/day"}, "qhs": {1, "/day"}, "bid": {2, "/day"}, "tid": {3, "/day"}, "qid": {4, "/day"},
	"daily": {1, "/day"}, "nightly": {1, "/day"}, "weekly": {1, "/week"}, "once": {1, "time"}, "twice": {2, "time"},
}

// betweenCount are words that may stand between a number and the thing counted.
var betweenCount = wordSet(`physical occupational aquatic therapy pt ot chiropractic acupuncture supervised formal prior previous more further additional
	completed attended authorized approved certified skilled post operative postoperative land based massage massages separate earlier office of the
	epidural steroid trigger lumbar cervical nerve hydrocodone work conditioning total different individual group psychotherapy cognitive behavioral`)

var perWords = map[string]string{"day": "/day", "daily": "/day", "week": "/week", "wk": "/week", "weekly": "/week", "month": "/month", "d": "/day", "night": "/day"}

// hasUnit reports whether a unit stands at i.
func hasUnit(ts []numberToken, i int) bool {
	if i >= len(ts) {
		return false
	}
	_, ok := units[ts[i].word]
	return ok
}

// takeUnit reads what the number at the tokens before i counts, and returns the
// token after it.
func (m *measure) takeUnit(ts []numberToken, i int) int {
	at := i
	if at < len(ts) && ts[at].word == "-" && ts[at].joined {
		at++
	}
	switch {
	case at >= len(ts):
		return i
	case m.takeScore(ts, i, &at), m.takeFrequency(ts, &at):
		return at
	}
	if end := yearsOld(ts, at); end > at {
		m.kind, m.unit = anAge, "year"
		return end
	}
	if u, ok := units[ts[at].word]; ok && !looksLikeUnit(ts, at) {
		m.kind, m.unit = u.kind, u.unit
		if u.kind == aDuration && (u.unit == "year" || u.unit == "month") && isAge(ts, at+1) {
			m.kind = anAge
		}
		return at + 1
	}
	for j := at; j < min(at+4, len(ts)); j++ {
		if thing, ok := counted[ts[j].word]; ok {
			m.kind, m.unit = aCount, thing
			return j + 1
		}
		if !betweenCount[ts[j].word] && ts[j].word != "-" {
			break
		}
	}
	return i
}

// looksLikeUnit reports whether the word at i looks like a unit and is none: “12 in all”.
func looksLikeUnit(ts []numberToken, i int) bool {
	return ts[i].word == "in" || ts[i].word == "d" && !ts[i].joined
}

// takeScore reads 7/10, 7 out of 10 and 4/5, but no dose such as 5/325.
func (m *measure) takeScore(ts []numberToken, i int, at *int) bool {
	j := i
	switch {
	case wordOf(ts, j) == "/" && ts[j].joined:
		j++
	case wordOf(ts, j) == "out" && wordOf(ts, j+1) == "of":
		j += 2
	default:
		return false
	}
	if j >= len(ts) || !ts[j].number {
		return false
	}
	of := ts[j].value
	if of >= 100 && of != 100 && m.low <= 60 {
		m.kind, m.unit = aDose, "mg"
		*at = i
		return true
	}
	m.kind, m.unit = aScore, "/"+strconv.FormatFloat(of, 'f', -1, 64)
	*at = j + 1
	return true
}

// takeFrequency reads “3 times a day”, “2x/week”, “4 a day” and “4/day”.
func (m *measure) takeFrequency(ts []numberToken, at *int) bool {
	j := *at
	if w := wordOf(ts, j); w == "x" || w == "times" || w == "time" {
		j++
	}
	switch wordOf(ts, j) {
	case "a", "per", "each", "every", "/":
		j++
	default:
		if j == *at || perWords[wordOf(ts, j)] == "" {
			return false
		}
	}
	unit := perWords[wordOf(ts, j)]
	if unit == "" {
		return false
	}
	m.kind, m.unit = aFrequency, unit
	*at = j + 1
	return true
}

// isAge reports whether “old” or “y/o” follows.
func isAge(ts []numberToken, i int) bool {
	if wordOf(ts, i) == "-" {
		i++
	}
	return wordOf(ts, i) == "old" || wordOf(ts, i) == "of" && wordOf(ts, i+1) == "age"
}

// yearsOld is the token after “yo” or “y/o” at i, or i where that does not stand there.
func yearsOld(ts []numberToken, i int) int {
	switch {
	case wordOf(ts, i) == "yo":
		return i + 1
	case wordOf(ts, i) == "y" && wordOf(ts, i+1) == "/" && wordOf(ts, i+2) == "o":
		return i + 3
	}
	return i
}

func wordOf(ts []numberToken, i int) string {
	if i < 0 || i >= len(ts) {
		return ""
	}
	return ts[i].word
}
