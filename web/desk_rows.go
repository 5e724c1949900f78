package web

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/desk"
	"imr/templates"
)

// deskTable is the list as its page shows it.
func (s *Server) deskTable(todo casework.ToDo, list casework.DeskList, here string) templates.DeskTable {
	words := deskWords[list]
	t := templates.DeskTable{ID: string(list), Title: words.title, Hint: words.hint, Empty: words.empty, CSV: deskPath + "/" + string(list) + ".csv",
		Count: strconv.Itoa(todo.Total[list]), Due: "Due", Who: "Case"}
	switch list {
	case casework.OwedRecords:
		t.Due = "Records due"
		t.Acts = []templates.DeskActButton{{Act: string(casework.Remind), Label: "Note the reminders as sent"}}
		for _, o := range todo.Records {
			t.Rows = append(t.Rows, owedRow(o, todo.Today))
		}
	case casework.ExpiringList:
		t.Who, t.Due = "Reviewer", "Ends"
		for _, e := range todo.Credentials {
			t.Rows = append(t.Rows, expiringRow(e, todo.Today))
		}
	default:
		t.Acts = deskActs(list)
		for _, one := range todo.Cases[list] {
			t.Rows = append(t.Rows, deskRow(one, list, todo.Today, here))
		}
	}
	return t
}

func deskActs(list casework.DeskList) []templates.DeskActButton {
	if list == casework.OpenOffers {
		return []templates.DeskActButton{{Act: string(casework.Withdraw), Label: "Take the chosen offers back"}}
	}
	return []templates.DeskActButton{{Act: planAct, Label: "Plan who gets the chosen cases"}, {Act: string(casework.Withdraw), Label: "Take the chosen offers back"}}
}

func deskRow(one casework.DeskCase, list casework.DeskList, today calendar.Date, here string) templates.DeskRow {
	row := templates.DeskRow{Number: string(one.Number), Name: string(one.Number), URL: caseURL(one.Number),
		Who: joined(initials(one.EmployeeName), priorityLabel[one.Priority], count(one.Items, "item"), count(one.Pages, "page")),
		Due: orNone(one.Due.US(), "no clock runs"), State: labelOr(stateLabel, one.State), Tone: "soon"}
	if one.Code != "" {
		row.State += ", " + one.Code
	}
	switch {
	case list == casework.LateCases:
		row.Left, row.Tone = count(one.Late, "day")+" late", "late"
	case list == casework.OpenOffers:
		row.Left, row.Tone = waiting(dayOf(one.Begun), today), "soon"
	default:
		row.Left = "will be " + count(one.Late, "day") + " late"
	}
	if one.Forecast.Known {
		row.Note = "letter by " + one.Forecast.Ends.US() + " at this pace"
	}
	for _, r := range one.Repairs {
		row.Repairs = append(row.Repairs, templates.DeskRepair{Text: r.Text, URL: repairURL(one.Number, r, here), Cost: costWords(r)})
	}
	if len(row.Repairs) == 0 {
		row.Repairs = []templates.DeskRepair{{Text: "Nobody else may have it now: see why", URL: caseURL(one.Number) + "/assign"}}
	}
	return row
}

func waiting(since, today calendar.Date) string {
	if days := since.DaysUntil(today); days > 0 {
		return count(days, "day") + " without an answer"
	}
	return "offered today"
}

// costWords says what a repair costs, and whether it is enough.
func costWords(r desk.Repair) string {
	cost := "a few minutes"
	switch {
	case r.Cost >= 1:
		cost = fmt.Sprintf("%.1f days of work again", r.Cost)
	case r.Cost >= 0.5:
		cost = "half a day"
	case r.Cost > 0.1:
		cost = "an hour or two"
	}
	if r.Heals {
		return "in time; " + cost
	}
	return cost
}

// repairURL leads to where the repair is done.
func repairURL(number casefile.CaseNumber, r desk.Repair, here string) string {
	query := url.Values{"case": {string(number)}, "back": {here}}
	switch r.Kind {
	case desk.Judge:
		return caseURL(number) + "/quality"
	case desk.Issue:
		return caseURL(number) + "/issue"
	case desk.PartyAsked:
		return caseURL(number) + "/requests"
	case desk.Extend:
		query.Set("days", strconv.Itoa(r.Days))
		return deskPath + "/extend?" + query.Encode()
	case desk.Lighten:
		query.Set("case", string(r.Other))
		query.Set("for", string(number))
	}
	query.Set("to", r.To)
	return deskPath + "/hand?" + query.Encode()
}

func owedRow(o casework.Owed, today calendar.Date) templates.DeskRow {
	row := templates.DeskRow{Number: string(o.Number), Name: string(o.Number), URL: caseURL(o.Number) + "/requests", Who: joined(o.Name, priorityLabel[o.Priority]),
		Due: o.Due.US(), Left: count(o.Due.DaysUntil(today), "day") + " late", Tone: "late", State: count(o.Missing, "record") + " missing",
		Repairs: []templates.DeskRepair{{Text: "Settle what came or is not needed", URL: caseURL(o.Number) + "/requests", Cost: "an hour or two"}}}
	if o.Reminder != "" {
		row.Note = "a reminder is to go out"
		remind := url.Values{"act": {string(casework.Remind)}, "case": {string(o.Number)}}
		row.Repairs = append([]templates.DeskRepair{{Text: "Remind the claims administrator", URL: deskPath + "/preview?" + remind.Encode(), Cost: "a few minutes"}}, row.Repairs...)
	}
	return row
}

func expiringRow(e casework.Expiring, today calendar.Date) templates.DeskRow {
	at := "/reviewers/" + url.PathEscape(e.Code)
	row := templates.DeskRow{Name: e.Code, URL: at, Who: count(e.Open, "case") + " in hand", Due: e.On.US(), State: words(e.What), Tone: "soon",
		Repairs: []templates.DeskRepair{{Text: "Enter the new date", URL: at, Cost: "a few minutes"}}}
	switch days := today.DaysUntil(e.On); {
	case days < 0:
		row.Left, row.Tone = "ended "+count(-days, "day")+" ago", "late"
	case days == 0:
		row.Left = "ends today"
	default:
		row.Left = "in " + count(days, "day")
	}
	return row
}

// deskCSV is the whole list, as it was narrowed, for other programs.
func (s *Server) deskCSV(c echo.Context, list casework.DeskList) error {
	ask := deskAsked(c, list)
	ask.From, ask.N = 0, 0
	todo, err := s.desk.ToDo(c.Request().Context(), actor(c), ask)
	if err != nil {
		return err
	}
	var rows [][]string
	switch list {
	case casework.OwedRecords:
		rows = [][]string{{"case", "priority", "claims_administrator", "records_due", "records_missing", "reminder_due"}}
		for _, o := range todo.Records {
			rows = append(rows, []string{string(o.Number), string(o.Priority), plainCell(o.Name), o.Due.String(), strconv.Itoa(o.Missing), o.Reminder})
		}
	case casework.ExpiringList:
		rows = [][]string{{"reviewer", "credential", "ends", "cases_in_hand"}}
		for _, e := range todo.Credentials {
			rows = append(rows, []string{e.Code, plainCell(e.What), e.On.String(), strconv.Itoa(e.Open)})
		}
	default:
		rows = [][]string{{"case", "priority", "state", "reviewer", "due", "days_late", "letter_by", "pages", "items"}}
		for _, one := range todo.Cases[list] {
			rows = append(rows, []string{string(one.Number), string(one.Priority), string(one.State), one.Code, one.Due.String(), strconv.Itoa(one.Late),
				one.Forecast.Ends.String(), strconv.Itoa(one.Pages), strconv.Itoa(one.Items)})
		}
	}
	return sendCSV(c, "desk-"+strings.ToLower(string(list))+".csv", rows)
}
