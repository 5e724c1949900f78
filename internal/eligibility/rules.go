package eligibility

import (
	"fmt"
	"strings"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/deadline"
)

// timeliness is LC 4610.5(h): the time to apply with what makes it longer is the
// ledger's to count.
func timeliness(a Application) []Finding {
	due, ok := a.Ledger.Due("file")
	if !ok {
		return found(ServiceUnknown, "Enter when the UR decision was served on the employee, or ask the parties for it.")
	}
	if due.Status(deadline.Noon(a.Application.Received)) != deadline.MetLate {
		return nil
	}
	late := due.On.DaysUntil(a.Application.Received)
	return found(Late, fmt.Sprintf("Received %s, %d days after %s, which is %s.", a.Application.Received.US(), late, due.On.US(), due.Words()))
}

// standing is LC 4610.5(j) and (h)(4): who may apply.
func standing(a Application) []Finding {
	f := a.Form
	switch {
	case f.Applicant == casefile.ByPhysician && !f.Emergency:
		return found(PhysicianAlone, "The physician applies alone, and the care was no emergency. The employee may apply.")
	case f.Applicant != casefile.ByRepresentative && a.Application.SignedBy != "representative":
		return nil
	case a.Representative == nil || a.Representative.Name == "":
		return found(AgentUnnamed, "An agent applies and is not named. Enter who it is, or ask for the designation.")
	case f.Designated.IsZero():
		return found(AgentUndated, "Enter when the employee named the agent, or ask for the designation.")
	case f.Designated.Before(a.UR.DecisionDate):
		return found(AgentTooEarly, fmt.Sprintf("The agent was named on %s, before the UR decision of %s.", f.Designated.US(), a.UR.DecisionDate.US()))
	}
	return nil
}

// completeness is 8 CCR §9792.10.1(b) and §9792.10.2: signature, consent, the UR
// determination and the fields without which nobody can be served.
func completeness(a Application) []Finding {
	var out []Finding
	alone := a.Form.Applicant == casefile.ByPhysician && a.Form.Emergency // who needs no signature of the employee
	if !alone && (a.Application.Signed.IsZero() || a.Application.SignedBy == "") {
		out = append(out, found(Unsigned, "Ask for the signed form.")...)
	}
	if !alone && !a.Form.Consent {
		out = append(out, found(NoConsent, "Ask for the signed consent to release the medical records.")...)
	}
	if _, there := a.Document(a.Form.URDocument); !there {
		out = append(out, found(URMissing, "Add the UR determination to the records and say which record it is, or ask for it.")...)
	}
	if missing := missingFields(a.Case); len(missing) > 0 {
		out = append(out, found(FieldMissing, "Not given: "+strings.Join(missing, ", ")+".")...)
	}
	return out
}

func missingFields(c casefile.Case) []string {
	var out []string
	for _, f := range []struct {
		name  string
		empty bool
	}{
		{"the employee's name", c.Employee.Name == ""},
		{"the claim number", c.ClaimNumber == ""},
		{"the date of injury", c.DateOfInjury.IsZero()},
		{"the date of the UR decision", c.UR.DecisionDate.IsZero()},
		{"the requesting physician", c.RequestingPhysician.Name == ""},
		{"the claims administrator", c.ClaimsAdministrator.Name == ""},
		{"the employer", c.Employer == ""},
		{"a disputed item", len(c.Items) == 0},
	} {
		if f.empty {
			out = append(out, f.name)
		}
	}
	return out
}

// dispute is about what is in dispute: a denial for missing information is no
// dispute about necessity, and liability comes first (LC 4610.5(k)).
func dispute(a Application) []Finding {
	var out []Finding
	if a.UR.Conditional {
		out = append(out, found(ConditionalUR, "The request was turned down for missing information; no one has judged the medical need yet.")...)
	}
	if a.Form.LiabilityDisputed && !a.Form.LiabilityAgreed && a.Form.LiabilitySettled.IsZero() {
		out = append(out, found(LiabilityOpen, strings.TrimSpace("The claims administrator disputes liability. "+a.Form.LiabilityReason))...)
	}
	if outOfScope(a) {
		out = append(out, found(OutOfScope, fmt.Sprintf("The injury of %s and the decision of %s both lie before the law.", a.DateOfInjury.US(), a.UR.DecisionDate.US()))...)
	}
	for _, it := range a.Items {
		if it.MayBeSeveral() {
			out = append(out, found(SeveralServices, fmt.Sprintf("Item %s: “%s”. Split it unless it is one service.", it.ID, it.Description))...)
		}
	}
	return out
}

// outOfScope is LC 4610.5(a): one of the two days must lie in the time of the law.
func outOfScope(a Application) bool {
	in := func(code string, on calendar.Date) bool {
		_, holds := a.Rules.Rule(code, "", on)
		return holds || on.IsZero()
	}
	return !in("scope-injury", a.DateOfInjury) && !in("scope-decision", a.UR.DecisionDate)
}

// priority is 8 CCR §9792.10.4(c) and the begin of the formulary.
func priority(a Application) []Finding {
	switch {
	case a.Priority == casefile.Expedited && a.Form.Certification == "":
		return found(Uncertified, "Enter who certified the imminent and serious threat, or make it a standard application.")
	case a.Priority == casefile.Formulary:
		if r, ok := a.Rules.Rule("decision", string(casefile.Formulary), a.UR.DecisionDate); !ok || r.Case == "" {
			return found(NotFormulary, "The formulary began after this UR decision; its clock does not apply.")
		}
	}
	return nil
}
