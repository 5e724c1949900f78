package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"imr/internal/account"
	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/determination"
	"imr/internal/sample"
)

const (
	signEmail    = "quirin@imr.example"
	signName     = "Quirin Zweibrook"
	signPassword = "nine grey herons by the river"
	signNumber   = casefile.CaseNumber("CM20-0061207")
)

var letterFormats = []string{"text", "html", "pdf", "json"}

func open(t *testing.T, data string) *casework.Desk {
	t.Helper()
	desk, err := casework.Open(t.Context(), data, time.Now)
	must(t, err)
	t.Cleanup(func() { must(t, desk.Close()) })
	return desk
}

func addReviewer(t *testing.T, data string) {
	t.Helper()
	a := imrReading(t, signPassword+"\n", "user", "add", "--email", signEmail, "--name", signName, "--role", "reviewer",
		"--board", "Neurological Surgery", "--board", "Spine Surgery", "--licensed-in", "Nevada", "--data", data)
	if a.code != 0 {
		t.Fatal(a.errors)
	}
}

// inHand is a data folder, made once by commands only, with a reviewed sample in
// the hands of the reviewer; TestMain removes it.
var inHand string

// readyToSign is a copy of that folder.
func readyToSign(t *testing.T) string {
	t.Helper()
	if inHand == "" {
		data, err := os.MkdirTemp("", "imr-in-hand-")
		must(t, err)
		inHand = data
		done(t, "organization", "--name", "Fictional Review Organization", "--short-name", "FRO", "--address", "3 Fiction Way, Sacramento, CA 95899",
			"--phone", "(555) 010-0199", "--medical-director", "Nobody Fictional, MD", "--data", data)
		addReviewer(t, data)
		dir := filepath.Join(t.TempDir(), "bundle")
		must(t, sample.WriteReviewedBundle(dir, "case3"))
		if number := done(t, "import", dir, "--data", data); number != string(signNumber)+"\n" {
			t.Fatalf("the number is %q", number)
		}
		done(t, "assign", string(signNumber), signEmail, "--data", data)
	}
	data := t.TempDir()
	must(t, os.CopyFS(data, os.DirFS(inHand)))
	return data
}

// sign signs the case as its reviewer and returns the digest under the signature.
func sign(t *testing.T, data string) string {
	t.Helper()
	desk, err := casework.Open(t.Context(), data, time.Now)
	must(t, err)
	defer desk.Close()
	u, err := desk.SignIn(t.Context(), signEmail, signPassword, "127.0.0.1")
	must(t, err)
	p, err := desk.Preview(t.Context(), u.Act(), signNumber)
	must(t, err)
	if p.Lacks != nil || len(p.Blocking()) != 0 {
		t.Fatalf("the sample cannot be signed: %v %+v", p.Lacks, p.Blocking())
	}
	must(t, desk.Sign(t.Context(), u.Act(), signNumber, p.Digest, signPassword))
	_, frozen, err := desk.Determination(t.Context(), account.Command("test"), signNumber)
	must(t, err)
	return frozen.SHA256
}

// letters writes the letter in every format, twice, and requires the same bytes.
func letters(t *testing.T, args ...string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, format := range letterFormats {
		file := filepath.Join(t.TempDir(), "letter")
		all := append([]string{"letter", "--format", format}, args...)
		out[format] = done(t, all...)
		if printed := done(t, append(all, "--to", file)...); printed != "" {
			t.Errorf("%s: printed as well as written: %s", format, printed)
		}
		if content(t, file) != out[format] {
			t.Errorf("%s: the second letter has other bytes", format)
		}
		if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: others may read the file: %v", format, info.Mode())
		}
	}
	return out
}

// wellFormed requires of every format what its readers begin with, and its words.
func wellFormed(t *testing.T, of map[string]string, words ...string) {
	t.Helper()
	if !strings.HasPrefix(strings.ToLower(of["html"]), "<!doctype html>") || !strings.Contains(of["html"], "<h1") {
		t.Errorf("no HTML: %.80q", of["html"])
	}
	if !strings.HasPrefix(of["pdf"], "%PDF-") || !strings.Contains(of["pdf"], "%%EOF") || !strings.Contains(of["pdf"], "/StructTreeRoot") {
		t.Errorf("no tagged PDF: %.80q", of["pdf"])
	}
	if !json.Valid([]byte(of["json"])) || !strings.Contains(of["json"], determination.Format) {
		t.Errorf("no determination: %.80q", of["json"])
	}
	for _, format := range []string{"text", "html"} {
		for _, w := range words {
			if !strings.Contains(of[format], w) {
				t.Errorf("the letter as %s does not say %q", format, w)
			}
		}
	}
}

const draftWords = "Draft – not signed"

func TestLetterOfABundleIsADraft(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "bundle")
	must(t, sample.WriteReviewedBundle(dir, "case3"))
	of := letters(t, dir, "--organization-name", "Fictional Review Organization", "--short-name", "FRO", "--board", "Spine Surgery", "--licensed-in", "Nevada")
	wellFormed(t, of, draftWords, "Fictional Review Organization", "FRO guideline:", "Spine Surgery", "Nevada", "pages")
}

func TestLetterOfASignedCase(t *testing.T) {
	data := readyToSign(t)
	refused(t, exitRefused, "no signed determination", "letter", string(signNumber), "--data", data)
	digest := sign(t, data)
	of := letters(t, string(signNumber), "--data", data)
	wellFormed(t, of, "Fictional Review Organization", "FRO guideline:", "Neurological Surgery; Spine Surgery", "Nevada")
	if sum := determination.SHA256([]byte(of["json"])); sum != digest {
		t.Errorf("the JSON has the SHA-256 %s, and %s was signed", sum, digest)
	}
	for format, text := range of {
		for _, hidden := range []string{signName, "Quirin", "Zweibrook", signEmail, draftWords} {
			if bytes.Contains([]byte(text), []byte(hidden)) {
				t.Errorf("the letter as %s says %q", format, hidden)
			}
		}
	}
}

func TestLetterRefusesWhatHasNone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "bundle")
	must(t, sample.WriteBundle(dir, "case1"))
	refused(t, exitRefused, "no review", "letter", dir)
	must(t, sample.WriteReviewedBundle(dir, "case1"))
	spoil(t, dir, `"decision": "upheld"`, `"decision": ""`)
	refused(t, exitRefused, ": ", "letter", dir)
}
