package guideline

import (
	"slices"

	"imr/internal/calendar"
)

// Hit is one thing that a search found.
type Hit struct {
	Edition Edition
	Section string // "" for the chapter as a whole
	InForce bool   // on the day that was asked for
}

// familyRank follows the search sequence of 8 CCR §9792.21.1: the schedule,
// then ODG and ACOEM, then other guidelines, then studies.
var familyRank = map[string]uint64{"MTUS": 0, "ODG": 1, "ACOEM": 1, "Other": 2, "Study": 3}

// Search finds chapters and sections as one types. Upper and lower case are the
// same; each word of the query must begin some word of the guideline, chapter,
// section, body part, year or a usual abbreviation. A word that begins none is
// tried as a name of the dictionary, as two words written in one, and with a
// letter wrong; words that every chapter could have, such as “pain”, are not
// insisted on. Editions in force on the day come first, then what fits every word,
// then the order of the search sequence, then names before other words and whole
// words before beginnings, the chapter before its sections, the newest edition
// first. The same query gives the same answer. An empty query lists the chapters.
// A limit below 1 gives nothing.
func (l Library) Search(query string, on calendar.Date, limit int) []Hit {
	terms := l.index.understand(query)
	standing := l.standing(on)
	first := best{limit: limit}
	for i, e := range l.index.entries {
		score, missing, ok := fit(terms, i, e)
		if ok {
			first.add(standing[e.edition] | uint64(missing)<<missingBit | uint64(mostScore-min(score, mostScore))<<scoreBit |
				uint64(min(1, len(e.section)))<<sectionBit | l.index.age[e.edition]<<ageBit | uint64(i))
		}
	}
	hits := make([]Hit, len(first.keys))
	for i, key := range first.keys {
		e := l.index.entries[key&entryMask]
		edition := l.editions[e.edition]
		hits[i] = Hit{edition, e.section, edition.InForceOn(on)}
	}
	return hits
}

// The place of a hit in the answer is one number, less for what comes first: from
// its highest bit on whether it is out of force, how many words it misses, the rank
// of its family, how well it fits, whether it is a section, its age, its entry.
const (
	outOfForceBit = 62
	missingBit    = 58
	rankBit       = 56
	scoreBit      = 48
	sectionBit    = 47
	ageBit        = 28
	entryMask     = 1<<ageBit - 1

	mostScore = 1<<8 - 1
)

// standing is what the place of a hit takes from its edition alone.
func (l Library) standing(on calendar.Date) []uint64 {
	out := make([]uint64, len(l.editions))
	for i, e := range l.editions {
		out[i] = familyRank[e.Family] << rankBit
		if !e.InForceOn(on) {
			out[i] |= 1 << outOfForceBit
		}
	}
	return out
}

// fit reports whether the entry fits the terms, how well, and how many of the words
// that are not insisted on it misses. A section is found only by a word of its own,
// so that the name of a chapter does not bring up all that is in it.
func fit(terms []term, i int, e entry) (score, missing int, ok bool) {
	own := e.section == ""
	for _, t := range terms {
		here, there := t.scores[i], t.scores[e.chapter]
		if here == 0 && there == 0 {
			if !t.soft {
				return 0, 0, false
			}
			missing++
			continue
		}
		own = own || here > 0
		score += int(max(here, there))
	}
	return score, missing, own
}

// best keeps the lowest numbers of those that it is given, in order.
type best struct {
	limit int
	keys  []uint64
}

func (b *best) add(key uint64) {
	full := len(b.keys) >= b.limit
	if b.limit < 1 || full && key > b.keys[len(b.keys)-1] {
		return
	}
	if full {
		b.keys = b.keys[:len(b.keys)-1]
	}
	at, _ := slices.BinarySearch(b.keys, key)
	b.keys = slices.Insert(b.keys, at, key)
}
