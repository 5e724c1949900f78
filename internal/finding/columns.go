package finding

import (
	"math"
	"strings"

	"imr/internal/casefile"
)

// views returns the page's words folded in the orders in which a person may read
// them: line by line and, where lines fall into columns, down each column.
func views(p *casefile.Page) []folded {
	out := []folded{fold(p.Words)}
	if words := columns(p.Words); words != nil {
		out = append(out, fold(words))
	}
	return out
}

// column is a stack of runs of words, one run per line, that begin at one left edge.
type column struct {
	words  []casefile.Word
	left   float64
	bottom float64
}

// columns orders the words down the columns of the page, with a barrier between
// two columns; nil where no line is broken by a wide gap.
func columns(words []casefile.Word) []casefile.Word {
	runs := runsOf(words)
	var cols []*column
	broken := false
	for i, run := range runs {
		broken = broken || i > 0 && run[0].Line == runs[i-1][0].Line
		height := run[0].Y1 - run[0].Y0
		col := columnAt(cols, run[0], height)
		if col == nil {
			col = &column{left: run[0].X0}
			cols = append(cols, col)
		}
		col.words = append(col.words, run...)
		col.bottom = run[0].Y1
	}
	if !broken {
		return nil
	}
	var out []casefile.Word
	for _, c := range cols {
		out = append(out, c.words...)
		out = append(out, casefile.Word{Text: string(barrier)})
	}
	return out
}

// columnAt returns the column that a run beginning with the word continues, or nil.
func columnAt(cols []*column, w casefile.Word, height float64) *column {
	for i := len(cols) - 1; i >= 0; i-- {
		c := cols[i]
		under := w.Y0 >= c.bottom-height/2 && w.Y0 <= c.bottom+1.5*height
		if under && math.Abs(c.left-w.X0) <= height/2 {
			return c
		}
	}
	return nil
}

// runsOf parts the words where a new line begins and where a gap is wider than
// the line is high.
func runsOf(words []casefile.Word) [][]casefile.Word {
	var runs [][]casefile.Word
	start := 0
	for i := 1; i <= len(words); i++ {
		if i < len(words) && words[i].Line == words[i-1].Line && words[i].X0-words[i-1].X1 <= words[i].Y1-words[i].Y0 {
			continue
		}
		runs = append(runs, words[start:i])
		start = i
	}
	return runs
}

// joinWords is the text of the words, parted by one space.
func joinWords(words []casefile.Word) string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = w.Text
	}
	return strings.Join(texts, " ")
}
