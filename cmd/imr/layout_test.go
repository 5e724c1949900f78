package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const root = "../.."

// tracked is every file of the repository. It skips the test outside of one.
func tracked(t *testing.T) []string {
	t.Helper()
	git := exec.Command("git", "ls-files", "-z")
	git.Dir = root
	out, err := git.Output()
	if err != nil {
		t.Skip("not in a git repository, or git is not there")
	}
	return strings.Split(strings.TrimRight(string(out), "\x00"), "\x00")
}

func TestTopLevelIsTheTree(t *testing.T) {
	top := []string{"cmd", "web", "templates", "static", "internal", "db", "go.mod", "go.sum", "Taskfile.yml", "README.md", "LICENSE"}
	for _, file := range tracked(t) {
		first, _, _ := strings.Cut(file, "/")
		if !strings.HasPrefix(first, ".") && !slices.Contains(top, first) {
			t.Errorf("%s: nothing else belongs at the top", file)
		}
		for _, part := range strings.Split(filepath.Dir(file), "/") {
			if slices.Contains([]string{"models", "types", "utils", "common", "helpers", "shared"}, part) {
				t.Errorf("%s: a folder named %s says nothing", file, part)
			}
		}
	}
}

const maxLines = 400

func TestNoSourceFileIsTooLong(t *testing.T) {
	checked := 0
	for _, file := range tracked(t) {
		if !slices.Contains([]string{".go", ".templ", ".js", ".ts", ".css", ".sql"}, filepath.Ext(file)) || strings.HasSuffix(file, "_templ.go") ||
			strings.Contains(file, "vendor/") {
			continue
		}
		content, err := os.ReadFile(filepath.Join(root, file))
		if os.IsNotExist(err) {
			continue // deleted and not committed yet
		}
		if err != nil {
			t.Fatal(err)
		}
		if first, _, _ := bytes.Cut(content, []byte("\n")); bytes.Contains(first, []byte("Code generated")) {
			continue
		}
		checked++
		if n := bytes.Count(content, []byte("\n")); n > maxLines {
			t.Errorf("%s has %d lines, and %d are the most", file, n, maxLines)
		}
	}
	if checked < 100 {
		t.Errorf("only %d files were looked at", checked)
	}
}
