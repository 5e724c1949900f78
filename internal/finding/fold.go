package finding

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"imr/internal/casefile"
)

// folded is a text reduced to what counts when a quote is compared with a page:
// lower case, no white space but between two numbers, no hyphens within words, no
// punctuation but within numbers, one spelling of every sign. The slices have an
// entry for each byte of text.
type folded struct {
	text  string
	gap   []bool  // something that parts words was left out before the byte
	from  []int32 // index into words
	words []casefile.Word
}

// barrier is a word that no quote runs across.
const barrier = '\x1e'

// fold reduces the words to their comparable form.
func fold(words []casefile.Word) folded {
	stream, from := make([]rune, 0, 8*len(words)), make([]int32, 0, 8*len(words))
	for i, w := range words {
		for _, r := range w.Text {
			stream = expand(stream, r)
		}
		for len(from) < len(stream) {
			from = append(from, int32(i))
		}
		stream, from = append(stream, ' '), append(from, int32(i))
	}
	f := folded{words: words, gap: make([]bool, 0, len(stream)), from: make([]int32, 0, len(stream))}
	var b strings.Builder
	gap, last := true, rune(0)
	emit := func(r rune, i int) {
		for range utf8.RuneLen(r) {
			f.gap, f.from = append(f.gap, gap), append(f.from, from[i])
		}
		b.WriteRune(r)
		gap, last = false, r
	}
	for i, r := range stream {
		if !counts(stream, i) {
			gap = true
			continue
		}
		if gap && unicode.IsDigit(last) && unicode.IsDigit(r) {
			emit(' ', i)
			gap = true
		}
		emit(r, i)
	}
	f.text = b.String()
	return f
}

func foldString(s string) folded {
	var words []casefile.Word
	for _, w := range strings.Fields(s) {
		words = append(words, casefile.Word{Text: w})
	}
	return fold(words)
}

// counts reports whether the rune at i has a part in the comparison.
func counts(s []rune, i int) bool {
	r, prev, next := s[i], at(s, i-1), at(s, i+1)
	switch {
	case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == barrier, r == '°':
		return true
	case r == '-': // a hyphen of L5-S1 or 6-7 counts even at a line end, one of re-port does not
		return unicode.IsDigit(next) || unicode.IsDigit(solid(s, i, -1)) && alnum(solid(s, i, +1))
	case r == '.':
		return unicode.IsDigit(next) && !unicode.IsLetter(prev)
	case r == ',' || r == ':':
		return unicode.IsDigit(next) && unicode.IsDigit(prev)
	case r == '\'':
		return unicode.IsDigit(prev) || alnum(prev) && alnum(next)
	case r == '"':
		return unicode.IsDigit(prev)
	case unicode.IsSpace(r) || strings.ContainsRune(";!?()[]{}*|_•·‣∙", r):
		return false
	}
	return !unicode.In(r, unicode.So, unicode.Co, unicode.Cc, unicode.Cf, unicode.Cs)
}

func at(s []rune, i int) rune {
	if i < 0 || i >= len(s) {
		return ' '
	}
	return s[i]
}

// solid is the next rune from i in the direction that is no white space.
func solid(s []rune, i, step int) rune {
	for i += step; i >= 0 && i < len(s); i += step {
		if !unicode.IsSpace(s[i]) {
			return s[i]
		}
	}
	return ' '
}

func alnum(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// expand appends the rune in the spelling that is compared.
func expand(stream []rune, r rune) []rune {
	if r < utf8.RuneSelf && r != '\x02' && r != '`' {
		return append(stream, unicode.ToLower(r))
	}
	if s, ok := oneSpelling[r]; ok {
		if r != '±' && strings.Contains(s, "/") && unicode.IsDigit(at(stream, len(stream)-1)) {
			stream = append(stream, ' ') // 1½ is 1 1/2
		}
		return append(stream, []rune(s)...)
	}
	switch {
	case r >= '！' && r <= '～': // full width forms
		r -= 0xFEE0
	case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Cf, r):
		return stream
	case unicode.IsSpace(r):
		r = ' '
	}
	return append(stream, unicode.ToLower(r))
}

// oneSpelling gives signs and letters that print alike, or that stand for others,
// one form. PDF engines write a hyphen at a line end as U+0002 or U+FFFE.
var oneSpelling = func() map[rune]string {
	m := map[rune]string{
		'ﬀ': "ff", 'ﬁ': "fi", 'ﬂ': "fl", 'ﬃ': "ffi", 'ﬄ': "ffl", 'ﬅ': "st", 'ﬆ': "st",
		'½': "1/2", '¼': "1/4", '¾': "3/4", '⅓': "1/3", '⅔': "2/3", '⅛': "1/8", '⅜': "3/8", '⅝': "5/8", '⅞': "7/8",
		'…': "...", '±': "+/-", '≥': ">=", '≤': "<=", '™': "", '®': "", '©': "", '′': "'", '″': `"`, '⁄': "/", '∕': "/",
		'Æ': "ae", 'æ': "ae", 'Œ': "oe", 'œ': "oe", 'ß': "ss", 'Ø': "o", 'ø': "o",
	}
	for to, from := range map[string]string{
		"-": "\x02\uFFFE\u00AD‐‑‒–—―−﹣", "'": "‘’‚‛`´ʼ", `"`: "“”„‟«»", "x": "×✕✖", "u": "µμùúûüÙÚÛÜ", "°": "º˚",
		"0": "⁰₀", "1": "¹₁", "2": "²₂", "3": "³₃", "4": "⁴₄", "5": "⁵₅", "6": "⁶₆", "7": "⁷₇", "8": "⁸₈", "9": "⁹₉",
		"a": "àáâãäåÀÁÂÃÄÅ", "c": "çÇ", "e": "èéêëÈÉÊË", "i": "ìíîïÌÍÎÏ", "n": "ñÑ", "o": "òóôõöÒÓÔÕÖ",
		"y": "ýÿÝ",
	} {
		for _, r := range from {
			m[r] = to
		}
	}
	return m
}()
