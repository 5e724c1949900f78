package copies

import (
	"strings"
	"unicode"
)

// keyLetters is how many letters of a word count in a shingle. The beginnings of
// four words in a row still say which passage it is, and a letter misread further
// on in a word spoils nothing.
const keyLetters = 4

// lookalikes maps each sign that a reader of scans takes for another to one sign
// of its class. Upper case is folded before.
var lookalikes = strings.NewReplacer("rn", "m", "vv", "w", "cl", "d", "0", "o", "q", "o", "1", "l", "i", "l", "|", "l", "!", "l", "j", "l",
	"5", "s", "$", "s", "8", "b", "6", "b", "h", "b", "2", "z", "9", "g", "e", "c", "y", "v", "u", "v", "n", "m", "f", "t")

// plain is the word in lower case with typographic signs made simple and
// punctuation cut off at both ends. Of a word without letters and digits the signs
// for positive and negative are left; it is empty for other rules and bullets.
func plain(word string) string {
	word = exact(word)
	if trimmed := strings.TrimFunc(word, isPunctuation); trimmed != "" {
		return trimmed
	}
	return strings.Map(func(r rune) rune {
		if r == '-' {
			return r
		}
		return -1
	}, word)
}

// exact is the word in lower case with typographic signs made simple.
func exact(word string) string { return typography.Replace(strings.ToLower(word)) }

// isPunctuation leaves out the plus, for a reflex of 2+ and a test that is + are findings.
func isPunctuation(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '+' }

var typography = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "–", "-", "—", "-", "‐", "-", "−", "-", "ﬁ", "fi", "ﬂ", "fl")

// misreadKey is a plain word with every letter replaced by that of its class, so
// that a word and its misreading mostly have the same key.
func misreadKey(word string) string { return lookalikes.Replace(word) }

// shingleKey is the part of a plain word that counts in a shingle. All numbers
// count alike: whether those of two pages agree is asked apart.
func shingleKey(word string) string {
	if isNumeric(word) {
		return "#"
	}
	key := misreadKey(word)
	n := 0
	for i := range key {
		if n++; n > keyLetters {
			return key[:i]
		}
	}
	return key
}
