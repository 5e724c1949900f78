package casefile

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"imr/internal/calendar"
	"imr/internal/fault"
)

// CheckApplication reports every date and value of an application that cannot be,
// by the path that the exchange format gives the field. What is only missing is for
// the parties to be asked, except for that without which there is no case.
func (c Case) CheckApplication(today calendar.Date) error {
	var bad fault.Fields
	must := func(path string, missing bool, words string) {
		if missing {
			bad.Add(path, "%s", words)
		}
	}
	must("application.received", c.Application.Received.IsZero(), "Enter the day on which the application came in.")
	must("application.channel", !slices.Contains(Channels, c.Application.Channel), "Choose how the application came in.")
	must("employee.name", strings.TrimSpace(c.Employee.Name) == "", "Enter the employee's name.")
	must("date_of_injury", c.DateOfInjury.IsZero(), "Enter the date of injury.")
	must("utilization_review.decision_date", c.UR.DecisionDate.IsZero(), "Enter the date of the UR decision.")
	must("utilization_review.outcome", !slices.Contains(UROutcomes, c.UR.Outcome), "Choose what the UR decision did with the request.")
	must("priority", !slices.Contains(Priorities, c.Priority), "Choose the priority.")
	c.checkDates(today, &bad)
	c.checkItems(today, &bad)
	return bad.Err("The application cannot be registered.")
}

// dated is a date of an application with what people call it.
type dated struct {
	path, name string
	on         calendar.Date
}

// checkDates refuses what lies in the future and what is out of order.
func (c Case) checkDates(today calendar.Date, bad *fault.Fields) {
	form := c.Form
	if form == nil {
		form = &Form{}
	}
	received := dated{"application.received", "the receipt of the application", c.Application.Received}
	signed := dated{"application.signed", "the signature", c.Application.Signed}
	birth := dated{"employee.date_of_birth", "the date of birth", c.Employee.DateOfBirth}
	injury := dated{"date_of_injury", "the date of injury", c.DateOfInjury}
	decided := dated{"utilization_review.decision_date", "the UR decision", c.UR.DecisionDate}
	served := dated{"utilization_review.served_date", "the service of the UR decision", c.UR.ServedDate}
	request := dated{"request_for_authorization", "the request for authorization", c.RequestForAuthorization}
	designated := dated{"application_form.designated", "the naming of the agent", form.Designated}
	rights := dated{"application_form.rights_notice", "the notice of rights", form.RightsNotice}
	settled := dated{"application_form.liability_settled", "the end of the liability dispute", form.LiabilitySettled}
	for _, d := range []dated{received, signed, birth, injury, decided, served, request, designated, rights, settled} {
		if d.on.After(today) {
			bad.Add(d.path, "%s lies in the future.", capital(d.name))
		}
	}
	for _, pair := range [][2]dated{{birth, injury}, {injury, request}, {injury, decided}, {request, decided}, {decided, served}, {decided, received},
		{decided, signed}, {signed, received}, {designated, received}, {decided, rights}, {injury, settled}} {
		earlier, later := pair[0], pair[1]
		if !earlier.on.IsZero() && !later.on.IsZero() && later.on.Before(earlier.on) {
			at := later
			if earlier == signed || earlier == designated {
				at = earlier
			}
			bad.Add(at.path, "%s (%s) cannot lie before %s (%s).", capital(later.name), later.on.US(), earlier.name, earlier.on.US())
		}
	}
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// checkItems is 8 CCR §9792.10.6(d) and row by row: what, of which kind, when.
func (c Case) checkItems(today calendar.Date, bad *fault.Fields) {
	if len(c.Items) == 0 {
		bad.Add("items", "Enter at least one disputed item.")
	}
	for i, it := range c.Items {
		at := fmt.Sprintf("items[%d].", i)
		if strings.TrimSpace(it.Description) == "" {
			bad.Add(at+"description", "Enter the treatment as it was requested.")
		}
		if !slices.Contains(Categories, it.Category) {
			bad.Add(at+"category", "Choose the kind of treatment.")
		}
		if !slices.Contains(ReviewTimings, it.Timing) {
			bad.Add(at+"timing", "Choose when the treatment was or is to be given.")
		}
		if it.Timing == Retrospective && len(it.ServiceDates) == 0 {
			bad.Add(at+"service_dates", "Enter the dates on which the treatment was given.")
		}
		for _, d := range it.ServiceDates {
			switch {
			case d.Before(c.DateOfInjury):
				bad.Add(at+"service_dates", "%s lies before the date of injury.", d.US())
			case it.Timing == Retrospective && d.After(today):
				bad.Add(at+"service_dates", "%s lies in the future, so it cannot have been given.", d.US())
			case it.Timing == Retrospective && !c.UR.DecisionDate.IsZero() && d.After(c.UR.DecisionDate):
				bad.Add(at+"service_dates", "%s lies after the UR decision, so it was not retrospective.", d.US())
			}
		}
	}
}

// joint are the signs that a description joins two services. Words that belong to
// one service, as in “evaluation and treatment”, do not count.
var (
	joint  = regexp.MustCompile(`(?i);|\n|\+| \& | and | plus | as well as `)
	oneAct = regexp.MustCompile(`(?i)(evaluat\w*|consult\w*|history|diagnos\w*|neck|back|cervical|lumbar|thoracic|hip|knee|shoulder|wrist|hand|foot|ankle|left|right|incision|irrigation|removal|repair|upper|lower|range) (and|&) (treat\w*|physical|treatment|management|upper|back|neck|lumbar|thoracic|cervical|leg|arm|hand|wrist|foot|ankle|knee|hip|elbow|shoulder|right|left|drainage|debridement|replacement|reconstruction|lower|motion|mobility)`)
)

// MayBeSeveral reports whether the description looks like two services in one line.
func (it DisputedItem) MayBeSeveral() bool {
	return joint.MatchString(oneAct.ReplaceAllString(strings.TrimSpace(it.Description), ""))
}
