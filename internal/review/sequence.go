package review

import (
	"slices"
	"strings"

	"imr/internal/fault"
	"imr/internal/guideline"
)

// SearchStep is a step of the Medical Evidence Search Sequence of 8 CCR §9792.21.1(a).
type SearchStep string

// The steps in their order: the schedule, then the current ACOEM or ODG, then other
// evidence-based guidelines, then studies.
const (
	StepMTUS            SearchStep = "mtus"
	StepACOEMOrODG      SearchStep = "acoem_odg"
	StepOtherGuidelines SearchStep = "other_guidelines"
	StepStudies         SearchStep = "studies"
)

// SearchSteps lists every value in the order of the sequence, not recorded first.
var SearchSteps = []SearchStep{"", StepMTUS, StepACOEMOrODG, StepOtherGuidelines, StepStudies}

// NecessityStandard is one of the six ranked standards of LC 4610.5(c)(2).
type NecessityStandard string

// The standards in their rank. A lower one counts only where every higher one does
// not apply to the condition.
const (
	StandardMTUS         NecessityStandard = "A"
	StandardEvidence     NecessityStandard = "B" // peer-reviewed evidence on effectiveness
	StandardProfessional NecessityStandard = "C" // nationally recognized professional standards
	StandardExpert       NecessityStandard = "D" // expert opinion
	StandardAccepted     NecessityStandard = "E" // generally accepted standards of practice
	StandardLikely       NecessityStandard = "F" // likely to benefit where nothing else helps
)

// NecessityStandards lists every value in the order of rank, not recorded first.
var NecessityStandards = []NecessityStandard{"", StandardMTUS, StandardEvidence, StandardProfessional, StandardExpert, StandardAccepted, StandardLikely}

// PassedStep is an earlier step of the search that gave no source, and why.
type PassedStep struct {
	Step   SearchStep
	Reason string
}

// PassedStandard is a higher standard that does not apply, and why.
type PassedStandard struct {
	Standard NecessityStandard
	Reason   string
}

// Sequence is what the reviewer records of the search where the MTUS was left. An
// empty Step or Standard is the one that follows from the citations.
type Sequence struct {
	Step            SearchStep
	Standard        NecessityStandard
	PassedSteps     []PassedStep
	PassedStandards []PassedStandard
}

// Empty reports whether nothing is recorded.
func (s Sequence) Empty() bool {
	return s.Step == "" && s.Standard == "" && len(s.PassedSteps) == 0 && len(s.PassedStandards) == 0
}

// ReasonForStep is why the step was passed over, or "".
func (s Sequence) ReasonForStep(step SearchStep) string {
	for _, p := range s.PassedSteps {
		if p.Step == step {
			return strings.TrimSpace(p.Reason)
		}
	}
	return ""
}

// ReasonForStandard is why the standard does not apply, or "".
func (s Sequence) ReasonForStandard(standard NecessityStandard) string {
	for _, p := range s.PassedStandards {
		if p.Standard == standard {
			return strings.TrimSpace(p.Reason)
		}
	}
	return ""
}

// LeavesMTUS reports whether the decision rests on a source outside the schedule,
// so that the search went on and its course must be recorded.
func (d Decision) LeavesMTUS() bool { return d.Basis == MTUSSilent || d.Basis == MTUSRebutted }

// StepOf is the step of the search at which the citation is found, "" for a
// citation of nothing.
func StepOf(c guideline.Citation) SearchStep {
	switch family := c.Family(); {
	case c.Line() == "":
		return ""
	case c.IsMTUS():
		return StepMTUS
	case c.IsStudy():
		return StepStudies
	case family == "ODG" || family == "ACOEM":
		return StepACOEMOrODG
	}
	return StepOtherGuidelines
}

// StepReached is how far the search went: as recorded, else up to the last source
// cited. It is StepMTUS where the schedule applies and "" where nothing tells it.
func (d Decision) StepReached() SearchStep {
	switch {
	case d.Basis == MTUS:
		return StepMTUS
	case !d.LeavesMTUS():
		return ""
	case d.Sequence.Step != "":
		return d.Sequence.Step
	}
	return d.lastCited()
}

func (d Decision) lastCited() SearchStep {
	last := 0
	for _, c := range d.Citations {
		last = max(last, slices.Index(SearchSteps, StepOf(c)))
	}
	return SearchSteps[last]
}

// Standard is the standard relied on: as recorded, else A where the schedule
// applies and B where a guideline or a study outside of it does.
func (d Decision) Standard() NecessityStandard {
	switch {
	case d.Basis == MTUS:
		return StandardMTUS
	case !d.LeavesMTUS():
		return ""
	case d.Sequence.Standard != "":
		return d.Sequence.Standard
	}
	return StandardEvidence
}

// StepsPassed lists the earlier steps of which no source is cited. The schedule is
// not among them: BasisReason says why it was left.
func (d Decision) StepsPassed() []SearchStep {
	reached := slices.Index(SearchSteps, d.StepReached())
	var out []SearchStep
	for i := slices.Index(SearchSteps, StepACOEMOrODG); i < reached; i++ {
		if !slices.ContainsFunc(d.Citations, func(c guideline.Citation) bool { return StepOf(c) == SearchSteps[i] }) {
			out = append(out, SearchSteps[i])
		}
	}
	return out
}

// StandardsPassed lists the higher standards that must not apply, the schedule's
// own left out, as with StepsPassed.
func (d Decision) StandardsPassed() []NecessityStandard {
	from, to := slices.Index(NecessityStandards, StandardEvidence), slices.Index(NecessityStandards, d.Standard())
	if to <= from {
		return nil
	}
	return NecessityStandards[from:to]
}

// Lacks names what must be recorded of the search and of sources that compete
// before the decision can be signed. The paths are the fields of the item's form.
func (d Decision) Lacks() fault.Fields {
	var lacks fault.Fields
	if d.LeavesMTUS() {
		lacks = d.sequenceLacks()
	}
	return append(lacks, d.Worksheet.lacks()...)
}

func (d Decision) sequenceLacks() fault.Fields {
	var lacks fault.Fields
	if d.Standard() == StandardMTUS {
		lacks.Add("necessity_standard", "Item %s leaves the MTUS and cannot rely on standard A, which is the MTUS; choose the standard relied on.", d.Item)
	}
	if reached, cited := slices.Index(SearchSteps, d.StepReached()), slices.Index(SearchSteps, d.lastCited()); reached < cited {
		lacks.Add("search_step", "Item %s cites a source beyond the step of the search that is recorded; correct the step.", d.Item)
	}
	for _, step := range d.StepsPassed() {
		if d.Sequence.ReasonForStep(step) == "" {
			lacks.Add("passed-"+string(step), "Item %s: say why no source is cited from an earlier step of the search, %s.", d.Item, step.Words())
		}
	}
	for _, standard := range d.StandardsPassed() {
		if d.Sequence.ReasonForStandard(standard) == "" {
			lacks.Add("passed-"+string(standard), "Item %s: say why a higher standard does not apply, %s.", d.Item, standard.Words())
		}
	}
	return lacks
}

// Words names the step as a sentence does.
func (s SearchStep) Words() string {
	return map[SearchStep]string{StepMTUS: "the MTUS", StepACOEMOrODG: "the current ACOEM or ODG",
		StepOtherGuidelines: "other evidence-based guidelines", StepStudies: "peer-reviewed studies"}[s]
}

// Words names the standard as a sentence does.
func (s NecessityStandard) Words() string {
	words := map[NecessityStandard]string{StandardMTUS: "the MTUS", StandardEvidence: "peer-reviewed evidence of effectiveness",
		StandardProfessional: "nationally recognized professional standards", StandardExpert: "expert opinion",
		StandardAccepted: "generally accepted standards of medical practice",
		StandardLikely:   "treatment likely to benefit where others do not help"}[s]
	if words == "" {
		return ""
	}
	return string(s) + " (" + words + ")"
}
