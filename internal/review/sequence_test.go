package review

import (
	"slices"
	"testing"

	"imr/internal/guideline"
)

var (
	schedule = guideline.Citation{Guideline: "MTUS", Chapter: "Low Back Disorders", Section: "Exercise", Edition: "2021"}
	odg      = guideline.Citation{Guideline: "ODG", Chapter: "Low Back", Section: "Exercise", Edition: "2020"}
	label    = guideline.Citation{Guideline: "FDA label", Chapter: "Duloxetine", Section: "Indications"}
	study    = guideline.Citation{Author: "Sample A", Title: "A trial", Journal: "Invented J", Year: "2012"}
)

func TestSequenceLacks(t *testing.T) {
	cites := func(list ...guideline.Citation) []guideline.Citation { return list }
	stepWhy := func(steps ...SearchStep) (out []PassedStep) {
		for _, s := range steps {
			out = append(out, PassedStep{s, "It has no passage on this."})
		}
		return out
	}
	for name, tt := range map[string]struct {
		basis    CitationBasis
		cites    []guideline.Citation
		sequence Sequence
		step     SearchStep
		standard NecessityStandard
		lacks    []string
	}{
		"the schedule applies":         {MTUS, cites(schedule), Sequence{}, StepMTUS, StandardMTUS, nil},
		"the schedule, left before":    {MTUS, cites(schedule), Sequence{Step: StepStudies, Standard: StandardLikely}, StepMTUS, StandardMTUS, nil},
		"depends on another item":      {Dependent, nil, Sequence{}, "", "", nil},
		"silent, the next step":        {MTUSSilent, cites(odg), Sequence{}, StepACOEMOrODG, StandardEvidence, nil},
		"silent, a label":              {MTUSSilent, cites(label), Sequence{}, StepOtherGuidelines, StandardEvidence, []string{"passed-acoem_odg"}},
		"silent, a label, told":        {MTUSSilent, cites(label), Sequence{PassedSteps: stepWhy(StepACOEMOrODG)}, StepOtherGuidelines, StandardEvidence, nil},
		"blank reason":                 {MTUSSilent, cites(label), Sequence{PassedSteps: []PassedStep{{StepACOEMOrODG, " \n"}}}, StepOtherGuidelines, StandardEvidence, []string{"passed-acoem_odg"}},
		"rebutted by a study":          {MTUSRebutted, cites(study), Sequence{}, StepStudies, StandardEvidence, []string{"passed-acoem_odg", "passed-other_guidelines"}},
		"rebutted, one step told":      {MTUSRebutted, cites(study), Sequence{PassedSteps: stepWhy(StepOtherGuidelines)}, StepStudies, StandardEvidence, []string{"passed-acoem_odg"}},
		"a study beside the ODG":       {MTUSRebutted, cites(odg, study), Sequence{}, StepStudies, StandardEvidence, []string{"passed-other_guidelines"}},
		"the schedule weighed with it": {MTUSRebutted, cites(schedule, odg), Sequence{}, StepACOEMOrODG, StandardEvidence, nil},
		"searched further than cited":  {MTUSSilent, cites(odg), Sequence{Step: StepStudies}, StepStudies, StandardEvidence, []string{"passed-other_guidelines"}},
		"cited further than searched":  {MTUSSilent, cites(study), Sequence{Step: StepACOEMOrODG}, StepACOEMOrODG, StandardEvidence, []string{"search_step"}},
		"nothing cited":                {MTUSSilent, nil, Sequence{}, "", StandardEvidence, nil},
		"an empty citation":            {MTUSSilent, cites(guideline.Citation{}), Sequence{}, "", StandardEvidence, nil},
		"the schedule as the standard": {MTUSSilent, cites(odg), Sequence{Standard: StandardMTUS}, StepACOEMOrODG, StandardMTUS, []string{"necessity_standard"}},
		"professional standards":       {MTUSSilent, cites(odg), Sequence{Standard: StandardProfessional}, StepACOEMOrODG, StandardProfessional, []string{"passed-B"}},
		"the last standard":            {MTUSSilent, cites(odg), Sequence{Standard: StandardLikely}, StepACOEMOrODG, StandardLikely, []string{"passed-B", "passed-C", "passed-D", "passed-E"}},
		"expert opinion, one told": {MTUSSilent, cites(odg), Sequence{Standard: StandardExpert, PassedStandards: []PassedStandard{{StandardEvidence, "No trial."}}},
			StepACOEMOrODG, StandardExpert, []string{"passed-C"}},
	} {
		d := Decision{Item: "1", Basis: tt.basis, Citations: tt.cites, Sequence: tt.sequence}
		if d.StepReached() != tt.step || d.Standard() != tt.standard {
			t.Errorf("%s: step %q, standard %q", name, d.StepReached(), d.Standard())
		}
		var got []string
		for _, f := range d.Lacks() {
			got = append(got, f.Path)
		}
		if !slices.Equal(got, tt.lacks) {
			t.Errorf("%s: lacks %q, want %q", name, got, tt.lacks)
		}
	}
}

func TestWorksheetLacks(t *testing.T) {
	both := []ComparedSource{{"ODG, Exercise", For, "Randomized trial of 120 patients", "1b"}, {"ACOEM, Exercise", Against, "Case series", "4"}}
	with := func(change func(*Worksheet)) Worksheet {
		w := Worksheet{slices.Clone(both), "ODG, Exercise", "The trial had patients like this one."}
		change(&w)
		return w
	}
	for name, tt := range map[string]struct {
		in    Worksheet
		lacks []string
	}{
		"empty":               {Worksheet{}, nil},
		"whole":               {with(func(*Worksheet) {}), nil},
		"no design":           {with(func(w *Worksheet) { w.Sources[1].Design = " " }), []string{"worksheet"}},
		"no level":            {with(func(w *Worksheet) { w.Sources[0].Level = "" }), []string{"worksheet"}},
		"no such level":       {with(func(w *Worksheet) { w.Sources[0].Level = "6" }), []string{"worksheet"}},
		"side not told":       {with(func(w *Worksheet) { w.Sources[0].Recommends = "" }), []string{"worksheet"}},
		"stronger not told":   {with(func(w *Worksheet) { w.Stronger = "" }), []string{"worksheet"}},
		"stronger of neither": {with(func(w *Worksheet) { w.Stronger = "CDC" }), []string{"worksheet"}},
		"no reason":           {with(func(w *Worksheet) { w.Why = "" }), []string{"worksheet-why"}},
		"one source":          {with(func(w *Worksheet) { w.Sources = w.Sources[:1] }), []string{"worksheet"}},
		"a reason alone":      {Worksheet{Why: "Because."}, []string{"worksheet", "worksheet"}},
	} {
		var got []string
		for _, f := range (Decision{Basis: MTUS, Worksheet: tt.in}).Lacks() {
			got = append(got, f.Path)
		}
		if !slices.Equal(got, tt.lacks) {
			t.Errorf("%s: lacks %q, want %q", name, got, tt.lacks)
		}
	}
	if !with(func(*Worksheet) {}).Compete() || with(func(w *Worksheet) { w.Sources[1].Recommends = For }).Compete() {
		t.Error("Compete does not tell sources that differ from those that agree")
	}
}
