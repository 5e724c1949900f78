package search

import "strings"

// stem is the word as FTS5's porter tokenizer stores it, for a word in small
// letters. It follows Porter's algorithm (1980) with the departures of SQLite:
// the few rules that it words otherwise, and no stemming of words under 3 or
// over 64 bytes.
func stem(word string) string {
	if len(word) < 3 || len(word) > 64 {
		return word
	}
	b := stepPast([]byte(stepPlural(word)))
	if n := len(b); b[n-1] == 'y' && hasVowel(b[:n-1]) {
		b[n-1] = 'i'
	}
	b = replace(b, step2, 1)
	b = replace(b, step3, 1)
	b = replace(b, step4, 2)
	return string(stepEnd(b))
}

// stepPlural takes off the s of plurals (step 1a).
func stepPlural(w string) string {
	n := len(w)
	switch {
	case w[n-1] != 's' || w[n-2] == 's':
		return w
	case w[n-2] == 'e' && (n > 4 && w[n-4:n-2] == "ss" || n > 3 && w[n-3] == 'i'):
		return w[:n-2]
	}
	return w[:n-1]
}

// stepPast takes off -ed and -ing and mends what is left (step 1b).
func stepPast(b []byte) []byte {
	s := string(b)
	n := len(b)
	switch {
	case n > 3 && strings.HasSuffix(s, "eed"):
		if measure(b[:n-3]) > 0 {
			return b[:n-1]
		}
		return b
	case n > 2 && strings.HasSuffix(s, "ed") && hasVowel(b[:n-2]):
		b = b[:n-2]
	case n > 3 && strings.HasSuffix(s, "ing") && hasVowel(b[:n-3]):
		b = b[:n-3]
	default:
		return b
	}
	n = len(b)
	if n > 2 && (s[n-2:n] == "at" || s[n-2:n] == "bl" || s[n-2:n] == "iz") {
		return append(b, 'e')
	}
	last := b[n-1]
	switch {
	case n > 1 && last == b[n-2] && !isVowel(last, false) && strings.IndexByte("lsz", last) < 0:
		return b[:n-1]
	case measure(b) == 1 && endsShort(b):
		return append(b, 'e')
	}
	return b
}

// stepEnd takes off a last e and one of two l (step 5).
func stepEnd(b []byte) []byte {
	n := len(b)
	if b[n-1] == 'e' {
		if m := measure(b[:n-1]); m > 1 || m == 1 && !endsShort(b[:n-1]) {
			b, n = b[:n-1], n-1
		}
	}
	if n > 1 && b[n-1] == 'l' && b[n-2] == 'l' && measure(b[:n-1]) > 1 {
		return b[:n-1]
	}
	return b
}

// suffix is one rule: the ending and what takes its place.
type suffix struct{ end, with string }

// The rules of the steps 2 to 4. Of those with the same last letter but one the
// first that fits decides, even where its condition fails.
var (
	step2 = []suffix{
		{"ational", "ate"}, {"tional", "tion"}, {"enci", "ence"}, {"anci", "ance"}, {"izer", "ize"}, {"logi", "log"},
		{"bli", "ble"}, {"alli", "al"}, {"entli", "ent"}, {"eli", "e"}, {"ousli", "ous"}, {"ization", "ize"},
		{"ation", "ate"}, {"ator", "ate"}, {"alism", "al"}, {"iveness", "ive"}, {"fulness", "ful"},
		{"ousness", "ous"}, {"aliti", "al"}, {"iviti", "ive"}, {"biliti", "ble"},
	}
	step3 = []suffix{{"ical", "ic"}, {"ness", ""}, {"icate", "ic"}, {"iciti", "ic"}, {"ful", ""}, {"ative", ""}, {"alize", "al"}}
	step4 = []suffix{
		{"al", ""}, {"ance", ""}, {"ence", ""}, {"er", ""}, {"ic", ""}, {"able", ""}, {"ible", ""}, {"ant", ""},
		{"ement", ""}, {"ment", ""}, {"ent", ""}, {"ion", ""}, {"ou", ""}, {"ism", ""}, {"ate", ""}, {"iti", ""},
		{"ous", ""}, {"ive", ""}, {"ize", ""},
	}
)

// replace applies the first rule that fits, if the measure of what stands
// before the ending is at least least.
func replace(b []byte, rules []suffix, least int) []byte {
	for _, r := range rules {
		n := len(b) - len(r.end)
		if n <= 0 || string(b[n:]) != r.end {
			continue
		}
		if r.end == "ion" && b[n-1] != 's' && b[n-1] != 't' || measure(b[:n]) < least {
			return b
		}
		return append(b[:n], r.with...)
	}
	return b
}

func isVowel(c byte, yToo bool) bool {
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || yToo && c == 'y'
}

// measure counts the changes from vowels to consonants, up to 2. A y is a vowel
// after a consonant.
func measure(b []byte) int {
	count, consonant, seenVowel := 0, false, false
	for _, c := range b {
		consonant = !isVowel(c, consonant)
		if consonant && seenVowel {
			count++
			seenVowel = false
			if count == 2 {
				return 2
			}
		} else if !consonant {
			seenVowel = true
		}
	}
	return count
}

func hasVowel(b []byte) bool {
	for i, c := range b {
		if isVowel(c, i > 0) {
			return true
		}
	}
	return false
}

// endsShort reports whether the word ends in consonant, vowel, consonant, the
// last not w, x or y.
func endsShort(b []byte) bool {
	n := len(b)
	if n < 3 || strings.IndexByte("wxy", b[n-1]) >= 0 {
		return false
	}
	var kinds uint8
	consonant := false
	for _, c := range b {
		consonant = !isVowel(c, consonant)
		kinds <<= 1
		if consonant {
			kinds |= 1
		}
	}
	return kinds&7 == 5
}
