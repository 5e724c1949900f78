package casework

import (
	"encoding/json"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/letter"
	"imr/internal/sqlite"
)

// recipient is the party as a letter addresses it.
func recipient(c casefile.Case, role casefile.PartyRole) letter.Recipient {
	form := casefile.Form{}
	if c.Form != nil {
		form = *c.Form
	}
	r := letter.Recipient{Role: role}
	switch role {
	case casefile.AdministratorParty:
		r.Name, r.Address = c.ClaimsAdministrator.Name, c.ClaimsAdministrator.Address
	case casefile.EmployerParty:
		r.Name, r.Address = c.Employer, form.EmployerAddress
	case casefile.EmployeeParty:
		r.Name, r.Address = c.Employee.Name, form.EmployeeAddress
	case casefile.RepresentativeParty:
		r.Name, r.Address = c.Representative.Name, c.Representative.Address
	case casefile.PhysicianParty:
		r.Name, r.Address = c.RequestingPhysician.Name, form.PhysicianAddress
	}
	return r
}

// tell keeps the letter with what every letter of the case says, for one party.
func tell(tx *sqlite.Tx, s sqlite.StoredCase, n letter.IntakeNotice, to casefile.PartyRole, by casefile.Service) error {
	org, _, err := tx.Organization()
	if err != nil {
		return err
	}
	n.Organization, n.On, n.To = org, calendar.DateOf(tx.Now), recipient(s.Case, to)
	n.Number, n.Priority, n.Employee, n.ClaimNumber, n.Injury = s.Number, s.Priority, s.Employee.Name, s.ClaimNumber, s.DateOfInjury
	n.Received, n.Requested, n.Physician, n.Decided = s.Application.Received, s.RequestForAuthorization, s.RequestingPhysician.Name, s.UR.DecisionDate
	for _, it := range s.Items {
		n.Items = append(n.Items, it.Description)
	}
	facts, err := json.Marshal(n)
	if err != nil {
		return err
	}
	return tx.AddNotice(s.Key, sqlite.Notice{Kind: string(n.Kind), Party: to, Service: by, Facts: string(facts)})
}

// tellAll keeps the letter for every party that has a name, by mail.
func tellAll(tx *sqlite.Tx, s sqlite.StoredCase, n letter.IntakeNotice) error {
	for _, to := range s.Parties() {
		if recipient(s.Case, to).Name == "" {
			continue
		}
		if err := tell(tx, s, n, to, casefile.Mail); err != nil {
			return err
		}
	}
	return nil
}

// checkParties refuses what would leave a party without its notice.
func checkParties(c casefile.Case, services map[casefile.PartyRole]casefile.Service) error {
	var bad fault.Fields
	for _, role := range c.Parties() {
		r := recipient(c, role)
		switch services[role] {
		case casefile.Mail:
			if r.Address == "" {
				bad.Add("service-"+string(role), "There is no address to mail the notice to; amend the application, or send it electronically.")
			}
		case casefile.Electronic:
		default:
			bad.Add("service-"+string(role), "Say how the notice is served.")
		}
		if r.Name == "" {
			bad.Add("service-"+string(role), "This party has no name yet; amend the application.")
		}
	}
	if len(c.Items) == 0 {
		bad.Add("items", "The notice must name the treatment in dispute.")
	}
	return bad.Err("The notice was not sent (8 CCR §9792.10.4(b)).")
}
