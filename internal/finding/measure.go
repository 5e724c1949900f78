package finding

import (
	"slices"
	"strings"

	"imr/internal/chronology"
	"imr/internal/dictionary"
)

// measureKind says what a measure counts.
type measureKind string

// The kinds of measures. The unit of a dose is mg, mcg, g, ml or units; of a
// length mm, cm or in; of a duration hour, minute, day, week, month or year; of an
// age year or month; of a percentage %; of a score /10 and the like; of an angle °;
// of a frequency /day, /week, /month; of a count the thing counted, in the
// singular (visit, injection, tablet); of a weight lb or kg. A bare number has none.
const (
	aDate      measureKind = "date"
	aDose      measureKind = "dose"
	aLength    measureKind = "length"
	aDuration  measureKind = "duration"
	anAge      measureKind = "age"
	aPercent   measureKind = "percent"
	aScore     measureKind = "score"
	anAngle    measureKind = "angle"
	aFrequency measureKind = "frequency"
	aCount     measureKind = "count"
	aWeight    measureKind = "weight"
	aNumber    measureKind = "number"
	aLevel     measureKind = "level"
	aSide      measureKind = "side"
)

// measure is one exact thing that a text says, at the bytes start up to but not
// including end: a date, a number with its unit, a spinal level or a side. Only
// the fields of its kind are set. A range has two ends, and one number low equal
// to high.
type measure struct {
	kind       measureKind
	start, end int
	low, high  float64
	unit       string
	date       chronology.DateMention
	level      dictionary.LevelMention
	side       dictionary.Side
}

// measuresIn lists every measure of the text in order. Numbers are read in figures
// and in words; those that are part of a date, a level or a name such as PR-2 are
// no numbers of their own.
func measuresIn(text string) []measure { return measuresNear(text, 0) }

// measuresNear is measuresIn with a year for dates that are written without one.
func measuresNear(text string, year int) []measure {
	out := amountsNear(text, year)
	for _, s := range dictionary.Sides(text) {
		out = append(out, measure{kind: aSide, start: s.Start, end: s.End, side: s.Side})
	}
	slices.SortStableFunc(out, func(a, b measure) int { return a.start - b.start })
	return out
}

// amountsNear is measuresNear without the sides.
func amountsNear(text string, year int) []measure {
	var out []measure
	for _, d := range chronology.DatesNear(text, year) {
		out = append(out, measure{kind: aDate, start: d.Start, end: d.End, date: d})
	}
	for _, l := range dictionary.Levels(text) {
		out = append(out, measure{kind: aLevel, start: l.Start, end: l.End, level: l})
	}
	taken := slices.Clone(out)
	for _, n := range numbersIn(text) {
		if !slices.ContainsFunc(taken, func(t measure) bool { return n.start < t.end && t.start < n.end }) {
			out = append(out, n)
		}
	}
	slices.SortStableFunc(out, func(a, b measure) int { return a.start - b.start })
	return out
}

// text is the words of the measure in the text that it was found in.
func (m measure) in(text string) string { return strings.TrimSpace(text[m.start:m.end]) }

// same reports whether two measures say the same, whatever their spelling: a range
// is the same as one that it overlaps, a month the same as any day of it, and
// “bilateral” covers left and right.
func (m measure) same(other measure) bool {
	if m.kind != other.kind {
		return false
	}
	switch m.kind {
	case aDate:
		return sameDay(m.date, other.date)
	case aLevel:
		return m.level.From == other.level.From && m.level.To == other.level.To
	case aSide:
		return m.side.Covers(other.side) || other.side.Covers(m.side)
	}
	return m.unit == other.unit && m.low <= other.high && other.low <= m.high
}

func sameDay(a, b chronology.DateMention) bool {
	if !a.Precise || !b.Precise {
		return a.Date.Year == b.Date.Year && a.Date.Month == b.Date.Month
	}
	return a.Date == b.Date
}
