package tagpdf

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// glyph is one character as it will be drawn.
type glyph struct {
	char  rune
	id    uint16
	face  *face
	width float64 // in em
}

// line is what stands between two line breaks, trailing space included.
type line []glyph

// shape turns runs into glyphs. Accents are composed, so that they find their glyph.
func (b *book) shape(runs []Run) []glyph {
	var out []glyph
	for _, run := range runs {
		weight := 0
		if run.Bold {
			weight = 1
		}
		f := faces[b.style.Family][weight]()
		for _, r := range plainBreaks.Replace(norm.NFC.String(run.Text)) {
			out = b.appendRune(out, f, r)
		}
	}
	return out
}

var plainBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\t", " ",
	"\u00ad", "", "\u2060", "", "\ufeff", "")

// lookalikes stand in for characters without a glyph that look the same in print.
var lookalikes = map[rune]rune{'\u2010': '-', '\u2011': '-', '\u00a0': ' ', '\u202f': ' ', '\u2009': ' ', '\u2212': '-'}

func (b *book) appendRune(out []glyph, f *face, r rune) []glyph {
	drawn := r
	if r == '\n' {
		drawn = ' ' // so that the text read back has a space where the line broke
	}
	id, ok := f.glyphs[drawn]
	if !ok {
		id, ok = f.glyphs[lookalikes[drawn]]
	}
	if !ok || unicode.IsControl(drawn) {
		for _, c := range fmt.Sprintf("[U+%04X]", r) {
			out = append(out, b.use(f, c, c, f.glyphs[c]))
		}
		return out
	}
	return append(out, b.use(f, r, drawn, id))
}

// use notes that the glyph is drawn, and which character it stands for.
func (b *book) use(f *face, char, drawn rune, id uint16) glyph {
	used := b.used[f]
	if used == nil {
		used = map[uint16]rune{}
		b.used[f] = used
	}
	if before, ok := used[id]; !ok || drawn < before {
		used[id] = drawn
	}
	return glyph{char, id, f, f.width(id)}
}

// wrap breaks text into lines of at most the width. Space at the end of a line
// may hang over; a word wider than the line is cut.
func wrap(text []glyph, size, width float64) []line {
	var lines []line
	start, canBreak, w := 0, 0, 0.0
	for i, g := range text {
		w += g.width * size
		if w > width+0.001 && g.char != ' ' && g.char != '\n' && i > start {
			if canBreak <= start {
				canBreak = i
			}
			lines = append(lines, text[start:canBreak])
			start = canBreak
			w = advance(text[start:i+1]) * size
		}
		if g.char == '\n' {
			lines = append(lines, text[start:i+1])
			start, w = i+1, 0
		}
		if breaksAfter(text, i) {
			canBreak = i + 1
		}
	}
	return append(lines, text[start:])
}

// breaksAfter reports whether a line may end behind the glyph: after a space or a
// dash, and after a hyphen or slash between letters, but not within a case number
// or a date.
func breaksAfter(text []glyph, i int) bool {
	switch text[i].char {
	case ' ', '\n', '—', '–':
		return true
	case '-', '/', '‐':
		return i > 0 && i+1 < len(text) && unicode.IsLetter(text[i-1].char) && unicode.IsLetter(text[i+1].char)
	}
	return false
}

// advance is the width of glyphs in em.
func advance(text []glyph) float64 {
	w := 0.0
	for _, g := range text {
		w += g.width
	}
	return w
}

// visible is the width of the line in em without the space that hangs over.
func (l line) visible() float64 {
	end := len(l)
	for end > 0 && (l[end-1].char == ' ' || l[end-1].char == '\n') {
		end--
	}
	return advance(l[:end])
}
