package dictionary

import "strings"

// Side is a side of the body, written as in a case bundle.
type Side string

// The sides of the body.
const (
	Left      Side = "left"
	Right     Side = "right"
	Bilateral Side = "bilateral"
)

// Covers reports whether a statement about this side holds for the other:
// bilateral covers left and right, and each side covers itself.
func (s Side) Covers(other Side) bool { return s == other || s == Bilateral && other != "" }

// SideMention is a place of a text where a side of the body is named.
type SideMention struct {
	Side       Side
	Start, End int // byte offsets in the text
}

// Sides is every side of the body that the text names, in order: in words, as
// L, R, (L), Lt, B/L or bilat., and within RUE, BLE and the like. The words
// count only where they mean a side: not in “left therapy”, “right away”,
// “nothing left”, “right-handed”. Single letters and Lt or Rt count where a part
// of the body, a bracket or their counterpart stands beside them.
func Sides(text string) []SideMention {
	var found []SideMention
	tokens := sideTokens(text)
	for i := 0; i < len(tokens); i++ {
		start := tokens[i].start
		if strings.EqualFold(text[start:min(len(text), start+3)], "b/l") && wordAt(tokens, i+1) == "l" {
			i++
			found = append(found, SideMention{Bilateral, start, tokens[i].end})
		} else if side := sideAt(text, tokens, i); side != "" {
			found = append(found, SideMention{side, start, tokens[i].end})
		}
	}
	return found
}

// sideToken is a word with its small letters.
type sideToken struct {
	token
	word string
}

func sideTokens(text string) []sideToken {
	list := make([]sideToken, 0, len(text)/6+1)
	s := scanner{text: text}
	for t, ok := s.next(); ok; t, ok = s.next() {
		list = append(list, sideToken{t, strings.ToLower(text[t.start:t.end])})
	}
	return list
}

// sideWords are the words that always name a side.
var sideWords = map[string]Side{
	"bilateral": Bilateral, "bilaterally": Bilateral, "bilat": Bilateral,
	"rue": Right, "rle": Right, "ruq": Right, "rlq": Right, "lue": Left, "lle": Left, "luq": Left, "llq": Left,
	"bue": Bilateral, "ble": Bilateral,
}

func sideAt(text string, tokens []sideToken, i int) Side {
	t := tokens[i]
	if side := sideWords[t.word]; side != "" {
		return side
	}
	switch t.word {
	case "left":
		return only(Left, isSideWord(text, tokens, i, leftOtherwise))
	case "right":
		return only(Right, isSideWord(text, tokens, i, rightOtherwise))
	case "both":
		return only(Bilateral, beforePart(text, tokens, i) || wordAt(tokens, i+1) == "sides")
	case "l", "lt":
		return only(Left, isSideLetter(text, tokens, i))
	case "r", "rt":
		return only(Right, isSideLetter(text, tokens, i))
	case "b", "bil":
		return only(Bilateral, text[t.start] == 'B' && beforePart(text, tokens, i))
	}
	return ""
}

func only(side Side, is bool) Side {
	if is {
		return side
	}
	return ""
}

func wordAt(tokens []sideToken, i int) string {
	if i < 0 || i >= len(tokens) {
		return ""
	}
	return tokens[i].word
}

// otherwise is the neighbours that give “left” or “right” another meaning.
type otherwise struct{ before, after map[string]bool }

var leftOtherwise = otherwise{
	before: set("he she they who i we it patient employee worker claimant applicant has had have having was were is are be being been " +
		"nothing anything something visits pills tablets days weeks sessions refills months what's time remaining much many later then suddenly reportedly"),
	after: set("the a an his her their its my our work therapy treatment job employment company for off over to town school home untreated without " +
		"early before after because when out alone behind message messages voicemail ama against open blank intact this that in physical " +
		"unanswered unaddressed unresolved undocumented messages california country state practice it him them me us from clinic care dangling"),
}

var rightOtherwise = otherwise{
	before: set("all is was civil legal due has have had patient's that's it's quite just be employee's worker's appeal human"),
	after: set("away now to of before after up there here then diagnosis medication choice treatment person time decision dose thing track " +
		"direction answer way one place next around about out through when where as by angle angles fit amount procedure level code test doctor"),
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// isSideWord decides on “left” and “right”. A part of the body behind the word
// outweighs what stands before it: “he has left knee pain”.
func isSideWord(text string, tokens []sideToken, i int, o otherwise) bool {
	before, after := "", ""
	if i > 0 && plainGap(text, tokens[i-1].end, tokens[i].start) {
		before = tokens[i-1].word
	}
	if i+1 < len(tokens) && plainGap(text, tokens[i].next, tokens[i+1].start) {
		after = tokens[i+1].word
	}
	switch {
	case after == "side" || after == "sided":
		return true
	case after == "handed" || after == "handedness" || after == "hander":
		return false
	case after == "hand" && wordAt(tokens, i+2) == "dominant", after == "dominant":
		return false
	case after == "back" && wordAt(tokens, i+2) == "to":
		return false
	case beforePart(text, tokens, i):
		return true
	case before == "the" && wordAt(tokens, i-2) == "on":
		return true // “on the left to 40 degrees”
	case o.after[after]:
		return false
	case before == "on" || before == "the" || before == "to":
		return true
	}
	return !o.before[before]
}

// plainGap reports whether only white space and hyphens lie between.
func plainGap(text string, from, to int) bool {
	return strings.Trim(text[from:to], " \t\r\n-") == ""
}

// partClasses are the classes of things that have a side.
var partClasses = map[Class]bool{"body_parts": true, "levels": true, "conditions": true, "symptoms": true,
	"findings": true, "procedures": true, "devices": true, "tests": true}

// placeWords stand between a side and its part: “left upper extremity”.
var placeWords = set("upper lower posterior anterior lateral medial proximal distal paracentral foraminal central dorsal volar " +
	"paraspinal superior inferior mid great big long small ring index middle first second third fourth fifth 1st 2nd 3rd 4th 5th total " +
	"sided greater lesser partial full reverse radicular foramen extraforaminal subarticular dominant nondominant inner outer non")

// beforePart reports whether the word stands before what has a side.
func beforePart(text string, tokens []sideToken, i int) bool {
	from := tokens[i].next
	if from < len(text) && text[from] == '.' {
		from++ // L. knee
	}
	if i+1 >= len(tokens) || !plainGap(text, from, tokens[i+1].start) {
		return false
	}
	if placeWords[tokens[i+1].word] {
		return true
	}
	start := tokens[i+1].start
	for _, m := range Standard().Find(text[start:min(len(text), start+60)]) {
		c, _ := Standard().Concept(m.Concept)
		if m.Start == 0 && partClasses[c.Class] {
			return true
		}
		if m.Start > 0 {
			break
		}
	}
	return false
}

// isSideLetter decides on L, R, Lt and Rt.
func isSideLetter(text string, tokens []sideToken, i int) bool {
	t := tokens[i]
	if t.dotted || len(t.word) == 1 && text[t.start] >= 'a' || wordAt(tokens, i+1) == "spine" {
		return false
	}
	if t.start > 0 && text[t.start-1] == '(' && strings.HasPrefix(strings.TrimPrefix(text[t.end:], "."), ")") {
		return true
	}
	after := strings.TrimLeft(text[t.end:], ". ")
	if strings.HasPrefix(strings.TrimLeft(after, "-"), "side") || beforePart(text, tokens, i) {
		return true
	}
	return besideCounterpart(text, tokens, i)
}

// besideCounterpart reports whether the letter is compared with the other side,
// as in L>R, R=L, L/R, or “R 75 L 60”.
func besideCounterpart(text string, tokens []sideToken, i int) bool {
	for _, step := range [...]int{-1, 1, -2, 2} {
		j := i + step
		if j < 0 || j >= len(tokens) || !isCounterpart(tokens[i].word, tokens[j].word) {
			continue
		}
		first, last := min(i, j), max(i, j)
		between := strings.TrimSpace(text[tokens[first].end:tokens[last].start])
		if last-first == 1 {
			if between != "" && strings.Trim(between, "><=/&+ ") == "" {
				return true
			}
			continue
		}
		if middle := tokens[first+1].word; isNumber(middle) || middle == "and" || middle == "or" || middle == "than" {
			return true
		}
	}
	return false
}

func isCounterpart(a, b string) bool {
	return a[0] == 'l' && (b == "r" || b == "rt") || a[0] == 'r' && (b == "l" || b == "lt")
}

func isNumber(word string) bool {
	for i := range len(word) {
		if classOf[word[i]] != digit {
			return false
		}
	}
	return true
}
