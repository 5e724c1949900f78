package casefile

import (
	"slices"

	"imr/internal/fault"
)

// State is where a case stands in its life, from the application to the public copy.
type State string

// The states, in the order of a life without incidents, and those that leave it.
const (
	Received        State = "received"         // an application, not yet judged
	Eligible        State = "eligible"         // may be reviewed; nobody has been told yet
	Ineligible      State = "ineligible"       // closed with a reason (8 CCR §9792.10.3)
	Deferred        State = "deferred"         // liability is in dispute (LC 4610.5(k))
	AwaitingRecords State = "awaiting_records" // the parties were asked for records (§9792.10.5)
	Ready           State = "ready"            // the records are there, and no reviewer yet
	Offered         State = "offered"          // to one reviewer, who has not answered
	Accepted        State = "accepted"         // with the reviewer's attestation; the file is open to them
	InReview        State = "in_review"        // the reviewer drafts
	HandedIn        State = "handed_in"        // signed, and before the director
	Returned        State = "returned"         // back with its reviewer, with the director's remarks
	Approved        State = "approved"         // ready to be issued
	Issued          State = "issued"           // the letter is out; binding (LC 4610.6(g))
	Published       State = "published"        // and its public copy stands (LC 4610.6(m))
	Withdrawn       State = "withdrawn"        // by the employee
	Terminated      State = "terminated"       // the treatment was authorized (§9792.10.6(a)) or the case was dismissed
	Remanded        State = "remanded"         // sent back by an order, for another reviewer (LC 4610.6(i))
)

// States lists every state.
var States = []State{Received, Eligible, Ineligible, Deferred, AwaitingRecords, Ready, Offered, Accepted, InReview,
	HandedIn, Returned, Approved, Issued, Published, Withdrawn, Terminated, Remanded}

// Act is what moves a case from one state to another.
type Act string

// The acts.
const (
	FindEligible    Act = "find_eligible"
	FindIneligible  Act = "find_ineligible"
	Defer           Act = "defer"
	Resume          Act = "resume" // liability is settled
	Notify          Act = "notify" // the notice of assignment goes out and asks for records
	CompleteRecords Act = "complete_records"
	Offer           Act = "offer"
	Decline         Act = "decline" // or the offer is taken back
	Accept          Act = "accept"
	Assign          Act = "assign"  // without an offer
	Open            Act = "open"    // the reviewer opens the file
	Release         Act = "release" // the reviewer leaves the case: recusal, reassignment
	HandIn          Act = "hand_in"
	Return          Act = "return"
	Approve         Act = "approve"
	Issue           Act = "issue"
	Correct         Act = "correct" // a new version of an issued determination
	Publish         Act = "publish"
	Withdraw        Act = "withdraw"
	Terminate       Act = "terminate"
	Remand          Act = "remand"
)

// Acts lists every act.
var Acts = []Act{FindEligible, FindIneligible, Defer, Resume, Notify, CompleteRecords, Offer, Decline, Accept, Assign, Open, Release,
	HandIn, Return, Approve, Issue, Correct, Publish, Withdraw, Terminate, Remand}

// life says where each act leads from each state; what is not here is refused.
// A remand that is declined stands where the case was remanded, with the ground on file.
var life = map[Act]map[State]State{
	FindEligible:    {Received: Eligible, Deferred: Eligible, Ineligible: Eligible}, // the last after an appeal of ineligibility
	FindIneligible:  {Received: Ineligible, Deferred: Ineligible, Eligible: Ineligible},
	Defer:           {Received: Deferred, Eligible: Deferred},
	Resume:          {Deferred: Received},
	Notify:          {Eligible: AwaitingRecords},
	CompleteRecords: {AwaitingRecords: Ready},
	Offer:           {Ready: Offered, Remanded: Offered},
	Decline:         {Offered: Ready},
	Accept:          {Offered: Accepted},
	Assign:          {Ready: InReview, Remanded: InReview},
	Open:            {Accepted: InReview},
	Release:         {Accepted: Ready, InReview: Ready, Returned: Ready},
	HandIn:          {InReview: HandedIn, Returned: HandedIn},
	Return:          {HandedIn: Returned},
	Approve:         {HandedIn: Approved},
	Issue:           {Approved: Issued},
	Correct:         {Issued: Issued, Published: Issued},
	Publish:         {Issued: Published},
	Withdraw:        beforeIssue(Withdrawn),
	Terminate:       beforeIssue(Terminated),
	Remand:          {Issued: Remanded, Published: Remanded},
}

// beforeIssue leads to the state from every one in which the case is open and
// not yet issued (§9792.10.6(a)).
func beforeIssue(to State) map[State]State {
	out := map[State]State{}
	for _, s := range States {
		if !s.Ended() && s != Issued && s != Published {
			out[s] = to
		}
	}
	return out
}

// After is the state that the act leads to. Where the present state does not allow
// the act, the fault says what it is and which acts it allows.
func (s State) After(a Act) (State, error) {
	if to, ok := life[a][s]; ok {
		return to, nil
	}
	return s, fault.New(fault.Forbidden, "This case is %s. From there it cannot be %s.", stateWords[s], actWords[a])
}

// Allows lists the acts that the state allows, in the order of Acts.
func (s State) Allows() []Act {
	return slices.DeleteFunc(slices.Clone(Acts), func(a Act) bool { _, ok := life[a][s]; return !ok })
}

// Drafting reports whether the reviewer may write the draft.
func (s State) Drafting() bool { return s == InReview || s == Returned }

// Signed reports whether a signed review stands that nothing may touch.
func (s State) Signed() bool {
	return s == HandedIn || s == Approved || s == Issued || s == Published
}

// Ended reports whether the case was closed without a determination.
func (s State) Ended() bool { return s == Ineligible || s == Withdrawn || s == Terminated }

// Closed reports whether records, descriptions and drafts of the case may no longer change.
func (s State) Closed() bool { return s.Signed() || s.Ended() }

// Known reports whether s is a state.
func (s State) Known() bool { return slices.Contains(States, s) }

var stateWords = map[State]string{
	Received: "received and not yet judged", Eligible: "eligible", Ineligible: "ineligible", Deferred: "deferred", AwaitingRecords: "awaiting records",
	Ready: "ready and without a reviewer", Offered: "offered to a reviewer", Accepted: "accepted by its reviewer", InReview: "in review", HandedIn: "handed in",
	Returned: "returned to its reviewer", Approved: "approved", Issued: "issued", Published: "published", Withdrawn: "withdrawn", Terminated: "terminated", Remanded: "remanded",
}

var actWords = map[Act]string{
	FindEligible: "found eligible", FindIneligible: "found ineligible", Defer: "deferred", Resume: "taken up again", Notify: "announced to its parties",
	CompleteRecords: "declared complete in its records", Offer: "offered", Decline: "declined", Accept: "accepted", Assign: "assigned", Open: "opened for review",
	Release: "taken from its reviewer", HandIn: "handed in", Return: "returned", Approve: "approved", Issue: "issued", Correct: "corrected", Publish: "published",
	Withdraw: "withdrawn", Terminate: "terminated", Remand: "remanded",
}
