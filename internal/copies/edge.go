package copies

import (
	"regexp"
	"strings"

	"imr/internal/casefile"
)

// edgeLines is how many of the author's lines at the top and at the foot of a page
// may stand outside of a line that was put there on the way.
const edgeLines = 3

// transit matches lines that a fax machine, a scanner or a copy service prints on
// a page: the copy has another one than the original.
var transit = []*regexp.Regexp{
	regexp.MustCompile(`(?i)\bfax(ed)?\b.*\d`),
	regexp.MustCompile(`(?i)\b(from|to)\b ?:.*\d{1,2}:\d\d`),
	regexp.MustCompile(`(?i)\d{1,2}:\d\d(:\d\d)? ?([ap]\.?m\.?)?.*\b(p|pg|page|pages)\b[.: ]{0,2}\d`),
	regexp.MustCompile(`(?i)\b(p|pg|page)\b[.: ]{0,2}\d+ ?(/|of) ?\d+.*\d{1,2}:\d\d`),
	regexp.MustCompile(`(?i)^(received|rcvd|scanned|printed|printed on|date received)\b.*\d`),
	regexp.MustCompile(`(?i)^[a-z]{2,12}[ -_]?(\d{5,8}|0\d{3})$`), // Bates number
}

// authored are the words of the page without the lines that were printed on it
// on its way and without its page number.
func authored(p casefile.Page) []string {
	var words []string
	onWay := onTheWay(p)
	for i, w := range p.Words {
		if !onWay[i] {
			words = append(words, w.Text)
		}
	}
	return words
}

// onTheWay says of each word of the page whether it stands in a line that was
// printed on it on its way, or in its page number.
func onTheWay(p casefile.Page) []bool {
	var starts []int
	for i, w := range p.Words {
		if i == 0 || w.Line != p.Words[i-1].Line {
			starts = append(starts, i)
		}
	}
	out := make([]bool, len(p.Words))
	line := func(n int) (first, end int) {
		if n+1 < len(starts) {
			return starts[n], starts[n+1]
		}
		return starts[n], len(p.Words)
	}
	for _, step := range []int{1, -1} { // from the top down and from the foot up
		n := 0
		if step < 0 {
			n = len(starts) - 1
		}
		for authored := 0; n >= 0 && n < len(starts) && authored < edgeLines; n += step {
			first, end := line(n)
			if !inTransit(textOf(p.Words[first:end])) {
				authored++
				continue
			}
			for i := first; i < end; i++ {
				out[i] = true
			}
		}
	}
	return out
}

func textOf(words []casefile.Word) (out []string) {
	for _, w := range words {
		out = append(out, w.Text)
	}
	return out
}

var pageNumber = regexp.MustCompile(`(?i)^(page|pg|p)?[. ]{0,2}\d{1,4}( ?(of|/) ?\d{1,4})?$`)

func inTransit(line []string) bool {
	if len(line) > 16 {
		return false
	}
	text := strings.Join(line, " ")
	if pageNumber.MatchString(text) {
		return true
	}
	for _, rule := range transit {
		if rule.MatchString(text) {
			return true
		}
	}
	return false
}
