package web

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/account"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/chart"
	"imr/internal/fault"
	"imr/internal/report"
	"imr/templates"
	"imr/templates/part"
)

const (
	reportsPath = "/reports"
	figuresPath = decisionsPath + "/figures"
	rowsOnPage  = 50 // of a table; the download has all
	rowsOfChart = 24
)

// periodForm is what was typed.
type periodForm struct {
	From string `query:"from"`
	To   string `query:"to"`
}

// period is the last twelve months where nothing was typed.
func (f periodForm) period(today calendar.Date) report.Period {
	if f.From == "" && f.To == "" {
		return lastYear(today)
	}
	from, _ := calendar.ParseDate(f.From) // a zero day is told to be none
	to, _ := calendar.ParseDate(f.To)
	return report.Period{From: from, To: to}
}

func lastYear(today calendar.Date) report.Period {
	return report.Period{From: calendar.Date{Year: today.Year - 1, Month: today.Month, Day: 1}, To: today}
}

func periodURL(path string, p report.Period) string {
	return path + "?" + url.Values{"from": {p.From.String()}, "to": {p.To.String()}}.Encode()
}

func (s *Server) reports(c echo.Context) error {
	var f periodForm
	if err := (&echo.DefaultBinder{}).BindQueryParams(c, &f); err != nil {
		return err
	}
	return s.showReports(c, http.StatusOK, f, nil)
}

func (s *Server) showReports(c echo.Context, status int, f periodForm, wrong *fault.Error) error {
	p := f.period(s.desk.Today())
	tables, err := s.desk.Reports(c.Request().Context(), actor(c), p)
	if bad := fault.Of(err); bad != nil && bad.Kind == fault.Invalid {
		wrong, status, err = bad, http.StatusUnprocessableEntity, nil
	} else {
		f = periodForm{p.From.String(), p.To.String()}
	}
	if err != nil {
		return err
	}
	_, _, smallest, err := s.desk.PublicFigures(c.Request().Context())
	if err != nil {
		return err
	}
	view := templates.Reports{Presets: s.presets(p), FiguresURL: figuresPath, CanSet: user(c).Has(account.Admin),
		From:     part.Field{ID: "from", Name: "from", Label: "From", Value: f.From, Error: wrong.Field("from")},
		To:       part.Field{ID: "to", Name: "to", Label: "To", Value: f.To, Error: wrong.Field("to")},
		Smallest: part.Field{ID: "smallest", Name: "smallest", Label: "Smallest number shown", Value: strconv.Itoa(smallest), Error: wrong.Field("smallest")}}
	if wrong != nil {
		for _, m := range wrong.Fields {
			view.Errors = append(view.Errors, part.Message{URL: "#" + m.Path, Text: m.Message})
		}
	}
	for _, t := range tables {
		shown := reportTable(t, periodURL(reportsPath+"/"+t.Name+".csv", p))
		view.Tables = append(view.Tables, shown)
		view.Contents = append(view.Contents, part.Link{Label: t.Title, URL: "#" + t.Name})
	}
	if view.Chrome, err = s.chrome(c, "Reports"); err != nil {
		return err
	}
	return s.render(c, status, templates.ReportsPage(view))
}

// presets are the periods that people ask for.
func (s *Server) presets(shown report.Period) []part.NavItem {
	today := s.desk.Today()
	first := func(year int, month int) calendar.Date {
		return calendar.MustDate(fmt.Sprintf("%04d-%02d-01", year, month))
	}
	thisMonth := first(today.Year, int(today.Month))
	lastDay := thisMonth.AddDays(-1)
	var out []part.NavItem
	for _, x := range []struct {
		label string
		p     report.Period
	}{
		{"This month", report.Period{From: thisMonth, To: today}},
		{"Last month", report.Period{From: first(lastDay.Year, int(lastDay.Month)), To: lastDay}},
		{"Last 12 months", lastYear(today)},
		{"This year", report.Period{From: first(today.Year, 1), To: today}},
		{"Last year", report.Period{From: first(today.Year-1, 1), To: first(today.Year, 1).AddDays(-1)}},
		{"Since 2013", report.Period{From: first(2013, 1), To: today}},
	} {
		out = append(out, part.NavItem{Label: x.label, URL: periodURL(reportsPath, x.p), Current: x.p == shown})
	}
	return out
}

// reportTable is a report as its page shows it.
func reportTable(t report.Table, csvURL string) templates.ReportTable {
	out := templates.ReportTable{Name: t.Name, Title: t.Title, Counts: t.Counts, Of: t.Of, CSVURL: csvURL}
	if isEmpty(t) {
		out.Empty = "Nothing of this kind happened in the period. Choose a longer one."
		return out
	}
	for _, col := range t.Columns {
		out.Head = append(out.Head, headWords(col))
	}
	for _, r := range t.Rows[:min(len(t.Rows), rowsOnPage)] {
		row := []string{rowLabel(t, r.Label)}
		for i, cell := range r.Cells {
			row = append(row, cellWords(t.Columns[i].Unit, cell))
		}
		out.Rows = append(out.Rows, row)
	}
	if len(t.Rows) > rowsOnPage {
		out.More = fmt.Sprintf("These are the first %d of %d rows; the CSV has all of them.", rowsOnPage, len(t.Rows))
	}
	out.Chart = chartOf(t).SVG()
	return out
}

func isEmpty(t report.Table) bool {
	for _, r := range t.Rows {
		for _, c := range r.Cells {
			if c.N > 0 || c.LeftOut {
				return false
			}
		}
	}
	return true
}

func headWords(c report.Column) string {
	switch c.Unit {
	case report.Share:
		return c.Label + ", %"
	case report.Days:
		return c.Label + ", days"
	}
	return c.Label
}

func rowLabel(t report.Table, label string) string {
	if t.Name == report.Category.Name && label != "All" {
		return labelOr(categoryLabel, casefile.Category(label))
	}
	return orNone(label, "Not stated")
}

func cellWords(u report.Unit, c report.Cell) string {
	switch {
	case c.LeftOut:
		return "left out"
	case c.None:
		return "–"
	case u == report.Number || c.N == float64(int(c.N)):
		return grouped(int(c.N))
	}
	return strconv.FormatFloat(c.N, 'f', 1, 64)
}

// grouped is a whole number with commas between its thousands.
func grouped(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// chartOf draws the columns that are to be drawn.
func chartOf(t report.Table) chart.Bars {
	out := chart.Bars{ID: "chart-" + t.Name, Title: t.Title}
	for _, c := range t.Columns {
		if c.Drawn {
			out.Series = append(out.Series, headWords(c))
			if c.Unit == report.Share {
				out.Most = 100
			}
		}
	}
	out.Description = "Bars of " + strings.ToLower(strings.Join(out.Series, " and of ")) + ". The table below has the numbers."
	for _, r := range t.Rows[:min(len(t.Rows), rowsOfChart)] {
		bar := chart.Bar{Label: rowLabel(t, r.Label)}
		for i, c := range r.Cells {
			if !t.Columns[i].Drawn {
				continue
			}
			words := cellWords(t.Columns[i].Unit, c)
			if c.None || c.LeftOut {
				words = ""
			}
			bar.Values, bar.Words = append(bar.Values, c.N), append(bar.Words, words)
		}
		out.Rows = append(out.Rows, bar)
	}
	return out
}

func (s *Server) reportCSV(c echo.Context) error {
	var f periodForm
	if err := (&echo.DefaultBinder{}).BindQueryParams(c, &f); err != nil {
		return err
	}
	p := f.period(s.desk.Today())
	tables, err := s.desk.Reports(c.Request().Context(), actor(c), p)
	if err != nil {
		return err
	}
	return writeTable(c, tables, fmt.Sprintf("%%s-%s-to-%s.csv", p.From, p.To))
}

// writeTable answers with the table that the address names, under a file name made
// from its own.
func writeTable(c echo.Context, tables []report.Table, fileName string) error {
	name, isCSV := strings.CutSuffix(c.Param("table"), ".csv")
	for _, t := range tables {
		if t.Name != name || !isCSV {
			continue
		}
		h := c.Response().Header()
		h.Set(echo.HeaderContentType, "text/csv; charset=utf-8")
		h.Set(echo.HeaderContentDisposition, fmt.Sprintf(`attachment; filename="%s"`, fmt.Sprintf(fileName, t.Name)))
		w := csv.NewWriter(c.Response())
		head := []string{t.Of}
		for _, col := range t.Columns {
			head = append(head, headWords(col))
		}
		rows := [][]string{head}
		for _, r := range t.Rows {
			rows = append(rows, spelled(csvRow(t, r)))
		}
		return w.WriteAll(rows)
	}
	return fault.New(fault.NotFound, "There is no such table.")
}

// csvRow is a row for machines: nothing where there is nothing to count, and a star
// where a number is left out.
func csvRow(t report.Table, r report.Row) []string {
	out := []string{rowLabel(t, r.Label)}
	for _, c := range r.Cells {
		switch {
		case c.LeftOut:
			out = append(out, "*")
		case c.None:
			out = append(out, "")
		default:
			out = append(out, strconv.FormatFloat(c.N, 'f', -1, 64))
		}
	}
	return out
}

func (s *Server) setSmallest(c echo.Context) error {
	n, _ := strconv.Atoi(strings.TrimSpace(c.FormValue("smallest"))) // 0 is refused
	err := s.desk.SetSmallestCell(c.Request().Context(), actor(c), n)
	if wrong := fault.Of(err); wrong != nil && wrong.Kind == fault.Invalid {
		return s.showReports(c, statusOf[wrong.Kind], periodForm{}, wrong)
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, "The public figures leave out what is smaller now."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, reportsPath+"#public-figures")
}
