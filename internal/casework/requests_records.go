package casework

import (
	"context"
	"slices"

	"imr/internal/account"
	"imr/internal/audit"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/deadline"
	"imr/internal/fault"
	"imr/internal/sqlite"
)

// What the acts of records give and take, as the store keeps it.
type (
	RecordRequest  = sqlite.RecordRequest
	Reminder       = sqlite.Reminder
	OverdueRecords = sqlite.OverdueRecords
)

// Requested is what the parties of a case were asked to send, and how far that has come.
type Requested struct {
	Opened
	Requests  []sqlite.RecordRequest
	Reminders []sqlite.Reminder
	Window    calendar.Date // first day of the reports that must be there; zero where no request for authorization is dated
	Months    []MonthOfFile // of the window
}

// MonthOfFile is how many medical records of a month are in the file.
type MonthOfFile struct {
	First   calendar.Date
	Records int
}

// Requests shows what was asked for, with the gaps of the file in the time before
// the request for authorization.
func (d *Desk) Requests(ctx context.Context, by account.Actor, number casefile.CaseNumber) (out Requested, err error) {
	if out.Opened, err = d.Case(ctx, by, number); err != nil {
		return out, err
	}
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := ofStaff(tx, by, number)
		if err != nil {
			return err
		}
		if out.Requests, err = tx.RecordRequests(s.Key); err != nil {
			return err
		}
		out.Reminders, err = tx.Reminders(s.Key)
		return err
	})
	out.Window, _ = deadline.Standard().WindowStart(out.RequestForAuthorization)
	out.Months = monthsOf(out.Case, out.Window)
	return out, err
}

// monthsOf counts the medical records of each month from the window's first day to
// the request for authorization.
func monthsOf(c casefile.Case, from calendar.Date) []MonthOfFile {
	var out []MonthOfFile
	if from.IsZero() {
		return nil
	}
	for first := (calendar.Date{Year: from.Year, Month: from.Month, Day: 1}); !first.After(c.RequestForAuthorization); {
		m := MonthOfFile{First: first}
		for _, doc := range c.Documents {
			if doc.Kind.Medical() && doc.Dated.Year == first.Year && doc.Dated.Month == first.Month {
				m.Records++
			}
		}
		out = append(out, m)
		next := first.AddDays(31)
		first = calendar.Date{Year: next.Year, Month: next.Month, Day: 1}
	}
	return out
}

// SettleRecords notes that what a party was asked for came on the day, or that it
// is waived for a reason. A party that owes nothing any more has met its date.
func (d *Desk) SettleRecords(ctx context.Context, by account.Actor, number casefile.CaseNumber, r sqlite.RecordRequest) error {
	act := audit.By(by, "records."+r.State, string(number)).With(string(r.Party) + " " + string(r.Kind))
	return d.db.Update(ctx, act, func(tx *sqlite.Tx) error {
		s, err := ofStaff(tx, by, number)
		if err != nil {
			return err
		}
		if err := checkSettled(r, calendar.DateOf(tx.Now)); err != nil {
			return err
		}
		done, err := tx.SettleRecordRequest(s.Key, r)
		if err == nil && !done {
			err = fault.New(fault.Conflict, "This was settled already.")
		}
		if err != nil {
			return err
		}
		owes, err := owing(tx, s.Key, r.Party)
		if err != nil || owes {
			return err
		}
		_, err = tx.AddEvents(s, deadline.Event{Kind: deadline.RecordsReceived, At: at(r.Settled, tx.Now), By: recordedBy(by), Ref: string(r.Party), Note: r.Note})
		return err
	})
}

func checkSettled(r sqlite.RecordRequest, today calendar.Date) error {
	var bad fault.Fields
	name := string(r.Party) + "-" + string(r.Kind)
	switch {
	case r.State != "received" && r.State != "waived":
		bad.Add(name, "Say whether it came or is waived.")
	case r.Settled.IsZero() || r.Settled.After(today):
		bad.Add(name, "Enter the day on which it came; it cannot lie in the future.")
	case r.State == "waived" && r.Note == "":
		bad.Add(name, "Say why nobody waits for it any more.")
	}
	return bad.Err("Nothing was changed.")
}

func owing(tx *sqlite.Tx, key int64, party casefile.PartyRole) (bool, error) {
	all, err := tx.RecordRequests(key)
	return slices.ContainsFunc(all, func(r sqlite.RecordRequest) bool { return r.Party == party && r.State == "asked" }), err
}

// CompleteRecords declares the file complete, which starts the clock of the
// decision. Where a required record has not come it needs the reason (8 CCR
// §9792.10.5(a)(1), §9792.10.6(b)(2)). What is still asked for is waited for no more.
func (d *Desk) CompleteRecords(ctx context.Context, by account.Actor, number casefile.CaseNumber, on calendar.Date, note string) error {
	return d.db.Update(ctx, audit.By(by, "records.complete", string(number)), func(tx *sqlite.Tx) error {
		s, err := ofStaff(tx, by, number)
		if err != nil {
			return err
		}
		all, err := tx.RecordRequests(s.Key)
		if err != nil {
			return err
		}
		if err := checkComplete(s.Case, all, on, note, calendar.DateOf(tx.Now)); err != nil {
			return err
		}
		if err := tx.Move(&s, casefile.CompleteRecords); err != nil {
			return err
		}
		for _, r := range all {
			if r.State != "asked" {
				continue
			}
			r.State, r.Settled, r.Note = "waived", on, note
			if _, err := tx.SettleRecordRequest(s.Key, r); err != nil {
				return err
			}
		}
		_, err = tx.AddEvents(s, deadline.Event{Kind: deadline.RecordsComplete, At: at(on, tx.Now), By: recordedBy(by), Note: note})
		return err
	})
}

func checkComplete(c casefile.Case, asked []sqlite.RecordRequest, on calendar.Date, note string, today calendar.Date) error {
	var bad fault.Fields
	if on.IsZero() || on.After(today) || on.Before(c.Application.Received) {
		bad.Add("complete", "Enter the day on which the last required record came, between the application and today.")
	}
	missing := slices.ContainsFunc(asked, func(r sqlite.RecordRequest) bool {
		must, _ := casefile.Required(r.Party, r.Kind)
		return r.State == "asked" && !must.Optional
	})
	if note == "" && (missing || len(c.Documents) == 0) {
		bad.Add("note", "A required record has not come: say why the review goes on without it.")
	}
	return bad.Err("The records are not complete yet.")
}

// Overdue lists the claims administrators that owe records after their day.
func (d *Desk) Overdue(ctx context.Context, by account.Actor) (list []sqlite.OverdueRecords, err error) {
	if err := staff(by); err != nil {
		return nil, err
	}
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		list, err = tx.Overdue(calendar.DateOf(tx.Now))
		return err
	})
	return list, err
}

// RemindersDue lists the reminders that are to go out by today.
func (d *Desk) RemindersDue(ctx context.Context, by account.Actor) (list []sqlite.Reminder, err error) {
	if err := staff(by); err != nil {
		return nil, err
	}
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		list, err = tx.RemindersDue(calendar.DateOf(tx.Now))
		return err
	})
	return list, err
}

// Remind notes that a reminder went out.
func (d *Desk) Remind(ctx context.Context, by account.Actor, number casefile.CaseNumber, party casefile.PartyRole, kind string) error {
	return d.db.Update(ctx, audit.By(by, "records.remind", string(number)).With(string(party)+" "+kind), func(tx *sqlite.Tx) error {
		s, err := ofStaff(tx, by, number)
		if err != nil {
			return err
		}
		done, err := tx.SentReminder(s.Key, party, kind)
		if err == nil && !done {
			err = fault.New(fault.Conflict, "This reminder was sent or has stopped already.")
		}
		return err
	})
}
