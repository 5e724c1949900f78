// Package publication makes the public copy of an issued determination
// (LC 4610.6(m)): built from the structure, with parties by their role and never as
// holes, then attacked with every name and identifier that is known of the case.
// What it makes is read by a person before it stands anywhere.
//
// It is no de-identification by the safe harbor of 45 CFR 164.514(b): dates of care
// may stay, and a rare injury can tell its own person.
package publication

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/determination"
	"imr/internal/guideline"
	"imr/internal/review"
)

// Format names the layout of a public copy.
const Format = "imr-publication/1"

// Dates says what becomes of the dates in the texts.
type Dates string

// The settings: dates stay as they are, or become the employee's age on that day.
const (
	KeepDates Dates = "keep"
	AgesOnly  Dates = "ages"
)

// Copy is what the public reads. Field names are those of the download.
type Copy struct {
	Format              string                             `json:"format"`
	Number              casefile.CaseNumber                `json:"number"`
	Version             int                                `json:"version"` // of the issued determination
	Issued              calendar.Date                      `json:"issued"`
	Priority            casefile.Priority                  `json:"priority"`
	Overall             determination.OverallDetermination `json:"overall"`
	Specialties         []string                           `json:"specialties"` // of the reviewer, as certified
	LicensedIn          []string                           `json:"licensed_in"`
	AgeRange            string                             `json:"age_range"` // on the day of the UR decision, such as 41-50
	Sex                 casefile.Sex                       `json:"sex"`
	YearOfInjury        int                                `json:"year_of_injury"`
	DaysFromApplication int                                `json:"days_from_application"`
	DaysFromRecords     int                                `json:"days_from_records"` // -1 where the records were never complete
	Pages               int                                `json:"pages"`
	Documents           []string                           `json:"documents"` // such as “Progress report: 4 documents, 17 pages”
	Summary             []string                           `json:"summary"`
	Items               []Item                             `json:"items"`
	Dates               Dates                              `json:"dates"` // what became of the dates in the texts
}

// Item is a disputed item with its decision.
type Item struct {
	ID                     casefile.ItemID       `json:"id"`
	Description            string                `json:"description"`
	Category               casefile.Category     `json:"category"`
	Timing                 casefile.ReviewTiming `json:"timing"`
	BodyParts              []string              `json:"body_parts"`
	Decision               review.ItemDecision   `json:"decision"`
	Basis                  review.CitationBasis  `json:"citation_basis"`
	BasisReason            string                `json:"basis_reason"`
	AdministratorGuideline string                `json:"claims_administrator_guideline"` // empty: none cited
	Citations              []string              `json:"citations"`                      // in the field's format
	Guidelines             []string              `json:"guidelines"`                     // their names alone
	Rationale              string                `json:"rationale"`
}

// JSON is the copy as it is stored and downloaded. The same copy gives the same bytes.
func (c Copy) JSON() ([]byte, error) { return json.Marshal(c) }

// Parse reads what JSON wrote.
func Parse(b []byte) (c Copy, err error) {
	if err := json.Unmarshal(b, &c); err != nil {
		return c, fmt.Errorf("publication: %w", err)
	}
	if c.Format != Format {
		return c, fmt.Errorf("publication: the format is %q, not %q", c.Format, Format)
	}
	return c, nil
}

// texts calls f for every free text of the copy with a name of its place.
func (c *Copy) texts(f func(place string, text *string)) {
	for i := range c.Summary {
		f(fmt.Sprintf("summary, sentence %d", i+1), &c.Summary[i])
	}
	for i := range c.Items {
		it := &c.Items[i]
		at := "item " + string(it.ID) + ", "
		f(at+"description", &it.Description)
		f(at+"reason for its basis", &it.BasisReason)
		f(at+"claims administrator’s guideline", &it.AdministratorGuideline)
		f(at+"rationale", &it.Rationale)
	}
}

// clone is a copy that shares no text with c.
func (c Copy) clone() Copy {
	c.Summary, c.Items = slices.Clone(c.Summary), slices.Clone(c.Items)
	return c
}

// draft is the copy before any name is replaced.
func draft(d determination.Determination, version int, issued calendar.Date) Copy {
	c := Copy{Format: Format, Number: d.Case.Number, Version: version, Issued: issued, Priority: d.Case.Priority, Overall: d.Overall,
		Specialties: d.Qualifications.BoardCertifications, LicensedIn: d.Qualifications.LicensedIn,
		AgeRange: ageRange(d.Case.Employee.DateOfBirth, d.Case.UR.DecisionDate), Sex: d.Case.Employee.Sex, YearOfInjury: d.Case.DateOfInjury.Year,
		DaysFromApplication: d.Case.Application.Received.DaysUntil(issued), DaysFromRecords: -1, Documents: documents(d.Case.Documents)}
	if !d.Case.RecordsComplete.IsZero() {
		c.DaysFromRecords = d.Case.RecordsComplete.DaysUntil(issued)
	}
	for _, doc := range d.Case.Documents {
		c.Pages += doc.Pages
	}
	for _, s := range d.Summary {
		c.Summary = append(c.Summary, s.Text)
	}
	for _, r := range d.Items {
		c.Items = append(c.Items, item(r))
	}
	return c
}

func item(r determination.ItemResult) Item {
	it := Item{ID: r.ID, Description: r.Description, Category: r.Category, Timing: r.Timing, Decision: r.Outcome, Basis: r.Basis,
		BasisReason: r.BasisReason, AdministratorGuideline: r.ClaimsAdministratorGuideline, Rationale: r.Rationale,
		BodyParts: []string{}, Citations: []string{}, Guidelines: []string{}}
	for _, b := range r.BodyParts {
		it.BodyParts = append(it.BodyParts, b.Part)
	}
	for _, c := range r.Citations {
		it.Citations = append(it.Citations, c.Line())
		if name := guidelineName(c); !slices.Contains(it.Guidelines, name) {
			it.Guidelines = append(it.Guidelines, name)
		}
	}
	return it
}

// guidelineName is what a facet calls the source: studies are one kind.
func guidelineName(c guideline.Citation) string {
	if c.IsStudy() {
		return "Study"
	}
	return c.Guideline
}

// documents counts the documents of each kind; their titles and authors could name somebody.
func documents(docs []casefile.Document) []string {
	type tally struct{ documents, pages int }
	kinds, of := []casefile.DocumentKind{}, map[casefile.DocumentKind]tally{}
	for _, d := range docs {
		t, seen := of[d.Kind]
		if !seen {
			kinds = append(kinds, d.Kind)
		}
		of[d.Kind] = tally{t.documents + 1, t.pages + d.Pages}
	}
	out := []string{}
	for _, k := range kinds {
		out = append(out, fmt.Sprintf("%s: %s, %s", kindWords(k), count(of[k].documents, "document"), count(of[k].pages, "page")))
	}
	return out
}

func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

// ageRange is the range of ten years that the public tables use; 65 and over is one.
func ageRange(born, on calendar.Date) string {
	if born.IsZero() || on.IsZero() {
		return ""
	}
	switch age := ageOn(born, on); {
	case age >= 65:
		return "65+"
	case age > 50:
		return "51-64"
	case age > 10:
		low := (age-1)/10*10 + 1
		return fmt.Sprintf("%d-%d", low, low+9)
	default:
		return "0-10"
	}
}

// ageOn is the age in whole years on the day.
func ageOn(born, on calendar.Date) int {
	age := on.Year - born.Year
	if on.Month < born.Month || on.Month == born.Month && on.Day < born.Day {
		age--
	}
	return age
}

// kindWords is the kind of a document as people read it: AME/QME report, imaging.
func kindWords(k casefile.DocumentKind) string {
	words := strings.ReplaceAll(string(k), "_", " ")
	return strings.NewReplacer("ame qme", "AME/QME", "ur decision", "UR decision", "rfa", "request for authorization").Replace(words)
}
