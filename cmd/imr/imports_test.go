package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// domain is the packages of the field itself, each of which may import those
// before it and no more of the standard library than what computes.
var domain = []string{"fault", "spelling", "account", "audit", "calendar", "notice", "deadline", "dictionary", "casefile", "eligibility", "guideline", "reviewer", "assignment", "desk",
	"review", "criteria", "chronology", "copies", "search", "finding", "determination", "fee", "quality", "earlier", "publication", "report"}

// outside is what the domain knows nothing of, and neither of what lies below it.
var outside = []string{"net/http", "database/sql", "html/template", "os"}

// above is what each other package may import besides the domain. One that is not
// here is not to be.
var above = map[string][]string{
	"db":                         {},
	"internal/blob":              {},
	"internal/bundle":            {},
	"internal/casework":          {"internal/blob", "internal/catalog", "internal/letter", "internal/packet", "internal/publicpdf", "internal/mail", "internal/ocr", "internal/pdfium", "internal/reading", "internal/sqlite"},
	"internal/catalog":           {},
	"internal/chart":             {},
	"internal/letter":            {"internal/tagpdf"},
	"internal/mail":              {},
	"internal/mail/mailtest":     {"internal/mail"},
	"internal/ocr":               {"internal/worker"},
	"internal/ocr/internal/gen":  {},
	"internal/packet":            {},
	"internal/pdfium":            {"internal/worker"},
	"internal/publicpdf":         {"internal/tagpdf"},
	"internal/reading":           {"internal/ocr", "internal/pdfium"},
	"internal/sample":            {"internal/bundle", "internal/tagpdf"},
	"internal/sqlite":            {"db"},
	"internal/tagpdf":            {},
	"internal/worker":            {},
	"internal/worker/workertest": {},
	"internal/wholecase":         {},
	"static":                     {},
	"templates":                  {"static", "templates/part"},
	"templates/part":             {"static"},
	"web":                        {"internal/bundle", "internal/casework", "internal/catalog", "internal/chart", "internal/letter", "internal/packet", "static", "templates", "templates/part"},
	"web/bench":                  {},
	"web/e2e/bench/scan":         {"internal/bundle", "internal/pdfium", "internal/sample"},
}

// withoutDomain are packages that do not even know the field.
var withoutDomain = []string{"db", "static", "templates", "templates/part", "internal/blob", "internal/chart", "internal/tagpdf", "internal/ocr/internal/gen",
	"internal/worker", "internal/worker/workertest"}

type listed struct {
	ImportPath string
	Imports    []string
}

const module = "imr/"

func packages(t *testing.T) map[string][]string {
	t.Helper()
	out, err := exec.Command("go", "list", "-tags", "sqlite_fts5", "-json=ImportPath,Imports", module+"...").Output()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]string{}
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all[strings.TrimPrefix(p.ImportPath, module)] = p.Imports
	}
}

// complaint says why the package may not import the other, or "".
func complaint(pkg, other string) string {
	ours, isOurs := strings.CutPrefix(other, module)
	place := slices.Index(domain, strings.TrimPrefix(pkg, "internal/"))
	otherPlace := -1
	if isOurs {
		otherPlace = slices.Index(domain, strings.TrimPrefix(ours, "internal/"))
	}
	allowed, known := above[pkg]
	switch {
	case other == "database/sql" && pkg != "internal/sqlite":
		return "only internal/sqlite runs SQL"
	case place >= 0 && isOurs && (otherPlace < 0 || otherPlace >= place):
		return "a domain package imports those before it only"
	case place >= 0 && slices.ContainsFunc(outside, func(o string) bool { return other == o || strings.HasPrefix(other, o+"/") }):
		return "the domain knows no files, no network and no database"
	case place >= 0 && !isOurs && strings.Contains(strings.Split(other, "/")[0], "."):
		return "the domain imports nothing from other people"
	case place >= 0, !isOurs, pkg == "cmd/imr":
		return ""
	case !known:
		return "the package is not in the table"
	case otherPlace >= 0 && !slices.Contains(withoutDomain, pkg), slices.Contains(allowed, ours):
		return ""
	}
	return "it is not in the package's row of the table"
}

func TestImportsFollowTheTable(t *testing.T) {
	all := packages(t)
	for pkg, imports := range all {
		_, known := above[pkg]
		if !known && pkg != "cmd/imr" && slices.Index(domain, strings.TrimPrefix(pkg, "internal/")) < 0 {
			t.Errorf("%s is not in the table: say what it may import", pkg)
		}
		for _, other := range imports {
			if words := complaint(pkg, other); words != "" {
				t.Errorf("%s imports %s: %s", pkg, other, words)
			}
		}
	}
	if len(all) < len(above) {
		t.Errorf("go list knows only %d packages", len(all))
	}
}

// TestComplaint: the rules above refuse what they are there for.
func TestComplaint(t *testing.T) {
	for name, tt := range map[string]struct {
		pkg, other string
		refused    bool
	}{
		"a domain package and one before it": {"internal/review", "imr/internal/casefile", false},
		"a domain package and one after it":  {"internal/casefile", "imr/internal/review", true},
		"a domain package and the store":     {"internal/review", "imr/internal/sqlite", true},
		"a domain package and HTTP":          {"internal/fault", "net/http", true},
		"a domain package and files":         {"internal/account", "os", true},
		"a domain package and programs":      {"internal/copies", "os/exec", true},
		"a domain package and paths":         {"internal/account", "path", false},
		"a domain package and others' code":  {"internal/finding", "golang.org/x/text/unicode/norm", true},
		"acts and SQL":                       {"internal/casework", "database/sql", true},
		"the store and SQL":                  {"internal/sqlite", "database/sql", false},
		"the store and the acts":             {"internal/sqlite", "imr/internal/casework", true},
		"web and the store":                  {"web", "imr/internal/sqlite", true},
		"web and the acts":                   {"web", "imr/internal/casework", false},
		"web and the domain":                 {"web", "imr/internal/review", false},
		"templates and the domain":           {"templates", "imr/internal/review", true},
		"parts of pages and pages":           {"templates/part", "imr/templates", true},
		"acts and web":                       {"internal/casework", "imr/web", true},
		"acts and the command":               {"internal/casework", "imr/cmd/imr", true},
		"the command and all":                {"cmd/imr", "imr/internal/tagpdf", false},
		"a package that nobody put in a row": {"internal/utils", "imr/internal/fault", true},
	} {
		if words := complaint(tt.pkg, tt.other); (words != "") != tt.refused {
			t.Errorf("%s: complaint(%s, %s) = %q", name, tt.pkg, tt.other, words)
		}
	}
}
