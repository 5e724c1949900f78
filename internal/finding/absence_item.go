package finding

import (
	"regexp"
	"slices"

	"imr/internal/casefile"
	"imr/internal/dictionary"
)

// itemWord is how a rationale speaks of the thing requested without its name, and
// the classes of which that thing may be.
var itemWords = []struct {
	words   *regexp.Regexp
	classes []dictionary.Class
}{
	{regexp.MustCompile(`\b(?:the|this|that|such an?|the requested|the proposed) (?:unit|device|equipment|machine|stimulator|brace|system|appliance)\b`), []dictionary.Class{"devices"}},
	{regexp.MustCompile(`\b(?:the|this|that|the requested|the proposed) (?:drug|medicine|agent|compound|cream|patch)\b`), []dictionary.Class{"drugs"}},
	{regexp.MustCompile(`\b(?:this|that|the requested|the proposed) (?:medication|modality|therapy|procedure|surgery|operation|injection|study)\b`), []dictionary.Class{"drugs", "therapies", "procedures", "tests"}},
}

// itemNamed is the topic of a claim with the name of the requested thing in the
// place of “the unit”, “this drug” and the like; it stays as it is where it names
// a thing of such a class itself.
func (d *draft) itemNamed(topic string, item casefile.ItemID) string {
	for _, w := range itemWords {
		at := w.words.FindStringIndex(topic)
		if at == nil {
			continue
		}
		if name := d.itemOf(item, w.classes); name != "" && !namesClass(topic, w.classes) {
			return topic[:at[0]] + name + topic[at[1]:]
		}
	}
	return topic
}

// itemOf is the words by which the item names a thing of one of the classes.
func (d *draft) itemOf(item casefile.ItemID, classes []dictionary.Class) string {
	for _, it := range d.Case.Items {
		if it.ID != item {
			continue
		}
		text := lowered(it.Description)
		for _, m := range mentionsIn(text) {
			if concept, _ := dictionary.Standard().Concept(m.concept); slices.Contains(classes, concept.Class) && !m.ambiguous && !vagueConcept[m.concept] {
				return text[m.start:m.end]
			}
		}
	}
	return ""
}

// namesClass reports whether the text names a thing of one of the classes.
func namesClass(text string, classes []dictionary.Class) bool {
	return slices.ContainsFunc(mentionsIn(text), func(m mention) bool {
		concept, _ := dictionary.Standard().Concept(m.concept)
		return slices.Contains(classes, concept.Class) && !m.ambiguous && !vagueConcept[m.concept]
	})
}
