package finding

import (
	"regexp"
	"slices"
	"strings"

	"imr/internal/chronology"
	"imr/internal/dictionary"
)

// assertion is one thing that a sentence says is so, or is not so.
type assertion struct {
	key    string // a concept, or the key of an attribute
	holds  bool
	side   dictionary.Side
	levels []dictionary.LevelMention
	parts  []string // body parts that the sentence names
	about  []string // for what a treatment did: the treatments
	which  string   // of several alike: “first”
	days   []chronology.DateMention
	whole  bool // it says it of the whole, as “reflexes were symmetric” does of each
}

// assertionsIn reads what a sentence asserts of findings, symptoms, conditions,
// drugs and the effect of treatment.
//
// Limits: of a table of two sides only rows that name the side are read.
func assertionsIn(st statement) []assertion {
	text := lowered(st.text())
	c := contextOf(text)
	base := assertion{levels: dictionary.Levels(text), days: chronology.Dates(text), parts: placesIn(st.mentions)}
	var out []assertion
	taken := map[string]bool{}
	for _, a := range attributes {
		if !a.named(st.mentions, text) {
			continue
		}
		for _, id := range a.concepts {
			taken[id] = true
		}
		out = append(out, a.read(st, text, c, base)...)
	}
	for _, m := range st.mentions {
		concept, _ := dictionary.Standard().Concept(m.concept)
		if taken[m.concept] || m.ambiguous && concept.Class != "conditions" && !(concept.Class == "symptoms" && plainIn(st, m)) {
			continue
		}
		switch {
		case concept.Class == "findings" && isSign(m.concept):
			out = append(out, resultsOf(st, m, text, c, base)...)
		case concept.Class == "symptoms" && !vagueSymptom[m.concept], concept.Class == "conditions", concept.Class == "findings" && !vagueSymptom[m.concept]:
			s := st.statusAt(c, m.start, m.end)
			if !s.doubtful && !s.other && !s.supposed {
				out = append(out, base.with(m.concept, !s.negated, sideBeside(text, m)))
			}
		case concept.Class == "drugs":
			out = append(out, base.ofDrug(m, text, st.statusAt(c, m.start, m.end))...)
		}
	}
	return append(out, base.ofEffect(st, text, c)...)
}

// lowered is the text in lower case where that leaves every place as it is.
func lowered(text string) string {
	if l := strings.ToLower(text); len(l) == len(text) {
		return l
	}
	return text
}

func (a assertion) with(key string, holds bool, side dictionary.Side) assertion {
	a.key, a.holds, a.side = key, holds, side
	return a
}

func placesIn(mentions []mention) []string {
	var out []string
	for _, m := range mentions {
		if isPart(m.concept) && len(regionsOfPart(m.concept)) > 0 {
			out = append(out, m.concept)
		}
	}
	return out
}

// named reports whether the statement speaks of the attribute.
func (a attribute) named(mentions []mention, text string) bool {
	return slices.ContainsFunc(mentions, func(m mention) bool { return slices.Contains(a.concepts, m.concept) }) ||
		a.words != nil && a.words.MatchString(text)
}

// read lists what the statement says of the attribute, side by side.
func (a attribute) read(st statement, text string, c context, base assertion) []assertion {
	var out []assertion
	site := ""
	for _, seg := range segments(text) {
		piece := text[seg[0]:seg[1]]
		if a.key == "abnormal reflex" {
			site = reflexSite(piece, site)
		}
		if a.unless != nil && a.unless.MatchString(piece) {
			continue
		}
		if !a.named(mentionsWithin(st.mentions, seg), piece) && len(segments(text)) > 1 && !sideOnly.MatchString(piece) {
			continue
		}
		no, yes := a.no.FindStringIndex(piece), a.yes.FindStringIndex(piece)
		switch {
		case yes == nil || no == nil:
		case strings.HasPrefix(a.key, "intact"): // “no tear” holds the word of a tear
			no = nil
		case no[0] < yes[1] && yes[0] < no[1] || a.key == "radiation":
			yes = nil
		}
		if (yes == nil) == (no == nil) {
			continue
		}
		place := yes
		if place == nil {
			place = no
		}
		s := st.statusAt(c, seg[0]+place[0], seg[0]+place[1])
		if s.doubtful || s.other || s.supposed && a.key != "wants surgery" {
			continue
		}
		holds := yes != nil
		if s.negated && !selfDenied.MatchString(piece[place[0]:place[1]]) && a.key != "abnormal reflex" && a.key != "radiation" {
			holds = !holds
		}
		side := sideOf(st.text(), seg)
		n := base.with(a.key, holds, side)
		if parts := sitesIn(mentionsWithin(st.mentions, seg)); len(parts) > 0 {
			n.parts = parts
		}
		if site != "" {
			n.parts = []string{site}
		}
		n.whole = side == "" || side == dictionary.Bilateral
		if a.treats {
			n.about = treatmentsIn(st.mentions)
		}
		out = append(out, n)
	}
	return out
}

// reflexSite is the joint at which the words test a reflex, else the one before.
func reflexSite(words, before string) string {
	for _, r := range reflexes {
		if r.name.MatchString(words) {
			return r.site
		}
	}
	return before
}

var reflexes = []struct {
	site string
	name *regexp.Regexp
}{
	{"knee", regexp.MustCompile(`\b(?:knee|patell\w+|quad\w*|kj)\b`)},
	{"ankle", regexp.MustCompile(`\b(?:ankle|achill\w+|aj)\b`)},
	{"elbow", regexp.MustCompile(`\b(?:biceps|triceps|brachiorad\w*)\b`)},
}

var (
	selfDenied = regexp.MustCompile(`\b(?:no|not|without|never|non\w*|absent|n't|den\w+|off|unable|nkda|quit|inconsistent|intact|normal|symmetric\w*|declin\w+|refus\w+|neg\w*|decreased|stay\w*|loss|reduced|impaired)\b`)
	sideOnly   = regexp.MustCompile(`^\W*(?:(?:on )?(?:the )?(?:left|right|l|r|bilat\w*)\b|[0-5][+-]?/5|[0-4]\+|negative|neg|positive|pos)`)
	segmentEnd = regexp.MustCompile(`[;.,]\s|[.;,]$| but | and (?:the |a )?(?:left|right|negative|positive)| while | whereas `)
)

// segments parts a statement where one result ends and another begins.
func segments(text string) [][2]int {
	var out [][2]int
	start := 0
	for _, m := range segmentEnd.FindAllStringIndex(text, -1) {
		if m[0] > start {
			out = append(out, [2]int{start, m[0]})
		}
		start = m[0] + 1
	}
	if start < len(text) {
		out = append(out, [2]int{start, len(text)})
	}
	return out
}

func mentionsWithin(mentions []mention, seg [2]int) []mention {
	return slices.DeleteFunc(slices.Clone(mentions), func(m mention) bool { return m.start < seg[0] || m.end > seg[1] })
}

// sitesIn lists the body parts that the mentions name or, as “medial meniscus tear”
// does, are of.
func sitesIn(mentions []mention) []string {
	out := placesIn(mentions)
	for _, m := range mentions {
		concept, _ := dictionary.Standard().Concept(m.concept)
		if which := strings.TrimSuffix(m.concept, "-tear"); which == "medial-meniscus" || which == "lateral-meniscus" {
			out = append(out, which)
			continue
		}
		out = append(out, concept.Sites...)
	}
	narrow := slices.Clone(out)
	return slices.DeleteFunc(out, func(p string) bool { // “R knee: tear of the meniscus” is of the meniscus
		return slices.ContainsFunc(narrow, func(q string) bool { return q != p && dictionary.Standard().Covers(p, q) })
	})
}

var leadingSide = regexp.MustCompile(`^\W*([LR])\W*\d`)

// sideOf is the side that a part of a statement names; “R 2+” is of the right.
func sideOf(text string, seg [2]int) dictionary.Side {
	piece := text[seg[0]:seg[1]]
	if side := sideIn(piece); side != "" {
		return side
	}
	if m := leadingSide.FindStringSubmatch(piece); m != nil {
		return map[string]dictionary.Side{"L": dictionary.Left, "R": dictionary.Right}[m[1]]
	}
	return ""
}

// sideIn is the one side that the text names, or both; "" where it names none.
func sideIn(text string) dictionary.Side {
	var side dictionary.Side
	for _, s := range dictionary.Sides(text) {
		if side != "" && side != s.Side {
			return dictionary.Bilateral
		}
		side = s.Side
	}
	return side
}

// sideBeside is the side that the clause around a mention names.
func sideBeside(text string, m mention) dictionary.Side {
	for _, seg := range segments(text) {
		if m.start >= seg[0] && m.start < seg[1] {
			return sideIn(text[seg[0]:seg[1]])
		}
	}
	return ""
}

// isSign reports whether the concept is a test of the examination, which is
// positive or negative.
func isSign(id string) bool {
	return strings.HasSuffix(id, "-test") || strings.HasSuffix(id, "-sign") || strings.HasSuffix(id, "-signs") || id == "straight-leg-raise" || id == "crossed-straight-leg-raise" || id == "clonus"
}

// resultsOf reads the results of a test: “positive on the left at 40 degrees,
// negative on the right”, “neg B to 70°”.
func resultsOf(st statement, m mention, text string, c context, base assertion) []assertion {
	end := len(text)
	for _, other := range st.mentions {
		if concept, _ := dictionary.Standard().Concept(other.concept); other.start > m.end && concept.Class == "findings" && !resultWords[other.concept] {
			end = min(end, other.start)
		}
	}
	var out []assertion
	for _, seg := range segments(text[m.end:end]) {
		piece := text[m.end+seg[0] : m.end+seg[1]]
		yes, no := signYes.MatchString(piece), signNo.MatchString(piece)
		if yes == no || seg[0] > 0 && ofWhole.MatchString(piece) {
			if len(out) == 0 && seg[0] > 0 {
				break
			}
			continue
		}
		out = append(out, base.with(m.concept, yes, orSide(sideOf(st.text(), [2]int{m.end + seg[0], m.end + seg[1]}), sideBefore(st.text(), m))))
	}
	if len(out) > 0 {
		return out
	}
	before := text[max(0, m.start-14):m.start]
	yes, no := signYes.MatchString(before), signNo.MatchString(before)
	s := st.statusAt(c, m.start, m.end)
	if s.supposed || s.other || s.doubtful || !yes && !no && !s.negated {
		return nil
	}
	return []assertion{base.with(m.concept, yes && !s.negated, orSide(sideIn(st.text()[m.end:end]), sideBefore(st.text(), m)))}
}

// ofWhole matches a result that is no test's: “the left knee was normal”.
var ofWhole = regexp.MustCompile(`\b(?:normal|unremarkable)\b`)

// resultWords are findings that are results of a test.
var resultWords = wordSet("positive-finding negative-finding normal-finding abnormal-finding")

func orSide(a, b dictionary.Side) dictionary.Side {
	if a != "" {
		return a
	}
	return b
}

// sideBefore is the side that stands right before a mention.
func sideBefore(text string, m mention) dictionary.Side {
	return sideIn(text[max(0, m.start-12):min(len(text), m.end)])
}

// ofDrug reads whether a drug is taken or was stopped.
func (a assertion) ofDrug(m mention, text string, s status) []assertion {
	around := text[max(0, m.start-40):min(len(text), m.end+60)]
	stopped := drugNo.MatchString(around)
	yes, no := drugYes.MatchString(drugNo.ReplaceAllString(around, " ")), stopped
	switch {
	case len(a.days) > 1 || s.other || s.doubtful:
		return nil
	case takesNo.MatchString(text[:m.start]):
		yes, no = false, true
	case s.supposed || s.negated:
		return nil
	case !yes && !no:
		yes = listedDrugs.MatchString(text) && !s.past
	}
	if yes == no {
		return nil
	}
	return []assertion{a.with("takes "+m.concept, yes, "")}
}

var (
	// takesNo leads to a drug that is not taken.
	takesNo = regexp.MustCompile(`\b(?:takes?|taking|uses?|using|is on|on|was on) no (?:\w+ ){0,2}$|\b(?:not|n't|denies) (?:take|taking|use|using|on|being on) (?:any )?(?:\w+ ){0,1}$`)
	// listedDrugs is the head of a list of what is taken.
	listedDrugs = regexp.MustCompile(`^\W*(?:current )?(?:meds?|medications?|rx)(?: list)?\s*:`)
)

// ofEffect reads whether a treatment helped.
func (a assertion) ofEffect(st statement, text string, c context) []assertion {
	no, yes := helpedNo.FindStringIndex(text), helpedYes.FindStringIndex(text)
	if yes != nil && no != nil && no[0] < yes[1] && yes[0] < no[1] {
		yes = nil
	}
	if (yes == nil) == (no == nil) {
		return nil
	}
	place := no
	if place == nil {
		place = yes
	}
	s := st.statusAt(c, place[0], place[1])
	if s.supposed || s.other || s.doubtful || yes != nil && notHelped.MatchString(text[:yes[0]]) {
		return nil
	}
	n := a.with("helped", yes != nil, "")
	n.about = treatmentsIn(st.mentions)
	if which := ordinal.FindAllString(text, 2); len(which) == 1 {
		n.which = ordinals.Replace(which[0])
	} else if len(which) > 1 {
		return nil // “the first helped, the second did not”
	}
	return []assertion{n}
}

var (
	ordinal  = regexp.MustCompile(`\b(?:first|second|third|fourth|last|initial|1st|2nd|3rd)\b|#\s?[1-4]\b`)
	ordinals = strings.NewReplacer("initial", "first", "1st", "first", "2nd", "second", "3rd", "third", "# ", "#", "#1", "first", "#2", "second", "#3", "third")
)

// treatmentsIn lists the treatments that the mentions name.
func treatmentsIn(mentions []mention) []string {
	var out []string
	for _, m := range mentions {
		if concept, _ := dictionary.Standard().Concept(m.concept); treats[concept.Class] && !m.ambiguous && !vagueConcept[m.concept] {
			out = append(out, m.concept)
		}
	}
	return out
}

// vagueSymptom are findings and symptoms that are too general to be denied by
// what a record says, or that are read as attributes.
var vagueSymptom = wordSet("pain pain-level pain-relief functional-improvement side-effect physical-examination neurological-examination orthopedic-test palpation normal-finding abnormal-finding positive-finding " +
	"negative-finding general-appearance review-of-systems flexion extension rotation abduction posture deformity pulses mental-status joint-pain stress heart-and-lung-examination head-and-eye-examination abdominal-examination surgical-incision " +
	"dermatomal-distribution stiffness functional-limitation lateral-bending plantar-flexion dorsiflexion nerve-root-contact signal-change exacerbation")
