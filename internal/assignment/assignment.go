// Package assignment says who may be given which case and who may see it.
package assignment

import (
	"time"

	"imr/internal/account"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/reviewer"
)

// Assignment is a case in the hands of one reviewer.
type Assignment struct {
	Case       casefile.CaseNumber
	Reviewer   account.UserID
	At         time.Time
	Unattested bool             // the file is closed to the reviewer until they attest (LC 139.5(d)(5))
	HandedIn   bool             // a signed review stands, which a director may judge
	Authors    []account.UserID // who ever had the case as its reviewer; known once HandedIn
}

// New assigns the case to the reviewer, or says why that reviewer cannot have it.
func New(c casefile.CaseNumber, to reviewer.Reviewer, at time.Time) (Assignment, error) {
	if !to.User.Has(account.Reviewer) || to.User.Disabled {
		return Assignment{}, fault.New(fault.Invalid, "%s is not an active reviewer; choose one who is.", to.User.Name)
	}
	if err := to.Qualifications.Validate(); err != nil {
		return Assignment{}, fault.New(fault.Invalid, "%s has no board certification or licence on file; add them first.", to.User.Name)
	}
	return Assignment{Case: c, Reviewer: to.User.ID, At: at}, nil
}

// notYours is the same for a case of somebody else and for one that is not there.
func notYours(c casefile.CaseNumber) error {
	return fault.New(fault.NotFound, "There is no case %s among your cases.", c)
}

// Missing is the fault for a case that does not exist.
func Missing(c casefile.CaseNumber) error { return notYours(c) }

// MayOpen lets the reviewer of the case and the organization's staff open it, and a
// director who never had a part in it once it is handed in. For everybody else the
// case does not exist. A nil assignment means that it has no reviewer.
func MayOpen(by account.Actor, c casefile.CaseNumber, a *Assignment) error {
	if by.IsCommand() || by.Has(account.Admin) || IsReviewer(by, a) || judges(by, a) {
		return nil
	}
	return notYours(c)
}

// MayDraft lets only the reviewer of the case see and write its draft: no one
// sees a draft before it is handed in.
func MayDraft(by account.Actor, c casefile.CaseNumber, a *Assignment) error {
	if err := MayOpen(by, c, a); err != nil {
		return err
	}
	if !IsReviewer(by, a) {
		return fault.New(fault.Forbidden, "Only the assigned reviewer sees and writes the draft.")
	}
	return nil
}

// MayAssign lets only admins say who has the case.
func MayAssign(by account.Actor, c casefile.CaseNumber, a *Assignment) error {
	if err := MayOpen(by, c, a); err != nil {
		return err
	}
	if !by.IsCommand() && !by.Has(account.Admin) {
		return fault.New(fault.Forbidden, "Only an admin assigns cases.")
	}
	return nil
}

// IsReviewer reports whether the actor is the one who holds the case as its reviewer,
// with the file open to them.
func IsReviewer(by account.Actor, a *Assignment) bool { return isHolder(by, a) && !a.Unattested }

func isHolder(by account.Actor, a *Assignment) bool {
	return a != nil && by.ID != "" && a.Reviewer == by.ID && by.Has(account.Reviewer)
}

// MayAttest lets only the one attest who holds the case and to whom it is closed until then.
func MayAttest(by account.Actor, c casefile.CaseNumber, a *Assignment) error {
	if isHolder(by, a) && a.Unattested {
		return nil
	}
	return notYours(c)
}
