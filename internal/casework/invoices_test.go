package casework

import (
	"slices"
	"strings"
	"testing"
	"time"

	"imr/internal/audit"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/fee"
	"imr/internal/sqlite"
)

// end ends the case as an act of the office does.
func (o *office) end(t *testing.T, number casefile.CaseNumber, how casefile.Act) {
	t.Helper()
	must(t, o.db.Update(t.Context(), audit.By(operator, "test.end", string(number)), func(tx *sqlite.Tx) error {
		s, _, err := tx.CaseKey(number)
		must(t, err)
		return tx.Move(&s, how)
	}))
}

var november = fee.Month{Year: 2026, Month: time.November}

// inDecember is an office in which worked was issued and free ended in November.
func inDecember(t *testing.T) *office {
	t.Helper()
	o := openIssued(t)
	o.end(t, free, casefile.Withdraw)
	o.clock.at = time.Date(2026, 12, 1, 0, 0, 0, 0, calendar.Zone)
	return o
}

func TestNothingIsBilledBeforeTheMonthIsOver(t *testing.T) {
	o := inDecember(t)
	o.clock.at = o.clock.at.Add(-time.Second)
	wantKind(t, "on the last evening", second(o.IssueInvoices(t.Context(), o.act("admin"), november)), fault.Forbidden)
	o.clock.at = o.clock.at.Add(time.Second)
	wantKind(t, "a reviewer", second(o.IssueInvoices(t.Context(), o.act("reviewer"), november)), fault.Forbidden)
	wantKind(t, "on the first morning", second(o.IssueInvoices(t.Context(), o.act("admin"), november)), 0)
	wantKind(t, "twice", second(o.IssueInvoices(t.Context(), o.act("admin"), november)), fault.Conflict)
}

// TestInvoicesOfAMonth: one for each claims administrator, each case by the day that counts
// and what became of it (8 CCR §9792.10.8), frozen, under numbers without gaps.
func TestInvoicesOfAMonth(t *testing.T) {
	o := inDecember(t)
	ctx, admin := t.Context(), o.act("admin")
	b, err := o.Billing(ctx, admin, november)
	must(t, err)
	if len(b.Unpriced) != 0 || len(b.Bills) != 2 || b.Total() == 0 {
		t.Fatalf("before: %+v", b)
	}
	made, err := o.IssueInvoices(ctx, admin, november)
	if err != nil || made != 2 {
		t.Fatalf("%d invoices, %v", made, err)
	}
	kinds := map[casefile.CaseNumber]fee.Line{}
	for n := 1; n <= made; n++ {
		i, err := o.Invoice(ctx, admin, n)
		must(t, err)
		if i.Number != n || len(i.Lines) != 1 || i.Sender.Name != organization.Name || i.On != calendar.MustDate("2026-12-01") || i.Month != november {
			t.Errorf("invoice %d: %+v", n, i)
		}
		kinds[i.Lines[0].Case] = i.Lines[0]
	}
	for number, kind := range map[casefile.CaseNumber]fee.Kind{worked: fee.Expedited, free: fee.EndedBefore} {
		l := kinds[number]
		want, err := fee.Shipped().Of(fee.Matter{Received: l.Received, Priority: casefile.Expedited, Class: fee.MD, Ended: kind == fee.EndedBefore})
		must(t, err)
		if l.Kind != kind || l.Dollars != want.Dollars || l.Section != want.Section {
			t.Errorf("%s costs %+v, want %+v", number, l, want)
		}
	}
	list, months, err := o.Invoices(ctx, admin, november)
	if err != nil || len(list) != 2 || list[0].Number != 2 || len(months) != 1 || months[0].Total != b.Total() {
		t.Errorf("the list is %+v, %+v, %v", list, months, err)
	}
	wantKind(t, "one that is not there", second(o.Invoice(ctx, admin, 3)), fault.NotFound)
	wantKind(t, "a reviewer reads", second(o.Invoice(ctx, o.act("reviewer"), 1)), fault.Forbidden)
}

// TestInvoicesAreFrozen past the program too, and their numbers have no gaps.
func TestInvoicesAreFrozen(t *testing.T) {
	o := inDecember(t)
	must(t, second(o.IssueInvoices(t.Context(), o.act("admin"), november)))
	copyOf := "INSERT INTO invoices SELECT %s, month, administrator, address, credits, reason, issued_on, issued_by, sender, line_count, total FROM invoices WHERE number = 1"
	for _, change := range []string{
		"UPDATE invoices SET total = 1", "DELETE FROM invoices", "UPDATE invoice_lines SET dollars = 1", "DELETE FROM invoice_lines",
		strings.Replace(copyOf, "%s", "4", 1), strings.Replace(copyOf, "%s", "1", 1), "REPLACE" + strings.TrimPrefix(strings.Replace(copyOf, "%s", "1", 1), "INSERT"),
		"INSERT INTO invoice_lines SELECT number, 1, case_id, kind, received, closed, dollars, section FROM invoice_lines WHERE number = 1",
		"INSERT INTO invoice_lines SELECT 2, 1, case_id, kind, received, closed, dollars, section FROM invoice_lines WHERE number = 1",
	} {
		if err := exec(o, t, change); err == nil {
			t.Errorf("%s was done", change)
		}
	}
}

// TestACreditNoteCorrects: a line is credited once, and its case is billed anew by what
// is then known; the invoice stays as it was.
func TestACreditNoteCorrects(t *testing.T) {
	o := inDecember(t)
	ctx, admin := t.Context(), o.act("admin")
	must(t, second(o.IssueInvoices(ctx, admin, november)))
	before, err := o.Invoice(ctx, admin, 1)
	must(t, err)
	wantKind(t, "without a reason", second(o.CreditInvoice(ctx, admin, 1, []int{0}, " ")), fault.Invalid)
	wantKind(t, "without a line", second(o.CreditInvoice(ctx, admin, 1, nil, "x")), fault.Invalid)
	wantKind(t, "a line that is none", second(o.CreditInvoice(ctx, admin, 1, []int{1}, "x")), fault.Invalid)
	wantKind(t, "a line twice", second(o.CreditInvoice(ctx, admin, 1, []int{0, 0}, "x")), fault.Invalid)
	wantKind(t, "a reviewer", second(o.CreditInvoice(ctx, o.act("reviewer"), 1, []int{0}, "x")), fault.Forbidden)
	note, err := o.CreditInvoice(ctx, admin, 1, []int{0}, "The wrong administrator")
	if err != nil || note != 3 {
		t.Fatalf("credit note %d, %v", note, err)
	}
	c, err := o.Invoice(ctx, admin, note)
	must(t, err)
	if c.Credits != 1 || c.Total() != -before.Total() || c.Reason != "The wrong administrator" || c.Name() != "Credit note 000003" {
		t.Errorf("the note is %+v", c)
	}
	wantKind(t, "again", second(o.CreditInvoice(ctx, admin, 1, []int{0}, "x")), fault.Invalid)
	wantKind(t, "a note", second(o.CreditInvoice(ctx, admin, note, []int{0}, "x")), fault.Forbidden)
	after, err := o.Invoice(ctx, admin, 1)
	must(t, err)
	if !slices.Equal(after.Lines, before.Lines) || !slices.Equal(after.Notes, []int{3}) || !after.Credited[0] {
		t.Errorf("the invoice is %+v", after)
	}
	must(t, exec(o, t, "UPDATE cases SET administrator_name = 'Right Mutual' WHERE number = ?", string(before.Lines[0].Case)))
	must(t, second(o.IssueInvoices(ctx, admin, november)))
	anew, err := o.Invoice(ctx, admin, 4)
	if err != nil || anew.Administrator != "Right Mutual" || anew.Lines[0].Case != before.Lines[0].Case {
		t.Errorf("billed anew: %+v, %v", anew, err)
	}
}

// TestWhatCostsNothingIsNotBilled: applications that were joined, and those that ended
// before anybody was told of an assignment.
func TestWhatCostsNothingIsNotBilled(t *testing.T) {
	o := openOffice(t)
	early := withUR(t, o, applied())
	o.end(t, early, casefile.Withdraw)
	o.end(t, free, casefile.Terminate)
	must(t, exec(o, t, "INSERT INTO consolidations SELECT a.id, b.id, '2026-11-24T18:00:00.000000Z' FROM cases a, cases b WHERE a.number = ? AND b.number = ?", string(free), string(worked)))
	o.clock.move(30 * 24 * time.Hour)
	b, err := o.Billing(t.Context(), o.act("admin"), november)
	if err != nil || len(b.Bills)+len(b.Unpriced) != 0 {
		t.Errorf("to be billed: %+v, %v", b, err)
	}
}

// TestWhatHasNoFeeIsShownAndNotBilled, as where nobody knows the administrator or the
// day lies before the table.
func TestWhatHasNoFeeIsShownAndNotBilled(t *testing.T) {
	o := inDecember(t)
	must(t, exec(o, t, "UPDATE cases SET application_received = '2012-12-31' WHERE number = ?", string(worked)))
	must(t, exec(o, t, "UPDATE cases SET administrator_name = ' ' WHERE number = ?", string(free)))
	b, err := o.Billing(t.Context(), o.act("admin"), november)
	must(t, err)
	if len(b.Bills) != 0 || len(b.Unpriced) != 2 || b.Unpriced[0].Why == "" || b.Unpriced[1].Why == "" {
		t.Errorf("%+v", b)
	}
}

// TestARemandedCaseIsBilledOnce, though it is issued twice.
func TestARemandedCaseIsBilledOnce(t *testing.T) {
	o := inDecember(t)
	must(t, second(o.IssueInvoices(t.Context(), o.act("admin"), november)))
	must(t, o.db.Update(t.Context(), audit.By(operator, "test", string(worked)), func(tx *sqlite.Tx) error {
		s, _, err := tx.CaseKey(worked)
		must(t, err)
		must(t, tx.Move(&s, casefile.Remand))
		return tx.Move(&s, casefile.Withdraw)
	}))
	o.clock.move(40 * 24 * time.Hour)
	wantKind(t, "once more", second(o.IssueInvoices(t.Context(), o.act("admin"), november.Next())), fault.Conflict)
}
