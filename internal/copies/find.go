package copies

import (
	"cmp"
	"slices"
)

// Kind says what two pages are to each other.
type Kind string

// The kinds of pairs.
const (
	Same    Kind = "same"    // the same page again: the words overlap and so do the numbers and dates
	Carried Kind = "carried" // text carried forward with changes: a reader needs both, with their difference
)

const (
	leastWords   = 40   // shorter pages look alike without being copies
	leastOverlap = 0.45 // Jaccard index of the shingles
	leastNumbers = 0.9  // share of common numbers and dates
	fewNumbers   = 6    // with fewer, the numbers prove nothing, and the words must agree more:
	sureOverlap  = 0.75

	// Pages that overlap by half are candidates in 19 of 20 cases with 21 bands of
	// 3 rows, in 13 of 20 with 16 bands of 4.
	bands    = 21
	bandRows = sketchSize / bands
)

// Pair is two pages that are copies of each other, by their index. A comes before B.
type Pair struct {
	A, B    int
	Kind    Kind
	Jaccard float64 // overlap of the shingles, 0 to 1
	Numbers float64 // share of the numbers and dates that both have, 0 to 1
}

// Find lists the pairs among the pages in order of B, then A; the same prints give
// the same list. Pages under 40 words are in none. Of pages with exactly the same
// words the first stands for all: the others are paired with it alone.
func Find(prints []Print) []Pair {
	var out []Pair
	first := map[uint64]int{}
	index := newIndex()
	for b, p := range prints {
		if p.Words < leastWords {
			continue
		}
		if a, known := first[p.Exact]; known {
			out = append(out, Pair{A: a, B: b, Kind: Same, Jaccard: 1, Numbers: 1})
			continue
		}
		first[p.Exact] = b
		for _, a := range index.candidates(p) {
			if pair, ok := compare(prints, a, b); ok {
				out = append(out, pair)
			}
		}
		index.add(b, p)
	}
	return out
}

// compare is the pair of the pages, and whether they are copies at all.
func compare(prints []Print, a, b int) (Pair, bool) {
	pair := Pair{A: a, B: b, Kind: Carried, Jaccard: jaccard(prints[a].Shingles, prints[b].Shingles)}
	if pair.Jaccard < leastOverlap {
		return pair, false
	}
	x, y := prints[a].Numbers, prints[b].Numbers
	var daysDiffer bool
	pair.Numbers, daysDiffer = agreement(x, y)
	proven := min(len(x), len(y)) >= fewNumbers || pair.Jaccard >= sureOverlap
	if pair.Numbers >= leastNumbers && proven && !daysDiffer {
		pair.Kind = Same
	}
	return pair, true
}

func jaccard(x, y []uint32) float64 {
	if small, large := min(len(x), len(y)), max(len(x), len(y)); float64(small) < leastOverlap*float64(large) || large == 0 {
		return 0
	}
	both := common(x, y)
	return float64(both) / float64(len(x)+len(y)-both)
}

// common counts the values that two ascending lists share.
func common(x, y []uint32) int {
	n := 0
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch cmp.Compare(x[i], y[j]) {
		case 0:
			n, i, j = n+1, i+1, j+1
		case -1:
			i++
		default:
			j++
		}
	}
	return n
}

// lshIndex finds pages that agree with another in all rows of at least one band
// of the sketch.
type lshIndex struct {
	buckets [bands]map[[bandRows]uint32][]int
}

func newIndex() *lshIndex {
	var x lshIndex
	for i := range x.buckets {
		x.buckets[i] = map[[bandRows]uint32][]int{}
	}
	return &x
}

func band(p Print, i int) [bandRows]uint32 {
	return [bandRows]uint32(p.Sketch[i*bandRows : (i+1)*bandRows])
}

func (x *lshIndex) add(page int, p Print) {
	for i := range x.buckets {
		key := band(p, i)
		x.buckets[i][key] = append(x.buckets[i][key], page)
	}
}

// candidates are the indexed pages that may be copies of p, ascending.
func (x *lshIndex) candidates(p Print) []int {
	var out []int
	for i := range x.buckets {
		out = append(out, x.buckets[i][band(p, i)]...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
