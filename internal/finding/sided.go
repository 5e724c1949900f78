package finding

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"imr/internal/dictionary"
)

// sided is a side of the body that a text gives to something, by the concepts
// that it names there, the nearest first.
type sided struct {
	side       dictionary.Side
	start, end int // of the side
	of         []string
}

// sidesIn lists the sides of the text with what they are the side of: what follows
// in the same phrase, else what stands before it, as in “reflex on the left”.
func sidesIn(text string, mentions []mention) []sided {
	var out []sided
	for _, s := range dictionary.Sides(text) {
		sd := sided{side: s.Side, start: s.Start, end: s.End}
		for _, m := range mentions {
			if m.start >= s.End && m.start-s.End <= 30 && hasSide(m.concept) && !phraseEnd.MatchString(text[s.End:m.start]) {
				sd.of = append(sd.of, m.concept)
			}
		}
		for i := len(mentions) - 1; i >= 0 && len(sd.of) == 0; i-- {
			m := mentions[i]
			if m.end <= s.Start && s.Start-m.end <= 40 && hasSide(m.concept) && !phraseEnd.MatchString(text[m.end:s.Start]) {
				sd.of = append(sd.of, m.concept)
			}
		}
		out = append(out, sd)
	}
	return out
}

var (
	phraseEnd  = regexp.MustCompile(`[.,;:]\s|\b(?:and|but|with|while|whereas|or|than|left|right)\b`)
	sidedClass = map[dictionary.Class]bool{"body_parts": true, "levels": true, "conditions": true, "symptoms": true, "findings": true, "procedures": true, "devices": true, "tests": true}
	noPart     = wordSet("positive-finding negative-finding normal-finding intact decreased")
)

func hasSide(concept string) bool {
	c, ok := dictionary.Standard().Concept(concept)
	return ok && sidedClass[c.Class] && !noPart[concept]
}

// partsOf is the concept with the parts of the body that it concerns, but for
// those that are too wide to tell one thing from another.
var partsOf = func() func(string) []string {
	var known sync.Map
	return func(concept string) []string {
		if v, ok := known.Load(concept); ok {
			return v.([]string)
		}
		parts := append([]string{concept}, dictionary.Standard().Sites(concept)...)
		parts = slices.DeleteFunc(parts, func(p string) bool { return wide[p] })
		known.Store(concept, parts)
		return parts
	}
}()

var wide = wordSet("spine back low-back neck nerve-root intervertebral-disc spinal-cord body muscle joint pain upper-extremity lower-extremity")

// related reports whether two concepts may be of one part of the body.
func related(a, b string) bool {
	if includes(a, b) {
		return true
	}
	for _, p := range partsOf(a) {
		if slices.Contains(partsOf(b), p) {
			return true
		}
	}
	return false
}

var (
	looseLeft  = regexp.MustCompile(`(?i)\bleft\b|\bl(?:ue|le)\b|\blt\b|\((?:l|lt)\)|(?-i:\bL\b)`)
	looseRight = regexp.MustCompile(`(?i)\bright\b|\br(?:ue|le)\b|\brt\b|\((?:r|rt)\)|(?-i:\bR\b)`)
	looseBoth  = regexp.MustCompile(`(?i)\bbilat\w*|\bb/l\b|\bb[ul]e\b|\bboth\b|\beither\b|\beach\b|\bsymmetr\w+|\bequal\w*|(?-i:\bB\b)`)
	handed     = regexp.MustCompile(`(?i)\b(?:right|left)[ -]hand(?:ed\w*|er\b| dominan\w+)`)
	oneSide    = map[dictionary.Side]*regexp.Regexp{dictionary.Left: looseLeft, dictionary.Right: looseRight}
)

// maySay reports whether the text may speak of the side, in however short a form.
func maySay(text string, side dictionary.Side) bool {
	text = handed.ReplaceAllString(text, "")
	if looseBoth.MatchString(text) {
		return true
	}
	if side == dictionary.Bilateral {
		return looseLeft.MatchString(text) && looseRight.MatchString(text)
	}
	return oneSide[side].MatchString(text)
}

// hear reads the statements for the side: whether one may give it to something
// related, and if not, one that plainly gives the other side to the same thing.
func (s sided) hear(statements []statement, heads func(*page) bool) (supported bool, against *statement) {
	for i := range statements {
		st := &statements[i]
		if !slices.ContainsFunc(st.mentions, func(m mention) bool { return related(m.concept, s.of[0]) }) {
			continue
		}
		if maySay(st.text(), s.side) || heads(st.page) || s.side == dictionary.Bilateral && !namesSide(st.text()) {
			return true, nil
		}
		if against == nil && s.opposed(st) {
			against = st
		}
	}
	return false, against
}

func namesSide(text string) bool { return looseLeft.MatchString(text) || looseRight.MatchString(text) }

// bothHeads matches the head of a table with a column for each side.
var bothHeads = regexp.MustCompile(`(?im)^\W*(?:\w+[ \t]+){0,3}(?:(?:right|rt|r)\s{1,40}(?:left|lt|l)|(?:left|lt|l)\s{1,40}(?:right|rt|r))\s*$`)

// opposed reports whether the statement gives the other side to the same thing.
func (s sided) opposed(st *statement) bool {
	for _, other := range sidesIn(st.text(), st.mentions) {
		if other.side != s.side && other.side != dictionary.Bilateral && len(other.of) > 0 && sameThing(other.of[0], s.of[0]) {
			return true
		}
	}
	return false
}

// sameThing reports whether two concepts are one, or of the very same part of the body.
func sameThing(a, b string) bool {
	return includes(a, b) || firstPart(a) != "" && firstPart(a) == firstPart(b)
}

// includes reports whether one of the concepts is the other or a kind of it.
func includes(a, b string) bool {
	return dictionary.Standard().Covers(a, b) || dictionary.Standard().Covers(b, a)
}

// firstPart is the part of the body that the concept concerns most closely, or "".
func firstPart(concept string) string {
	for _, site := range dictionary.Standard().Sites(concept) {
		if !wide[site] {
			return site
		}
	}
	return ""
}

// words is the side with what it is the side of.
func (s sided) words(text string) string {
	end := s.end
	if rest := text[s.end:]; len(s.of) > 0 {
		for _, m := range mentionsIn(rest) {
			if m.concept == s.of[0] {
				end = s.end + m.end
				break
			}
		}
	}
	return strings.TrimSpace(text[s.start:end])
}

// otherSide reports whether the pages give only the other side to what the draft
// gives this one, and one statement that does.
func (d *draft) otherSide(pages []*page, s sided) (*statement, bool) {
	if len(s.of) == 0 {
		return nil, false
	}
	var against *statement
	all := ""
	for _, p := range pages {
		all += p.text + "\n"
		doc, _ := d.Case.Document(p.Document)
		supported, other := s.hear(d.records.statementsOn(p), d.hasHeads)
		if supported || namesSide(doc.Title) && maySay(doc.Title, s.side) {
			return nil, false
		}
		if against == nil {
			against = other
		}
	}
	if s.side == dictionary.Bilateral && maySay(all, s.side) {
		return nil, false
	}
	return against, against != nil
}

func (d *draft) hasHeads(p *page) bool { return d.records.held(p).heads }

// otherSideEverywhere is otherSide for all the records and the items as requested.
func (d *draft) otherSideEverywhere(s sided) (*statement, bool) {
	if len(s.of) == 0 {
		return nil, false
	}
	for _, it := range d.Case.Items {
		for _, part := range it.BodyParts {
			if dictionary.Side(part.Side).Covers(s.side) {
				return nil, false
			}
		}
		if namesSide(it.Description) && maySay(it.Description, s.side) {
			return nil, false
		}
	}
	against := d.records.otherSideOnly(s)
	return against, against != nil
}

// otherSideOnly is a statement that gives the other side to the thing, nil where
// none does or one may give it this side.
func (r *Prepared) otherSideOnly(s sided) *statement {
	asked := string(s.side) + " " + s.of[0]
	if against, ok := r.sides.Load(asked); ok {
		return against.(*statement)
	}
	var against *statement
	for _, id := range r.named(s.of[0]) {
		supported, other := s.hear(r.statements[id:id+1], func(p *page) bool { return r.held(p).heads })
		if supported {
			against = nil
			break
		}
		if against == nil {
			against = other
		}
	}
	r.sides.Store(asked, against)
	return against
}
