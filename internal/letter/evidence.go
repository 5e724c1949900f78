package letter

import (
	"fmt"
	"strings"

	"imr/internal/review"
)

// searchWords says how the search for evidence went where the reviewer recorded
// more than the citations show (8 CCR §9792.21.1, LC 4610.5(c)(2)).
func searchWords(dec review.Decision) string {
	if !dec.LeavesMTUS() || dec.Sequence.Empty() {
		return ""
	}
	var out []string
	if step := dec.StepReached(); step != "" {
		out = append(out, fmt.Sprintf("The search of 8 CCR §9792.21.1 went as far as %s.", step.Words()))
	}
	for _, step := range dec.StepsPassed() {
		if why := dec.Sequence.ReasonForStep(step); why != "" {
			out = append(out, fmt.Sprintf("No source is cited from %s: %s", step.Words(), closed(strings.Join(lines(why), " "))))
		}
	}
	if standard := dec.Standard(); standard != "" {
		out = append(out, fmt.Sprintf("Standard of LC 4610.5(c)(2) relied on: %s.", standard.Words()))
	}
	for _, standard := range dec.StandardsPassed() {
		if why := dec.Sequence.ReasonForStandard(standard); why != "" {
			out = append(out, fmt.Sprintf("Standard %s does not apply: %s", standard.Words(), closed(strings.Join(lines(why), " "))))
		}
	}
	return strings.Join(out, " ")
}

// comparison is the worksheet of sources that recommend differently, whose
// applicability and strength the decision must explain (8 CCR §9792.25.1).
func comparison(w review.Worksheet) string {
	if w.Empty() {
		return ""
	}
	side := map[review.Side]string{review.For: "for the treatment", review.Against: "against the treatment"}
	var sources []string
	for _, s := range w.Sources {
		level := ""
		if s.Level != "" {
			level = "level " + s.Level
		}
		sources = append(sources, fmt.Sprintf("%s (%s)", s.Source, filled("; ", side[s.Recommends], s.Design, level)))
	}
	out := "Sources compared by 8 CCR §9792.25.1: " + closed(strings.Join(sources, "; "))
	if w.Stronger != "" {
		out += " The stronger is " + closed(w.Stronger)
	}
	return filled(" ", out, closed(strings.Join(lines(w.Why), " ")))
}
