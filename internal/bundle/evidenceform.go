package bundle

import "imr/internal/review"

// What a reviewer records of the search for evidence is optional: bundles of
// before have none of it.

var sequenceForm = object[review.Sequence]{members: []property[review.Sequence]{
	field("step", oneOf(review.SearchSteps), func(s *review.Sequence) *review.SearchStep { return &s.Step }).optional(),
	field("standard", oneOf(review.NecessityStandards), func(s *review.Sequence) *review.NecessityStandard { return &s.Standard }).optional(),
	field("passed_steps", list(passedStepForm.codec()), func(s *review.Sequence) *[]review.PassedStep { return &s.PassedSteps }).optional(),
	field("passed_standards", list(passedStandardForm.codec()), func(s *review.Sequence) *[]review.PassedStandard { return &s.PassedStandards }).optional(),
}}

var passedStepForm = object[review.PassedStep]{members: []property[review.PassedStep]{
	field("step", oneOf(review.SearchSteps), func(p *review.PassedStep) *review.SearchStep { return &p.Step }).must(),
	field("reason", text[string](), func(p *review.PassedStep) *string { return &p.Reason }),
}}

var passedStandardForm = object[review.PassedStandard]{members: []property[review.PassedStandard]{
	field("standard", oneOf(review.NecessityStandards), func(p *review.PassedStandard) *review.NecessityStandard { return &p.Standard }).must(),
	field("reason", text[string](), func(p *review.PassedStandard) *string { return &p.Reason }),
}}

var worksheetForm = object[review.Worksheet]{members: []property[review.Worksheet]{
	field("sources", list(comparedForm.codec()), func(w *review.Worksheet) *[]review.ComparedSource { return &w.Sources }),
	field("stronger", text[string](), func(w *review.Worksheet) *string { return &w.Stronger }),
	field("why", text[string](), func(w *review.Worksheet) *string { return &w.Why }),
}}

var comparedForm = object[review.ComparedSource]{members: []property[review.ComparedSource]{
	field("source", text[string](), func(c *review.ComparedSource) *string { return &c.Source }).must(),
	field("recommends", oneOf(review.Sides), func(c *review.ComparedSource) *review.Side { return &c.Recommends }),
	field("design", text[string](), func(c *review.ComparedSource) *string { return &c.Design }),
	field("level", textOrNumber(), func(c *review.ComparedSource) *string { return &c.Level }),
}}

// emptyAsNull writes a part that says nothing as null, so that an optional one is left out.
func emptyAsNull[T any](c codec[T], empty func(T) bool) codec[T] {
	return codec[T]{read: c.read, write: func(b []byte, t T) []byte {
		if empty(t) {
			return append(b, "null"...)
		}
		return c.write(b, t)
	}}
}
