package sqlite

import (
	"database/sql"
	"encoding/json"
	"errors"

	"imr/internal/calendar"
	"imr/internal/casefile"
)

// formColumns are in the order of the statements application.form and
// application.insert-form.
func formColumns(f *casefile.Form) []any {
	return []any{&f.Applicant, &f.EmployeeAddress, &f.EmployeePhone, &f.EAMSNumber, &f.JurisdictionalClaim, &f.EmployerAddress,
		&f.AdjusterName, &f.AdjusterPhone, &f.PhysicianAddress, &f.PhysicianPhone, &f.PhysicianFax, &f.Diagnosis, &f.RequestedTreatment,
		&f.Consent, &f.Emergency, &f.Certification, date{&f.Designated}, &f.URService, &f.URDocument, date{&f.RightsNotice},
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

// AmendCase writes anew what an application says: the parties, the dates, the items
// and the form. State, priority and what the ledger tells stay as they are.
func (t *Tx) AmendCase(s StoredCase) error {
	c := s.Case
	columns := caseColumns(&c)
	// number and priority stand first and the three dates of the ledger last, but for the request
	args := append(append([]any{}, columns[2:len(columns)-2]...), s.Key)
	if _, err := t.exec("application.amend", args...); err != nil {
		return err
	}
	var failed []error
	for _, name := range []string{"application.clear-service-dates", "application.clear-body-parts", "application.clear-items", "application.clear-representative"} {
		_, err := t.exec(name, s.Key)
		failed = append(failed, err)
	}
	if p := c.Representative; p != nil {
		_, err := t.exec("case.insert-representative", s.Key, p.Name, p.Firm, p.Address, p.Email)
		failed = append(failed, err)
	}
	for i, it := range c.Items {
		failed = append(failed, t.addItem(s.Key, i, it))
	}
	return errors.Join(append(failed, t.addForm(s.Key, c.Form))...)
}

// SaveForm writes the form of the application anew.
func (t *Tx) SaveForm(key int64, f *casefile.Form) error { return t.addForm(key, f) }

// SetDocumentKind says what the record is, where nobody has confirmed it otherwise.
func (t *Tx) SetDocumentKind(key int64, doc casefile.DocumentID, kind casefile.DocumentKind) error {
	_, err := t.exec("application.set-kind", sql.Named("case_id", key), sql.Named("document", doc), sql.Named("kind", kind))
	return err
}

// ApplicationRow is an application as a list shows it.
type ApplicationRow struct {
	Key           int64
	Number        casefile.CaseNumber
	State         casefile.State
	Priority      casefile.Priority
	Received      calendar.Date
	Employee      string
	Administrator string
	Items         int
}

// Applications lists at most n cases in the states, the oldest application first,
// from the one with the index on, and says how many there are.
func (t *Tx) Applications(states []casefile.State, from, n int) (rows []ApplicationRow, total int, err error) {
	list, err := json.Marshal(states)
	if err != nil {
		return nil, 0, err
	}
	if _, err := t.one("application.count", []any{sql.Named("states", string(list))}, []any{&total}); err != nil {
		return nil, 0, err
	}
	rows, err = all(t, "application.list", []any{sql.Named("states", string(list)), sql.Named("n", n), sql.Named("from", from)},
		func(r scanner) (a ApplicationRow, err error) {
			return a, r.Scan(&a.Key, &a.Number, &a.State, &a.Priority, date{&a.Received}, &a.Employee, &a.Administrator, &a.Items)
		})
	return rows, total, err
}
