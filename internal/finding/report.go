package finding

import (
	"encoding/json"
	"fmt"
	"strings"

	"imr/internal/casefile"
)

// Report is what `imr check` prints of one case.
type Report struct {
	Case     casefile.CaseNumber
	Findings []Finding
}

// MarshalJSON writes the report as the exchange format imr-case/1 defines it.
// Findings and evidence are lists even where they are empty.
func (r Report) MarshalJSON() ([]byte, error) {
	out := struct {
		Case     casefile.CaseNumber `json:"case"`
		Findings []Finding           `json:"findings"`
	}{r.Case, make([]Finding, len(r.Findings))}
	copy(out.Findings, r.Findings)
	for i := range out.Findings {
		if out.Findings[i].Evidence == nil {
			out.Findings[i].Evidence = []Evidence{}
		}
	}
	return json.Marshal(out)
}

// Text is the report for a person at a terminal: a line of totals, then each
// finding with its words, what would settle it and where to look.
func (r Report) Text() string {
	var b strings.Builder
	name := orElse(string(r.Case), "case without a number")
	fmt.Fprintf(&b, "%s: %s\n", name, totals(r.Findings))
	for _, f := range r.Findings {
		writeFinding(&b, f)
	}
	return b.String()
}

func totals(fs []Finding) string {
	var errors, warnings, answered int
	for _, f := range fs {
		switch {
		case f.Answered:
			answered++
		case f.Severity == Error:
			errors++
		default:
			warnings++
		}
	}
	if len(fs) == 0 {
		return "no findings"
	}
	return fmt.Sprintf("%s, %s, %d answered", count(errors, "error"), count(warnings, "warning"), answered)
}

// count is n with the noun in the right number.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func writeFinding(b *strings.Builder, f Finding) {
	fmt.Fprintf(b, "\n%s %s, %s", f.Severity, f.Code, f.Section)
	if f.Item != "" {
		fmt.Fprintf(b, " of item %s", f.Item)
	}
	if f.Answered {
		b.WriteString(" (answered)")
	}
	fmt.Fprintf(b, "\n  “%s”\n  %s\n", oneLine(f.Text), f.Message)
	for _, e := range f.Evidence {
		fmt.Fprintf(b, "  see %s page %d", e.Document, e.Page)
		if e.Quote != "" {
			fmt.Fprintf(b, ": “%s”", oneLine(e.Quote))
		}
		b.WriteByte('\n')
	}
}
