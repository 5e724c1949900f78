package templates_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// generator is the version that go.mod names for the library; both must agree.
const generator = "github.com/a-h/templ/cmd/templ@v0.3.1020"

func TestGeneratorIsTheLibrarysVersion(t *testing.T) {
	mod, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	_, version, _ := strings.Cut(generator, "@")
	if !bytes.Contains(mod, []byte("github.com/a-h/templ "+version)) {
		t.Errorf("go.mod does not require templ %s, which the generator is", version)
	}
}

// TestGeneratedFilesAreCurrent generates all pages anew in a copy and compares.
func TestGeneratedFilesAreCurrent(t *testing.T) {
	if testing.Short() {
		t.Skip("the generator is built from its module, which takes a while the first time")
	}
	sources := glob(t, "*.templ", "part/*.templ")
	root := t.TempDir()
	for _, name := range sources {
		copyFile(t, name, filepath.Join(root, "templates", name))
	}
	run := exec.Command("go", "run", generator, "generate", "./templates")
	run.Dir = root
	run.Env = append(os.Environ(), "GOFLAGS=")
	if output, err := run.CombinedOutput(); err != nil {
		t.Fatalf("generate: %v\n%s", err, output)
	}
	for _, name := range sources {
		made := strings.TrimSuffix(name, ".templ") + "_templ.go"
		want, err := os.ReadFile(filepath.Join(root, "templates", made))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(made); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what %s generates from its source (%v)", made, generator, err)
		}
	}
	if made := glob(t, "*_templ.go", "part/*_templ.go"); len(made) != len(sources) {
		t.Errorf("%d generated files for %d sources", len(made), len(sources))
	}
}

func glob(t *testing.T, patterns ...string) []string {
	t.Helper()
	var names []string
	for _, pattern := range patterns {
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(found), err)
		}
		names = append(names, found...)
	}
	return names
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	content, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, content, 0o600); err != nil {
		t.Fatal(err)
	}
}
