package main

import (
	"archive/zip"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"imr/internal/sample"
)

const fullNumber = "CM14-0099001"

var fullRecords = []string{"records/one.pdf", "records/deep/two.pdf"}

// fullCase has every field of the format, each with a value of its own.
const fullCase = `{
  "format": "imr-case/1", "number": "CM14-0099001", "priority": "expedited",
  "application": {"received": "2014-03-14", "channel": "fax", "signed": "2014-03-10", "signed_by": "representative"},
  "employee": {"name": "Fictional Worker", "date_of_birth": "1961-05-02", "sex": "other"},
  "date_of_injury": "2012-10-16", "claim_number": "FICTION-1", "employer": {"name": "Fictional Employer"},
  "claims_administrator": {"name": "Fictional Administrator", "address": "1 Fiction Way", "email": "a@fiction.example"},
  "representative": {"name": "Fictional Attorney", "firm": "Fiction & <Partners>", "address": "2 Fiction Way", "email": "r@fiction.example"},
  "requesting_physician": {"name": "Fictional Physician", "specialty": "Orthopaedics", "facility": "Fiction Clinic"},
  "utilization_review": {"organization": "Fiction UR", "physician": "Fictional UR Physician", "decision_date": "2014-03-01",
    "served_date": "2014-03-03", "outcome": "modified", "conditional": true, "reason": "A reason\nof two \"lines\""},
  "request_for_authorization": "2014-02-21", "notice_of_assignment": "2014-03-20", "records_complete": "2014-04-02",
  "items": [
    {"id": "1", "description": "A first item", "category": "dmepos", "timing": "retrospective", "service_dates": ["2013-09-25", "2013-09-26"],
      "body_parts": [{"part": "cervical spine", "side": ""}, {"part": "knee", "side": "left"}], "claims_administrator_guideline": "A first guideline"},
    {"id": "2", "description": "A second item", "category": "surgery", "timing": "concurrent",
      "body_parts": [{"part": "shoulder", "side": "bilateral"}], "claims_administrator_guideline": "A second guideline"}
  ],
  "documents": [
    {"id": "d1", "file": "records/one.pdf", "title": "A first title", "kind": "progress_report", "author": "A First Author",
      "dated": "2014-01-11", "received": "2014-03-25", "source": "provider"},
    {"id": "d2", "file": "records/deep/two.pdf", "title": "A second title", "kind": "correspondence", "author": "A Second Author",
      "dated": "2014-01-12", "received": "2014-03-26", "source": "employee"}
  ],
  "review": {
    "summary": [
      {"text": "A first sentence.", "sources": [{"document": "d1", "page": 1, "quote": "a first quote"}, {"document": "d2", "page": 2, "quote": "a second quote"}]},
      {"text": "A second sentence ü.", "sources": []}
    ],
    "decisions": [
      {"item": "2", "decision": "overturned", "citation_basis": "dependent", "basis_reason": "A first basis", "depends_on": "1",
        "citations": [{"guideline": "ODG", "chapter": "Knee", "section": "Kits", "pages": "12", "edition": "2014", "author": "Nobody A",
          "title": "On kits", "journal": "A Fictional Journal", "year": "2013", "volume": "7", "evidence_level": "1b"}],
        "rationale": "A first rationale", "plain_language": "Plain words",
        "criteria": [{"list": "home-kits", "version": 2, "key": "c1", "criterion": "A program was taught.", "state": "not_met",
          "sources": [{"document": "d2", "page": 1, "quote": "a third quote"}], "note": "A note"}]},
      {"item": "1", "decision": "upheld", "citation_basis": "mtus_rebutted", "basis_reason": "A second basis", "depends_on": "",
        "citations": [], "rationale": "A second rationale", "plain_language": "Other plain words",
        "search": {"step": "studies", "standard": "C", "passed_steps": [{"step": "acoem_odg", "reason": "No passage"}],
          "passed_standards": [{"standard": "B", "reason": "No trial"}]},
        "worksheet": {"sources": [{"source": "A source", "recommends": "for", "design": "A trial", "level": "1b"}],
          "stronger": "A source", "why": "It is a trial"}}
    ],
    "answers": [{"finding": "absence-claim", "item": "2", "text": "Words of the draft", "answer": "An answer"}]
  }
}
`

// records is two records of a sample, which takes a while to draw.
var records = sync.OnceValues(func() (two [2][]byte, err error) {
	dir, err := os.MkdirTemp("", "imr-records-")
	if err != nil {
		return two, err
	}
	defer os.RemoveAll(dir)
	if err := sample.WriteBundle(dir, "case1"); err != nil {
		return two, err
	}
	for i, file := range []string{"2013-09-25-pr2.pdf", "2014-03-18-ur-decision.pdf"} {
		if two[i], err = os.ReadFile(filepath.Join(dir, "records", file)); err != nil {
			return two, err
		}
	}
	return two, nil
})

// fullBundle writes fullCase with its records into a new folder.
func fullBundle(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	two, err := records()
	must(t, err)
	must(t, os.MkdirAll(filepath.Join(dir, "records/deep"), 0o700))
	for i, file := range fullRecords {
		must(t, os.WriteFile(filepath.Join(dir, file), two[i], 0o600))
	}
	must(t, os.WriteFile(filepath.Join(dir, "case.json"), []byte(fullCase), 0o600))
	return dir
}

func zipped(t *testing.T, dir string) string {
	t.Helper()
	file, err := os.Create(filepath.Join(t.TempDir(), "bundle.zip"))
	must(t, err)
	defer file.Close()
	w := zip.NewWriter(file)
	must(t, w.AddFS(os.DirFS(dir)))
	must(t, w.Close())
	return file.Name()
}

// spoil replaces words of the bundle's case.json.
func spoil(t *testing.T, dir, old, new string) {
	t.Helper()
	name := filepath.Join(dir, "case.json")
	text := content(t, name)
	if !strings.Contains(text, old) {
		t.Fatalf("case.json has no %q", old)
	}
	must(t, os.WriteFile(name, []byte(strings.Replace(text, old, new, 1)), 0o600))
}

// TestRefusedBundles: every command that takes a bundle names the field, exits
// with 2, and stores nothing.
func TestRefusedBundles(t *testing.T) {
	data := t.TempDir()
	done(t, "import", fullBundle(t), "--data", data)
	events := done(t, "audit", "verify", "--data", data)
	for name, tt := range map[string]struct{ old, new, path string }{
		"an unknown format":          {"imr-case/1", "imr-case/2", "format"},
		"an unknown field":           {`"claim_number"`, `"claim_no": "", "claim_number"`, "claim_no"},
		"an unknown value":           {`"sex": "other"`, `"sex": "unknown"`, "employee.sex"},
		"an unknown timing":          {`"concurrent"`, `"later"`, "items[1].timing"},
		"no date":                    {`"2014-02-21"`, `"2014-02-30"`, "request_for_authorization"},
		"no day of a service":        {`"service_dates": ["2013-09-25", "2013-09-26"],`, "", "items[0].service_dates"},
		"a document that is missing": {"records/one.pdf", "records/three.pdf", "documents[0].file"},
		"a document outside":         {"records/one.pdf", "../one.pdf", "documents[0].file"},
		"an unknown document":        {`"document": "d2"`, `"document": "d3"`, "review.summary[0].sources[1].document"},
		"an unknown basis":           {`"mtus_rebutted"`, `"mtus_ignored"`, "review.decisions[1].citation_basis"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := fullBundle(t)
			spoil(t, dir, tt.old, tt.new)
			if tt.path != "format" {
				tt.path += ": "
			}
			for _, args := range [][]string{{"import", dir, "--data", data}, {"check", dir, "--format", "json"}, {"letter", dir}} {
				refused(t, exitRefused, tt.path, args...)
			}
		})
	}
	refused(t, exitRefused, "number: ", "import", fullBundle(t), "--data", data)
	dir := fullBundle(t)
	must(t, os.WriteFile(filepath.Join(dir, fullRecords[1]), []byte("this is no PDF"), 0o600))
	spoil(t, dir, fullNumber, "CM14-0099002")
	for _, args := range [][]string{{"import", dir, "--data", data}, {"check", dir}, {"letter", dir}} {
		refused(t, exitRefused, "documents[1].file: ", args...)
	}
	if now := done(t, "audit", "verify", "--data", data); now != events {
		t.Errorf("the trail was %s and is %s", events, now)
	}
	refused(t, exitRefused, "CM14-0099002", "export", "CM14-0099002", "--to", filepath.Join(t.TempDir(), "out"), "--data", data)
}
