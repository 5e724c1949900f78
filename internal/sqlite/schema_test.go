package sqlite

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"imr/db"
)

// released holds the SHA-256 of every migration. A released file never changes:
// what it did not say is said by the next one.
var released = map[string]string{
	"0001_accounts.sql":       "8576e1dfc090cb9cc6301d09b2ad3b2c42b86e9142d0603067dc9538f905ae8e",
	"0002_cases.sql":          "184d024f6fbfcda3fe7edf1c688b2436912a6a6ade0d499f718c9e80c836c211",
	"0003_reviews.sql":        "52446ae36a7021df8bda75e4fd51244ce94501b7c38621835de3e4d806802795",
	"0004_determinations.sql": "39b228097fd8e6afc5e908b51684919bac18de5795064fbb4ba728c44968a85c",
	"0005_audit.sql":          "40940b1767adb2bead23321df5bcb02e2eb1e7bc97a2a73700153b440caa4802",
	"0006_reading.sql":        "574815d651a398303cfac59dc933ccf94ca457ad1f0e9cfaf04d46c1385f8da1",
	"0007_description.sql":    "ead8951f334582d1b3fa7cf4cebf684e4429e658c611e0b0246185268efc148f",
	"0008_lanes.sql":          "8287d03200ea1fb167c7c9cb3324c0c14de018d3b848986526a09cab9084ce0c",
	"0009_uploads.sql":        "a7ccd68ddbccdd227f471f520bab9a5b3c435f20ecd3f7096136dea06e21a43b",
	"0010_coverage.sql":       "b143dae0547225d89c6efd9d7eb6a0d7905db9e1e6a68a5bfd82a140aefd68ee",
	"0011_life.sql":           "aa2bd3709cb683b83c39c034d471924ea61fffc625d2a905954c5d4537461c56",
	"0013_criteria.sql":       "72377aece340f7df211688360252a519a87649a9774ded88054de19c2f73669f",
	"0014_guidelines.sql":     "55b139ba5808e61bc8316533e41fd0c66f1026ef228dbc2e4a9bbe2d3e375eca",
	"0015_quality.sql":        "e282c8afab0af827ef0d8ecbb818ece1e9786afd97bcef625ef3ce2135f19b97",
	"0016_issues.sql":         "5563e2734c277ae3bc5f1d67def9e07108b6cc10eec1783949075644e3c4a1ba",
	"0017_ledger.sql":         "775c52fb7326949daf6665273c17287d89a32ede97d87c5009eed727a039b6f5",
	"0018_intake.sql":         "dbe3d5b830bd70dcedf1d018778e4c76d20e92331fdd79ab45c36f6233022299",
	"0019_reviewers.sql":      "9e8bc8a00b5b7f81b8a001764931876ec2afc575cae55b8937c6f47691005b50",
	"0022_publication.sql":    "bc009de1939bcc18187803a30f88ddfc6e21e9c36092a1ee0b9f11ccef05a7b2",
	"0024_earlier.sql":        "913d998e80e03835d5faa0ef60552e13691a535198e7435cb447cfdfabeecec2",
	"0025_parting.sql":        "bb434aa2847fa6edf3a54fce6e1421c3b130177a20db6c70314a8af67457effb",
	"0026_letters.sql":        "4e6a0268c8fdd75b1641b6510dde7b8ec1e2a0351258ac7fb2e237989321db8c",
	"0027_service.sql":        "ff84b2910a0a83907f7a2613fdda066ad94735f28e2daa55bedae7e804e3176d",
	"0030_desk.sql":           "46c6bf46fdaaf4d0c8533f5866b584a4f3423df3a93f6365525e0ea35db1bff5",
	"0031_plans.sql":          "ab640ec5d8185c0a29cb4a3170a47a649214409a3483963082de5a0b0f8aeffe",
	"0032_mail.sql":           "3b18a7d5f79551dc69e058088399f2d228438d50952cfc8f7eeee4a0e0e8f5ff",
	"0029_figures.sql":        "10d1ba5a8f911fc306b4a77e74676020cbc39f9dad37d63b1d8ca6363930ad23",
	"0033_notices.sql":        "f43bdf88383ee6bf17ea15c8530ee8989068dc116192d22a874de22d1a3f3700",
	"0034_invoices.sql":       "b86eeecd5013db847c5b0abb5120fb2c4f614fbfee50f9f965d8369b3d5ff91c",
}

func TestReleasedMigrationsNeverChange(t *testing.T) {
	files, err := fs.Glob(db.Migrations, "migrations/*")
	must(t, err)
	if len(files) != len(released) {
		t.Errorf("there are %d migrations, and %d in the table: a new one is added to both", len(files), len(released))
	}
	for _, path := range files {
		content, err := fs.ReadFile(db.Migrations, path)
		must(t, err)
		sum := sha256.Sum256(content)
		name := filepath.Base(path)
		if want := released[name]; want != hex.EncodeToString(sum[:]) {
			t.Errorf("%s has the SHA-256 %x, and the table %q", name, sum, want)
		}
		if !regexp.MustCompile(`^\d{4}_[a-z_]+\.sql$`).MatchString(name) {
			t.Errorf("%s is not named NNNN_subject.sql", name)
		}
		if strings.Contains(string(content), "CREATE TABLE") && !strings.Contains(string(content), "STRICT") {
			t.Errorf("%s makes a table that is not STRICT", name)
		}
	}
}

func TestEveryTableIsStrict(t *testing.T) {
	d := fresh(t)
	rows, err := d.read.db.Query("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict AND name NOT LIKE 'sqlite_%'")
	must(t, err)
	defer rows.Close()
	for rows.Next() {
		var name string
		must(t, rows.Scan(&name))
		if name != "goose_db_version" {
			t.Errorf("table %s is not STRICT", name)
		}
	}
	must(t, rows.Err())
}

func TestNewerSchemaIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "imr.db")
	d, err := Open(t.Context(), path, time.Now)
	must(t, err)
	must(t, raw(t, d, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)"))
	must(t, d.Close())
	before, err := os.ReadFile(path)
	must(t, err)
	again, err := Open(t.Context(), path, time.Now)
	if err == nil {
		must(t, again.Close())
		t.Fatal("a database of a newer program was opened")
	}
	if !strings.Contains(err.Error(), "9999") {
		t.Errorf("the refusal does not name the schema: %v", err)
	}
	after, err := os.ReadFile(path)
	must(t, err)
	if !slices.Equal(before, after) {
		t.Error("the refused file was written")
	}
}

func TestOpenIsRepeatable(t *testing.T) {
	path := filepath.Join(t.TempDir(), "imr.db")
	for range 3 {
		d, err := Open(t.Context(), path, time.Now)
		must(t, err)
		addUsers(t, d)
		must(t, d.Close())
	}
}

func TestNoDatabaseIsAnError(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "text.db")
	must(t, os.WriteFile(text, []byte(strings.Repeat("not a database ", 100)), 0o600))
	for name, path := range map[string]string{"a text": text, "a folder": dir, "no folder": filepath.Join(dir, "none", "imr.db")} {
		if d, err := Open(t.Context(), path, time.Now); err == nil {
			t.Errorf("%s was opened", name)
			must(t, d.Close())
		}
	}
}

// TestStatementsAreNamedAndUsed reads the package's source: a statement that no
// code names is dead, and one that code names and nobody wrote panics in use.
func TestStatementsAreNamedAndUsed(t *testing.T) {
	statements, err := load(db.Queries)
	must(t, err)
	files, err := filepath.Glob("*.go")
	must(t, err)
	used := map[string]bool{}
	subjects := map[string]bool{}
	for name := range statements {
		subject, _, _ := strings.Cut(name, ".")
		subjects[subject] = true
	}
	literal := regexp.MustCompile(`"([a-z]+)\.([a-z-]+)"`)
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		source, err := os.ReadFile(file)
		must(t, err)
		for _, m := range literal.FindAllStringSubmatch(string(source), -1) {
			if subjects[m[1]] && m[2] != "db" {
				used[m[1]+"."+m[2]] = true
			}
		}
	}
	for name := range statements {
		if !used[name] {
			t.Errorf("statement %s is never used", name)
		}
	}
	for name := range used {
		if statements[name] == "" {
			t.Errorf("the code asks for %s, which db/queries does not have", name)
		}
	}
}

func TestLoad(t *testing.T) {
	file := func(text string) fstest.MapFS { return fstest.MapFS{"queries/a.sql": {Data: []byte(text)}} }
	got, err := load(file("-- name: one\n-- why\nSELECT 1;\n\n-- name: two\nSELECT 2\n  FROM x;\n"))
	if err != nil || len(got) != 2 || got["a.one"] != "-- why\nSELECT 1;" || got["a.two"] != "SELECT 2\n  FROM x;" {
		t.Errorf("load = %q, %v", got, err)
	}
	if _, err := load(file("-- name: one\nSELECT 1;\n-- name: one\nSELECT 2;\n")); err == nil {
		t.Error("two statements with one name were taken")
	}
}
