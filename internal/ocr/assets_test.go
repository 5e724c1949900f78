package ocr_test

import (
	"os"
	"strings"
	"testing"

	"imr/internal/ocr"
)

// TestAssets holds what is carried to the table of names made for it and to
// what its notice says.
func TestAssets(t *testing.T) {
	notice, err := os.ReadFile("assets/README.md")
	if err != nil {
		t.Fatal(err)
	}
	sums, err := ocr.Assets()
	if err != nil {
		t.Fatal(err)
	}
	for name, sum := range sums {
		if sum[0] != sum[1] || !strings.Contains(string(notice), "`"+sum[0]+"`") {
			t.Errorf("%s has the sum %s, its table is for %s", name, sum[0], sum[1])
		}
	}
	if !strings.Contains(string(notice), "`tesseract.js-core` "+ocr.CoreVersion+",") {
		t.Errorf("the notice does not name version %s", ocr.CoreVersion)
	}
}

func TestEmbeddedName(t *testing.T) {
	version, err := ocr.EmbeddedVersion(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	name := engine(t, ocr.Config{Embedded: true}).Name()
	number, _, _ := strings.Cut(version, "-")
	if name != "tesseract "+number+" wasm" {
		t.Errorf("%s calls itself %s", name, version)
	}
}
