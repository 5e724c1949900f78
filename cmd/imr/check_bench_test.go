package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"imr/internal/sample"
)

// checkLimit is what `imr check` may take for a bundle of 300 pages with text, on
// two processors and with the reading of its files.
const checkLimit = 3 * time.Second

// largeRecord is a PDF of so many pages with 45 lines of invented notes each.
func largeRecord(pages int) []byte {
	lines := []string{"Straight leg raising is positive on the left at 40 degrees and the ankle reflex is absent.",
		"Denies numbness, no fever, no weight loss. Gabapentin 300 mg tid, hydrocodone 5/325 up to 3 a day.",
		"PT 2x a week for 6 weeks gave little benefit; pain 7/10 before and 6/10 after.", "Plan: request left L5-S1 TFESI, continue HEP, UDS next visit."}
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"}
	var kids strings.Builder
	for n := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", len(objects)+1)
		var text strings.Builder
		fmt.Fprintf(&text, "BT /F 10 Tf 15 TL 50 740 Td (Progress report of %d/%d/2013, page %d) Tj T* ", 1+n%12, 1+n%28, n+1)
		for i := range 45 {
			fmt.Fprintf(&text, "(%s) Tj T* ", lines[(n+i)%len(lines)])
		}
		objects = append(objects, fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>", len(objects)+2),
			stream("", text.String()+"ET"))
	}
	objects[1] = fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids.String(), pages)
	return pdfOf(objects...)
}

// BenchmarkCheckOfABundle is the program itself, from its start to its last line.
func BenchmarkCheckOfABundle(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "bundle")
	must(b, sample.WriteReviewedBundle(dir, "case1"))
	content, err := os.ReadFile(filepath.Join(dir, "case.json"))
	must(b, err)
	var written struct{ Documents []struct{ File string } }
	must(b, json.Unmarshal(content, &written))
	last := written.Documents[len(written.Documents)-1]
	must(b, os.WriteFile(filepath.Join(dir, last.File), largeRecord(300), 0o600))
	self, err := os.Executable()
	must(b, err)
	var longest time.Duration
	for b.Loop() {
		command := exec.CommandContext(b.Context(), self, "check", dir, "--format", "json")
		command.Env = append(os.Environ(), asProgram+"=1")
		start := time.Now()
		out, err := command.Output()
		longest = max(longest, time.Since(start))
		if exit, failed := err.(*exec.ExitError); failed {
			b.Fatalf("the check says %s%s", out, exit.Stderr)
		}
		must(b, err)
	}
	b.Logf("the longest took %v, limit %v", longest, checkLimit)
	b.ReportMetric(longest.Seconds(), "longest-s")
	b.ReportMetric(checkLimit.Seconds(), "limit-s")
}
