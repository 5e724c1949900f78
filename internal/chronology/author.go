package chronology

import (
	"regexp"
	"strings"

	"imr/internal/casefile"
)

const (
	degrees = `(?:M\.? ?D\b\.?|D\.?O\b\.?|D\.?C\b\.?|D\.?P\.?M\b\.?|P\.?A\.?-?C\b|PA\b|N\.?P\b\.?(?:-C)?|FNP(?:-[A-Z]+)?\b|APRN\b|DPT\b|P\.?T\b\.?(?:, ?DPT)?|OTR(?:/L)?\b|L\.?Ac\b\.?|Ph\.? ?D\b\.?|Psy\.? ?D\b\.?|RN\b|LCSW\b|MPT\b|CHT\b)`
	oneName = `(?:\p{Lu}[\p{L}'’]+(?:-\p{Lu}[\p{L}'’]+)*|\p{Lu}\.|Mc\p{Lu}\p{L}+|de|van|von|la)`
)

var (
	credential = regexp.MustCompile(`\b` + degrees)
	// person matches a name with its degree: “Ingrid Solano-Pratt, MD”, “R. SATTERLEE, M.D.”
	person = regexp.MustCompile(`(` + oneName + `(?: ` + oneName + `){1,3}),? (` + degrees + `)`)
	drName = regexp.MustCompile(`\bDr\.? (` + oneName + `(?: ` + oneName + `){0,2})`)
	// bareName matches a name without a degree, as after a label or a greeting.
	bareName = regexp.MustCompile(`^(` + oneName + `(?: ` + oneName + `){1,3})\b`)
)

// authorCue is what before a name says that the person wrote the record, or that
// another did.
type authorCue struct {
	words  *regexp.Regexp
	weight int
	rule   string
}

var authorCues = []authorCue{
	{regexp.MustCompile(`(?i)(referr?ing|referred by|ordering|ordered by|requesting|requested by|primary care|attention|attn|cc|copies? to|dear|supervis\w+|assistant|anesthesia\w*|prescriber|pcp|to|for|ref\. ?(md|phys\w*)?|under|interviewed|per|patient|adjuster|records? of|report of|notes? of)\b[ :.]*(physician|provider|doctor|dr\.?)?[ :]*$`), -60, "another's name"},
	{regexp.MustCompile(`(?i)(signed|signature|e-?signed|authenticated|approved|finali[sz]ed)( electronically)?( by)?[ :/]*$`), 40, "signature"},
	{regexp.MustCompile(`(?i)(dictated|interpreted|read|reported|prepared|written|performed|reviewed|review|examined|evaluated|treated|seen|completed)( and \w+)? by[ :]*$`), 35, "written by"},
	{regexp.MustCompile(`(?i)(provider|physician|radiologist|surgeon|therapist|examiner|evaluator|clinician|acupuncturist|author|reviewer|interpreting physician|treating physician|chiropractor|electromyographer|reading physician|attending|rendering provider|operator|proceduralist|consultant|psychologist|doctor|note|the physician is)\b[ :(]*$`), 30, "label of the author"},
}

// author is the person whose name the record bears as its author's: by signature,
// label or degree, the last signature before any other. Records without one are a
// house's or, of applications and letters, those of the one who signs.
func (r reading) author(kind casefile.DocumentKind) Guess[string] {
	best := Guess[string]{Confidence: ToCheck}
	most := 0
	for l := range r.spots() {
		for _, c := range l.authors(len(r.lines[l.onPage]), kind) {
			if c.weight >= most && c.weight > 0 {
				most, best = c.weight, Guess[string]{c.name, ToCheck, c.place}
			}
		}
	}
	if kind == casefile.ApplicationForm || kind == casefile.Correspondence || most == 0 {
		if g := r.signer(kind); g.Value != "" {
			return g
		}
	}
	switch {
	case most >= 40:
		best.Confidence = Sure
	case most >= 20:
		best.Confidence = Likely
	}
	return best
}

type authorCandidate struct {
	name   string
	weight int
	place  Evidence
}

// authors are the people with a degree on the line, weighed by what stands before
// the name and where on the page it is.
func (l spot) authors(lines int, kind casefile.DocumentKind) []authorCandidate {
	var out []authorCandidate
	for _, m := range person.FindAllStringSubmatchIndex(l.text, -1) {
		m[0] = skipRole(l.text, m[2], m[3])
		if m[0] < 0 || kind == "pharmacy" { // whose rows name those who prescribe
			continue
		}
		c := authorCandidate{name: l.text[m[0]:m[3]] + ", " + strings.TrimRight(l.text[m[4]:m[5]], ". "), weight: 12, place: l.evidence(m[0], m[1], "name with a degree")}
		before := strings.TrimRight(l.text[:m[0]], " ")
		for _, cue := range authorCues {
			if cue.words.MatchString(before) {
				c.weight, c.place.Rule = cue.weight, cue.rule
				break
			}
		}
		if kind == casefile.RFA && (c.place.Rule == "another's name" || strings.HasPrefix(l.low, "name")) {
			c.weight, c.place.Rule = 30, "requesting physician"
		}
		if c.weight == 12 && m[0] < 3 && len(l.words) <= 9 { // alone on its line
			c.weight, c.place.Rule = 24, "signature line"
			if l.onPage == 0 && l.n < 8 && lines > 12 {
				c.weight, c.place.Rule = 18, "letterhead"
			}
		}
		out = append(out, c)
	}
	return out
}

// roleWords are what stands before a name without a colon.
var roleWords = regexp.MustCompile(`(?i)^(ordering|assistant|referring|referred|surgeon|provider|physician|radiologist|signed|requesting|attending|therapist|examiner|primary|treating|by|prescriber|adviser|reviewer|dr|dear|electronically|author|rejected|anesthesia|note|md)\.?$`)

// skipRole is where the name in text[start:end] begins after words such as
// “Ordering”, -1 where fewer than two words are left.
func skipRole(text string, start, end int) int {
	for {
		word, rest, more := strings.Cut(text[start:end], " ")
		if !more {
			return -1
		}
		if !roleWords.MatchString(word) {
			return start
		}
		start = end - len(rest)
	}
}

var (
	closing   = regexp.MustCompile(`(?i)^(sincerely|very truly yours|yours truly|yours sincerely|cordially|best regards|regards|respectfully|respectfully submitted)\b`)
	nameLabel = regexp.MustCompile(`(?i)^(signed|signature|employee signature|signature of employee|signed by|employee|employee name|name of employee|injured worker|applicant|name|pharmacy|from|drug store)\b ?(\(.*\))? ?[: ]\s*(.*)`)
)

// afterName matches the label that follows a name on the line of a form.
var afterName = regexp.MustCompile(` (?:Date|Dated|Phone|Claim|Relationship|Title|Address)\b.*`)

// signer is the name after a closing or a label of a form, else, of a pharmacy or
// a supplier, its letterhead.
func (r reading) signer(kind casefile.DocumentKind) Guess[string] {
	for l := range r.spots() {
		if closing.MatchString(l.text) {
			if g := nameUnder(r.lines[l.onPage][l.n+1:]); g.Value != "" {
				return g
			}
		}
	}
	for l := range r.spots() {
		m := nameLabel.FindStringSubmatchIndex(l.text)
		if m == nil {
			continue
		}
		if name := afterName.ReplaceAllString(bareName.FindString(l.text[m[6]:m[7]]), ""); name != "" {
			return Guess[string]{name, Likely, l.evidence(m[6], m[6]+len(name), "label "+l.text[m[2]:m[3]])}
		}
	}
	if house := kind == "pharmacy" || kind == "other" || kind == "laboratory"; house && len(r.lines) > 0 && len(r.lines[0]) > 0 {
		l := r.lines[0][0]
		return Guess[string]{titleText(l.text), ToCheck, l.evidence(0, len(l.text), "letterhead")}
	}
	return Guess[string]{Confidence: ToCheck}
}

// nameUnder is the name in the few lines below a closing.
func nameUnder(lines []line) Guess[string] {
	for _, l := range lines[:min(4, len(lines))] {
		if m := bareName.FindStringIndex(l.text); m != nil {
			return Guess[string]{nameWithDegree(l.text, m[1]), Likely, l.evidence(0, m[1], "name under the closing")}
		}
	}
	return Guess[string]{}
}

// nameWithDegree is the name that ends at the byte, with the degree after it.
func nameWithDegree(text string, end int) string {
	if m := person.FindStringSubmatch(text); m != nil && strings.HasPrefix(text, m[1]) {
		return m[1] + ", " + strings.TrimRight(m[2], ". ")
	}
	return text[:end]
}
