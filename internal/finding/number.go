package finding

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// numberToken is a word, a number or a sign of a text as numbers are read from it.
type numberToken struct {
	start, end int
	word       string // in lower case; "" for a number in figures
	value      float64
	figures    bool // written in figures
	number     bool // in figures or in words
	joined     bool // nothing stands before it but the token before
}

// numberWords are the numbers that are written in words.
var numberWords = map[string]float64{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
	"twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12,
	"hundred": 100,
}

// numberTokens parts the text into words, numbers and signs.
func numberTokens(text string) []numberToken {
	out := make([]numberToken, 0, len(text)/5+1)
	last := -1
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		t := numberToken{start: i, joined: i == last}
		switch {
		case r >= '0' && r <= '9', r == '.' && i+1 < len(text) && isFigure(text[i+1]) && !t.joined:
			t.end = endOfFigures(text, i)
			t.value, t.figures = valueOf(text[i:t.end]), true
			t.number = true
		case r == ' ' || r == '\n' || r == '\t' || r == '\r':
			i += size
			continue
		case alnum(r):
			t.end = endOfWord(text, i)
			t.word = strings.ToLower(text[i:t.end])
			t.value, t.number = numberWords[t.word]
		default:
			t.end, t.word = i+size, text[i:i+size]
		}
		out = append(out, t)
		i, last = t.end, t.end
	}
	return out
}

func isFigure(b byte) bool { return '0' <= b && b <= '9' }

// endOfFigures is the end of the number at i: 1,500 and 7.5 are one, and so is .5.
func endOfFigures(text string, i int) int {
	start, dots := i, 0
	for i < len(text) {
		switch {
		case isFigure(text[i]):
		case text[i] == '.' && dots == 0 && i+1 < len(text) && isFigure(text[i+1]):
			dots++
		case text[i] == ',' && dots == 0 && i > start && i-start <= 3 && threeFigures(text[i+1:]):
		default:
			return i
		}
		i++
	}
	return i
}

func threeFigures(s string) bool {
	return len(s) >= 3 && isFigure(s[0]) && isFigure(s[1]) && isFigure(s[2]) && (len(s) == 3 || !isFigure(s[3]))
}

func endOfWord(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !alnum(r) || r >= '0' && r <= '9' {
			break
		}
		i += size
	}
	return i
}

func valueOf(figures string) float64 {
	v, err := strconv.ParseFloat(strings.ReplaceAll(figures, ",", ""), 64)
	if err != nil {
		return 0
	}
	return v
}

// numbersIn lists the numbers of the text with their units.
func numbersIn(text string) []measure {
	tokens := numberTokens(text)
	var out []measure
	for i := 0; i < len(tokens); {
		if !startsNumber(tokens, i) {
			if f, ok := latinFrequencies[tokens[i].word]; ok {
				out = append(out, measure{kind: aFrequency, start: tokens[i].start, end: tokens[i].end, low: f.low, high: f.low, unit: f.unit})
			}
			i++
			continue
		}
		m, next := numberAt(tokens, i)
		out = append(out, m)
		i = next
	}
	return out
}

// startsNumber reports whether a number of its own begins at i: not the 2 of PR-2,
// S1 or D.O.B., and no word “one” that stands for a thing.
func startsNumber(ts []numberToken, i int) bool {
	t := ts[i]
	switch {
	case !t.number || t.word == "hundred" || t.word == "dozen":
		return false
	case t.word == "one":
		return !notCounted[wordOf(ts, i+1)] && !oneAfter[wordOf(ts, i-1)]
	case !t.joined || i == 0:
		return true
	}
	before := ts[i-1]
	if before.word == "-" || before.word == "/" || before.word == "." {
		return i < 2 || !ts[i-1].joined || ts[i-2].number
	}
	return before.word == "x" || !isWord(before.word)
}

var (
	notCounted = wordSet("of that which who is was can may would should thing another more")
	oneAfter   = wordSet("no any this that the each every another only which some")
)

func isWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s != "" && alnum(r)
}

// numberAt reads the number that begins at i, with the other end of a range and
// its unit, and the token after it.
func numberAt(ts []numberToken, i int) (measure, int) {
	low, next := wholeNumber(ts, i)
	m := measure{kind: aNumber, start: ts[i].start, low: low, high: low}
	if j, ok := rangeTo(ts, next); ok && !hasUnit(ts, next) {
		m.high, next = wholeNumber(ts, j)
		if m.high < m.low {
			m.high, next = m.low, j-1
		}
	}
	m.end = ts[next-1].end
	next = m.takeUnit(ts, next)
	m.end = max(m.end, ts[next-1].end)
	return m, next
}

// wholeNumber reads a number that may be of two words, such as twenty-five.
func wholeNumber(ts []numberToken, i int) (float64, int) {
	v, next := ts[i].value, i+1
	if ts[i].figures {
		return v, next
	}
	if next < len(ts) && ts[next].word == "hundred" {
		return v * 100, next + 1
	}
	if v < 20 || int(v)%10 != 0 {
		return v, next
	}
	if next+1 < len(ts) && ts[next].word == "-" {
		next++
	}
	if next < len(ts) && ts[next].number && !ts[next].figures && ts[next].value < 10 {
		return v + ts[next].value, next + 1
	}
	return v, i + 1
}

// rangeTo is the token of the second number where “-”, “to” or “or” leads to one.
func rangeTo(ts []numberToken, next int) (int, bool) {
	if next+1 >= len(ts) || !ts[next+1].number {
		return 0, false
	}
	switch ts[next].word {
	case "-", "–", "—", "to", "or":
		return next + 1, true
	}
	return 0, false
}
