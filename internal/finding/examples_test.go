package finding_test

import (
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

func TestExampleWithoutFault(t *testing.T) {
	if fs := finding.Check(read(t, "lumbar-esi-clean")); len(fs) != 0 {
		t.Errorf("findings: %+v", fs)
	}
}

func TestExampleWithFaults(t *testing.T) {
	fs := finding.Check(read(t, "lumbar-esi-planted"))
	if len(fs) != 1 {
		t.Fatalf("findings: %+v", fs)
	}
	f := fs[0]
	if f.Code != "quote-not-on-page" || !strings.Contains(f.Text, "severely compresses the traversing left S1 nerve root") {
		t.Errorf("finding %+v", f)
	}
	if len(f.Evidence) != 1 || f.Evidence[0].Document != "d5" || f.Evidence[0].Page != 1 ||
		!strings.Contains(f.Evidence[0].Quote, "displaces the traversing left S1 nerve root") {
		t.Errorf("evidence %+v", f.Evidence)
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
		fs := finding.Check(turned)
		if len(fs) != 1 || fs[0].Code != "decision-contradicts-rationale" || fs[0].Text != last || fs[0].Item != d.Item {
			t.Errorf("decision %d turned round: %+v", i, fs)
		}
	}
}
