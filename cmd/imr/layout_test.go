package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const root = "../.."

// tracked is every file of the repository, as git knows it or, outside of git,
// as the folder holds it without what is hidden, ignored or installed.
func tracked(t *testing.T) []string {
	t.Helper()
	git := exec.Command("git", "ls-files", "-z")
	git.Dir = root
	if out, err := git.Output(); err == nil && len(out) > 0 {
		return slices.DeleteFunc(strings.Split(strings.TrimRight(string(out), "\x00"), "\x00"), func(file string) bool {
			_, err := os.Stat(filepath.Join(root, file)) // deleted and not committed yet
			return err != nil
		})
	}
	return found(t)
}

func found(t *testing.T) []string {
	t.Helper()
	ignored, err := os.ReadFile(filepath.Join(root, ".gitignore"))
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	skipped := append(strings.Fields(string(ignored)), "node_modules/")
	var files []string
	err = fs.WalkDir(os.DirFS(root), ".", func(path string, e fs.DirEntry, err error) error {
		name := e.Name()
		switch {
		case err != nil || path == ".":
			return err
		case !e.IsDir() && !strings.HasPrefix(name, ".") && !slices.Contains(skipped, "/"+path):
			files = append(files, path)
		case e.IsDir() && (strings.HasPrefix(name, ".") || slices.Contains(skipped, "/"+path+"/") || slices.Contains(skipped, name+"/")):
			return fs.SkipDir
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
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
			strings.Contains(file, "vendor/") || strings.Contains(file, "testdata/") {
			continue
		}
		content, err := os.ReadFile(filepath.Join(root, file))
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

func TestEveryExportedNameHasAComment(t *testing.T) {
	described := map[string]bool{}
	for _, file := range tracked(t) {
		if filepath.Ext(file) != ".go" || strings.HasSuffix(file, "_test.go") || strings.Contains(file, "testdata/") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		dir := filepath.Dir(file)
		described[dir] = described[dir] || f.Doc.Text() != ""
		if ast.IsGenerated(f) {
			continue
		}
		for _, name := range uncommented(f) {
			t.Errorf("%s: %s has no comment", file, name)
		}
	}
	for dir, yes := range described {
		if !yes {
			t.Errorf("package %s has no comment", dir)
		}
	}
	if len(described) < len(above) {
		t.Errorf("only %d packages were looked at", len(described))
	}
}

// uncommented names what the file exports without a word on it. In a group of
// constants or variables a comment on the group is enough.
func uncommented(f *ast.File) (names []string) {
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Name.IsExported() && d.Doc.Text() == "" && receiverIsExported(d) {
				names = append(names, d.Name.Name)
			}
		case *ast.GenDecl:
			for _, s := range d.Specs {
				names = append(names, uncommentedIn(d, s)...)
			}
		}
	}
	return names
}

func receiverIsExported(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	of := d.Recv.List[0].Type
	if p, ok := of.(*ast.StarExpr); ok {
		of = p.X
	}
	if g, ok := of.(*ast.IndexExpr); ok {
		of = g.X
	}
	name, ok := of.(*ast.Ident)
	return !ok || name.IsExported()
}

func uncommentedIn(d *ast.GenDecl, s ast.Spec) (names []string) {
	if d.Doc.Text() != "" {
		return nil
	}
	switch s := s.(type) {
	case *ast.TypeSpec:
		if s.Name.IsExported() && s.Doc.Text() == "" {
			names = append(names, s.Name.Name)
		}
	case *ast.ValueSpec:
		for _, n := range s.Names {
			if n.IsExported() && s.Doc.Text()+s.Comment.Text() == "" {
				names = append(names, n.Name)
			}
		}
	}
	return names
}

func TestUncommented(t *testing.T) {
	for name, tt := range map[string]struct{ source, want string }{
		"a function":                  {"func F() {}", "F"},
		"one with a comment":          {"// F does.\nfunc F() {}", ""},
		"one of our own":              {"func f() {}", ""},
		"a method":                    {"func (t *T[K]) M() {}", "M"},
		"a method of our own type":    {"func (t t) M() {}", ""},
		"a type":                      {"type T int", "T"},
		"a type in a group":           {"type (\n// T is.\nT int\nU int\n)", "U"},
		"a constant":                  {"const C = 1", "C"},
		"constants under one comment": {"// The constants.\nconst (\nC = 1\nD = 2\n)", ""},
		"constants one by one":        {"const (\nC = 1 // one\nD = 2\n)", "D"},
		"a directive is no comment":   {"//go:embed x\nvar V string", "V"},
	} {
		f, err := parser.ParseFile(token.NewFileSet(), "x.go", "package x\n"+tt.source, parser.ParseComments)
		if err != nil {
			t.Fatal(name, err)
		}
		if got := strings.Join(uncommented(f), " "); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}
