// Package reviewer holds the expert reviewers. Who a reviewer is never leaves
// the organization (LC 4610.6(f)); their qualifications always do.
package reviewer

import (
	"slices"
	"strings"

	"imr/internal/account"
	"imr/internal/fault"
)

// Qualifications is what a letter says of its reviewer. It holds no identity.
type Qualifications struct {
	BoardCertifications []string // such as Occupational Medicine
	LicensedIn          []string // states, such as California
}

// Validate reports what the letter would lack (LC 139.5(d)(4)(B)).
func (q Qualifications) Validate() error {
	var bad fault.Fields
	if !allNamed(q.BoardCertifications) {
		bad.Add("board", "Give at least one board certification.")
	}
	if !allNamed(q.LicensedIn) {
		bad.Add("licensed-in", "Give at least one state in which the reviewer is licensed.")
	}
	return bad.Err("The reviewer's qualifications are not complete.")
}

// allNamed reports whether there is at least one value and none is blank.
func allNamed(values []string) bool {
	blank := func(v string) bool { return strings.TrimSpace(v) == "" }
	return len(values) > 0 && !slices.ContainsFunc(values, blank)
}

// Reviewer is a user who may be assigned cases.
type Reviewer struct {
	User account.User
	Qualifications
}
