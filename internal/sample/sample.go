// Package sample holds three invented cases as bundles in the format imr-case/1,
// with records that read and look like those of different clinics. The contents
// are text files beside the code; their PDFs are made from them, the same bytes
// each time, and every page says that it is fiction.
package sample

import (
	"embed"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"imr/internal/casefile"
)

//go:embed boilerplate.txt case1 case2 case3
var contents embed.FS

// Case is one sample: the key by which it is written, the number it bears and
// what it is about in one line.
type Case struct {
	Key    string
	Number casefile.CaseNumber
	Title  string
}

// Cases lists the samples in order.
func Cases() []Case {
	return []Case{
		{"case1", "CM14-0051873", "Home kit for neck and low back, retrospective, another guideline than the MTUS"},
		{"case2", "CM16-0038846", "Right knee: arthroscopy, therapy after it and a compounded cream, mixed decisions"},
		{"case3", "CM20-0061207", "Neck fusion for spinal cord compression with a collar after it, expedited"},
	}
}

// WriteBundle writes the sample into the folder, which is created if need be:
// case.json without a review, and the records as PDF. An unknown key is an error.
func WriteBundle(dir, key string) error {
	caseJSON, err := contents.ReadFile(path.Join(key, "case.json"))
	if err != nil {
		return fmt.Errorf("no sample case %q", key)
	}
	return write(dir, key, caseJSON)
}

// WriteReviewedBundle is WriteBundle with a finished review in case.json, whose
// quotes stand on the pages that they cite.
func WriteReviewedBundle(dir, key string) error {
	caseJSON, err := contents.ReadFile(path.Join(key, "case.json"))
	if err != nil {
		return fmt.Errorf("no sample case %q", key)
	}
	reviewJSON, err := contents.ReadFile(path.Join(key, "review-1.json"))
	if err != nil {
		return fmt.Errorf("sample %s: %w", key, err)
	}
	return write(dir, key, withReview(caseJSON, reviewJSON))
}

// withReview puts the review behind the other fields of the case, so that their
// order stays that of the file.
func withReview(caseJSON, reviewJSON []byte) []byte {
	open := strings.TrimSuffix(strings.TrimSpace(string(caseJSON)), "}")
	return []byte(strings.TrimRight(open, " \n") + ",\n  \"review\": " + strings.TrimSpace(string(reviewJSON)) + "\n}\n")
}

func write(dir, key string, caseJSON []byte) error {
	var c struct {
		Documents []struct{ File, Title string }
	}
	if err := json.Unmarshal(caseJSON, &c); err != nil {
		return fmt.Errorf("sample %s: case.json: %w", key, err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "records"), 0o755); err != nil {
		return err
	}
	for _, d := range c.Documents {
		pdf, err := record(key, d.File, d.Title)
		if err != nil {
			return fmt.Errorf("sample %s: %s: %w", key, d.File, err)
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(d.File)), pdf, 0o644); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(dir, "case.json"), caseJSON, 0o644)
}

// record makes the PDF that the bundle has at file, from the text of that name.
func record(key, file, title string) ([]byte, error) {
	name := strings.TrimSuffix(path.Base(file), ".pdf") + ".txt"
	text, err := contents.ReadFile(path.Join(key, name))
	if err != nil {
		return nil, err
	}
	passages, err := contents.ReadFile("boilerplate.txt")
	if err != nil {
		return nil, err
	}
	p, err := parse(string(text), splitPassages(string(passages)))
	if err != nil {
		return nil, err
	}
	return p.pdf(title)
}
