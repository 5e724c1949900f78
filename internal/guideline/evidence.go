package guideline

// EvidenceLevel is a place in the hierarchy of evidence, with the design of study
// that has it.
type EvidenceLevel struct{ Level, Design string }

// EvidenceLevels is the hierarchy of 8 CCR §9792.25.1 for the benefit of a
// treatment, the strongest first. It ranks studies, not guidelines.
var EvidenceLevels = []EvidenceLevel{
	{"1a", "systematic review of randomized trials with low risk of bias"},
	{"1b", "randomized trial with low risk of bias"},
	{"1c", "randomized trial with a known risk of bias"},
	{"2", "controlled cohort, not randomized"},
	{"3", "case-control or historical control"},
	{"4", "case series, no control"},
	{"5", "published expert opinion"},
}
