package static_test

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"imr/static"
)

// TestVendoredFilesAreThoseNamed: no file of others is edited, added or left out.
func TestVendoredFilesAreThoseNamed(t *testing.T) {
	list, err := os.Open("vendor/SHA256SUMS")
	if err != nil {
		t.Fatal(err)
	}
	defer list.Close()
	named := []string{"README.md", "SHA256SUMS"}
	for lines := bufio.NewScanner(list); lines.Scan(); {
		want, name, _ := strings.Cut(lines.Text(), "  ")
		named = append(named, name)
		sum := sha256.Sum256([]byte(static.Text("vendor/" + name)))
		if got := hex.EncodeToString(sum[:]); got != want {
			t.Errorf("%s has the sum %s, and the list %s", name, got, want)
		}
	}
	found, err := filepath.Glob("vendor/*")
	if err != nil {
		t.Fatal(err)
	}
	for i := range found {
		found[i] = filepath.Base(found[i])
	}
	slices.Sort(named)
	slices.Sort(found)
	if !slices.Equal(found, named) {
		t.Errorf("the folder holds %q, and the list names %q", found, named)
	}
	notice := static.Text("vendor/README.md")
	for _, name := range found {
		if strings.HasSuffix(name, ".js") && !strings.Contains(notice, name) {
			t.Errorf("README.md does not say where %s is from", name)
		}
	}
}
