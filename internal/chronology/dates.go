// Package chronology proposes when a record was written, what it is and by whom,
// where one record ends and the next begins in a long PDF, and which dated reports
// the records name. It reads the printed words by rules that are data; every
// proposal says which words led to it and how sure it is, and none is ever a fact
// before a person has confirmed it.
package chronology

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"imr/internal/calendar"
)

// DateMention is a date as a text writes it, at the bytes Start up to but not
// including End.
type DateMention struct {
	Date       calendar.Date // the first of the month where it is not precise
	Start, End int
	Text       string
	Precise    bool // false where the text gives the month only
	YearGiven  bool // false where the year was taken from the context
}

// pivot parts the two-digit years: 39 is 2039, 40 is 1940.
const pivot = 40

const (
	monthName = `(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)`
	dayNumber = `(\d{1,2})(?:st|nd|rd|th)?`
	digit     = `[0-9OolI]` // scans give letters for 0 and 1
)

// dateForm is one way to write a date; parts are the submatches that hold the
// year, month and day, 0 for one that is not written.
type dateForm struct {
	pattern          *regexp.Regexp
	year, month, day int
	numeric          bool // stands among numbers that are no dates, so its surroundings are looked at
}

// dateForms are tried in order; a later one does not take what an earlier one took.
var dateForms = []dateForm{
	{regexp.MustCompile(`((?:19|20)\d\d) ?([-/.]) ?(\d{1,2}) ?([-/.]) ?(\d{1,2})`), 1, 3, 5, true},
	{regexp.MustCompile(`(` + digit + `{1,2}) ?([-/.]) ?(` + digit + `{1,2}) ?([-/.]) ?(` + digit + `{4}|` + digit + `{2})`), 5, 1, 3, true},
	{regexp.MustCompile(`(?i)\b` + monthName + `[.,]?[\s-]*\b` + dayNumber + `(?:\s*,\s*|[\s-]+)(\d{4})\b`), 3, 1, 2, false},
	{regexp.MustCompile(`(?i)\b` + monthName + `[.,]?[\s-]*\b` + dayNumber + `(?:\s*,\s*'?|\s+'|-)(\d\d)\b`), 3, 1, 2, false},
	{regexp.MustCompile(`(?i)\b` + dayNumber + `(?:\s+of\s+|[\s-]*)` + monthName + `[.,]?[\s-]*'?(\d{4}|\d\d)\b`), 3, 2, 1, false},
	{regexp.MustCompile(`(?i)\b` + monthName + `[.,]?(?:\s+of)?[\s-]+((?:19|20)\d\d)\b`), 2, 1, 0, false},
	{regexp.MustCompile(`(\d{1,2}) ?([-/]) ?((?:19|20)\d\d)`), 3, 1, 0, true},
}

// yearlessForms are the forms that need a year from the context.
var yearlessForms = []dateForm{
	{regexp.MustCompile(`(?i)\b` + monthName + `\.?\s+` + dayNumber + `\b`), 0, 1, 2, false},
	{regexp.MustCompile(`(?i)\b` + dayNumber + `(?:\s+of)?\s+` + monthName + `\b`), 0, 2, 1, false},
	{regexp.MustCompile(`(?i)\b(?:on|since|dated|until|through|visit|seen|dos|from|by)[: ] ?(\d{1,2})/(\d{1,2})\b`), 0, 1, 2, true},
}

// Dates lists the dates of the text in order, in every form that is usual in the
// United States, with their year. Two-digit years from 40 on are of the last
// century. Both separators of a numeric date must be the same; days that do not
// exist are no dates, nor are doses, fractions, levels, times, telephone and
// claim numbers.
func Dates(text string) []DateMention { return DatesNear(text, 0) }

// DatesNear is Dates with a year for dates that are written without one, such as
// “on 10/16” or “November 27”; these have YearGiven false. In the year 0 there are none.
func DatesNear(text string, year int) []DateMention {
	if !strings.ContainsAny(text, "0123456789") {
		return nil
	}
	var out []DateMention
	may := map[bool]bool{true: mayBeNumeric(text), false: mayNameMonth(text)}
	for _, form := range dateForms {
		if may[form.numeric] {
			out = form.find(out, text, 0)
		}
	}
	for _, form := range yearlessForms {
		if year > 0 && may[form.numeric] {
			out = form.find(out, text, year)
		}
	}
	slices.SortFunc(out, func(a, b DateMention) int { return a.Start - b.Start })
	return out
}

// mayBeNumeric is a quick look whether a separator stands between two numbers.
func mayBeNumeric(text string) bool {
	figure := func(i int) bool { return i >= 0 && i < len(text) && strings.IndexByte("0123456789OolI", text[i]) >= 0 }
	space := func(i int) bool { return i >= 0 && i < len(text) && text[i] == ' ' }
	for i := range len(text) {
		if b := text[i]; (b == '/' || b == '-' || b == '.') &&
			(figure(i-1) || space(i-1) && figure(i-2)) && (figure(i+1) || space(i+1) && figure(i+2)) {
			return true
		}
	}
	return false
}

// mayNameMonth is a quick look whether a word begins as the name of a month, or
// does so behind the ending of a number, as in 4thMay.
func mayNameMonth(text string) bool {
	for i := 0; i+3 <= len(text); i++ {
		if i > 0 && isLetter(text[i-1]) && strings.IndexByte("tdhTDH", text[i-1]) < 0 {
			continue
		}
		if monthNumbers[string([]byte{text[i] | 0x20, text[i+1] | 0x20, text[i+2] | 0x20})] > 0 {
			return true
		}
	}
	return false
}

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

// find adds to the list the dates of the form that do not overlap those in it.
func (f dateForm) find(list []DateMention, text string, year int) []DateMention {
	for at := 0; at < len(text); {
		m := f.pattern.FindStringSubmatchIndex(text[at:])
		if m == nil {
			break
		}
		for i := range m {
			if m[i] >= 0 {
				m[i] += at
			}
		}
		d, ok := f.read(text, m, year)
		if ok && !overlaps(list, d) {
			list, at = append(list, d), d.End
			continue
		}
		_, size := utf8.DecodeRuneInString(text[m[0]:])
		at = m[0] + size
		for at < len(text) && isDigit(text[at]) && isDigit(text[at-1]) {
			at++
		}
	}
	return list
}

func overlaps(list []DateMention, d DateMention) bool {
	return slices.ContainsFunc(list, func(o DateMention) bool { return o.Start < d.End && d.Start < o.End })
}

// read makes a date of a match; false where it is none.
func (f dateForm) read(text string, m []int, year int) (DateMention, bool) {
	group := func(i int) string {
		if i == 0 {
			return ""
		}
		return text[m[2*i]:m[2*i+1]]
	}
	start := m[0]
	if f.numeric {
		start = m[2] // the cue before a date without a year is no part of it
		if !f.separatorsMatch(group) || !standsAlone(text, start, m[1]) || !mostlyDigits(text[start:m[1]]) {
			return DateMention{}, false
		}
	}
	if f.year == 0 && f.numeric && isScore(group(f.month), group(f.day)) {
		return DateMention{}, false
	}
	out := DateMention{Start: start, End: m[1], Text: text[start:m[1]], Precise: f.day > 0, YearGiven: f.year > 0}
	day := 1
	if f.day > 0 {
		day = numberOf(group(f.day))
	}
	if f.year > 0 {
		year = yearOf(group(f.year))
	}
	var ok bool
	out.Date, ok = dateOf(year, monthOf(group(f.month)), day)
	return out, ok
}

func (f dateForm) separatorsMatch(group func(int) string) bool {
	return f.year == 0 || f.day == 0 || group(2) == group(4)
}

// isScore reports whether month/day may as well be so many of five or ten.
func isScore(n, of string) bool { return of == "5" || of == "10" || numberOf(n) == numberOf(of) }

// unit matches what makes numbers before it a dose or measure.
var unit = regexp.MustCompile(`(?i)^\s?(mg|mcg|ml|mm|cm|lbs?|gm|%|units?\b|tabs?\b|/\d)`)

// standsAlone reports whether the numbers at text[start:end] are not a part of a
// longer number and no dose.
func standsAlone(text string, start, end int) bool {
	before, after := text[:start], text[end:]
	r, _ := utf8.DecodeLastRuneInString(before)
	switch {
	case before == "":
	case isDigit(before[len(before)-1]) || strings.ContainsRune("/.#$§", r):
		return false
	case unicode.IsLetter(r) && r < utf8.RuneSelf && !labelledClose(before):
		return false
	case r == '-' && !rangeBefore(before):
		return false
	}
	if after == "" {
		return true
	}
	next, _ := utf8.DecodeRuneInString(after)
	if unicode.IsDigit(next) || unicode.IsLetter(next) || unit.MatchString(after) {
		return false
	}
	followed := len(after) > 1 && isDigit(after[1])
	separator := separatorOf(text[start:end])
	return !followed || after[0] != separator && (after[0] != '-' || separator == '/') && after[0] != '.' && after[0] != ':'
}

// labelledClose reports whether a label stands right before, as in DOS10/16/12.
func labelledClose(before string) bool {
	for _, label := range []string{"DOS", "DOB", "DOI", "Date"} {
		if strings.HasSuffix(before, label) {
			return true
		}
	}
	return false
}

var rangeStart = regexp.MustCompile(`(^|\D)\d{1,2}/\d{1,2}(/\d{2,4})?-$|[\s(]-$`)

// rangeBefore reports whether the hyphen at the end joins two dates.
func rangeBefore(before string) bool {
	return before == "-" || rangeStart.MatchString(before[max(0, len(before)-longestDate):])
}

// longestDate is more bytes than a numeric date and a hyphen have.
const longestDate = 14

func separatorOf(date string) byte {
	if i := strings.IndexAny(date, "/-."); i >= 0 {
		return date[i]
	}
	return 0
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// mostlyDigits allows for two letters read for digits.
func mostlyDigits(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters <= 2
}

var readAsDigits = strings.NewReplacer("O", "0", "o", "0", "l", "1", "I", "1")

func numberOf(s string) int {
	n, err := strconv.Atoi(readAsDigits.Replace(s))
	if err != nil {
		return 0
	}
	return n
}

func yearOf(s string) int {
	n := numberOf(s)
	switch {
	case len(s) > 2:
		return n
	case n < pivot:
		return 2000 + n
	}
	return 1900 + n
}

var monthNumbers = map[string]time.Month{"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
	"jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12}

func monthOf(s string) time.Month {
	if len(s) > 2 {
		return monthNumbers[strings.ToLower(s[:3])]
	}
	return time.Month(numberOf(s))
}

// dateOf is the day, and whether it exists in the years that records can be of.
func dateOf(year int, month time.Month, day int) (calendar.Date, bool) {
	t := time.Date(year, month, day, 12, 0, 0, 0, time.UTC)
	ok := year >= 1900 && year < 2100 && t.Year() == year && t.Month() == month && t.Day() == day
	return calendar.Date{Year: year, Month: month, Day: day}, ok
}
