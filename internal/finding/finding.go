// Package finding checks a draft against the records. One check is one file with
// its rule in a sentence and its known limits. Checks are rules and text search:
// they need no network, and the same input gives the same findings in the same order.
package finding

import (
	"imr/internal/casefile"
	"imr/internal/chronology"
	"imr/internal/guideline"
	"imr/internal/review"
)

// Code names a kind of finding; the codes are fixed by the exchange format imr-case/1.
type Code string

// Severity says whether a finding stands in the way of signing.
type Severity string

// The severities.
const (
	Error   Severity = "error"   // the review cannot be signed until it is amended or answered
	Warning Severity = "warning" // shown, does not block
)

// Section is the part of the review that a finding is about.
type Section string

// The sections.
const (
	Summary   Section = "summary"
	Rationale Section = "rationale"
	Citation  Section = "citation"
	Decision  Section = "decision"
	Records   Section = "records"
	Item      Section = "item"
	Letter    Section = "letter"
)

// Evidence is a place in the records that proves a finding. Quote is empty where
// the page as a whole is meant.
type Evidence struct {
	Document casefile.DocumentID `json:"document"`
	Page     int                 `json:"page"`
	Quote    string              `json:"quote"`
}

// Finding is one thing wrong with a review. Item is empty where it concerns the
// whole review; Text holds the words of the draft that it is about; Message is one
// plain sentence that says what is wrong and what would settle it.
type Finding struct {
	Code     Code            `json:"code"`
	Severity Severity        `json:"severity"`
	Section  Section         `json:"section"`
	Item     casefile.ItemID `json:"item"`
	Text     string          `json:"text"`
	Evidence []Evidence      `json:"evidence"`
	Message  string          `json:"message"`
	Answered bool            `json:"answered,omitempty"` // the reviewer gave a reason, so it no longer stands in the way
}

// Input is what is checked: the case, the review of it and the pages of its
// records with their words. It is not changed.
type Input struct {
	Case   casefile.Case
	Review review.Review
	Pages  []casefile.Page
	// Reviewer is the name of who reviews, where it is known; it must not stand in the draft.
	Reviewer string
	// Prepared is what Prepare makes of the pages; where it is nil, Check makes it itself.
	Prepared *Prepared
	// NotReceived is what the function of that name gives for the case and its pages.
	NotReceived []chronology.RecordMention
	// Library is the guideline library to check by; where it is empty, the one that ships.
	Library guideline.Library
}

// library is the guideline library that the citations are checked by.
func (in Input) library() guideline.Library {
	if in.Library.Empty() {
		return guideline.Standard()
	}
	return in.Library
}
