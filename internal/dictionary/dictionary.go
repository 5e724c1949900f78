// Package dictionary knows the words of California workers' compensation
// records: conditions, body parts, drugs, treatments, tests, findings and the
// abbreviations in which they are dictated. It finds them in a text, tells
// which of them mean the same, and which of them includes another. It also
// reads spinal levels and sides in every spelling. The same text always gives
// the same answer.
//
// The words are our own selection and stand in data/, one file per class.
package dictionary

import (
	"embed"
	"sync"
)

//go:embed data/*.txt
var data embed.FS

// Class is the sort of thing that a concept is; it is the name of the file
// that holds it.
type Class string

// Form is one way to write a concept.
type Form struct {
	Text      string
	Ambiguous bool // it often means something else too: PT, MS, RA
	Exact     bool // it counts only in these capitals: US is ultrasound, us is not
}

// Concept is one thing with all the ways to write it. Its ID is the preferred
// term in lower case with hyphens.
type Concept struct {
	ID        string
	Class     Class
	Preferred string
	Forms     []Form   // the preferred term first
	Broader   []string // ids of the concepts that include it: gabapentin is an anticonvulsant
	Sites     []string // ids of the body parts that it concerns: carpal tunnel syndrome, the wrist
}

// Dictionary is a set of concepts ready to be found. It does not change, and
// may be used by many goroutines at once.
type Dictionary struct {
	concepts []Concept
	byID     map[string]int
	narrower map[string][]string
	index    index
}

// Standard is the dictionary that comes with the program.
func Standard() *Dictionary { return standard() }

var standard = sync.OnceValue(func() *Dictionary {
	concepts, err := readAll(data)
	if err != nil {
		panic(err)
	}
	return newDictionary(concepts)
})

func newDictionary(concepts []Concept) *Dictionary {
	d := &Dictionary{concepts: concepts, byID: map[string]int{}, narrower: map[string][]string{}}
	for i, c := range concepts {
		d.byID[c.ID] = i
		for _, id := range c.Broader {
			d.narrower[id] = append(d.narrower[id], c.ID)
		}
	}
	d.index = newIndex(concepts)
	return d
}

// Concept is the concept with the id, and false where there is none.
func (d *Dictionary) Concept(id string) (Concept, bool) {
	i, ok := d.byID[id]
	if !ok {
		return Concept{}, false
	}
	return d.concepts[i], true
}

// Concepts is every concept, class by class.
func (d *Dictionary) Concepts() []Concept { return append([]Concept(nil), d.concepts...) }

// Forms is every way to write the concept, the preferred term first; nil where
// there is no such concept.
func (d *Dictionary) Forms(conceptID string) []string {
	c, ok := d.Concept(conceptID)
	if !ok {
		return nil
	}
	forms := make([]string, len(c.Forms))
	for i, f := range c.Forms {
		forms[i] = f.Text
	}
	return forms
}

// Lookup is every concept that the whole form may mean, whatever its capitals,
// hyphens and plural: pt, P.T. and PT are all the same here.
func (d *Dictionary) Lookup(form string) []Concept {
	var found []Concept
	for _, ref := range d.index.whole(form) {
		found = append(found, d.concepts[ref.concept])
	}
	return found
}

// Synonyms is every other way to write what the term may mean, in a fixed
// order; nil where the dictionary does not know the term.
func (d *Dictionary) Synonyms(term string) []string {
	seen := map[string]bool{key(term): true}
	var list []string
	for _, c := range d.Lookup(term) {
		for _, f := range c.Forms {
			if k := key(f.Text); !seen[k] {
				seen[k] = true
				list = append(list, f.Text)
			}
		}
	}
	return list
}
