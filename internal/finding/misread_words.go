package finding

import (
	"regexp"
	"strings"
	"unicode"

	"imr/internal/casefile"
)

// exchanges are what OCR reads for each other within a word: the first was read,
// the second stood there.
var exchanges = [][2]string{{"1", "l"}, {"1", "i"}, {"I", "l"}, {"l", "i"}, {"0", "o"}, {"5", "s"}, {"8", "b"}, {"|", "l"}, {"rn", "m"}, {"cl", "d"}, {"vv", "w"}, {"ii", "u"}}

// misreadMentions lists concepts that a page read by OCR names in words with wrong
// letters, such as “physica1 therapy” or “sparn”, beside those that it names plainly.
//
// Limits: one sort of wrong letter is put right at a time.
func misreadMentions(p *casefile.Page, text string, plain []mention) []mention {
	if !p.Reading.ByOCR() && !hasMixedWord(text) {
		return plain
	}
	have := map[string]bool{}
	for _, m := range plain {
		have[m.concept] = true
	}
	out := plain
	add := func(read string) {
		for _, m := range mentionsIn(read) {
			if !have[m.concept] && !m.ambiguous && m.end-m.start > 4 {
				have[m.concept] = true
				m.start, m.end = min(m.start, len(text)), min(m.end, len(text))
				out = append(out, m)
			}
		}
	}
	for _, e := range exchanges {
		if strings.Contains(text, e[0]) {
			add(withinWords(text, e[0], e[1]))
		}
	}
	if torn := tornWord.ReplaceAllString(text, "$1$2"); torn != text {
		add(torn)
	}
	return out
}

// tornWord is a word that a line end parted and a machine read as one line.
var tornWord = regexp.MustCompile(`(\pL)- (\pL)`)

// hasMixedWord reports whether a word of the text has a figure between letters.
func hasMixedWord(text string) bool {
	for i := 1; i+1 < len(text); i++ {
		if (isFigure(text[i]) || text[i] == '|') && isLetter(text[i-1]) && isLetter(text[i+1]) {
			return true
		}
	}
	return false
}

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

// withinWords puts the one string in the place of the other in every word of at
// least four characters that is made of letters but for it.
func withinWords(text, read, stood string) string {
	var b strings.Builder
	for i := 0; i < len(text); {
		end := i
		for end < len(text) && !unicode.IsSpace(rune(text[end])) {
			end++
		}
		word := text[i:end]
		if core := strings.Trim(word, ".,;:()"); len(core) >= 4 && strings.Contains(core, read) && allLetters(strings.ReplaceAll(core, read, "")) {
			word = strings.ReplaceAll(word, read, stood)
		}
		b.WriteString(word)
		if end < len(text) {
			b.WriteByte(text[end])
			end++
		}
		i = end
	}
	return b.String()
}

func allLetters(s string) bool {
	for i := range len(s) {
		if !isLetter(s[i]) && s[i] != '-' {
			return false
		}
	}
	return len(s) >= 3
}
