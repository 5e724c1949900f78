package finding

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"
	"time"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/chronology"
	"imr/internal/dictionary"
)

// held is the exact things that a text of the records says, ready to be asked
// whether a fact of the draft is among them. It is generous: what may be meant counts.
type held struct {
	dates     map[calendar.Date]bool
	months    map[month]bool
	days      map[yearDay]bool // of any year
	loose     map[yearDay]bool // written without a year
	names     map[time.Month]bool
	years     map[int]bool
	figures   map[float64][]figure
	levels    map[string]bool // as LevelMention.String gives them
	vertebrae map[dictionary.Vertebra]bool
	words     map[string]bool
	sessions  []float64 // visits that a frequency comes to
	heads     bool      // a table has a column for each side of the body
}

type month struct {
	year  int
	month time.Month
}

type yearDay struct {
	month time.Month
	day   int
}

// figure is a number of the records, one end of a range.
type figure struct {
	kind measureKind
	unit string
	drug string // named right before it, "" where none is
}

// outOf is the kind of what a score is out of.
const outOf measureKind = "out of"

func newHeld() *held {
	return &held{map[calendar.Date]bool{}, map[month]bool{}, map[yearDay]bool{}, map[yearDay]bool{}, map[time.Month]bool{}, map[int]bool{},
		map[float64][]figure{}, map[string]bool{}, map[dictionary.Vertebra]bool{}, map[string]bool{}, nil, false}
}

// anyYear is a leap year, by which dates without one are read.
const anyYear = 2000

// heldBy reads a page; of one that a machine read, letters that look like figures
// count as such too.
func heldBy(p *casefile.Page, text string) *held {
	h := newHeld()
	h.read(text)
	if p.Reading.ByOCR() {
		h.read(asFigures(text))
		h.read(asLetters(text))
	}
	return h
}

func (h *held) read(text string) {
	drugs := drugsIn(text)
	h.readLooseDates(text)
	h.heads = h.heads || bothHeads.MatchString(text)
	skip := notFigures(text)
	for _, m := range amountsNear(text, anyYear) {
		switch m.kind {
		case aDate:
			h.addDate(m.date)
		case aLevel:
			h.addLevel(m.level)
		default:
			if !within(skip, m.start) {
				h.addFigures(m, drugBeside(drugs, m, text))
			}
		}
	}
	h.readShorthand(text)
	eachWord(text, func(word string, _, _ int) { h.words[word] = true })
	for _, sign := range []string{"%", "°", "#", `"`, "'"} {
		h.words[sign] = h.words[sign] || strings.Contains(text, sign)
	}
}

// readDays reads only the days, months and years.
func (h *held) readDays(text string) {
	h.readLooseDates(text)
	for _, d := range chronology.DatesNear(text, anyYear) {
		h.addDate(d)
	}
}

// readLevels reads only the levels of the spine.
func (h *held) readLevels(text string) {
	for _, l := range dictionary.Levels(text) {
		h.addLevel(l)
	}
}

// addDate adds a day or a month, with or without its year.
func (h *held) addDate(d chronology.DateMention) {
	switch {
	case !d.YearGiven:
		h.loose[yearDay{d.Date.Month, d.Date.Day}] = true
	case d.Precise:
		h.addDay(d.Date)
	default:
		h.months[month{d.Date.Year, d.Date.Month}] = true
		h.years[d.Date.Year] = true
	}
}

func (h *held) addDay(d calendar.Date) {
	if d.IsZero() {
		return
	}
	h.dates[d] = true
	h.months[month{d.Year, d.Month}] = true
	h.days[yearDay{d.Month, d.Day}] = true
	h.years[d.Year] = true
}

var (
	monthDay  = regexp.MustCompile(`\d{1,2}/\d{1,2}`)
	monthList = regexp.MustCompile(`(?i)\b(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s*(\d{1,2}(?:st|nd|rd|th)?\b(?:\s*(?:,|and|&|-|–|to|through)\s*\d{1,2}(?:st|nd|rd|th)?\b)*)?`)
	yearAlone = regexp.MustCompile(`\b(?:19|20)\d\d\b|['’]\d\d\b`)
	figuresIn = regexp.MustCompile(`\d+`)
)

// readLooseDates reads months, years and days that no full date holds: “7/1 to
// 7/15/13”, “July 2, 9 and 16”, “since 2012”.
func (h *held) readLooseDates(text string) {
	for _, m := range monthDay.FindAllStringIndex(text, -1) {
		if before, after := tail(text[:m[0]], 1), head(text[m[1]:], 1); !partOfNumber(before) && !partOfNumber(after) {
			first, second, _ := strings.Cut(text[m[0]:m[1]], "/")
			h.addLoose(first, second)
		}
	}
	for _, m := range monthList.FindAllStringSubmatch(text, -1) {
		name := monthNumber[strings.ToLower(m[1])[:3]]
		h.names[name] = true
		for _, day := range figuresIn.FindAllString(m[2], -1) {
			h.addLoose(strconv.Itoa(int(name)), day)
		}
	}
	for _, y := range yearAlone.FindAllString(text, -1) {
		n, _ := strconv.Atoi(strings.TrimLeft(y, "'’"))
		if n < 100 {
			n += 2000
		}
		h.years[n] = true
	}
}

func partOfNumber(s string) bool { return s != "" && strings.Contains("0123456789/", s) }

var monthNumber = map[string]time.Month{"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12}

func (h *held) addLoose(monthText, dayText string) {
	m, _ := strconv.Atoi(monthText)
	d, _ := strconv.Atoi(dayText)
	if m >= 1 && m <= 12 && d >= 1 && d <= 31 {
		h.loose[yearDay{time.Month(m), d}] = true
	}
}

func (h *held) addLevel(l dictionary.LevelMention) {
	h.levels[l.String()] = true
	h.vertebrae[l.From], h.vertebrae[l.To] = true, true
}

// addFigures adds both ends of the measure, what a score is out of, and the parts
// of a combined drug such as 5-325.
func (h *held) addFigures(m measure, drug string) {
	f := figure{m.kind, m.unit, drug}
	for _, v := range []float64{m.low, m.high} {
		h.figures[v] = append(h.figures[v], f)
	}
	if of, found := strings.CutPrefix(m.unit, "/"); m.kind == aScore && found {
		if v, err := strconv.ParseFloat(of, 64); err == nil {
			h.figures[v] = append(h.figures[v], figure{kind: outOf})
		}
	}
}

var (
	pageFooter = regexp.MustCompile(`(?i)\bpage\s*:?\s*\d+(?:\s*(?:of|/)\s*\d+)?`)
	listMark   = regexp.MustCompile(`(?m)(?:^|[.;:]\s)\s*(\(?\d{1,2}[.)])\s`)
)

// notFigures are the places of numbers that count pages or the entries of a list.
func notFigures(text string) [][]int {
	return append(pageFooter.FindAllStringIndex(text, -1), listMark.FindAllStringIndex(text, -1)...)
}

func within(places [][]int, at int) bool {
	for _, p := range places {
		if p[0] <= at && at < p[1] {
			return true
		}
	}
	return false
}

var (
	mixedWord   = regexp.MustCompile(`\S*\d\S*`)
	likeFigures = strings.NewReplacer("O", "0", "o", "0", "l", "1", "I", "1", "|", "1", "Z", "2", "S", "5", "B", "8")
	isLevelWord = regexp.MustCompile(`^[(]?[CTLScdtls]\d`)
)

// asFigures writes letters as the figures that they may be, in words that have a figure.
func asFigures(text string) string {
	return mixedWord.ReplaceAllStringFunc(text, func(w string) string {
		if isLevelWord.MatchString(w) || strings.ContainsAny(w, "mM") {
			return unitEnd.ReplaceAllStringFunc(w, likeFigures.Replace)
		}
		return likeFigures.Replace(w)
	})
}

// unitEnd is the part of a word such as 1Omg that is the number.
var unitEnd = regexp.MustCompile(`^[\dOolI|ZSB.,]*\d[\dOolI|.,]*`)

// place is where a text names a concept.
type place struct {
	start, end int
	concept    string
}

// drugReach is how many bytes after a drug's name its dose may stand.
const drugReach = 40

var ofDrug = regexp.MustCompile(`^\s(?:of\s)?$`)

// drugBeside is the drug that the number belongs to: that after it in “10 mg of
// dexamethasone”, else the last one before it; or "".
func drugBeside(drugs []place, m measure, text string) string {
	before, after := "", ""
	for _, d := range drugs {
		switch {
		case d.end <= m.start && m.start-d.end <= drugReach:
			before = d.concept
		case d.start > m.end && d.start-m.end <= 4 && ofDrug.MatchString(text[m.end:d.start]):
			if after = d.concept; d.start-m.end > 1 {
				return after
			}
		}
	}
	return cmp.Or(before, after)
}

// drugsIn lists where the text names a drug.
func drugsIn(text string) []place {
	var out []place
	for _, m := range mentionsIn(text) {
		if isDrug(m.concept) {
			out = append(out, place{m.start, m.end, m.concept})
		}
	}
	return out
}

func isDrug(concept string) bool {
	c, _ := dictionary.Standard().Concept(concept)
	return c.Class == "drugs"
}
