package casework

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"time"

	"imr/internal/account"
	"imr/internal/audit"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/deadline"
	"imr/internal/fault"
	"imr/internal/letter"
	"imr/internal/sqlite"
)

// dueWords is a due date as a letter says it.
func dueWords(d deadline.Due) string {
	if !d.At.IsZero() {
		return d.At.In(calendar.Zone).Format("January 2, 2006, 3:04 PM")
	}
	return d.On.Long()
}

// dueOf is the due date with the code and the party or request.
func dueOf(l deadline.Ledger, code, ref string) (deadline.Due, bool) {
	i := slices.IndexFunc(l.Dues, func(d deadline.Due) bool { return d.Code == code && d.Ref == ref })
	if i < 0 {
		return deadline.Due{}, false
	}
	return l.Dues[i], true
}

// SendNotice sends the notice of assignment to every party, asks for the records
// and plans the reminders (8 CCR §9792.10.4(b), §9792.10.5).
func (d *Desk) SendNotice(ctx context.Context, by account.Actor, number casefile.CaseNumber, services map[casefile.PartyRole]casefile.Service) error {
	return d.db.Update(ctx, audit.By(by, "notice.send", string(number)), func(tx *sqlite.Tx) error {
		s, err := ofStaff(tx, by, number)
		if err != nil {
			return err
		}
		if err := checkParties(s.Case, services); err != nil {
			return err
		}
		if err := tx.Move(&s, casefile.Notify); err != nil {
			return err
		}
		var sent []deadline.Event
		for _, role := range s.Parties() {
			sent = append(sent, deadline.Event{Kind: deadline.NoticeSent, At: tx.Now, By: recordedBy(by), Ref: string(role), Service: string(services[role])})
		}
		l, err := tx.AddEvents(s, sent...)
		if err != nil {
			return err
		}
		for _, role := range s.Parties() {
			if err := askForRecords(tx, s, l, role, services[role]); err != nil {
				return err
			}
		}
		return nil
	})
}

// askForRecords writes the party's notice, the rows of what it is asked for and its reminders.
func askForRecords(tx *sqlite.Tx, s sqlite.StoredCase, l deadline.Ledger, role casefile.PartyRole, by casefile.Service) error {
	due, ok := dueOf(l, "records", string(role))
	if !ok {
		return fault.New(fault.Invalid, "There is no rule by which the %s must send records.", role)
	}
	n := letter.IntakeNotice{Kind: letter.AssignmentNotice, Due: dueWords(due), Section: due.Rule.Section}
	n.Window, _ = deadline.Standard().WindowStart(s.RequestForAuthorization)
	asked := false
	for _, r := range casefile.RequiredRecords {
		if r.Party != role {
			continue
		}
		asked = true
		n.Records = append(n.Records, r.Label)
		if err := tx.AddRecordRequest(s.Key, role, r.Kind, due.On); err != nil {
			return err
		}
	}
	if asked {
		if err := planReminders(tx, s.Key, role, due); err != nil {
			return err
		}
	}
	return tell(tx, s, n, role, by)
}

// planReminders plans one reminder before the day and one after it.
func planReminders(tx *sqlite.Tx, key int64, role casefile.PartyRole, due deadline.Due) error {
	rules := deadline.Standard()
	before, _ := rules.Rule("remind-before", "", due.On)
	after, _ := rules.Rule("remind-after", "", due.On)
	for kind, on := range map[string]calendar.Date{"before": due.On.AddDays(-before.Amount), "after": due.On.AddDays(after.Amount)} {
		if err := tx.AddReminder(key, sqlite.Reminder{Party: role, Kind: kind, SendOn: on}); err != nil {
			return err
		}
	}
	return nil
}

// AskInformation asks one party for information, with a copy to all (8 CCR §9792.10.3(c)).
func (d *Desk) AskInformation(ctx context.Context, by account.Actor, number casefile.CaseNumber, to casefile.PartyRole, question string) error {
	return d.db.Update(ctx, audit.By(by, "information.ask", string(number)), func(tx *sqlite.Tx) error {
		s, err := ofStaff(tx, by, number)
		if err != nil {
			return err
		}
		var bad fault.Fields
		if !slices.Contains(s.Parties(), to) {
			bad.Add("addressee", "Choose who is to answer.")
		}
		if question == "" {
			bad.Add("question", "Write what is to be answered.")
		}
		if err := bad.Err("Nothing was asked."); err != nil {
			return err
		}
		if s.State.Closed() {
			return fault.New(fault.Forbidden, "The case is closed; nothing can be asked any more.")
		}
		seq, err := tx.AskInformation(s.Key, to, question)
		if err != nil {
			return err
		}
		ref := strconv.FormatInt(seq, 10)
		l, err := tx.AddEvents(s, deadline.Event{Kind: deadline.InformationAsked, At: tx.Now, By: recordedBy(by), Ref: ref})
		if err != nil {
			return err
		}
		due, _ := dueOf(l, "information", ref)
		return tellAll(tx, s, letter.IntakeNotice{Kind: letter.InformationNotice, Question: question, Addressee: to,
			Due: dueWords(due), Section: due.Rule.Section})
	})
}

// AnswerInformation keeps the answer to a question with the record that holds it.
func (d *Desk) AnswerInformation(ctx context.Context, by account.Actor, number casefile.CaseNumber, seq int64, answer string, doc casefile.DocumentID) error {
	return d.db.Update(ctx, audit.By(by, "information.answer", string(number)), func(tx *sqlite.Tx) error {
		s, err := ofStaff(tx, by, number)
		if err != nil {
			return err
		}
		var bad fault.Fields
		if _, there := s.Document(doc); !there {
			bad.Add("document-"+strconv.FormatInt(seq, 10), "Add the answer to the records and choose it here.")
		}
		if err := bad.Err("The answer was not kept."); err != nil {
			return err
		}
		done, err := tx.AnswerInformation(s.Key, seq, answer, doc)
		if err == nil && !done {
			err = fault.New(fault.Conflict, "This question was answered already.")
		}
		if err != nil {
			return err
		}
		_, err = tx.AddEvents(s, deadline.Event{Kind: deadline.InformationAnswered, At: tx.Now, By: recordedBy(by), Ref: strconv.FormatInt(seq, 10)})
		return errors.Join(err, tellOfAnswer(tx, by, s))
	})
}

// Notice is one letter of the intake of the case.
func (d *Desk) Notice(ctx context.Context, by account.Actor, number casefile.CaseNumber, seq int64) (n letter.IntakeNotice, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := ofStaff(tx, by, number)
		if err != nil {
			return err
		}
		all, err := tx.Notices(s.Key)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all, func(one sqlite.Notice) bool { return one.Seq == seq })
		if i < 0 {
			return fault.New(fault.NotFound, "There is no such letter.")
		}
		return json.Unmarshal([]byte(all[i].Facts), &n)
	})
	return n, err
}

// at is the instant that stands for a day given by a person: now where it is today.
func at(on calendar.Date, now time.Time) time.Time {
	if on == calendar.DateOf(now) {
		return now
	}
	return deadline.Noon(on)
}
