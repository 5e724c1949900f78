// Package catalog finds published decisions by words and facets. It is held in
// memory as one bitmap of decisions for each word and each value of a facet
// (Roaring bitmaps, Chambi, Lemire, Kaser and Godin, 2016), so that a search counts
// every facet of 150,000 decisions within milliseconds.
package catalog

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/RoaringBitmap/roaring/v2"

	"imr/internal/dictionary"
	"imr/internal/publication"
)

// Facet is a property by which decisions are narrowed down.
type Facet string

// The facets, in the order in which they are shown.
const (
	Category  Facet = "category"
	BodyPart  Facet = "body_part"
	Guideline Facet = "guideline"
	Specialty Facet = "specialty"
	Decision  Facet = "decision"
	Year      Facet = "year"
)

// Facets lists every facet.
var Facets = []Facet{Category, BodyPart, Guideline, Specialty, Decision, Year}

// Catalog may be used by many goroutines. The zero Catalog is empty.
type Catalog struct {
	mu     sync.RWMutex
	ids    []int64 // of the publications, in the order of the bitmaps' numbers
	place  map[int64]uint32
	number map[string]int64 // of the case → the publication that stands
	live   *roaring.Bitmap
	words  map[string]*roaring.Bitmap
	sorted []string // of words, for beginnings; nil where it has to be made anew
	facets map[Facet]map[string]*roaring.Bitmap
}

// Add takes in a public copy. It replaces an earlier one of the same case.
func (c *Catalog) Add(id int64, p publication.Copy) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.live == nil {
		c.live, c.words, c.place, c.number = roaring.New(), map[string]*roaring.Bitmap{}, map[int64]uint32{}, map[string]int64{}
		c.facets = map[Facet]map[string]*roaring.Bitmap{}
		for _, f := range Facets {
			c.facets[f] = map[string]*roaring.Bitmap{}
		}
	}
	if old, ok := c.number[string(p.Number)]; ok {
		c.live.Remove(c.place[old])
	}
	at := uint32(len(c.ids))
	c.ids, c.place[id], c.number[string(p.Number)] = append(c.ids, id), at, id
	c.live.Add(at)
	for w := range wordsOf(p) {
		mark(c.words, w, at, &c.sorted)
	}
	for f, values := range facetsOf(p) {
		for _, v := range values {
			mark(c.facets[f], v, at, nil)
		}
	}
}

func mark(in map[string]*roaring.Bitmap, value string, at uint32, sorted *[]string) {
	b, ok := in[value]
	if !ok {
		b = roaring.New()
		in[value] = b
		if sorted != nil {
			*sorted = nil
		}
	}
	b.Add(at)
}

// Remove takes a public copy out.
func (c *Catalog) Remove(id int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if at, ok := c.place[id]; ok {
		c.live.Remove(at)
		maps.DeleteFunc(c.number, func(_ string, standing int64) bool { return standing == id })
	}
}

// ByNumber is the publication that stands under the number of the case.
func (c *Catalog) ByNumber(number string) (id int64, found bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	id, found = c.number[number]
	return id, found
}

// Query is what is asked for. Text is words that must all be there, each in any
// form that the dictionary knows; -word must not be there, and word* is a beginning.
type Query struct {
	Text   string
	Facets map[Facet]string // each narrows the result down
}

// Count is a value of a facet and how many decisions of the result have it.
type Count struct {
	Value string
	N     int
}

// Result is what a query finds: the ids of one page, the newest first, and the
// counts of each facet over the whole result as it would be without that facet.
type Result struct {
	Total  int
	IDs    []int64
	Counts map[Facet][]Count
}

// Search answers the query. limit under zero is every decision.
func (c *Catalog) Search(q Query, offset, limit int) Result {
	c.mu.Lock() // for the sorted words; see beginning
	if c.sorted == nil && c.words != nil {
		c.sorted = slices.Sorted(maps.Keys(c.words))
	}
	c.mu.Unlock()
	c.mu.RLock()
	defer c.mu.RUnlock()
	out := Result{Counts: map[Facet][]Count{}}
	if c.live == nil {
		return out
	}
	found := c.matching(q.Text)
	narrowed := found.Clone()
	for f, v := range q.Facets {
		narrowed.And(c.of(f, v))
	}
	for _, f := range Facets {
		within := narrowed
		if _, chosen := q.Facets[f]; chosen {
			within = found.Clone()
			for other, v := range q.Facets {
				if other != f {
					within.And(c.of(other, v))
				}
			}
		}
		out.Counts[f] = counts(c.facets[f], within, f)
	}
	out.Total = int(narrowed.GetCardinality())
	it := narrowed.ReverseIterator()
	for i := 0; it.HasNext() && (limit < 0 || i < offset+limit); i++ {
		if at := it.Next(); i >= offset {
			out.IDs = append(out.IDs, c.ids[at])
		}
	}
	return out
}

func (c *Catalog) of(f Facet, value string) *roaring.Bitmap {
	if b, ok := c.facets[f][value]; ok {
		return b
	}
	return roaring.New()
}

func counts(values map[string]*roaring.Bitmap, within *roaring.Bitmap, f Facet) []Count {
	var out []Count
	for v, b := range values {
		if n := int(b.AndCardinality(within)); n > 0 {
			out = append(out, Count{v, n})
		}
	}
	slices.SortFunc(out, func(a, b Count) int {
		if f == Year {
			return strings.Compare(b.Value, a.Value)
		}
		return cmp.Or(b.N-a.N, strings.Compare(a.Value, b.Value))
	})
	return out
}

// matching is the decisions that the words of the text allow.
func (c *Catalog) matching(text string) *roaring.Bitmap {
	out := c.live.Clone()
	for _, typed := range strings.Fields(text) {
		bare, without := strings.CutPrefix(typed, "-")
		bare, begins := strings.CutSuffix(bare, "*")
		for _, w := range split(bare) {
			b := c.saying(w)
			if begins {
				b = c.beginning(w)
			}
			if without {
				out.AndNot(b)
			} else {
				out.And(b)
			}
		}
	}
	return out
}

// most bounds how many forms or words one typed word stands for.
const most = 40

// saying is the decisions that have the word or another form of what it means.
func (c *Catalog) saying(word string) *roaring.Bitmap {
	out := roaring.New()
	if b, ok := c.words[word]; ok {
		out.Or(b)
	}
	forms := 0
	for _, concept := range dictionary.Standard().Lookup(word) {
		for _, f := range concept.Forms {
			if forms++; f.Ambiguous || forms > most {
				continue
			}
			all := c.live.Clone()
			for _, w := range split(f.Text) {
				b, ok := c.words[w]
				if !ok {
					all.Clear()
					break
				}
				all.And(b)
			}
			out.Or(all)
		}
	}
	return out
}

func (c *Catalog) beginning(with string) *roaring.Bitmap {
	out := roaring.New()
	at, _ := slices.BinarySearch(c.sorted, with)
	for ; at < len(c.sorted) && strings.HasPrefix(c.sorted[at], with); at++ {
		out.Or(c.words[c.sorted[at]])
	}
	return out
}

// split is the words of a text as they are indexed: in lower case, with hyphens and
// points within them as gaps.
func split(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

func wordsOf(p publication.Copy) map[string]bool {
	out := map[string]bool{}
	add := func(texts ...string) {
		for _, t := range texts {
			for _, w := range split(t) {
				out[w] = true
			}
		}
	}
	add(string(p.Number))
	add(p.Summary...)
	for _, it := range p.Items {
		add(it.Description, it.BasisReason, it.AdministratorGuideline, it.Rationale, string(it.Category))
		add(it.Citations...)
		add(it.BodyParts...)
	}
	return out
}

func facetsOf(p publication.Copy) map[Facet][]string {
	out := map[Facet][]string{Specialty: p.Specialties, Year: {strconv.Itoa(p.Issued.Year)}, Decision: {strings.ToLower(string(p.Overall))}}
	for _, it := range p.Items {
		out[Category] = append(out[Category], string(it.Category))
		out[BodyPart] = append(out[BodyPart], it.BodyParts...)
		out[Guideline] = append(out[Guideline], it.Guidelines...)
	}
	return out
}
