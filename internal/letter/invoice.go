package letter

import (
	"fmt"
	"strings"
	"time"

	"imr/internal/fee"
	"imr/internal/tagpdf"
)

// InvoicePDF is the invoice or credit note as a tagged PDF file. The same invoice
// always gives the same bytes. Cases are named by number alone.
func InvoicePDF(i fee.Invoice) ([]byte, error) {
	style := look
	style.Footer = tagpdf.Running{Left: i.Name(), Right: "Page {page} of {pages}"}
	d := tagpdf.New(tagpdf.Meta{Title: i.Name(), Lang: "en-US", Created: time.Date(i.On.Year, i.On.Month, i.On.Day, 12, 0, 0, 0, time.UTC)}, style)
	d.Letterhead(i.Sender.Name, []string{strings.Join(append(lines(i.Sender.Address), "Phone: "+i.Sender.Phone), "  ·  ")}, tagpdf.Center)
	d.Heading(1, i.Name())
	facts := []tagpdf.Field{{Label: "Date", Value: i.On.Long()}, {Label: "For", Value: i.Month.Long()},
		{Label: "To", Value: i.Administrator + "\n" + i.Address}, {Label: "Amount", Value: fee.Dollars(i.Total())}}
	d.Fields(2, facts)
	if i.Credits != 0 {
		d.Paragraph(fmt.Sprintf("This note takes back lines of invoice %06d, which stays as it was sent. The reason: %s", i.Credits, i.Reason))
	} else {
		d.Paragraph("Fees for Independent Medical Review, borne by the claims administrator (LC 4610.5; 8 CCR §9792.10.8). The fee of a case follows from the day on which its application was received.")
	}
	var rows [][]string
	for n, l := range i.Lines {
		rows = append(rows, []string{fmt.Sprint(n + 1), string(l.Case), l.Kind.Words(), l.Received.US(), l.Closed.US(), l.Section, fee.Dollars(l.Dollars)})
	}
	d.Table("Cases", []string{"No.", "Case", "Fee for", "Received", "Closed", "Section", "Amount"}, rows, []float64{4, 13, 20, 10, 10, 16, 9})
	d.Text(tagpdf.Para{Runs: []tagpdf.Run{{Text: "Total: " + fee.Dollars(i.Total()), Bold: true}}, Align: tagpdf.Right})
	return d.Bytes()
}
