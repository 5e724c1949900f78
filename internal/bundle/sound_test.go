package bundle_test

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sound is a small bundle with every sort of thing in it. The case is invented.
const sound = `{
  "format": "imr-case/1",
  "number": "CM14-0000001",
  "priority": "standard",
  "application": {"received": "2014-03-14", "channel": "mail", "signed": "2014-03-10", "signed_by": "employee"},
  "employee": {"name": "Fiction Person", "date_of_birth": "1961-05-02", "sex": "male"},
  "date_of_injury": "2012-10-16",
  "claim_number": "F-1",
  "employer": {"name": "Invented Works"},
  "claims_administrator": {"name": "Invented Indemnity", "address": "Nowhere 1", "email": "a@invented.example"},
  "representative": {"name": "R. Nobody", "firm": "Nobody & Sons", "address": "Nowhere 2", "email": "r@invented.example"},
  "requesting_physician": {"name": "P. Nobody, MD", "specialty": "Pain Medicine", "facility": "Invented Clinic"},
  "utilization_review": {"organization": "Invented Review", "physician": "U. Nobody, MD", "decision_date": "2014-03-01",
    "served_date": "2014-03-03", "outcome": "denied", "conditional": false, "reason": "not <supported>"},
  "request_for_authorization": "2014-02-21",
  "notice_of_assignment": "2014-03-20",
  "records_complete": "2014-04-02",
  "items": [
    {"id": "1", "description": "Cervical kit", "category": "dmepos", "timing": "retrospective",
     "service_dates": ["2013-09-25"], "body_parts": [{"part": "cervical spine", "side": "left"}],
     "claims_administrator_guideline": ""},
    {"id": "2", "description": "Six visits", "category": "rehabilitation", "timing": "prospective",
     "body_parts": [], "claims_administrator_guideline": ""}
  ],
  "documents": [
    {"id": "d1", "file": "records/a.pdf", "title": "Report", "kind": "progress_report", "author": "P. Nobody, MD",
     "dated": "2014-02-21", "received": "2014-03-25", "source": "claims_administrator"},
    {"id": "d2", "file": "records/b.pdf", "title": "Form", "kind": "rfa", "author": "", "dated": "", "received": "", "source": "provider"}
  ],
  "review": {
    "summary": [{"text": "A sentence.", "sources": [{"document": "d1", "page": 1, "quote": "a quote"}]},
      {"text": "Another.", "sources": []}],
    "decisions": [
      {"item": "1", "decision": "upheld", "citation_basis": "mtus_silent", "basis_reason": "silent", "depends_on": "",
       "citations": [{"guideline": "ODG", "chapter": "Low Back", "section": "Kits", "pages": "", "edition": "2014"}],
       "rationale": "Because.", "plain_language": "No."},
      {"item": "2", "decision": "", "citation_basis": "dependent", "basis_reason": "", "depends_on": "1", "citations": [],
       "rationale": ""}],
    "answers": [{"finding": "absence-claim", "item": "1", "text": "None.", "answer": "Looked."}]
  }
}
`

// spoilt is the sound bundle with the first occurrence of a text replaced.
func spoilt(t *testing.T, was, is string) string {
	t.Helper()
	if !strings.Contains(sound, was) {
		t.Fatalf("the sound bundle has no %s", was)
	}
	return strings.Replace(sound, was, is, 1)
}

// folder writes a bundle folder with the case.json and two records.
func folder(t *testing.T, caseJSON string) string {
	t.Helper()
	dir := t.TempDir()
	put(t, dir, "case.json", caseJSON)
	put(t, dir, "records/a.pdf", "%PDF first")
	put(t, dir, "records/b.pdf", "%PDF second")
	return dir
}

func put(t *testing.T, dir, name, data string) {
	t.Helper()
	full := filepath.Join(dir, filepath.FromSlash(name))
	must(t, os.MkdirAll(filepath.Dir(full), 0o700))
	must(t, os.WriteFile(full, []byte(data), 0o600))
}

// zipOf packs the folder, with a prefix before every name and extra entries after.
func zipOf(t *testing.T, dir, prefix string, extra ...*zip.FileHeader) string {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	must(t, fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		f, err := w.Create(prefix + name)
		if err != nil {
			return err
		}
		_, err = f.Write(data)
		return err
	}))
	for _, h := range extra {
		_, err := w.CreateRaw(h)
		must(t, err)
	}
	must(t, w.Close())
	return zipFile(t, out.Bytes())
}

func zipFile(t *testing.T, data []byte) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "bundle.zip")
	must(t, os.WriteFile(name, data, 0o600))
	return name
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
