package casefile

// RecordKind is a kind of record that a party is asked for.
type RecordKind string

// RequiredRecord is what a party is asked to send (8 CCR §9792.10.5). Optional
// ones a party may send, and nobody waits for them.
type RequiredRecord struct {
	Party    PartyRole
	Kind     RecordKind
	Label    string // for people
	Section  string
	Optional bool
}

// RequiredRecords lists what each party is asked for, the claims administrator first.
var RequiredRecords = []RequiredRecord{
	{AdministratorParty, "reports", "Every report on the condition in the months before the request for authorization, with those that the request or the UR decision names", "8 CCR §9792.10.5(a)(1)", false},
	{AdministratorParty, "application", "The signed application", "8 CCR §9792.10.5(a)(1)", false},
	{AdministratorParty, "information", "All that the employee was told about the UR decision", "8 CCR §9792.10.5(a)(1)", false},
	{AdministratorParty, "submitted", "All that the employee or the physician sent in support of the request", "8 CCR §9792.10.5(a)(1)", false},
	{AdministratorParty, "decision", "Other papers on which the UR decision rests, and its reasons", "8 CCR §9792.10.5(a)(1)", false},
	{AdministratorParty, "served", "The list of papers that were served on the employee and the physician", "8 CCR §9792.10.5(a)(2)", false},
	{EmployeeParty, "own", "Whatever the employee wants the reviewer to read", "8 CCR §9792.10.5(b)", true},
	{PhysicianParty, "own", "Whatever the requesting physician wants the reviewer to read", "8 CCR §9792.10.5(c)", true},
}

// Required is the row with the party and kind.
func Required(party PartyRole, kind RecordKind) (RequiredRecord, bool) {
	for _, r := range RequiredRecords {
		if r.Party == party && r.Kind == kind {
			return r, true
		}
	}
	return RequiredRecord{}, false
}
