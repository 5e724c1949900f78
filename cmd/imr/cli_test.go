package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"imr/internal/ocr"
	"imr/internal/pdfium"
	"imr/internal/sample"
)

func TestMain(m *testing.M) {
	if pdfium.IsWorker() {
		pdfium.ServeWorker()
	}
	if ocr.IsWorker() {
		ocr.ServeWorker()
	}
	if os.Getenv(asProgram) != "" {
		main()
	}
	code := m.Run()
	os.RemoveAll(inHand)
	os.Exit(code)
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// answer is what a command left: its exit code and what it printed.
type answer struct {
	code        int
	out, errors string
}

// imr runs the command with the words as its arguments.
func imr(t *testing.T, args ...string) answer {
	t.Helper()
	return imrReading(t, "", args...)
}

// imrReading is imr with something on standard input.
func imrReading(t *testing.T, input string, args ...string) answer {
	t.Helper()
	stdout, stderr, restore := redirect(t, input)
	code := run(t.Context(), args)
	restore()
	return answer{code, content(t, stdout), content(t, stderr)}
}

// redirect leads the standard streams of this process into files until restore
// is called, and returns their names.
func redirect(t *testing.T, input string) (stdout, stderr string, restore func()) {
	t.Helper()
	dir := t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, "in"), []byte(input), 0o600))
	in, err := os.Open(filepath.Join(dir, "in"))
	must(t, err)
	out, err := os.Create(filepath.Join(dir, "out"))
	must(t, err)
	errs, err := os.Create(filepath.Join(dir, "errors"))
	must(t, err)
	oldIn, oldOut, oldErr := os.Stdin, os.Stdout, os.Stderr
	os.Stdin, os.Stdout, os.Stderr = in, out, errs
	return out.Name(), errs.Name(), func() {
		os.Stdin, os.Stdout, os.Stderr = oldIn, oldOut, oldErr
		in.Close()
		out.Close()
		errs.Close()
	}
}

func content(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	must(t, err)
	return string(data)
}

// done runs the command and requires that it succeeds.
func done(t *testing.T, args ...string) string {
	t.Helper()
	a := imr(t, args...)
	if a.code != 0 {
		t.Fatalf("imr %s exits with %d:\n%s", strings.Join(args, " "), a.code, a.errors)
	}
	return a.out
}

// refused runs the command and requires that it exits with the code and says the words.
func refused(t *testing.T, code int, words string, args ...string) {
	t.Helper()
	a := imr(t, args...)
	if a.code != code || !strings.Contains(a.errors, words) {
		t.Errorf("imr %s exits with %d and says\n%s\nwant %d and %q", strings.Join(args, " "), a.code, a.errors, code, words)
	}
	if a.out != "" && !strings.Contains(a.out, "Usage:") {
		t.Errorf("imr %s is refused and yet prints\n%s", strings.Join(args, " "), a.out)
	}
}

func tree(t *testing.T, text string) any {
	t.Helper()
	var v any
	must(t, json.Unmarshal([]byte(text), &v))
	return v
}

func TestImportThenExportGivesTheSameCase(t *testing.T) {
	in := fullBundle(t)
	for name, given := range map[string]string{"a folder": in, "a .zip": zipped(t, in)} {
		t.Run(name, func(t *testing.T) {
			data, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
			if number := done(t, "import", given, "--data", data); number != fullNumber+"\n" {
				t.Errorf("the number is %q", number)
			}
			done(t, "export", fullNumber, "--to", out, "--data", data)
			want, got := content(t, filepath.Join(in, "case.json")), content(t, filepath.Join(out, "case.json"))
			if diff := cmp.Diff(tree(t, want), tree(t, got)); diff != "" {
				t.Errorf("case.json (-before +after):\n%s", diff)
			}
			for _, file := range fullRecords {
				if content(t, filepath.Join(in, file)) != content(t, filepath.Join(out, file)) {
					t.Errorf("%s is not the same", file)
				}
			}
		})
	}
}

func TestExportRefuses(t *testing.T) {
	data, full := t.TempDir(), t.TempDir()
	must(t, os.WriteFile(filepath.Join(full, "mine"), []byte("mine"), 0o600))
	done(t, "import", fullBundle(t), "--data", data)
	refused(t, exitRefused, "CM14-9999999", "export", "CM14-9999999", "--to", t.TempDir(), "--data", data)
	if a := imr(t, "export", fullNumber, "--to", full, "--data", data); a.code == 0 {
		t.Error("writes into a folder that holds something")
	}
	if entries, err := os.ReadDir(full); err != nil || len(entries) != 1 || content(t, filepath.Join(full, "mine")) != "mine" {
		t.Error("changes a folder that holds something")
	}
}

// TestImportGivesTheNextNumber: a bundle without a number gets one of the year of
// its application.
func TestImportGivesTheNextNumber(t *testing.T) {
	data, in := t.TempDir(), fullBundle(t)
	spoil(t, in, `"number": "`+fullNumber+`",`, "")
	first, second := done(t, "import", in, "--data", data), done(t, "import", in, "--data", data)
	if !strings.HasPrefix(first, "CM14-") || !strings.HasPrefix(second, "CM14-") || first == second {
		t.Errorf("the numbers are %q and %q", first, second)
	}
}

func TestUserAddReadsThePassword(t *testing.T) {
	data := t.TempDir()
	add := func(email string) []string {
		return []string{"user", "add", "--email", email, "--name", "Rosa Whitlock", "--role", "reviewer", "--board", "Pain Medicine",
			"--licensed-in", "California", "--data", data}
	}
	if a := imrReading(t, signPassword+"\n", add("rosa@imr.example")...); a.code != 0 {
		t.Fatal(a.errors)
	}
	for name, tt := range map[string]struct {
		input string
		args  []string
		code  int
		says  string
	}{
		"a taken address":   {signPassword + "\n", add("ROSA@imr.example"), exitRefused, "rosa@imr.example"},
		"a short password":  {"short\n", add("b@imr.example"), exitRefused, "password"},
		"no password":       {"", add("c@imr.example"), exitFailed, "no password"},
		"no such role":      {signPassword + "\n", append(add("d@imr.example"), "--role", "king"), exitRefused, `"king"`},
		"a password as one": {"", append(add("e@imr.example"), "--password", signPassword), exitRefused, "--password"},
		"no address":        {signPassword + "\n", add("nobody"), exitRefused, "email"},
	} {
		t.Run(name, func(t *testing.T) {
			a := imrReading(t, tt.input, tt.args...)
			if a.code != tt.code || !strings.Contains(strings.ToLower(a.errors), strings.ToLower(tt.says)) {
				t.Errorf("exits with %d: %s", a.code, a.errors)
			}
			if strings.Contains(a.out+a.errors, signPassword) && !strings.Contains(name, "as one") {
				t.Error("prints the password")
			}
		})
	}
	desk := open(t, data)
	u, err := desk.SignIn(t.Context(), "rosa@imr.example", signPassword, "127.0.0.1")
	must(t, err)
	if u.Name != "Rosa Whitlock" {
		t.Errorf("who signs in is %+v", u)
	}
}

func TestAssignRefuses(t *testing.T) {
	data := t.TempDir()
	done(t, "import", fullBundle(t), "--data", data)
	addReviewer(t, data)
	refused(t, exitRefused, "CM14-9999999", "assign", "CM14-9999999", signEmail, "--data", data)
	refused(t, exitRefused, "nobody@imr.example", "assign", fullNumber, "nobody@imr.example", "--data", data)
	done(t, "assign", fullNumber, signEmail, "--data", data)
}

func TestArgumentsRefused(t *testing.T) {
	for name, tt := range map[string]struct {
		args []string
		says string
	}{
		"no command":          {nil, "expected one of"},
		"an unknown command":  {[]string{"fly"}, "fly"},
		"an unknown flag":     {[]string{"check", "x", "--fly"}, "--fly"},
		"an unknown format":   {[]string{"check", "x", "--format", "xml"}, "--format"},
		"no bundle":           {[]string{"check"}, "<bundle>"},
		"no folder to export": {[]string{"export", "CM14-0000001"}, "--to"},
	} {
		t.Run(name, func(t *testing.T) { refused(t, exitRefused, tt.says, tt.args...) })
	}
}

// TestNothingStoredIsNoEmptyStore: a mistyped folder is refused and not made.
func TestNothingStoredIsNoEmptyStore(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "missing")
	for _, args := range [][]string{{"audit", "verify"}, {"export", "CM14-0000001", "--to", t.TempDir()}, {"letter", "CM14-0000001"},
		{"assign", "CM14-0000001", signEmail}} {
		refused(t, exitRefused, missing, append(args, "--data", missing)...)
	}
	if _, err := os.Stat(missing); !os.IsNotExist(err) {
		t.Error("the folder was made")
	}
}

func TestStoppedCommandFails(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "bundle")
	must(t, sample.WriteBundle(dir, "case1"))
	stdout, stderr, restore := redirect(t, "")
	ctx, stop := context.WithCancel(t.Context())
	stop()
	code := run(ctx, []string{"check", dir})
	restore()
	if code != exitFailed || !strings.Contains(content(t, stderr), "stopped before it was done") || content(t, stdout) != "" {
		t.Errorf("exits with %d: %s", code, content(t, stderr))
	}
}
