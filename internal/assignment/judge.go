package assignment

import (
	"slices"

	"imr/internal/account"
	"imr/internal/casefile"
	"imr/internal/fault"
)

// MayJudge lets a director see and judge a review that is handed in. Nobody passes
// judgement on their own work: who ever had the case as its reviewer is refused.
func MayJudge(by account.Actor, c casefile.CaseNumber, a *Assignment) error {
	if err := MayOpen(by, c, a); err != nil {
		return err
	}
	if !by.Has(account.Director) {
		return fault.New(fault.Forbidden, "Only a director judges a review.")
	}
	return notTheirOwn(by, a)
}

// MayIssue lets directors, admins and the operator issue and correct, but nobody
// who ever had the case as its reviewer.
func MayIssue(by account.Actor, c casefile.CaseNumber, a *Assignment) error {
	if err := MayOpen(by, c, a); err != nil {
		return err
	}
	if !by.IsCommand() && !by.Has(account.Admin) && !by.Has(account.Director) {
		return fault.New(fault.Forbidden, "Only a director or an admin issues a determination.")
	}
	return notTheirOwn(by, a)
}

func notTheirOwn(by account.Actor, a *Assignment) error {
	switch {
	case IsReviewer(by, a), isAuthor(by, a):
		return fault.New(fault.Forbidden, "You had this case as its reviewer, so somebody else judges and issues it.")
	case a == nil || !a.HandedIn:
		return fault.New(fault.Forbidden, "This review is not handed in, so there is nothing to judge or to issue yet.")
	}
	return nil
}

func judges(by account.Actor, a *Assignment) bool {
	return a != nil && a.HandedIn && by.ID != "" && by.Has(account.Director) && !isAuthor(by, a)
}

func isAuthor(by account.Actor, a *Assignment) bool {
	return a != nil && by.ID != "" && slices.Contains(a.Authors, by.ID)
}
