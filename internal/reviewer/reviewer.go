// Package reviewer holds the expert reviewers. Who a reviewer is never leaves
// the organization (LC 4610.6(f)); their qualifications always do.
package reviewer

import (
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
	if len(q.BoardCertifications) == 0 {
		bad.Add("board", "Give at least one board certification.")
	}
	if len(q.LicensedIn) == 0 {
		bad.Add("licensed-in", "Give at least one state in which the reviewer is licensed.")
	}
	return bad.Err("The reviewer's qualifications are not complete.")
}

// Reviewer is a user who may be assigned cases.
type Reviewer struct {
	User account.User
	Qualifications
}
