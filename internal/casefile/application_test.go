package casefile

import (
	"testing"

	"imr/internal/calendar"
	"imr/internal/fault"
)

func application() Case {
	return Case{Priority: Standard, Application: Application{Received: day("2014-03-14"), Channel: "mail", Signed: day("2014-03-10"), SignedBy: "employee"},
		Employee: Employee{Name: "Ana Diaz", DateOfBirth: day("1961-05-02")}, DateOfInjury: day("2012-10-16"),
		UR: URDecision{DecisionDate: day("2014-03-01"), ServedDate: day("2014-03-03"), Outcome: "denied"}, RequestForAuthorization: day("2014-02-21"),
		Form:  &Form{},
		Items: []DisputedItem{{ID: "1", Description: "Home kit", Category: "dmepos", Timing: Retrospective, ServiceDates: []calendar.Date{day("2013-09-25")}}}}
}

func TestDatesThatCannotBe(t *testing.T) {
	for name, tt := range map[string]struct {
		spoil func(*Case)
		field string // that is refused; empty where none is
	}{
		"sound":                           {func(*Case) {}, ""},
		"received today":                  {func(c *Case) { c.Application.Received = day("2014-06-01") }, ""},
		"received tomorrow":               {func(c *Case) { c.Application.Received = day("2014-06-02") }, "application.received"},
		"received nobody knows when":      {func(c *Case) { c.Application.Received = calendar.Date{} }, "application.received"},
		"by no channel":                   {func(c *Case) { c.Application.Channel = "pigeon" }, "application.channel"},
		"received before the UR decision": {func(c *Case) { c.Application.Received, c.Application.Signed = day("2014-02-28"), calendar.Date{} }, "application.received"},
		"signed after it was received":    {func(c *Case) { c.Application.Signed = day("2014-03-15") }, "application.signed"},
		"signed before the UR decision":   {func(c *Case) { c.Application.Signed = day("2014-02-28") }, "application.signed"},
		"decided before the injury": {func(c *Case) {
			c.DateOfInjury, c.RequestForAuthorization, c.Items[0].Timing = day("2014-03-02"), calendar.Date{}, Prospective
			c.Items[0].ServiceDates = nil
		}, "utilization_review.decision_date"},
		"served before it was decided":         {func(c *Case) { c.UR.ServedDate = day("2014-02-27") }, "utilization_review.served_date"},
		"decided before it was requested":      {func(c *Case) { c.RequestForAuthorization = day("2014-03-02") }, "utilization_review.decision_date"},
		"injured before birth":                 {func(c *Case) { c.Employee.DateOfBirth = day("2013-05-02") }, "date_of_injury"},
		"agent named after the application":    {func(c *Case) { c.Form.Designated = day("2014-03-20") }, "application_form.designated"},
		"no injury":                            {func(c *Case) { c.DateOfInjury = calendar.Date{} }, "date_of_injury"},
		"no UR decision":                       {func(c *Case) { c.UR.DecisionDate = calendar.Date{} }, "utilization_review.decision_date"},
		"no name":                              {func(c *Case) { c.Employee.Name = " " }, "employee.name"},
		"zero items":                           {func(c *Case) { c.Items = nil }, "items"},
		"an item without words":                {func(c *Case) { c.Items[0].Description = "" }, "items[0].description"},
		"an item of no kind":                   {func(c *Case) { c.Items[0].Category = "" }, "items[0].category"},
		"retrospective without a service date": {func(c *Case) { c.Items[0].ServiceDates = nil }, "items[0].service_dates"},
		"retrospective after the UR decision":  {func(c *Case) { c.Items[0].ServiceDates = []calendar.Date{day("2014-03-02")} }, "items[0].service_dates"},
		"retrospective before the injury":      {func(c *Case) { c.Items[0].ServiceDates = []calendar.Date{day("2012-10-15")} }, "items[0].service_dates"},
		"prospective and planned for later": {func(c *Case) {
			c.Items[0].Timing, c.Items[0].ServiceDates = Prospective, []calendar.Date{day("2015-03-02")}
		}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			c := application()
			tt.spoil(&c)
			f := fault.Of(c.CheckApplication(day("2014-06-01")))
			if tt.field == "" && f != nil || tt.field != "" && (f == nil || len(f.Fields) != 1 || f.Fields[0].Path != tt.field) {
				t.Errorf("%v, want %q refused", f, tt.field)
			}
		})
	}
}

func TestDescriptionsOfSeveralServices(t *testing.T) {
	for text, want := range map[string]bool{
		"Home kit": false, "Cervical and lumbar kit": false, "Evaluation and treatment by a psychologist": false,
		"MRI of the neck and a TENS unit": true, "Naproxen; Tramadol": true, "Physical therapy plus acupuncture": true,
		"Incision and drainage": false, "Left and right knee brace": false, "Naproxen 550 mg\nOmeprazole 20 mg": true,
	} {
		if got := (DisputedItem{Description: text}).MayBeSeveral(); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
