package ocr

import (
	"unicode"

	"imr/internal/casefile"
)

const (
	// enoughCharacters on a letter-size page are text; a stamped number or the
	// line that a fax machine prints are fewer, or stand at the edge.
	enoughCharacters = 50
	letterArea       = 612 * 792 // square points
	// edge is the part of the height at the top and the bottom in which fax
	// lines and page numbers stand.
	edge = 0.06
	// worstBroken is the largest part of broken characters that a text can have.
	worstBroken = 0.1
	// leastPlain is the smallest part of letters and digits, for a font with the
	// wrong table turns words into signs.
	leastPlain = 0.4
)

// Needed reports whether a page of this size in points, with these words of its
// own, has to be read by OCR: it has few characters besides those at its upper
// and lower edge, or many that are broken. A blank page is needed too.
func Needed(words []casefile.Word, width, height float64) bool {
	var all, broken, plain, inside int
	for _, w := range words {
		amid := w.Y1 > edge*height && w.Y0 < (1-edge)*height
		for _, r := range w.Text {
			switch {
			case unicode.IsLetter(r), unicode.IsDigit(r):
				plain++
			case isBroken(r):
				broken++
			case unicode.Is(leaders, r):
				continue
			}
			all++
			if amid {
				inside++
			}
		}
	}
	enough := enoughCharacters * min(1, width*height/letterArea)
	return float64(inside) < enough || float64(broken) > worstBroken*float64(all) || float64(plain) < leastPlain*float64(all)
}

// leaders fill the lines of forms and say nothing about their text.
var leaders = &unicode.RangeTable{R16: []unicode.Range16{{Lo: '-', Hi: '.', Stride: 1}, {Lo: '_', Hi: '_', Stride: 1}}}

// isBroken reports whether the character stands for one that is not known.
func isBroken(r rune) bool {
	return r == unicode.ReplacementChar || unicode.In(r, unicode.Co, unicode.Cc) || !unicode.IsGraphic(r)
}
