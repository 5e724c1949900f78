package finding

import (
	"slices"
	"strings"

	"imr/internal/dictionary"
)

// longestHead is the most bytes of the head of a table.
const longestHead = 60

// heldBelow reports whether the statement is the head of a table and its first row
// completes the sense: “VAS  today  last” over “low back  6  8”.
func (d *draft) heldBelow(n int32, means *sense) bool {
	if slices.ContainsFunc(means.like, func(o *sense) bool { return d.heldBelow(n, o) }) {
		return true
	}
	s := d.records.statements[n]
	if means.held == nil || int(n)+1 >= len(d.records.statements) {
		return false
	}
	next := d.records.statements[n+1]
	if next.page != s.page || len(s.text()) > longestHead || strings.ContainsAny(s.text(), "0123456789.") || !startsWithLetter(next.text()) {
		return false
	}
	row := next.text()
	if len(row) > longestHead || !strings.ContainsAny(row, "0123456789") || strings.ContainsAny(row, ".;") {
		return false
	}
	m := means.held.FindStringIndex(lowered(s.text() + " " + row))
	return m != nil && m[0] < len(s.text()) && m[1] > len(s.text())
}

func startsWithLetter(s string) bool { return s != "" && isLetter(s[0]) }

// deniesNamed reports whether the statement names a sign, symptom or condition that
// the claim itself names, and each time as one that is not there: “catches, no
// locking” does not refute that no locking is described.
func (s statement) deniesNamed(t topic, c context) bool {
	denied := false
	for _, claimed := range mentionsIn(t.words) {
		concept, _ := dictionary.Standard().Concept(claimed.concept)
		if claimed.ambiguous || vagueConcept[claimed.concept] || vagueSymptom[claimed.concept] || concept.Class != "symptoms" && concept.Class != "findings" && concept.Class != "conditions" {
			continue
		}
		for _, m := range s.mentions {
			if m.concept != claimed.concept {
				continue
			}
			if !s.statusAt(c, m.start, m.end).negated {
				return false
			}
			denied = true
		}
	}
	return denied
}
