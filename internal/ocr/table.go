package ocr

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Columns of the table that Tesseract writes, one row for each part of the page.
const (
	columnLevel = iota
	_           // page
	columnBlock
	columnParagraph
	columnLine
	_ // word
	columnLeft
	columnTop
	columnWidth
	columnHeight
	columnConfidence
	columnText
	columns
)

// wordLevel is the level of the rows that are words.
const wordLevel = "5"

var errBrokenTable = fmt.Errorf("%w: its reader sent a broken table", ErrUnreadable)

// newResult makes a result of Tesseract's table. It trusts nothing about it.
func newResult(p Page, table []byte, engine string) (Result, error) {
	r := Result{Engine: engine, Width: p.Width, Height: p.Height}
	line, last := -1, [3]string{}
	for row := range strings.Lines(string(table)) {
		cells := strings.SplitN(strings.TrimSuffix(row, "\n"), "\t", columns)
		if cells[columnLevel] != wordLevel {
			continue
		}
		if len(cells) < columns {
			return Result{}, errBrokenTable
		}
		w, err := newWord(p, cells)
		if err != nil {
			return Result{}, err
		}
		if w.Text == "" || w.X0 >= w.X1 || w.Y0 >= w.Y1 {
			continue
		}
		if at := [3]string(cells[columnBlock : columnLine+1]); at != last {
			line, last = line+1, at
		}
		w.Line = line
		r.Words = append(r.Words, w)
	}
	r.Confidence = confidence(r.Words)
	return r, nil
}

// newWord makes a word of a row, within the page.
func newWord(p Page, cells []string) (Word, error) {
	var box [4]int
	for i := range box {
		n, err := strconv.Atoi(cells[columnLeft+i])
		if err != nil || n < 0 || n > maxSide {
			return Word{}, errBrokenTable
		}
		box[i] = n
	}
	sure, err := strconv.ParseFloat(cells[columnConfidence], 64)
	if err != nil || math.IsNaN(sure) {
		return Word{}, errBrokenTable
	}
	x, y, width, height := box[0], box[1], box[2], box[3]
	return Word{
		Text: visible(cells[columnText]),
		X0:   min(x, p.Width), Y0: min(y, p.Height), X1: min(x+width, p.Width), Y1: min(y+height, p.Height),
		Confidence: min(max(sure, 0), 100),
	}, nil
}

// visible is the text without white space, controls and broken characters.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if r == utf8.RuneError || unicode.IsSpace(r) || unicode.In(r, unicode.Cc, unicode.Cf) {
			return -1
		}
		return r
	}, text)
}

// confidence is the mean over the words, each counted by its characters.
func confidence(words []Word) float64 {
	var sum, characters float64
	for _, w := range words {
		n := float64(utf8.RuneCountInString(w.Text))
		sum += n * w.Confidence
		characters += n
	}
	if characters == 0 {
		return 0
	}
	return sum / characters
}
