package finding

import (
	"regexp"
	"slices"

	"imr/internal/casefile"
	"imr/internal/guideline"
	"imr/internal/review"
)

// mtusRebuttalWithoutStudy finds a decision that rebuts the MTUS without a study
// or guideline outside of it whose level of evidence is told (8 CCR §9792.21(d)(2),
// §9792.25.1). The level may stand with the citation, in the reason or in the
// rationale; for a study that is cited in full its design will do.
//
// Limits: whether the level is right, or higher than that of the recommendation
// that is rebutted, is not judged. A level that is told counts for any of the
// sources. A study without its parts is left to the check of citations.
var mtusRebuttalWithoutStudy = rule{
	CodeInfo{"mtus-rebuttal-without-study", Error, "The MTUS is rebutted without a study or guideline with its level of evidence."},
	func(d *draft) []found {
		var out []found
		d.eachDecision(func(it casefile.DisputedItem, dec review.Decision) {
			if dec.Basis != review.MTUSRebutted {
				return
			}
			source, message := weakRebuttal(dec)
			if message != "" {
				out = append(out, found{Finding: Finding{Section: Citation, Item: it.ID, Message: message,
					Text: orElse(source, orElse(dec.BasisReason, it.Description))}})
			}
		})
		return out
	},
}

// weakRebuttal says what the rebuttal lacks, and the source that it has.
func weakRebuttal(dec review.Decision) (source, message string) {
	var outside []guideline.Citation
	for _, c := range dec.Citations {
		if citationLine(c) != "" && !c.IsMTUS() {
			outside = append(outside, c)
		}
	}
	if len(outside) == 0 {
		return "", "The MTUS is rebutted without a source; cite the study or guideline that rebuts it, with its level of evidence."
	}
	if levelTold(dec, outside) {
		return "", ""
	}
	return citationLine(outside[0]), "The MTUS is rebutted by a source whose level of evidence is not told; give its level (1a to 5), or cite a study that has one."
}

var (
	evidenceLevel = regexp.MustCompile(`(?i)\blevels?(?:\s+of\s+(?:the\s+)?evidence)?\s*(?:is|are|was|of|at|[:=(])?\s*(?:[1-5][abc]?|iv|i{1,3}|v|one|two|three|four|five|[abc])\b` +
		`|\b[1-5][abc]?[\s-]+level\s+(?:evidence|stud|trial)|\bLOE\b\D{0,5}[1-5]|\b(?:1[abc]|[2-5])\s+evidence\b` +
		`|\b(?:grade|strength|rat(?:ed|ing)|recommendation|evidence)(?:\s+of\s+(?:evidence|recommendation))?\s*(?:is|was|of|as|at|[:=(“"])?\s*["“(]?(?-i:[ABCI])["”)]?(?:[\s.,;)]|$)`)
	otherLevel  = regexp.MustCompile(`(?i)\b(?:pain|activity|activities|function\w*|spin\w+|vertebral|disc|stress|energy|care|visit)\s+levels?\b`)
	studyDesign = regexp.MustCompile(`(?i)\b(?:randomi[sz]ed|systematic review|meta-?analys[ei]s|cohort|case-control|case series|RCTs?|controlled trials?)\b`)
)

// levelTold reports whether the level of evidence of one of the sources is told.
func levelTold(dec review.Decision, outside []guideline.Citation) bool {
	for _, c := range outside {
		if filled(c.EvidenceLevel) != "" || evidenceLevel.MatchString(citationLine(c)) {
			return true
		}
	}
	reasons := otherLevel.ReplaceAllString(oneLine(dec.BasisReason+" "+dec.Rationale), "")
	study := slices.ContainsFunc(outside, func(c guideline.Citation) bool {
		return isStudy(c) && len(missingParts(c)) == 0
	})
	return evidenceLevel.MatchString(reasons) || study && studyDesign.MatchString(reasons)
}
