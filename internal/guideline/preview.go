package guideline

import (
	"slices"

	"imr/internal/fault"
)

// Fate is what becomes of a line that is imported.
type Fate string

// The fates.
const (
	Added   Fate = "added"
	Changed Fate = "changed"
	Same    Fate = "same"
	Refused Fate = "refused"
)

// Change is what a line of a table would do to the library.
type Change struct {
	Line   int
	Fate   Fate
	Before Edition // where it is Changed or Same
	After  Edition
	Wrong  fault.Fields // where it is Refused, by Columns
}

// Difference is a field that differs, as Columns names it.
type Difference struct{ Column, Before, After string }

// Differences lists what is not the same in two editions.
func Differences(before, after Edition) []Difference {
	var out []Difference
	a, b := before.Cells(), after.Cells()
	for i, name := range Columns {
		if a[i] != b[i] {
			out = append(out, Difference{name, a[i], b[i]})
		}
	}
	return out
}

// Preview says what the lines would do to the library, line by line. A line means
// the edition of its key and year, if there is one. The lines count together: one
// may end an edition and another begin the next. What is not Refused can be stored.
func (l Library) Preview(lines []Line) []Change {
	changes := make([]Change, len(lines))
	meant, keys := map[[2]string]int{}, map[string]string{}
	for _, e := range l.editions {
		keys[chapterName(e)] = e.Key
	}
	for i, line := range lines {
		c := Change{Line: line.Number, Fate: Added, After: line.Edition, Wrong: line.Wrong}
		if old, ok := l.edition(c.After.Key, c.After.Year); ok {
			c.Fate, c.Before, c.After.ID = Changed, old, old.ID
			if len(Differences(old, c.After)) == 0 {
				c.Fate = Same
			}
		}
		name := [2]string{c.After.Key, c.After.Year}
		if first, twice := meant[name]; twice && len(c.Wrong) == 0 {
			c.Wrong.Add("edition", "Line %d is the same edition of the same chapter.", lines[first].Number)
		}
		if other, taken := keys[chapterName(c.After)]; taken && other != c.After.Key && len(c.Wrong) == 0 {
			c.Wrong.Add("chapter", "This chapter stands under the key %s; an edition of it has that key.", other)
		}
		meant[name] = i
		changes[i] = c
	}
	for l.refuse(changes) {
	}
	return changes
}

// edition is the edition of the chapter that is cited by the year.
func (l Library) edition(key, year string) (Edition, bool) {
	i := slices.IndexFunc(l.editions, func(e Edition) bool { return e.Key == key && e.Year == year })
	if i < 0 {
		return Edition{}, false
	}
	return l.editions[i], true
}

// refuse marks the changes that are wrong or clash with what would be there after
// the others, and reports whether one was marked that might have helped another.
func (l Library) refuse(changes []Change) bool {
	after := l.after(changes)
	again := false
	for i := range changes {
		c := &changes[i]
		if c.Fate == Refused || c.Fate == Same {
			continue
		}
		if len(c.Wrong) == 0 {
			c.Wrong = clashAmong(c.After, after[c.After.Key])
		}
		if len(c.Wrong) > 0 {
			c.Fate, again = Refused, true
		}
	}
	return again
}

// clashAmong is Clash where the edition itself is among the others, once.
func clashAmong(e Edition, others []Edition) fault.Fields {
	self := slices.IndexFunc(others, func(o Edition) bool { return o.Key == e.Key && o.Year == e.Year })
	return Clash(e, slices.Delete(slices.Clone(others), self, self+1))
}

// after is the library by its chapters, once the changes are made that stand.
func (l Library) after(changes []Change) map[string][]Edition {
	replaced := map[int64]Edition{}
	out := map[string][]Edition{}
	for _, c := range changes {
		switch {
		case len(c.Wrong) > 0:
		case c.Fate == Changed:
			replaced[c.After.ID] = c.After
		case c.Fate == Added:
			out[c.After.Key] = append(out[c.After.Key], c.After)
		}
	}
	for _, e := range l.editions {
		if r, ok := replaced[e.ID]; ok && e.ID != 0 {
			e = r
		}
		out[e.Key] = append(out[e.Key], e)
	}
	return out
}
