package blob

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestPutThenOpen(t *testing.T) {
	dir := t.TempDir()
	f, err := Open(filepath.Join(dir, "documents"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sum, size, err := f.Put(t.Context(), strings.NewReader("abc"))
	// The SHA-256 of "abc" is the example of FIPS 180-2, appendix B.1.
	if want := "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; sum != want || size != 3 || err != nil {
		t.Fatalf("Put = %s, %d, %v; want %s, 3", sum, size, err, want)
	}
	file, err := f.Open(sum)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if got, _ := io.ReadAll(file); string(got) != "abc" {
		t.Errorf("stored %q, want abc", got)
	}
	again, _, err := f.Put(t.Context(), strings.NewReader("abc"))
	if again != sum || err != nil {
		t.Errorf("second Put = %s, %v", again, err)
	}
}

func TestFailedPutLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	f, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := f.Put(ctx, strings.NewReader("abc")); !errors.Is(err, context.Canceled) {
		t.Errorf("Put after cancel: %v, want context.Canceled", err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestOpenStaysInside(t *testing.T) {
	f, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, sum := range []string{"", "../../etc/passwd", strings.Repeat("../", 21) + "x"} {
		if file, err := f.Open(sum); err == nil {
			file.Close()
			t.Errorf("Open(%q) opened a file", sum)
		} else if len(sum) != 64 && !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("Open(%q): %v, want fs.ErrNotExist", sum, err)
		}
	}
}
