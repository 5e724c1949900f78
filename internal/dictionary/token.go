package dictionary

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// gap is what stands between a token and the one before it.
type gap uint8

const (
	gapBreak  gap = iota // something that no form runs across
	gapPlain             // white space within a paragraph, hyphens, dashes
	gapSlash             // a slash or an ampersand
	gapHyphen            // a hyphen at the end of a line
)

// token is a run of letters and digits. A dotted abbreviation such as p.r.n. is
// one token; a possessive 's belongs to none.
type token struct {
	start, end int // in the text
	next       int // where what follows the token begins: behind a possessive or a last dot
	gap        gap // before the token
	dotted     bool
}

// columnGap is the most that may part two words of a line, in bytes; what is
// further apart stands in different columns.
const columnGap = 8

// scanner reads the tokens of a text one by one.
type scanner struct {
	text string
	at   int
	key  []byte // of the last token: lower case, without accents and dots
}

// next is the next token, and false at the end of the text.
func (s *scanner) next() (token, bool) {
	t := token{gap: s.skip()}
	if s.at >= len(s.text) {
		return token{}, false
	}
	t.start = s.at
	s.key = s.key[:0]
	s.word()
	t.end, t.next = s.at, s.at
	if s.dotted(t.end - t.start) {
		t.dotted, t.end = true, s.at
		if s.at < len(s.text) && s.text[s.at] == '.' {
			s.at++
		}
	}
	s.possessive()
	t.next = s.at
	return t, true
}

// word takes the letters and digits at the current place into the key.
func (s *scanner) word() {
	for s.at < len(s.text) {
		b := s.text[s.at]
		switch c := classOf[b]; {
		case c == letter:
			s.key = append(s.key, b|0x20)
			s.at++
		case c == digit:
			s.key = append(s.key, b)
			s.at++
		case c == wide:
			r, n := utf8.DecodeRuneInString(s.text[s.at:])
			if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
				return
			}
			s.key = utf8.AppendRune(s.key, plainLetter(r))
			s.at += n
		default:
			return
		}
	}
}

// dotted goes on from a single letter over ".x.y" and reports whether it did.
// What follows must not be a word: "E. coli" and "J.Smith" are none.
func (s *scanner) dotted(width int) bool {
	if width != 1 || classOf[s.key[0]] != letter {
		return false
	}
	at := s.at
	for at+1 < len(s.text) && s.text[at] == '.' && classOf[s.text[at+1]] == letter {
		if at+2 < len(s.text) && classOf[s.text[at+2]] != other {
			return false
		}
		at += 2
	}
	for i := s.at + 1; i < at; i += 2 {
		s.key = append(s.key, s.text[i]|0x20)
	}
	moved := at > s.at
	s.at = at
	return moved
}

func (s *scanner) possessive() {
	rest := s.text[s.at:]
	if rest == "" || rest[0] != '\'' && rest[0] != "’"[0] {
		return
	}
	for _, mark := range [...]string{"'s", "’s", "'S", "’S"} {
		if strings.HasPrefix(rest, mark) && (len(rest) == len(mark) || classOf[rest[len(mark)]] == other) {
			s.at += len(mark)
			return
		}
	}
}

// skip moves to the next letter or digit and says what was passed.
func (s *scanner) skip() gap {
	from, lines, g := s.at, 0, gapPlain
	if from == 0 {
		g = gapBreak
	}
	if len(s.key) == 1 && strings.HasPrefix(s.text[from:], ". ") {
		s.at++ // an initial, as in H. pylori
	}
	for s.at < len(s.text) {
		b := s.text[s.at]
		switch classOf[b] {
		case letter, digit:
			return s.joined(from, g)
		case wide:
			r, n := utf8.DecodeRuneInString(s.text[s.at:])
			if unicode.IsLetter(r) || unicode.IsNumber(r) {
				return s.joined(from, g)
			}
			if !strings.ContainsRune("\u00a0\u00ad\u2010\u2011\u2012\u2013\u2014’", r) {
				g = gapBreak
			}
			s.at += n
			continue
		}
		switch b {
		case '\n':
			if lines++; lines > 1 {
				g = gapBreak
			}
		case '/', '&':
			if g != gapBreak {
				g = gapSlash
			}
		case ' ', '\t', '\r', '-', '\'':
		default:
			g = gapBreak
		}
		s.at++
	}
	return gapBreak
}

// joined finds a hyphen at the end of a line in the gap that began at from, and
// a gap too wide to lie within a form.
func (s *scanner) joined(from int, g gap) gap {
	passed := s.text[from:s.at]
	if g == gapPlain && (strings.HasPrefix(passed, "-\n") || strings.HasPrefix(passed, "-\r\n")) {
		return gapHyphen
	}
	if len(passed) > columnGap && !strings.Contains(passed, "\n") {
		return gapBreak
	}
	return g
}

// The kinds of bytes in a text.
const (
	other = iota
	letter
	digit
	wide // part of a character beyond ASCII
)

var classOf = func() (class [256]uint8) {
	for b := range class {
		switch {
		case b >= utf8.RuneSelf:
			class[b] = wide
		case 'a' <= b|0x20 && b|0x20 <= 'z':
			class[b] = letter
		case '0' <= b && b <= '9':
			class[b] = digit
		}
	}
	return class
}()

// plainLetter is the letter in lower case without its accent.
func plainLetter(r rune) rune {
	const accented, plain = "áàâäãåçéèêëíìîïñóòôöõúùûüý", "aaaaaaceeeeiiiinooooouuuuy"
	r = unicode.ToLower(r)
	at := 0
	for _, a := range accented {
		if a == r {
			return rune(plain[at])
		}
		at++
	}
	return r
}

// key is the text reduced to what counts when forms are compared: its tokens in
// lower case with single spaces.
func key(text string) string {
	var b strings.Builder
	s := scanner{text: text}
	for t, ok := s.next(); ok; t, ok = s.next() {
		if b.Len() > 0 && t.start > 0 {
			b.WriteByte(' ')
		}
		b.Write(s.key)
	}
	return b.String()
}
