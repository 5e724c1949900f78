package review

import (
	"slices"
	"strings"

	"imr/internal/fault"
	"imr/internal/guideline"
)

// ComparedSource is a source on the worksheet: what it recommends, and the study
// on which that rests with its place in the hierarchy of evidence.
type ComparedSource struct {
	Source     string // the citation's line, or the claims administrator's guideline
	Recommends Side   // For or Against the treatment
	Design     string // of the study
	Level      string // one of guideline.EvidenceLevels
}

// Worksheet is the comparison of sources that recommend differently, by the
// methodology of 8 CCR §9792.25.1. Stronger is the Source that prevails.
type Worksheet struct {
	Sources  []ComparedSource
	Stronger string
	Why      string
}

// Empty reports whether nothing was compared.
func (w Worksheet) Empty() bool {
	return len(w.Sources) == 0 && w.Stronger == "" && strings.TrimSpace(w.Why) == ""
}

// Compete reports whether one source is for the treatment and another against it.
func (w Worksheet) Compete() bool {
	has := func(side Side) bool {
		return slices.ContainsFunc(w.Sources, func(s ComparedSource) bool { return s.Recommends == side })
	}
	return has(For) && has(Against)
}

// lacks names what a worksheet that was begun does not say yet.
func (w Worksheet) lacks() fault.Fields {
	var lacks fault.Fields
	if w.Empty() {
		return nil
	}
	if len(w.Sources) < 2 {
		lacks.Add("worksheet", "The comparison needs two sources or more; fill in the other one, or empty it.")
	}
	for _, s := range w.Sources {
		switch {
		case s.Recommends == "":
			lacks.Add("worksheet", "Say whether “%s” is for or against the treatment.", s.Source)
		case strings.TrimSpace(s.Design) == "":
			lacks.Add("worksheet", "Name the study design on which “%s” rests; a level of evidence is that of a study.", s.Source)
		case !slices.ContainsFunc(guideline.EvidenceLevels, func(l guideline.EvidenceLevel) bool { return l.Level == s.Level }):
			lacks.Add("worksheet", "Give the level of evidence of “%s”, 1a to 5.", s.Source)
		}
	}
	if !slices.ContainsFunc(w.Sources, func(s ComparedSource) bool { return s.Source == w.Stronger }) {
		lacks.Add("worksheet", "Say which of the sources compared is the stronger.")
	}
	if strings.TrimSpace(w.Why) == "" {
		lacks.Add("worksheet-why", "Say why that source is the stronger for this worker.")
	}
	return lacks
}
