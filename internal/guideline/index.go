package guideline

import (
	"slices"
	"strings"

	"imr/internal/calendar"
)

// longNames are the names behind the initials, for searching.
var longNames = map[string]string{
	"MTUS":  "California Medical Treatment Utilization Schedule",
	"ODG":   "Official Disability Guidelines",
	"ACOEM": "American College of Occupational and Environmental Medicine Practice Guidelines",
}

// index finds the entries of a library by the beginnings of their words.
type index struct {
	entries  []entry
	words    []string // every word there is, in order
	postings [][]posting
	age      []uint64 // by edition: less for one that took effect later
}

// entry is a chapter of an edition, or one section of it, as a search sees it. The
// entry of the chapter comes before those of its sections.
type entry struct {
	edition int
	chapter int // the entry of its chapter; itself for a chapter
	section string
}

// posting says that an entry has a word: in its name, or else as an abbreviation,
// a body part or a year.
type posting struct {
	entry int32
	named bool
}

func newIndex(editions []Edition) index {
	var x index
	words := map[string][]posting{}
	add := func(section string, edition, chapter int, named, other []string) {
		at := int32(len(x.entries))
		x.entries = append(x.entries, entry{edition, chapter, section})
		for _, w := range named {
			words[w] = append(words[w], posting{at, true})
		}
		for _, w := range other {
			words[w] = append(words[w], posting{at, false})
		}
	}
	for i, e := range editions {
		chapter := len(x.entries)
		add("", i, chapter, searchWords(e.Source, e.Chapter),
			searchWords(longNames[e.Family], e.MTUSSection, strings.Join(e.BodyParts, " "), e.SearchWords, e.Year))
		for _, h := range e.Sections {
			add(h.Title, i, chapter, searchWords(h.Title), searchWords(h.Words))
		}
		x.age = append(x.age, ageOf(e.From))
	}
	for w := range words {
		x.words = append(x.words, w)
	}
	slices.Sort(x.words)
	for _, w := range x.words {
		x.postings = append(x.postings, words[w])
	}
	return x
}

// farOff is a day later than those of any edition.
var farOff = calendar.Date{Year: 2200, Month: 1, Day: 1}

// ageOf orders editions by their first day, the newest first and one without last.
func ageOf(from calendar.Date) uint64 {
	const mostDays = 1<<18 - 1
	if from.IsZero() {
		return mostDays
	}
	return uint64(min(max(from.DaysUntil(farOff), 0), mostDays))
}

// begun is the range of the words that begin with the prefix.
func (x index) begun(prefix string) (from, to int) {
	from, _ = slices.BinarySearch(x.words, prefix)
	n, _ := slices.BinarySearchFunc(x.words[from:], prefix, func(w, p string) int {
		if strings.HasPrefix(w, p) {
			return -1
		}
		return 1
	})
	return from, from + n
}

// has reports whether the word is one of the index.
func (x index) has(word string) bool {
	_, ok := slices.BinarySearch(x.words, word)
	return ok
}

// searchWords are the words of the texts in lower case, each once.
func searchWords(texts ...string) []string {
	words := strings.Fields(plain(strings.Join(texts, " ")))
	slices.Sort(words)
	return slices.Compact(words)
}
