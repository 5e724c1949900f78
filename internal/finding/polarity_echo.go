package finding

import (
	"regexp"
	"slices"
	"strings"

	"imr/internal/review"
)

// echo is the words of a clause with what it does to them: those right behind a
// negation, and whether the clause has no word of denial or doubt at all.
type echo struct {
	denied map[string]bool // stems
	said   map[string]bool
}

// Limits of the comparison by words: only plain negations count, and only right
// before a word; a word of amount, time or limit in the clause makes it say less.
var (
	plainNot   = regexp.MustCompile(`\b(?:not|never|no longer|cannot|n't|didn't|doesn't|hasn't|wasn't|isn't)\b`)
	anyDenial  = regexp.MustCompile(`\b(?:no|not|never|none|nor|neither|without|w/o|denies|denied|neg|negative|absent|cannot|unable|fail\w*|refus\w*|declin\w*|lack\w*|stopped|quit|off|if|unless|may|might|could|would|should|possible|possibly|rule|r/o|nothing|hardly|little|minimal|un\w+|non\w*|only|until|before|last|\w+n't)\b|n't|\(-\)|\[ \]`)
	lessThan   = regexp.MustCompile(`\b(?:fully|completely|entirely|much|always|long|lasting|only|further|more|yet|any longer|all|enough|well|significant\w*|sufficient\w*|change\w*)\b`)
	noneOf     = regexp.MustCompile(`\b(\w{5,}) (?:none|nothing)\b`)
	echoClause = regexp.MustCompile(`[;.:]\s|[;.:]$|\b(?:but|however|although|while|whereas|and then)\b`)
	echoIgnore = wordSet("work works worked working lift lifts lifted lifting sit sits sitting stand walk walks walking drive bend reach carry sleep sleeps sleeping pain worker patient this that with from have does were will been able take takes taken taking " +
		"left right side month months week weeks year years time times days visit visits back neck knee hand foot note noted report reported record document documented")
)

// echoesOf reads the clauses of a text in lower case.
func echoesOf(text string) echo {
	e := echo{map[string]bool{}, map[string]bool{}}
	start := 0
	for _, end := range append(echoClause.FindAllStringIndex(text, -1), []int{len(text), len(text)}) {
		if start < end[0] {
			e.add(text[start:end[0]])
		}
		start = end[1]
	}
	return e
}

// add reads a clause. A comma does not end one: “reflexes, strength and sensation can
// not be examined” says nothing of reflexes.
func (e echo) add(clause string) {
	plain := !anyDenial.MatchString(clause)
	nots := plainNot.FindAllStringIndex(clause, -1)
	less := lessThan.MatchString(clause) || strings.Contains(clause, "without") || strings.Contains(clause, "not only")
	if m := noneOf.FindStringSubmatch(clause); m != nil && !less {
		e.denied[stem(m[1])] = true
	}
	eachWord(clause, func(w string, start, _ int) {
		if len(w) < 5 || echoIgnore[w] || smallWords[w] {
			return
		}
		switch s := stem(w); {
		case plain:
			e.said[s] = true
		case !less && len(nots) == 1 && nots[0][1] <= start && strings.Count(clause[nots[0][1]:start], " ") <= 2:
			e.denied[s] = true
		}
	})
}

// echoed reports whether the sentence denies a word that its own quote says, or says
// one that the quote denies: “did not recommend” against “recommended”.
func echoed(s review.Sentence) (review.Source, bool) {
	draft := echoesOf(lowered(straight.Replace(s.Text)))
	var quotes []echo
	for _, src := range s.Sources {
		quotes = append(quotes, echoesOf(lowered(straight.Replace(oneLine(src.Quote)))))
	}
	for i, q := range quotes {
		for w := range draft.denied {
			if q.said[w] && !draft.said[w] && !slices.ContainsFunc(quotes, func(o echo) bool { return o.denied[w] }) {
				return s.Sources[i], true
			}
		}
		for w := range q.denied {
			if draft.said[w] && !draft.denied[w] && !slices.ContainsFunc(quotes, func(o echo) bool { return o.said[w] }) {
				return s.Sources[i], true
			}
		}
	}
	return review.Source{}, false
}
