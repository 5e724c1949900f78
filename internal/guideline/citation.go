// Package guideline holds the guideline library: which editions there are, which
// is in force on a day, and how a citation of one is written. It holds citations
// only; guideline text is licensed and never part of it.
package guideline

// Citation names what a decision rests on. Which fields it needs depends on its
// kind: a guideline needs chapter and section, a study author, title, journal and year.
type Citation struct {
	Guideline     string
	Chapter       string
	Section       string
	Pages         string
	Edition       string // year: of effect in the schedule for the MTUS, of issue for others
	Author        string // of a study: last name and initial of the lead author
	Title         string
	Journal       string
	Year          string
	Volume        string
	EvidenceLevel string // 1a to 5, 8 CCR §9792.25.1
}
