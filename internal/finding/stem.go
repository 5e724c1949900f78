package finding

import "strings"

// endings are taken from the end of a word, the longest first, where enough of it
// stays.
var endings = []string{"izations", "ational", "ization", "ations", "ements", "ically", "ional", "ation", "ement", "ments", "ances", "ences", "iness",
	"ions", "ment", "ness", "ance", "ence", "ally", "ings", "ives", "ical", "able", "ible", "ion", "ing", "ive", "ity", "ies", "ied", "ers",
	"ous", "ated", "ates", "ating", "est", "ate", "al", "ed", "es", "er", "ly", "ic", "y", "s", "e"}

// stem is the part of a word in lower case that its forms share, so that
// “improved” and “improvements” are one. It is cruder than Porter (1980): words of
// different sense may share a stem, so a check asks for more than one of them.
func stem(word string) string {
	if len(word) <= 4 {
		if len(word) == 4 && word[3] == 's' && word[2] != 's' {
			return word[:3]
		}
		return word
	}
	for range 3 {
		shorter := cutEnding(word)
		if shorter == word {
			break
		}
		word = shorter
	}
	return word
}

func cutEnding(word string) string {
	for _, end := range endings {
		if rest, ok := strings.CutSuffix(word, end); ok && len(rest) >= 4 {
			if n := len(rest); rest[n-1] == rest[n-2] && rest[n-1] != 's' && rest[n-1] != 'l' {
				rest = rest[:n-1]
			}
			return rest
		}
	}
	return word
}
