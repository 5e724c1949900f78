package sqlite

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"imr/db"
)

// TestOnlyOneFunctionReadsIdentities greps the queries: the table of identities is
// read by one statement, that statement by one function, and that function by the
// acts that search conflicts, hide names or leave a trace (LC 4610.6(f)).
func TestOnlyOneFunctionReadsIdentities(t *testing.T) {
	statement := regexp.MustCompile(`(?m)^-- name: (\S+)`)
	var readers []string
	must(t, fs.WalkDir(db.Queries, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := fs.ReadFile(db.Queries, path)
		if err != nil {
			return err
		}
		names := statement.FindAllStringSubmatchIndex(string(text), -1)
		for i, at := range names {
			end := len(text)
			if i+1 < len(names) {
				end = names[i+1][0]
			}
			if body := string(text[at[1]:end]); strings.Contains(body, "reviewer_identities") {
				readers = append(readers, strings.TrimSuffix(filepath.Base(path), ".sql")+"."+string(text[at[2]:at[3]]))
			}
		}
		return nil
	}))
	slices.Sort(readers)
	if want := []string{"reviewer.identities", "reviewer.save-identity"}; !slices.Equal(readers, want) {
		t.Errorf("the table of identities stands in %v, and may in %v only", readers, want)
	}
	for word, allowed := range map[string][]string{
		`"reviewer.identities"`: {"internal/sqlite/reviewer.go"},
		`reviewer_identities`:   {},
		// The cards and plans search conflicts, a packet hides names, and Identity leaves an event.
		`tx.Identities()`: {"internal/casework/assign.go", "internal/casework/bulk_from.go", "internal/casework/packet.go", "internal/casework/reviewers.go", "internal/casework/todesk_crew.go"},
	} {
		for _, file := range goFilesWith(t, word) {
			if !slices.Contains(allowed, file) {
				t.Errorf("%s uses %s, and only %v may", file, word, allowed)
			}
		}
	}
}

// goFilesWith are the files of the program, tests left out, that hold the word.
func goFilesWith(t *testing.T, word string) (out []string) {
	t.Helper()
	root := filepath.Join("..", "..")
	for _, folder := range []string{"cmd", "internal", "web", "templates"} {
		must(t, filepath.WalkDir(filepath.Join(root, folder), func(path string, e fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if e.Name() == "node_modules" {
				return fs.SkipDir
			}
			if e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return nil
			}
			text, err := os.ReadFile(path)
			if strings.Contains(string(text), word) {
				relative, _ := filepath.Rel(root, path)
				out = append(out, filepath.ToSlash(relative))
			}
			return err
		}))
	}
	return out
}
