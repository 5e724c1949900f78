package chronology_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"imr/internal/bundle"
	"imr/internal/casefile"
	"imr/internal/chronology"
	"imr/internal/pdfium"
	"imr/internal/sample"
)

func TestMain(m *testing.M) {
	if pdfium.IsWorker() {
		pdfium.ServeWorker()
	}
	os.Exit(m.Run())
}

// record is a document of a bundle with its pages as PDFium reads them.
type record struct {
	doc   casefile.Document
	pages []casefile.Page
}

func recordsIn(t *testing.T, engine *pdfium.Engine, dir string) []record {
	t.Helper()
	b, err := bundle.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	var out []record
	for _, doc := range b.Case.Documents {
		f, err := b.OpenFile(doc.ID)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		r := record{doc: doc}
		for p, err := range engine.AllPages(t.Context(), f, doc.ID) {
			if err != nil {
				t.Fatal(err)
			}
			r.pages = append(r.pages, p)
		}
		out = append(out, r)
	}
	return out
}

var readOnce sync.Once
var bundles map[string][]record

// records are those of the samples and, where it is there, of a worked bundle.
func records(t *testing.T) map[string][]record {
	t.Helper()
	readOnce.Do(func() {
		engine := pdfium.New(pdfium.Config{})
		defer engine.Close()
		bundles = map[string][]record{}
		for _, s := range sample.Cases() {
			dir := t.TempDir()
			if err := sample.WriteBundle(dir, s.Key); err != nil {
				t.Fatal(err)
			}
			bundles[s.Key] = recordsIn(t, engine, dir)
		}
		example := filepath.Join("..", "..", "..", "shared", "examples", "lumbar-esi-clean")
		if _, err := os.Stat(example); !errors.Is(err, fs.ErrNotExist) {
			bundles["example"] = recordsIn(t, engine, example)
		}
	})
	return bundles
}

// TestProposeRecords compares the proposals for real PDFs with what their bundles say.
func TestProposeRecords(t *testing.T) {
	var all, dates, kinds, authors int
	for key, list := range records(t) {
		for _, r := range list {
			p := chronology.Propose(r.pages)
			all++
			if p.Date.Value == r.doc.Dated {
				dates++
			} else {
				t.Logf("%s %s: date %s by %q, want %s", key, r.doc.File, p.Date.Value, p.Date.Because.Rule, r.doc.Dated)
			}
			if p.Kind.Value == r.doc.Kind {
				kinds++
			} else {
				t.Logf("%s %s: kind %s by %q, want %s", key, r.doc.File, p.Kind.Value, p.Kind.Because.Rule, r.doc.Kind)
			}
			if sameName(p.Author.Value, r.doc.Author) {
				authors++
			} else {
				t.Logf("%s %s: author %q by %q, want %q", key, r.doc.File, p.Author.Value, p.Author.Because.Rule, r.doc.Author)
			}
		}
	}
	t.Logf("%d records: %d dates, %d kinds, %d authors right", all, dates, kinds, authors)
	for what, n := range map[string]int{"dates": dates, "kinds": kinds, "authors": authors} {
		if n*100 < 90*all {
			t.Errorf("%s: %d of %d right", what, n, all)
		}
	}
}

// sameName reports whether two names have one surname: “A. Brightwater, MD” is
// “Anselm Brightwater, MD”.
func sameName(a, b string) bool { return surnameOf(a) == surnameOf(b) }

func surnameOf(s string) string {
	name, _, _ := strings.Cut(s, ",")
	f := strings.Fields(strings.ToLower(name))
	if len(f) == 0 {
		return ""
	}
	return f[len(f)-1]
}

// TestMissingFromRecords holds the list of missing records of real bundles to what
// their papers truly name and the bundles lack.
func TestMissingFromRecords(t *testing.T) {
	for key, list := range records(t) {
		t.Run(key, func(t *testing.T) {
			var held []chronology.Held
			var named []chronology.RecordMention
			for _, r := range list {
				held = append(held, chronology.HeldIn(r.doc, r.pages)...)
				named = append(named, chronology.Mentions(r.pages)...)
			}
			if len(named) < 6 {
				t.Errorf("only %d reports named", len(named))
			}
			for _, m := range chronology.NotReceived(named, held) {
				t.Errorf("%s page %d: %s of %s: %q", m.Document, m.Page, m.Kind, m.Date, m.Text)
			}
			kept := slices.DeleteFunc(held, func(h chronology.Held) bool { return h.Kind == "imaging" })
			if len(chronology.NotReceived(named, kept)) == 0 {
				t.Error("without its imaging, nothing is missed")
			}
		})
	}
}
