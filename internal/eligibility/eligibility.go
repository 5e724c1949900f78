// Package eligibility judges an application for review: is it in time, may this
// person ask, is it complete, is the dispute one that review decides. The rules
// propose with a code and a section; a person decides, by a code too. It also says
// which applications may be joined in one case.
package eligibility

import (
	"slices"

	"imr/internal/casefile"
	"imr/internal/deadline"
)

// Outcome is what becomes of an application.
type Outcome string

// The outcomes.
const (
	Eligible   Outcome = "eligible"
	Ineligible Outcome = "ineligible"
	Deferred   Outcome = "deferred"
	Incomplete Outcome = "incomplete" // something must be asked for first
	Look       Outcome = "look"       // nothing stands in the way, but a person should look
)

// Code names a reason.
type Code string

// The codes.
const (
	Late            Code = "late"
	ServiceUnknown  Code = "service-unknown"
	AgentTooEarly   Code = "agent-too-early"
	AgentUndated    Code = "agent-undated"
	AgentUnnamed    Code = "agent-unnamed"
	PhysicianAlone  Code = "physician-alone"
	Unsigned        Code = "unsigned"
	NoConsent       Code = "no-consent"
	FieldMissing    Code = "field-missing"
	URMissing       Code = "ur-missing"
	ConditionalUR   Code = "conditional-denial"
	LiabilityOpen   Code = "liability-disputed"
	Duplicate       Code = "duplicate"
	Determined      Code = "determined-before"
	Similar         Code = "similar-request"
	OutOfScope      Code = "out-of-scope"
	NotFormulary    Code = "not-formulary-yet"
	Uncertified     Code = "expedited-uncertified"
	SeveralServices Code = "several-services"
)

// Reason is what a code means. Absolute reasons cannot be set aside by a person.
type Reason struct {
	Code     Code
	Outcome  Outcome
	Section  string
	Label    string // for people, on a list
	Plain    string // for the employee, in a letter; only of reasons for which an application is turned down
	Absolute bool
}

// reasons are in the order in which people read them.
var reasons = []Reason{
	{Late, Ineligible, "LC 4610.5(h)(1)", "Filed too late",
		"The application came after the time limit. The law gives 30 days from the day on which you were given the decision, or 10 days for some medicines.", false},
	{AgentTooEarly, Ineligible, "LC 4610.5(j)", "Agent named before the UR decision",
		"The person who applied for you was named before the decision was made. The law asks that you name a person after it.", false},
	{PhysicianAlone, Ineligible, "LC 4610.5(h)(4), (j)", "Physician alone, no emergency",
		"Your doctor applied without you. A doctor may do that only for emergency care. You may apply yourself.", false},
	{ConditionalUR, Ineligible, "8 CCR §9792.10.3(a)", "Denied only because information was missing",
		"The request was turned down because papers were missing, not because of medical need. Your doctor can send the papers and ask again.", true},
	{Duplicate, Ineligible, "8 CCR §9792.10.3(a)(2)", "The same request is under review already",
		"There is already a review of this same treatment and decision. That review goes on.", false},
	{Determined, Ineligible, "8 CCR §9792.10.3(a)(2)", "The same request was decided before",
		"There was already a review of this same treatment and decision. Its result stands.", false},
	{OutOfScope, Ineligible, "LC 4610.5(a)", "Injury and decision before the law",
		"This kind of review is for injuries from 2013 on, and for decisions from July 2013 on.", false},
	{LiabilityOpen, Deferred, "LC 4610.5(k); 8 CCR §9792.10.3(d)", "Liability is in dispute", "", false},
	{ServiceUnknown, Incomplete, "LC 4610.5(h)(1)", "It is not known when the UR decision was served", "", false},
	{AgentUndated, Incomplete, "8 CCR §9792.10.1(b)", "It is not known when the agent was named", "", false},
	{AgentUnnamed, Incomplete, "8 CCR §9792.10.1(b)", "The agent is not named", "", false},
	{Unsigned, Incomplete, "8 CCR §9792.10.2", "Not signed by the employee or agent", "", false},
	{NoConsent, Incomplete, "8 CCR §9792.10.2", "No consent to release the records", "", false},
	{FieldMissing, Incomplete, "8 CCR §9792.10.2", "A field of the form is empty", "", false},
	{URMissing, Incomplete, "8 CCR §9792.10.1(b)(1)", "The UR determination is not attached", "", true},
	{Uncertified, Incomplete, "8 CCR §9792.10.4(c)", "Expedited without a physician's certification", "", true},
	{Similar, Look, "8 CCR §9792.10.3(a)(2)", "Much like an earlier request", "", false},
	{NotFormulary, Look, "LC 4610.5(a)", "A formulary dispute before the formulary", "", false},
	{SeveralServices, Look, "8 CCR §9792.10.6(d)", "One item may hold several services", "", false},
}

// Reasons lists every reason.
func Reasons() []Reason { return slices.Clone(reasons) }

// Of is the reason with the code.
func Of(code Code) (Reason, bool) {
	i := slices.IndexFunc(reasons, func(r Reason) bool { return r.Code == code })
	if i < 0 {
		return Reason{}, false
	}
	return reasons[i], true
}

// Finding is a reason that a rule found in an application.
type Finding struct {
	Reason
	Message string              // what was found and what would settle it
	Case    casefile.CaseNumber // the other case, where it is about one
}

// Application is what is judged: the case as filed, its ledger, and the cases of
// the same injury.
type Application struct {
	casefile.Case
	Ledger deadline.Ledger
	Others []Other
	Rules  deadline.Table
}

// Other is another case with the same date of injury.
type Other struct {
	Number              casefile.CaseNumber
	State               casefile.State
	Employee            casefile.Employee
	ClaimNumber         string
	UR                  casefile.URDecision
	RequestingPhysician casefile.Physician
	Items               []casefile.DisputedItem
}

// judges are the rules, each of which adds what it finds.
var judges = []func(Application) []Finding{timeliness, standing, completeness, dispute, priority, others}

// Judge finds every reason that the rules see, in the order of Reasons.
func Judge(a Application) []Finding {
	if a.Form == nil {
		a.Form = &casefile.Form{}
	}
	var out []Finding
	for _, judge := range judges {
		out = append(out, judge(a)...)
	}
	order := func(c Code) int { return slices.IndexFunc(reasons, func(r Reason) bool { return r.Code == c }) }
	slices.SortStableFunc(out, func(x, y Finding) int { return order(x.Code) - order(y.Code) })
	return out
}

// Propose is what the findings come to. Who may not be reviewed is not asked for
// more first; liability is settled before papers are asked for.
func Propose(fs []Finding) Outcome {
	for _, o := range []Outcome{Ineligible, Deferred, Incomplete} {
		if slices.ContainsFunc(fs, func(f Finding) bool { return f.Outcome == o }) {
			return o
		}
	}
	return Eligible
}

// found makes a list of one finding.
func found(code Code, message string) []Finding {
	r, _ := Of(code)
	return []Finding{{Reason: r, Message: message}}
}
