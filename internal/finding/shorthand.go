package finding

import (
	"regexp"
	"strconv"
	"strings"
)

// shorthand is a way in which records write an amount that is read as no number
// with its unit; the submatches are numbers.
type shorthand struct {
	form *regexp.Regexp
	add  func(h *held, n []float64)
}

// shorthands are the ways that are usual in prescriptions, plans of therapy and
// restrictions.
var shorthands = []shorthand{
	{regexp.MustCompile(`(?i)\bq\s?(\d{1,2})(?:\s?-\s?(\d{1,2}))?\s?h`), func(h *held, n []float64) {
		for _, hours := range n {
			h.addFigure(hours, aDuration, "hour")
		}
	}},
	{regexp.MustCompile(`(?i)\b(\d{1,2})\s*[x×]\s*(\d{1,2})\b`), func(h *held, n []float64) { // PT 2x6
		h.addFigure(n[0], aFrequency, "/week")
		h.addFigure(n[1], aDuration, "week")
		h.addFigure(n[0]*n[1], aCount, "visit")
	}},
	{regexp.MustCompile(`(?i)\bx\s?(\d{1,2})\b`), func(h *held, n []float64) { h.addFigure(n[0], aCount, "time") }},
	{regexp.MustCompile(`\b(\d{1,3})\s?#`), func(h *held, n []float64) { h.addFigure(n[0], aWeight, "lb") }},
	{regexp.MustCompile(`\b[RL](\d{2,3})\b`), func(h *held, n []float64) { h.addFigure(n[0], anAngle, "°") }}, // R75 L45
	{regexp.MustCompile(`\b(\d{1,2})(?:[ -]1/2|\s?½)`), func(h *held, n []float64) { h.addFigure(n[0]+.5, aNumber, "") }},
	{regexp.MustCompile(`\b\d[+-]/(\d{1,2})\b`), func(h *held, n []float64) { h.addFigure(n[0], outOf, "") }}, // 4-/5
	{regexp.MustCompile(`(?i)\bhalf an? hour`), func(h *held, _ []float64) { h.addFigure(30, aDuration, "minute") }},
	{regexp.MustCompile(`(?i)\bhalf a year`), func(h *held, _ []float64) { h.addFigure(6, aDuration, "month") }},
	{regexp.MustCompile(`(?i)\bhalf\b|½|\b1/2\b`), func(h *held, _ []float64) { h.addFigure(.5, aNumber, "") }},
}

// readShorthand adds the amounts that stand in short forms, and the visits that a
// frequency over some weeks comes to.
func (h *held) readShorthand(text string) {
	for _, s := range shorthands {
		for _, m := range s.form.FindAllStringSubmatch(text, -1) {
			var n []float64
			for _, part := range m[1:] {
				if v, err := strconv.ParseFloat(part, 64); err == nil {
					n = append(n, v)
				}
			}
			s.add(h, n)
		}
	}
	for times, fs := range h.figures {
		if !hasFigureOf(fs, aFrequency, "/week") {
			continue
		}
		for weeks, fs := range h.figures {
			if hasFigureOf(fs, aDuration, "week") && !h.figureOf(times*weeks, aCount, "visit") {
				h.sessions = append(h.sessions, times*weeks)
			}
		}
	}
	for _, n := range h.sessions {
		h.addFigure(n, aCount, "visit")
	}
}

func (h *held) addFigure(v float64, kind measureKind, unit string) {
	h.figures[v] = append(h.figures[v], figure{kind: kind, unit: unit})
}

func (h *held) figureOf(v float64, kind measureKind, unit string) bool {
	return hasFigureOf(h.figures[v], kind, unit)
}

func hasFigureOf(fs []figure, kind measureKind, unit string) bool {
	for _, f := range fs {
		if f.kind == kind && f.unit == unit {
			return true
		}
	}
	return false
}

var (
	inLetters   = regexp.MustCompile(`\pL*\d\pL+|\pL+\d\pL*`)
	likeLetters = strings.NewReplacer("0", "o", "1", "l", "5", "s", "8", "b")
)

// asLetters writes figures within words as the letters that they may be, and what
// machines read for m.
func asLetters(text string) string {
	text = inLetters.ReplaceAllStringFunc(text, func(w string) string {
		if isLevelWord.MatchString(w) {
			return w
		}
		return likeLetters.Replace(w)
	})
	return strings.NewReplacer("rn", "m", "vv", "w").Replace(text)
}
