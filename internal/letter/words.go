package letter

import (
	"fmt"
	"strings"

	"imr/internal/casefile"
	"imr/internal/review"
)

// lines are the lines of a text that are not empty.
func lines(s string) []string {
	var out []string
	for _, l := range strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n") {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// and joins words as a sentence does: a, b and c.
func and(words []string) string { return joined(words, " and ") }

// joined joins words with commas and before the last one with another word.
func joined(words []string, last string) string {
	switch n := len(words); n {
	case 0:
		return ""
	case 1:
		return words[0]
	default:
		return strings.Join(words[:n-1], ", ") + last + words[n-1]
	}
}

// closed is the text with a full stop, unless it ends a sentence already.
func closed(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".?!") {
		return s
	}
	return s + "."
}

// filled joins what is not empty.
func filled(sep string, parts ...string) string {
	var out []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, sep)
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

var outcomeWords = map[review.ItemDecision]string{review.Upheld: "Upheld", review.Overturned: "Overturned", "": "Not decided"}

var sourceWords = map[casefile.DocumentSource]string{
	"employee": "Employee", "representative": "Representative", "claims_administrator": "Claims administrator", "provider": "Provider",
}
