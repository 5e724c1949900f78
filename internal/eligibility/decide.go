package eligibility

import (
	"slices"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/fault"
)

// Decision is what a person decided on an application, by codes. Note says more; it
// never stands in place of a code.
type Decision struct {
	Outcome Outcome
	Reasons []Code
	Note    string
	Until   calendar.Date // of a deferral: when it is looked at again
}

// Check says, field by field, why the decision cannot stand on the findings. The
// fields are named outcome, reasons, note and until.
func (d Decision) Check(fs []Finding, today calendar.Date) error {
	var bad fault.Fields
	switch d.Outcome {
	case Eligible:
		d.checkEligible(fs, &bad)
	case Ineligible:
		d.checkIneligible(fs, &bad)
	case Deferred:
		if !slices.Contains(d.Reasons, LiabilityOpen) || d.Note == "" {
			bad.Add("note", "Say why liability is in dispute (LC 4610.5(k)).")
		}
		if !d.Until.After(today) {
			bad.Add("until", "Enter a later day on which to look at it again.")
		}
	default:
		bad.Add("outcome", "Choose what becomes of the application.")
	}
	return bad.Err("The application was not decided.")
}

func (d Decision) checkEligible(fs []Finding, bad *fault.Fields) {
	for _, f := range fs {
		switch {
		case f.Outcome == Look:
		case f.Absolute:
			bad.Add("outcome", "%s (%s): %s", f.Label, f.Section, f.Message)
		case d.Note == "":
			bad.Add("note", "%s (%s): say why the application is eligible all the same.", f.Label, f.Section)
		}
	}
}

func (d Decision) checkIneligible(fs []Finding, bad *fault.Fields) {
	if len(d.Reasons) == 0 {
		bad.Add("reasons", "Choose at least one reason; a text alone is none (8 CCR §9792.10.3).")
	}
	for _, code := range d.Reasons {
		r, known := Of(code)
		switch {
		case !known || r.Outcome != Ineligible:
			bad.Add("reasons", "%q is no reason to turn an application down.", code)
		case d.Note == "" && !slices.ContainsFunc(fs, func(f Finding) bool { return f.Code == code }):
			bad.Add("note", "The rules did not find “%s”; say what shows it.", r.Label)
		}
	}
}

// Consolidate says, field by field, why the two applications cannot be joined in
// one case (8 CCR §9792.10.4(a)).
func Consolidate(a, b casefile.Case) error {
	var bad fault.Fields
	if a.Number == b.Number {
		bad.Add("with", "Choose another case.")
	}
	if !SameEmployee(a.Employee, b.Employee) {
		bad.Add("with", "The employee is not the same.")
	}
	if a.DateOfInjury != b.DateOfInjury || a.DateOfInjury.IsZero() {
		bad.Add("with", "The date of injury is not the same.")
	}
	if !sameName(a.RequestingPhysician.Name, b.RequestingPhysician.Name) {
		bad.Add("with", "The requesting physician is not the same.")
	}
	return bad.Err("The applications cannot be joined (8 CCR §9792.10.4(a)).")
}
