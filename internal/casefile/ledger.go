package casefile

import (
	"imr/internal/calendar"
	"imr/internal/deadline"
)

// PartyRole names a party in the ledger, in requests and in notices.
type PartyRole string

// The parties of a case (8 CCR §9792.10.4(b)).
const (
	AdministratorParty  PartyRole = "claims_administrator"
	EmployerParty       PartyRole = "employer"
	EmployeeParty       PartyRole = "employee"
	RepresentativeParty PartyRole = "representative"
	PhysicianParty      PartyRole = "provider"
)

// Parties lists the parties that the case has.
func (c Case) Parties() []PartyRole {
	out := []PartyRole{AdministratorParty, EmployerParty, EmployeeParty}
	if c.Representative != nil {
		out = append(out, RepresentativeParty)
	}
	return append(out, PhysicianParty)
}

// OpeningEvents is the ledger that the dates of the case itself tell. Of most days
// nobody gave the hour, so that they stand at noon; a notice whose way of service
// is not known counts as mailed.
func (c Case) OpeningEvents() []deadline.Event {
	var out []deadline.Event
	add := func(on calendar.Date, e deadline.Event) {
		if !on.IsZero() {
			e.At = deadline.Noon(on)
			out = append(out, e)
		}
	}
	served := deadline.Event{Kind: deadline.URServed, Service: deadline.ByMail}
	if c.Form != nil && c.Form.URService != "" {
		served.Service = string(c.Form.URService)
	}
	add(c.UR.ServedDate, served)
	if f := c.Form; f != nil {
		add(f.RightsNotice, deadline.Event{Kind: deadline.RightsNotice})
		add(f.LiabilitySettled, deadline.Event{Kind: deadline.LiabilitySettled})
	}
	add(c.Application.Received, deadline.Event{Kind: deadline.ApplicationReceived, Case: string(c.Priority)})
	add(c.NoticeOfAssignment, deadline.Event{Kind: deadline.NoticeSent, Ref: string(AdministratorParty), Service: deadline.ByMail})
	add(c.RecordsComplete, deadline.Event{Kind: deadline.RecordsComplete})
	return out
}
