package finding

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/guideline"
	"imr/internal/review"
)

// mtusExitUnexplained finds a decision that leaves the MTUS without a reason: its
// basis says silent or rebutted, or every citation is outside of the schedule, and
// neither the reason nor the rationale says why (8 CCR §9792.21(d), §9792.21.1).
//
// Limits: a citation outside of the MTUS beside one of the MTUS is not reported,
// as the schedule is then applied; what the second adds is not judged. ACOEM alone
// counts as the MTUS from 2017-12-01 on, before that in its second edition (2004 to
// 2008) or without an edition. Whether a stated reason is true is not judged.
var mtusExitUnexplained = rule{
	CodeInfo{"mtus-exit-unexplained", Error,
		"The citation is outside of the MTUS and no reason says why the schedule is silent or rebutted."},
	func(d *draft) []found {
		var out []found
		d.eachDecision(func(it casefile.DisputedItem, dec review.Decision) {
			text, left := leavesMTUS(dec, d.Case.DateThatCounts(it))
			if left && !exitExplained(dec) {
				out = append(out, found{Finding: Finding{Section: Citation, Item: it.ID, Text: orElse(text, it.Description),
					Message: "The decision leaves the MTUS without a reason; say what the MTUS does not address for this" +
						" condition or treatment, or which evidence rebuts it."}})
			}
		})
		return out
	},
}

// leavesMTUS reports whether the decision rests on something else than the MTUS,
// and the citation with which it does.
func leavesMTUS(dec review.Decision, day calendar.Date) (citation string, left bool) {
	outside, inside := "", false
	for _, c := range dec.Citations {
		line := citationLine(c)
		switch {
		case line == "":
		case inMTUS(c, day):
			inside = true
		case outside == "":
			outside = line
		}
	}
	switch dec.Basis {
	case review.MTUSSilent, review.MTUSRebutted:
		return outside, true
	case review.Dependent:
		return "", false
	}
	return outside, outside != "" && !inside
}

var (
	mtusName = regexp.MustCompile(`\bmtus\b|medical treatment utili[sz]ation (?:schedule|guideline)|\b9792\.2\d` +
		`|\b(?:chronic pain|acupuncture|opioids?) (?:medical )?treatment guideline|\bpost-?surgical (?:medical )?treatment guideline`)
	notMTUS     = regexp.MustCompile(`\b(?:non|not|outside(?: of)?(?: the)?)[- ]mtus\b`)
	acoemName   = regexp.MustCompile(`\bacoem\b|american college of occupational`)
	year        = regexp.MustCompile(`\b(?:19|20)\d\d\b`)
	acoemInMTUS = calendar.MustDate("2017-12-01") // all current chapters adopted, 8 CCR §9792.23
)

// inMTUS reports whether the citation is one of the schedule in force on the day.
func inMTUS(c guideline.Citation, day calendar.Date) bool {
	name := strings.ToLower(strings.Join([]string{c.Guideline, c.Chapter, c.Title}, " | "))
	if notMTUS.MatchString(name) {
		return false
	}
	if mtusName.MatchString(name) {
		return true
	}
	if !acoemName.MatchString(name) {
		return false
	}
	edition := strings.ToLower(c.Edition + " " + c.Year + " " + c.Guideline)
	if strings.Contains(edition, "3rd") || strings.Contains(edition, "third") {
		return !day.Before(acoemInMTUS)
	}
	n, _ := strconv.Atoi(year.FindString(edition))
	return !day.Before(acoemInMTUS) || n == 0 || n >= 2004 && n <= 2008
}

// exitExplained reports whether the basis reason says something of its own, or
// the rationale says why the MTUS does not govern.
func exitExplained(dec review.Decision) bool {
	if dec.Basis == review.MTUSSilent || dec.Basis == review.MTUSRebutted {
		if saysSomething(dec.BasisReason) {
			return true
		}
	}
	return slices.ContainsFunc(append(sentences(dec.BasisReason), sentences(dec.Rationale)...), func(s sentence) bool {
		return explainsExit(strings.ToLower(oneLine(s.text)))
	})
}

var (
	schedule = regexp.MustCompile(`\bmtus\b|\bschedule\b|medical treatment utili[sz]ation|california(?:'s)? (?:medical treatment )?guideline|\bca guideline`)
	silence  = regexp.MustCompile(`\bsilent\b|\bsilence\b|\brebut|\bsupersed|\boutdated\b|\bout of date\b|\boutweigh|\binsufficient|\bno longer (?:current|reflect)` +
		`|(?:\bnot|n't|\bnor|\bno|\bneither|\bwithout|\bfails? to|\black\w*|\blittle|\bnothing|\bnever)\b[^.;]{0,60}?\b(?:address|discuss|mention|cover|contain|provide|include|speak|deal|recommendation|guidance|guideline|section|chapter|criteri|specific|consider|give|offer|say|take up|comment|apply|applicable|pertain)`)
	notBased = regexp.MustCompile(`(?:not|n't) (?:base|rest|rely|relied|use|cite)`)
)

// explainsExit reports whether the sentence, in lower case, says that the schedule
// does not address something or is rebutted, and not only that it was not used.
func explainsExit(s string) bool {
	return schedule.MatchString(s) && silence.MatchString(s) && !notBased.MatchString(s) && saysSomething(s)
}

var (
	reasonWord = regexp.MustCompile(`[\pL\pN]+`)
	emptyWords = wordSet(`a an and are as at be because been by decision does did do for from guideline guidelines has have
		i in into is it its mtus na n no non none not of on or other reason rationale reviewer see the their there therefore this
		to use used using was were with applied applies apply applicable above below attached silent rebutted schedule
		basis based ca california odg acoem official disability medical treatment utilization cited cite citation per
		tbd unknown same here note notes comment comments decided relied rely rest rests instead
		expert base outside exit left leave selected chosen preferred standard recommendation preference preferred ok yes x`)
)

// saysSomething reports whether a reason holds a word beyond those that only name
// the sources or repeat that the schedule was left.
func saysSomething(reason string) bool {
	for _, w := range reasonWord.FindAllString(strings.ToLower(reason), -1) {
		if !emptyWords[w] {
			return true
		}
	}
	return false
}

// wordSet is the set of the words of the list.
func wordSet(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}
