package bench

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/calendar"
	"imr/internal/casework"
)

// BenchmarkPlan makes a plan for 600 cases over 300 reviewers, applies it and undoes
// it, each with all that it reads and writes. Under 5 s are asked of each.
func BenchmarkPlan(b *testing.B) {
	dir := b.TempDir()
	desk, err := casework.Open(b.Context(), dir, time.Now)
	must(b, err)
	b.Cleanup(func() { desk.Close() })
	o := &office{desk: desk}
	_, err = desk.AddUser(b.Context(), operator, casework.NewUser{Email: email, Name: "Vera Lindholm", Password: password, Roles: []account.Role{account.Admin}})
	must(b, err)
	o.importTemplate(b)
	fillReady(b, filepath.Join(dir, "imr.db"))
	for b.Loop() {
		o.planOnce(b)
	}
}

func (o *office) planOnce(b *testing.B) {
	b.Helper()
	ctx, took := b.Context(), map[string]time.Duration{}
	measure := func(what string, do func() error) {
		start := time.Now()
		must(b, do())
		took[what] = time.Since(start)
	}
	var id int64
	measure("s-plan", func() (err error) { id, err = o.desk.MakePlan(ctx, operator, nil); return err })
	p, err := o.desk.Plan(ctx, operator, id)
	must(b, err)
	if len(p.Placed) != assignment.PlanMost {
		b.Fatalf("%d cases are placed, and %d not: %+v", len(p.Placed), len(p.Unplaced), p.Unplaced[:min(1, len(p.Unplaced))])
	}
	measure("s-apply", func() error { return o.desk.ApplyPlan(ctx, operator, id) })
	measure("s-undo", func() error {
		back, _, err := o.desk.UndoPlan(ctx, operator, id)
		if back != assignment.PlanMost {
			return fmt.Errorf("%d offers are taken back: %w", back, err)
		}
		return err
	})
	for what, d := range took {
		b.ReportMetric(d.Seconds(), what)
	}
	b.ReportMetric(float64(p.Before.DaysLate), "days-late-one-by-one")
	b.ReportMetric(float64(p.After.DaysLate), "days-late-planned")
}

// fillReady copies the only case of the database: 600 without a reviewer, and three in
// the hands of each of the reviewers.
func fillReady(b *testing.B, path string) {
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
	run(`UPDATE cases SET state = 'published'`)
	today := calendar.DateOf(time.Now()).String()
	run(`INSERT INTO cases (`+caseColumns+`) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
		SELECT 2000000 + i, 'CM26-' || printf('%07d', i), CASE WHEN i <= ? THEN 'ready' ELSE 'in_review' END, date(?, (i * 7 % 28) || ' days'), 40 + i * 13 % 900,
		'Fiction Sample ' || i, `+restColumns+` FROM n, cases WHERE id = 1`, assignment.PlanMost+3*reviewers, assignment.PlanMost, today)
	run(`INSERT INTO items (case_id, position, item, description, category, timing, guideline, quantity)
		SELECT c.id, 0, '1', 'MRI of the lumbar spine, low back pain', 'diagnostics', 'prospective', '', '' FROM cases c WHERE c.id > 1`)
	run(`INSERT INTO documents (case_id, position, document, file, title, kind, author, dated, received, source, sha256, pages)
		SELECT c.id, position, document, file, title, kind, author || ' ' || c.id, dated, received, source, sha256, 1 FROM cases c, documents t WHERE c.id > 1 AND t.case_id = 1`)
	run(`INSERT INTO assignments (case_id, reviewer_id, assigned_at) SELECT id, 'r' || (id % ?), strftime('%Y-%m-%dT12:00:00.000000Z', 'now', '-' || (id % 9) || ' days')
		FROM cases WHERE state = 'in_review'`, reviewers)
	must(b, tx.Commit())
}
