package sample_test

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"imr/internal/bundle"
	"imr/internal/sample"
)

// files reads every file below the folder, by its path within it.
func files(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		out[name], err = os.ReadFile(filepath.Join(dir, name))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func open(t *testing.T, write func(dir, key string) error, key string) *bundle.Bundle {
	t.Helper()
	dir := t.TempDir()
	if err := write(dir, key); err != nil {
		t.Fatal(err)
	}
	b, err := bundle.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return b
}

func TestBundlesAreSound(t *testing.T) {
	for _, s := range sample.Cases() {
		t.Run(s.Key, func(t *testing.T) {
			plain := open(t, sample.WriteBundle, s.Key)
			if plain.Case.Number != s.Number {
				t.Errorf("case.json bears %s, the list %s", plain.Case.Number, s.Number)
			}
			if plain.Review != nil {
				t.Error("the bundle without a review has one")
			}
			reviewed := open(t, sample.WriteReviewedBundle, s.Key)
			if reviewed.Review == nil {
				t.Fatal("the reviewed bundle has no review")
			}
			for _, it := range reviewed.Case.Items {
				if n := len(reviewed.Review.For(it.ID)); n != 1 {
					t.Errorf("item %s has %d decisions, want 1", it.ID, n)
				}
			}
		})
	}
}

func TestSameBytesTwice(t *testing.T) {
	for _, s := range sample.Cases() {
		t.Run(s.Key, func(t *testing.T) {
			one, two := t.TempDir(), t.TempDir()
			for _, dir := range []string{one, two} {
				if err := sample.WriteReviewedBundle(dir, s.Key); err != nil {
					t.Fatal(err)
				}
			}
			if !maps.EqualFunc(files(t, one), files(t, two), bytes.Equal) {
				t.Error("two bundles of one sample differ")
			}
		})
	}
}

func TestNoRecordIsLeftOut(t *testing.T) {
	for _, s := range sample.Cases() {
		t.Run(s.Key, func(t *testing.T) {
			texts, err := filepath.Glob(filepath.Join(s.Key, "*.txt"))
			if err != nil || len(texts) == 0 {
				t.Fatalf("no contents of %s: %v", s.Key, err)
			}
			var want []string
			for _, name := range texts {
				base := filepath.Base(name)
				want = append(want, "records/"+base[:len(base)-len(".txt")]+".pdf")
			}
			var got []string
			for _, d := range open(t, sample.WriteBundle, s.Key).Case.Documents {
				got = append(got, d.File)
			}
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("case.json names %v, the contents are %v", got, want)
			}
		})
	}
}

func TestUnknownKey(t *testing.T) {
	for name, write := range map[string]func(dir, key string) error{
		"bundle": sample.WriteBundle, "reviewed bundle": sample.WriteReviewedBundle,
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := write(dir, "case9"); err == nil {
				t.Error("a sample that does not exist was written")
			}
			if got := files(t, dir); len(got) > 0 {
				t.Errorf("%d files were left behind", len(got))
			}
		})
	}
}
