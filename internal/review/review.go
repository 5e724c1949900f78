// Package review holds the reviewer's work on a case: the clinical case summary,
// one decision per disputed item and the answers to findings. It is a draft until
// it is signed, and then it does not change.
package review

import (
	"slices"
	"strings"

	"imr/internal/casefile"
	"imr/internal/guideline"
)

// Source is the place in the records on which a sentence rests.
type Source struct {
	Document casefile.DocumentID
	Page     int // from 1
	Quote    string
}

// Sentence is one sentence of the clinical case summary with its sources. The
// ID is unique in the summary and stays when sentences are moved.
type Sentence struct {
	ID      string
	Text    string
	Sources []Source
}

// ItemDecision is the result for one item. The denial stands where it is Upheld,
// the treatment is approved where it is Overturned; empty means undecided.
type ItemDecision string

// The two decisions there are.
const (
	Upheld     ItemDecision = "upheld"
	Overturned ItemDecision = "overturned"
)

// ItemDecisions lists every value, undecided included.
var ItemDecisions = []ItemDecision{"", Upheld, Overturned}

// CitationBasis says how the decision stands to the MTUS (8 CCR §9792.21).
type CitationBasis string

// The bases; empty means not chosen yet.
const (
	MTUS         CitationBasis = "mtus"
	MTUSSilent   CitationBasis = "mtus_silent"
	MTUSRebutted CitationBasis = "mtus_rebutted"
	Dependent    CitationBasis = "dependent"
)

// CitationBases lists every value, not chosen included.
var CitationBases = []CitationBasis{"", MTUS, MTUSSilent, MTUSRebutted, Dependent}

// Decision is what the reviewer decides on one item, with its reasons.
type Decision struct {
	Item          casefile.ItemID
	Outcome       ItemDecision
	Basis         CitationBasis
	BasisReason   string          // why the schedule was left; empty when Basis is MTUS
	DependsOn     casefile.ItemID // when Basis is Dependent
	Citations     []guideline.Citation
	Rationale     string
	PlainLanguage string      // the result for the worker, optional
	Criteria      []Criterion // the organization's criteria as they were judged; no part of the determination
	Sequence      Sequence    `json:",omitzero"` // how the search went where the MTUS was left
	Worksheet     Worksheet   `json:",omitzero"` // empty where no sources compete
}

// Answer is the reviewer's reason why a finding does not stand in the way. It
// counts only as long as the finding's words are those of Text.
type Answer struct {
	Finding string // a code of package finding
	Item    casefile.ItemID
	Text    string
	Answer  string
}

// Review is the whole work on one case. Decisions keep the order in which they
// were made; an item without a decision is undecided, and an imported review may
// hold two for one item, which the checks report.
type Review struct {
	Summary   []Sentence
	Decisions []Decision
	Answers   []Answer
}

// For returns the decisions made on the item, normally none or one.
func (r Review) For(id casefile.ItemID) []Decision {
	var out []Decision
	for _, d := range r.Decisions {
		if d.Item == id {
			out = append(out, d)
		}
	}
	return out
}

// With returns the answers with a among them: in place of one to the same
// finding, or at the end. Where a says nothing, the one that it replaces is gone.
func (r Review) With(a Answer) []Answer {
	out := slices.Clone(r.Answers)
	i := slices.IndexFunc(out, func(b Answer) bool { return b.Finding == a.Finding && b.Item == a.Item && b.Text == a.Text })
	empty := strings.TrimSpace(a.Answer) == ""
	switch {
	case i >= 0 && empty:
		return slices.Delete(out, i, i+1)
	case i >= 0:
		out[i] = a
	case !empty:
		out = append(out, a)
	}
	return out
}
