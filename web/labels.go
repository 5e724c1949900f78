package web

import (
	"strings"

	"imr/internal/casefile"
	"imr/internal/determination"
	"imr/internal/finding"
	"imr/internal/review"
)

// The words that people read for the values that the system keeps.
var (
	priorityLabel = map[casefile.Priority]string{casefile.Standard: "Standard", casefile.Expedited: "Expedited", casefile.Formulary: "Formulary"}
	stateLabel    = map[casefile.State]string{casefile.Ready: "Not assigned", casefile.HandedIn: "Handed in",
		casefile.Received: "To be judged", casefile.AwaitingRecords: "Awaiting records"}
	kindLabel = map[casefile.DocumentKind]string{"ur_decision": "UR decision", "rfa": "Request for authorization",
		"ame_qme_report": "AME/QME report", "application": "IMR application"}
	nextWords = map[casefile.State]string{casefile.HandedIn: "Handed in. A director looks at it before the letter goes out.",
		casefile.Approved: "Approved. It is not issued yet.", casefile.Issued: "Issued.", casefile.Published: "Issued and published."}
	categoryLabel = map[casefile.Category]string{"dmepos": "Durable medical equipment", "evaluation_management": "Evaluation and management"}
	outcomeLabel  = map[review.ItemDecision]string{"": "Undecided", review.Upheld: "Upheld", review.Overturned: "Overturned"}
	outcomeTone   = map[review.ItemDecision]string{"": "open", review.Upheld: "upheld", review.Overturned: "overturned"}
	basisLabel    = map[review.CitationBasis]string{review.MTUS: "MTUS", review.MTUSSilent: "The MTUS is silent",
		review.MTUSRebutted: "The MTUS is rebutted", review.Dependent: "Depends on another item"}
	severityLabel = map[finding.Severity]string{finding.Error: "Error", finding.Warning: "Warning"}
	overallPlain  = map[determination.OverallDetermination]string{
		determination.Uphold:          "None of the disputed items is approved: each denial stands.",
		determination.Overturn:        "All of the disputed items are approved: no denial stands.",
		determination.PartialOverturn: "Some of the disputed items are approved; for the others the denial stands.",
	}
)

// words makes a value such as progress_report readable: Progress report.
func words(value string) string {
	s := strings.ReplaceAll(value, "_", " ")
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func labelOr[K ~string](labels map[K]string, value K) string {
	if l, ok := labels[value]; ok {
		return l
	}
	return words(string(value))
}

func bodyParts(parts []casefile.BodyPart) string {
	var out []string
	for _, p := range parts {
		out = append(out, strings.TrimSpace(string(p.Side)+" "+p.Part))
	}
	return strings.Join(out, "; ")
}

// orNone is the text, or what is said in its place where it is empty.
func orNone(text, none string) string {
	if text == "" {
		return none
	}
	return text
}
