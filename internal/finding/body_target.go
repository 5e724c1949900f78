package finding

import (
	"slices"
	"strings"

	"imr/internal/casefile"
	"imr/internal/dictionary"
)

// target is where in the body an item is to be treated.
type target struct {
	parts  []string // concepts; none where the item does not say
	sides  []dictionary.Side
	levels []dictionary.LevelMention // motion segments
}

// targetOf reads the item's body parts and its description.
func targetOf(it casefile.DisputedItem) target {
	var t target
	words := []string{it.Description}
	for _, p := range it.BodyParts {
		words = append(words, p.Part)
		if p.Side != "" {
			t.sides = append(t.sides, dictionary.Side(p.Side))
		}
	}
	for i, w := range words {
		for _, m := range mentionsIn(w) {
			if (i > 0 || isPart(m.concept)) && !m.ambiguous && len(dictionary.Standard().Sites(m.concept)) > 0 && !slices.Contains(t.parts, m.concept) {
				t.parts = append(t.parts, m.concept)
			}
		}
	}
	for _, s := range dictionary.Sides(it.Description) {
		t.sides = append(t.sides, s.Side)
	}
	t.levels = segmentsIn(it.Description)
	for _, l := range t.levels {
		t.parts = append(t.parts, regionOfLevel(l)) // a level without its part
	}
	slices.Sort(t.parts)
	t.parts = slices.Compact(t.parts)
	return t
}

// segmentsIn lists the motion segments that the text names by their vertebrae.
func segmentsIn(text string) []dictionary.LevelMention {
	return slices.DeleteFunc(dictionary.Levels(text), func(l dictionary.LevelMention) bool { return l.From == l.To })
}

func regionOfLevel(l dictionary.LevelMention) string {
	switch l.From.Region {
	case 'C':
		return "neck"
	case 'T':
		return "upper-back"
	}
	return "low-back"
}

// side is the one side on which the item is to be treated, or "" where it is both
// or none.
func (t target) side() dictionary.Side {
	var side dictionary.Side
	for _, s := range t.sides {
		if s == dictionary.Bilateral || side != "" && side != s {
			return ""
		}
		side = s
	}
	return side
}

// bothSides reports whether the item is for both sides.
func (t target) bothSides() bool { return len(t.sides) > 0 && t.side() == "" }

// regions lists the regions of the target, each once.
func (t target) regions() []string {
	var out []string
	for _, p := range t.parts {
		for _, r := range regionsOfPart(p) {
			if !slices.Contains(out, r) {
				out = append(out, r)
			}
		}
	}
	return out
}

// has reports whether one of the levels is one of the target's.
func (t target) has(levels []dictionary.LevelMention) bool {
	return slices.ContainsFunc(levels, func(l dictionary.LevelMention) bool {
		return slices.ContainsFunc(t.levels, func(o dictionary.LevelMention) bool { return l.From == o.From && l.To == o.To })
	})
}

// sidedPart is a part of the body that a text names with its side.
type sidedPart struct {
	side dictionary.Side
	part string
}

// sidedPartsIn ties every side of the text to the part that it stands beside:
// the next one, or the one before as in “knee, left”.
func sidedPartsIn(text string) []sidedPart {
	var out []sidedPart
	mentions := mentionsIn(text)
	for _, s := range dictionary.Sides(text) {
		if part, ok := beside(mentions, s); ok {
			out = append(out, sidedPart{s.Side, part})
		}
	}
	return out
}

// nearby is how many bytes may stand between a side and its part.
const nearby = 30

func beside(mentions []mention, s dictionary.SideMention) (part string, ok bool) {
	for _, m := range mentions {
		if m.start >= s.Start && m.start-s.End < nearby && len(regionsOfPart(m.concept)) > 0 {
			return m.concept, true
		}
	}
	for _, m := range slices.Backward(mentions) {
		if m.end <= s.Start && s.Start-m.end < nearby && len(regionsOfPart(m.concept)) > 0 {
			return m.concept, true
		}
	}
	return "", false
}

// asRequested is the place in the request or the application where the item stands.
func (d *draft) asRequested(it casefile.DisputedItem) []Evidence {
	want := stems(it.Description)
	for _, kind := range []casefile.DocumentKind{casefile.RFA, casefile.ApplicationForm, casefile.URDecisionForm} {
		for _, doc := range d.Case.Documents {
			if doc.Kind != kind || len(want) < 2 {
				continue
			}
			for _, s := range d.records.statementsOf(doc.ID) {
				if restates(want, s) {
					return []Evidence{s.evidence()}
				}
			}
		}
	}
	return nil
}

// restates reports whether the statement has two of three of the words.
func restates(want map[string]bool, s statement) bool {
	have, n := stems(s.text()), 0
	for w := range want {
		if have[w] {
			n++
		}
	}
	return 3*n >= 2*len(want)
}

// words names the target for a sentence: “left knee”, “L5-S1”.
func (t target) words() string {
	var out []string
	for _, l := range t.levels {
		out = append(out, l.String())
	}
	for _, p := range t.parts {
		if c, ok := dictionary.Standard().Concept(p); ok && c.Class == "body_parts" {
			out = append(out, strings.TrimSpace(string(t.side())+" "+c.Preferred))
		}
	}
	return strings.Join(out, ", ")
}
