package finding

import (
	"regexp"
	"strings"
)

// section is the part of a report in which a statement stands, as far as it
// changes what the statement means.
type section uint8

const (
	sectionOther  section = iota
	sectionPlan           // plan, recommendations, requests, goals: not done yet
	sectionFamily         // family history
	sectionAdvice         // consent, warnings: of people in general
)

var (
	heading       = regexp.MustCompile(`^(?:\d{1,2}[.)]\s*)?([A-Za-z][A-Za-z /&'’-]{0,44}?)\s*(?:\([^)]{0,20}\)\s*)?(?::|$|\n)`)
	headedSection = map[section]*regexp.Regexp{
		sectionPlan:   regexp.MustCompile(`(?i)^(?:p|plan|(?:treatment|care) plan|plan of (?:care|treatment)|recommend\w+|treatment recommend\w+|requests?|(?:treatment|services?)(?: or goods?)? (?:requested|request)|service or good requested|requested (?:treatment|services?)|goals?|(?:short|long)[- ]term goals|orders|disposition|future medical(?: care)?)$`),
		sectionFamily: regexp.MustCompile(`(?i)^(?:family(?: medical)? (?:history|hx)|fam(?:ily)? ?hx|fh|fhx)$`),
		sectionAdvice: regexp.MustCompile(`(?i)^(?:consent(?: and counseling)?|informed consent|risks(?: and benefits)?|warnings?|(?:return )?precautions|red flags|patient education|instructions|billing|disclosure|disclaimer)$`),
	}
	// carriedOut is what a plan says of what is already there.
	carriedOut = regexp.MustCompile(`(?i)\b(?:cont|continue[sd]?|continuing|keep|refill\w*|remains?|maintain|was|were|has|had|have|did|done|given|completed|performed|reviewed|dispensed|positive|showed|shows|today|already|failed|helped|helps|tried|uses|using|independent|resume|as before)\b`)
	// endsHeading is white space and signs before a heading.
	endsHeading = " \t\n-•*"
)

// markSections tells each statement of a page the section that it stands in.
func markSections(list []statement) {
	current := sectionOther
	for i := range list {
		text := strings.TrimLeft(list[i].text(), endsHeading)
		m := heading.FindStringSubmatch(text)
		if m != nil && (strings.Contains(m[0], ":") || strings.ToUpper(m[1]) == m[1] || len(m[1]) < 30 && len(text) < 40) {
			current = sectionNamed(m[1])
		}
		list[i].section = current
		if current == sectionFamily {
			current = sectionOther // it is one entry among others
		}
	}
}

// sectionNamed is the section that the heading begins.
func sectionNamed(name string) section {
	for _, s := range []section{sectionPlan, sectionFamily, sectionAdvice} {
		if headedSection[s].MatchString(name) {
			return s
		}
	}
	return sectionOther
}

// statusAt is what the statement means of what stands at the bytes of it: its
// words and the section that it stands in.
func (s statement) statusAt(c context, start, end int) status {
	st := c.of(start, end)
	switch s.section {
	case sectionPlan:
		st.supposed = st.supposed || !carriedOut.MatchString(s.text())
	case sectionFamily, sectionAdvice:
		st.other = true
	}
	return st
}
