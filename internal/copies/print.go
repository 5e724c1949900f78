// Package copies finds pages that came in more than once and text that was
// carried over from one visit to the next. It compares words, so that a rescan is
// found as well as a file sent twice, and it never hides a page: it says which
// pages belong together, how sure that is and what differs.
package copies

import (
	"hash/fnv"
	"slices"

	"imr/internal/casefile"
)

const (
	sketchSize   = 64
	shingleWords = 4
)

// Print is the fingerprint of one page, small enough to be stored with it. Prints
// of one version only can be compared. The zero Print is that of an empty page.
type Print struct {
	Words    int                // words of the author, without fax headers and page numbers
	Exact    uint64             // equal for pages whose words are equal up to case
	Sketch   [sketchSize]uint32 // MinHash of the shingles
	Shingles []uint32           // hashes of four words in a row, ascending, each once
	Numbers  []string           // numbers and dates in page order, each as often as it stands there; those with a month in letters as 10/16/2013
}

// Fingerprint is the print of the page. It depends on the page's words and lines
// alone, not on its boxes, document or number.
func Fingerprint(p casefile.Page) Print {
	var out Print
	var keys []string
	whole := fnv.New64a()
	words := authored(p)
	out.Numbers = numbers(words)
	for _, word := range words {
		whole.Write([]byte(exact(word) + " "))
		if folded := plain(word); folded != "" {
			keys = append(keys, shingleKey(folded))
		}
	}
	out.Words, out.Exact = len(keys), whole.Sum64()
	wide := shingles(keys)
	out.Sketch = sketch(wide)
	for _, s := range wide {
		out.Shingles = append(out.Shingles, uint32(s>>32))
	}
	slices.Sort(out.Shingles)
	out.Shingles = slices.Compact(out.Shingles)
	return out
}

func hash(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return mix(h.Sum64())
}

// mix spreads the bits of x evenly (the finalizer of SplitMix64).
func mix(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}

func shingles(keys []string) []uint64 {
	hashes := make([]uint64, len(keys))
	for i, key := range keys {
		hashes[i] = hash(key)
	}
	var out []uint64
	for i := 0; i+shingleWords <= len(hashes); i++ {
		var s uint64
		for _, h := range hashes[i : i+shingleWords] {
			s = mix(s*31 + h)
		}
		out = append(out, s)
	}
	return out
}

// sketch is the least value of each of 64 hash functions over the shingles: two
// pages agree in as large a share of the places as their shingle sets overlap.
func sketch(shingles []uint64) [sketchSize]uint32 {
	var least [sketchSize]uint32
	for i := range least {
		least[i] = ^uint32(0)
	}
	for _, s := range shingles {
		for i, f := range hashFunctions {
			least[i] = min(least[i], uint32((s*f.factor+f.offset)>>32))
		}
	}
	return least
}

var hashFunctions = func() (out [sketchSize]struct{ factor, offset uint64 }) {
	for i := range out {
		out[i].factor, out[i].offset = mix(uint64(2*i+1))|1, mix(uint64(2*i+2))
	}
	return out
}()
