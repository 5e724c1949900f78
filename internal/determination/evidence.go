package determination

import "imr/internal/review"

// What was added to imr-determination/1 after the first were signed is left out
// where it is empty, so that those still have the bytes that were signed.
type (
	searchLayout struct {
		Step            review.SearchStep        `json:"step"`
		Standard        review.NecessityStandard `json:"standard"`
		PassedSteps     []passedStepLayout       `json:"passed_steps"`
		PassedStandards []passedStandardLayout   `json:"passed_standards"`
	}
	passedStepLayout struct {
		Step   review.SearchStep `json:"step"`
		Reason string            `json:"reason"`
	}
	passedStandardLayout struct {
		Standard review.NecessityStandard `json:"standard"`
		Reason   string                   `json:"reason"`
	}
	worksheetLayout struct {
		Sources  []comparedLayout `json:"sources"`
		Stronger string           `json:"stronger"`
		Why      string           `json:"why"`
	}
	comparedLayout struct {
		Source     string      `json:"source"`
		Recommends review.Side `json:"recommends"`
		Design     string      `json:"design"`
		Level      string      `json:"level"`
	}
)

func toSearch(s review.Sequence) *searchLayout {
	if s.Empty() {
		return nil
	}
	return &searchLayout{s.Step, s.Standard,
		each(s.PassedSteps, func(p review.PassedStep) passedStepLayout { return passedStepLayout(p) }),
		each(s.PassedStandards, func(p review.PassedStandard) passedStandardLayout { return passedStandardLayout(p) })}
}

func (l *searchLayout) domain() review.Sequence {
	if l == nil {
		return review.Sequence{}
	}
	return review.Sequence{Step: l.Step, Standard: l.Standard,
		PassedSteps:     each(l.PassedSteps, func(p passedStepLayout) review.PassedStep { return review.PassedStep(p) }),
		PassedStandards: each(l.PassedStandards, func(p passedStandardLayout) review.PassedStandard { return review.PassedStandard(p) })}
}

func toWorksheet(w review.Worksheet) *worksheetLayout {
	if w.Empty() {
		return nil
	}
	return &worksheetLayout{each(w.Sources, func(c review.ComparedSource) comparedLayout { return comparedLayout(c) }), w.Stronger, w.Why}
}

func (l *worksheetLayout) domain() review.Worksheet {
	if l == nil {
		return review.Worksheet{}
	}
	return review.Worksheet{Sources: each(l.Sources, func(c comparedLayout) review.ComparedSource { return review.ComparedSource(c) }),
		Stronger: l.Stronger, Why: l.Why}
}
