package finding

import (
	"fmt"
	"slices"
	"strings"

	"imr/internal/casefile"
	"imr/internal/guideline"
	"imr/internal/review"
)

// citationIncomplete finds a decision without a citation, and a citation without
// the parts that its kind needs: chapter and section, or for a study its author,
// title, journal and year. A dependent item needs no citation.
//
// Limits: whether a chapter or section exists is not looked up, and the edition
// is left to the check of editions.
var citationIncomplete = rule{
	CodeInfo{"citation-incomplete", Error, "A decision has no citation, or one that lacks a part that its kind needs."},
	func(d *draft) []found {
		var out []found
		d.eachDecision(func(it casefile.DisputedItem, dec review.Decision) {
			out = append(out, incompleteCitations(it, dec)...)
		})
		return out
	},
}

func incompleteCitations(it casefile.DisputedItem, dec review.Decision) []found {
	var out []found
	cited := 0
	for i, c := range dec.Citations {
		if citationLine(c) == "" {
			continue
		}
		cited++
		if missing := missingParts(c); len(missing) > 0 {
			out = append(out, found{at: i + 1, Finding: Finding{Section: Citation, Item: it.ID, Text: citationLine(c),
				Message: fmt.Sprintf("This citation lacks its %s; add what is missing.", andList(missing))}})
		}
	}
	if cited == 0 && dec.Basis != review.Dependent {
		out = append(out, found{Finding: Finding{Section: Citation, Item: it.ID, Text: it.Description,
			Message: "This decision cites nothing; cite the guideline or study that it rests on."}})
	}
	return out
}

// missingParts names the parts that the citation lacks. One that is complete as
// a guideline is so, whatever else it names.
func missingParts(c guideline.Citation) []string {
	asGuideline := lacking("chapter", c.Chapter, "section", c.Section)
	if filled(c.Guideline) == "" {
		asGuideline = append([]string{"guideline"}, asGuideline...)
	}
	asStudy := lacking("author", c.Author, "title", c.Title, "journal", c.Journal, "year", c.Year)
	switch {
	case len(asGuideline) == 0 || len(asStudy) == 0:
		return nil
	case isStudy(c):
		return asStudy
	}
	return asGuideline
}

// isStudy tells a study from a guideline by the fields that are filled in.
func isStudy(c guideline.Citation) bool {
	chaptered := filled(c.Chapter)+filled(c.Section) != ""
	return filled(c.Author)+filled(c.Journal)+filled(c.Volume) != "" ||
		!chaptered && filled(c.Title)+filled(c.Year) != "" ||
		filled(c.Guideline) == "" && !chaptered
}

// lacking returns the names of the pairs (name, value) whose value is not filled in.
func lacking(pairs ...string) []string {
	var out []string
	for i := 0; i < len(pairs); i += 2 {
		if filled(pairs[i+1]) == "" {
			out = append(out, pairs[i])
		}
	}
	return out
}

// filled is the trimmed value, or "" where it only says that there is none.
func filled(s string) string {
	s = strings.TrimSpace(s)
	if slices.Contains([]string{"", "n/a", "na", "none", "tbd", "unknown", "not applicable", "not specified"},
		strings.ToLower(strings.Trim(s, " .-–—?_"))) {
		return ""
	}
	return s
}

// citationLine is the citation as the letter prints it, by which a person knows it
// again; "" where nothing at all is filled in.
func citationLine(c guideline.Citation) string {
	for _, field := range []*string{&c.Guideline, &c.Chapter, &c.Section, &c.Pages, &c.Edition, &c.Author, &c.Title, &c.Journal, &c.Year, &c.Volume, &c.EvidenceLevel} {
		*field = filled(*field)
	}
	return c.Line()
}

// andList writes the words as a list in a sentence: a, b and c.
func andList(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}
