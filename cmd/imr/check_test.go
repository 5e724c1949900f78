package main

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"imr/internal/finding"
	"imr/internal/sample"
)

// checkCodes are the checks that had to be right first.
var checkCodes = []finding.Code{"item-undecided", "item-decided-twice", "citation-incomplete", "rationale-missing",
	"decision-contradicts-rationale", "mtus-exit-unexplained", "records-only-ur", "quote-not-on-page"}

// checked is what `imr check --format json` prints of the bundle, of these codes.
func checked(t *testing.T, dir string) (number string, fs []finding.Finding) {
	t.Helper()
	var printed struct {
		Case     string
		Findings []finding.Finding
	}
	must(t, json.Unmarshal([]byte(done(t, "check", dir, "--format", "json")), &printed))
	if printed.Findings == nil {
		t.Error("findings are not a list")
	}
	return printed.Case, slices.DeleteFunc(printed.Findings, func(f finding.Finding) bool { return !slices.Contains(checkCodes, f.Code) })
}

func example(t *testing.T, name string) string {
	t.Helper()
	dir := filepath.Join(root, "..", "shared", "examples", name)
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		t.Skip("the worked bundles are not here")
	}
	return dir
}

func TestCheckOfTheCleanExample(t *testing.T) {
	if number, fs := checked(t, example(t, "lumbar-esi-clean")); number != "CM15-0148823" || len(fs) != 0 {
		t.Errorf("%s: %+v", number, fs)
	}
}

func TestCheckOfThePlantedExample(t *testing.T) {
	dir := example(t, "lumbar-esi-planted")
	_, fs := checked(t, dir)
	if len(fs) != 1 {
		t.Fatalf("findings: %+v", fs)
	}
	if f := fs[0]; f.Code != "quote-not-on-page" || f.Severity != finding.Error || f.Section != finding.Summary || f.Item != "" ||
		!strings.Contains(f.Text, "severely compresses the traversing left S1 nerve root") || f.Answered {
		t.Errorf("finding %+v", f)
	}
	text := done(t, "check", dir)
	for _, want := range []string{"CM15-0148823: ", "error quote-not-on-page, summary", "severely compresses", "see d5 page 1"} {
		if !strings.Contains(text, want) {
			t.Errorf("the text lacks %q:\n%s", want, text)
		}
	}
}

func TestCheckOfReviewedSamples(t *testing.T) {
	for _, s := range sample.Cases() {
		dir := filepath.Join(t.TempDir(), s.Key)
		must(t, sample.WriteReviewedBundle(dir, s.Key))
		if number, fs := checked(t, dir); number != string(s.Number) || len(fs) != 0 {
			t.Errorf("%s: %s: %+v", s.Key, number, fs)
		}
	}
}

// TestCheckOfNoReview: a case without a review has every item undecided, and it
// could be checked all the same.
func TestCheckOfNoReview(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "case2")
	must(t, sample.WriteBundle(dir, "case2"))
	_, fs := checked(t, dir)
	undecided := 0
	for _, f := range fs {
		if f.Code == "item-undecided" {
			undecided++
		}
	}
	if undecided != 3 {
		t.Errorf("%d items are undecided, want 3: %+v", undecided, fs)
	}
}
