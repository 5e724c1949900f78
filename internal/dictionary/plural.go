package dictionary

import "strings"

// plural is the regular plural of the word, and false where it has none that
// could be told from another word.
func plural(word string) (string, bool) {
	n := len(word)
	if n < 2 || !isLetters(word) {
		return "", false
	}
	switch {
	case strings.HasSuffix(word, "sis"), strings.HasSuffix(word, "xis"):
		return word[:n-2] + "es", true
	case strings.HasSuffix(word, "itis"):
		return "", false
	case hasAnySuffix(word, "s", "x", "z", "ch", "sh"):
		return word + "es", true
	case strings.HasSuffix(word, "y") && !strings.ContainsRune("aeiou", rune(word[n-2])):
		return word[:n-1] + "ies", true
	}
	return word + "s", true
}

func hasAnySuffix(word string, suffixes ...string) bool {
	for _, s := range suffixes {
		if strings.HasSuffix(word, s) {
			return true
		}
	}
	return false
}

func isLetters(word string) bool {
	for i := range len(word) {
		if classOf[word[i]] != letter {
			return false
		}
	}
	return true
}

// plurals is the form's words with its noun in the plural: the last word, or
// the one before "of", as in "tears of the meniscus".
func plurals(words []string) [][]string {
	var list [][]string
	for i, word := range words {
		last := i == len(words)-1
		if !last && words[i+1] != "of" && words[i+1] != "to" && words[i+1] != "with" {
			continue
		}
		if many, ok := plural(word); ok {
			changed := append([]string(nil), words...)
			changed[i] = many
			list = append(list, changed)
		}
	}
	return list
}
