package web

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/labstack/echo/v4"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/templates/part"
)

// bareChrome is the frame of a page that may be drawn for anybody, even while
// something fails: it asks the database nothing.
func (s *Server) bareChrome(c echo.Context, title string) part.Chrome {
	token, _ := c.Get(csrfKey).(string)
	return part.Chrome{Title: title, CSRF: token, UserName: user(c).Name}
}

// chrome is the frame of a page for who is signed in, with the message left for it.
func (s *Server) chrome(c echo.Context, title string) (part.Chrome, error) {
	out := s.bareChrome(c, title)
	path := c.Path()
	if !directsOnly(user(c)) {
		out.Nav = []part.NavItem{{Label: "Cases", URL: "/cases", Current: path == "/cases"}}
	}
	if admins.allows(user(c)) {
		out.Nav = append(out.Nav, part.NavItem{Label: "Desk", URL: deskPath, Current: strings.HasPrefix(path, deskPath) || strings.HasPrefix(path, bulkPath)})
	}
	if directors.allows(user(c)) {
		out.Nav = append(out.Nav, part.NavItem{Label: "Quality review", URL: "/quality", Current: path == "/quality"})
	}
	if drafting.allows(user(c)) {
		out.Nav = append(out.Nav, part.NavItem{Label: "Offers", URL: "/offers", Current: path == "/offers"})
	}
	if admins.allows(user(c)) {
		out.Nav = append(out.Nav, part.NavItem{Label: "Reviewers", URL: "/reviewers", Current: strings.HasPrefix(path, "/reviewers")})
		out.Nav = append(out.Nav, part.NavItem{Label: "Applications", URL: "/applications", Current: strings.HasPrefix(path, "/applications") || path == "/overdue"})
		out.Nav = append(out.Nav, part.NavItem{Label: "Letters", URL: "/service", Current: path == "/service" || strings.HasPrefix(path, "/letters")})
		out.Nav = append(out.Nav, part.NavItem{Label: "Invoices", URL: invoicesPath, Current: strings.HasPrefix(path, invoicesPath)})
		out.Nav = append(out.Nav, part.NavItem{Label: "Guidelines", URL: "/guidelines", Current: strings.HasPrefix(path, "/guidelines")})
		out.Nav = append(out.Nav, part.NavItem{Label: "Criteria", URL: "/criteria", Current: strings.HasPrefix(path, "/criteria")})
	}
	out.Nav = append(out.Nav, part.NavItem{Label: "Decisions", URL: decisionsPath})
	if auditors.allows(user(c)) {
		out.Nav = append(out.Nav, part.NavItem{Label: "Reports", URL: reportsPath, Current: strings.HasPrefix(path, reportsPath)})
		out.Nav = append(out.Nav, part.NavItem{Label: "Audit trail", URL: "/audit", Current: path == "/audit"})
	}
	if user(c).ID != "" {
		item, err := s.noticesNav(c)
		if err != nil {
			return out, err
		}
		out.Nav = append(out.Nav, item)
	}
	var err error
	out.Flash, err = s.takeFlash(c)
	return out, err
}

// caseChrome is the frame of a page of a case.
func (s *Server) caseChrome(c echo.Context, title string, o casework.Opened) (part.Chrome, error) {
	out, err := s.chrome(c, title)
	due := s.dueWords(o)
	out.CaseBar = &part.CaseBar{Number: string(o.Number), URL: caseURL(o.Number), Initials: initials(o.Employee.Name),
		Priority: priorityLabel[o.Priority], DueDate: due.date, DaysLeft: due.left, Late: due.late, Rule: due.rule, Tabs: tabs(c, o)}
	if o.State.Signed() {
		out.CaseBar.DaysLeft, out.CaseBar.Late = strings.ToLower(labelOr(stateLabel, o.State)), false
	}
	return out, err
}

func tabs(c echo.Context, o casework.Opened) []part.NavItem {
	base := caseURL(o.Number)
	out := []part.NavItem{{Label: "Overview", URL: base}, {Label: "Records", URL: base + "/records"}}
	if admins.allows(user(c)) {
		out = append(out, part.NavItem{Label: "Add records", URL: base + "/upload"}, part.NavItem{Label: "Eligibility", URL: base + "/intake"},
			part.NavItem{Label: "Requests", URL: base + "/requests"}, part.NavItem{Label: "Deadlines", URL: base + "/deadlines"}, part.NavItem{Label: "History", URL: base + "/history"})
	}
	if o.Yours {
		out = append(out, part.NavItem{Label: "Summary", URL: base + "/summary"})
		for _, it := range o.Items {
			out = append(out, part.NavItem{Label: "Item " + string(it.ID), URL: itemURL(o.Number, it.ID)})
		}
		out = append(out, part.NavItem{Label: "Checks", URL: base + "/checks"})
	}
	if o.Yours || o.State.Signed() {
		out = append(out, part.NavItem{Label: "Letter", URL: base + "/letter"})
	}
	if admins.allows(user(c)) && (o.State == casefile.Issued || o.State == casefile.Published) {
		out = append(out, part.NavItem{Label: "Publish", URL: base + "/publish"})
	}
	if admins.allows(user(c)) {
		out = append(out, part.NavItem{Label: "Service", URL: base + "/service"}, part.NavItem{Label: "Reviewer", URL: base + "/assign"})
	}
	if o.Yours && !o.State.Closed() {
		out = append(out, part.NavItem{Label: "Sign", URL: base + "/sign"}, part.NavItem{Label: "Leave", URL: base + "/recuse"})
	}
	if directors.allows(user(c)) && !o.Yours && o.State.Signed() {
		out = append(out, part.NavItem{Label: "Quality review", URL: base + "/quality"})
	}
	if issuers.allows(user(c)) && !o.Yours && (o.State == casefile.Approved || o.State == casefile.Issued || o.State == casefile.Published) {
		out = append(out, part.NavItem{Label: "Issue", URL: base + "/issue"})
	}
	if issuers.allows(user(c)) && !o.Yours && (o.State == casefile.Issued || o.State == casefile.Published) {
		out = append(out, part.NavItem{Label: "Packet", URL: base + "/packet"})
	}
	here := c.Request().URL.Path
	for i := range out {
		path, _ := url.PathUnescape(out[i].URL)
		out[i].Current = path == here || path == base+"/records" && strings.HasPrefix(here, path)
	}
	return out
}

func caseURL(n casefile.CaseNumber) string { return "/cases/" + url.PathEscape(string(n)) }

func itemURL(n casefile.CaseNumber, id casefile.ItemID) string {
	return caseURL(n) + "/items/" + url.PathEscape(string(id))
}

// pagePath is where a page is served; pageURL leads to it in the reader, without
// scripts too; textURL shows it as text.
func pagePath(n casefile.CaseNumber, doc casefile.DocumentID, page int) string {
	return fmt.Sprintf("%s/records/%s/%d", caseURL(n), url.PathEscape(string(doc)), page)
}

func pageURL(n casefile.CaseNumber, doc casefile.DocumentID, page int) string {
	return pagePath(n, doc, page) + pageAnchor(doc, page)
}

func textURL(n casefile.CaseNumber, doc casefile.DocumentID, page int) string {
	return pagePath(n, doc, page) + "?text=1" + pageAnchor(doc, page)
}

func pageAnchor(doc casefile.DocumentID, page int) string {
	return fmt.Sprintf("#p-%s-%d", url.PathEscape(string(doc)), page)
}

// dueWords is a due date as people read it.
type dueWords struct {
	date, iso, left, rule string
	late, soon            bool
}

// soonDays is when a due date begins to be marked as near.
const soonDays = 3

func wordsOf(on calendar.Date, rule string, today calendar.Date) dueWords {
	if on.IsZero() {
		return dueWords{date: "not set", left: "clock not running", rule: "The clock starts with the application and complete records: LC 4610.6(d)."}
	}
	days := today.DaysUntil(on)
	out := dueWords{date: on.US(), iso: on.String(), rule: rule, late: days < 0, soon: days >= 0 && days <= soonDays}
	switch {
	case days < 0:
		out.left = count(-days, "day") + " late"
	case days == 0:
		out.left = "due today"
	default:
		out.left = count(days, "day") + " left"
	}
	return out
}

func (s *Server) dueWords(o casework.Opened) dueWords {
	due, running := o.Ledger.Decision()
	if !running {
		return wordsOf(calendar.Date{}, "", s.desk.Today())
	}
	return wordsOf(due.On, due.Words(), s.desk.Today())
}

// count is a number with its noun: 1 page, 2 pages.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

func initials(name string) string {
	var b strings.Builder
	begins := true
	for _, letter := range name {
		space := unicode.IsSpace(letter)
		if begins && !space {
			b.WriteRune(letter)
		}
		begins = space
	}
	return b.String()
}

// clockTime is when something was saved, in California time.
func clockTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(calendar.Zone).Format("15:04")
}
