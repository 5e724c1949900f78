package search

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is a token of a text as FTS5's unicode61 tokenizer cuts it.
type word struct {
	text       string // in small letters, without accents
	start, end int    // byte offsets in the text
}

// split cuts a text into its words.
func split(text string) []word {
	var list []word
	start := -1
	for i, r := range text {
		if isWordRune(r) || start >= 0 && isAccent(r) {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			list = append(list, word{fold(text[start:i]), start, i})
			start = -1
		}
	}
	if start >= 0 {
		list = append(list, word{fold(text[start:]), start, len(text)})
	}
	return list
}

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Co, r)
}

// isAccent reports whether the rune is a mark over the letter before it.
func isAccent(r rune) bool { return 0x300 <= r && r <= 0x36f }

// fold is the word in small letters without accents.
func fold(s string) string {
	plain := true
	for i := range len(s) {
		plain = plain && s[i] < utf8.RuneSelf && (s[i] < 'A' || s[i] > 'Z')
	}
	if plain {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if r = unicode.ToLower(r); r == 'µ' {
			r = 'μ' // the sign of micro is the Greek letter to FTS5
		}
		if p, ok := unaccented[r]; ok {
			b.WriteByte(p)
		} else if !isAccent(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// unaccented is the plain letter of each accented one of western languages.
var unaccented = func() map[rune]byte {
	m := map[rune]byte{}
	for plain, accented := range map[byte]string{
		'a': "àáâãäåāăą", 'c': "çćĉċč", 'd': "ď", 'e': "èéêëēĕėęě", 'g': "ĝğġģ", 'h': "ĥ", 'i': "ìíîïĩīĭį",
		'j': "ĵ", 'k': "ķ", 'l': "ĺļľ", 'n': "ñńņň", 'o': "òóôõöōŏő", 'r': "ŕŗř", 's': "śŝşš", 't': "ţť",
		'u': "ùúûüũūŭůűų", 'w': "ŵ", 'y': "ýÿŷ", 'z': "źżž",
	} {
		for _, r := range accented {
			m[r] = plain
		}
	}
	return m
}()

// texts is the words without their places.
func texts(words []word) []string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = w.text
	}
	return list
}
