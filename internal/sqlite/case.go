package sqlite

import (
	"database/sql"
	"database/sql/driver"
	"fmt"
	"strconv"
	"strings"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/deadline"
	"imr/internal/fault"
)

// StoredCase is a case with its key in the store and its state.
type StoredCase struct {
	Key   int64
	State casefile.State
	casefile.Case
}

// date is a date column; the zero Date is the empty text.
type date struct{ *calendar.Date }

// Scan reads the column.
func (d date) Scan(src any) error {
	s, ok := src.(string)
	if !ok {
		return fmt.Errorf("a date column holds a %T", src)
	}
	return d.parse(s)
}

func (d date) parse(s string) error {
	if s == "" {
		*d.Date = calendar.Date{}
		return nil
	}
	parsed, err := calendar.ParseDate(s)
	*d.Date = parsed
	return err
}

// Value writes the column.
func (d date) Value() (driver.Value, error) { return d.String(), nil }

// caseColumns are the columns of a case from its number on, in the order of the
// statements case.insert and case.by-number.
func caseColumns(c *casefile.Case) []any {
	return []any{&c.Number, &c.Priority,
		date{&c.Application.Received}, &c.Application.Channel, date{&c.Application.Signed}, &c.Application.SignedBy,
		&c.Employee.Name, date{&c.Employee.DateOfBirth}, &c.Employee.Sex, date{&c.DateOfInjury}, &c.ClaimNumber, &c.Employer,
		&c.ClaimsAdministrator.Name, &c.ClaimsAdministrator.Address, &c.ClaimsAdministrator.Email,
		&c.RequestingPhysician.Name, &c.RequestingPhysician.Specialty, &c.RequestingPhysician.Facility,
		&c.UR.Organization, &c.UR.Physician, date{&c.UR.DecisionDate}, date{&c.UR.ServedDate}, &c.UR.Outcome, &c.UR.Conditional, &c.UR.Reason,
		date{&c.RequestForAuthorization}, date{&c.NoticeOfAssignment}, date{&c.RecordsComplete}}
}

func itemColumns(it *casefile.DisputedItem) []any {
	return []any{&it.ID, &it.Description, &it.Quantity, &it.Category, &it.Timing, &it.ClaimsAdministratorGuideline}
}

func documentColumns(d *casefile.Document) []any {
	return []any{&d.ID, &d.File, &d.Title, &d.Kind, &d.Author, date{&d.Dated}, date{&d.Received}, &d.Source, &d.SHA256, &d.Pages}
}

// AddCase stores a new case in the state and returns its key. Its documents must
// be stored already: each has its SHA-256 and its pages. Its ledger is for AddEvents.
func (t *Tx) AddCase(c casefile.Case, state casefile.State) (key int64, err error) {
	r, err := t.stmt("case.insert").ExecContext(t.ctx, append(caseColumns(&c), state)...)
	if err != nil {
		return 0, err
	}
	if key, err = r.LastInsertId(); err != nil {
		return 0, err
	}
	if p := c.Representative; p != nil {
		if _, err := t.exec("case.insert-representative", key, p.Name, p.Firm, p.Address, p.Email); err != nil {
			return 0, err
		}
	}
	if err := t.addForm(key, c.Form); err != nil {
		return 0, err
	}
	for i, it := range c.Items {
		if err := t.addItem(key, i, it); err != nil {
			return 0, err
		}
	}
	for i, d := range c.Documents {
		if _, err := t.exec("case.insert-document", append([]any{key, i}, documentColumns(&d)...)...); err != nil {
			return 0, err
		}
	}
	return key, nil
}

func (t *Tx) addItem(key int64, at int, it casefile.DisputedItem) error {
	if _, err := t.exec("case.insert-item", append([]any{key, at}, itemColumns(&it)...)...); err != nil {
		return err
	}
	for i, d := range it.ServiceDates {
		if _, err := t.exec("case.insert-service-date", key, at, i, date{&d}); err != nil {
			return err
		}
	}
	for i, b := range it.BodyParts {
		if _, err := t.exec("case.insert-body-part", key, at, i, b.Part, b.Side); err != nil {
			return err
		}
	}
	return nil
}

// Case returns the case with the number and all that belongs to it but its pages.
func (t *Tx) Case(number casefile.CaseNumber) (s StoredCase, found bool, err error) {
	found, err = t.one("case.by-number", []any{string(number)}, append([]any{&s.Key, &s.State}, caseColumns(&s.Case)...))
	if err != nil || !found {
		return StoredCase{}, false, err
	}
	var p casefile.Representative
	if has, err := t.one("case.representative", []any{s.Key}, []any{&p.Name, &p.Firm, &p.Address, &p.Email}); err != nil {
		return StoredCase{}, false, err
	} else if has {
		s.Representative = &p
	}
	if s.Form, err = t.form(s.Key); err != nil {
		return StoredCase{}, false, err
	}
	if s.Items, err = t.items(s.Key); err != nil {
		return StoredCase{}, false, err
	}
	s.Documents, err = all(t, "case.documents", []any{s.Key}, func(r scanner) (d casefile.Document, err error) {
		return d, r.Scan(documentColumns(&d)...)
	})
	return s, err == nil, err
}

func (t *Tx) items(key int64) ([]casefile.DisputedItem, error) {
	items, err := all(t, "case.items", []any{key}, func(r scanner) (it casefile.DisputedItem, err error) {
		var at int
		return it, r.Scan(append([]any{&at}, itemColumns(&it)...)...)
	})
	if err != nil {
		return nil, err
	}
	_, err = all(t, "case.service-dates", []any{key}, func(r scanner) (d calendar.Date, err error) {
		var at int
		if err := r.Scan(&at, date{&d}); err != nil {
			return d, err
		}
		items[at].ServiceDates = append(items[at].ServiceDates, d)
		return d, nil
	})
	if err != nil {
		return nil, err
	}
	_, err = all(t, "case.body-parts", []any{key}, func(r scanner) (b casefile.BodyPart, err error) {
		var at int
		if err := r.Scan(&at, &b.Part, &b.Side); err != nil {
			return b, err
		}
		items[at].BodyParts = append(items[at].BodyParts, b)
		return b, nil
	})
	return items, err
}

// CaseKey is what an act on a draft needs of a case: its key, number and state.
// The rest of the StoredCase is empty.
func (t *Tx) CaseKey(number casefile.CaseNumber) (s StoredCase, found bool, err error) {
	s.Number = number
	found, err = t.one("case.key", []any{string(number)}, []any{&s.Key, &s.State})
	return s, found, err
}

// NextCaseNumber is the next free number of the year, such as CM14-0031235. The
// width is fixed, so that numbers sort as text.
func (t *Tx) NextCaseNumber(year int) (casefile.CaseNumber, error) {
	prefix := fmt.Sprintf("CM%02d-", year%100)
	var highest string
	if _, err := t.one("case.highest-number", []any{prefix + strings.Repeat("[0-9]", 7)}, []any{&highest}); err != nil {
		return "", err
	}
	n, _ := strconv.Atoi(strings.TrimPrefix(highest, prefix)) // 0 where there is none yet
	return casefile.CaseNumber(fmt.Sprintf("%s%07d", prefix, n+1)), nil
}

// Move takes the case to the state that the act leads to. It is Forbidden where the
// state of s does not allow the act, and a Conflict where that is the state no longer.
func (t *Tx) Move(s *StoredCase, act casefile.Act) error {
	to, err := s.State.After(act)
	if err != nil {
		return err
	}
	n, err := t.exec("case.set-state", sql.Named("to", to), sql.Named("id", s.Key), sql.Named("from", s.State))
	if err == nil && n != 1 {
		err = fault.New(fault.Conflict, "Somebody else has moved the case meanwhile. Open it again.")
	}
	if err != nil {
		return err
	}
	s.State = to
	if kind, tells := ledgerOf[act]; tells {
		_, err = t.AddEvents(*s, deadline.Event{Kind: kind, At: t.Now})
	}
	return err
}

// ledgerOf are the acts that end a clock or start one whoever does them.
var ledgerOf = map[casefile.Act]deadline.Kind{casefile.Issue: deadline.Issued, casefile.Withdraw: deadline.Ended,
	casefile.Terminate: deadline.Ended, casefile.Remand: deadline.Remanded}
