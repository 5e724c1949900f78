package finding

import (
	"regexp"
	"strings"
	"unicode"
)

// leastWords is the length from which the grade of a text says something.
const leastWords = 15

// gradeOf is the school grade in which a text is read with ease, by Kincaid,
// Fishburne, Rogers and Chissom (1975): 0.39 words a sentence and 11.8 syllables a
// word, less 15.59. It is not told of a text with too few words.
func gradeOf(text string) (grade float64, told bool) {
	text = head(text, 10*longestAsserted)
	var words, syllables int
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
		words++
		syllables += syllablesOf(w)
	}
	if words < leastWords {
		return 0, false
	}
	ends := max(1, len(sentences(text)))
	return .39*float64(words)/float64(ends) + 11.8*float64(syllables)/float64(words) - 15.59, true
}

var (
	vowels = regexp.MustCompile(`[aeiouy]+`)
	// mute matches endings whose e is not spoken.
	mute = regexp.MustCompile(`(?:[^aeiouylr]|[^l]r|[aeiouy]l)es?$|[^tdaeiou]ed$`)
	// sounded matches endings whose e is spoken after all, and vowels that stand for two.
	sounded     = regexp.MustCompile(`(?:[sxz]|ch|sh|[cg])es$|[^aeiou]les?$`)
	spokenApart = regexp.MustCompile(`i[ao]|[aeiouy]ing|eo|ua|uou|ya`)
	oneIn       = regexp.MustCompile(`[cst]i[ao]|gi[ao]n?|tua|q?ua[lrt]|eous`)
)

// syllablesOf counts the syllables of a word by its letters.
func syllablesOf(word string) int {
	w := strings.ToLower(word)
	n := len(vowels.FindAllString(w, -1))
	if mute.MatchString(w) && !sounded.MatchString(w) {
		n--
	}
	n += len(spokenApart.FindAllString(w, -1)) - len(oneIn.FindAllString(w, -1))
	return max(1, n)
}
