package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"imr/internal/casefile"
	"imr/internal/guideline"
	"imr/internal/review"
	"imr/templates"
	"imr/templates/part"
)

// evidenceView is the record of the search for evidence beside the citations.
func evidenceView(it casefile.DisputedItem, one review.Decision) templates.Evidence {
	view := templates.Evidence{Hidden: !one.LeavesMTUS(), Worksheet: worksheetView(it, one)}
	left := one
	if view.Hidden {
		left.Basis = review.MTUSSilent // what would follow if the basis were changed
	}
	asCited, asFollows := left, left
	asCited.Sequence.Step, asFollows.Sequence.Standard = "", ""
	view.Steps = []part.Option{{Label: "As cited: " + orNone(asCited.StepReached().Words(), "nothing cited yet"), Selected: one.Sequence.Step == ""}}
	for _, s := range review.SearchSteps[2:] {
		view.Steps = append(view.Steps, part.Option{Value: string(s), Label: capital(s.Words()), Selected: one.Sequence.Step == s})
	}
	view.Standards = []part.Option{{Label: "As cited: " + asFollows.Standard().Words(), Selected: one.Sequence.Standard == ""}}
	for _, s := range review.NecessityStandards[2:] {
		view.Standards = append(view.Standards, part.Option{Value: string(s), Label: s.Words(), Selected: one.Sequence.Standard == s})
	}
	view.Passed = passedFields(left)
	for _, l := range one.Lacks() {
		view.Open = view.Open || strings.HasPrefix(l.Path, "passed-") || l.Path == "search_step" || l.Path == "necessity_standard"
		if l.Path == "search_step" || l.Path == "necessity_standard" {
			view.Lacks = append(view.Lacks, l.Message)
		}
	}
	view.Open = view.Open || !one.Sequence.Empty()
	return view
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// passedFields are the reasons for the steps and standards that were passed over;
// those that are neither needed nor given are hidden.
func passedFields(one review.Decision) []templates.PassedField {
	var out []templates.PassedField
	add := func(of, id, label, reason string, order int, needed bool) {
		out = append(out, templates.PassedField{Of: of, Order: strconv.Itoa(order), Hidden: !needed && reason == "",
			Field: part.Field{ID: "passed-" + id, Name: "passed-" + id, Label: label, Value: reason}})
	}
	for i, s := range review.SearchSteps {
		if s == review.StepACOEMOrODG || s == review.StepOtherGuidelines {
			add("step", string(s), "Why no source is cited from "+s.Words(), one.Sequence.ReasonForStep(s), i, slices.Contains(one.StepsPassed(), s))
		}
	}
	for i, s := range review.NecessityStandards {
		if i > 1 && s != review.StandardLikely {
			add("standard", string(s), "Why standard "+s.Words()+" does not apply", one.Sequence.ReasonForStandard(s), i, slices.Contains(one.StandardsPassed(), s))
		}
	}
	return out
}

// worksheetView has a row for each source compared, and for each that could be.
func worksheetView(it casefile.DisputedItem, one review.Decision) templates.Worksheet {
	rows := slices.Clone(one.Worksheet.Sources)
	offer := func(source string) {
		if source != "" && !slices.ContainsFunc(rows, func(r review.ComparedSource) bool { return r.Source == source }) {
			rows = append(rows, review.ComparedSource{Source: source})
		}
	}
	for _, c := range one.Citations {
		offer(c.Line())
	}
	if cited := strings.Join(strings.Fields(it.ClaimsAdministratorGuideline), " "); cited != "" {
		offer("Claims administrator: " + cited)
	}
	view := templates.Worksheet{Open: !one.Worksheet.Empty(), Count: strconv.Itoa(len(rows)),
		Why: part.Field{ID: "worksheet-why", Name: "worksheet-why", Label: "Why it is the stronger for this worker", Value: one.Worksheet.Why, Rows: 2}}
	for i, r := range rows {
		view.Sources = append(view.Sources, comparedView(i, r))
		view.Stronger = append(view.Stronger, part.Option{Value: r.Source, Label: r.Source, Selected: one.Worksheet.Stronger == r.Source})
	}
	for _, l := range one.Lacks() {
		if strings.HasPrefix(l.Path, "worksheet") {
			view.Lacks = append(view.Lacks, l.Message)
		}
	}
	return view
}

func comparedView(i int, r review.ComparedSource) templates.ComparedSource {
	out := templates.ComparedSource{Index: strconv.Itoa(i), Source: r.Source, Design: r.Design,
		Recommends: []part.Option{{Label: "Not compared", Selected: r.Recommends == ""},
			{Value: string(review.For), Label: "For the treatment", Selected: r.Recommends == review.For},
			{Value: string(review.Against), Label: "Against the treatment", Selected: r.Recommends == review.Against}},
		Levels: []part.Option{{Label: "Not given", Selected: r.Level == ""}}}
	for _, l := range guideline.EvidenceLevels {
		out.Levels = append(out.Levels, part.Option{Value: l.Level, Label: l.Level + ": " + l.Design, Selected: r.Level == l.Level})
	}
	return out
}

// maxCompared bounds what one worksheet may carry.
const maxCompared = 20

// evidenceFrom reads what the item's form says of the search. A value that no field
// of the form has counts as not chosen, and a source of which nothing is said as not
// compared.
func evidenceFrom(form url.Values, one *review.Decision) {
	if v := review.SearchStep(form.Get("search_step")); slices.Contains(review.SearchSteps, v) {
		one.Sequence.Step = v
	}
	if v := review.NecessityStandard(form.Get("necessity_standard")); slices.Contains(review.NecessityStandards, v) {
		one.Sequence.Standard = v
	}
	reason := func(id string) string { return strings.TrimSpace(form.Get("passed-" + id)) }
	for _, s := range review.SearchSteps[1:] {
		if r := reason(string(s)); r != "" {
			one.Sequence.PassedSteps = append(one.Sequence.PassedSteps, review.PassedStep{Step: s, Reason: r})
		}
	}
	for _, s := range review.NecessityStandards[1:] {
		if r := reason(string(s)); r != "" {
			one.Sequence.PassedStandards = append(one.Sequence.PassedStandards, review.PassedStandard{Standard: s, Reason: r})
		}
	}
	one.Worksheet.Why = strings.TrimSpace(strings.ReplaceAll(form.Get("worksheet-why"), "\r\n", "\n"))
	n, _ := strconv.Atoi(form.Get("worksheet")) // what is no number is none
	for i := range min(max(n, 0), maxCompared) {
		at := "w" + strconv.Itoa(i) + "-"
		row := review.ComparedSource{Source: form.Get(at + "source"), Recommends: review.Side(form.Get(at + "recommends")),
			Design: strings.TrimSpace(form.Get(at + "design")), Level: form.Get(at + "level")}
		if !slices.Contains(review.Sides, row.Recommends) {
			row.Recommends = ""
		}
		if row.Source != "" && row != (review.ComparedSource{Source: row.Source}) {
			one.Worksheet.Sources = append(one.Worksheet.Sources, row)
		}
	}
	if len(one.Worksheet.Sources) > 0 {
		one.Worksheet.Stronger = form.Get("worksheet-stronger")
	}
}

// evidenceValues is the record of the search as the form would send it, in a stable order.
func evidenceValues(one review.Decision) []templates.HiddenField {
	out := []templates.HiddenField{{Name: "search_step", Value: string(one.Sequence.Step)}, {Name: "necessity_standard", Value: string(one.Sequence.Standard)}}
	for _, s := range review.SearchSteps[2:] {
		out = append(out, templates.HiddenField{Name: "passed-" + string(s), Value: one.Sequence.ReasonForStep(s)})
	}
	for _, s := range review.NecessityStandards[2:] {
		out = append(out, templates.HiddenField{Name: "passed-" + string(s), Value: one.Sequence.ReasonForStandard(s)})
	}
	out = append(out, templates.HiddenField{Name: "worksheet", Value: strconv.Itoa(len(one.Worksheet.Sources))})
	for i, r := range one.Worksheet.Sources {
		at := "w" + strconv.Itoa(i) + "-"
		out = append(out, templates.HiddenField{Name: at + "source", Value: r.Source}, templates.HiddenField{Name: at + "recommends", Value: string(r.Recommends)},
			templates.HiddenField{Name: at + "design", Value: r.Design}, templates.HiddenField{Name: at + "level", Value: r.Level})
	}
	return append(out, templates.HiddenField{Name: "worksheet-stronger", Value: one.Worksheet.Stronger},
		templates.HiddenField{Name: "worksheet-why", Value: one.Worksheet.Why})
}
