package finding

import (
	"regexp"
	"slices"
	"strings"

	"imr/internal/dictionary"
)

// topic is one thing that a claim says is not there: what a statement of the
// records must hold to refute it.
type topic struct {
	words    string              // in lower case
	concepts []string            // each must be named, itself or something narrower
	said     map[string][]string // by concept, the stems of the words that the claim names it by
	senses   []*sense            // each must be met
	stems    []string            // words that are no concept
	source   *sense              // of the senses, the one that the others come from
	around   []string            // concepts that may be named close by: “relief from the opioid”
	parts    []string            // body parts that the statement must concern
	levels   []dictionary.LevelMention
	side     dictionary.Side
	numbers  bool // it must hold a number: “measurable”
	plans    bool // a plan or a request is enough
	answer   bool // a denial is enough too: “smoking status”
}

var (
	topicEnd = regexp.MustCompile(`[.;]| (?:to (?:support|warrant|justify|establish|substantiate|necessitate|meet|validate)|that would|which would|such that|sufficient to|as required|as recommended|as per|per the|in accordance|in order to|` +
		`prior to (?:the|this) (?:request|authorization)|(?:the|this|more|further|additional|another) (?:request|requested|proposed)|at this time|at present|in this case|for this (?:patient|worker|claimant|case)|to date|for review|on file|anywhere|in (?:the|these|those|this|his|her|any of the|any) (?:[\w-]+ ){0,3}?(?:records?|notes?|file|chart|documentation|reports?|submission|packet)|` +
		`(?:was|were|is|are|has been|have been) (?:provided|submitted|documented|available|noted|found|present|included|made|tried|done|performed|given|consulted|taught|attempted|completed|recorded|received|reviewed|had)|provided|submitted|documented)\b.*`)
	topicFront = regexp.MustCompile(`^(?:(?:that|of|for|any|the|a|an|either|both|of the|regarding|his|her|its|their|how|whether|why|what|which|there (?:is|was|has been)|she|he|the (?:worker|patient|claimant|employee)|(?:is|are|was|were|has|have|had)(?: had| been| undergone| received| tried)?|had|this|these|such|some|other|specific|clear|more than|(?:document|describe|show|mention|indicate|demonstrate|record|report|detail|confirm|suggest)(?:s|ing|ed)?|doing|all|kind of|type of|types of|amount of|nature of|extent of|presence of|use of|existence of|details? of|history of|trials? (?:of|with)|course of|attempts? (?:at|to|of)|participation in|efforts? (?:at|to)|need for|` +
		`documentation of|evidence of|mention of|record of|records of|description of|discussion of|reports? of|results? of|findings of|signs? of|indication of|diagnosis of|date of|level of|degree of) )+`)
	alternative = regexp.MustCompile(`,? (?:and/or|or|nor) |, (?:and )?|/or `)
	ownHead     = regexp.MustCompile(`^(?:of|that|any|a|an|the|for) `)
	headOf      = regexp.MustCompile(`^((?:[\w-]+ ){0,3}?[\w-]+ (?:of|to|with|from)) (?:.+)$`)
	// relation leads to what the thing comes from, which may be named close by only.
	relationTo = regexp.MustCompile(` (?:from|with|after|following|to|on|during|since|as a result of|in response to|due to|for|through|by|under|while on|while taking|despite|of) `)
	eventTail  = regexp.MustCompile(` (?:after|following|since|before|prior to|during|between|from (?:january|february|march|april|may|june|july|august|september|october|november|december|\d)|as of|in (?:19|20)\d\d|by (?:january|\d)|until|within|over) .*$`)
	measurable = regexp.MustCompile(`\b(?:measur\w*|quantif\w*|percent\w*|numeric\w*|visual analog\w*|vas|degree of|specific (?:percent\w*|amount))\b`)
	ofPlans    = regexp.MustCompile(`\b(?:plan|plans|planned|request\w*|recommend\w*|referral|goals?|intent\w*|order|ordered|candidate|scheduled|consider\w*|discuss\w*)\b`)
	ofAnswers  = regexp.MustCompile(`\b(?:address(?:ed|es)?|assess\w*|evaluat(?:ed?|ion of)|screen(?:ed|ing)?|discuss\w*|comment\w*|examin(?:ed?|ation of)|tested|status|whether|if|histor(?:y|ies) of|silent|inquir\w*|asked)\b`)
)

// topicsOfClaim parts what the claim is about at its “or”. A head that the first
// shares with the others, as in “failure of therapy or drugs”, is given to each.
func topicsOfClaim(c claim) []topic {
	text := strings.TrimSpace(topicEnd.ReplaceAllString(c.topic, ""))
	if text == "" {
		text = c.topic
	}
	parts := alternative.Split(text, 6)
	head := ""
	if m := headOf.FindStringSubmatch(topicFront.ReplaceAllString(parts[0]+" ", "")); m != nil && len(sensesIn(m[1], 0)) > 0 {
		head = m[1] + " "
	}
	whole := newTopic(text, c)
	var out []topic
	for i, p := range parts {
		if i > 0 && !ownHead.MatchString(p) && len(sensesIn(p, 0)) == 0 {
			p = head + p
		}
		t := newTopic(p, c)
		if len(t.parts) == 0 && len(parts) > 1 {
			t.parts, t.side, t.levels = whole.parts, whole.side, whole.levels
		}
		if len(t.concepts)+len(t.senses)+len(t.stems) > 0 {
			out = append(out, t)
		}
	}
	return out
}

// newTopic reads what a statement must hold to refute that there is no such thing.
func newTopic(text string, c claim) topic {
	whole := strings.Trim(text, " .,")
	text = strings.TrimSpace(topicFront.ReplaceAllString(whole+" ", ""))
	front := len(whole) - len(text)
	text = withoutEvent(text)
	t := topic{words: text, said: map[string][]string{}, numbers: measurable.MatchString(text + " " + c.quality), plans: ofPlans.MatchString(text), answer: ofAnswers.MatchString(c.clause)}
	var found []senseMention
	for _, m := range sensesBeside(whole[:front+len(text)], front) {
		if m.end > front {
			if n := len(found) - 1; n >= 0 && found[n].alone {
				break
			}
			m.start, m.end = max(m.start-front, 0), m.end-front
			t.senses, found = append(t.senses, m.sense), append(found, m)
		}
	}
	t.numbers = t.numbers && slices.ContainsFunc(t.senses, func(s *sense) bool { return !s.negative && !s.planned })
	rest := []byte(text)
	cover := func(from, to int) {
		for i := from; i < to; i++ {
			rest[i] = ' '
		}
	}
	for _, s := range found {
		cover(s.start, s.end)
		for _, m := range s.saidIn(text) {
			cover(m[0], m[1])
		}
	}
	for _, m := range mentionsIn(text) {
		if slices.ContainsFunc(found, func(s senseMention) bool {
			return m.start < s.end && s.start < m.end && slices.Contains(s.allConcepts(), m.concept)
		}) {
			cover(m.start, m.end)
		}
	}
	related := t.addConcepts(text, string(rest), cover)
	if n := len(found); n > 0 && found[n-1].alone {
		t.around = nil
	}
	if last := len(found) - 1; last > 0 && found[last].start >= related {
		t.source = found[last].sense
	}
	for _, s := range dictionary.Sides(text) {
		t.side = s.Side
		cover(s.Start, s.End)
	}
	t.levels = dictionary.Levels(text)
	known := len(t.senses)+len(t.concepts) > 0
	eachWord(string(rest), func(w string, start, _ int) {
		if len(w) > 2 && !emptyInTopic[w] && !(known && (start >= related || verbal.MatchString(w))) && !slices.Contains(t.stems, stem(w)) {
			t.stems = append(t.stems, stem(w))
		}
	})
	return t
}

// withoutEvent is the topic without what it follows in time; an injection that it is
// the effect of stays.
func withoutEvent(text string) string {
	m := eventTail.FindStringIndex(text)
	if m == nil {
		return text
	}
	for _, n := range mentionsIn(text[m[0]:]) {
		if slices.Contains(withNarrower("injection"), n.concept) && len(sensesIn(text[:m[0]], 0)) > 0 {
			return text
		}
	}
	return text[:m[0]]
}

// sensesBeside lists the senses of the text but for those that are part of the name
// of something else: there is no sleep in a sleep study. One that is part of a name
// of its own takes the whole of it.
func sensesBeside(text string, front int) []senseMention {
	names := mentionsIn(text)
	var out []senseMention
	for _, s := range sensesIn(text, front) {
		foreign := false
		for _, m := range names {
			if m.start > s.start || m.end < s.end || m.end-m.start == s.end-s.start {
				continue
			}
			if slices.ContainsFunc(s.allConcepts(), func(id string) bool { return slices.Contains(withNarrower(id), m.concept) }) {
				s.start, s.end = m.start, m.end
			} else {
				foreign = true
			}
		}
		if !foreign {
			out = append(out, s)
		}
	}
	return out
}

// counts reports whether a thing of that status refutes the claim.
func (t topic) counts(s status, planned bool) bool {
	switch {
	case s.other:
		return false
	case t.plans || planned:
		return !s.negated
	case t.answer:
		return !s.supposed && !s.doubtful
	}
	return s.affirmed()
}

// addConcepts sorts the concepts of the text into those that the topic is, those
// that it comes from, and body parts, and tells where in the text the latter begin.
func (t *topic) addConcepts(text, rest string, cover func(from, to int)) (related int) {
	related = len(text)
	if m := relationTo.FindStringIndex(text); m != nil && (len(t.senses) > 0 || len(mentionsIn(text[:m[0]])) > 0) {
		related = m[0]
	}
	for _, m := range mentionsIn(text) {
		concept, _ := dictionary.Standard().Concept(m.concept)
		covered := rest[m.start] == ' ' && text[m.start] != ' ' || strings.TrimSpace(rest[m.start:m.end]) == ""
		switch {
		case concept.Class == "body_parts" || concept.Class == "levels":
			t.parts = append(t.parts, m.concept)
		case ignoredClass[concept.Class] && !keptConcept[m.concept] || vagueConcept[m.concept]:
			continue
		case covered:
			if concept.Class == "procedures" {
				t.parts = append(t.parts, partsNamedIn(text[m.start:m.end])...)
			}
			continue
		case m.start >= related && len(t.senses) > 0:
			t.around = append(t.around, m.concept)
		case !slices.Contains(t.concepts, m.concept):
			t.concepts = append(t.concepts, m.concept)
			t.said[m.concept] = stemsOf(text[m.start:m.end])
		}
		cover(m.start, m.end)
	}
	return related
}

// partsNamedIn lists the parts of the body that single words of a longer name give:
// the low back of “lumbar surgery”.
func partsNamedIn(name string) []string {
	var out []string
	if !strings.Contains(name, " ") {
		return nil
	}
	for _, word := range strings.Fields(name) {
		for _, m := range mentionsIn(word) {
			if concept, _ := dictionary.Standard().Concept(m.concept); concept.Class == "body_parts" && !m.ambiguous {
				out = append(out, m.concept)
			}
		}
	}
	return out
}

var (
	ignoredClass = map[dictionary.Class]bool{"dictation": true, "sides": true}
	keptConcept  = map[string]bool{}
	// vagueConcept are concepts that say too little to be searched for.
	vagueConcept = wordSet("falls treatment medication procedure evaluation diagnostic-study record report physical-examination plan impression history normal-finding abnormal-finding " +
		"positive-finding negative-finding medically-necessary clinician treating-physician employee letter guideline disability work-status claims-administrator follow-up-visit denied approved modified consultation-report")
	// emptyInTopic are words of a topic that a record need not hold.
	emptyInTopic = wordSet(`the and any his her its their that this these those with for from has have had was were been being are not who which what when where how why whether
		will would could should may might can did does doing done such other than there then into onto upon about over under more most less least very
		objective objectively clear clearly specific specifically adequate adequately sufficient significant significantly meaningful detailed recent current formal
		documented reported recorded described mentioned stated noted submitted provided included evident available addressed discussed shown demonstrated established identified
		patient worker claimant employee applicant case medical clinical necessity need needs needed necessary reasonable appropriate proper
		record records note notes chart file documentation evidence mention report reports request requested requests treatment treatments therapy specialized
		medication medications prior previous previously earlier first initial trial trials attempt attempts attempted tried course use used using actual particular particularly
		particular certain further additional new ongoing continued continuing lasting sustained long term short time times week weeks month months year years day days
		procedure procedures procedural care service services item items exam examination physical finding findings result results rest measurable measured quantified quantifiable
		functional function body part parts type kind kinds one two three four five six any some all each both either neither
		past history diagnosis diagnosed diagnostic sign signs symptom symptoms condition problem problems issue issues presence extent degree level
		level details detail rationale reason reasons basis explanation indication indications justification evaluation evaluated assessment assessed visit visits
		confirmed confirmatory actually ever yet also only just even still well including include such taken taking took made make given gives give gave comprehensive exact thorough full complete restrictive device devices such affected fell fallen rose went goes gone syndrome disorder disease positive abnormal
		held holds hold set sets month-long follow followed following during since after before until within plan plans
		because distribution distributions check checks checked query queried nonselective selective copy printout being come came out off per via related associated relating relevant same similar percent least half first line underwent undergone undergo oral notation effort efforts participation participate participating program programs use usage independent supervised passive active regular self situation review monitor monitoring assess benefits response origin non drug balance duties requirements demands study studies test tests testing length time amount home consulted taught done performed completed change changes attended written`)
)

// verbal matches what is done with a thing rather than the thing.
var verbal = regexp.MustCompile(`(?:ed|ing|ly)$`)

// stemsOf lists the stems of the words of a phrase that mean something, each once.
func stemsOf(phrase string) []string {
	var out []string
	eachWord(phrase, func(w string, _, _ int) {
		if s := stem(w); len(w) > 1 && !smallWords[w] && !slices.Contains(out, s) {
			out = append(out, s)
		}
	})
	return out
}
