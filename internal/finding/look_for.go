package finding

import (
	"slices"
	"strings"

	"imr/internal/casefile"
	"imr/internal/dictionary"
	"imr/internal/review"
)

// mostHits is the most places that LookFor gives: a person reads them.
const mostHits = 12

// Look is what the records hold of something before anybody says that they do not:
// the words that were searched, each once, and where they stand, the best first.
type Look struct {
	Terms []string
	Hits  []Evidence
}

// LookFor searches the prepared records of the case for a thing, or for the
// statement that a criterion asks for, as a claim of its absence is searched. Where
// no place says all of it, places count that name a concept of it.
func LookFor(c casefile.Case, records *Prepared, thing string) Look {
	thing = strings.TrimRight(oneLine(thing), ". ")
	if thing == "" {
		return Look{}
	}
	claim := "There is no documentation of " + thing + "."
	d := newDraft(Input{Case: c, Review: review.Review{Summary: []review.Sentence{{Text: claim}}}, Prepared: records})
	out := Look{Terms: AbsenceTerms(claim)}
	if len(out.Terms) == 0 {
		out.Terms = []string{thing}
	}
	for _, cl := range d.claims() {
		d.addHits(&out, cl.topics(), limitsOf(cl))
	}
	if len(out.Hits) == 0 {
		d.addHits(&out, conceptTopics(thing), limits{})
	}
	return out
}

// addHits adds the places that hold one of the topics.
func (d *draft) addHits(out *Look, topics []topic, l limits) {
	for _, t := range topics {
		for _, h := range d.search(t, l) {
			e := d.records.statements[h.place].evidence()
			if len(out.Hits) < mostHits && !slices.Contains(out.Hits, e) {
				out.Hits = append(out.Hits, e)
			}
		}
	}
}

// conceptTopics are the things that the text names, each for itself. Body parts
// and words that say too little are none.
func conceptTopics(text string) []topic {
	var out []topic
	for _, m := range mentionsIn(text) {
		concept, _ := dictionary.Standard().Concept(m.concept)
		place := concept.Class == "body_parts" || concept.Class == "levels" || ignoredClass[concept.Class]
		if !place && !vagueConcept[m.concept] && !m.ambiguous {
			t := newTopic(strings.ToLower(text[m.start:m.end]), claim{})
			if len(t.concepts)+len(t.senses) > 0 {
				out = append(out, t)
			}
		}
	}
	return out
}
