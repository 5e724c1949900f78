package finding

import (
	"fmt"
	"strings"

	"imr/internal/casefile"
	"imr/internal/dictionary"
	"imr/internal/review"
)

// absenceClaim finds a statement of the draft that something is not documented,
// mentioned, described or evident, although the records hold it: by a synonym, an
// abbreviation or another way to say it, in affirmed form, of the patient, done and
// not only planned, and within the limits of document, time, body part, side and
// drug that the claim itself sets.
//
// Limits: what a claim asks for is read from its words by the dictionary and a list
// of senses; a thing that neither knows is looked for by its words. The papers of
// the dispute itself, the UR decision and the application, prove nothing here.
var absenceClaim = rule{
	CodeInfo{"absence-claim", Error, "The draft says that something is not documented, and the records hold it."},
	func(d *draft) []found {
		var out []found
		for _, c := range d.claims() {
			hits := d.refutations(c)
			if len(hits) == 0 {
				continue
			}
			f := c.finding()
			for _, h := range hits[:min(len(hits), mostEvidence)] {
				f.Evidence = append(f.Evidence, d.records.statements[h.place].evidence())
			}
			f.Message = fmt.Sprintf("The records do hold this, for example on page %d of %s; cite it and weigh it, or say why it does not count.",
				f.Evidence[0].Page, d.title(f.Evidence[0].Document))
			out = append(out, found{f, c.at})
		}
		return out
	},
}

// absenceClaimUnsearched shows, for such a claim with no hit, the terms that were
// searched, for the reviewer to confirm.
//
// Limits: a claim that a thing was not done, rather than not recorded, and one whose
// words leave nothing to search for are not shown.
var absenceClaimUnsearched = rule{
	CodeInfo{"absence-claim-unsearched", Warning, "The draft says that something is not documented, and no search of the records found it."},
	func(d *draft) []found {
		var out []found
		for _, c := range d.claims() {
			if c.weak || len(d.refutations(c)) > 0 {
				continue
			}
			f := c.finding()
			f.Message = "The records were searched for " + quotedList(c.terms()) + " and nothing was found; confirm that these are the right words, or search for others."
			out = append(out, found{f, c.at})
		}
		return out
	},
}

func (c claim) finding() Finding {
	return Finding{Section: c.section, Item: c.item, Text: c.in.text}
}

// refutations are the hits of the first of the claim's topics that has any.
func (d *draft) refutations(c claim) []hit {
	if c.reasons {
		return nil
	}
	return d.records.refuted.of(d.documents()+c.clause+"|"+c.topic+"|"+c.quality, func() []hit { return d.refute(c) })
}

// refute searches by the claim, the documents and their pages alone, so what it
// finds is kept for the next draft.
func (d *draft) refute(c claim) []hit {
	limits := limitsOf(c)
	for _, t := range c.topics() {
		if hits := d.search(t, limits); len(hits) > 0 {
			return hits
		}
	}
	return nil
}

// claims lists the claims of absence of the draft in their order, each sentence once.
func (d *draft) claims() []claim {
	var out []claim
	add := func(section Section, item casefile.ItemID, at int, text string) {
		for _, s := range sentences(text) {
			for _, c := range claimsIn(s) {
				c.section, c.item, c.at = section, item, at
				if section == Rationale {
					c.at, c.topic = s.at, d.itemNamed(c.topic, item)
				}
				if len(c.topics()) > 0 && !d.bornOut(c, at, section) {
					out = append(out, c)
				}
			}
		}
	}
	for i, s := range d.Review.Summary {
		add(Summary, "", i, s.Text)
	}
	d.eachDecision(func(it casefile.DisputedItem, dec review.Decision) { add(Rationale, it.ID, 0, dec.Rationale) })
	return out
}

// bornOut reports whether the claim of a summary's sentence is what its source
// says: a negative finding that is quoted is no claim about the records.
func (d *draft) bornOut(c claim, at int, section Section) bool {
	if section != Summary {
		return false
	}
	for _, src := range d.Review.Summary[at].Sources {
		if c.weak && src.Quote != "" {
			return true // “she has had no falls” with its page is a fact, compared with that page
		}
		context := contextOf(strings.ToLower(src.Quote))
		for _, m := range mentionsIn(src.Quote) {
			for _, t := range c.topics() {
				for _, id := range t.concepts {
					if dictionary.Standard().Covers(id, m.concept) && context.of(m.start, m.end).negated {
						return true
					}
				}
			}
		}
	}
	return false
}

// terms are the words by which the claim was searched.
func (c claim) terms() []string {
	var out []string
	for _, t := range c.topics() {
		for _, id := range t.concepts {
			forms := dictionary.Standard().Forms(id)
			out = append(out, forms[:min(len(forms), 5)]...)
		}
		for _, s := range t.senses {
			out = append(out, s.names()...)
		}
		if len(t.concepts)+len(t.senses) == 0 || len(t.stems) > 0 {
			out = append(out, t.words)
		}
	}
	return out[:min(len(out), 12)]
}

// quotedList is the terms in quotation marks, parted by commas, each once.
func quotedList(terms []string) string {
	seen := map[string]bool{}
	var out []string
	for _, t := range terms {
		if !seen[t] {
			seen[t] = true
			out = append(out, "“"+t+"”")
		}
	}
	return strings.Join(out, ", ")
}
