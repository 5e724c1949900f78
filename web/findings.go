package web

import (
	"fmt"
	"slices"
	"strings"

	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/finding"
	"imr/internal/review"
	"imr/templates/part"
)

// inSection are the findings about the item in any of the sections.
func inSection(fs []finding.Finding, item casefile.ItemID, sections ...finding.Section) []finding.Finding {
	in, _ := split(fs, func(f finding.Finding) bool { return f.Item == item && slices.Contains(sections, f.Section) })
	return in
}

func split(fs []finding.Finding, is func(finding.Finding) bool) (in, out []finding.Finding) {
	for _, f := range fs {
		if is(f) {
			in = append(in, f)
		} else {
			out = append(out, f)
		}
	}
	return in, out
}

// isAbout reports whether the finding's words are those of the sentence or of
// one of its quotes.
func isAbout(f finding.Finding, s review.Sentence) bool {
	if f.Text == "" {
		return false
	}
	if strings.Contains(s.Text, f.Text) {
		return true
	}
	return slices.ContainsFunc(s.Sources, func(src review.Source) bool { return strings.Contains(src.Quote, f.Text) })
}

func findingViews(o casework.Opened, r review.Review, fs []finding.Finding) []part.Finding {
	var out []part.Finding
	for _, f := range fs {
		view := part.Finding{Code: string(f.Code), Label: words(strings.ReplaceAll(string(f.Code), "-", " ")),
			Section: string(f.Section), Severity: string(f.Severity), SeverityLabel: severityLabel[f.Severity], Message: f.Message, Text: f.Text, Answer: answerTo(r, f)}
		for _, e := range f.Evidence {
			view.Evidence = append(view.Evidence, part.Evidence{Quote: e.Quote, URL: pageURL(o.Number, e.Document, e.Page),
				Label: sourceLabel(o, review.Source{Document: e.Document, Page: e.Page})})
		}
		out = append(out, view)
	}
	return out
}

func answerTo(r review.Review, f finding.Finding) string {
	if !f.Answered {
		return ""
	}
	for _, a := range r.Answers {
		if a.Finding == string(f.Code) && a.Item == f.Item && strings.Join(strings.Fields(a.Text), " ") == strings.Join(strings.Fields(f.Text), " ") {
			return a.Answer
		}
	}
	return ""
}

// draftURL leads to the place in the draft that a finding is about.
func draftURL(number casefile.CaseNumber, f finding.Finding) part.Link {
	switch {
	case f.Item != "":
		return part.Link{Label: fmt.Sprintf("Open item %s", f.Item), URL: itemURL(number, f.Item)}
	case f.Section == finding.Summary:
		return part.Link{Label: "Open the summary", URL: caseURL(number) + "/summary"}
	}
	return part.Link{Label: "Open the records", URL: caseURL(number) + "/records"}
}
