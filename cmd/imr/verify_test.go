package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"imr/internal/account"
	"imr/internal/casework"
	"imr/internal/determination"
	"imr/internal/quality"
	"imr/web"
)

// issued signs, approves and issues the sample in the data folder, and returns the
// folder with the files that went out: letter.pdf, letter.txt, sealed.json, keys.json.
func issued(t *testing.T, data string) string {
	t.Helper()
	sign(t, data)
	done(t, "key", "new", "--data", data)
	out := t.TempDir()
	must(t, os.WriteFile(filepath.Join(out, "keys.json"), []byte(done(t, "key", "list", "--data", data)), 0o600))
	desk := open(t, data)
	u, err := desk.AddUser(t.Context(), account.Command("test"), casework.NewUser{Email: "judge@imr.example", Name: "Ilse Fictional", Password: signPassword, Roles: []account.Role{account.Director}})
	must(t, err)
	j := quality.Judgement{Version: 1, Outcome: quality.Approved}
	for _, line := range quality.Scorecard() {
		j.Scores = append(j.Scores, quality.Score{Code: line.Code, Points: line.Points})
	}
	must(t, desk.Judge(t.Context(), u.Act(), signNumber, j))
	must(t, desk.Issue(t.Context(), u.Act(), signNumber, web.RenderLetters))
	for name, format := range map[string]determination.LetterFormat{"letter.pdf": determination.PDF, "letter.txt": determination.Text} {
		b, err := desk.IssuedLetter(t.Context(), u.Act(), signNumber, 1, format)
		must(t, err)
		must(t, os.WriteFile(filepath.Join(out, name), b, 0o600))
	}
	sealed, err := desk.IssuedFile(t.Context(), u.Act(), signNumber, 1)
	must(t, err)
	must(t, os.WriteFile(filepath.Join(out, "sealed.json"), sealed, 0o600))
	return out
}

// spoiled is a copy of the file in which one byte in the middle is another.
func spoiled(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(file)
	must(t, err)
	b = bytes.Clone(b)
	b[len(b)/2] ^= 1
	to := filepath.Join(t.TempDir(), filepath.Base(file))
	must(t, os.WriteFile(to, b, 0o600))
	return to
}

func TestVerify(t *testing.T) {
	data := readyToSign(t)
	out := issued(t, data)
	pdf, text, sealed, keys := filepath.Join(out, "letter.pdf"), filepath.Join(out, "letter.txt"), filepath.Join(out, "sealed.json"), filepath.Join(out, "keys.json")
	said := ": case " + string(signNumber) + ", version 1 of "
	for _, file := range []string{pdf, text, sealed} {
		if got := done(t, "verify", file, "--data", data); !bytes.Contains([]byte(got), []byte("Issued and unchanged"+said)) || !bytes.Contains([]byte(got), []byte("newest version")) {
			t.Errorf("%s: %s", file, got)
		}
		refused(t, exitFailed, "one byte of it was changed", "verify", spoiled(t, file), "--data", data)
	}
	refused(t, exitFailed, "not a letter that was issued", "verify", keys, "--data", data)
	for _, args := range [][]string{{sealed}, {pdf, "--with", sealed}, {text, "--with", sealed}} {
		if got := done(t, append(append([]string{"verify"}, args...), "--keys", keys)...); !bytes.Contains([]byte(got), []byte("Signed and unchanged"+said)) {
			t.Errorf("%v: %s", args, got)
		}
	}
	refused(t, exitFailed, "", "verify", spoiled(t, sealed), "--keys", keys)
	refused(t, exitFailed, "this letter is not the one that was signed", "verify", spoiled(t, pdf), "--with", sealed, "--keys", keys)
	refused(t, exitFailed, "is not a signed determination", "verify", pdf, "--keys", keys)
	refused(t, exitRefused, "not a list of keys", "verify", sealed, "--keys", sealed)

	other := filepath.Join(t.TempDir(), "other")
	done(t, "organization", "--name", "Another", "--short-name", "A", "--address", "4 Fiction Way", "--phone", "(555) 010-0100", "--medical-director", "No One", "--data", other)
	done(t, "key", "new", "--data", other)
	theirs := filepath.Join(t.TempDir(), "theirs.json")
	must(t, os.WriteFile(theirs, []byte(done(t, "key", "list", "--data", other)), 0o600))
	refused(t, exitFailed, "none of these keys signed", "verify", sealed, "--keys", theirs)
}
