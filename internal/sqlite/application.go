package sqlite

import "imr/internal/casefile"

// formColumns are in the order of the statements application.form and
// application.insert-form.
func formColumns(f *casefile.Form) []any {
	return []any{&f.Applicant, &f.EmployeeAddress, &f.EmployeePhone, &f.EAMSNumber, &f.JurisdictionalClaim, &f.EmployerAddress,
		&f.AdjusterName, &f.AdjusterPhone, &f.PhysicianAddress, &f.PhysicianPhone, &f.PhysicianFax, &f.Diagnosis, &f.RequestedTreatment,
		&f.Consent, &f.Emergency, date{&f.Designated}, &f.URService, &f.URDocument, date{&f.RightsNotice},
		&f.LiabilityDisputed, &f.LiabilityReason, &f.LiabilityAgreed, date{&f.LiabilitySettled}}
}

func (t *Tx) addForm(key int64, f *casefile.Form) error {
	if f == nil {
		return nil
	}
	_, err := t.exec("application.insert-form", append([]any{key}, formColumns(f)...)...)
	return err
}

// form is nil where the case came without one.
func (t *Tx) form(key int64) (*casefile.Form, error) {
	var f casefile.Form
	found, err := t.one("application.form", []any{key}, formColumns(&f))
	if err != nil || !found {
		return nil, err
	}
	return &f, nil
}
