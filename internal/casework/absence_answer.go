package casework

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"imr/internal/fault"
	"imr/internal/search"
)

// Searched is what a reviewer looked for in the records before saying that a thing
// is not in them, what came up, and why none of it is that thing.
type Searched struct {
	Terms  []string // as they were typed, each once
	Hits   int      // that were listed
	Pages  int      // on which they are
	Denied int      // of the hits, those that the records give in negated form
	Rest   int      // pages with further hits, which were not listed
	Reason string   // needed where there are hits
}

// mostSearched is the most terms of one search.
const mostSearched = 20

// cleanTerms are the terms as they are searched for: on one line each, without
// empty ones and repetitions.
func cleanTerms(terms []string) []string {
	var out []string
	for _, t := range terms {
		t = strings.Join(strings.Fields(curly.Replace(t)), " ")
		if len(t) > search.MaxBytes {
			t = strings.ToValidUTF8(t[:search.MaxBytes], "")
		}
		if t != "" && !slices.ContainsFunc(out, func(o string) bool { return strings.EqualFold(o, t) }) && len(out) < mostSearched {
			out = append(out, t)
		}
	}
	return out
}

// curly are the quotation marks that part the terms in an answer.
var curly = strings.NewReplacer("“", `"`, "”", `"`)

// validate says what an answer to a claim of absence lacks.
func (s Searched) validate() error {
	var bad fault.Fields
	if len(s.Terms) == 0 {
		bad.Add("term", "Enter at least one word to search the records for.")
	}
	if s.Hits > 0 && s.Reason == "" {
		bad.Add("reason", "Say why none of these hits is what the draft says is not there.")
	}
	return bad.Err("The answer was not kept.")
}

const (
	noneOfThese = "None of these is it, because "
	rightWords  = "These are the right words."
)

// Text is the answer in whole sentences, as it is kept and exported. ParseSearched
// reads it back.
func (s Searched) Text() string {
	quoted := make([]string, len(s.Terms))
	for i, t := range s.Terms {
		quoted[i] = "“" + t + "”"
	}
	text := "Searched the records for " + strings.Join(quoted, ", ") + ": "
	if s.Hits == 0 {
		return strings.TrimSpace(text + "no hits. " + rightWords + " " + s.Reason)
	}
	text += fmt.Sprintf("%s on %s", counted(s.Hits, "hit"), counted(s.Pages, "page"))
	if s.Rest > 0 {
		text += fmt.Sprintf(" and more on %s that were not listed", counted(s.Rest, "page"))
	}
	if s.Denied > 0 {
		text += fmt.Sprintf(", %d of them in negated form", s.Denied)
	}
	return text + ". " + noneOfThese + s.Reason
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

var (
	searchedText = regexp.MustCompile(`(?s)^Searched the records for (“[^“”]*”(?:, “[^“”]*”)*): ` +
		`(?:no hits\. ` + regexp.QuoteMeta(rightWords) + `(.*)|(\d+) hits? on (\d+) pages?(?: and more on (\d+) pages? that were not listed)?(?:, (\d+) of them in negated form)?\. ` + noneOfThese + `(.*))$`)
	searchedTerm = regexp.MustCompile(`“([^“”]*)”`)
)

// ParseSearched reads an answer that Searched.Text wrote; ok is false for any other.
func ParseSearched(text string) (s Searched, ok bool) {
	m := searchedText.FindStringSubmatch(text)
	if m == nil {
		return s, false
	}
	for _, t := range searchedTerm.FindAllStringSubmatch(m[1], -1) {
		s.Terms = append(s.Terms, t[1])
	}
	for i, into := range []*int{&s.Hits, &s.Pages, &s.Rest, &s.Denied} {
		*into, _ = strconv.Atoi(m[3+i]) // digits, or nothing
	}
	s.Reason = strings.TrimSpace(m[2] + m[7])
	return s, true
}
