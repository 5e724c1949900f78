package casework

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"imr/internal/account"
	"imr/internal/audit"
	"imr/internal/bundle"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/determination"
	"imr/internal/fault"
	"imr/internal/ocr"
	"imr/internal/pdfium"
	"imr/internal/reviewer"
	"imr/internal/sample"
)

func TestMain(m *testing.M) {
	if pdfium.IsWorker() {
		pdfium.ServeWorker()
	}
	if ocr.IsWorker() {
		ocr.ServeWorker()
	}
	code := m.Run()
	if imported.dir != "" {
		os.RemoveAll(imported.dir)
	}
	os.Exit(code)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// clock is a time that a test moves.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// workday is a Tuesday morning in California.
var workday = time.Date(2026, 11, 24, 17, 30, 0, 123456000, time.UTC)

const password = "nine green herons by the river"

// people are the accounts of every test, by the names that the tests call them.
// The identity of the reviewer consists of words that stand nowhere else.
var people = map[string]NewUser{
	"reviewer": {Email: "canary-mail@imr.example", Name: "Canary-First Canary-Last", Roles: []account.Role{account.Reviewer}, Qualifications: qualified},
	"other":    {Email: "other@imr.example", Name: "Otto Other", Roles: []account.Role{account.Reviewer}, Qualifications: qualified},
	"admin":    {Email: "admin@imr.example", Name: "Ada Admin", Roles: []account.Role{account.Admin}},
	"auditor":  {Email: "auditor@imr.example", Name: "Aud Auditor", Roles: []account.Role{account.Auditor}},
	"director": {Email: "director@imr.example", Name: "Dirk Director", Roles: []account.Role{account.Director}},
}

var qualified = reviewer.Qualifications{BoardCertifications: []string{"Neurological Surgery"}, LicensedIn: []string{"California"}}

var organization = determination.Organization{Name: "Larkspur Review", ShortName: "Larkspur", Address: "Sacramento", Phone: "(555) 010-0146",
	MedicalDirector: "Imogen Castellanos, MD"}

var operator = account.Command("test")

// worked is a sample case with a finished review, which the reviewer has; free is
// one that nobody has.
var worked, free = casefile.CaseNumber("CM20-0061207"), casefile.CaseNumber("CM14/99 ü;1")

// imported is a data folder with the people and both cases, made once.
var imported struct {
	sync.Once
	dir string
	err error
}

func fillImported(t *testing.T) error {
	dir, err := os.MkdirTemp("", "imr-casework-")
	if err != nil {
		return err
	}
	imported.dir = dir
	c := &clock{at: workday}
	desk, err := Open(t.Context(), dir, c.now)
	if err != nil {
		return err
	}
	defer desk.Close()
	if err := desk.SetOrganization(t.Context(), operator, organization); err != nil {
		return err
	}
	for _, p := range people {
		p.Password = password
		if _, err := desk.AddUser(t.Context(), operator, p); err != nil {
			return err
		}
	}
	if err := sample.WriteReviewedBundle(filepath.Join(dir, "bundle"), "case3"); err != nil {
		return err
	}
	for _, path := range []string{filepath.Join(dir, "bundle"), fullBundle(t)} {
		if _, err := take(t, desk, path); err != nil {
			return err
		}
	}
	if err := desk.WorkUntilRead(t.Context()); err != nil {
		return err
	}
	return desk.Assign(t.Context(), operator, worked, people["reviewer"].Email)
}

// take imports a bundle as the command does.
func take(t *testing.T, d *Desk, path string) (casefile.CaseNumber, error) {
	t.Helper()
	b, err := bundle.Open(path)
	must(t, err)
	defer b.Close()
	return d.Import(t.Context(), operator, Intake{Case: b.Case, Review: b.Review, Open: b.OpenFile})
}

// fullBundle is the bundle of testdata/full with two PDF records of the samples.
func fullBundle(t *testing.T) string {
	t.Helper()
	dir, samples := filepath.Join(t.TempDir(), "full"), filepath.Join(t.TempDir(), "sample")
	must(t, os.CopyFS(dir, os.DirFS("testdata/full")))
	must(t, sample.WriteBundle(samples, "case1"))
	must(t, os.MkdirAll(filepath.Join(dir, "records/deep"), 0o700))
	must(t, os.Rename(filepath.Join(samples, "records/2013-09-25-pr2.pdf"), filepath.Join(dir, "records/one.pdf")))
	must(t, os.Rename(filepath.Join(samples, "records/2013-10-16-pr2.pdf"), filepath.Join(dir, "records/deep/two.pdf")))
	return dir
}

// office is a desk of its own with what was imported, and who works at it.
type office struct {
	*Desk
	clock *clock
	dir   string
	user  map[string]account.User
}

func openOffice(t *testing.T) *office {
	t.Helper()
	imported.Do(func() { imported.err = fillImported(t) })
	must(t, imported.err)
	return officeOf(t, imported.dir, workday.Add(time.Hour), "imr.db", "documents")
}

// officeOf is an office with copies of what the folder holds under the names.
func officeOf(t *testing.T, dir string, at time.Time, names ...string) *office {
	t.Helper()
	o := &office{clock: &clock{at: at}, dir: t.TempDir(), user: map[string]account.User{}}
	for _, name := range names {
		must(t, copyInto(o.dir, filepath.Join(dir, name)))
	}
	o.open(t)
	us, err := o.Reviewers(t.Context(), operator)
	must(t, err)
	db := o.sql(t)
	for name, p := range people {
		var id account.UserID
		must(t, db.QueryRow("SELECT id FROM users WHERE email = ?", p.Email).Scan(&id))
		o.user[name] = account.User{ID: id, Email: p.Email, Name: p.Name, Roles: p.Roles}
	}
	if len(us) != 2 {
		t.Fatalf("the reviewers are %v", us)
	}
	return o
}

func (o *office) open(t *testing.T) {
	t.Helper()
	desk, err := Open(t.Context(), o.dir, o.clock.now)
	must(t, err)
	o.Desk = desk
	t.Cleanup(func() { must(t, desk.Close()) })
}

func copyInto(dir, path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	to := filepath.Join(dir, filepath.Base(path))
	if info.IsDir() {
		return os.CopyFS(to, os.DirFS(path))
	}
	content, err := os.ReadFile(path)
	return errors.Join(err, os.WriteFile(to, content, 0o600))
}

// sql opens the office's database past the store.
func (o *office) sql(t *testing.T) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite3", filepath.Join(o.dir, "imr.db"))
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	return db
}

func (o *office) act(name string) account.Actor {
	u, ok := o.user[name]
	if !ok {
		panic("nobody is called " + name)
	}
	return u.Act()
}

// head verifies the trail and returns its end.
func (o *office) head(t *testing.T) audit.Head {
	t.Helper()
	h, err := o.VerifyTrail(t.Context(), "")
	must(t, err)
	return h
}

// wantKind reports an error that is no fault of the kind; 0 wants none.
func wantKind(t *testing.T, what string, err error, kind fault.Kind) {
	t.Helper()
	if kind == 0 && err != nil || kind != 0 && !fault.Is(err, kind) {
		t.Errorf("%s: %v, want kind %d", what, err, kind)
	}
}

func TestOpenMakesAPrivateFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "data")
	d, err := Open(t.Context(), dir, time.Now)
	must(t, err)
	must(t, d.Close())
	for _, path := range []string{dir, filepath.Join(dir, "documents")} {
		info, err := os.Stat(path)
		must(t, err)
		if info.Mode().Perm() != 0o700 {
			t.Errorf("%s may be read by others: %v", path, info.Mode())
		}
	}
	if d, err := Open(t.Context(), filepath.Join(dir, "imr.db"), time.Now); err == nil {
		t.Error("a file was opened as a data folder")
		must(t, d.Close())
	}
}

func TestTodayIsCalifornia(t *testing.T) {
	d, err := Open(t.Context(), t.TempDir(), func() time.Time { return time.Date(2026, 11, 25, 7, 59, 0, 0, time.UTC) })
	must(t, err)
	defer d.Close()
	if got := d.Today(); got != calendar.MustDate("2026-11-24") {
		t.Errorf("Today = %v", got)
	}
}
