package copies

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// digits maps letters that are read for digits to these.
var digits = strings.NewReplacer("O", "0", "o", "0", "l", "1", "I", "1", "|", "1", "S", "5", "B", "8", "Z", "2", "G", "6", "g", "9")

// unread stands in a number for a letter that is no digit's lookalike.
const unread = '?'

// isNumeric reports whether a word is a number or date, alone or with a unit or
// spinal level, rather than a word with a letter read as a digit.
func isNumeric(word string) bool {
	figures, letters := 0, 0
	for _, r := range word {
		switch {
		case unicode.IsDigit(r):
			figures++
		case unicode.IsLetter(r):
			letters++
		}
	}
	return figures > 0 && figures >= letters || figures > 1 && unicode.IsDigit(rune(word[0]))
}

// number is the number or date in a word, without its unit and punctuation, with
// letters read for digits put right; false where there is none.
func number(word string) (string, bool) {
	word = strings.TrimFunc(typography.Replace(word), isPunctuation)
	if !isNumeric(word) {
		return "", false
	}
	mended := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unread
		}
		return r
	}, digits.Replace(word))
	return strings.TrimFunc(mended, func(r rune) bool { return !unicode.IsDigit(r) }), true
}

// months are the beginnings of their names.
var months = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// numbers are those among the words. October 16, 2013 is one number, a date.
func numbers(words []string) []string {
	var out []string
	for i := 0; i < len(words); i++ {
		if day, ok := writtenDate(words[i:]); ok {
			out = append(out, day)
			i += 2
		} else if n, ok := number(words[i]); ok {
			out = append(out, n)
		}
	}
	return out
}

// writtenDate is the date with a month in letters with which the words begin.
func writtenDate(words []string) (string, bool) {
	if len(words) < 3 || len(words[0]) < 3 {
		return "", false
	}
	month := slices.Index(months, strings.ToLower(words[0])[:3])
	day, okDay := number(words[1])
	year, okYear := number(words[2])
	if month < 0 || !okDay || !okYear || len(day) > 2 || len(year) != 4 {
		return "", false
	}
	return fmt.Sprintf("%02d/%02s/%s", month+1, day, year), true
}

// date matches what number leaves of one.
var date = regexp.MustCompile(`^[0-9?]{1,2}([/.-])[0-9?]{1,2}[/.-]([0-9?]{2}|[0-9?]{4})$`)

// stampNumbers is how many numbers a stamp or the noise of a scan may add to a page.
const stampNumbers = 4

// window is how many numbers further on a misread one is looked for.
const window = 8

// agreement is the share of their numbers and dates that two pages have in common,
// 0 to 1, given in page order. A number also agrees with one that a bad scan may
// have made of it. Where each page has every date of the other, numbers that one of
// them lacks do not count: bad scans lose columns of a table. Neither do the few
// that a stamp adds. Pages without numbers agree. Days differ where each page has a
// date that the other lacks: then they tell of two visits, however alike they are.
func agreement(x, y []string) (share float64, daysDiffer bool) {
	if len(x)+len(y) == 0 {
		return 1, false
	}
	restX, restY := without(x, y), without(y, x)
	both := len(x) - len(restX)
	from := 0
	for i, a := range restX {
		for j := from; j < min(from+window, len(restY)); j++ {
			if mayBeMisread(a, restY[j]) {
				restX[i], restY[j] = "", ""
				both, from = both+1, j+1
				break
			}
		}
	}
	lostX, lostY := slices.ContainsFunc(restX, date.MatchString), slices.ContainsFunc(restY, date.MatchString)
	share = 2 * float64(both) / float64(len(x)+len(y))
	fewer, more := min(len(x), len(y)), max(len(x), len(y))
	if fewer > 0 && (more-fewer <= stampNumbers || !lostX && !lostY) {
		share = float64(both) / float64(fewer)
	}
	return share, lostX && lostY
}

// without is the list x less the members that y has as well, each as often as y has it.
func without(x, y []string) []string {
	count := map[string]int{}
	for _, n := range y {
		count[n]++
	}
	var rest []string
	for _, n := range x {
		if count[n]--; count[n] < 0 {
			rest = append(rest, n)
		}
	}
	return rest
}

// alike are the digits that scans take for each other.
var alike = strings.NewReplacer("8", "3", "7", "1", "6", "5")

// mayBeMisread reports whether a bad scan may have made one number of the other:
// it lost a stroke or a point between the digits, could not read some of the
// signs, or took one for its lookalike.
func mayBeMisread(x, y string) bool {
	if len(x) != len(y) {
		return bare(x) == bare(y)
	}
	if !date.MatchString(x) { // of two days that are nearly alike each may be right
		x, y = alike.Replace(x), alike.Replace(y)
	}
	differ := 0
	for i := range x {
		if x[i] == y[i] {
			continue
		}
		if x[i] != unread && y[i] != unread {
			return false
		}
		differ++
	}
	return 2*differ <= len(x)
}

// bare is a number without the signs between its digits.
func bare(x string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, x)
}
