package reviewer

// Identity is who a reviewer is, for the search of conflicts only. It is kept apart
// from the profile and shown to nobody without a line in the trail (LC 4610.6(f)).
type Identity struct {
	LegalName  string
	OtherNames []string // earlier names and other ways in which they sign
	Affiliates []string // people and organizations with a material tie (LC 139.5(d)(5))
}

// Names are the names under which the reviewer may stand in a file.
func (i Identity) Names() []string { return append([]string{i.LegalName}, i.OtherNames...) }
