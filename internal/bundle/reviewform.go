package bundle

import (
	"slices"

	"imr/internal/casefile"
	"imr/internal/finding"
	"imr/internal/guideline"
	"imr/internal/review"
)

// A review may be a draft, so that next to nothing of it is required. A source
// without a page and a decision without an item would hang in the air, though.

var reviewForm = object[review.Review]{members: []property[review.Review]{
	field("summary", list(sentenceForm.codec()), func(r *review.Review) *[]review.Sentence { return &r.Summary }),
	field("decisions", list(decisionForm.codec()), func(r *review.Review) *[]review.Decision { return &r.Decisions }),
	field("answers", list(answerForm.codec()), func(r *review.Review) *[]review.Answer { return &r.Answers }),
}}

var sentenceForm = object[review.Sentence]{members: []property[review.Sentence]{
	field("text", text[string](), func(s *review.Sentence) *string { return &s.Text }),
	field("sources", list(sourceForm.codec()), func(s *review.Sentence) *[]review.Source { return &s.Sources }),
}}

var sourceForm = object[review.Source]{members: []property[review.Source]{
	field("document", referenceTo[casefile.DocumentID](document), func(s *review.Source) *casefile.DocumentID { return &s.Document }).must(),
	field("page", pageNumber, func(s *review.Source) *int { return &s.Page }).must(),
	field("quote", text[string](), func(s *review.Source) *string { return &s.Quote }),
}}

var decisionForm = object[review.Decision]{members: []property[review.Decision]{
	field("item", referenceTo[casefile.ItemID](item), func(d *review.Decision) *casefile.ItemID { return &d.Item }).must(),
	field("decision", oneOf(review.ItemDecisions), func(d *review.Decision) *review.ItemDecision { return &d.Outcome }),
	field("citation_basis", oneOf(review.CitationBases), func(d *review.Decision) *review.CitationBasis { return &d.Basis }),
	field("basis_reason", text[string](), func(d *review.Decision) *string { return &d.BasisReason }),
	field("depends_on", referenceTo[casefile.ItemID](item), func(d *review.Decision) *casefile.ItemID { return &d.DependsOn }),
	field("citations", list(citationForm.codec()), func(d *review.Decision) *[]guideline.Citation { return &d.Citations }),
	field("rationale", text[string](), func(d *review.Decision) *string { return &d.Rationale }),
	field("plain_language", text[string](), func(d *review.Decision) *string { return &d.PlainLanguage }).optional(),
	field("criteria", list(criterionForm.codec()), func(d *review.Decision) *[]review.Criterion { return &d.Criteria }).optional(),
	field("search", emptyAsNull(sequenceForm.codec(), review.Sequence.Empty), func(d *review.Decision) *review.Sequence { return &d.Sequence }).optional(),
	field("worksheet", emptyAsNull(worksheetForm.codec(), review.Worksheet.Empty), func(d *review.Decision) *review.Worksheet { return &d.Worksheet }).optional(),
}}

// A criterion carries its words, because the list is the organization's own and
// does not travel.
var criterionForm = object[review.Criterion]{members: []property[review.Criterion]{
	field("list", text[string](), func(c *review.Criterion) *string { return &c.List }).must(),
	field("version", pageNumber, func(c *review.Criterion) *int { return &c.Version }).must(),
	field("key", text[string](), func(c *review.Criterion) *string { return &c.Key }).must(),
	field("criterion", text[string](), func(c *review.Criterion) *string { return &c.Words }).must(),
	field("state", oneOf(review.CriterionStates), func(c *review.Criterion) *review.CriterionState { return &c.State }),
	field("sources", list(sourceForm.codec()), func(c *review.Criterion) *[]review.Source { return &c.Sources }).optional(),
	field("note", text[string](), func(c *review.Criterion) *string { return &c.Note }).optional(),
}}

// A guideline is written without the empty fields of a study, and a study
// without those of a guideline.
var citationForm = object[guideline.Citation]{members: []property[guideline.Citation]{
	field("guideline", text[string](), func(c *guideline.Citation) *string { return &c.Guideline }).optionalWhere(isStudy),
	field("chapter", text[string](), func(c *guideline.Citation) *string { return &c.Chapter }).optionalWhere(isStudy),
	field("section", text[string](), func(c *guideline.Citation) *string { return &c.Section }).optionalWhere(isStudy),
	field("pages", textOrNumber(), func(c *guideline.Citation) *string { return &c.Pages }).optionalWhere(isStudy),
	field("edition", textOrNumber(), func(c *guideline.Citation) *string { return &c.Edition }).optionalWhere(isStudy),
	field("author", text[string](), func(c *guideline.Citation) *string { return &c.Author }).optional(),
	field("title", text[string](), func(c *guideline.Citation) *string { return &c.Title }).optional(),
	field("journal", text[string](), func(c *guideline.Citation) *string { return &c.Journal }).optional(),
	field("year", textOrNumber(), func(c *guideline.Citation) *string { return &c.Year }).optional(),
	field("volume", textOrNumber(), func(c *guideline.Citation) *string { return &c.Volume }).optional(),
	field("evidence_level", textOrNumber(), func(c *guideline.Citation) *string { return &c.EvidenceLevel }).optional(),
}}

func isStudy(c guideline.Citation) bool {
	return c.Author != "" || c.Title != "" || c.Journal != "" || c.Year != "" || c.Volume != ""
}

var answerForm = object[review.Answer]{members: []property[review.Answer]{
	field("finding", findingCode, func(a *review.Answer) *string { return &a.Finding }),
	field("item", referenceTo[casefile.ItemID](item), func(a *review.Answer) *casefile.ItemID { return &a.Item }),
	field("text", text[string](), func(a *review.Answer) *string { return &a.Text }),
	field("answer", text[string](), func(a *review.Answer) *string { return &a.Answer }),
}}

// findingCode is the code of a check that there is.
var findingCode = text[string]().and(func(d *decoder, v value, code string) {
	is := func(c finding.CodeInfo) bool { return string(c.Code) == code }
	if code != "" && !slices.ContainsFunc(finding.Codes(), is) {
		d.refuse(v, "must be the code of a check, such as absence-claim")
	}
})
