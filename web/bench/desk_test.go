package bench

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3" // fills the year past the store

	"imr/internal/account"
	"imr/internal/bundle"
	"imr/internal/calendar"
	"imr/internal/casework"
	"imr/internal/reviewer"
	"imr/internal/sample"
	"imr/web"
)

const (
	closedCases = 200_000
	openCases   = 4_000
	reviewers   = 300
)

// BenchmarkDesk asks for the desk at the end of a year: 200,000 closed cases and 4,000
// open ones in the hands of 300 reviewers. Under 100 ms are asked of the slowest of a
// hundred.
func BenchmarkDesk(b *testing.B) {
	dir := b.TempDir()
	desk, err := casework.Open(b.Context(), dir, time.Now)
	must(b, err)
	b.Cleanup(func() { desk.Close() })
	o := &office{desk: desk}
	_, err = desk.AddUser(b.Context(), operator, casework.NewUser{Email: email, Name: "Vera Lindholm", Password: password, Roles: []account.Role{account.Admin}})
	must(b, err)
	o.importTemplate(b)
	fillYear(b, filepath.Join(dir, "imr.db"))
	handler, err := web.New(desk, slog.New(slog.NewJSONHandler(io.Discard, nil)))
	must(b, err)
	o.addr = serve(b, handler)
	o.signIn(b)
	for _, path := range []string{"/desk", "/desk/late", "/desk/slow", "/assign/bulk"} {
		b.Run(strings.Trim(path, "/"), func(b *testing.B) { o.percentiles(b, path) })
	}
}

// percentiles asks for the page one time after the other.
func (o *office) percentiles(b *testing.B, path string) {
	request := o.request("GET", path, "text/html", "")
	if page := string(fetch(b, o.addr, request)); path == "/desk/late" && strings.Count(page, "data-desk-row") != 25 {
		b.Fatalf("the list has %d lines", strings.Count(page, "data-desk-row"))
	}
	c, err := dial(o.addr)
	must(b, err)
	defer c.conn.Close()
	var took []time.Duration
	for b.Loop() {
		start := time.Now()
		status, err := c.do(request)
		must(b, err)
		if status != http.StatusOK {
			b.Fatalf("answered %d", status)
		}
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms-p50")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "ms-p99")
}

// importTemplate takes in the case of which the others are copies.
func (o *office) importTemplate(b *testing.B) {
	b.Helper()
	dir := filepath.Join(b.TempDir(), "bundle")
	must(b, sample.WriteBundle(dir, "case2"))
	in, err := bundle.Open(dir)
	must(b, err)
	defer in.Close()
	_, err = o.desk.Import(b.Context(), operator, casework.Intake{Case: in.Case, Open: in.OpenFile})
	must(b, err)
}

// fillYear copies the only case of the database: closed ones with a finished review
// each, and open ones in every state, a tenth of them late.
func fillYear(b *testing.B, path string) {
	b.Helper()
	db, err := sql.Open("sqlite3", "file:"+path+"?_busy_timeout=10000")
	must(b, err)
	defer db.Close()
	tx, err := db.Begin()
	must(b, err)
	run := func(text string, args ...any) {
		b.Helper()
		if _, err := tx.Exec(text, args...); err != nil {
			b.Fatalf("%s: %v", text, err)
		}
	}
	addReviewers(b, run)
	run(`CREATE TEMP TABLE state_of (k INTEGER PRIMARY KEY, state TEXT)`)
	for k, state := range []string{"received", "eligible", "awaiting_records", "awaiting_records", "awaiting_records", "ready", "ready", "offered", "offered",
		"in_review", "in_review", "in_review", "in_review", "in_review", "in_review", "in_review", "returned", "handed_in", "handed_in", "approved"} {
		run(`INSERT INTO state_of VALUES (?, ?)`, k, state)
	}
	today := calendar.DateOf(time.Now()).String()
	run(`INSERT INTO cases (`+caseColumns+`) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
		SELECT 1000000 + i, 'CM25-' || printf('%07d', i), 'issued', date(?, '-' || (40 + i % 300) || ' days'), 40 + i % 500, 'Fiction Sample ' || i, `+restColumns+` FROM n, cases WHERE id = 1`, closedCases, today)
	run(`INSERT INTO cases (`+caseColumns+`) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
		SELECT 2000000 + i, 'CM26-' || printf('%07d', i), (SELECT state FROM state_of WHERE k = i % 20),
		CASE WHEN i % 20 < 5 THEN '' ELSE date(?, (i * 7 % 28 - 3) || ' days') END, 40 + i * 13 % 900, 'Fiction Sample ' || i, `+restColumns+` FROM n, cases WHERE id = 1`, openCases, today)
	run(`INSERT INTO items (case_id, position, item, description, category, timing, guideline, quantity)
		SELECT c.id, t.position, t.item, t.description, t.category, t.timing, t.guideline, t.quantity FROM cases c, items t WHERE c.id > 1 AND t.case_id = 1`)
	run(`INSERT INTO documents (case_id, position, document, file, title, kind, author, dated, received, source, sha256, pages)
		SELECT c.id, position, document, file, title, kind, author || ' ' || c.id, dated, received, source, sha256, 1 FROM cases c, documents t WHERE c.id > 2000000 AND t.case_id = 1`)
	run(`INSERT INTO deadline_events SELECT c.id, seq, kind, happened_at, recorded_at, recorded_by, t.priority, service, days, until, ref, note, replaces
		FROM cases c, deadline_events t WHERE c.id > 2000000 AND t.case_id = 1`)
	run(`INSERT INTO assignments (case_id, reviewer_id, assigned_at) SELECT id, 'r' || (id % ?), strftime('%Y-%m-%dT12:00:00.000000Z', 'now', '-' || (5 + id % 300) || ' days')
		FROM cases WHERE state IN ('issued', 'in_review', 'returned', 'handed_in', 'approved') AND id > 1`, reviewers)
	run(`INSERT INTO finished_reviews SELECT case_id, reviewer_id, assigned_at, strftime('%Y-%m-%dT12:00:00.000000Z', assigned_at, '+' || (1 + case_id % 4) || ' days'), 300, 2
		FROM assignments WHERE case_id < 2000000`)
	run(`INSERT INTO choices SELECT id, 1, 'r' || (id % ?), 'offer', '', '{}', strftime('%Y-%m-%dT12:00:00.000000Z', 'now', '-' || (id % 3) || ' days') FROM cases WHERE state = 'offered'`, reviewers)
	run(`INSERT INTO record_requests (case_id, party, kind, requested_at, due_on) SELECT id, 'claims_administrator', 'reports', '', date(?, (id % 20 - 4) || ' days')
		FROM cases WHERE state = 'awaiting_records'`, today)
	must(b, tx.Commit())
}

const caseColumns = `id, number, state, due_on, page_count, employee_name, ` + restColumns

const restColumns = `priority, application_received, records_complete, item_count, application_channel, application_signed, application_signed_by,
	employee_date_of_birth, employee_sex, date_of_injury, claim_number, employer, administrator_name, administrator_address, administrator_email,
	physician_name, physician_specialty, physician_facility, ur_organization, ur_physician, ur_decision_date, ur_served_date, ur_outcome, ur_conditional,
	ur_reason, request_for_authorization, notice_of_assignment, records_version, due_rule`

func addReviewers(b *testing.B, run func(string, ...any)) {
	b.Helper()
	checked := calendar.DateOf(time.Now()).AddDays(-100)
	specialties := []string{"Pain Medicine", "Occupational Medicine", "Orthopaedic Surgery", "Neurology", "Psychiatry", "Physical Medicine and Rehabilitation"}
	for i := range reviewers {
		id := fmt.Sprintf("r%d", i)
		profile, err := json.Marshal(reviewer.Profile{Degree: "MD", PracticeYears: 12, WeeklyHours: 30, Capacity: 6 + i%10,
			Licences:       []reviewer.Licence{{State: "California", Number: "A1", Status: "active", Expires: checked.AddDays(110 + i*7), Verified: checked}},
			Certifications: []reviewer.Certification{{Board: "ABMS", Specialty: specialties[i%len(specialties)], Since: checked.AddDays(-3000), Verified: checked}},
			Sanctions:      reviewer.Check{On: checked, Clear: true}, QME: reviewer.Check{On: checked, Clear: true}})
		must(b, err)
		who, err := json.Marshal(reviewer.Identity{LegalName: fmt.Sprintf("Nadia%d Fictive%d", i, i), Affiliates: []string{fmt.Sprintf("Clinic of Fiction %d", i), "Harbor Example Group"}})
		must(b, err)
		run(`INSERT INTO users (id, email, name, password_hash, created_at) VALUES (?, ?, ?, '', '')`, id, id+"@imr.example", "Nadia Fictive "+id)
		run(`INSERT INTO user_roles VALUES (?, 'reviewer')`, id)
		run(`INSERT INTO reviewer_profiles VALUES (?, 1, ?, 'x', '')`, id, string(profile))
		run(`INSERT INTO reviewer_identities VALUES (?, ?, '')`, id, string(who))
	}
}
