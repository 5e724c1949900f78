package copies_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"imr/internal/copies"
)

func TestDiff(t *testing.T) {
	const base = "Pain is 4/10 at rest. SLR negative on the left. Continue naproxen."
	tests := []struct {
		name, a, b, want string // changes as "of a > of b", with ! for a number and ~ for a misreading
	}{
		{"none", base, base, ""},
		{"case and punctuation", base, "PAIN is 4/10, at rest; SLR negative on the left: continue naproxen", ""},
		{"a number", base, strings.Replace(base, "4/10", "7/10", 1), "4/10 > 7/10!"},
		{"a word", base, strings.Replace(base, "negative", "positive", 1), "negative > positive"},
		{"added", base, strings.Replace(base, "on the", "to 40 degrees on the", 1), " > to 40 degrees!"},
		{"left out", base, strings.Replace(base, "at rest. ", "", 1), "at rest. > "},
		{"misread", base, strings.Replace(base, "naproxen", "naproxcn", 1), "naproxen. > naproxcn.~"},
		{"misread digit", "Pain 10 of 10", "Pain 1O of 10", "10 > 1O!~"},
		{"two places", base, "Pain is 5/10 at rest. SLR negative on the right. Continue naproxen.", "4/10 > 5/10!; left. > right."},
		{"sign", "SLR + left", "SLR - left", "+ > -"},
		{"reflex", "ankle 2+ left", "ankle 2 left", "2+ > 2!"},
		{"box ticked", "[ ] yes", "[X] yes", "[ ] > [X]"},
		{"empty before", "", "one two", " > one two"},
		{"empty after", "one two", "", "one two > "},
		{"nothing in common", "a b c", "d e f", "a b c > d e f"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, b := pageOf(tt.a), pageOf(tt.b)
			var got []string
			for _, c := range copies.Diff(a, b) {
				s := a.Quote(c.A.First, c.A.End) + " > " + b.Quote(c.B.First, c.B.End)
				if c.Number {
					s += "!"
				}
				if c.Misread {
					s += "~"
				}
				got = append(got, s)
			}
			if s := strings.Join(got, "; "); s != tt.want {
				t.Errorf("got %q, want %q", s, tt.want)
			}
		})
	}
}

// TestDiffLeavesTheSame holds Diff to its promise on any two pages: what is in no
// change is the same words on both, in order.
func TestDiffLeavesTheSame(t *testing.T) {
	words := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c", "1", "2"}), 0, 40)
	rapid.Check(t, func(t *rapid.T) {
		a, b := pageOf(strings.Join(words.Draw(t, "a"), " ")), pageOf(strings.Join(words.Draw(t, "b"), " "))
		i, j := 0, 0
		changes := copies.Diff(a, b)
		for _, c := range append(changes, copies.Change{A: copies.Range{First: len(a.Words)}, B: copies.Range{First: len(b.Words)}}) {
			if same, other := a.Quote(i, c.A.First), b.Quote(j, c.B.First); same != other || c.A.First < i || c.B.First < j {
				t.Fatalf("%q and %q are called the same: %v", same, other, changes)
			}
			i, j = c.A.End, c.B.End
		}
	})
}

func TestDiffOfStrangers(t *testing.T) {
	var a, b strings.Builder
	for i := range 4000 {
		fmt.Fprintf(&a, "a%d ", i)
		fmt.Fprintf(&b, "b%d ", i)
	}
	x, y := pageOf("same "+a.String()), pageOf("same "+b.String())
	if got := copies.Diff(x, y); len(got) != 1 || got[0].A != (copies.Range{First: 1, End: 4001}) || got[0].B != got[0].A {
		t.Errorf("got %v", got)
	}
}

func TestCarriedOver(t *testing.T) {
	const old = "The patient denies fever or chills and has no chest pain today. Pain is 4/10 in the low back and 6/10 in the left leg. Return in four weeks."
	tests := []struct {
		name, before, after, want string // spans joined by |
	}{
		{"all of it", old, old, old},
		{"nothing", old, "Quite another note about a wrist that was broken in a fall from a ladder.", ""},
		{"a number changed", old, strings.Replace(old, "4/10", "5/10", 1), "The patient denies fever or chills and has no chest pain today. Pain is|in the low back and 6/10 in the left leg. Return in four weeks."},
		{"moved", old, "New today: fell. The patient denies fever or chills and has no chest pain today.", "The patient denies fever or chills and has no chest pain today."},
		{"a word under eight", old, "has no chest pain today. Pain is elsewhere", ""},
		{"just eight", old, "has no chest pain today. Pain is 4/10 elsewhere", "has no chest pain today. Pain is 4/10"},
		{"other lines and bullets", old, "• The patient denies fever\n| or chills and has no\nchest pain today.", "The patient denies fever\n| or chills and has no\nchest pain today."},
		{"empty before", "", old, ""},
		{"empty after", old, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before, after := pageOf(tt.before), pageOf(tt.after)
			var got []string
			for _, s := range copies.CarriedOver(before, after) {
				got = append(got, after.Quote(s.First, s.End))
				if before.Words[s.Before].Text != after.Words[s.First].Text {
					t.Errorf("begins with %q before", before.Words[s.Before].Text)
				}
			}
			if s := strings.Join(got, "|"); s != tt.want {
				t.Errorf("got %q, want %q", s, tt.want)
			}
		})
	}
}
