package finding

import (
	"slices"
	"strings"
	"sync"

	"imr/internal/dictionary"
)

// regionsOfBody are the parts in which people speak of the body; every smaller
// part belongs to one or more of them.
var regionsOfBody = wordSet(`neck upper-back low-back shoulder arm elbow forearm wrist hand hip pelvis thigh knee leg ankle foot head
	psyche chest abdomen eye jaw face ear`)

// adjoining are regions that one complaint or one treatment may concern at once.
var adjoining = [][]string{
	{"forearm", "wrist", "hand"}, {"hip", "pelvis", "thigh"}, {"knee", "leg"}, {"ankle", "foot", "leg"}, {"shoulder", "arm"}, {"elbow", "forearm"}, {"head", "face", "jaw", "eye", "ear", "brain"},
}

// regionsOfPart lists the regions that a concept concerns: of a body part those
// that it lies in, of a condition or a test those that it is of. A word for many
// parts, such as the spine, has none.
func regionsOfPart(concept string) []string { return regionTable()[concept] }

var regionTable = sync.OnceValue(func() map[string][]string {
	d := dictionary.Standard()
	table := map[string][]string{}
	for _, c := range d.Concepts() {
		for _, site := range d.Sites(c.ID) {
			if regionsOfBody[site] && !slices.Contains(table[c.ID], site) {
				table[c.ID] = append(table[c.ID], site)
			}
		}
	}
	return table
})

// relatedParts reports whether a statement on one part may be one on the other:
// one includes the other, or both are of one region or of adjoining ones.
func relatedParts(a, b string) bool {
	d := dictionary.Standard()
	a, b = limbOf(a), limbOf(b)
	if d.Covers(a, b) || d.Covers(b, a) {
		return true
	}
	return relatedRegions(regionsOfPart(a), regionsOfPart(b))
}

// limbOf is the limb of a nerve, which runs through all of it, and the spine of what
// every segment of it has; of another part, itself.
func limbOf(part string) string {
	if c, _ := dictionary.Standard().Concept(part); len(c.Broader) > 0 && (strings.HasSuffix(part, "-nerve") || c.Broader[0] == "spine") && !regional[part] {
		return c.Broader[0]
	}
	return part
}

// regional are the parts of the spine that are a region of it.
var regional = wordSet("neck upper-back low-back thoracolumbar-spine cervicothoracic-spine sacrum coccyx sacroiliac-joint")

func relatedRegions(as, bs []string) bool {
	for _, a := range as {
		for _, b := range bs {
			if a == b || slices.ContainsFunc(adjoining, func(group []string) bool { return slices.Contains(group, a) && slices.Contains(group, b) }) {
				return true
			}
		}
	}
	return false
}

// isPart reports whether the concept is a part of the body or a spinal level.
func isPart(concept string) bool {
	c, _ := dictionary.Standard().Concept(concept)
	return c.Class == "body_parts" || c.Class == "levels"
}

// partsIn lists the concepts of the mentions that tell where in the body: parts,
// and conditions, tests and procedures of a part.
func partsIn(mentions []mention) []string {
	var out []string
	for _, m := range mentions {
		if !m.ambiguous && len(dictionary.Standard().Sites(m.concept)) > 0 && !slices.Contains(out, m.concept) {
			out = append(out, m.concept)
		}
	}
	return out
}

// levelsMeet reports whether two levels are the same or share a vertebra.
func levelsMeet(a, b dictionary.LevelMention) bool {
	return a.From == b.From || a.From == b.To || a.To == b.From || a.To == b.To
}

// sidesMeet reports whether a statement on the one side may be one on the other;
// no side at all may be any.
func sidesMeet(a, b dictionary.Side) bool {
	return a == "" || b == "" || a.Covers(b) || b.Covers(a)
}
