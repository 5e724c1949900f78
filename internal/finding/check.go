package finding

import (
	"cmp"
	"slices"
	"strings"

	"imr/internal/casefile"
	"imr/internal/review"
)

// CodeInfo documents a code: its severity and, in one sentence, what is wrong.
type CodeInfo struct {
	Code     Code
	Severity Severity
	What     string
}

// rule is one check. It leaves Code, Severity and Answered of its findings to the engine.
type rule struct {
	CodeInfo
	find func(*draft) []found
}

// found is a finding and its place within its section, which orders it.
type found struct {
	Finding
	at int
}

// rules lists every check in the order in which findings at one place are shown.
var rules = []rule{
	quoteNotOnPage,
	factNotOnPage,
	absenceClaim,
	absenceClaimUnsearched,
	polarityConflict,
	bodyPartMismatch,
	unsourcedStatement,
	copiedFromUR,
	itemUndecided,
	itemDecidedTwice,
	decisionContradictsRationale,
	citationIncomplete,
	mtusExitUnexplained,
	mtusRebuttalWithoutStudy,
	editionNotInForce,
	dependencyInconsistent,
	rationaleMissing,
	factNotInRecords,
	readingLevel,
	identityLeak,
	recordsOnlyUR,
	recordNotReceived,
	otherPatient,
}

// Codes documents every code that Check can raise, in a fixed order.
func Codes() []CodeInfo {
	infos := make([]CodeInfo, len(rules))
	for i, r := range rules {
		infos[i] = r.CodeInfo
	}
	return infos
}

// Check runs every check. Findings on the summary come first, then those of the
// items in the order of the case (decision, citation, rationale), then those on
// the records as a whole; within a section they follow the draft.
func Check(in Input) []Finding {
	d := newDraft(in)
	var all []found
	for _, r := range rules {
		for _, f := range r.find(d) {
			f.Code, f.Severity = r.Code, r.Severity
			_, f.Answered = AnswerTo(in.Review.Answers, f.Finding)
			all = append(all, f)
		}
	}
	slices.SortStableFunc(all, func(a, b found) int {
		return cmp.Or(cmp.Compare(d.group(a), d.group(b)),
			cmp.Compare(slices.Index(sectionOrder, a.Section), slices.Index(sectionOrder, b.Section)),
			cmp.Compare(a.at, b.at))
	})
	out := make([]Finding, len(all))
	for i, f := range all {
		out[i] = f.Finding
	}
	return out
}

// Blocking returns the findings that stand in the way of signing: errors that
// are not answered.
func Blocking(fs []Finding) []Finding {
	var out []Finding
	for _, f := range fs {
		if f.Severity == Error && !f.Answered {
			out = append(out, f)
		}
	}
	return out
}

var sectionOrder = []Section{Summary, Item, Decision, Citation, Rationale, Letter, Records}

// group places the summary before the items and the records after them.
func (d *draft) group(f found) int {
	if f.Item != "" {
		return 1 + slices.IndexFunc(d.Case.Items, func(it casefile.DisputedItem) bool { return it.ID == f.Item })
	}
	if f.Section == Summary {
		return 0
	}
	return 1 + len(d.Case.Items)
}

// oneLine writes every run of white space as one space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// orElse is s, or other where s is blank.
func orElse(s, other string) string {
	if blank(s) {
		return other
	}
	return strings.TrimSpace(s)
}

// eachDecision calls f for every decision on an item of the case, in the order of the items.
func (d *draft) eachDecision(f func(casefile.DisputedItem, review.Decision)) {
	for _, it := range d.Case.Items {
		for _, dec := range d.Review.For(it.ID) {
			f(it, dec)
		}
	}
}
