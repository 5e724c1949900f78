package finding

import (
	"strings"
	"unicode/utf8"
)

// status is how a text means a concept that it names: whether it says that it is
// there, of whom, and of what time.
type status struct {
	negated  bool // it says that it is not there
	doubtful bool // suspected, to be ruled out
	other    bool // of a relative or of people in general
	supposed bool // under a condition, planned, requested or spoken of only
	past     bool // of an earlier time
}

// affirmed reports whether the text says that the patient has or had it.
func (s status) affirmed() bool { return !s.negated && !s.doubtful && !s.other && !s.supposed }

// contextToken is a word or a sign of a sentence with the cue that begins at it.
type contextToken struct {
	word       string
	start, end int
	cue        *cue
	stop       bool // a sign at which every reach ends
	comma      bool
}

// context is a sentence whose cues have been found.
type context []contextToken

// contextOf finds the cues of a sentence.
//
// It reads in one pass: the longest phrase at each place counts, a reach ends at a
// stop, at a cue of the same direction that ends it, and at the end of the sentence.
//
// Limits: two negations in one clause are one. A reach never crosses a semicolon.
func contextOf(text string) context {
	var out context
	tokens := cueTokens(text)
	denied := -1 // the token after a negation and its adverbs
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		for _, c := range cueIndex[t.word] {
			if startsWith(tokens[i:], c.words) {
				t.cue = &c
				break
			}
		}
		if t.cue != nil && t.cue.kind == cueEnds && denied == len(out) && governed[t.word] {
			t.cue = nil
		}
		t.stop = t.word == ";" || t.word == "." || t.word == "|" || t.word == "•"
		t.comma = t.word == ","
		out = append(out, t)
		if t.cue == nil {
			if denied == len(out)-1 && isAdverb(t.word) {
				denied++
			}
			continue
		}
		for range t.cue.length() - 1 {
			i++
			out = append(out, tokens[i])
		}
		if t.cue.kind == cueNegates && t.cue.before {
			denied = len(out)
		}
	}
	out.endClauses()
	out.tickBoxes()
	out.lastWords()
	return out
}

// tickBoxes reads the boxes of a form: an empty one denies what stands after it, or
// before it where the line begins with words, as in a table of yes and no.
func (c context) tickBoxes() {
	for i := range c {
		if c[i].word == "[ ]" || c[i].word == "[_]" || c[i].word == "( )" {
			empty := emptyBefore
			if !isBox(c[0].word) {
				empty = emptyAfter
			}
			c[i].cue = empty
		}
	}
}

// lastWords reads a negation with nothing after it: “Anxiety: no” denies what stands
// before it, and “MR LUMBAR SPINE W/O: ” denies nothing of what the report goes on with.
func (c context) lastWords() {
	for i := range c {
		last := i+1 == len(c) || c[i+1].stop || c[i+1].comma
		switch w := c[i].word; {
		case last && (w == "no" || w == "n"):
			c[i].cue = &cue{words: []string{w}, kind: cueNegates, after: true}
		case last && i > 0 && notYet[w] && c[i-1].cue == nil && c[i-1].word != "as":
			c[i].cue = &cue{words: []string{w}, kind: cueSupposes, after: true}
		case (w == "w/o" || w == "without") && c[i].cue != nil && (last || c[i+1].word == ":"):
			c[i].cue = nil
		}
	}
}

// notYet are what becomes of a thing that is not there yet: “x-rays ordered”.
var notYet = wordSet("ordered requested recommended advised planned suggested considered proposed discussed prescribed")

func isBox(word string) bool { return strings.HasPrefix(word, "[") || strings.HasPrefix(word, "(") }

var (
	emptyBefore = &cue{words: []string{"[ ]"}, kind: cueNegates, before: true}
	emptyAfter  = &cue{words: []string{"[ ]"}, kind: cueNegates, after: true}
)

// endClauses marks the commas and the “and” at which a new clause begins, where a
// negation ends.
func (c context) endClauses() {
	opened := false
	for i := range c {
		opened = opened || clauseOpener[c[i].word]
		if c[i].word != "," && c[i].word != "and" || c[i].cue != nil {
			continue
		}
		if c[i].comma && opened || c.newClause(i+1) {
			c[i].cue, opened = clauseCue, false
		}
	}
}

// newClause reports whether a finite verb stands among the few words from i on.
func (c context) newClause(i int) bool {
	for j := i; j < min(i+5, len(c)); j++ {
		switch w := c[j].word; {
		case w == "," || w == "and" || w == "or" || c[j].stop:
			return false
		case finiteVerb[w]:
			return j > i
		}
	}
	return false
}

var (
	clauseCue    = &cue{words: []string{","}, kind: cueEnds, before: true}
	clauseOpener = wordSet("although though while despite because since whereas")
	finiteVerb   = wordSet("is are was were has have had remains remain does did shows showed showing")
)

// isAdverb reports whether the word may stand between a negation and its verb.
func isAdverb(word string) bool { return adverbs[word] || strings.HasSuffix(word, "ly") }

var (
	adverbs = wordSet("ever yet actually really any so far been being having")
	// governed are verbs that end a reach, but not where a negation stands right before
	// them: “never had” negates what comes after it.
	governed = wordSet("has had having reports reported states stated complains complained notes noted shows showed revealed reveals demonstrates completed attended underwent " +
		"received continues continue takes taking responded improved failed helped helps tried uses used decreased increased diminished reduced limited only")
)

func (c cue) length() int { return len(c.words) }

// startsWith reports whether the tokens begin with the words.
func startsWith(tokens []contextToken, words []string) bool {
	if len(tokens) < len(words) {
		return false
	}
	for i, w := range words {
		if tokens[i].word != w {
			return false
		}
	}
	return true
}

// of is the status of what stands at the bytes start to end of the sentence.
func (c context) of(start, end int) status {
	var s status
	c.backward(start, &s)
	c.forward(end, &s)
	return s
}

// longestReach is the most tokens over which a cue reaches; a negation of the
// telegraphic sort, such as “neg”, reaches to the next comma only.
const longestReach = 25

// backward looks at the cues that stand before the place.
func (c context) backward(start int, s *status) {
	ended, comma := map[cueKind]bool{}, false
	i := len(c) - 1
	for i >= 0 && c[i].start >= start {
		i--
	}
	for steps := 0; i >= 0 && steps < longestReach; i, steps = i-1, steps+1 {
		t := c[i]
		if t.stop {
			break
		}
		comma = comma || t.comma || t.word == "and"
		if t.cue == nil || t.cue.kind == cueNothing {
			continue
		}
		if t.cue.kind == cueEnds {
			ended[cueNegates], ended[cueDoubts], ended[cuePast] = true, true, true
			if strongEnd[t.word] {
				ended[cueSupposes], ended[cueOther] = true, true
			}
			continue
		}
		if t.cue.before && !ended[t.cue.kind] && !(comma && narrow[t.word]) {
			s.set(t.cue.kind)
		}
	}
}

// forward looks at the cues that stand after the place and reach back to it.
func (c context) forward(end int, s *status) {
	i := 0
	for i < len(c) && c[i].start < end {
		i++
	}
	for steps := 0; i < len(c) && steps < 10; i, steps = i+1, steps+1 {
		t := c[i]
		if t.stop || t.comma || t.cue != nil && t.cue.kind == cueEnds && !linking[t.word] {
			return
		}
		if t.cue == nil {
			continue
		}
		if t.cue.after && (t.cue.kind != cueNegates || steps < 5) {
			s.set(t.cue.kind)
		}
		if t.cue.kind == cueNegates && t.cue.before && !t.cue.after {
			return // “pain without numbness” says nothing against pain
		}
	}
}

func (s *status) set(kind cueKind) {
	switch kind {
	case cueNegates:
		s.negated = true
	case cueDoubts:
		s.doubtful = true
	case cueOther:
		s.other = true
	case cueSupposes:
		s.supposed = true
	case cuePast:
		s.past = true
	}
}

var (
	// strongEnd are the words after which a condition or a relative is spoken of no longer.
	strongEnd = wordSet("but however although though whereas nevertheless and reports reported states underwent completed attended received")
	// narrow are negations that hold for the next thing only.
	narrow = wordSet("negative neg absent")
	// linking are words that end no reach from what follows them: “radiation was denied”.
	linking = wordSet("has had was is there with so")
)

// cueTokens parts a sentence into words and signs. A few signs of notes are words:
// w/o, s/p, (+), [ ].
func cueTokens(text string) []contextToken {
	out := make([]contextToken, 0, len(text)/5+1)
	lower := strings.ToLower(text)
	if len(lower) != len(text) {
		lower = text // a letter whose lower case is longer; places must stay
	}
	for i := 0; i < len(lower); {
		n := signAt(lower[i:])
		switch r, size := utf8.DecodeRuneInString(lower[i:]); {
		case n > 0:
		case r == ' ' || r == '\n' || r == '\t':
			i += size
			continue
		case alnum(r):
			n = wordEnd(lower[i:])
		default:
			n = size
		}
		word := lower[i : i+n]
		if strings.HasSuffix(word, "n't") || strings.HasSuffix(word, "n’t") {
			word = "not"
		}
		out = append(out, contextToken{word: word, start: i, end: i + n})
		i += n
	}
	return out
}

// cueWords is a phrase as cueTokens reads it.
func cueWords(phrase string) []string {
	var out []string
	for _, t := range cueTokens(phrase) {
		out = append(out, t.word)
	}
	return out
}

// noteSigns are the signs that notes use for words.
var noteSigns = []string{"w/out", "w/o", "r/o", "s/p", "h/o", "c/o", "n/a", "(+)", "(-)", "[ ]", "[x]", "[_]", "( )", "(x)", "fh:", "plan:", "goal:", "goals:"}

func signAt(s string) int {
	for _, sign := range noteSigns {
		if len(s) >= len(sign) && s[:len(sign)] == sign {
			if len(s) == len(sign) || !alnum(rune(s[len(sign)])) || !alnum(rune(sign[len(sign)-1])) {
				return len(sign)
			}
		}
	}
	return 0
}

// wordEnd is the length of the word at the start of s; n't is a part of it, and a
// possessive 's as well.
func wordEnd(s string) int {
	for i, r := range s {
		if alnum(r) || r == '-' && i > 0 && i+1 < len(s) && alnum(rune(s[i+1])) {
			continue
		}
		if strings.HasPrefix(s[i:], "'t") || strings.HasPrefix(s[i:], "’t") {
			return i + len(s[i:]) - len(strings.TrimLeft(s[i:], "'’t"))
		}
		return i
	}
	return len(s)
}
