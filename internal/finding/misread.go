package finding

import "strings"

// Limits of what a machine may have misread and a quote still stands: one letter
// of twelve, and no digit, for a wrong digit is another fact. A digit may only be
// read as the letter that looks like it.
const (
	lettersPerError = 12
	shortestMisread = 8 // characters; a shorter quote must stand as it is
	forbidden       = 1 << 20
)

// lookalikes are what OCR takes for each other.
var lookalikes = []string{"0o", "1li", "5s", "8b", "2z", "6g"}

// misread reports whether the quote stands in the text up to a few wrong letters.
// It is the search for an approximate pattern of Sellers (1980), in time of the
// length of the quote times that of the text. Both are in the form of fold.
func misread(quote, text string) bool {
	q := []rune(quote)
	most := len(q) / lettersPerError
	if len(q) < shortestMisread {
		return false
	}
	if most == 0 {
		most = 1
	}
	column := make([]int, len(q)+1)
	for i, r := range q {
		column[i+1] = column[i] + leftOut(r)
	}
	for _, r := range text {
		diagonal := column[0]
		for i, want := range q {
			cost := min(diagonal+exchange(want, r), column[i+1]+leftOut(r), column[i]+leftOut(want))
			diagonal, column[i+1] = column[i+1], cost
		}
		if column[len(q)] <= most {
			return true
		}
	}
	return false
}

// leftOut is the cost of a sign that only one side has.
func leftOut(r rune) int {
	if r >= '0' && r <= '9' || r == barrier {
		return forbidden
	}
	return 1
}

// exchange is the cost of one sign in the place of another.
func exchange(a, b rune) int {
	if a == b {
		return 0
	}
	for _, alike := range lookalikes {
		if strings.ContainsRune(alike, a) && strings.ContainsRune(alike, b) {
			return 1
		}
	}
	return max(leftOut(a), leftOut(b))
}
