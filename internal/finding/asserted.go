package finding

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// asserted is the exact facts of the case that a sentence states: its dates,
// numbers, levels and sides without those that it ascribes to a guideline.
type asserted struct {
	text     string
	measures []measure
	sides    []sided
	rule     bool // the sentence ends in words of a guideline
}

var (
	guidelineWord = regexp.MustCompile(`(?i)\b(?:mtus|odg|acoem|guidelines?|schedule'?s?|official disability|fda|package insert|literature|cochrane|randomi[sz]ed|systematic reviews?|published|criteri\w+|chapter|evidence-based|studies show|formulary|labell?ing|et al)\b`)
	// strongCase matches words by which a part speaks of this case although it names a guideline.
	strongCase = regexp.MustCompile(`(?i)\b(?:this (?:worker|patient|claimant|employee|case|applicant)|the (?:worker|claimant|employee|applicant)|he|she|his|her|was|were|had|received|underwent|took|reported|records?|reports? of)\b`)
	caseWord   = regexp.MustCompile(`(?i)\b(?:worker|patient|claimant|employee|applicant|he|she|his|her|him|injured|records?|reports?|visits?|therapist|surgeon|physician|doctor|provider|evaluator|specialist|` +
		`magnetic|mri|x-rays?|radiographs?|emg|ncs|electrodiagnostic|examination|exam|was|were|had|showed|shows|reported|noted|received|underwent|gave|found|took|takes|fell|rose|went|documented|describes?|measured|prescribed|has (?:had|been)|this (?:case|worker|cream|kit|man|woman))\b`)
	// ruleTone matches words by which a sentence goes on with what a guideline says.
	ruleTone        = regexp.MustCompile(`(?i)\b(?:should|must|may|needs?|requires?|recommend\w*|advis\w+|limit\w*|allow\w*|permit\w*|maximum|at least|at most|no more|more than|up to|exceed\w*|if|when|where|unless|conditions?)\b`)
	editionWord     = regexp.MustCompile(`(?i)\b(?:effective|in force|edition|adopted|version|updated|published|took effect)\b`)
	limitWord       = regexp.MustCompile(`(?i)(?:\blimit\w*|\bmaximum|\bmax|\bceiling|\bthreshold|\bcut-?off|\bexceed\w*|\babove|\bbelow|\bunder|\bover|\bup to|\bat most|\bat least|\b(?:no )?more than|\bless than|\bfewer than|\bgreater than|\brecommended|\busual|\bstarting|\ballow\w*|\bpermit\w*|[<>≤≥])\s*(?:of|to|is|at|a|the|dose|daily|about|\s)*$`)
	guidelineAmount = regexp.MustCompile(`(?i)\b(?:mtus|odg|acoem|fda|guidelines?|schedule|chapter|label)(?:['’]s)?\s+(?:\w+\s+){0,3}$`)
	assertPart      = regexp.MustCompile(`[;:,]\s|\s[–—-]\s|\b(?:and|but|while|whereas|although|though|yet|however|because|since|so that|as)\b`)
)

// assertedBy reads the facts of the sentence; underRule is whether the sentence
// before ended in words of a guideline, which this one may go on with.
func assertedBy(text string, underRule bool) asserted {
	text = head(text, longestAsserted)
	a := asserted{text: text}
	underRule = underRule && ruleTone.MatchString(text)
	ruled := ruledParts(text, &underRule)
	a.rule = underRule
	g := guidance{text, ruled, guidelineWord.MatchString(text), editionWord.MatchString(text)}
	for _, m := range measuresNear(text, anyYear) {
		if m.kind != aSide && !g.rules(m) && !m.saysNothing(text) {
			a.measures = append(a.measures, m)
		}
	}
	for _, s := range sidesIn(text, mentionsIn(text)) {
		if !within(ruled, s.start) {
			a.sides = append(a.sides, s)
		}
	}
	return a
}

// longestAsserted is how many bytes of a sentence are read, so that the time of a
// check is bounded whatever the text.
const longestAsserted = 2000

// head is the beginning of s, at most n bytes of it in whole runes.
func head(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// ruledParts are the parts of the sentence that speak of a guideline and not of
// the case; a part that names neither goes with the one before.
func ruledParts(text string, ruled *bool) [][]int {
	var out [][]int
	start := 0
	for _, e := range append(assertPart.FindAllStringIndex(text, -1), []int{len(text), len(text)}) {
		part := text[start:e[0]]
		switch {
		case guidelineWord.MatchString(part):
			*ruled = !strongCase.MatchString(part)
		case caseWord.MatchString(part):
			*ruled = false
		}
		if *ruled {
			out = append(out, []int{start, e[1]})
		}
		start = e[1]
	}
	return out
}

// guidance is what a sentence ascribes to a guideline, read once for all its measures.
type guidance struct {
	text    string
	parts   [][]int // of the text
	named   bool    // it names a guideline
	edition bool    // it speaks of an edition
}

// rules reports whether the measure is a guideline's: it stands in such a part,
// but a day only where that speaks of an edition, or it is a limit beside the name of one.
func (g guidance) rules(m measure) bool {
	if m.kind == aDate {
		return g.edition && g.named
	}
	if within(g.parts, m.start) {
		return true
	}
	before := tail(g.text[:m.start], 60)
	return g.named && limitWord.MatchString(before) || guidelineAmount.MatchString(before)
}

var (
	codeBefore = regexp.MustCompile(`(?i)(?:\bpages?|\bpp?\.|\bsections?|§|\bchapters?|\bitems?(?: no\.?)?|\bccr|\bcode|\bicd-?\s?(?:9|10)?(?:-cm)?|\bcpt|\bhcpcs|\blevel|\bphase|\bstep|\boption|\bform|\bno\.)[\s:#-]*$`)
	listedOnly = regexp.MustCompile(`(?i)\b(?:last|first|past|next|all|these|those|other)\s$`)
	countsBack = regexp.MustCompile(`(?i)^\s*(?:later|after|before|ago|earlier|afterwards?|prior|since|from|following|past)\b`)
	countsOn   = regexp.MustCompile(`(?i)\b(?:after|within|nearly|almost|over|more than|less than|about|last|past|next|first|some|roughly|approximately)\s+(?:the (?:last|past|next|first)\s+)?$`)
)

// saysNothing reports whether the measure is none that a page could be asked for:
// the number of a page or a code, a bare number in words, a stretch of time that
// the writer reckoned, a day in figures without a year.
func (m measure) saysNothing(text string) bool {
	before, after, own := tail(text[:m.start], 40), head(text[m.end:], 40), m.in(text)
	inWords := !strings.ContainsAny(own, "0123456789")
	switch m.kind {
	case aDate:
		return !m.date.YearGiven && strings.Contains(own, "/")
	case aNumber:
		return inWords || codeBefore.MatchString(before) || listedOnly.MatchString(before)
	case aDuration:
		return countsBack.MatchString(after) || countsOn.MatchString(before)
	case aCount:
		return m.high <= 3 && inWords
	case aFrequency:
		return m.unit == "time" || m.high <= 1
	}
	return codeBefore.MatchString(before) && m.kind != aDose
}
