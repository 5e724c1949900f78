package finding

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// clause is a part of a sentence in lower case that says one thing.
type clause struct {
	text  string
	full  string // the sentence in lower case
	whole bool   // the clause is the sentence
}

var (
	clauseEnd = regexp.MustCompile(`;|:\s|\s[–—-]\s|, (?:and |so )?(?:but|however|yet|while|whereas|although|though|so|and|nor|therefore|thus|hence)\b|\b(?:but|whereas|although|though|however)\b`)
	aside     = regexp.MustCompile(`,? (?:in (?:my|our|this reviewer's|the reviewer's)(?: \w+)? (?:opinion|view|judgment)|at this (?:time|point)),? `)
	straight  = strings.NewReplacer("’", "'", "‘", "'", "can not", "cannot", "medical-necessity", "medical necessity", "medically-necessary", "medically necessary")
)

// clauses parts a sentence where its subject may change.
func clauses(s sentence) []clause {
	full := aside.ReplaceAllString(strings.ToLower(straight.Replace(oneLine(tail(s.text, 2000)))), " ")
	ends := clauseEnd.FindAllStringIndex(full, -1)
	if len(ends) == 0 || headline.MatchString(full) {
		return []clause{{full, full, true}}
	}
	var out []clause
	start := 0
	for _, e := range append(ends, []int{len(full), len(full)}) {
		if t := strings.TrimSpace(full[start:e[0]]); t != "" {
			out = append(out, clause{text: t, full: full})
		}
		start = e[1]
	}
	return out
}

// tail is the end of s, at most n bytes of it from a whole rune on, so that the
// time of a check is bounded whatever the text.
func tail(s string, n int) string {
	if len(s) <= n {
		return s
	}
	s = s[len(s)-n:]
	for s != "" && !utf8.RuneStart(s[0]) {
		s = s[1:]
	}
	return s
}

// predicate is what stands before the word of a verdict.
type predicate struct {
	stated, negated, past bool
}

// between are words that may stand between a verb or a negator and the word that
// it governs.
const between = `(?:[\s,]+(?:be|been|being|to|a|an|the|of|as|yet|now|still|also|both|either|neither|nor|only|all|very|more|hereby|therefore|thus|found|deemed|considered|` +
	`shown|proven|felt|judged|determined|established|demonstrated|thought|believed|documented|supported|appear|appears|seem|seems|have|has|had|would|` +
	`reasonable|appropriate|necessary|indicated|and|or|well|medically|medical|at this time|at this point|in this case|in this instance|for this (?:patient|worker|claimant)|\w+ly))*[\s,]*$`

var (
	verbTail   = regexp.MustCompile(`\b(?:is|isn't|are|aren't|was|wasn't|were|weren't|be|been|remains?|seems?|appears?|deemed|considered|found|judged|felt|lacks?|without|lack of|absence of|can|cannot|can't|could|should|must|will)` + between)
	findTail   = regexp.MustCompile(`\b(?:find|finds|consider|considers|deem|deems|judge|judges|found)\b[^,;]{1,100}?\s$`)
	notTail    = regexp.MustCompile(`(?:\b(?:not|never|neither|nor|cannot|no|no longer|hardly|lacks?|without|lack of|absence of)|n't)` + between)
	notFind    = regexp.MustCompile(`(?:\b(?:not|cannot)|n't) (?:find|consider|deem|judge)\b[^,;]{1,100}?\s$`)
	notOnly    = regexp.MustCompile(`\bnot only` + between)
	pastTail   = regexp.MustCompile(`\b(?:was|wasn't|were|weren't|had been|has been|have been)` + between)
	thatIs     = regexp.MustCompile(`\bthat (?:is|are) (?:medically )?$`)
	frameNoun  = regexp.MustCompile(`\b(?:no|insufficient|inadequate|not (?:enough|sufficient|adequate)|lack of|absence of|without|little)\s+(?:\S+\s+){0,3}?(?:reason|basis|evidence|documentation|indication|proof|support|justification|information|rationale|findings?|records?|data)\s+(?:\S+\s+){0,5}?(?:that|to (?:find|show|suggest|support|conclude|indicate|believe|consider|say|establish|demonstrate))\b[^;]*$`)
	frameVerb  = regexp.MustCompile(`(?:\b(?:not|cannot|fails? to|failed to|unable to)|n't)\s+(?:been\s+)?(?:show\w*|establish\w*|demonstrate\w*|document\w*|support\w*|prove\w*|explain\w*|find|see|believe|think|agree|conclude|clear|evident|suggest|indicate)\s+(?:\S+\s+){0,4}?(?:that|how|why)\b[^;]*$`)
	deniedBare = regexp.MustCompile(`(?:\b(?:not|cannot|never|neither|nor|fails? to|failed to|failing to|failure to|unable to|falls? short of|without|lacks?|no)|n't)\s+(?:(?:adequately|clearly|sufficiently|objectively|fully|currently|therefore|thus|yet|evidence|documentation|information|records?|basis|reason|grounds?|to|that|which|would|could|does|do)\s+)*$|\b(?:insufficient|inadequate|not enough|no|little|lacks?|lack of|without|not sufficient|not adequate)\s+[^,;]{0,80}?(?:to|that|which|would|could|evidence|documentation|information|of)\s+$`)
)

// predicateOf reads what the words before a verdict's word do to it: whether a
// verb leads to it, whether an odd number of negations bears on it, and its tense.
func predicateOf(pre string) predicate {
	p := predicate{stated: verbTail.MatchString(pre) || findTail.MatchString(pre) || notTail.MatchString(pre), past: pastTail.MatchString(pre)}
	head := pre
	switch {
	case notOnly.MatchString(pre):
	case notFind.MatchString(pre):
		p.negated, head = true, pre[:notFind.FindStringIndex(pre)[0]]
	case notTail.MatchString(pre):
		p.negated, head = true, pre[:notTail.FindStringIndex(pre)[0]]
	}
	if frameNoun.MatchString(head) || frameVerb.MatchString(head) {
		p.negated = !p.negated
	}
	if thatIs.MatchString(pre) {
		p.stated = false
	}
	return p
}

// denies reports whether a negation bears on the verb that follows pre.
func denies(pre string) bool { return deniedBare.MatchString(pre) }

var (
	evenIf     = strings.NewReplacer("even if", "", "as if", "")
	ifWord     = regexp.MustCompile(`\b(?:if|assuming|in the event|provided that|providing that)\b|(?:^|, )should (?:the|this|his|her|he|she|they|there|it|pain|symptoms)\b`)
	laterWord  = regexp.MustCompile(`\b(?:unless|until|once|when|where|only (?:if|after|when|with|for)|before|pending)\b`)
	asked      = regexp.MustCompile(`\b(?:whether|in order to be|must be shown to be|in order for)\b`)
	maybe      = regexp.MustCompile(`\b(?:may|might|could|can)(?: well)?(?: also)? be` + between)
	would      = regexp.MustCompile(`\bwould(?: not)?(?: also| still)? (?:be|have been)` + between)
	wouldHave  = regexp.MustCompile(`\bwould(?: not)? have been` + between)
	infinitive = regexp.MustCompile(`\bto be` + between)
	foundToBe  = regexp.MustCompile(`\b(?:found|deemed|considered|felt|judged|determined|shown|proven|established|demonstrated|appears?|seems?|continues?|believed|needs?|ought|is|are) (?:not )?to be` + between)
	inPart     = regexp.MustCompile(`\bin part\b|\bpartial(?:ly)?\b|\bmodif(?:y|ied|ication)\b`)
	concluding = regexp.MustCompile(`\b(?:therefore|thus|accordingly|hence|consequently|as such|in conclusion|in summary|for (?:these|this) reasons?|based on|on this basis|given|in light of|as a result|in sum|overall)\b`)
)

// supposed reports whether the verdict is a condition, a question, a possibility
// or the statement of a rule, rather than the conclusion of this review.
func supposed(c clause, pre, post string, necessary bool) bool {
	switch {
	case strings.HasSuffix(c.full, "?"), asked.MatchString(pre), maybe.MatchString(pre), wouldHave.MatchString(pre), inPart.MatchString(c.full):
		return true
	case ifWord.MatchString(evenIf.Replace(c.text)):
		return true
	case necessary && laterWord.MatchString(post):
		return true
	case would.MatchString(pre) && !concluding.MatchString(c.full):
		return true
	case infinitive.MatchString(pre) && !foundToBe.MatchString(pre):
		return true
	}
	return strings.HasPrefix(post, " to ")
}

const (
	party = `(?:\bur\b|\butili[sz]ation review\w*|\bclaims? (?:administrator|adjuster|examiner)|\bcarrier|\binsurer|\badjuster|\bpeer review\w*|` +
		`\b(?:treating|requesting|primary|prescribing|prior|previous|first|original|ur|attending) (?:physician|provider|doctor|surgeon|reviewer)|\bprovider|\bsurgeon|` +
		`\bdr\.? \w+|\bame\b|\bqme\b|\bagreed medical \w+|\bemployee|\bworker|\bpatient|\bclaimant|\bapplicant|\battorney|\brepresentative|\bemployer)`
	ruling = `(?:find|found|finds|finding|conclud|determin|felt|feels|believ|opin|deni|deny|argu|contend|held|holds|assert|maintain|consider|deem|reason|claim|insist|think|thought|object|non-?certif|declin)\w*`
	saying = `(?:state|wrote|write|said|says|suggest|advis|explain|indicat|note|report)\w*`
)

var (
	byParty   = regexp.MustCompile(party + `[^,;]{0,60}?\b` + ruling + `\b(?:[^,;]*|[^;]*\bthat,[^;]*)$`)
	saidParty = regexp.MustCompile(party + `[^,;]{0,30}?\b` + saying + `\b [^,;]*$`)
	byRule    = regexp.MustCompile(`\b(?:mtus|odg|acoem|guidelines?|schedule)\b(?: \w+){0,3}? (?:state|note|consider|advise|provide|indicate|recommend|say|list|specif|hold|suggest|define)\w*\b[^,;]*$`)
	newClause = regexp.MustCompile(`\band (?:the|this|it|they|therefore|thus|so|is|are)\b`)
	opinion   = regexp.MustCompile(`\b(?:finding|determination|decision|conclusion|opinion|argument|claim|statement|position|assertion|view|contention|denial|reason(?:ing)?)(?: was| is)? that\b[^,;]*$`)
	toParty   = regexp.MustCompile(`^(?:\S+ ){0,2}?(?:according to|per|in the (?:opinion|view|judgment) of) [^,;]{0,30}?` + party + `\w*(?:'s (?:decision|denial|determination|review))?,|\bin [^,;]{0,30}?` + party + `'s? (?:opinion|view|judgment)\b`)
	postParty = regexp.MustCompile(`^[^;.]{0,20}\b(?:according to|per|in the (?:opinion|view) of|as \w+ed by) [^;]{0,20}?` + party)
	own       = regexp.MustCompile(`\b(?:my|our|i|we|this reviewer|this reviewer's|(?:expert|independent|undersigned|physician) reviewer(?:'s)?)\b`)
	dispute   = regexp.MustCompile(`\bdisagree|\b(?:not|n't) agree|\bincorrect|\bwrong`)
)

// ascribed reports whether the verdict is another's or a guideline's and not the
// reviewer's own.
func ascribed(pre, post string) bool {
	if postParty.MatchString(post) {
		return true
	}
	if own.MatchString(pre) {
		return dispute.MatchString(pre)
	}
	for _, re := range []*regexp.Regexp{saidParty, byRule} {
		if m := re.FindString(pre); m != "" && !newClause.MatchString(m) {
			return true
		}
	}
	return byParty.MatchString(pre) || opinion.MatchString(pre) || toParty.MatchString(pre)
}
