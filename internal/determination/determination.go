// Package determination holds the Final Determination: what was decided on each
// disputed item and on what, frozen when the reviewer signs. It never names its
// reviewer (LC 4610.6(f)).
package determination

import (
	"slices"
	"strings"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/review"
	"imr/internal/reviewer"
)

// Format names the layout of the canonical JSON.
const Format = "imr-determination/1"

// SignatureMeaning is the statement that a reviewer's signature stands under.
const SignatureMeaning = "I read the records of this case myself. The summary, the decisions and their reasons are my own " +
	"professional judgement. I have no affiliation with any party that could sway it. By signing I make this my determination, " +
	"and I know that it cannot be changed afterwards."

// OverallDetermination is the one word for the whole letter.
type OverallDetermination string

// The overall words: none, all, or some but not all of the items are approved.
const (
	Uphold          OverallDetermination = "UPHOLD"
	Overturn        OverallDetermination = "OVERTURN"
	PartialOverturn OverallDetermination = "PARTIAL OVERTURN"
)

// Organization is the IMRO that issues the letter.
type Organization struct {
	Name, ShortName, Address, Phone string
	MedicalDirector                 string // signs the letter, with title
	Site                            string // where letters are verified, such as https://imr.example; may be empty
}

// Validate reports what a letterhead would lack.
func (o Organization) Validate() error {
	var bad fault.Fields
	for _, f := range []struct{ path, value string }{{"name", o.Name}, {"short-name", o.ShortName},
		{"address", o.Address}, {"phone", o.Phone}, {"medical-director", o.MedicalDirector}} {
		if f.value == "" {
			bad.Add(f.path, "Enter the organization's %s.", strings.ReplaceAll(f.path, "-", " "))
		}
	}
	return bad.Err("The organization is not complete.")
}

// ItemResult is a disputed item with its decision.
type ItemResult struct {
	casefile.DisputedItem
	review.Decision
}

// Determination is everything that the letter says, and nothing else.
type Determination struct {
	Format         string
	Organization   Organization
	Case           casefile.Case // its documents are the documents reviewed
	Qualifications reviewer.Qualifications
	Summary        []review.Sentence
	Items          []ItemResult // in the order of the case
	Overall        OverallDetermination
	DecidedOn      calendar.Date // zero for a draft, which the letter then says
}

// OverallOf computes the overall word. Nobody types it, so that a determination
// and its decisions cannot disagree. Every item must be decided.
func OverallOf(items []ItemResult) OverallDetermination {
	overturned := 0
	for _, it := range items {
		if it.Outcome == review.Overturned {
			overturned++
		}
	}
	switch overturned {
	case 0:
		return Uphold
	case len(items):
		return Overturn
	default:
		return PartialOverturn
	}
}

// New puts a review together with its case. It refuses a review that leaves the
// letter a hole: an item that is not decided exactly once, no rationale, no
// citation where one is due, no summary, no qualifications, no letterhead.
func New(org Organization, c casefile.Case, r review.Review, q reviewer.Qualifications, on calendar.Date) (Determination, error) {
	var lacks fault.Fields
	if !slices.ContainsFunc(r.Summary, func(s review.Sentence) bool { return strings.TrimSpace(s.Text) != "" }) {
		lacks.Add("summary", "Write the clinical case summary.")
	}
	d := Determination{Format: Format, Organization: org, Case: c, Qualifications: q, Summary: r.Summary, DecidedOn: on}
	for _, it := range c.Items {
		at := "items[" + string(it.ID) + "]"
		ds := r.For(it.ID)
		switch {
		case len(ds) > 1:
			lacks.Add(at, "Item %s is decided twice; keep one decision.", it.ID)
		case len(ds) == 0 || ds[0].Outcome == "":
			lacks.Add(at, "Decide item %s.", it.ID)
		default:
			if strings.TrimSpace(ds[0].Rationale) == "" {
				lacks.Add(at+".rationale", "Write the rationale of item %s.", it.ID)
			}
			if len(ds[0].Citations) == 0 && ds[0].Basis != review.Dependent {
				lacks.Add(at+".citations", "Cite what the decision on item %s rests on.", it.ID)
			}
			one := ds[0]
			one.Criteria = nil // they stay with the draft, which is closed when it is signed
			d.Items = append(d.Items, ItemResult{it, one})
		}
	}
	if f := fault.Of(q.Validate()); f != nil {
		lacks = append(lacks, f.Fields...)
	}
	if org.Validate() != nil {
		lacks.Add("organization", "The organization is not entered; ask an admin to do so.")
	}
	if err := lacks.Err("The determination is not complete."); err != nil {
		return Determination{}, err
	}
	d.Overall = OverallOf(d.Items)
	return d, nil
}
