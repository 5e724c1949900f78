package ocr

import (
	"strings"

	"imr/internal/casefile"
)

// rules are the characters that Tesseract makes of printed lines, boxes and dirt.
const rules = "|¦_~-–—―"

// Place turns what was read into the words of a page of a size in points, in
// reading order with their lines. Words that are only rule characters are left
// out: a table's line is read as a bar, which would part a label from its date. A
// date that was read in two parts is one word.
func (r Result) Place(width, height float64) []casefile.Word {
	var words []casefile.Word
	var current line
	number := -1
	for _, w := range r.Words {
		if strings.Trim(w.Text, rules) == "" {
			continue
		}
		if number < 0 || w.Line != current.number && !current.continuesWith(w) {
			number++
			current = line{box: w}
		}
		placed := casefile.Word{Text: w.Text, Line: number,
			X0: points(w.X0, r.Width, width), Y0: points(w.Y0, r.Height, height),
			X1: points(w.X1, r.Width, width), Y1: points(w.Y1, r.Height, height)}
		current.add(w)
		if last := len(words) - 1; last >= 0 && splitDate(words[last], placed) {
			words[last] = joined(words[last], placed)
			continue
		}
		words = append(words, placed)
	}
	return words
}

// splitDate reports whether two words are one date, of which Tesseract took the
// white beside a slash for a space.
func splitDate(a, b casefile.Word) bool {
	before, slash := strings.CutSuffix(a.Text, "/")
	return slash && a.Line == b.Line && b.X0-a.X1 < 0.6*min(a.Y1-a.Y0, b.Y1-b.Y0) &&
		before != "" && isDigit(before[len(before)-1]) && isDigit(b.Text[0])
}

// isDigit reports whether c is a digit.
func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// joined is both words as one.
func joined(a, b casefile.Word) casefile.Word {
	return casefile.Word{Text: a.Text + b.Text, Line: a.Line,
		X0: min(a.X0, b.X0), Y0: min(a.Y0, b.Y0), X1: max(a.X1, b.X1), Y1: max(a.Y1, b.Y1)}
}

// points is the place in points of a pixel of a side, within the page.
func points(pixel, pixels int, side float64) float64 {
	if pixels <= 0 {
		return 0
	}
	return min(float64(pixel)*side/float64(pixels), side)
}

// line is a printed line as far as it has been read. Tesseract takes the cells
// of a table for columns of their own where they stand far apart.
type line struct {
	number int // Tesseract's, of its last part
	box    Word
}

// add adds a word to the line.
func (l *line) add(w Word) {
	if l.number != w.Line {
		// The height is that of the last part: paper is seldom straight.
		l.box.Y0, l.box.Y1 = w.Y0, w.Y1
	}
	l.number = w.Line
	l.box.Y0, l.box.Y1 = min(l.box.Y0, w.Y0), max(l.box.Y1, w.Y1)
	l.box.X1 = max(l.box.X1, w.X1)
}

// continuesWith reports whether the word stands to the right on the same
// printed line.
func (l *line) continuesWith(w Word) bool {
	shared := min(l.box.Y1, w.Y1) - max(l.box.Y0, w.Y0)
	return w.X0 >= l.box.X1 && float64(shared) > 0.6*float64(min(l.box.Y1-l.box.Y0, w.Y1-w.Y0))
}
