package finding

import (
	"regexp"
	"strings"

	"imr/internal/dictionary"
)

// unsourcedStatement finds a sentence of the summary that states a fact of the case
// and names no page for it.
//
// Limits: every sentence that names a finding, a treatment, a person's state, a day
// or an amount states a fact. One that says only that something is not in the
// records has no page to name, and is for the check of absence; one that only
// leads over to the next states nothing. A quote in a source is not asked for.
var unsourcedStatement = rule{
	CodeInfo{"unsourced-statement", Warning, "A sentence of the summary that states a fact has no source."},
	func(d *draft) []found {
		var out []found
		for i, s := range d.Review.Summary {
			if len(s.Sources) == 0 && statesFact(s.Text) {
				out = append(out, found{Finding{Section: Summary, Text: s.Text,
					Message: "This sentence states a fact without a source; name the page on which it rests, or take it out."}, i})
			}
		}
		return out
	},
}

var (
	saysAbsent = regexp.MustCompile(`(?i)\b(?:no|not|nor|neither|never|without|lacks?|absen(?:t|ce)|silent)\b[^.;]{0,80}?\b(?:document\w*|mention\w*|describ\w*|evident|evidence|record\w*|report\w*|not(?:e|ed|es)|file|found|stated?|provided|submitted|included|set|sets|given|gives|discuss\w*)\b` +
		`|\b(?:records?|file|reports?|notes?|documentation)\b[^.;]{0,60}?\b(?:do(?:es)? not|is silent|are silent|lacks?|holds? no|contains? no|gives? no|sets? no|hold nothing|contain nothing)\b`)
	leadsOver = regexp.MustCompile(`(?i)^(?:the |her |his |their )?(?:records?|file|history|course|summary|facts|findings|documents)\b[^.]{0,60}\b(?:as follows|follows?|summari[sz]ed|below|reviewed)\b|^(?:the following|in summary|summary|history|background|clinical (?:case )?summary)\b[^.]{0,40}[:.]?$`)
)

// statesFact reports whether one of the sentences of the text says something of the case.
func statesFact(text string) bool {
	for _, s := range sentences(text) {
		line := oneLine(head(s.text, longestAsserted))
		if len(strings.Fields(line)) < 3 || leadsOver.MatchString(line) || saysAbsent.MatchString(line) {
			continue
		}
		if len(measuresNear(line, anyYear)) > 0 || namesMatter(line) {
			return true
		}
	}
	return false
}

// namesMatter reports whether the sentence names something that a record would say.
func namesMatter(line string) bool {
	for _, m := range mentionsIn(line) {
		c, _ := dictionary.Standard().Concept(m.concept)
		switch c.Class {
		case "sides", "levels", "":
		default:
			return true
		}
	}
	return false
}
