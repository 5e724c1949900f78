package finding

import (
	"regexp"
	"slices"
)

// sense is a meaning that drafts and records put into quite different words: a
// claim says “measurable relief”, a note “from 8/10 to 4/10”.
type sense struct {
	name     string
	said     *regexp.Regexp // in the claim
	held     *regexp.Regexp // in a statement of the records; both in lower case
	concepts []string       // a mention of one of them, affirmed, is as good
	keys     []string       // words by one of which a statement that may hold it is found
	prefixes []string       // such words of the patterns in held; one that ends in * stands for all that begin so
	negative bool           // the words in held count even where they are denied
	planned  bool           // a plan is as good as what was done
	alone    bool           // what follows it in a claim is its object: “motivation to return to work”
}

// amountOf is the words for a share of the whole.
const amountOf = `(?:\d+(?:\.\d+)?\s*(?:-|to|–)?\s*\d*\s*(?:%|percent)|half|two thirds|one third|a third|\w+ty percent)`

// senseMention is a place where a claim has a sense.
type senseMention struct {
	*sense
	start, end int
}

// sensesIn lists the senses that the text of a claim has, in their order; of two
// that overlap the longer counts.
func sensesIn(text string) []senseMention {
	var all, out []senseMention
	for _, s := range senses() {
		if m := s.said.FindStringIndex(text); m != nil {
			all = append(all, senseMention{s, m[0], m[1]})
		}
	}
	slices.SortStableFunc(all, func(a, b senseMention) int { return (b.end - b.start) - (a.end - a.start) })
	var taken [][2]int
	for _, m := range all {
		if !overlaps(taken, m.start, m.end) {
			taken = append(taken, [2]int{m.start, m.end})
			out = append(out, m)
		}
	}
	slices.SortStableFunc(out, func(a, b senseMention) int { return a.start - b.start })
	return out
}

var scores = regexp.MustCompile(`^(?:(?:pain|vas|nrs)\b[^\d.;]{0,30})?(?:from |pre:? |before:? |brings? (?:the )?pain from )?(\d+)(?:\.\d+)?(?:\s*(?:-|to)\s*\d+)?(?:\s*/\s*10| out of 10)?[^\d]*?(?:to|->|→|post|after|and)\s*(\d+)[^%]*$`)

// rises reports whether the words are two scores of pain of which the second is not lower.
func rises(words string) bool {
	m := scores.FindStringSubmatch(words)
	return m != nil && valueOf(m[2]) >= valueOf(m[1])
}

var (
	notHelped = regexp.MustCompile(`(?:\b(?:no|not|without|w/o|denies|never|minimal|little|lack of|neither|nor|hardly|limited|poor|lacks|zero|nil|no longer)|n't)(?:[^\w.;]+[\w%]+){0,3}[^\w.;]*$`)
	worsened  = regexp.MustCompile(`^[^.;,]{0,30}\b(?:worse|did not last|wore off at once)\b`)
)

// heldIn returns the place of the sense in a statement in lower case. A sense that
// is no negation itself must not be denied there, unless the claim asks for an
// answer of either kind, nor only supposed.
func (s *sense) heldIn(st statement, text string, c context, t topic) bool {
	for _, m := range st.mentions {
		if slices.ContainsFunc(s.concepts, func(id string) bool { return slices.Contains(withNarrower(id), m.concept) }) && (!m.ambiguous || plainIn(st, m)) && t.counts(st.statusAt(c, m.start, m.end), s.planned) {
			return true
		}
	}
	if s.held == nil {
		return false
	}
	for _, m := range s.held.FindAllStringIndex(text, 20) {
		if rises(text[m[0]:m[1]]) {
			continue
		}
		status := st.statusAt(c, m[0], m[1])
		if status.other || status.supposed && !s.planned && !t.plans {
			continue
		}
		if s.negative || t.answer || !status.negated && !notHelped.MatchString(text[:m[0]]) && !worsened.MatchString(text[m[1]:]) {
			return true
		}
	}
	return false
}
