package web

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"imr/internal/calendar"
	"imr/internal/fault"
	"imr/internal/reviewer"
	"imr/templates"
	"imr/templates/part"
)

// rowFields are the fields of the rows of the form, by what the names begin with.
var rowFields = map[string][]string{"licence": {"state", "number", "status", "expires", "verified"},
	"board": {"board", "specialty", "since", "expires", "verified"}, "absence": {"from", "to"}}

// maxRows bounds how many rows of a kind are read.
const maxRows = 20

func rowName(kind string, i int, field string) string { return fmt.Sprintf("%s%d-%s", kind, i, field) }

// closeRanks moves the filled rows of a kind up and returns how many there are. The
// status of a licence is always chosen, so it fills no row.
func closeRanks(form url.Values, kind string) int {
	n := 0
	for i := range maxRows {
		filled := false
		for _, f := range rowFields[kind] {
			filled = filled || f != "status" && strings.TrimSpace(form.Get(rowName(kind, i, f))) != ""
		}
		if !filled {
			continue
		}
		for _, f := range rowFields[kind] {
			form.Set(rowName(kind, n, f), form.Get(rowName(kind, i, f)))
		}
		n++
	}
	for i := n; i < maxRows; i++ {
		for _, f := range rowFields[kind] {
			form.Del(rowName(kind, i, f))
		}
	}
	return n
}

// credentialsFrom reads the form, whose rows it puts in order, and notes each date
// and number that is none.
func credentialsFrom(form url.Values) (p reviewer.Profile, bad fault.Fields) {
	text := func(name string) string { return strings.TrimSpace(form.Get(name)) }
	day := func(name string) calendar.Date {
		d, ok := parseDay(text(name))
		if !ok {
			bad.Add(name, "Enter the date like 11/24/2026.")
		}
		return d
	}
	number := func(name, what string) int {
		n, err := strconv.Atoi(text(name))
		if err != nil && text(name) != "" {
			bad.Add(name, "Enter %s as a number.", what)
		}
		return n
	}
	p.Degree = reviewer.Degree(text("degree"))
	for i := range closeRanks(form, "licence") {
		at := func(f string) string { return rowName("licence", i, f) }
		p.Licences = append(p.Licences, reviewer.Licence{State: text(at("state")), Number: text(at("number")), Status: reviewer.LicenceStatus(text(at("status"))),
			Expires: day(at("expires")), Verified: day(at("verified"))})
	}
	for i := range closeRanks(form, "board") {
		at := func(f string) string { return rowName("board", i, f) }
		p.Certifications = append(p.Certifications, reviewer.Certification{Board: text(at("board")), Specialty: text(at("specialty")),
			Since: day(at("since")), Expires: day(at("expires")), Verified: day(at("verified"))})
	}
	for i := range closeRanks(form, "absence") {
		p.Absences = append(p.Absences, reviewer.Absence{From: day(rowName("absence", i, "from")), To: day(rowName("absence", i, "to"))})
	}
	p.Sanctions = reviewer.Check{On: day("sanctions-on"), Source: text("sanctions-source"), Clear: text("sanctions-result") == "clear"}
	p.QME = reviewer.Check{On: day("qme-on"), Source: text("qme-source"), Clear: text("qme-result") == "clear"}
	p.PracticeYears, p.WeeklyHours, p.Capacity = number("years", "the years"), number("hours", "the hours"), number("capacity", "the cases")
	p.Topics = parted(form.Get("topics"), ",")
	return p, bad
}

// fillCredentials writes the profile into the fields of the form.
func fillCredentials(form url.Values, p reviewer.Profile) {
	form.Set("degree", string(p.Degree))
	for i, l := range p.Licences {
		setRow(form, "licence", i, l.State, l.Number, string(l.Status), l.Expires.US(), l.Verified.US())
	}
	for i, b := range p.Certifications {
		setRow(form, "board", i, b.Board, b.Specialty, b.Since.US(), b.Expires.US(), b.Verified.US())
	}
	for i, a := range p.Absences {
		setRow(form, "absence", i, a.From.US(), a.To.US())
	}
	for name, c := range map[string]reviewer.Check{"sanctions": p.Sanctions, "qme": p.QME} {
		form.Set(name+"-on", c.On.US())
		form.Set(name+"-source", c.Source)
		form.Set(name+"-result", "found")
		if c.Clear {
			form.Set(name+"-result", "clear")
		}
	}
	form.Set("years", strconv.Itoa(p.PracticeYears))
	form.Set("hours", strconv.Itoa(p.WeeklyHours))
	form.Set("capacity", strconv.Itoa(p.Capacity))
	form.Set("topics", strings.Join(p.Topics, ", "))
}

func setRow(form url.Values, kind string, i int, values ...string) {
	for at, f := range rowFields[kind] {
		form.Set(rowName(kind, i, f), values[at])
	}
}

// credentialSections are the parts of the form, with one empty row of each kind.
func credentialSections(form url.Values, wrong *fault.Error) []templates.FormSection {
	field := func(name, label string) templates.FormField {
		return templates.FormField{Field: part.Field{ID: name, Name: name, Label: label, Value: form.Get(name), Error: wrong.Field(name)}}
	}
	choice := func(name, label string, values ...string) templates.FormField {
		f := field(name, label)
		f.Kind = "select"
		for _, v := range values {
			f.Options = append(f.Options, part.Option{Value: v, Label: words(v), Selected: v == f.Value})
		}
		return f
	}
	labels := map[string]string{"state": "State", "number": "Number", "status": "Status", "expires": "Ends on", "verified": "Last verified on", "board": "Board", "specialty": "Specialty", "since": "Since", "from": "From", "to": "To"}
	rows := func(kind, noun string) (out []templates.FormSection) {
		n := min(closeRanks(form, kind)+1, maxRows)
		for i := range n {
			row := templates.FormSection{Title: fmt.Sprintf("%s %d", noun, i+1)}
			if i == n-1 {
				row.Title = noun + ", one more"
			}
			for _, f := range rowFields[kind] {
				one := field(rowName(kind, i, f), labels[f])
				if f == "status" {
					one = choice(rowName(kind, i, f), labels[f], valuesOf(reviewer.LicenceStatuses)...)
				}
				row.Fields = append(row.Fields, one)
			}
			out = append(out, row)
		}
		return out
	}
	check := func(name string) []templates.FormField {
		return []templates.FormField{field(name+"-on", "Checked on"), field(name+"-source", "Source"), choice(name+"-result", "Result", "", "clear", "found")}
	}
	out := []templates.FormSection{{Title: "Degree and practice", Hint: "Dates below are written like 11/24/2026.",
		Fields: []templates.FormField{choice("degree", "Degree", append([]string{""}, valuesOf(reviewer.Degrees)...)...),
			field("years", "Years of active practice"), field("hours", "Hours of practice a week"), field("capacity", "Open cases at once"),
			field("topics", "Topics and parts of the body, parted by commas")}}}
	out = append(append(out, rows("licence", "Licence")...), rows("board", "Board certification")...)
	out = append(out, templates.FormSection{Title: "Sanctions and discipline", Fields: check("sanctions")}, templates.FormSection{Title: "Roster of QMEs", Fields: check("qme")})
	return append(out, rows("absence", "Absence")...)
}

func valuesOf[T ~string](in []T) []string {
	var out []string
	for _, v := range in {
		out = append(out, string(v))
	}
	return out
}
