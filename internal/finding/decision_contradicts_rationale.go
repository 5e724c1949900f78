package finding

import (
	"regexp"
	"slices"
	"strings"

	"imr/internal/casefile"
	"imr/internal/review"
)

// decisionContradictsRationale finds a rationale whose conclusion is the opposite
// of the recorded decision: necessary although the denial is upheld, or not
// necessary although it is overturned.
//
// Limits: a conclusion is read from its words, not from the reasons before it. It
// is left alone where it is unclear: for a part of the request, under a condition,
// of another treatment, without a verb (“necessity not established”), or two
// opposite ones in one sentence. Words on support alone are read only with the
// item's own words or “the request”. An item that is decided twice is left to that check. Of a rationale
// the last 20,000 bytes are read.
var decisionContradictsRationale = rule{
	CodeInfo{"decision-contradicts-rationale", Error, "The conclusion of the rationale is the opposite of the recorded decision."},
	func(d *draft) []found {
		var out []found
		d.eachDecision(func(it casefile.DisputedItem, dec review.Decision) {
			if dec.Outcome == "" || len(d.Review.For(it.ID)) > 1 {
				return
			}
			v, ok := conclusion(dec.Rationale, d.Case, it)
			if !ok || v.necessary == (dec.Outcome == review.Overturned) {
				return
			}
			out = append(out, found{at: v.in.at, Finding: Finding{Section: Rationale, Item: it.ID, Text: v.in.text,
				Message: contradiction(dec.Outcome)}})
		})
		return out
	},
}

func contradiction(o review.ItemDecision) string {
	if o == review.Upheld {
		return "The rationale concludes that the treatment is necessary, but the decision is upheld, which lets the denial stand; amend the one that is wrong."
	}
	return "The rationale concludes that the treatment is not necessary, but the decision is overturned, which approves it; amend the one that is wrong."
}

// conclusion returns the verdict that the rationale comes to, if it is clear: the
// last one on the item. Words on support and criteria count only where nothing
// firmer is said, in a sentence that concludes.
func conclusion(rationale string, c casefile.Case, item casefile.DisputedItem) (verdict, bool) {
	vs := verdictsOf(rationale, topicsOf(c, item))
	vs = slices.DeleteFunc(vs, func(v verdict) bool { return v.about == aboutOther })
	vs = prefer(vs, func(v verdict) bool { return v.firm })
	if item.Timing != casefile.Retrospective {
		vs = prefer(vs, func(v verdict) bool { return !v.past })
	}
	if !agree(vs) {
		vs = prefer(vs, func(v verdict) bool { return v.about == aboutRequest })
	}
	if len(vs) == 0 {
		return verdict{}, false
	}
	last := vs[len(vs)-1]
	beside := slices.DeleteFunc(vs, func(v verdict) bool { return v.in.at != last.in.at })
	return last, agree(beside)
}

// prefer keeps the verdicts that are so, where there are any.
func prefer(vs []verdict, so func(verdict) bool) []verdict {
	var out []verdict
	for _, v := range vs {
		if so(v) {
			out = append(out, v)
		}
	}
	if len(out) == 0 {
		return vs
	}
	return out
}

func agree(vs []verdict) bool {
	return !slices.ContainsFunc(vs, func(v verdict) bool { return v.necessary != vs[0].necessary })
}

// readBytes is how much of a rationale is read, from its end.
const readBytes = 20_000

// verdictsOf returns the rationale's verdicts in their order.
func verdictsOf(rationale string, t topics) []verdict {
	var out []verdict
	all := sentences(rationale)
	for i, s := range all {
		if len(rationale)-s.at > readBytes {
			continue
		}
		for _, c := range clauses(s) {
			vs := verdictsIn(c)
			if len(out)+len(vs) > 0 {
				vs = append(vs, elliptical(c)...)
			}
			concludes := i == len(all)-1 || concluding.MatchString(c.full)
			out = append(out, placed(vs, s, t, concludes)...)
		}
	}
	return out
}

// placed returns the verdicts that count, with their sentence and what they are about.
func placed(vs []verdict, s sentence, t topics, concludes bool) []verdict {
	var out []verdict
	for _, v := range vs {
		v.in = s
		if v.about == aboutNothing {
			v.about = t.of(beforeVerb(v.before))
		}
		if v.firm || concludes && v.about == aboutRequest && !ofDenial.MatchString(v.before) {
			out = append(out, v)
		}
	}
	return out
}

var (
	verbStart = regexp.MustCompile(`\b(?:is|isn't|are|aren't|was|wasn't|were|weren't|should|must|will|would|has|have|does|do|cannot|can|meets?|fails?|exceeds?|remains?)\b`)
	ofDenial  = regexp.MustCompile(`\b(?:` + denialWords + `|determination|decision|utilization review|ur)\b`)
	shortened = regexp.MustCompile(`(?:^|, )([^,]{2,80}?) (?:is|are)( not|n't)?[.!]?$`)
)

// beforeVerb is the subject of a clause: what stands before its last verb of
// weight, or all of it where it has none.
func beforeVerb(s string) string {
	m := verbStart.FindAllStringIndex(s, -1)
	if len(m) == 0 {
		return s
	}
	return s[:m[len(m)-1][0]]
}

// elliptical reads a clause such as “the injection is not”, which takes up the
// verdict before it.
func elliptical(c clause) []verdict {
	m := shortened.FindStringSubmatch(strings.TrimSpace(c.text))
	if m == nil {
		return nil
	}
	return []verdict{{necessary: m[2] == "", firm: true, before: m[1]}}
}
