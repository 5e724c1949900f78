package determination

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/fault"
)

// IssuedFormat names the layout of the canonical JSON of an issued determination.
const IssuedFormat = "imr-issued/1"

// LetterFormat is a form in which an issued letter is kept.
type LetterFormat string

// The forms of a letter.
const (
	HTML LetterFormat = "html"
	PDF  LetterFormat = "pdf"
	Text LetterFormat = "text"
)

// LetterFormats lists every form.
var LetterFormats = []LetterFormat{HTML, PDF, Text}

// Issued is a determination as it went out. Version counts from 1 in its case; a
// later one says why it replaces the one before and holds the SHA-256 of that one's
// canonical JSON. Letters holds the SHA-256 of the letter's bytes in each form.
// It names no reviewer, and its hash covers nothing by which one could be found.
type Issued struct {
	Format        string
	Version       int
	IssuedOn      calendar.Date
	Code          string // by which anybody may verify the letter
	Reason        string // of a later version; empty for the first
	Previous      string // SHA-256 of the version before, lower-case hex; empty for the first
	Key           string // the id of the key that signs
	Letters       map[LetterFormat]string
	Determination Determination
}

type (
	issuedLayout struct {
		Format        string        `json:"format"`
		Version       int           `json:"version"`
		IssuedOn      calendar.Date `json:"issued_on"`
		Code          string        `json:"code"`
		Reason        string        `json:"reason"`
		Previous      string        `json:"previous"`
		Key           string        `json:"key"`
		Letters       lettersLayout `json:"letters"`
		Determination layout        `json:"determination"`
	}
	lettersLayout struct {
		HTML string `json:"html"`
		PDF  string `json:"pdf"`
		Text string `json:"text"`
	}
)

// Canonical is the issued determination as canonical JSON (RFC 8785), under the
// terms of Determination.Canonical.
func (i Issued) Canonical() ([]byte, error) {
	if i.Format != IssuedFormat || i.Determination.Format != Format {
		return nil, fmt.Errorf("determination: format is %q with %q, not %q", i.Format, i.Determination.Format, IssuedFormat)
	}
	return appendCanonical(nil, reflect.ValueOf(issuedLayout{i.Format, i.Version, i.IssuedOn, i.Code, i.Reason, i.Previous, i.Key,
		lettersLayout{i.Letters[HTML], i.Letters[PDF], i.Letters[Text]}, toLayout(i.Determination)}))
}

// ParseIssued reads canonical JSON back and refuses anything that Canonical would
// not have written.
func ParseIssued(canonical []byte) (Issued, error) {
	var l issuedLayout
	dec := json.NewDecoder(bytes.NewReader(canonical))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&l); err != nil {
		return Issued{}, fmt.Errorf("determination: %w", err)
	}
	i := Issued{l.Format, l.Version, l.IssuedOn, l.Code, l.Reason, l.Previous, l.Key,
		map[LetterFormat]string{HTML: l.Letters.HTML, PDF: l.Letters.PDF, Text: l.Letters.Text}, l.Determination.determination()}
	again, err := i.Canonical()
	if err != nil {
		return Issued{}, err
	}
	if !bytes.Equal(again, canonical) {
		return Issued{}, fmt.Errorf("determination: not the canonical form of %s", IssuedFormat)
	}
	return i, nil
}

// Recipient is who is served with an issued determination.
type Recipient struct {
	Role    string // employee, representative, claims_administrator, requesting_physician or administrative_director
	Name    string
	Address string // empty where the case gives none
	Email   string
}

// Recipients are those whom 8 CCR §9792.10.6(e) names, by the parties of the case
// as they are now. Nobody on the list is of the organization.
func Recipients(c casefile.Case) []Recipient {
	var form casefile.Form
	if c.Form != nil {
		form = *c.Form
	}
	office := form.PhysicianAddress
	if office == "" {
		office = c.RequestingPhysician.Facility
	}
	out := []Recipient{{Role: "employee", Name: c.Employee.Name, Address: form.EmployeeAddress}}
	if r := c.Representative; r != nil {
		out = append(out, Recipient{"representative", r.Name, r.Address, r.Email})
	}
	return append(out, Recipient{"claims_administrator", c.ClaimsAdministrator.Name, c.ClaimsAdministrator.Address, c.ClaimsAdministrator.Email},
		Recipient{Role: "requesting_physician", Name: c.RequestingPhysician.Name, Address: office},
		Recipient{Role: "administrative_director", Name: "Administrative Director, Division of Workers’ Compensation"})
}

// Clerical is what a correction may change: how parties are named and numbered. The
// decisions and their reasons are the reviewer's and no part of it.
type Clerical struct {
	EmployeeName, ClaimNumber, Employer   string
	ClaimsAdministrator, AdministratorsAt string // name and postal address
	RequestingPhysician                   string
	DateOfInjury                          calendar.Date
}

// ClericalOf is what the determination says now.
func ClericalOf(d Determination) Clerical {
	c := d.Case
	return Clerical{c.Employee.Name, c.ClaimNumber, c.Employer, c.ClaimsAdministrator.Name, c.ClaimsAdministrator.Address, c.RequestingPhysician.Name, c.DateOfInjury}
}

// Corrected is the determination with other clerical facts. It refuses a correction
// that changes nothing or leaves a name empty.
func (d Determination) Corrected(to Clerical) (Determination, error) {
	var bad fault.Fields
	for _, f := range []struct{ path, value, words string }{{"employee", to.EmployeeName, "employee's name"}, {"claim", to.ClaimNumber, "claim number"},
		{"employer", to.Employer, "employer"}, {"administrator", to.ClaimsAdministrator, "claims administrator"}, {"physician", to.RequestingPhysician, "requesting physician"}} {
		if f.value == "" {
			bad.Add(f.path, "Enter the %s.", f.words)
		}
	}
	if to.DateOfInjury.IsZero() {
		bad.Add("injury", "Enter the date of injury.")
	}
	if len(bad) == 0 && to == ClericalOf(d) {
		bad.Add("employee", "Change at least one of these, or there is nothing to correct.")
	}
	c := &d.Case
	c.Employee.Name, c.ClaimNumber, c.Employer, c.DateOfInjury = to.EmployeeName, to.ClaimNumber, to.Employer, to.DateOfInjury
	c.ClaimsAdministrator.Name, c.ClaimsAdministrator.Address, c.RequestingPhysician.Name = to.ClaimsAdministrator, to.AdministratorsAt, to.RequestingPhysician
	return d, bad.Err("The determination was not corrected.")
}

// RemandGround is one of the five grounds on which a determination is set aside.
type RemandGround string

// The grounds of LC 4610.6(h), in its order.
const (
	InExcessOfPowers RemandGround = "excess_of_powers"
	Fraud            RemandGround = "fraud"
	ConflictGround   RemandGround = "conflict_of_interest"
	Bias             RemandGround = "bias"
	PlainError       RemandGround = "plain_error"
)

// RemandGrounds lists every ground.
var RemandGrounds = []RemandGround{InExcessOfPowers, Fraud, ConflictGround, Bias, PlainError}

// Order is an order that sends a case back: when it was made, on which ground and
// on which facts (LC 4610.6(i)).
type Order struct {
	On     calendar.Date
	Ground RemandGround
	Facts  string
}

// Validate reports what an order lacks, field by field.
func (o Order) Validate(today calendar.Date) error {
	var bad fault.Fields
	if o.On.IsZero() || today.Before(o.On) {
		bad.Add("ordered", "Enter the day of the order, which is not later than today.")
	}
	if !slices.Contains(RemandGrounds, o.Ground) {
		bad.Add("ground", "Choose the ground of LC 4610.6(h) on which the determination was set aside.")
	}
	if strings.TrimSpace(o.Facts) == "" {
		bad.Add("facts", "Enter the facts that the order rests on; the next reviewer has to know them.")
	}
	return bad.Err("The case was not sent back.")
}
