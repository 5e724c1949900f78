package web

import (
	"encoding/csv"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"imr/internal/report"
)

// TestReportsPageShowsTablesWithCharts: each report that has something stands as a
// chart and a table with the same numbers and can be taken away as CSV.
func TestReportsPageShowsTablesWithCharts(t *testing.T) {
	s := openSite(t)
	s.issueOwn(t)
	admin := s.as(t, "admin")
	a := admin.get(t, "/reports")
	a.want(t, "the reports", http.StatusOK)
	tables, charts := a.elements(t, "table"), a.elements(t, "svg")
	if len(tables) < 8 || len(charts) != len(tables) {
		t.Fatalf("%d tables, %d charts", len(tables), len(charts))
	}
	for _, c := range charts {
		if attribute(c, "role") != "img" || attribute(c, "aria-labelledby") == "" || attribute(c, "style") != "" {
			t.Errorf("a chart is not described: %+v", c.Attr)
		}
	}
	for _, link := range a.elements(t, "a") {
		to := attribute(link, "href")
		if !strings.Contains(to, ".csv") {
			continue
		}
		got := admin.get(t, to)
		rows, err := csv.NewReader(strings.NewReader(got.body)).ReadAll()
		if got.status != http.StatusOK || err != nil || len(rows) < 2 || !strings.Contains(got.header.Get("Content-Disposition"), "-to-") {
			t.Errorf("%s: %d, %d rows, %v", to, got.status, len(rows), err)
		}
	}
	if strings.Contains(a.body, "Rosa") || strings.Contains(a.body, "reviewer@imr.example") {
		t.Error("a reviewer appears by name")
	}
	bad := admin.get(t, "/reports?from=2026-02-30&to=")
	bad.want(t, "days that are none", http.StatusUnprocessableEntity)
	if !strings.Contains(bad.body, `value="2026-02-30"`) || !strings.Contains(bad.body, "first day") {
		t.Error("what was typed is not shown again with what is wrong")
	}
}

func TestPublicFiguresPage(t *testing.T) {
	s := openSite(t)
	s.issueOwn(t)
	admin, public := s.as(t, "admin"), s.browser(t)
	a := public.get(t, figuresPath)
	a.want(t, "before there is enough", http.StatusOK)
	if len(a.elements(t, "table")) != 0 || !strings.Contains(a.body, "Figures are shown once") || a.header.Get("Set-Cookie") != "" {
		t.Errorf("too little is shown: %s", a.body)
	}
	admin.post(t, "/reports/smallest", url.Values{"smallest": {"one"}}).want(t, "no number", http.StatusUnprocessableEntity)
	admin.post(t, "/reports/smallest", url.Values{"smallest": {"7"}}).want(t, "seven", http.StatusSeeOther)
	if a := public.get(t, figuresPath); !strings.Contains(a.body, "at least 7") {
		t.Error("the number is not in force")
	}
}

func TestTableWords(t *testing.T) {
	for want, got := range map[string]string{
		"left out":  cellWords(report.Number, report.Cell{LeftOut: true}),
		"–":         cellWords(report.Share, report.Cell{None: true}),
		"1,234,567": cellWords(report.Number, report.Cell{N: 1234567}),
		"12.5":      cellWords(report.Share, report.Cell{N: 12.5}),
		"12":        cellWords(report.Days, report.Cell{N: 12}),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	row := csvRow(report.Table{Columns: make([]report.Column, 3)}, report.Row{Label: "a", Cells: []report.Cell{{N: 0.5}, {None: true}, {LeftOut: true}}})
	if strings.Join(row, "|") != "a|0.5||*" {
		t.Errorf("as CSV: %q", row)
	}
}
