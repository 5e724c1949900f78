// Package criteria holds an organization's own lists of criteria: what it asks of
// a request that is measured against a chapter of a guideline, in its own short
// words. A list never holds text of the guideline, which is licensed.
package criteria

import (
	"fmt"
	"slices"
	"strings"

	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/guideline"
)

// List is one version of a list. A change makes the next version, and an old one
// stays readable, because judgements were made by it.
type List struct {
	Key       string // names the list through all its versions
	Version   int    // from 1
	Name      string
	Guideline string // as a citation names it
	Chapter   string
	Category  casefile.Category // of the items that it is for; empty for every category
	InUse     bool              // a list out of use is asked no more
	Criteria  []Criterion
}

// Criterion is one thing that a list asks. Key is the same in all versions of the
// list. Terms are what the records are searched for when the reviewer says that
// they do not document it; without terms its words are.
type Criterion struct {
	Key   string
	Words string
	Terms []string
}

// The most that a list and a criterion may hold, in criteria, in runes and in terms.
// Criteria are short and the organization's own; a chapter of a guideline does not fit.
const (
	MaxCriteria = 20
	maxWords    = 200
	maxTerms    = 12
	maxTerm     = 80
	maxName     = 100
)

// Validate says what is wrong with the list by the names of its fields.
func (l List) Validate() error {
	var bad fault.Fields
	for _, f := range []struct{ path, value, missing string }{
		{"name", l.Name, "Name the list, such as “Home exercise equipment”."},
		{"guideline", l.Guideline, "Name the guideline as citations name it, such as ODG."},
		{"chapter", l.Chapter, "Name the chapter of the guideline that the list goes with."},
	} {
		if strings.TrimSpace(f.value) == "" {
			bad.Add(f.path, "%s", f.missing)
		} else if len([]rune(f.value)) > maxName {
			bad.Add(f.path, "Shorten this to %d characters.", maxName)
		}
	}
	if l.Category != "" && !slices.Contains(casefile.Categories, l.Category) {
		bad.Add("category", "Choose a category from the list, or every category.")
	}
	if len(l.Criteria) == 0 {
		bad.Add("criteria", "Write at least one criterion.")
	}
	if len(l.Criteria) > MaxCriteria {
		bad.Add("criteria", "A list has at most %d criteria. Part it into two lists.", MaxCriteria)
	}
	for i, c := range l.Criteria {
		c.validate(&bad, fmt.Sprintf("criteria[%d]", i))
	}
	return bad.Err("The list was not saved.")
}

func (c Criterion) validate(bad *fault.Fields, at string) {
	switch n := len([]rune(c.Words)); {
	case strings.TrimSpace(c.Words) == "":
		bad.Add(at+".words", "Say what is asked, or remove this criterion.")
	case n > maxWords:
		bad.Add(at+".words", "Say it in your own words and in %d characters at most; this has %d. Text of a guideline does not belong here.", maxWords, n)
	}
	if len(c.Terms) > maxTerms {
		bad.Add(at+".terms", "Give at most %d terms.", maxTerms)
	}
	if slices.ContainsFunc(c.Terms, func(t string) bool { return len([]rune(t)) > maxTerm }) {
		bad.Add(at+".terms", "Shorten each term to %d characters.", maxTerm)
	}
}

// Keyed gives each criterion whose key no version of the list had before, or
// another criterion has, a new one: used are the keys of all versions.
func (l List) Keyed(used []string) List {
	l.Criteria = slices.Clone(l.Criteria)
	given, n := map[string]bool{}, 1
	for i := range l.Criteria {
		c := &l.Criteria[i]
		if !slices.Contains(used, c.Key) || given[c.Key] {
			for slices.Contains(used, fmt.Sprintf("c%d", n)) || given[fmt.Sprintf("c%d", n)] {
				n++
			}
			c.Key = fmt.Sprintf("c%d", n)
		}
		given[c.Key] = true
	}
	return l
}

// KeyOf makes the key of a new list from its name: lower-case words joined by
// hyphens, with a number where the key is taken.
func KeyOf(name string, taken func(string) bool) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	base := strings.Join(words, "-")
	if base == "" {
		base = "list"
	}
	key := base
	for n := 2; taken(key); n++ {
		key = fmt.Sprintf("%s-%d", base, n)
	}
	return key
}

// AppliesTo reports whether the list is asked of an item that is decided by the
// citation: its guideline and chapter are those of the list, under whatever names
// the library knows them, and its category is the list's where that has one.
func (l List) AppliesTo(it casefile.DisputedItem, cited guideline.Citation, library guideline.Library) bool {
	if !l.InUse || l.Category != "" && l.Category != it.Category {
		return false
	}
	own := guideline.Citation{Guideline: l.Guideline, Chapter: l.Chapter}
	if folded(own.Guideline) == folded(cited.Guideline) && folded(own.Chapter) == folded(cited.Chapter) {
		return true
	}
	known := library.Named(own)
	return slices.ContainsFunc(library.Named(cited), func(e guideline.Edition) bool {
		return slices.ContainsFunc(known, func(k guideline.Edition) bool { return k.Key == e.Key })
	})
}

// folded is the text as names are compared: lower case, one space between words.
func folded(s string) string { return strings.Join(strings.Fields(strings.ToLower(s)), " ") }
