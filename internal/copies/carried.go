package copies

import (
	"slices"

	"imr/internal/casefile"
)

// carriedWords is the least length of a run of carried text.
const carriedWords = 8

// Span is a run of words of a page, from First up to but not including End, that
// stands on an earlier page too.
type Span struct {
	First, End int
	Before     int // where the run begins on the earlier page
}

// CarriedOver lists the runs of at least 8 words of the page after that the page
// before has too, wherever it has them, in order and without overlap. A word that
// was changed, such as a number, is in no span. Rules and bullets within a run are
// part of it.
func CarriedOver(before, after casefile.Page) []Span {
	old, oldAt := meaningful(before)
	now, nowAt := meaningful(after)
	starts := map[uint64][]int{}
	for i := 0; i+carriedWords <= len(old); i++ {
		key := runHash(old[i : i+carriedWords])
		starts[key] = append(starts[key], i)
	}
	var out []Span
	for i := 0; i+carriedWords <= len(now); {
		from, n := longestRun(old, now[i:], starts[runHash(now[i:i+carriedWords])])
		if n < carriedWords {
			i++
			continue
		}
		out = append(out, Span{First: nowAt[i], End: nowAt[i+n-1] + 1, Before: oldAt[from]})
		i += n
	}
	return out
}

// maxStarts bounds the places tried for one run on a page that repeats itself.
const maxStarts = 16

func longestRun(old, now []string, starts []int) (from, n int) {
	for _, s := range starts[:min(len(starts), maxStarts)] {
		k := 0
		for k < len(now) && s+k < len(old) && old[s+k] == now[k] {
			k++
		}
		if k > n {
			from, n = s, k
		}
	}
	return from, n
}

// meaningful are the plain words of the page that are not empty, and where they stand.
func meaningful(p casefile.Page) (words []string, at []int) {
	for i, w := range plainWords(p) {
		if w != "" {
			words, at = append(words, w), append(at, i)
		}
	}
	return slices.Clip(words), at
}

func runHash(words []string) uint64 {
	var h uint64
	for _, w := range words {
		h = mix(h*31 + hash(w))
	}
	return h
}
