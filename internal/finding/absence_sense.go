package finding

import (
	"regexp"
	"slices"
	"strings"

	"imr/internal/dictionary"
)

// sense is a meaning that drafts and records put into quite different words: a
// claim says “measurable relief”, a note “from 8/10 to 4/10”.
type sense struct {
	name     string
	said     *regexp.Regexp // in the claim
	hints    []string       // begins of words, one of which is where it is said; "" where any may be
	held     *regexp.Regexp // in a statement of the records; both in lower case
	veto     *regexp.Regexp // where this stands a statement does not hold it
	named    []string       // concepts by which a claim names it
	concepts []string       // a mention of one of them, affirmed, is as good
	like     []*sense       // others that are as good
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
// that overlap the longer counts, without the words before front.
func sensesIn(text string, front int) []senseMention {
	var all, out []senseMention
	names := mentionsIn(text)
	for _, s := range senses() {
		for _, m := range names {
			if slices.Contains(s.named, m.concept) && (!m.ambiguous || m.end-m.start > 3) {
				all = append(all, senseMention{s, m.start, m.end})
			}
		}
	}
	for _, s := range senses() {
		if s.said == nil || !slices.ContainsFunc(s.hints, func(h string) bool { return strings.Contains(text, strings.TrimSuffix(h, "*")) }) {
			continue
		}
		if m := s.said.FindStringIndex(text); m != nil {
			all = append(all, senseMention{s, m[0], m[1]})
		}
	}
	for i := range all {
		if all[i].end > front {
			all[i].start = max(all[i].start, front)
		}
	}
	slices.SortStableFunc(all, func(a, b senseMention) int { return (b.end - b.start) - (a.end - a.start) })
	var taken [][2]int
	for _, m := range all {
		if !overlaps(taken, m.start, m.end) {
			taken = append(taken, [2]int{m.start, m.end})
			out = append(out, m.withOthers(all))
		}
	}
	slices.SortStableFunc(out, func(a, b senseMention) int { return a.start - b.start })
	return out
}

// withOthers is the mention with the other senses of most of its words, of which each
// is enough.
func (m senseMention) withOthers(all []senseMention) senseMention {
	group := sense{name: m.name, like: []*sense{m.sense}, negative: m.negative, planned: m.planned, alone: m.alone}
	for _, o := range all {
		shared := min(m.end, o.end) - max(m.start, o.start)
		if 5*shared >= 4*(m.end-m.start) && o.negative == m.negative && o.planned == m.planned && !slices.Contains(group.like, o.sense) {
			group.name += "; " + o.name
			group.like = append(group.like, o.sense)
		}
	}
	if len(group.like) > 1 {
		m.sense = &group
	}
	return m
}

var scores = regexp.MustCompile(`^(?:(?:pain|vas|nrs)\b[^\d.;]{0,30})?(?:from |pre:? |before:? |brings? (?:the )?pain from )?(\d+)(?:\.\d+)?(?:\s*(?:-|to)\s*\d+)?(?:\s*/\s*10| out of 10)?[^\d]*?(?:to|->|→|post|after|and)\s*(\d+)[^%]*$`)

// rises reports whether the words are two scores of pain of which the second is not lower.
func rises(words string) bool {
	m := scores.FindStringSubmatch(words)
	return m != nil && valueOf(m[2]) >= valueOf(m[1])
}

var (
	notHelped = regexp.MustCompile(`(?:\b(?:no|not|without|w/o|denies|never|minimal|little|lack of|neither|nor|hardly|limited|poor(?:ly)?|lacks|zero|nil|no longer)|n't)(?:[^\w.;]+[\w%]+){0,3}[^\w.;]*$`)
	worsened  = regexp.MustCompile(`^[^.;,]{0,30}\b(?:worse|did not last|wore off at once)\b`)
)

// heldIn returns the place of the sense in a statement in lower case. A sense that
// is no negation itself must not be denied there, unless the claim asks for an
// answer of either kind, nor only supposed.
func (s *sense) heldIn(st statement, text string, c context, t topic) bool {
	if !t.answer && s.vetoed(text) {
		return false
	}
	for _, m := range st.mentions {
		if slices.ContainsFunc(s.concepts, func(id string) bool { return slices.Contains(withNarrower(id), m.concept) }) && (!m.ambiguous || plainIn(st, m)) && t.counts(st.statusAt(c, m.start, m.end), s.planned) {
			return true
		}
	}
	if slices.ContainsFunc(s.like, func(o *sense) bool { return o.heldIn(st, text, c, t) }) {
		return true
	}
	if s.held == nil {
		return false
	}
	for _, m := range s.held.FindAllStringIndex(text, 20) {
		if rises(text[m[0]:m[1]]) {
			continue
		}
		status := st.statusAt(c, m[0], m[1])
		if status.other || status.doubtful && !t.answer || status.supposed && !s.planned && !t.plans {
			continue
		}
		if s.negative || t.answer || !status.negated && !notHelped.MatchString(text[:m[0]]) && !worsened.MatchString(text[m[1]:]) {
			return true
		}
	}
	return false
}

// vetoed reports whether the text has words with which it does not hold the sense.
func (s *sense) vetoed(text string) bool {
	return s.veto != nil && s.veto.MatchString(text) || slices.ContainsFunc(s.like, func(o *sense) bool { return o.vetoed(text) })
}

// allConcepts are the concepts that are as good as the sense, with those of the
// senses that are like it.
func (s *sense) allConcepts() []string {
	out := slices.Clone(s.concepts)
	for _, other := range s.like {
		out = append(out, other.allConcepts()...)
	}
	return out
}

// isGroup reports whether the sense only stands for several others.
func (s *sense) isGroup() bool { return s.said == nil && s.named == nil }

// names is what the sense is called to a person: the words of the concept that it is
// for, else its name; of a group, those of each of its senses.
func (s *sense) names() []string {
	if len(s.named) > 0 {
		forms := dictionary.Standard().Forms(s.named[0])
		return forms[:min(len(forms), 4)]
	}
	if !s.isGroup() {
		return []string{s.name}
	}
	var out []string
	for _, o := range s.like {
		out = append(out, o.names()...)
	}
	return out
}

// saidIn lists the places of a claim that put the sense, or one of a group, into words.
func (s *sense) saidIn(text string) [][]int {
	var out [][]int
	if s.said != nil {
		out = s.said.FindAllStringIndex(text, -1)
	}
	if s.isGroup() {
		for _, o := range s.like {
			out = append(out, o.saidIn(text)...)
		}
	}
	return out
}
