package assignment

import (
	"fmt"
	"strings"

	"imr/internal/casefile"
	"imr/internal/fault"
)

// Statement is one line of an attestation: that there is no material professional,
// familial or financial tie to the party in the class (LC 139.5(c)(2), (d)(5)).
type Statement struct {
	ID    string // such as 3-1, for the field of a form
	Class int    // 1 to 6
	Party string
}

// ClassLabels say whom each class is about, from class 1 on.
var ClassLabels = []string{"The employer, the insurer or claims administrator, its network and the UR organization",
	"Officers, directors and managers of those", "The physician, group or other provider who proposes the treatment",
	"The facility where the treatment would be given", "Whoever develops or makes the drug, device or procedure",
	"The employee, their family and their attorney"}

// Statements are what must be attested for the case, per class and party.
func Statements(c casefile.Case) []Statement {
	var out []Statement
	class, n := 0, 0
	begin := func(which int) { class, n = which, 0 }
	add := func(parties ...string) {
		for _, p := range parties {
			if strings.TrimSpace(p) != "" {
				n++
				out = append(out, Statement{ID: fmt.Sprintf("%d-%d", class, n), Class: class, Party: p})
			}
		}
	}
	payers := []string{c.Employer, c.ClaimsAdministrator.Name, c.UR.Organization}
	begin(1)
	add(payers...)
	begin(2)
	add(payers...)
	add(c.UR.Physician)
	begin(3)
	add(c.RequestingPhysician.Name)
	begin(4)
	add(c.RequestingPhysician.Facility)
	begin(5)
	for _, it := range c.Items {
		add(it.Description)
	}
	begin(6)
	add(c.Employee.Name)
	if p := c.Representative; p != nil {
		add(p.Name, p.Firm)
	}
	return out
}

// Answer is what was said to a statement.
type Answer struct {
	Statement
	Free bool // of any tie
}

// Attest checks the answers to all statements, by their ids, which are "none" or
// "tie". A tie and a missing answer are faults: who has a tie declines.
func Attest(statements []Statement, answers map[string]string) ([]Answer, error) {
	var bad fault.Fields
	var out []Answer
	for _, s := range statements {
		switch answers[s.ID] {
		case "none":
			out = append(out, Answer{s, true})
		case "tie":
			bad.Add("s"+s.ID, "You have a tie to “%s”: decline the case, with the tie as the reason.", s.Party)
		default:
			bad.Add("s"+s.ID, "Say whether you have a tie to “%s”.", s.Party)
		}
	}
	return out, bad.Err("The case was not accepted.")
}
