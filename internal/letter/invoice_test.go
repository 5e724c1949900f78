package letter_test

import (
	"bytes"
	"fmt"
	"testing"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/determination"
	"imr/internal/fee"
	"imr/internal/letter"
)

// TestInvoicePDFIsTheSameEachTime, with more lines than a page holds, and tagged.
func TestInvoicePDFIsTheSameEachTime(t *testing.T) {
	i := fee.Invoice{Number: 12, Month: fee.Month{Year: 2026, Month: 11}, Administrator: "Invented Mutual", Address: "2 Nowhere", On: calendar.MustDate("2026-12-01"),
		Sender: determination.Organization{Name: "Made-up Review", Address: "1 Nowhere", Phone: "(555) 010-0100"}}
	for n := range 60 {
		i.Lines = append(i.Lines, fee.Line{Case: casefile.CaseNumber(fmt.Sprintf("CM26-%07d", n)), Kind: fee.Standard, Received: calendar.MustDate("2026-10-01"),
			Closed: calendar.MustDate("2026-11-20"), Dollars: 345, Section: "8 CCR §9792.10.8"})
	}
	one, err := letter.InvoicePDF(i)
	if err != nil {
		t.Fatal(err)
	}
	again, err := letter.InvoicePDF(i)
	if err != nil || !bytes.Equal(one, again) {
		t.Errorf("the bytes differ, %v", err)
	}
	if !bytes.Contains(one, []byte("/StructTreeRoot")) || !bytes.Contains(one, []byte("Invoice 000012")) && !bytes.Contains(one, []byte("/Title")) {
		t.Error("the file has no tags or title")
	}
	i.Credits, i.Reason = 11, "The wrong administrator"
	note, err := letter.InvoicePDF(i)
	if err != nil || bytes.Equal(one, note) {
		t.Errorf("a credit note is an invoice, %v", err)
	}
}
