package eligibility_test

import (
	"slices"
	"testing"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/deadline"
	"imr/internal/eligibility"
	"imr/internal/fault"
)

func day(s string) calendar.Date { return calendar.MustDate(s) }

// sound is an application in which no rule finds anything: the decision of March 1
// was served by mail on March 3, 2014.
func sound() casefile.Case {
	return casefile.Case{
		Number: "CM14-0000001", Priority: casefile.Standard,
		Application:  casefile.Application{Received: day("2014-03-14"), Channel: "mail", Signed: day("2014-03-10"), SignedBy: "employee"},
		Employee:     casefile.Employee{Name: "Ana Diaz", DateOfBirth: day("1961-05-02")},
		DateOfInjury: day("2012-10-16"), ClaimNumber: "WC-12/0044", Employer: "Mill Ltd",
		ClaimsAdministrator: casefile.Party{Name: "Acme Mutual"}, RequestingPhysician: casefile.Physician{Name: "Lee Ong, MD"},
		UR:        casefile.URDecision{DecisionDate: day("2014-03-01"), ServedDate: day("2014-03-03"), Outcome: "denied"},
		Form:      &casefile.Form{Applicant: casefile.ByEmployee, Consent: true, URService: casefile.Mail, URDocument: "d1"},
		Items:     []casefile.DisputedItem{{ID: "1", Description: "MRI of the lumbar spine", Category: "diagnostics", Timing: casefile.Prospective}},
		Documents: []casefile.Document{{ID: "d1", Kind: casefile.URDecisionForm}},
	}
}

// other is the same request in another case.
func other(spoil func(*eligibility.Other)) []eligibility.Other {
	c := sound()
	o := eligibility.Other{Number: "CM14-0000002", State: casefile.InReview, Employee: c.Employee, ClaimNumber: "wc12 0044", UR: c.UR, Items: c.Items}
	if spoil != nil {
		spoil(&o)
	}
	return []eligibility.Other{o}
}

func agent(c *casefile.Case, designated string) {
	c.Application.SignedBy, c.Form.Applicant = "representative", casefile.ByRepresentative
	c.Representative = &casefile.Representative{Name: "R. Poole"}
	c.Form.Designated = calendar.Date{}
	if designated != "" {
		c.Form.Designated = day(designated)
	}
}

func TestRules(t *testing.T) {
	type one = func(*casefile.Case)
	for name, tt := range map[string]struct {
		spoil  one
		others []eligibility.Other
		want   eligibility.Code // the only finding; empty where there is none
		come   eligibility.Outcome
	}{
		"sound":                                        {nil, nil, "", eligibility.Eligible},
		"LC 4610.5(h)(1): the last day by mail":        {func(c *casefile.Case) { c.Application.Received = day("2014-04-07") }, nil, "", eligibility.Eligible},
		"LC 4610.5(h)(1): a day later":                 {func(c *casefile.Case) { c.Application.Received = day("2014-04-08") }, nil, eligibility.Late, eligibility.Ineligible},
		"LC 4610.5(h)(1): the last day electronically": {func(c *casefile.Case) { c.Form.URService, c.Application.Received = "electronic", day("2014-04-02") }, nil, "", eligibility.Eligible},
		"LC 4610.5(h)(1): a day later electronically":  {func(c *casefile.Case) { c.Form.URService, c.Application.Received = "electronic", day("2014-04-03") }, nil, eligibility.Late, eligibility.Ineligible},
		"LC 4610.5(h)(1): formulary, the last day":     {func(c *casefile.Case) { formulary(c, "2018-03-20") }, nil, "", eligibility.Eligible},
		"LC 4610.5(h)(1): formulary, a day later":      {func(c *casefile.Case) { formulary(c, "2018-03-21") }, nil, eligibility.Late, eligibility.Ineligible},
		"LC 4610.5(h)(1): service unknown":             {func(c *casefile.Case) { c.UR.ServedDate = calendar.Date{} }, nil, eligibility.ServiceUnknown, eligibility.Incomplete},
		"LC 4610.5(h)(3): the notice of rights came late": {func(c *casefile.Case) {
			c.Application.Received, c.Form.RightsNotice = day("2014-06-20"), day("2014-05-21")
		}, nil, "", eligibility.Eligible},
		"LC 4610.5(h)(3): late even so": {func(c *casefile.Case) {
			c.Application.Received, c.Form.RightsNotice = day("2014-06-21"), day("2014-05-21")
		}, nil, eligibility.Late, eligibility.Ineligible},
		"LC 4610.5(h)(2): liability was settled later": {func(c *casefile.Case) {
			c.Application.Received, c.Form.LiabilitySettled = day("2014-10-31"), day("2014-10-01")
		}, nil, "", eligibility.Eligible},
		"LC 4610.5(h)(2): late even so": {func(c *casefile.Case) {
			c.Application.Received, c.Form.LiabilitySettled = day("2014-11-01"), day("2014-10-01")
		}, nil, eligibility.Late, eligibility.Ineligible},
		"LC 4610.5(h)(4): a physician alone": {func(c *casefile.Case) { c.Form.Applicant = casefile.ByPhysician }, nil, eligibility.PhysicianAlone, eligibility.Ineligible},
		"LC 4610.5(h)(4): a physician in an emergency": {func(c *casefile.Case) {
			c.Form.Applicant, c.Form.Emergency, c.Form.Consent, c.Application.Signed = casefile.ByPhysician, true, false, calendar.Date{}
		}, nil, "", eligibility.Eligible},
		"LC 4610.5(j): an agent named afterwards":         {func(c *casefile.Case) { agent(c, "2014-03-05") }, nil, "", eligibility.Eligible},
		"LC 4610.5(j): an agent named on the day":         {func(c *casefile.Case) { agent(c, "2014-03-01") }, nil, "", eligibility.Eligible},
		"LC 4610.5(j): an agent named before":             {func(c *casefile.Case) { agent(c, "2014-02-28") }, nil, eligibility.AgentTooEarly, eligibility.Ineligible},
		"§9792.10.1(b): an agent named nobody knows when": {func(c *casefile.Case) { agent(c, "") }, nil, eligibility.AgentUndated, eligibility.Incomplete},
		"§9792.10.1(b): an agent without a name":          {func(c *casefile.Case) { agent(c, "2014-03-05"); c.Representative = nil }, nil, eligibility.AgentUnnamed, eligibility.Incomplete},
		"§9792.10.2: not signed":                          {func(c *casefile.Case) { c.Application.Signed = calendar.Date{} }, nil, eligibility.Unsigned, eligibility.Incomplete},
		"§9792.10.2: signed nobody knows by whom":         {func(c *casefile.Case) { c.Application.SignedBy = "" }, nil, eligibility.Unsigned, eligibility.Incomplete},
		"§9792.10.2: no consent":                          {func(c *casefile.Case) { c.Form.Consent = false }, nil, eligibility.NoConsent, eligibility.Incomplete},
		"§9792.10.2: no claim number":                     {func(c *casefile.Case) { c.ClaimNumber = "" }, nil, eligibility.FieldMissing, eligibility.Incomplete},
		"§9792.10.2: no item":                             {func(c *casefile.Case) { c.Items = nil }, nil, eligibility.FieldMissing, eligibility.Incomplete},
		"§9792.10.2: no physician":                        {func(c *casefile.Case) { c.RequestingPhysician.Name = "" }, nil, eligibility.FieldMissing, eligibility.Incomplete},
		"§9792.10.1(b)(1): no UR determination":           {func(c *casefile.Case) { c.Form.URDocument = "" }, nil, eligibility.URMissing, eligibility.Incomplete},
		"§9792.10.1(b)(1): one that is not in the file":   {func(c *casefile.Case) { c.Form.URDocument = "d9" }, nil, eligibility.URMissing, eligibility.Incomplete},
		"§9792.10.3(a): a conditional denial":             {func(c *casefile.Case) { c.UR.Conditional = true }, nil, eligibility.ConditionalUR, eligibility.Ineligible},
		"LC 4610.5(k): liability disputed":                {func(c *casefile.Case) { c.Form.LiabilityDisputed = true }, nil, eligibility.LiabilityOpen, eligibility.Deferred},
		"LC 4610.5(k): disputed, but agreed":              {func(c *casefile.Case) { c.Form.LiabilityDisputed, c.Form.LiabilityAgreed = true, true }, nil, "", eligibility.Eligible},
		"LC 4610.5(a): injury and decision too early":     {func(c *casefile.Case) { scope(c, "2012-12-31", "2013-06-30") }, nil, eligibility.OutOfScope, eligibility.Ineligible},
		"LC 4610.5(a): an injury of 2013":                 {func(c *casefile.Case) { scope(c, "2013-01-01", "2013-06-30") }, nil, "", eligibility.Eligible},
		"LC 4610.5(a): a decision of July 2013":           {func(c *casefile.Case) { scope(c, "2012-12-31", "2013-07-01") }, nil, "", eligibility.Eligible},
		"§9792.10.4(c): expedited without certification":  {func(c *casefile.Case) { c.Priority = casefile.Expedited }, nil, eligibility.Uncertified, eligibility.Incomplete},
		"§9792.10.4(c): expedited with certification":     {func(c *casefile.Case) { c.Priority, c.Form.Certification = casefile.Expedited, "Dr. Ong, March 12" }, nil, "", eligibility.Eligible},
		"LC 4610.5(a): formulary before the formulary":    {func(c *casefile.Case) { c.Priority = casefile.Formulary }, nil, eligibility.NotFormulary, eligibility.Eligible},
		"§9792.10.6(d): two services in a line":           {func(c *casefile.Case) { c.Items[0].Description = "MRI of the lumbar spine and a TENS unit" }, nil, eligibility.SeveralServices, eligibility.Eligible},
		"§9792.10.3(a)(2): the same, open":                {nil, other(nil), eligibility.Duplicate, eligibility.Ineligible},
		"§9792.10.3(a)(2): the same, determined":          {nil, other(func(o *eligibility.Other) { o.State = casefile.Published }), eligibility.Determined, eligibility.Ineligible},
		"§9792.10.3(a)(2): the same, withdrawn":           {nil, other(func(o *eligibility.Other) { o.State = casefile.Withdrawn }), eligibility.Similar, eligibility.Eligible},
		"§9792.10.3(a)(2): another UR decision":           {nil, other(func(o *eligibility.Other) { o.UR.DecisionDate = day("2013-11-01") }), eligibility.Similar, eligibility.Eligible},
		"§9792.10.3(a)(2): another item":                  {nil, other(func(o *eligibility.Other) { o.Items = []casefile.DisputedItem{{ID: "1", Description: "TENS unit"}} }), "", eligibility.Eligible},
		"§9792.10.3(a)(2): another claim":                 {nil, other(func(o *eligibility.Other) { o.ClaimNumber = "WC-13/0001" }), "", eligibility.Eligible},
		"§9792.10.3(a)(2): no claim number, same person":  {nil, other(func(o *eligibility.Other) { o.ClaimNumber, o.Employee.Name = "", "DIAZ, Ana" }), eligibility.Duplicate, eligibility.Ineligible},
		"§9792.10.3(a)(2): itself":                        {nil, other(func(o *eligibility.Other) { o.Number = "CM14-0000001" }), "", eligibility.Eligible},
	} {
		t.Run(name, func(t *testing.T) {
			c := sound()
			if tt.spoil != nil {
				tt.spoil(&c)
			}
			rules := deadline.Standard()
			fs := eligibility.Judge(eligibility.Application{Case: c, Ledger: rules.Replay(c.OpeningEvents()), Others: tt.others, Rules: rules})
			switch {
			case tt.want == "" && len(fs) > 0:
				t.Errorf("found %+v", fs)
			case tt.want != "" && (len(fs) != 1 || fs[0].Code != tt.want || fs[0].Message == "" || fs[0].Section == ""):
				t.Errorf("found %+v, want %s alone", fs, tt.want)
			}
			if got := eligibility.Propose(fs); got != tt.come {
				t.Errorf("proposed %s, want %s", got, tt.come)
			}
		})
	}
}

// formulary is a dispute of 2018, in time by mail until March 20.
func formulary(c *casefile.Case, received string) {
	c.Priority, c.UR.DecisionDate, c.UR.ServedDate = casefile.Formulary, day("2018-03-04"), day("2018-03-05")
	c.Application.Received = day(received)
}

func scope(c *casefile.Case, injury, decision string) {
	c.DateOfInjury, c.UR.DecisionDate, c.UR.ServedDate = day(injury), day(decision), day(decision)
	c.Application.Received = c.UR.ServedDate.AddDays(9)
}

func TestDecisionsOnFindings(t *testing.T) {
	find := func(codes ...eligibility.Code) []eligibility.Finding {
		var out []eligibility.Finding
		for _, c := range codes {
			r, _ := eligibility.Of(c)
			out = append(out, eligibility.Finding{Reason: r})
		}
		return out
	}
	for name, tt := range map[string]struct {
		d     eligibility.Decision
		fs    []eligibility.Finding
		field string // that is refused; empty where none is
	}{
		"eligible":                                   {eligibility.Decision{Outcome: "eligible"}, nil, ""},
		"eligible although late":                     {eligibility.Decision{Outcome: "eligible"}, find(eligibility.Late), "note"},
		"eligible although late, with a reason":      {eligibility.Decision{Outcome: "eligible", Note: "Good cause"}, find(eligibility.Late), ""},
		"§9792.10.3(a): a conditional denial is not": {eligibility.Decision{Outcome: "eligible", Note: "All the same"}, find(eligibility.ConditionalUR), "outcome"},
		"§9792.10.1(b)(1): nor without the UR":       {eligibility.Decision{Outcome: "eligible", Note: "All the same"}, find(eligibility.URMissing), "outcome"},
		"eligible with something to look at":         {eligibility.Decision{Outcome: "eligible"}, find(eligibility.Similar), ""},
		"§9792.10.3: ineligible by text alone":       {eligibility.Decision{Outcome: "ineligible", Note: "Too old"}, nil, "reasons"},
		"ineligible by a code":                       {eligibility.Decision{Outcome: "ineligible", Reasons: []eligibility.Code{"late"}}, find(eligibility.Late), ""},
		"ineligible by a code the rules do not see":  {eligibility.Decision{Outcome: "ineligible", Reasons: []eligibility.Code{"late"}}, nil, "note"},
		"ineligible because unsigned":                {eligibility.Decision{Outcome: "ineligible", Reasons: []eligibility.Code{"unsigned"}}, find(eligibility.Unsigned), "reasons"},
		"LC 4610.5(k): deferred":                     {eligibility.Decision{Outcome: "deferred", Reasons: []eligibility.Code{"liability-disputed"}, Note: "Body part denied", Until: day("2014-09-01")}, nil, ""},
		"LC 4610.5(k): deferred without the reason":  {eligibility.Decision{Outcome: "deferred", Note: "Later", Until: day("2014-09-01")}, nil, "note"},
		"LC 4610.5(k): deferred without an end":      {eligibility.Decision{Outcome: "deferred", Reasons: []eligibility.Code{"liability-disputed"}, Note: "Body part denied"}, nil, "until"},
		"nothing chosen":                             {eligibility.Decision{}, nil, "outcome"},
	} {
		f := fault.Of(tt.d.Check(tt.fs, day("2014-03-20")))
		if tt.field == "" && f != nil || tt.field != "" && (f.Field(tt.field) == "" || len(f.Fields) != 1) {
			t.Errorf("%s: %v, want %q refused", name, f, tt.field)
		}
	}
}

func TestConsolidation(t *testing.T) {
	for name, tt := range map[string]struct {
		spoil func(*casefile.Case)
		ok    bool
	}{
		"§9792.10.4(a): the same three":    {nil, true},
		"§9792.10.4(a): written otherwise": {func(c *casefile.Case) { c.Employee.Name, c.RequestingPhysician.Name = "Diaz, Ana", "Dr. Lee ONG" }, true},
		"§9792.10.4(a): another employee":  {func(c *casefile.Case) { c.Employee.Name = "Ana Dias" }, false},
		"§9792.10.4(a): another birth":     {func(c *casefile.Case) { c.Employee.DateOfBirth = day("1962-05-02") }, false},
		"§9792.10.4(a): another injury":    {func(c *casefile.Case) { c.DateOfInjury = day("2012-10-17") }, false},
		"§9792.10.4(a): another physician": {func(c *casefile.Case) { c.RequestingPhysician.Name = "Lee Ng, MD" }, false},
		"§9792.10.4(a): no physician":      {func(c *casefile.Case) { c.RequestingPhysician.Name = "" }, false},
		"§9792.10.4(a): D.O. for a degree": {func(c *casefile.Case) { c.RequestingPhysician.Name = "Ong, Lee, D.O." }, true},
		"§9792.10.4(a): several degrees":   {func(c *casefile.Case) { c.RequestingPhysician.Name = "Dr. Lee Ong, M.D., Ph.D., F.A.C.S." }, true},
		"§9792.10.4(a): other initials":    {func(c *casefile.Case) { c.RequestingPhysician.Name = "J.R. Ong, MD" }, false},
		"§9792.10.4(a): with itself":       {func(c *casefile.Case) { c.Number = "CM14-0000001" }, false},
	} {
		b := sound()
		b.Number = "CM14-0000009"
		if tt.spoil != nil {
			tt.spoil(&b)
		}
		if err := eligibility.Consolidate(sound(), b); (err == nil) != tt.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSameItem(t *testing.T) {
	for name, tt := range map[string]struct {
		a, b string
		same bool
	}{
		"the words":       {"MRI of the lumbar spine", "Lumbar spine MRI", true},
		"another number":  {"Physical therapy, 12 visits", "Physical therapy, 8 visits", false},
		"another side":    {"Left knee arthroscopy", "Right knee arthroscopy", false},
		"another level":   {"Injection at L4-5", "Injection at L5-S1", false},
		"another drug":    {"Tramadol 50 mg", "Naproxen 50 mg", false},
		"a word more":     {"Lumbar spine MRI without contrast", "Lumbar spine MRI without contrast dye", true},
		"nothing to read": {"", "", false},
	} {
		if got := eligibility.SameItem(casefile.DisputedItem{Description: tt.a}, casefile.DisputedItem{Description: tt.b}); got != tt.same {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestReasonsAreWhole(t *testing.T) {
	var seen []eligibility.Code
	for _, r := range eligibility.Reasons() {
		if r.Section == "" || r.Label == "" || slices.Contains(seen, r.Code) || r.Outcome == eligibility.Ineligible && r.Plain == "" {
			t.Errorf("%+v", r)
		}
		seen = append(seen, r.Code)
	}
}
