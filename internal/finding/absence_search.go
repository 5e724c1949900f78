package finding

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/dictionary"
)

// mostEvidence is the most places that a finding shows.
const mostEvidence = 4

// enoughHits is how many places are ranked; a claim that has so many is refuted.
const enoughHits = 40

// hit is a statement that holds what a claim says is not there.
type hit struct {
	place int32
	score int
}

// search looks for the topic within the limits and returns the places that hold
// it, the best first.
func (d *draft) search(t topic, l limits) []hit {
	l.from = later(l.from, d.dayOfEvent(l.after))
	var hits []hit
	for _, n := range d.candidates(t) {
		if len(hits) >= enoughHits {
			break
		}
		s := d.records.statements[n]
		if doc, known := d.Case.Document(s.page.Document); known && !searched(doc.Kind, l) {
			continue
		}
		if score, ok := d.refutes(n, t); ok && l.within(d, s) {
			hits = append(hits, hit{n, score})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.score, a.score) })
	return hits
}

// searched reports whether papers of the kind can show that a thing is in the
// records: the words of the dispute's own papers cannot, unless the claim is about them.
func searched(k casefile.DocumentKind, l limits) bool {
	return slices.Contains(l.kinds, k) || k != casefile.URDecisionForm && k != casefile.ApplicationForm
}

func later(a, b calendar.Date) calendar.Date {
	if b.After(a) {
		return b
	}
	return a
}

// dayOfEvent is the first day on which a procedure of the concept was done, as far
// as the kinds and titles of the documents tell.
func (d *draft) dayOfEvent(concept string) calendar.Date {
	var first calendar.Date
	if concept == "" {
		return first
	}
	for _, doc := range d.Case.Documents {
		if doc.Kind != "operative_report" || doc.Dated.IsZero() || !first.IsZero() && !doc.Dated.Before(first) {
			continue
		}
		first = doc.Dated
	}
	return first
}

// candidates are the statements that may hold the topic, in order.
func (d *draft) candidates(t topic) []int32 {
	var lists [][]int32
	switch {
	case len(t.concepts) > 0:
		for _, id := range append(withNarrower(t.concepts[0]), withoutPart(t.concepts[0])...) {
			lists = append(lists, d.records.concepts[id])
		}
		if said := t.said[t.concepts[0]]; len(said) > 1 {
			lists = append(lists, d.records.words[said[0]])
		}
	case len(t.senses) > 0:
		for _, k := range t.senses[0].stems(d.records) {
			lists = append(lists, d.records.words[k])
		}
		for _, id := range t.senses[0].allConcepts() {
			for _, narrow := range withNarrower(id) {
				lists = append(lists, d.records.concepts[narrow])
			}
		}
	default:
		lists = append(lists, d.records.words[t.stems[0]])
	}
	all := slices.Concat(lists...)
	slices.Sort(all)
	return slices.Compact(all)
}

// refutes reports whether the statement holds the topic, with a score by which
// places are ranked.
func (d *draft) refutes(n int32, t topic) (score int, ok bool) {
	s := d.records.statements[n]
	text := lowered(s.text())
	for i, id := range t.concepts {
		if !d.holdsNear(n, id, t, i > 0) {
			return 0, false
		}
		score += 2
	}
	for i, sense := range t.senses {
		if i > 0 && sense == t.source {
			continue
		}
		switch {
		case d.records.kept(fmt.Sprint(sense.name, t.plans, t.answer), s, func(c context) bool { return sense.heldIn(s, text, c, t) }):
			score += 3
		case len(t.concepts) > 0 && d.heldNext(n, sense, t):
			score++
		case d.heldBelow(n, sense):
			text += " " + lowered(d.records.statements[n+1].text())
		default:
			return 0, false
		}
	}
	if len(t.senses) > 0 && !t.answer && d.records.kept("denied "+t.words, s, func(c context) bool { return s.deniesNamed(t, c) }) {
		return 0, false
	}
	if !d.hasWords(s, t) || !d.hasAround(n, t) || !d.concernsParts(n, t) {
		return 0, false
	}
	numbers := numbersIn(text)
	if t.numbers && !slices.ContainsFunc(numbers, func(m measure) bool { return m.kind != aFrequency }) &&
		!slices.ContainsFunc(t.senses, func(sense *sense) bool { return d.heldBelow(n, sense) }) {
		return 0, false
	}
	for _, m := range numbers {
		switch m.kind {
		case aPercent:
			score += 2
		case aScore:
			score++
		}
	}
	return score, true
}

// holdsNear reports whether the statement holds the concept; for what only
// qualifies the topic the statements beside it on the page will do.
func (d *draft) holdsNear(n int32, id string, t topic, beside bool) bool {
	at := d.records.statements[n]
	from, to := n, n
	if beside {
		from, to = max(n-1, int32(at.page.first)), min(n+1, int32(at.page.first+at.page.count-1))
	}
	return slices.ContainsFunc(d.records.statements[from:to+1], func(s statement) bool {
		return d.records.kept(fmt.Sprint(id, t.plans, t.answer, t.said[id]), s, func(c context) bool {
			return s.holds(id, c, t) || s.holdsWords(t.said[id], c, lowered(s.text()))
		})
	})
}

// question is what was asked of a statement, by its words and its section.
type question struct {
	asked, text string
	section     section
}

// kept answers what is asked of a statement, and keeps the answer for the next time
// and for every statement of the same words: a file repeats itself, and each save
// asks the same again.
func (r *Prepared) kept(asked string, s statement, answer func(context) bool) bool {
	q := question{asked, s.text(), s.section}
	return r.answers.of(q, func() bool { return answer(contextOf(lowered(q.text))) })
}

// heldNext reports whether the statement after this one on its page holds the sense
// and speaks of nothing else that could have brought it.
func (d *draft) heldNext(n int32, sense *sense, t topic) bool {
	if int(n)+1 >= len(d.records.statements) {
		return false
	}
	s, next := d.records.statements[n], d.records.statements[n+1]
	if next.page != s.page || sense.name == "relief" && len(s.text()) > 200 {
		return false
	}
	for _, m := range next.mentions {
		if concept, _ := dictionary.Standard().Concept(m.concept); treats[concept.Class] && !m.ambiguous {
			return false
		}
	}
	return d.records.kept(fmt.Sprint(sense.name, t.plans, t.answer), next, func(c context) bool { return sense.heldIn(next, lowered(next.text()), c, t) })
}

// treats are the classes of what may bring relief.
var treats = map[dictionary.Class]bool{"therapies": true, "procedures": true, "drugs": true, "devices": true}

// hasWords reports whether the statement has the words of the topic that are no
// concept: all of them, or most where there are many.
func (d *draft) hasWords(s statement, t topic) bool {
	if len(t.stems) == 0 {
		return true
	}
	have := map[string]bool{}
	eachWord(s.text(), func(w string, _, _ int) { have[stem(w)] = true })
	found := 0
	for _, w := range t.stems {
		if have[w] || slices.ContainsFunc(likeWords[w], func(o string) bool { return have[o] }) {
			found++
		}
	}
	if len(t.concepts)+len(t.senses) == 0 {
		return (found == len(t.stems) || found >= 3 && 3*found >= 2*len(t.stems)) && !d.wordsDenied(s, t)
	}
	return 3*found >= 2*len(t.stems)
}

// wordsDenied reports whether the statement has the words as something that is not
// there.
func (d *draft) wordsDenied(s statement, t topic) bool {
	text := strings.ToLower(s.text())
	if len(text) != len(s.text()) {
		return false
	}
	c, denied := contextOf(text), true
	eachWord(text, func(w string, start, end int) {
		if slices.Contains(t.stems, stem(w)) {
			st := s.statusAt(c, start, end)
			denied = denied && !(st.affirmed() || t.plans && !st.negated && !st.other)
		}
	})
	return denied
}

// likeWords are stems of words that stand for another in records.
var likeWords = map[string][]string{
	stem("home"): {"hep"}, stem("night"): {"nocturnal", "noctur", "nightly", "sleep"}, stem("daily"): {"qd"},
}

// hasAround reports whether what the topic comes from is named in the statement,
// in one of the two before it, or in the title of its document.
func (d *draft) hasAround(n int32, t topic) bool {
	if t.source != nil && !d.sourceNear(n, t) {
		return false
	}
	for _, id := range t.around {
		names := withNarrower(id)
		if ofOtherDrug(d.records.statements[n], id, names) {
			return false
		}
		near := slices.ContainsFunc(d.near(n, 2), func(s statement) bool {
			return slices.ContainsFunc(s.mentions, func(m mention) bool {
				return slices.Contains(names, m.concept) || m.concept == "medication" && isDrug(id)
			})
		})
		if !near && !d.titleNames(d.records.statements[n].page.Document, names) {
			return false
		}
	}
	return true
}

// ofOtherDrug reports whether the statement names a drug, but not the one that is asked for.
func ofOtherDrug(s statement, id string, names []string) bool {
	if !isDrug(id) || slices.ContainsFunc(s.mentions, func(m mention) bool { return slices.Contains(names, m.concept) }) {
		return false
	}
	return slices.ContainsFunc(s.mentions, func(m mention) bool {
		return isDrug(m.concept) && !m.ambiguous && !slices.Contains(withNarrower(m.concept), id)
	})
}

// sourceNear reports whether what the topic comes from is spoken of in the statement,
// in one of the two before it or in the title of its document.
func (d *draft) sourceNear(n int32, t topic) bool {
	for _, s := range d.near(n, 2) {
		if d.records.kept(fmt.Sprint("source ", t.source.name), s, func(c context) bool {
			return t.source.heldIn(s, lowered(s.text()), c, topic{answer: true, plans: true})
		}) {
			return true
		}
	}
	return slices.ContainsFunc(t.source.allConcepts(), func(id string) bool {
		return d.titleNames(d.records.statements[n].page.Document, withNarrower(id))
	})
}

// near is the statement and as many before it on its page.
func (d *draft) near(n int32, before int) []statement {
	s := d.records.statements[n]
	from := max(int(n)-before, s.page.first)
	return d.records.statements[from : n+1]
}

// titleNames reports whether the title or the kind of a document names a concept.
func (d *draft) titleNames(id casefile.DocumentID, names []string) bool {
	doc, _ := d.Case.Document(id)
	title := doc.Title
	if doc.Kind == "therapy_note" {
		title += " physical therapy"
	}
	return slices.ContainsFunc(mentionsIn(title), func(m mention) bool { return slices.Contains(names, m.concept) })
}

// concernsParts reports whether the statement is about the body part, level and
// side of the topic. Where it names none, what stands before it on the page counts.
func (d *draft) concernsParts(n int32, t topic) bool {
	s := d.records.statements[n]
	for _, part := range t.parts {
		if !d.concerns(n, part) {
			return false
		}
	}
	if t.side != "" {
		for _, side := range dictionary.Sides(s.text()) {
			if sidesMeet(t.side, side.Side) {
				return true
			}
		}
		return len(dictionary.Sides(s.text())) == 0
	}
	if len(t.levels) > 0 {
		have := dictionary.Levels(s.text())
		return len(have) == 0 || slices.ContainsFunc(have, func(h dictionary.LevelMention) bool {
			return slices.ContainsFunc(t.levels, func(l dictionary.LevelMention) bool { return levelsMeet(l, h) })
		})
	}
	return true
}

// concerns reports whether the statement or what leads to it is about the part.
func (d *draft) concerns(n int32, part string) bool {
	around := d.near(n, 4)
	for i := len(around) - 1; i >= 0; i-- {
		parts := partsIn(around[i].mentions)
		if len(parts) == 0 {
			continue
		}
		return slices.ContainsFunc(parts, func(p string) bool { return relatedParts(part, p) })
	}
	doc, _ := d.Case.Document(d.records.statements[n].page.Document)
	parts := partsIn(mentionsIn(doc.Title))
	return len(parts) == 0 || slices.ContainsFunc(parts, func(p string) bool { return relatedParts(part, p) })
}
