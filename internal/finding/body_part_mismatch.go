package finding

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"imr/internal/casefile"
	"imr/internal/dictionary"
	"imr/internal/guideline"
	"imr/internal/review"
)

// bodyPartMismatch finds a decision whose guideline chapters do not cover a body
// part of the item, and a rationale that speaks of another part, side or spinal
// level than the item's as the one to be treated, or leaves one of them out.
//
// Limits: a chapter that is tied to no body part covers all. Of a rationale the
// sentences count that speak of this case; one that names another place as healthy,
// as compared, or of an earlier time is left alone, and so is a single nerve root.
// An item that names no part of the body that the dictionary knows is not judged.
var bodyPartMismatch = rule{
	CodeInfo{"body-part-mismatch", Error, "The cited guideline chapter, or the rationale, does not cover a body part, side or level of the item."},
	func(d *draft) []found {
		var out []found
		d.eachDecision(func(it casefile.DisputedItem, dec review.Decision) {
			t := targetOf(it)
			if len(t.parts) == 0 {
				return
			}
			add := func(section Section, at int, text, message string) {
				out = append(out, found{at: at, Finding: Finding{Section: section, Item: it.ID, Text: text, Message: message, Evidence: d.asRequested(it)}})
			}
			if citation, part, ok := uncovered(d.library(), it, dec, t); ok {
				add(Citation, 0, citation, fmt.Sprintf("No chapter cited covers the %s, which the item is for; cite one that does.", part))
			}
			if s, message, ok := misplaced(dec.Rationale, t); ok {
				add(Rationale, s.at, s.text, message)
			}
		})
		return out
	},
}

// uncovered returns the first citation and the part of the item that no citation covers.
func uncovered(library guideline.Library, it casefile.DisputedItem, dec review.Decision, t target) (citation, part string, found bool) {
	var covered []string
	for _, c := range dec.Citations {
		line := citationLine(c)
		if line == "" || c.IsStudy() {
			return "", "", false
		}
		parts := coveredBy(library, c)
		if len(parts) == 0 {
			return "", "", false // of the whole body
		}
		covered = append(covered, parts...)
		citation = orElse(citation, line)
	}
	if citation == "" || slices.Contains(covered, "psyche") && it.Category == "behavioral_health" {
		return "", "", false
	}
	for _, r := range t.regions() {
		if !slices.ContainsFunc(covered, func(c string) bool { return coversRegion(c, r) }) && !t.coveredOtherwise(r, covered) {
			c, _ := dictionary.Standard().Concept(r)
			return citation, c.Preferred, true
		}
	}
	return "", "", false
}

// coveredOtherwise reports whether the region comes from a part of the target that
// lies in a covered region too, as the sacroiliac joint lies in back and pelvis.
func (t target) coveredOtherwise(region string, covered []string) bool {
	for _, p := range t.parts {
		rs := regionsOfPart(p)
		if slices.Contains(rs, region) && slices.ContainsFunc(rs, func(r string) bool {
			return slices.ContainsFunc(covered, func(c string) bool { return coversRegion(c, r) })
		}) {
			return true
		}
	}
	return false
}

// coversRegion reports whether a chapter on the part is one on the region.
func coversRegion(part, region string) bool {
	d := dictionary.Standard()
	return d.Covers(part, region) || slices.Contains(regionsOfPart(part), region) || allied[region] == part
}

// allied are regions that a chapter on the other takes in.
var allied = map[string]string{"arm": "shoulder", "thigh": "hip", "pelvis": "hip", "leg": "knee"}

// coveredBy lists the parts that the cited chapter is tied to, by the library or by
// its title; none where it is for the whole body or unknown.
func coveredBy(library guideline.Library, c guideline.Citation) []string {
	var words []string
	for _, e := range library.Named(c) {
		if len(e.BodyParts) == 0 {
			return nil
		}
		words = append(words, e.BodyParts...)
	}
	if len(words) == 0 {
		words = []string{c.Chapter}
	}
	var out []string
	for _, m := range mentionsIn(strings.Join(words, "; ")) {
		if len(regionsOfPart(m.concept)) > 0 && !slices.Contains(out, m.concept) {
			out = append(out, m.concept)
		}
	}
	return out
}

var (
	// besideIt are words by which another place is named beside the one that is treated.
	besideIt = regexp.MustCompile(`(?i)\b(?:other|opposite|contralateral|unlike|compared|comparison|prior|previous\w*|history|earlier|former|years ago|youth|before|operated|not (?:the|a|to be|part|at issue|requested|in dispute)|no longer|uninvolved|asymptomatic|healthy|spared|compensat\w*|` +
		`unrelated|different|separate|adjacent|neighbou?r\w*|rather than|instead|besides|no|normal|intact|negative|denie[sd]|without|smaller|lesser|only mild|unremarkable|in (?:19|20)\d\d|underwent|had (?:a|an|surgery)|status post|s/p|although|while|whereas|also|both|than)\b`)
	// toTreat are words that make a place the one to be treated.
	toTreat    = regexp.MustCompile(`(?i)\b(?:to be (?:injected|treated|fused|operated|blocked|ablated|imaged|repaired|replaced|done|braced)|is (?:requested|proposed|at issue|the target|sought)|(?:requested|proposed|planned|disputed) (?:\w+ ){0,4}?(?:at|of|for|on)|target(?:ed)? (?:level|side)|is the target)\b`)
	notTreated = regexp.MustCompile(`(?i)\bnot (?:the|a) (?:target|source|cause|problem|level)|\bnot (?:to be|being|requested|planned|at issue)|\brather than\b|\binstead of\b`)
	ofGuide    = regexp.MustCompile(`(?i)\b(?:mtus|odg|acoem|guidelines?|schedule|chapter|recommends?|criteri\w+)\b`)
)

// misplaced returns the sentence of the rationale that speaks of another place.
func misplaced(rationale string, t target) (sentence, string, bool) {
	all := sentences(rationale)
	for _, s := range all {
		if ofGuide.MatchString(s.text) && !toTreat.MatchString(s.text) {
			continue
		}
		if other, ok := t.otherLevel(s.text, rationale); ok {
			return s, fmt.Sprintf("This speaks of %s, and the item is for %s; name the level that was requested.", other, t.words()), true
		}
		if other, ok := t.otherSide(s.text); ok {
			return s, fmt.Sprintf("This speaks of the %s side, and the item is for the %s; name the side that was requested.", other, t.words()), true
		}
	}
	if s, ok := t.elsewhere(all); ok {
		return s, fmt.Sprintf("The rationale speaks of another part of the body than the item, which is for the %s; give the facts of that part.", t.words()), true
	}
	return t.leftOut(all)
}

// otherLevel returns a level of the sentence that is to be treated and is none of
// the item's.
func (t target) otherLevel(text, rationale string) (string, bool) {
	levels := segmentsIn(text)
	if len(t.levels) == 0 || len(levels) == 0 || t.has(levels) || notTreated.MatchString(text) {
		return "", false
	}
	named := t.has(segmentsIn(rationale))
	if toTreat.MatchString(text) || !named && !besideIt.MatchString(text) || conclusionOn.MatchString(text) {
		return levels[0].String(), true
	}
	return "", false
}

// conclusionOn matches a verdict on a treatment.
var conclusionOn = regexp.MustCompile(`(?i)\b(?:is|are) (?:not )?(?:medically )?(?:necessary|warranted|indicated|appropriate)\b`)

// otherSide returns the side of the sentence where it speaks of the item's part on
// the other side only.
func (t target) otherSide(text string) (dictionary.Side, bool) {
	side := t.side()
	if side == "" || besideIt.MatchString(text) && !toTreat.MatchString(text) && !conclusionOn.MatchString(text) {
		return "", false
	}
	var other dictionary.Side
	for _, p := range sidedPartsIn(text) {
		switch {
		case p.side.Covers(side):
			return "", false
		case t.concerns(p.part):
			other = p.side
		}
	}
	return other, other != ""
}

// concerns reports whether the part is the target's, or one to which its complaint radiates.
func (t target) concerns(part string) bool {
	rs, own := regionsOfPart(part), t.regions()
	return relatedRegions(rs, own) || slices.Contains(own, "low-back") && slices.Contains(rs, "leg") || slices.Contains(own, "neck") && slices.Contains(rs, "arm")
}

// radiates are regions in which a disorder of the spine is felt.
var radiates = map[string][]string{
	"low-back": {"leg", "hip", "thigh", "pelvis", "knee", "ankle", "foot"}, "neck": {"arm", "shoulder", "elbow", "forearm", "wrist", "hand", "upper-back", "head"},
	"upper-back": {"chest", "neck", "low-back", "shoulder"}, "head": {"neck", "psyche"}, "psyche": {"head"}, "shoulder": {"neck", "upper-back", "chest"},
	"wrist": {"elbow", "arm"}, "hand": {"elbow", "arm", "neck"}, "elbow": {"arm", "wrist", "hand"}, "knee": {"thigh", "hip", "foot"}, "hip": {"low-back", "leg", "knee"}, "arm": {"neck", "hand", "elbow"},
	"leg": {"low-back", "foot", "hip", "thigh"}, "foot": {"leg", "knee"}, "chest": {"upper-back"}, "abdomen": {"hip", "pelvis", "low-back", "chest"}, "pelvis": {"low-back", "abdomen"},
}

// elsewhere returns the first sentence on a part of the body where all that the
// rationale says of this case is about other parts than the item's.
func (t target) elsewhere(all []sentence) (sentence, bool) {
	var first sentence
	near := t.regions()
	for _, r := range t.regions() {
		near = append(near, radiates[r]...)
	}
	for _, s := range all {
		if ofGuide.MatchString(s.text) || conclusionOn.MatchString(s.text) {
			continue
		}
		for _, m := range mentionsIn(s.text) {
			switch rs := regionsOfPart(m.concept); {
			case m.ambiguous || len(rs) == 0:
			case relatedRegions(rs, near):
				return sentence{}, false
			case first.text == "" && isPart(m.concept):
				first = s
			}
		}
	}
	return first, first.text != "" && len(near) > 0
}

// leftOut returns the first sentence on one part or side of an item where the
// rationale says nothing at all of another part, or of the other side.
func (t target) leftOut(all []sentence) (sentence, string, bool) {
	var first sentence
	seen, whole := map[string]bool{}, false
	sides := map[dictionary.Side]bool{}
	for _, s := range all {
		if conclusionOn.MatchString(s.text) || ofGuide.MatchString(s.text) {
			continue
		}
		for _, m := range mentionsIn(s.text) {
			rs := regionsOfPart(m.concept)
			if !m.ambiguous && relatedRegions(rs, t.regions()) && first.text == "" {
				first = s
			}
			for _, r := range rs {
				seen[r] = true
			}
			whole = whole || m.concept == "spine" || m.concept == "back"
		}
		for _, p := range sidedPartsIn(s.text) {
			if t.concerns(p.part) {
				sides[p.side] = true
			}
		}
	}
	if first.text == "" {
		return sentence{}, "", false
	}
	for _, r := range t.mainRegions() {
		if !whole && !seen[r] && !slices.ContainsFunc(radiates[r], func(o string) bool { return seen[o] && !slices.Contains(t.mainRegions(), o) }) {
			c, _ := dictionary.Standard().Concept(r)
			return first, fmt.Sprintf("The rationale says nothing of the %s, which the item is for too; give the facts of that part.", c.Preferred), true
		}
	}
	if t.bothSides() && len(sides) == 1 && !sides[dictionary.Bilateral] {
		return first, "The item is for both sides, and the rationale speaks of one; give the facts of the other.", true
	}
	return sentence{}, "", false
}

// mainRegions lists the regions of the target where it has several that are far
// apart, such as neck and low back.
func (t target) mainRegions() []string {
	var out []string
	for _, r := range t.regions() {
		if !slices.ContainsFunc(out, func(o string) bool { return relatedRegions([]string{o}, []string{r}) }) {
			out = append(out, r)
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}
