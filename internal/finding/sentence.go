package finding

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentence is a sentence of a draft as it stands there, without outer white
// space; at is its place in bytes.
type sentence struct {
	text string
	at   int
}

var (
	sentenceEnd = regexp.MustCompile(`[.!?]+["'”’)\]]*\s+|\n\s*\n|\n[ \t]*(?:[-•*]|\d{1,2}[.)])[ \t]`)
	shortForm   = regexp.MustCompile(`(?i)(?:^|[\s(])(?:dr|mr|mrs|ms|vs|e\.g|i\.e|cf|approx|pp|p|sec|ch|fig|ed|vol|art|jr|sr|st|ca|no|dept|` +
		`jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec|[a-z]|m\.d|d\.o|d\.c|u\.s|et al)\.\s*$`)
)

// sentences parts a text at full stops, blank lines and the marks of a list. A
// full stop after a short form or an initial ends nothing, nor does one before a
// small letter.
func sentences(text string) []sentence {
	var out []sentence
	start := 0
	add := func(end int) {
		if s := strings.TrimSpace(text[start:end]); s != "" {
			lead := len(text[start:end]) - len(strings.TrimLeftFunc(text[start:end], unicode.IsSpace))
			out = append(out, sentence{s, start + lead})
		}
		start = end
	}
	for _, m := range sentenceEnd.FindAllStringIndex(text, -1) {
		if text[m[0]] == '\n' {
			add(m[0])
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[m[1]:])
		if !unicode.IsLower(next) && !endsShort(text[start:m[1]], next) {
			add(m[1])
		}
	}
	add(len(text))
	return out
}

// endsShort reports whether the full stop at the end of s belongs to a short form.
// “No.” is one only before a number.
func endsShort(s string, next rune) bool {
	form := strings.ToLower(strings.TrimSpace(shortForm.FindString(tail(s, 16))))
	if strings.TrimLeft(form, "(") == "no." {
		return unicode.IsDigit(next)
	}
	return form != ""
}
