package finding_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"imr/internal/bundle"
	"imr/internal/finding"
	"imr/internal/pdfium"
	"imr/internal/review"
)

func TestMain(m *testing.M) {
	if pdfium.IsWorker() {
		pdfium.ServeWorker()
	}
	os.Exit(m.Run())
}

// read returns what is checked of a worked bundle, and skips where there is none.
func read(t *testing.T, name string) finding.Input {
	t.Helper()
	dir := filepath.Join("..", "..", "..", "shared", "examples", name)
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		t.Skip("the worked bundles are not here")
	}
	b, err := bundle.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	engine := pdfium.New(pdfium.Config{})
	defer engine.Close()
	in := finding.Input{Case: b.Case, Review: *b.Review}
	for _, doc := range b.Case.Documents {
		f, err := b.OpenFile(doc.ID)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		for p, err := range engine.AllPages(t.Context(), f, doc.ID) {
			if err != nil {
				t.Fatal(err)
			}
			in.Pages = append(in.Pages, p)
		}
	}
	return in
}

// expected is what must be found in a worked bundle, as its file says.
type expected struct {
	Plants []struct {
		Code, Item, Section string
		TextContains        string   `json:"text_contains"`
		OrTextContains      []string `json:"or_text_contains"`
		EvidenceDocument    string   `json:"evidence_document"`
		EvidencePage        int      `json:"evidence_page"`
		EvidenceQuote       string   `json:"evidence_quote"`
	}
	AllowedWarnings []struct {
		Code         string
		TextContains string `json:"text_contains"`
	} `json:"allowed_warnings"`
}

func readExpected(t *testing.T, name string) (e expected) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "examples", name, "expected.json"))
	if err == nil {
		err = json.Unmarshal(text, &e)
	}
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestExamples: each planted fault of the worked bundles is found with its place,
// nothing else is an error, and no warning is raised that is not allowed.
func TestExamples(t *testing.T) {
	for _, name := range []string{"lumbar-esi-clean", "lumbar-esi-planted"} {
		t.Run(name, func(t *testing.T) {
			fs := finding.Check(read(t, name))
			want := readExpected(t, name)
			proven := map[int]bool{}
			for _, p := range want.Plants {
				i := slices.IndexFunc(fs, func(f finding.Finding) bool {
					return string(f.Code) == p.Code && string(f.Item) == p.Item && string(f.Section) == p.Section &&
						slices.ContainsFunc(append(p.OrTextContains, p.TextContains), func(words string) bool { return strings.Contains(f.Text, words) }) &&
						slices.ContainsFunc(f.Evidence, func(e finding.Evidence) bool {
							return string(e.Document) == p.EvidenceDocument && e.Page == p.EvidencePage && strings.Contains(e.Quote, p.EvidenceQuote)
						})
				})
				if i < 0 {
					t.Errorf("missed %+v", p)
				}
				proven[i] = true
			}
			for i, f := range fs {
				allowed := f.Severity == finding.Warning && slices.ContainsFunc(want.AllowedWarnings, func(w struct {
					Code         string
					TextContains string `json:"text_contains"`
				}) bool {
					return w.Code == string(f.Code) && strings.Contains(f.Text, w.TextContains)
				})
				if !proven[i] && !allowed {
					t.Errorf("raised for nothing: %+v", f)
				}
			}
		})
	}
}

// Either decision of the sound bundle, turned round, contradicts its rationale.
func TestExampleTurnedRound(t *testing.T) {
	in := read(t, "lumbar-esi-clean")
	for i, last := range map[int]string{
		0: "The left L5-S1 transforaminal epidural steroid injection is medically necessary.",
		1: "Physical therapy twice a week for three weeks is not medically necessary.",
	} {
		turned := in
		turned.Review.Decisions = slices.Clone(in.Review.Decisions)
		d := &turned.Review.Decisions[i]
		d.Outcome = map[review.ItemDecision]review.ItemDecision{review.Upheld: review.Overturned, review.Overturned: review.Upheld}[d.Outcome]
		fs := slices.DeleteFunc(finding.Check(turned), func(f finding.Finding) bool { return f.Severity == finding.Warning })
		if len(fs) != 1 || fs[0].Code != "decision-contradicts-rationale" || fs[0].Text != last || fs[0].Item != d.Item {
			t.Errorf("decision %d turned round: %+v", i, fs)
		}
	}
}
