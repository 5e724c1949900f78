package finding

import (
	"regexp"
	"strings"
)

// verdict is one statement of a rationale on whether the treatment is necessary.
type verdict struct {
	necessary bool
	firm      bool   // of necessity or of the result, not only of criteria or support
	past      bool   // was, were
	before    string // the clause up to the word of the verdict
	about     relation
	in        sentence
}

// form is one way to state a verdict. The group w of re is the word that carries
// it, whose meaning says yields; on a denial as subject the meaning turns round.
type form struct {
	re     *regexp.Regexp
	firm   bool
	bare   bool // no verb before the word is needed
	denial bool
	result bool // of the denial under review, so that no party is its author
}

var (
	approving = wordSet(`necessary reasonable appropriate warranted indicated justified supported needed necessity
		established demonstrated shown met documented substantiated evident confirmed clear proven apparent
		approved authorized certified granted approval authorization certification recommended endorsed
		approve authorize certify overturned overturn reversed reverse overruled overrule overturning reversing
		meet meets satisfy satisfies satisfied fulfilled consistent correct proper`)
	refusing = wordSet(`unnecessary inappropriate unwarranted contraindicated unjustified unsupported unreasonable
		unproven lacking absent questionable denied non-certified noncertified declined refused denial non-certification
		noncertification deny upheld uphold affirmed affirm sustained sustain maintained stands upholding affirming
		exceed exceeds incorrect improper erroneous error fails`)
)

const (
	denialWords = `(?:denials?|non-?certification|adverse (?:decision|determination)|(?:utilization review|\bur|claims? administrator(?:'s)?|original|prior|underlying) (?:decision|determination)|decision to (?:deny|non-?certify))`
	adjectives  = `necessary|unnecessary|reasonable|unreasonable|appropriate|inappropriate|warranted|unwarranted|indicated|contraindicated|justified|unjustified|supported|unsupported|needed`
	provenWords = `established|supported|demonstrated|shown|met|documented|substantiated|evident|confirmed|clear|proven|unproven|apparent|justified|lacking|absent|questionable`
)

// forms are tried in order; where two cover the same word the first counts.
var forms = []form{
	{re: regexp.MustCompile(denialWords + `\b[^.;]{0,120}?\b(?:is|are|be|remains?|cannot)\b[^.;]{0,40}?\b(?P<w>upheld|affirmed|sustained|maintained|overturned|reversed|overruled)\b`), firm: true, result: true},
	{re: regexp.MustCompile(denialWords + `\b[^.;,]{0,80}?\b(?:is|are|was|were)\b[^.;,]{0,30}?\b(?P<w>` + adjectives + `|correct|incorrect|proper|improper|erroneous|in error)\b`), firm: true, denial: true, result: true},
	{re: regexp.MustCompile(`\b(?P<w>uphold|affirm|sustain|overturn|reverse|overrule|upholding|affirming|overturning|reversing)s?\b[^.;]{0,60}?\b(?:denial|decision|determination|non-?certification)\b`), firm: true, bare: true},
	{re: regexp.MustCompile(`\b(?:decision|determination)\b[^.;,]{0,60}?\b(?:is|are|be)\b[^.;,]{0,30}?\b(?P<w>upheld|affirmed|sustained|overturned|reversed|overruled)\b`), firm: true, result: true},
	{re: regexp.MustCompile(`\bmedically\s+(?:(?:reasonable|appropriate|indicated|necessary)\s*(?:,|and|or|nor|and/or)\s*(?:medically\s+)?)?(?P<w>` + adjectives + `)\b`), firm: true},
	{re: regexp.MustCompile(`\b(?:medical )?necessity\b[^.;]{0,120}?\b(?:is|are|was|were|been|be|remains?)\b[^.;,]{0,30}?\b(?P<w>` + provenWords + `)\b`), firm: true},
	{re: regexp.MustCompile(`\b(?:establish|support|demonstrat|show|substantiat|document|prov|justif|confirm|meet|satisf)\w*\s+(?:(?:the|a|any|its|this|such|clear|criteria|criterion|requirements?|standards?|of|for)\s+)*medical (?P<w>necessity)\b`), firm: true, bare: true},
	{re: regexp.MustCompile(`\b(?:no|not a|not of|lacks?|lack of|absence of|without)\b[^.;,]{0,20}?\bmedical (?P<w>necessity)\b`), firm: true},
	{re: regexp.MustCompile(`\b(?P<w>approved|authorized|certified|granted|denied|non-?certified|declined|recommended|endorsed)\b`), firm: true},
	{re: regexp.MustCompile(`\b(?P<w>approval|authorization|certification|non-?certification|denial)\b(?: of [^.;,]{1,80}?)? (?:is|are) (?:hereby |therefore |thus )?(?:recommended|warranted|appropriate|justified|supported|advised)\b`), firm: true, bare: true},
	{re: regexp.MustCompile(`\brecommend(?:ing|s)?\s+(?:the\s+)?(?P<w>approval|authorization|certification|non-?certification|denial)\b`), firm: true, bare: true},
	{re: regexp.MustCompile(`\bno (?:\w+ ){0,2}?(?:reason|basis|grounds?|justification) (?:to|for) (?P<w>deny|denying|denial|withhold|refuse|refusing)\b`), firm: true, bare: true},
	{re: regexp.MustCompile(`\b(?:criteri\w+|conditions|requirements|standards?)\b[^.;]{0,60}?\b(?:is|are|been)\b[^.;,]{0,20}?\b(?P<w>met|satisfied|fulfilled)\b`)},
	{re: regexp.MustCompile(`\b(?P<w>meets?|satisf(?:y|ies))\s+(?:(?:all|the|these|those|any|of|mtus|odg|acoem|guideline'?s?|established|required|stated|relevant|applicable|evidence-based)\s+)*(?:criteri\w+|guidelines?|requirements|conditions|standards?)\b`), bare: true},
	{re: regexp.MustCompile(`\b(?P<w>exceeds?)\s+(?:the\s+)?(?:\w+\s+){0,2}?(?:guideline|recommend|limit|criteria)\w*`), bare: true},
	{re: regexp.MustCompile(`\b(?P<w>consistent) with\s+(?:\S+\s+){0,3}?(?:guidelines?|criteria|mtus|odg|acoem|recommendations?)\b`)},
	{re: regexp.MustCompile(`\b(?P<w>` + adjectives + `)\b`)},
}

// headline is a verdict without a sentence around it.
var headline = regexp.MustCompile(`^(?:(?:final )?(?:decision|determination|conclusion|result|outcome)\s*[:-]+\s*|(?:therefore|thus|accordingly),?\s+)?(?:(?:the )?(?:request|denial)(?: is)?\s+)?(?P<w>not medically necessary|medically necessary|upheld|uphold|overturned|overturn|reversed|affirmed|denied|deny|approved|approve|authorized|certified|non-?certified)\s*[.!]?$`)

// meaning is whether the word speaks for the treatment.
func meaning(w string) (necessary, known bool) {
	w = strings.ReplaceAll(w, "noncert", "non-cert")
	switch {
	case approving[w], approving[strings.TrimSuffix(w, "s")]:
		return true, true
	case refusing[w], w == "in error":
		return false, true
	}
	return false, w == "denying" || w == "withhold" || w == "refuse" || w == "refusing"
}

// verdictsIn returns the verdicts of the clause in their order.
func verdictsIn(c clause) []verdict {
	if m := headline.FindStringSubmatch(strings.TrimSpace(c.text)); m != nil && c.whole {
		word := strings.TrimPrefix(m[1], "not medically ")
		yes, _ := meaning(strings.TrimPrefix(word, "medically "))
		return []verdict{{necessary: yes != strings.HasPrefix(m[1], "not"), firm: true, about: aboutRequest}}
	}
	var out []verdict
	var taken [][2]int
	for _, f := range forms {
		for _, m := range f.re.FindAllStringSubmatchIndex(c.text, -1) {
			w := [2]int{m[2], m[3]}
			if overlaps(taken, m[0], w[1]) {
				continue
			}
			if v, ok := f.judge(c, m[0], w); ok {
				out = append(out, v)
				taken = append(taken, [2]int{m[0], w[1]})
			}
		}
	}
	return out
}

func overlaps(taken [][2]int, from, to int) bool {
	for _, t := range taken {
		if from < t[1] && t[0] < to {
			return true
		}
	}
	return false
}

// judge reads the verdict whose form begins at from and whose word is at w. It is
// none where it is not stated, but ascribed, supposed or asked.
func (f form) judge(c clause, from int, w [2]int) (verdict, bool) {
	word, pre, post := c.text[w[0]:w[1]], tail(c.text[:w[0]], 300), c.text[w[1]:]
	yes, known := meaning(word)
	p := predicateOf(pre)
	if f.denial && strings.Contains(c.text[from:w[0]], " that ") {
		return verdict{}, false
	}
	if !known || !f.bare && !p.stated || supposed(c, pre, post, yes != p.negated) || !f.result && ascribed(pre, post) {
		return verdict{}, false
	}
	if f.bare {
		p.negated = denies(c.text[:from]) || strings.HasPrefix(c.text[from:], "no ")
		if strings.HasSuffix(strings.TrimRight(c.text[:from], " "), " to") && !p.negated && !resolved.MatchString(c.text[:from]) {
			return verdict{}, false
		}
	}
	if resultWord[word] && (!f.bare && p.past || notResult.MatchString(post) || strings.HasSuffix(strings.TrimRight(pre, " -"), "board")) {
		return verdict{}, false
	}
	firm := f.firm && (!adviceWord[word] || adviceTail.MatchString(pre))
	return verdict{necessary: yes != p.negated != f.denial, firm: firm, past: p.past, before: c.text[:w[1]]}, true
}

var (
	resolved   = regexp.MustCompile(`\b(?:sufficient|enough|adequate|decide|decided|determined|proper|appropriate|recommended|recommend|have|choose)\b[^,;]*$`)
	resultWord = wordSet("approved authorized certified granted denied non-certified noncertified declined")
	adviceWord = wordSet("recommended endorsed")
	adviceTail = regexp.MustCompile(`(?:\b(?:cannot|can't|can not|could not|should not)\s+be)\s+$`)
	notResult  = regexp.MustCompile(`^\s*(?:by the (?:fda|food)|for (?:use|the (?:treatment|management))|in (?:\w+ )?(?:medicine|surgery|part)|to (?:treat|practice))`)
)
