package letter

import (
	"fmt"
	"strings"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/determination"
)

// NoticeKind says what a notice of the intake tells its reader.
type NoticeKind string

// The kinds of notice.
const (
	AssignmentNotice  NoticeKind = "assignment"  // and request for records: 8 CCR §9792.10.4(b)
	IneligibleNotice  NoticeKind = "ineligible"  // with the reasons: 8 CCR §9792.10.3
	InformationNotice NoticeKind = "information" // a question, sent to all parties
	DeferralNotice    NoticeKind = "deferral"    // LC 4610.5(k)
	ExpeditedNotice   NoticeKind = "expedited"   // 8 CCR §9792.10.4(c)
)

// IntakeNotice is the facts that a letter of the intake says to one party. It is what is
// kept of the letter, and the same facts always give the same letter.
type IntakeNotice struct {
	Kind         NoticeKind                 `json:"kind"`
	Organization determination.Organization `json:"organization"`
	On           calendar.Date              `json:"on"`
	To           Recipient                  `json:"to"`
	Number       casefile.CaseNumber        `json:"number"`
	Priority     casefile.Priority          `json:"priority"`
	Employee     string                     `json:"employee"`
	ClaimNumber  string                     `json:"claim_number"`
	Injury       calendar.Date              `json:"injury"`
	Received     calendar.Date              `json:"received"`
	Requested    calendar.Date              `json:"requested"`
	Physician    string                     `json:"physician"`
	Decided      calendar.Date              `json:"decided"`
	Items        []string                   `json:"items"`
	Reasons      []NoticeReason             `json:"reasons,omitempty"`
	Question     string                     `json:"question,omitempty"`
	Addressee    casefile.PartyRole         `json:"addressee,omitempty"` // who is to answer it
	Due          string                     `json:"due,omitempty"`       // in words: the day, or day and hour
	Section      string                     `json:"section,omitempty"`   // of the due date
	Records      []string                   `json:"records,omitempty"`   // asked for
	Window       calendar.Date              `json:"window"`              // first day of the reports asked for
}

// Recipient is the party that a notice is for.
type Recipient struct {
	Role    casefile.PartyRole `json:"role"`
	Name    string             `json:"name"`
	Address string             `json:"address"`
}

// NoticeReason is a reason in plain words with its section.
type NoticeReason struct{ Text, Section string }

var noticeTitles = map[NoticeKind]string{
	AssignmentNotice: "Notice of Assignment and Request for Information", IneligibleNotice: "Your Application Cannot Be Reviewed",
	InformationNotice: "We Need More Information", DeferralNotice: "The Review Must Wait", ExpeditedNotice: "The Review Is Now Expedited",
}

// Letter is the notice as a letter, which the same writers turn into text, HTML and PDF.
func (n IntakeNotice) Letter() Letter {
	title := noticeTitles[n.Kind]
	blocks := []Block{Heading{1, title}, labelled("Date of this letter:", n.On.Long()), n.facts(), text(n.salutation())}
	return Letter{Title: title + " " + string(n.Number), Number: n.Number, DecidedOn: n.On,
		Parts: []Part{{English, append(blocks, n.body()...)}}, Letterhead: letterhead(n.Organization)}
}

// FileName is the name of the letter's file, which names no person.
func (n IntakeNotice) FileName() string {
	return strings.Replace(PublicName(n.Number), "final-determination", string(n.Kind)+"-notice", 1)
}

func (n IntakeNotice) salutation() string {
	to := n.To.Name
	if n.To.Address != "" {
		to += "\n" + n.To.Address
	}
	return to + "\n\nDear " + n.To.Name + ":"
}

// facts name the case as every letter does, with what §9792.10.4(b) asks for.
func (n IntakeNotice) facts() Block {
	items := make([]string, len(n.Items))
	for i, it := range n.Items {
		items[i] = fmt.Sprintf("%d. %s", i+1, it)
	}
	return Fields{2, []Field{
		{"IMR Case Number", string(n.Number)}, {"Kind of review", kindOfReview[n.Priority]},
		{"Employee", n.Employee}, {"Claim number", orUnknown(n.ClaimNumber)},
		{"Date of injury", n.Injury.US()}, {"Application received", n.Received.US()},
		{"Treatment requested", orUnknown(n.Requested.US())}, {"Requested by", orUnknown(n.Physician)},
		{"UR decision", n.Decided.US()}, {"Treatment in dispute", strings.Join(items, "\n")},
	}}
}

var kindOfReview = map[casefile.Priority]string{casefile.Standard: "Regular", casefile.Expedited: "Expedited", casefile.Formulary: "Drug formulary"}

func orUnknown(s string) string {
	if s == "" {
		return "Not given"
	}
	return s
}

func (n IntakeNotice) body() []Block {
	switch n.Kind {
	case AssignmentNotice:
		return n.assignment()
	case IneligibleNotice:
		return n.ineligible()
	case InformationNotice:
		return n.information()
	case DeferralNotice:
		return []Block{
			text("The claims administrator says that it is not liable for this injury or this part of the body. That question comes first. The review waits until it is settled."),
			text("You need not apply again. Tell us when there is a decision or an agreement, and we will go on."),
			labelled("The rule:", "Labor Code section 4610.5(k); 8 CCR §9792.10.3(d).")}
	}
	return []Block{
		text("A physician has certified that waiting is a serious and immediate threat to the employee’s health. This review is therefore expedited."),
		text("Records that we do not have yet must reach us by " + n.Due + ". The decision follows within 3 days after the records are complete."),
		labelled("The rules:", "8 CCR §9792.10.4(c); "+n.Section+"; LC 4610.6(d)(2).")}
}

// assignment tells everybody that the review begins, and asks for the records.
func (n IntakeNotice) assignment() []Block {
	out := []Block{
		text(n.Organization.Name + " has been assigned to review this dispute. An expert who has no ties to anyone in the case will read the records and decide. The expert’s name stays secret by law."),
	}
	if n.To.Role == casefile.AdministratorParty {
		out = append(out, Heading{2, "Records that you must send"},
			text(fmt.Sprintf("These must reach us by %s (%s):", n.Due, n.Section)), List{n.Records})
		if !n.Window.IsZero() {
			out = append(out, text(fmt.Sprintf("The reports are those from %s to %s. Send a copy of your list, and of what they do not have, to the employee and the physician.", n.Window.US(), n.Requested.US())))
		}
		return append(out, Heading{2, "If records are late"},
			text("Records that are late cost a penalty for each day (8 CCR §9792.12(c)(6)). If nothing comes, the review may go on with what the employee and the physician send and the summary in the UR decision."),
			labelled("Authorized after all?", "You may end the review at any time by authorizing the treatment in writing (8 CCR §9792.10.6(a))."))
	}
	return append(out, Heading{2, "What you may send"},
		text(fmt.Sprintf("You may send us records and letters that you want the expert to read. They should reach us by %s (%s). You do not have to send anything.", n.Due, n.Section)),
		Heading{2, "What happens next"},
		text("The claims administrator must send us the medical records. When we have them, the expert decides, and everybody gets the decision by letter."))
}

func (n IntakeNotice) ineligible() []Block {
	var why []string
	for _, r := range n.Reasons {
		why = append(why, r.Text+" ("+r.Section+")")
	}
	return []Block{
		text("We looked at the application for Independent Medical Review. It cannot be reviewed, for this reason:"), List{why},
		Heading{2, "If you do not agree"},
		text("You may ask the Workers’ Compensation Appeals Board to look at this. The state’s Information and Assistance officers can explain how, at no cost."),
		labelled("The rule:", "8 CCR §9792.10.3.")}
}

func (n IntakeNotice) information() []Block {
	out := []Block{text("Before we can go on with the review we need an answer to this question:"), Notice{[]Paragraph{text(n.Question)}}}
	who := text(fmt.Sprintf("This question is for the %s. You get a copy, as every party does.", strings.ReplaceAll(string(n.Addressee), "_", " ")))
	if n.Addressee == n.To.Role {
		who = text("The question is for you. Every other party gets a copy of it and of your answer.")
	}
	return append(out, who, labelled("Answer by:", fmt.Sprintf("%s (%s)", n.Due, n.Section)))
}
