package sqlite

import (
	"database/sql"

	"imr/internal/calendar"
	"imr/internal/casefile"
)

// InformationRequest is a question to the parties. AnsweredAt is empty while it is open.
type InformationRequest struct {
	Seq        int64
	Addressee  casefile.PartyRole
	Question   string
	AskedAt    string
	Answer     string
	Document   casefile.DocumentID
	AnsweredAt string
}

// AskInformation keeps a question and returns its number within the case.
func (t *Tx) AskInformation(key int64, to casefile.PartyRole, question string) (seq int64, err error) {
	_, err = t.one("request.ask", []any{sql.Named("case_id", key), sql.Named("addressee", to), sql.Named("question", question),
		sql.Named("asked_at", t.stamp())}, []any{&seq})
	return seq, err
}

// AnswerInformation keeps the answer; done is false where the question is not open.
func (t *Tx) AnswerInformation(key, seq int64, answer string, doc casefile.DocumentID) (done bool, err error) {
	n, err := t.exec("request.answer", sql.Named("case_id", key), sql.Named("seq", seq), sql.Named("answer", answer),
		sql.Named("document", doc), sql.Named("answered_at", t.stamp()))
	return n == 1, err
}

// InformationRequests returns the questions of the case, the earliest first.
func (t *Tx) InformationRequests(key int64) ([]InformationRequest, error) {
	return all(t, "request.information", []any{key}, func(r scanner) (i InformationRequest, err error) {
		return i, r.Scan(&i.Seq, &i.Addressee, &i.Question, &i.AskedAt, &i.Answer, &i.Document, &i.AnsweredAt)
	})
}

// Notice is a letter of the intake to one party. Facts is JSON.
type Notice struct {
	Seq     int64
	Kind    string
	Party   casefile.PartyRole
	Service casefile.Service
	SentAt  string
	Facts   string
}

// AddNotice keeps a letter that goes out now.
func (t *Tx) AddNotice(key int64, n Notice) error {
	_, err := t.exec("request.insert-notice", sql.Named("case_id", key), sql.Named("kind", n.Kind), sql.Named("party", n.Party),
		sql.Named("service", n.Service), sql.Named("sent_at", t.stamp()), sql.Named("facts", n.Facts))
	return err
}

// Notices returns the letters of the case, the earliest first.
func (t *Tx) Notices(key int64) ([]Notice, error) {
	return all(t, "request.notices", []any{key}, func(r scanner) (n Notice, err error) {
		return n, r.Scan(&n.Seq, &n.Kind, &n.Party, &n.Service, &n.SentAt, &n.Facts)
	})
}

// RecordRequest is one kind of record that a party was asked for. State is asked,
// received or waived.
type RecordRequest struct {
	Party       casefile.PartyRole
	Kind        casefile.RecordKind
	State       string
	RequestedAt string
	Due         calendar.Date
	Settled     calendar.Date
	Note        string
}

// AddRecordRequest asks a party for a kind of record by the day.
func (t *Tx) AddRecordRequest(key int64, party casefile.PartyRole, kind casefile.RecordKind, due calendar.Date) error {
	_, err := t.exec("request.insert-record", sql.Named("case_id", key), sql.Named("party", party), sql.Named("kind", kind),
		sql.Named("requested_at", t.stamp()), sql.Named("due_on", date{&due}))
	return err
}

// SettleRecordRequest notes that what was asked for came, or is waived; done is
// false where it was settled before.
func (t *Tx) SettleRecordRequest(key int64, r RecordRequest) (done bool, err error) {
	n, err := t.exec("request.settle-record", sql.Named("case_id", key), sql.Named("party", r.Party), sql.Named("kind", r.Kind),
		sql.Named("state", r.State), sql.Named("settled_on", date{&r.Settled}), sql.Named("note", r.Note))
	return n == 1, err
}

// MoveRecordRequests gives what the party still owes another day.
func (t *Tx) MoveRecordRequests(key int64, party casefile.PartyRole, due calendar.Date) error {
	_, err := t.exec("request.move-records", sql.Named("case_id", key), sql.Named("party", party), sql.Named("due_on", date{&due}))
	return err
}

// RecordRequests returns what the parties of the case were asked for.
func (t *Tx) RecordRequests(key int64) ([]RecordRequest, error) {
	return all(t, "request.records", []any{key}, func(r scanner) (q RecordRequest, err error) {
		return q, r.Scan(&q.Party, &q.Kind, &q.State, &q.RequestedAt, date{&q.Due}, date{&q.Settled}, &q.Note)
	})
}

// OverdueRecords is a claims administrator that owes records after their day.
type OverdueRecords struct {
	Number      casefile.CaseNumber
	Priority    casefile.Priority
	Name        string
	RequestedAt string
	Due         calendar.Date
	Missing     int
}

// Overdue lists the claims administrators that owe records by the day, the longest late first.
func (t *Tx) Overdue(today calendar.Date) ([]OverdueRecords, error) {
	return all(t, "request.overdue", []any{sql.Named("today", date{&today})}, func(r scanner) (o OverdueRecords, err error) {
		return o, r.Scan(&o.Number, &o.Priority, &o.Name, &o.RequestedAt, date{&o.Due}, &o.Missing)
	})
}

// Reminder is a reminder of a party, before or after the day on which its records
// are due. It stands until it is sent or has become pointless.
type Reminder struct {
	Number  casefile.CaseNumber
	Party   casefile.PartyRole
	Kind    string
	SendOn  calendar.Date
	SentAt  string
	Stopped string // the day
}

// AddReminder plans a reminder.
func (t *Tx) AddReminder(key int64, r Reminder) error {
	_, err := t.exec("request.insert-reminder", sql.Named("case_id", key), sql.Named("party", r.Party), sql.Named("kind", r.Kind),
		sql.Named("send_on", date{&r.SendOn}))
	return err
}

// Reminders returns the reminders of the case.
func (t *Tx) Reminders(key int64) ([]Reminder, error) {
	return all(t, "request.reminders", []any{key}, scanReminder)
}

// RemindersDue returns the reminders of all cases that are to go out by the day.
func (t *Tx) RemindersDue(today calendar.Date) ([]Reminder, error) {
	return all(t, "request.reminders-due", []any{date{&today}}, scanReminder)
}

func scanReminder(r scanner) (m Reminder, err error) {
	return m, r.Scan(&m.Number, &m.Party, &m.Kind, date{&m.SendOn}, &m.SentAt, &m.Stopped)
}

// SentReminder notes that the reminder went out; done is false where it is not open.
func (t *Tx) SentReminder(key int64, party casefile.PartyRole, kind string) (done bool, err error) {
	n, err := t.exec("request.sent-reminder", sql.Named("case_id", key), sql.Named("party", party), sql.Named("kind", kind),
		sql.Named("sent_at", t.stamp()))
	return n == 1, err
}
