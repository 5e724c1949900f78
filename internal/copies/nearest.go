package copies

import (
	"cmp"
	"slices"
)

// leastShared is how many shingles two pages share at the least where a run of
// text that counts as carried stands on both.
const leastShared = carriedWords - shingleWords + 1

// Nearest gives the indexes of the prints that share the most text with p, at most
// so many, the one that shares the most first. A print that shares less than a run
// of carried text is not among them.
func Nearest(p Print, prints []Print, most int) []int {
	type near struct{ index, shared int }
	var all []near
	for i, other := range prints {
		if n := common(p.Shingles, other.Shingles); n >= leastShared {
			all = append(all, near{i, n})
		}
	}
	slices.SortStableFunc(all, func(a, b near) int { return cmp.Compare(b.shared, a.shared) })
	var out []int
	for _, one := range all[:min(most, len(all))] {
		out = append(out, one.index)
	}
	return out
}
