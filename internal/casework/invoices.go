package casework

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"imr/internal/account"
	"imr/internal/audit"
	"imr/internal/calendar"
	"imr/internal/fault"
	"imr/internal/fee"
	"imr/internal/sqlite"
)

// What the lists of invoices hold, as the store keeps it.
type (
	InvoiceRow   = sqlite.InvoiceRow
	InvoiceMonth = sqlite.InvoiceMonth
)

// Bill is what a claims administrator would be billed, before it is.
type Bill struct {
	Administrator, Address string
	Lines                  []fee.Line
}

// Total is the sum of the lines.
func (b Bill) Total() int { return fee.Invoice{Lines: b.Lines}.Total() }

// Unpriced is a case that cannot be billed yet, with the reason.
type Unpriced struct {
	sqlite.Unbilled
	Why string
}

// Billing is what stands between the cases that closed and their invoices.
type Billing struct {
	Month    fee.Month
	Over     bool // the month; before that nothing is billed
	Bills    []Bill
	Unpriced []Unpriced
}

// Total is the sum of all bills.
func (b Billing) Total() int {
	sum := 0
	for _, one := range b.Bills {
		sum += one.Total()
	}
	return sum
}

// Billing shows what would be billed for the month: what closed in it, and what closed
// earlier and stands on no invoice.
func (d *Desk) Billing(ctx context.Context, by account.Actor, month fee.Month) (out Billing, err error) {
	if err := staff(by); err != nil {
		return out, err
	}
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		out, err = billing(tx, month)
		return err
	})
	return out, err
}

func billing(tx *sqlite.Tx, month fee.Month) (Billing, error) {
	out := Billing{Month: month, Over: month.Over(calendar.DateOf(tx.Now))}
	next := month.Next().First()
	open, err := tx.Unbilled(time.Date(next.Year, next.Month, next.Day, 0, 0, 0, 0, calendar.Zone))
	if err != nil {
		return out, err
	}
	classes, err := classesOf(tx)
	if err != nil {
		return out, err
	}
	at := map[string]int{} // the bill of each administrator, by folded name
	for _, u := range open {
		line, err := lineOf(u, classes)
		if err != nil {
			out.Unpriced = append(out.Unpriced, Unpriced{u, fault.Of(err).Message})
			continue
		}
		name := strings.Join(strings.Fields(u.Administrator), " ")
		i, known := at[strings.ToLower(name)]
		if !known {
			i = len(out.Bills)
			at[strings.ToLower(name)] = i
			out.Bills = append(out.Bills, Bill{Administrator: name})
		}
		out.Bills[i].Address = u.Address // of the case with the highest number
		out.Bills[i].Lines = append(out.Bills[i].Lines, line)
	}
	return out, nil
}

// classesOf is the class of each reviewer whose degree is on file.
func classesOf(tx *sqlite.Tx) (map[account.UserID]fee.Class, error) {
	roster, err := tx.Roster()
	out := map[account.UserID]fee.Class{}
	for _, r := range roster {
		switch {
		case r.Profile == nil:
		case r.Profile.Degree == "MD", r.Profile.Degree == "DO":
			out[r.ID] = fee.MD
		default:
			out[r.ID] = fee.Other
		}
	}
	return out, err
}

// lineOf prices a case; the error is a fault.
func lineOf(u sqlite.Unbilled, classes map[account.UserID]fee.Class) (fee.Line, error) {
	if strings.TrimSpace(u.Administrator) == "" {
		return fee.Line{}, fault.New(fault.Invalid, "The case names no claims administrator. Amend the application.")
	}
	f, err := fee.Shipped().Of(fee.Matter{Received: u.Received, Priority: u.Priority, DrugsOnly: u.DrugsOnly, Class: classes[u.Reviewer], Ended: u.Ended, Reached: u.Reviewer != ""})
	return fee.Line{Case: u.Number, Kind: f.Kind, Received: u.Received, Closed: calendar.DateOf(u.At), Dollars: f.Dollars, Section: f.Section}, err
}

// IssueInvoices makes and freezes one invoice for each claims administrator of the
// month, by name, under the next numbers. It returns how many it made.
func (d *Desk) IssueInvoices(ctx context.Context, by account.Actor, month fee.Month) (made int, err error) {
	act := audit.By(by, "invoice.issue", month.String())
	err = d.db.UpdateNaming(ctx, &act, func(tx *sqlite.Tx) error {
		if err := staff(by); err != nil {
			return err
		}
		b, err := billing(tx, month)
		if err != nil {
			return err
		}
		if !b.Over {
			return fault.New(fault.Forbidden, "%s is not over; its invoices are made from the first day of the next month on.", month.Long())
		}
		if made = len(b.Bills); made == 0 {
			return fault.New(fault.Conflict, "There is nothing to bill for %s; every case that closed stands on an invoice.", month.Long())
		}
		first, last := 0, 0
		for _, one := range b.Bills {
			if last, err = freezeBill(tx, by, month, one); err != nil {
				return err
			}
			if first == 0 {
				first = last
			}
		}
		act.Note = fmt.Sprintf("invoices %d to %d, %s", first, last, fee.Dollars(b.Total()))
		return nil
	})
	return made, err
}

func freezeBill(tx *sqlite.Tx, by account.Actor, month fee.Month, b Bill) (int, error) {
	org, _, err := tx.Organization()
	if err != nil {
		return 0, err
	}
	return tx.AddInvoice(fee.Invoice{Month: month, Administrator: b.Administrator, Address: b.Address, On: calendar.DateOf(tx.Now), Lines: b.Lines, Sender: org}, recordedBy(by))
}

// InvoiceFile is an invoice with what was credited of it.
type InvoiceFile struct {
	fee.Invoice
	Notes    []int        // the credit notes
	Credited map[int]bool // the lines, by position, that one of them credits
}

// Invoice returns the invoice or credit note with the number.
func (d *Desk) Invoice(ctx context.Context, by account.Actor, number int) (out InvoiceFile, err error) {
	if err := staff(by); err != nil {
		return out, err
	}
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		out, err = invoiceFile(tx, number)
		return err
	})
	return out, err
}

func invoiceFile(tx *sqlite.Tx, number int) (InvoiceFile, error) {
	out := InvoiceFile{Credited: map[int]bool{}}
	i, found, err := tx.Invoice(number)
	if err == nil && !found {
		err = fault.New(fault.NotFound, "There is no invoice %06d.", number)
	}
	if err != nil {
		return out, err
	}
	out.Invoice = i
	if out.Notes, err = tx.CreditNotes(number); err != nil {
		return out, err
	}
	for _, n := range out.Notes {
		note, _, err := tx.Invoice(n)
		if err != nil {
			return out, err
		}
		for _, l := range note.Lines {
			out.Credited[slices.IndexFunc(i.Lines, func(o fee.Line) bool { return o.Case == l.Case })] = true
		}
	}
	return out, nil
}

// CreditInvoice takes lines of an invoice back, by their positions, with the reason. A
// case that was credited is billed anew with the next month's invoices, by what is
// then known of it. It returns the number of the note.
func (d *Desk) CreditInvoice(ctx context.Context, by account.Actor, number int, lines []int, reason string) (note int, err error) {
	act := audit.By(by, "invoice.credit", fmt.Sprintf("%06d", number))
	err = d.db.UpdateNaming(ctx, &act, func(tx *sqlite.Tx) error {
		if err := staff(by); err != nil {
			return err
		}
		i, err := invoiceFile(tx, number)
		if err != nil {
			return err
		}
		credit, err := i.credit(lines, strings.TrimSpace(reason))
		if err != nil {
			return err
		}
		credit.On = calendar.DateOf(tx.Now)
		if note, err = tx.AddInvoice(credit, recordedBy(by)); err != nil {
			return err
		}
		act.Note = fmt.Sprintf("credit note %d, %s", note, fee.Dollars(credit.Total()))
		return nil
	})
	return note, err
}

// credit is the note that takes the lines back.
func (i InvoiceFile) credit(lines []int, reason string) (fee.Invoice, error) {
	if i.Credits != 0 {
		return fee.Invoice{}, fault.New(fault.Forbidden, "A credit note is not credited; the case is billed anew with the next invoices.")
	}
	var bad fault.Fields
	if len(lines) == 0 {
		bad.Add("line", "Choose the lines that are to be credited.")
	}
	if reason == "" {
		bad.Add("reason", "Say why; the reason stands on the credit note.")
	}
	out := i.Invoice
	out.Credits, out.Reason, out.Lines = i.Number, reason, nil
	for n, at := range lines {
		switch {
		case at < 0 || at >= len(i.Lines):
			bad.Add("line", "The invoice has no line %d.", at+1)
		case i.Credited[at] || slices.Contains(lines[:n], at):
			bad.Add("line", "%s was credited already.", i.Lines[at].Case)
		default:
			l := i.Lines[at]
			l.Dollars = -l.Dollars
			out.Lines = append(out.Lines, l)
		}
	}
	return out, bad.Err("Nothing was credited.")
}

// Invoices lists the invoices and credit notes of the month, or all for the zero
// Month, the newest first, and the months for which there are any.
func (d *Desk) Invoices(ctx context.Context, by account.Actor, month fee.Month) (list []InvoiceRow, months []InvoiceMonth, err error) {
	if err := staff(by); err != nil {
		return nil, nil, err
	}
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		of := ""
		if month != (fee.Month{}) {
			of = month.String()
		}
		if list, err = tx.Invoices(of); err != nil {
			return err
		}
		months, err = tx.InvoiceMonths()
		return err
	})
	return list, months, err
}
