package notice

import "imr/internal/calendar"

// Asked is a request for records as a reminder may speak of it: by its days.
type Asked struct {
	On, Due             calendar.Date
	Late                bool
	Organization, Phone string
}

// Reminder is the subject and the text of the message that reminds a party of records.
// It names no person, no case and no claim; the day of the notice is how the party
// finds its own copy.
func Reminder(a Asked) (subject, text string) {
	subject, when := "Records are due soon", "They are due on "+a.Due.Long()+"."
	if a.Late {
		subject, when = "Records are late", "They were due on "+a.Due.Long()+" and have not all come. Records that are late may cost a penalty for each day (8 CCR §9792.12(c)(6))."
	}
	return subject, "On " + a.On.Long() + " we sent you a notice of assignment and asked for records. " + when + "\n\n" +
		"The notice says which records and where to send them. Please do not send records by e-mail, and do not answer this message.\n\n" +
		"For privacy this message does not say which case it is. If you cannot tell, call us: " + a.Phone + "\n\n" + a.Organization + "\n"
}
