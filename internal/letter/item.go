package letter

import (
	"fmt"
	"regexp"
	"strings"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/determination"
	"imr/internal/guideline"
	"imr/internal/review"
)

// NoneCited stands where utilization review cited nothing.
const NoneCited = "None cited."

// item is the block of one disputed item: the item line, what each side relied on,
// and the reasons.
func item(d determination.Determination, it determination.ItemResult) []Block {
	cited := strings.Join(lines(it.ClaimsAdministratorGuideline), " ")
	if cited == "" {
		cited = NoneCited
	}
	blocks := []Block{
		Heading{3, itemLine(it)},
		leading(labelled("Claims Administrator guideline:", cited)),
		leading(labelled(d.Organization.ShortName+" guideline:", filled(" ", guidelineLine(d, it.Decision), searchWords(it.Decision), comparison(it.Worksheet)))),
	}
	for i, p := range lines(it.Rationale) {
		if i == 0 {
			blocks = append(blocks, labelled("Decision rationale:", p))
		} else {
			blocks = append(blocks, text(p))
		}
	}
	return blocks
}

// itemLine is the item as requested with its decision. A retrospective item shows
// its dates of service, those that the request itself does not give.
func itemLine(it determination.ItemResult) string {
	name := strings.Join(lines(it.Description), " ")
	var days []string
	if it.Timing == casefile.Retrospective {
		for _, on := range it.ServiceDates {
			if !carries(name, on) {
				days = append(days, on.US())
			}
		}
	}
	switch len(days) {
	case 0:
	case 1:
		name += ", date of service " + days[0]
	default:
		name += ", dates of service " + and(days)
	}
	return name + ": " + outcomeWords[it.Outcome]
}

// carries reports whether the text gives the day in a form of the field: in
// figures with or without leading zeros and century, in words, or as ISO writes it.
func carries(s string, on calendar.Date) bool {
	year := fmt.Sprintf(`(?:%02d)?%02d`, on.Year/100, on.Year%100)
	month := on.Month.String()
	patterns := []string{
		fmt.Sprintf(`0?%d([/.-])0?%d[/.-]%s`, int(on.Month), on.Day, year),
		fmt.Sprintf(`(?:%s|%s)\.?\s+0?%d(?:st|nd|rd|th)?,?\s+%04d`, month, shortMonth(month), on.Day, on.Year),
		on.String(),
	}
	return regexp.MustCompile(`(?i)(?:^|[^\d/])(?:` + strings.Join(patterns, "|") + `)(?:$|[^\d])`).MatchString(s)
}

// shortMonth also allows the four letters of Sept.
func shortMonth(month string) string {
	if month == "September" {
		return "Sept?"
	}
	return month[:3]
}

// guidelineLine says what the decision rests on: the MTUS, other sources with the
// statement that it was left and why, both, or another item.
func guidelineLine(d determination.Determination, dec review.Decision) string {
	var mtus, other []string
	for _, c := range dec.Citations {
		if l := c.Line(); l != "" {
			mtus, other = sortCitation(c, l, mtus, other)
		}
	}
	based := filled(" ", basedOn("Decision based on MTUS", withoutName(mtus)), basedOn("Decision based on Non-MTUS Citation", other))
	reason := closed(strings.Join(lines(dec.BasisReason), " "))
	switch dec.Basis {
	case review.MTUSSilent, review.MTUSRebutted:
		left := map[review.CitationBasis]string{
			review.MTUSSilent:   "The expert reviewer did not base the decision on the MTUS, which does not address this request.",
			review.MTUSRebutted: "The expert reviewer did not base the decision on the MTUS, whose recommendation is rebutted here.",
		}[dec.Basis]
		return filled(" ", left, basedOn("Decision based on Non-MTUS Citation", other), because(reason), basedOn("MTUS considered:", mtus))
	case review.Dependent:
		return filled(" ", dependence(d, dec), reason, based)
	}
	if based == "" {
		based = NoneCited
	}
	return filled(" ", based, reason)
}

func sortCitation(c guideline.Citation, l string, mtus, other []string) (m, o []string) {
	if c.IsMTUS() {
		return append(mtus, l), other
	}
	return mtus, append(other, l)
}

// withoutName drops the name that the words before it have said already.
func withoutName(mtus []string) []string {
	out := make([]string, len(mtus))
	for i, l := range mtus {
		out[i] = strings.TrimPrefix(l, "MTUS, ")
	}
	return out
}

func basedOn(words string, citations []string) string {
	if len(citations) == 0 {
		return ""
	}
	return closed(words + " " + strings.Join(citations, "; "))
}

func because(reason string) string {
	if reason == "" {
		return ""
	}
	return "Reason: " + reason
}

// dependence names the item on which this one hangs, and how that was decided.
func dependence(d determination.Determination, dec review.Decision) string {
	for _, it := range d.Items {
		if it.DisputedItem.ID == dec.DependsOn {
			return fmt.Sprintf("This item depends on another item of this letter, “%s”, which is %s.",
				strings.Join(lines(it.Description), " "), strings.ToLower(outcomeWords[it.Outcome]))
		}
	}
	return fmt.Sprintf("This item depends on item %s.", dec.DependsOn)
}
