package web

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/casework"
	"imr/internal/fault"
	"imr/internal/fee"
	"imr/internal/letter"
	"imr/templates"
	"imr/templates/part"
)

const invoicesPath = "/invoices"

// Of long lists the page shows no more than this; the invoices have all.
const (
	linesShown    = 500
	unpricedShown = 50
)

func invoiceURL(number int) string { return fmt.Sprintf("%s/%06d", invoicesPath, number) }

// monthOf is the month that the address names, or the one before today's.
func (s *Server) monthOf(c echo.Context) (fee.Month, error) {
	if text := c.QueryParam("month"); text != "" {
		return fee.ParseMonth(text)
	}
	return fee.MonthOf(fee.MonthOf(s.desk.Today()).First().AddDays(-1)), nil
}

func (s *Server) invoices(c echo.Context) error {
	month, err := s.monthOf(c)
	if err != nil {
		return err
	}
	b, err := s.desk.Billing(c.Request().Context(), actor(c), month)
	if err != nil {
		return err
	}
	view := billingView(b)
	var of fee.Month
	if c.QueryParam("of") != "" {
		if of, err = fee.ParseMonth(c.QueryParam("of")); err != nil {
			return err
		}
	}
	list, months, err := s.desk.Invoices(c.Request().Context(), actor(c), of)
	if err != nil {
		return err
	}
	for _, r := range list {
		view.Rows = append(view.Rows, invoiceRow(r))
	}
	if len(months) > 1 {
		view.Filters = append(view.Filters, part.NavItem{Label: "All", URL: invoicesPath, Current: of == fee.Month{}})
		for _, m := range months {
			label := fmt.Sprintf("%s: %d, %s", m.Month, m.Count, fee.Dollars(m.Total))
			view.Filters = append(view.Filters, part.NavItem{Label: label, URL: invoicesPath + "?of=" + m.Month, Current: of.String() == m.Month})
		}
	}
	if view.Chrome, err = s.chrome(c, "Invoices"); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, templates.InvoicesPage(view))
}

func billingView(b casework.Billing) templates.Invoices {
	before, after := fee.MonthOf(b.Month.First().AddDays(-1)), b.Month.Next()
	view := templates.Invoices{Month: b.Month.String(), MonthWords: b.Month.Long(), BillsTotal: fee.Dollars(b.Total()),
		Before: part.NavItem{Label: before.Long(), URL: invoicesPath + "?month=" + before.String()}, After: part.NavItem{Label: after.Long(), URL: invoicesPath + "?month=" + after.String()}}
	shown := 0
	for _, one := range b.Bills {
		row := templates.BillRow{Administrator: one.Administrator, Cases: strconv.Itoa(len(one.Lines)), Total: fee.Dollars(one.Total())}
		if shown += len(one.Lines); shown <= linesShown {
			for _, l := range one.Lines {
				row.Lines = append(row.Lines, invoiceLine(l))
			}
		}
		view.Bills = append(view.Bills, row)
	}
	for i, u := range b.Unpriced {
		if i == unpricedShown {
			view.More = fmt.Sprintf("And %d more.", len(b.Unpriced)-unpricedShown)
			break
		}
		view.Unpriced = append(view.Unpriced, templates.UnpricedRow{Number: string(u.Number), URL: caseURL(u.Number), Why: u.Why})
	}
	switch {
	case len(b.Bills) == 0:
	case !b.Over:
		view.WhyNot = b.Month.Long() + " is not over. Its invoices are made from the first day of the next month on."
	default:
		view.Issue = "Make " + count(len(b.Bills), "invoice") + " for " + b.Month.Long()
	}
	return view
}

func invoiceRow(r casework.InvoiceRow) templates.InvoiceRow {
	name := fee.Invoice{Number: r.Number, Credits: r.Credits}.Name()
	return templates.InvoiceRow{Name: name, URL: invoiceURL(r.Number), On: r.On.US(), Month: r.Month, Administrator: r.Administrator,
		Cases: strconv.Itoa(r.Cases), Total: fee.Dollars(r.Total)}
}

func invoiceLine(l fee.Line) templates.InvoiceLine {
	return templates.InvoiceLine{Case: string(l.Case), URL: caseURL(l.Case), Kind: l.Kind.Words(), Received: l.Received.US(), Closed: l.Closed.US(),
		Section: l.Section, Amount: fee.Dollars(l.Dollars)}
}

// issueInvoices makes the invoices of a month.
func (s *Server) issueInvoices(c echo.Context) error {
	month, err := fee.ParseMonth(c.FormValue("month"))
	if err != nil {
		return err
	}
	made, err := s.desk.IssueInvoices(c.Request().Context(), actor(c), month)
	if err != nil {
		return err
	}
	if err := s.flash(c, count(made, "invoice")+" made for "+month.Long()+"."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, invoicesPath+"?month="+month.String())
}

// invoiceOf is the invoice that the address names.
func (s *Server) invoiceOf(c echo.Context) (casework.InvoiceFile, error) {
	number, err := strconv.Atoi(c.Param("invoice"))
	if err != nil || number < 1 {
		return casework.InvoiceFile{}, fault.New(fault.NotFound, "There is no such invoice. Choose one from the list.")
	}
	return s.desk.Invoice(c.Request().Context(), actor(c), number)
}

func (s *Server) invoice(c echo.Context) error {
	i, err := s.invoiceOf(c)
	if err != nil {
		return err
	}
	return s.showInvoice(c, http.StatusOK, i, "", nil)
}

func (s *Server) showInvoice(c echo.Context, status int, i casework.InvoiceFile, reason string, wrong *fault.Error) (err error) {
	base := invoiceURL(i.Number)
	view := templates.Invoice{PDF: base + "/pdf", CSV: base + "/csv", Total: fee.Dollars(i.Total()), LinesError: wrong.Field("line"),
		Errors: messages(wrong, func(path string) string { return "#" + path }),
		Reason: part.Field{ID: "reason", Name: "reason", Label: "Reason, as the note says it", Value: reason, Error: wrong.Field("reason"), Rows: 2},
		Facts:  []part.Term{{Label: "To", Text: i.Administrator + ", " + i.Address}, {Label: "For", Text: i.Month.Long()}, {Label: "Date", Text: i.On.US()}}}
	if i.Credits != 0 {
		view.Facts = append(view.Facts, part.Term{Label: "Reason", Text: i.Reason})
		view.Related = append(view.Related, part.Link{Label: fmt.Sprintf("Credits invoice %06d", i.Credits), URL: invoiceURL(i.Credits)})
	}
	for _, n := range i.Notes {
		view.Related = append(view.Related, part.Link{Label: fmt.Sprintf("Credited by note %06d", n), URL: invoiceURL(n)})
	}
	for at, l := range i.Lines {
		line := invoiceLine(l)
		line.Credited = i.Credited[at]
		if !line.Credited && i.Credits == 0 {
			line.Position, view.Credit = strconv.Itoa(at), base+"/credit"
		}
		view.Lines = append(view.Lines, line)
	}
	if view.Chrome, err = s.chrome(c, i.Name()); err != nil {
		return err
	}
	return s.render(c, status, templates.InvoicePage(view))
}

// creditInvoice takes lines of the invoice back by a credit note.
func (s *Server) creditInvoice(c echo.Context) error {
	i, err := s.invoiceOf(c)
	if err != nil {
		return err
	}
	form, err := c.FormParams()
	if err != nil {
		return err
	}
	var lines []int
	for _, text := range form["line"] {
		at, err := strconv.Atoi(text)
		if err != nil {
			return fault.New(fault.Invalid, "Choose lines of the invoice.")
		}
		lines = append(lines, at)
	}
	note, err := s.desk.CreditInvoice(c.Request().Context(), actor(c), i.Number, lines, form.Get("reason"))
	if f := fault.Of(err); f != nil && f.Kind == fault.Invalid {
		return s.showInvoice(c, statusOf[f.Kind], i, form.Get("reason"), f)
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, fmt.Sprintf("Credit note %06d made.", note)); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, invoiceURL(note))
}

func (s *Server) invoicePDF(c echo.Context) error {
	i, err := s.invoiceOf(c)
	if err != nil {
		return err
	}
	file, err := letter.InvoicePDF(i.Invoice)
	if err != nil {
		return err
	}
	return sendInvoice(c, i, "pdf", "application/pdf", file)
}

func (s *Server) invoiceCSV(c echo.Context) error {
	i, err := s.invoiceOf(c)
	if err != nil {
		return err
	}
	rows := [][]string{{"number", "credits", "month", "date", "claims_administrator", "case", "fee", "received", "closed", "section", "dollars"}}
	credits := ""
	if i.Credits != 0 {
		credits = strconv.Itoa(i.Credits)
	}
	for _, l := range i.Lines {
		rows = append(rows, []string{strconv.Itoa(i.Number), credits, i.Month.String(), i.On.String(), plainCell(i.Administrator), plainCell(string(l.Case)), string(l.Kind),
			l.Received.String(), l.Closed.String(), l.Section, strconv.Itoa(l.Dollars)})
	}
	var b strings.Builder
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		return err
	}
	return sendInvoice(c, i, "csv", "text/csv; charset=utf-8", []byte(b.String()))
}

func sendInvoice(c echo.Context, i casework.InvoiceFile, ending, kind string, file []byte) error {
	name := strings.ReplaceAll(strings.ToLower(i.Name()), " ", "-")
	c.Response().Header().Set(echo.HeaderContentDisposition, fmt.Sprintf(`attachment; filename="%s.%s"`, name, ending))
	return c.Blob(http.StatusOK, kind, file)
}
