package deadline

import (
	"cmp"
	"slices"
	"time"

	"imr/internal/calendar"
)

// Kind says what happened.
type Kind string

// The kinds of event.
const (
	URServed            Kind = "ur_served"            // the UR decision, on the employee
	RightsNotice        Kind = "rights_notice"        // the employee got the form and the notice of rights only now (LC 4610.5(h)(3))
	LiabilitySettled    Kind = "liability_settled"    // before the application (LC 4610.5(h)(2))
	ApplicationReceived Kind = "application_received" // Case is the priority that it asks for
	FoundEligible       Kind = "found_eligible"
	FoundIneligible     Kind = "found_ineligible"
	Deferred            Kind = "deferred" // Until is when it is looked at again
	Resumed             Kind = "resumed"
	InformationAsked    Kind = "information_asked"    // Ref names the request
	InformationAnswered Kind = "information_answered" // by everybody who was asked
	NoticeSent          Kind = "notice_sent"          // of assignment, to the party named by Ref, by Service
	RecordsReceived     Kind = "records_received"     // all that the party named by Ref was asked for
	RecordsComplete     Kind = "records_complete"
	RecordsIncomplete   Kind = "records_incomplete" // a required record turned out to be missing
	LateRecords         Kind = "late_records"       // required ones came after the file was held to be complete
	Expedited           Kind = "expedited"          // certified (8 CCR §9792.10.4(c))
	ToStandard          Kind = "standard"           // the certification fell away
	Formulary           Kind = "formulary"          // the dispute is found to be one of the formulary
	Extended            Kind = "extended"           // by Days, with the approval named in Note
	Issued              Kind = "issued"
	Mailed              Kind = "mailed"
	Ended               Kind = "ended" // withdrawn or terminated
	Remanded            Kind = "remanded"
	Struck              Kind = "struck" // Replaces never happened
)

// Kinds lists every kind in the order of a case's life.
var Kinds = []Kind{URServed, RightsNotice, LiabilitySettled, ApplicationReceived, FoundEligible, FoundIneligible, Deferred, Resumed,
	InformationAsked, InformationAnswered, NoticeSent, RecordsReceived, RecordsComplete, RecordsIncomplete, LateRecords, Expedited,
	ToStandard, Formulary, Extended, Issued, Mailed, Ended, Remanded, Struck}

// The ways of service that rules tell apart.
const (
	ByMail         = "mail"
	Electronically = "electronic"
)

// The priorities, whose values are those of the exchange format.
const (
	standardCase  = "standard"
	expeditedCase = "expedited"
	formularyCase = "formulary"
)

// Event is one line of the ledger. Lines are only ever added: one that was wrong is
// followed by one that replaces it, or strikes it.
type Event struct {
	Seq      int64 // counts from 1 within the case
	Kind     Kind
	At       time.Time // when it happened
	Recorded time.Time // when the house knew
	By       string    // who recorded it: a user's id or a command
	Case     string    // priority, of an application
	Service  string    // of what is served
	Days     int       // of an extension
	Until    calendar.Date
	Ref      string // party or request
	Note     string // reason, approval, certificate
	Replaces int64  // Seq of the event that this one puts right; 0 for none
}

// Day is the day on which it happened in California.
func (e Event) Day() calendar.Date { return calendar.DateOf(e.At) }

// Noon is the instant that stands for a day of which the hour is not known.
func Noon(d calendar.Date) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, calendar.Zone)
}

// KnownBy is the events that had been recorded by the instant.
func KnownBy(events []Event, at time.Time) []Event {
	return slices.DeleteFunc(slices.Clone(events), func(e Event) bool { return e.Recorded.After(at) })
}

// InForce is the events that no later line replaces or strikes, in the order in
// which they happened. Those of one instant keep the order of the lines.
func InForce(events []Event) []Event {
	gone := map[int64]bool{}
	for _, e := range events {
		if e.Replaces != 0 {
			gone[e.Replaces] = true
		}
	}
	out := slices.DeleteFunc(slices.Clone(events), func(e Event) bool { return gone[e.Seq] || e.Kind == Struck })
	slices.SortStableFunc(out, func(a, b Event) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Seq, b.Seq)) })
	return out
}

var kindWords = map[Kind]string{
	URServed: "the service of the UR decision", RightsNotice: "the late notice of rights", LiabilitySettled: "the end of the liability dispute",
	ApplicationReceived: "the application", FoundEligible: "the finding of eligibility", FoundIneligible: "the finding of ineligibility",
	Deferred: "the deferral", Resumed: "the end of the deferral", InformationAsked: "the request for information",
	InformationAnswered: "the answer to the request", NoticeSent: "the notice of assignment", RecordsReceived: "the records of a party",
	RecordsComplete: "the complete records", RecordsIncomplete: "the finding that records are missing", LateRecords: "the late records",
	Expedited: "the certification of an imminent and serious threat", ToStandard: "the return to the standard clock",
	Formulary: "the finding that it is a formulary dispute", Extended: "the extension", Issued: "the determination", Mailed: "the mailing of the letter",
	Ended: "the end without a determination", Remanded: "the remand", Struck: "the correction",
}

// Words is the event as a sentence names it: the complete records.
func (k Kind) Words() string { return kindWords[k] }
