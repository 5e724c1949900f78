package letter

import (
	"regexp"
	"strings"
)

// PlainGrade is the school grade that the worker's part should read at or below: LC
// 4610.6(d) asks for layperson's terms.
const PlainGrade = 8.0

var (
	sentenceEnd = regexp.MustCompile(`[.:?!]+(?:\s|$)`)
	wordForm    = regexp.MustCompile(`[A-Za-z’]+`)
	vowels      = regexp.MustCompile(`[aeiouy]+`)
	legalNumber = regexp.MustCompile(`\(8 CCR [^)]*\)|4610\.6\(h\)`)
)

// Grade is the Flesch-Kincaid grade of an English text:
// 0.39 × words/sentences + 11.8 × syllables/words − 15.59. Syllables are groups of
// vowels, a silent e at the end apart; numbers of laws are left out.
func Grade(s string) float64 {
	s = legalNumber.ReplaceAllString(s, "")
	words := wordForm.FindAllString(strings.ToLower(s), -1)
	if len(words) == 0 {
		return 0
	}
	syllables := 0
	for _, w := range words {
		n := len(vowels.FindAllString(w, -1))
		if n > 1 && strings.HasSuffix(w, "e") && !strings.HasSuffix(w, "le") {
			n--
		}
		syllables += max(n, 1)
	}
	n := float64(len(words))
	return 0.39*n/float64(max(len(sentenceEnd.FindAllString(s, -1)), 1)) + 11.8*float64(syllables)/n - 15.59
}

// Grade is that of the worker's part in English, without its headings and what only
// names things, with a name of four words in each place.
func (t Template) Grade() float64 {
	var all []string
	for _, key := range []string{"uphold", "overturn", "partial", "opening", "means-upheld", "means-overturned", "means-overturned-past",
		"next-authorize", "next-pay", "next-stands", "appeal"} {
		text := strings.ReplaceAll(t.Text(English, key), "{{ur_act}}", "turned down")
		text = strings.NewReplacer("{{authorize_days}}", "5", "{{pay_days}}", "20", "{{appeal_days}}", "30").Replace(text)
		all = append(all, placeForm.ReplaceAllString(strings.ReplaceAll(text, "**", ""), "Example Claims Services"))
	}
	return Grade(strings.Join(all, " "))
}
