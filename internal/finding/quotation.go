package finding

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// quotation is a quote ready to be looked for: as a whole, or in the pieces that
// its ellipses part it into.
type quotation struct {
	whole  string
	pieces []string
}

var ellipsis = regexp.MustCompile(`[\[(]\s*(?:\.\s?\.\s?\.|…)\s*[\])]|\.\s?\.\s?\.+|…`)

func newQuotation(quote string) quotation {
	q := quotation{whole: foldString(quote).text}
	for _, p := range ellipsis.Split(quote, -1) {
		if t := foldString(p).text; t != "" {
			q.pieces = append(q.pieces, t)
		}
	}
	return q
}

// empty reports whether there is nothing to look for.
func (q quotation) empty() bool { return len(q.pieces) == 0 }

// in finds the quote in the text and returns its first and last word there. The
// pieces must follow each other in order; no piece may begin or end within a word
// or a number.
func (q quotation) in(f folded) (first, last int, ok bool) {
	if i := f.index(q.whole, 0); i >= 0 {
		return int(f.from[i]), int(f.from[i+len(q.whole)-1]), true
	}
	pos := 0
	for n, piece := range q.pieces {
		i := f.index(piece, pos)
		if i < 0 {
			return 0, 0, false
		}
		if n == 0 {
			first = int(f.from[i])
		}
		pos = i + len(piece)
		last = int(f.from[pos-1])
	}
	return first, last, len(q.pieces) > 0
}

// index is the place of the first whole occurrence of piece from pos on, or -1.
func (f folded) index(piece string, pos int) int {
	for piece != "" && pos <= len(f.text) {
		i := strings.Index(f.text[pos:], piece)
		if i < 0 {
			return -1
		}
		i += pos
		if !f.within(i) && !f.within(i+len(piece)) {
			return i
		}
		_, size := utf8.DecodeRuneInString(f.text[i:])
		pos = i + size
	}
	return -1
}

// within reports whether the place lies inside of a word or a number.
func (f folded) within(i int) bool {
	if i == 0 || i >= len(f.text) || f.gap[i] {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(f.text[:i])
	after, size := utf8.DecodeRuneInString(f.text[i:])
	switch {
	case before == '.' || before == ',': // folded text keeps them within numbers only
		return true
	case after == '.' || after == ',':
		next, _ := utf8.DecodeRuneInString(f.text[i+size:])
		return unicode.IsDigit(before) && unicode.IsDigit(next)
	case unicode.IsDigit(before) && unicode.IsLetter(after): // 5mm, L5S1
		return false
	}
	return alnum(before) && alnum(after)
}
