package sqlite

import (
	"database/sql"
	"encoding/json"
	"time"

	"imr/internal/account"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/fee"
)

// Unbilled is a case that was decided or ended and stands on no invoice. Reviewer is
// who had it last, or empty.
type Unbilled struct {
	Key           int64
	Number        casefile.CaseNumber
	Priority      casefile.Priority
	Received      calendar.Date
	Administrator string
	Address       string
	Ended         bool // without a determination
	At            time.Time
	DrugsOnly     bool
	Reviewer      account.UserID
}

// Unbilled lists the cases that are to be billed of those that closed before the
// instant, by claims administrator and number.
func (t *Tx) Unbilled(until time.Time) ([]Unbilled, error) {
	return all(t, "invoice.unbilled", []any{sql.Named("until", until.UnixMicro())}, func(s scanner) (u Unbilled, err error) {
		var kind string
		var at int64
		err = s.Scan(&u.Key, &u.Number, &u.Priority, date{&u.Received}, &u.Administrator, &u.Address, &kind, &at, &u.DrugsOnly, &u.Reviewer)
		u.Ended, u.At = kind == "ended", time.UnixMicro(at).UTC()
		return u, err
	})
}

// AddInvoice gives the invoice the next number and freezes it. The store refuses a
// case that is billed already, and a credit of what is not.
func (t *Tx) AddInvoice(i fee.Invoice, by string) (number int, err error) {
	sender, err := json.Marshal(i.Sender)
	if err != nil {
		return 0, err
	}
	_, err = t.one("invoice.insert", []any{sql.Named("month", i.Month.String()), sql.Named("administrator", i.Administrator), sql.Named("address", i.Address),
		sql.Named("credits", i.Credits), sql.Named("reason", i.Reason), sql.Named("issued_on", date{&i.On}), sql.Named("issued_by", by),
		sql.Named("sender", string(sender)), sql.Named("line_count", len(i.Lines)), sql.Named("total", i.Total())}, []any{&number})
	for at, l := range i.Lines {
		if err != nil {
			return 0, err
		}
		_, err = t.exec("invoice.insert-line", sql.Named("number", number), sql.Named("position", at), sql.Named("case", l.Case), sql.Named("kind", l.Kind),
			sql.Named("received", date{&l.Received}), sql.Named("closed", date{&l.Closed}), sql.Named("dollars", l.Dollars), sql.Named("section", l.Section))
	}
	return number, err
}

// Invoice returns the invoice or credit note with the number.
func (t *Tx) Invoice(number int) (i fee.Invoice, found bool, err error) {
	var month, sender string
	found, err = t.one("invoice.by-number", []any{number}, []any{&i.Number, &month, &i.Administrator, &i.Address, &i.Credits, &i.Reason, date{&i.On}, &sender})
	if err != nil || !found {
		return i, false, err
	}
	if i.Month, err = fee.ParseMonth(month); err != nil {
		return i, true, err
	}
	if err := json.Unmarshal([]byte(sender), &i.Sender); err != nil {
		return i, true, err
	}
	i.Lines, err = all(t, "invoice.lines", []any{number}, func(s scanner) (l fee.Line, err error) {
		return l, s.Scan(&l.Case, &l.Kind, date{&l.Received}, date{&l.Closed}, &l.Dollars, &l.Section)
	})
	return i, true, err
}

// CreditNotes lists the numbers of the notes that credit the invoice.
func (t *Tx) CreditNotes(number int) ([]int, error) {
	return all(t, "invoice.credit-notes", []any{number}, func(s scanner) (n int, err error) { return n, s.Scan(&n) })
}

// InvoiceRow is an invoice in a list.
type InvoiceRow struct {
	Number        int
	Month         string
	Administrator string
	Credits       int
	On            calendar.Date
	Cases, Total  int
}

// Invoices lists the invoices of the month, or all where it is empty, the newest first.
func (t *Tx) Invoices(month string) ([]InvoiceRow, error) {
	return all(t, "invoice.list", []any{sql.Named("month", month)}, func(s scanner) (r InvoiceRow, err error) {
		return r, s.Scan(&r.Number, &r.Month, &r.Administrator, &r.Credits, date{&r.On}, &r.Cases, &r.Total)
	})
}

// InvoiceMonth is a month for which there are invoices, with how many and their sum.
type InvoiceMonth struct {
	Month        string
	Count, Total int
}

// InvoiceMonths lists the months for which there are invoices, the newest first.
func (t *Tx) InvoiceMonths() ([]InvoiceMonth, error) {
	return all(t, "invoice.months", nil, func(s scanner) (m InvoiceMonth, err error) { return m, s.Scan(&m.Month, &m.Count, &m.Total) })
}
