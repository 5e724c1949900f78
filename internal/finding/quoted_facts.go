package finding

import (
	"slices"
	"strings"

	"imr/internal/dictionary"
	"imr/internal/review"
)

// againstQuotes lists the facts of the sentence that its own quotes say otherwise:
// the only amount of a kind and unit where the quotes have one other such amount,
// the only level where they have one other, and a side where a quote gives the
// other one to the same thing. A score, share, angle, count or stretch of time that
// stands on the page in the same unit is let pass, since a page has many of them.
func (d *draft) againstQuotes(s review.Sentence, a asserted) []missed {
	var quotes []string
	for _, src := range s.Sources {
		if p := d.page(src.Document, src.Page); p != nil && !p.Reading.ByOCR() {
			quotes = append(quotes, src.Quote)
		}
	}
	var quoted []measure
	all := newHeld()
	for _, q := range quotes {
		quoted = append(quoted, amountsNear(q, anyYear)...)
		all.read(q)
	}
	var out []missed
	own := amountsNear(a.text, anyYear)
	for _, m := range own {
		if comparable(m) && m.onlyOne(own) && m.oneOther(quoted) && !all.hasFigures(m) && !m.isDrugOf(a.text, quotes) && !d.frequentOn(s, m) {
			out = append(out, missed{words: m.in(a.text), measure: m})
		}
	}
	for _, side := range a.sides {
		if side.opposedIn(quotes) && !side.bothIn(a.sides) {
			out = append(out, missed{words: side.words(a.text), measure: measure{kind: aSide}})
		}
	}
	return out
}

// frequentOn reports whether a cited page has the very amount, of a kind of which
// a page may have many.
func (d *draft) frequentOn(s review.Sentence, m measure) bool {
	switch m.kind {
	case aPercent, aScore, anAngle, aCount, aDuration:
		return slices.ContainsFunc(s.Sources, func(src review.Source) bool {
			p := d.page(src.Document, src.Page)
			return p != nil && d.records.held(p).hasExactly(m)
		})
	}
	return false
}

// comparable reports whether a lone measure of the kind is what a quote is there
// to prove. A share of a number and a mere number say too little.
func comparable(m measure) bool {
	switch m.kind {
	case aPercent, aScore, aDose, aLength, anAngle, anAge, aDuration, aLevel:
		return true
	case aCount:
		return m.unit != "time" && m.unit != "level" && m.unit != "series"
	}
	return false
}

func (m measure) alikeKind(o measure) bool { return o.kind == m.kind && o.unit == m.unit }

// onlyOne reports whether the list has no second measure of the kind and unit.
func (m measure) onlyOne(list []measure) bool {
	n := 0
	for _, o := range list {
		if m.alikeKind(o) {
			n++
		}
	}
	return n == 1
}

// oneOther reports whether the list has one measure of the kind and unit, and it is another.
func (m measure) oneOther(list []measure) bool {
	i := slices.IndexFunc(list, m.alikeKind)
	if i < 0 || !list[i].onlyOne(list) {
		return false
	}
	o := list[i]
	if m.kind == aLevel {
		return !touches(m.level, o.level)
	}
	return m.low > o.high || o.low > m.high
}

// touches reports whether the levels are one, or one is a vertebra of the other.
func touches(a, b dictionary.LevelMention) bool {
	if a.From == a.To || b.From == b.To {
		return a.From == b.From || a.To == b.To || a.From == b.To || a.To == b.From
	}
	return a.From == b.From && a.To == b.To
}

// isDrugOf reports whether the dose is of a drug that no quote names.
func (m measure) isDrugOf(text string, quotes []string) bool {
	if m.kind != aDose {
		return false
	}
	drug := drugBeside(drugsIn(text), m, text)
	return drug != "" && !slices.ContainsFunc(quotes, func(q string) bool {
		return slices.ContainsFunc(drugsIn(q), func(p place) bool { return includes(p.concept, drug) })
	})
}

// opposedIn reports whether a quote gives the other side to the same thing, and
// none may give it this one.
func (s sided) opposedIn(quotes []string) bool {
	if len(s.of) == 0 || s.side == dictionary.Bilateral || maySay(strings.Join(quotes, " "), s.side) {
		return false
	}
	return slices.ContainsFunc(quotes, func(q string) bool {
		return slices.ContainsFunc(sidesIn(q, mentionsIn(q)), func(o sided) bool {
			return o.side != dictionary.Bilateral && slices.ContainsFunc(o.of, func(x string) bool { return sameThing(x, s.of[0]) })
		})
	})
}

// bothIn reports whether the sentence itself speaks of the other side of it.
func (s sided) bothIn(sides []sided) bool {
	return slices.ContainsFunc(sides, func(o sided) bool { return o.side != s.side })
}
