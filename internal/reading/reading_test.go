package reading_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"imr/internal/casefile"
	"imr/internal/ocr"
	"imr/internal/pdfium"
	"imr/internal/reading"
)

func TestMain(m *testing.M) {
	if pdfium.IsWorker() {
		pdfium.ServeWorker()
	}
	if ocr.IsWorker() {
		ocr.ServeWorker()
	}
	os.Exit(m.Run())
}

// onePage is a PDF of one page with the content; /F1 is Helvetica and /I a gray
// image of one pixel. All texts are fiction.
func onePage(content string) []byte {
	var b bytes.Buffer
	var offsets []int
	object := func(s string) {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(offsets), s)
	}
	b.WriteString("%PDF-1.7\n")
	object("<< /Type /Catalog /Pages 2 0 R >>")
	object("<< /Type /Pages /Kids [4 0 R] /Count 1 >>")
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
	object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 120] /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> /XObject << /I 6 0 R >> >> >>")
	object(fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content))
	object("<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>\nstream\n\xff\nendstream")
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, table)
	return b.Bytes()
}

// What a page may hold: an older OCR's text, which nobody sees, over a white
// picture, and a printed line on top of it.
const (
	older   = "q 400 0 0 120 0 0 cm /I Do Q BT 3 Tr /F1 12 Tf 30 60 Td (Lumhar sprein of the 1eft side, seen by the c1inic) Tj ET "
	printed = "BT 0 Tr /F1 14 Tf 30 60 Td (Lumbar sprain of the left side) Tj ET"
)

// TestImage reads a page by OCR that was read before, in one way or another.
func TestImage(t *testing.T) {
	r := reading.New()
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	words := []casefile.Word{{Text: "before", X0: 30, Y0: 50, X1: 80, Y1: 62}}
	for name, tt := range map[string]struct {
		content string
		page    casefile.Page // as it was before
		want    casefile.Reading
		text    string
	}{
		"not read before":                     {printed, casefile.Page{}, casefile.OCR, "Lumbar sprain of the left side"},
		"empty":                               {"", casefile.Page{}, casefile.NoText, ""},
		"by an older OCR":                     {older + printed, casefile.Page{Words: words}, casefile.OCR, "Lumbar sprain of the left side"},
		"by an older OCR, of nothing we see":  {older, casefile.Page{Words: words}, casefile.HiddenOCR, "before"},
		"by us, badly":                        {printed, casefile.Page{Words: words, Engine: "us", Confidence: 30}, casefile.OCR, "Lumbar sprain of the left side"},
		"by us, and no surer now":             {printed, casefile.Page{Words: words, Engine: "us", Confidence: 100}, casefile.OCR, "before"},
		"a stamp that the file itself prints": {"", casefile.Page{Words: words}, casefile.OCR, "before"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "record.pdf")
			if err := os.WriteFile(path, onePage(tt.content), 0o600); err != nil {
				t.Fatal(err)
			}
			f, err := os.Open(path)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			tt.page.Number, tt.page.Width, tt.page.Height, tt.page.Reading = 1, 400, 120, casefile.AwaitsOCR
			got, err := r.Image(t.Context(), f, tt.page)
			if err != nil || got.Reading != tt.want || got.Text() != tt.text {
				t.Errorf("it is %s: %q, %v, want %s: %q", got.Reading, got.Text(), err, tt.want, tt.text)
			}
			if kept := tt.text == "before" && tt.page.Engine != ""; kept && (got.Engine != tt.page.Engine || got.Confidence != tt.page.Confidence) {
				t.Errorf("the words before stand as those of %q, sure to %.0f", got.Engine, got.Confidence)
			}
		})
	}
	t.Run("no such page", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "record.pdf")
		if err := os.WriteFile(path, onePage(""), 0o600); err != nil {
			t.Fatal(err)
		}
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if got, err := r.Image(t.Context(), f, casefile.Page{Number: 2, Width: 400, Height: 120}); err != nil || got.Reading != casefile.Unreadable {
			t.Errorf("what cannot be drawn is %q, %v", got.Reading, err)
		}
	})
}
