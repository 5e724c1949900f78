// Package chart draws bars as SVG for pages under a strict content security policy:
// shapes and texts with classes, no style, no script, nothing loaded. A table with
// the same numbers stands beside each chart; that is where they are read.
package chart

import (
	"encoding/xml"
	"fmt"
	"strings"
)

// Bars is a chart of horizontal bars, one group for each row. ID is unlike any other
// of the page; Title and Description are what a screen reader says of the picture.
type Bars struct {
	ID, Title, Description string
	Series                 []string // their names; at most three are told apart
	Rows                   []Bar
	Most                   float64 // the length of a full bar; 0 takes the greatest value
}

// Bar is a row: a value for each series, none below 0, with its words. A value
// without words is not drawn.
type Bar struct {
	Label  string
	Values []float64
	Words  []string
}

// Lengths in the units of the picture.
const (
	width      = 640
	labelWidth = 190
	wordsWidth = 70
	barHeight  = 14
	rowGap     = 10
	legend     = 26
	letters    = 27 // of a label that fit
)

// SVG is the picture. The same chart gives the same text.
func (b Bars) SVG() string {
	var out strings.Builder
	rowHeight := barHeight*max(len(b.Series), 1) + rowGap
	top := 0
	if len(b.Series) > 1 {
		top = legend
	}
	fmt.Fprintf(&out, `<svg class="chart" role="img" aria-labelledby="%s-title %s-desc" viewBox="0 0 %d %d" xmlns="http://www.w3.org/2000/svg">`,
		text(b.ID), text(b.ID), width, top+rowHeight*len(b.Rows)+2)
	fmt.Fprintf(&out, `<title id="%s-title">%s</title><desc id="%s-desc">%s</desc>`, text(b.ID), text(b.Title), text(b.ID), text(b.Description))
	if top > 0 {
		b.legend(&out)
	}
	most := b.most()
	for i, row := range b.Rows {
		y := top + i*rowHeight
		fmt.Fprintf(&out, `<text class="chart-label" x="%d" y="%d" text-anchor="end">%s</text>`, labelWidth-8, y+rowHeight/2+1, text(short(row.Label)))
		for s, value := range row.Values {
			if row.Words[s] != "" {
				drawBar(&out, s, y+rowGap/2+s*barHeight, value/most, row.Words[s])
			}
		}
	}
	fmt.Fprintf(&out, `<line class="chart-axis" x1="%d" y1="%d" x2="%d" y2="%d"/></svg>`, labelWidth, top, labelWidth, top+rowHeight*len(b.Rows))
	return out.String()
}

func drawBar(out *strings.Builder, series, y int, share float64, words string) {
	length := share * (width - labelWidth - wordsWidth)
	fmt.Fprintf(out, `<rect class="chart-bar chart-%d" x="%d" y="%d" width="%.1f" height="%d"/>`, series+1, labelWidth, y, length, barHeight-2)
	fmt.Fprintf(out, `<text class="chart-value" x="%.1f" y="%d">%s</text>`, labelWidth+length+5, y+barHeight-4, text(words))
}

func (b Bars) legend(out *strings.Builder) {
	x := labelWidth
	for s, name := range b.Series {
		fmt.Fprintf(out, `<rect class="chart-bar chart-%d" x="%d" y="4" width="12" height="12"/><text class="chart-value" x="%d" y="14">%s</text>`, s+1, x, x+17, text(name))
		x += 32 + 7*len([]rune(name))
	}
}

func (b Bars) most() float64 {
	most := b.Most
	for _, row := range b.Rows {
		for _, v := range row.Values {
			if b.Most == 0 {
				most = max(most, v)
			}
		}
	}
	if most == 0 {
		return 1
	}
	return most
}

// short cuts a label that would not fit; the table has the whole of it.
func short(label string) string {
	if r := []rune(label); len(r) > letters {
		return strings.TrimSpace(string(r[:letters-1])) + "…"
	}
	return label
}

func text(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder takes everything
	return b.String()
}
