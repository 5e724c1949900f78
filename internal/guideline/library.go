package guideline

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"imr/internal/calendar"
)

// Kind says which parts a citation of an edition needs.
type Kind string

// The kinds: a guideline is cited by chapter and section, a study by author,
// title, journal and year.
const (
	Guidelines  Kind = "guideline"
	StudySource Kind = "study"
)

// Edition is one edition of one chapter of a guideline, or a source of studies.
type Edition struct {
	ID          int64  // in the store; 0 where it is not stored
	Key         string // names the chapter through all its editions: “mtus/low-back”
	Family      string // MTUS, ODG, ACOEM, Other, Study
	Source      string // the guideline as a citation names it
	Chapter     string // "" where it is typed, such as the drug of a label
	MTUSSection string // “§9792.23.5” of title 8, California Code of Regulations; "" outside the schedule
	Publisher   string
	Published   string        // the publisher's date, as exact as it is known: 2016-02-24, 2015-09, 2013
	From        calendar.Date // first day in force; zero where the source has no such dates
	To          calendar.Date // last day in force; zero where no end is known
	Year        string        // the edition as cited; "" where it is typed
	AlsoCited   []string      // other years by which letters cite this edition
	BodyParts   []string      // none where the chapter is tied to none
	Kind        Kind
	Confirmed   bool      // title and date of effect were read in a public text
	SearchWords string    // what else finds the chapter
	Sections    []Heading // to offer; never complete
}

// Heading is a section of a chapter, with what else finds it.
type Heading struct{ Title, Words string }

// InForceOn reports whether the edition applies on the day, its first and last
// day included. A source without dates always does. For the schedule the day is
// that of the service, or of the UR decision for a service yet to come.
func (e Edition) InForceOn(on calendar.Date) bool {
	return (e.From.IsZero() || !on.Before(e.From)) && (e.To.IsZero() || !on.After(e.To))
}

// CitedAs reports whether a citation with this edition year means this edition.
func (e Edition) CitedAs(year string) bool {
	year = tidy(year)
	return year != "" && (year == e.Year || slices.Contains(e.AlsoCited, year))
}

// Citation is the citation of a section of the edition; what the library does
// not know, such as the pages, is left for the reviewer.
func (e Edition) Citation(section string) Citation {
	return Citation{Guideline: e.Source, Chapter: e.Chapter, Section: section, Edition: e.Year}
}

// Library is a set of editions, those of a chapter together and in order of time.
// Rows are only ever added or corrected: an old case must still find the edition
// that it cites. The zero Library is empty. A Library does not change, and may be
// used by many goroutines at once.
type Library struct {
	editions []Edition
	titles   [][]string // the telling words of each edition's chapter
	index    index
}

// New makes a library of the editions. Chapters keep the order in which they come
// first.
func New(editions []Edition) Library {
	l := Library{editions: grouped(editions)}
	for _, e := range l.editions {
		l.titles = append(l.titles, titleWords(e.Chapter))
	}
	l.index = newIndex(l.editions)
	return l
}

// grouped puts the editions of a chapter together, in order of time.
func grouped(editions []Edition) []Edition {
	place := map[string]int{}
	for _, e := range editions {
		if _, known := place[e.Key]; !known {
			place[e.Key] = len(place)
		}
	}
	out := slices.Clone(editions)
	slices.SortStableFunc(out, func(a, b Edition) int {
		return cmp.Or(cmp.Compare(place[a.Key], place[b.Key]), a.From.Compare(b.From))
	})
	return out
}

// Empty reports whether there is no edition at all.
func (l Library) Empty() bool { return len(l.editions) == 0 }

// Standard is the library that ships with the product: the timeline of the
// schedule and the sources beside it.
func Standard() Library { return standard() }

var standard = sync.OnceValue(func() Library {
	editions, err := read(strings.NewReader(libraryCSV), strings.NewReader(sectionsCSV))
	if err != nil {
		panic(err) // the files are part of the program
	}
	return New(editions)
})

// Editions lists every edition, those of a chapter together and in order of time.
func (l Library) Editions() []Edition { return slices.Clone(l.editions) }

// InForce is the edition of the chapter that applies on the day, if one does.
func (l Library) InForce(chapterKey string, on calendar.Date) (Edition, bool) {
	for _, e := range l.editions {
		if e.Key == chapterKey && e.InForceOn(on) {
			return e, true
		}
	}
	return Edition{}, false
}

// Named lists the editions, of any year, of the chapter that the citation names.
// Titles may be shortened or lengthened: “Low Back” and “ACOEM Chapter 12, Low
// Back Complaints” name the same chapter of the schedule. Where several chapters
// fit, those of the closest title are given. It is empty where the library does
// not know the guideline or the chapter, and for a study.
func (l Library) Named(c Citation) []Edition {
	family := c.Family()
	cited := titleWords(c.Chapter)
	if c.IsMTUS() && len(cited) == 0 {
		cited = titleWords(c.Guideline) // “MTUS Chronic Pain Treatment Guidelines” in one field
	}
	if family == "" || len(cited) == 0 {
		return nil
	}
	var keys []string
	best := 0
	for i, e := range l.editions {
		if e.Family != family {
			continue
		}
		switch fit := likeness(cited, l.titles[i]); {
		case fit == 0 || fit < best:
		case fit > best:
			best, keys = fit, []string{e.Key}
		default:
			keys = append(keys, e.Key)
		}
	}
	var list []Edition
	for _, e := range l.editions {
		if slices.Contains(keys, e.Key) {
			list = append(list, e)
		}
	}
	return list
}

// Family is the family of the library that the citation's guideline belongs to,
// "" where it is none of MTUS, ODG and ACOEM.
func (c Citation) Family() string {
	name := " " + plain(c.Guideline) + " "
	switch {
	case c.IsStudy():
		return ""
	case c.IsMTUS():
		return "MTUS"
	case strings.Contains(name, " odg ") || strings.Contains(name, " official disability guidelines "):
		return "ODG"
	case strings.Contains(name, " acoem ") || strings.Contains(name, " american college of occupational and environmental medicine "):
		return "ACOEM"
	}
	return ""
}

// commonWords stand in titles without telling chapters apart.
var commonWords = map[string]bool{
	"and": true, "of": true, "the": true, "for": true, "in": true, "to": true, "chapter": true, "medical": true, "treatment": true,
	"guideline": true, "guidelines": true, "complaints": true, "disorders": true, "disorder": true, "conditions": true,
	"practice": true, "mtus": true, "ca": true, "california": true, "acoem": true, "odg": true, "schedule": true, "utilization": true,
}

// titleWords are the telling words of a chapter title, numbers left out.
func titleWords(title string) []string {
	var words []string
	for _, w := range strings.Fields(plain(title)) {
		if !commonWords[w] && strings.Trim(w, "0123456789") != "" && !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return words
}

// likeness is 0 where neither title holds the other. Highest is the same title,
// then one that the cited title shortens, then the longest that it lengthens.
func likeness(cited, title []string) int {
	shared := 0
	for _, w := range cited {
		if slices.Contains(title, w) {
			shared++
		}
	}
	switch {
	case shared == 0:
		return 0
	case shared == len(cited) && shared == len(title):
		return 1000
	case shared == len(cited):
		return 500
	case shared == len(title):
		return shared
	}
	return 0
}
