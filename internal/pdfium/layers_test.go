package pdfium_test

import (
	"math"
	"strings"
	"testing"

	"imr/internal/casefile"
	"imr/internal/pdfium"
)

// TestReading tells the file's own text from what lies under a scan, and from
// pages that need OCR.
func TestReading(t *testing.T) {
	e := engine(t, pdfium.Config{Workers: 1})
	const names = "/Resources << /Font << /F1 3 0 R >> /XObject << /I 6 0 R /G 7 0 R /L 8 0 R >> >>"
	gray := stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", "\x80")
	glass := stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /SMask 9 0 R", "\x80")
	clear := stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", "\x20")
	hiddenNote := "3 Tr " + note(1)
	form := stream("/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Matrix [2 0 0 2 0 0] "+names, "306 0 0 396 0 0 cm /I Do")
	const whole, half = "q 612 0 0 792 0 0 cm /I Do Q ", "q 612 0 0 390 0 0 cm /I Do Q "
	for name, tt := range map[string]struct {
		content        string
		want           casefile.Reading
		hidden, images float64
	}{
		"text":                        {note(1), casefile.Printed, 0, 0},
		"a few words":                 {show(72, 700, "End."), casefile.Printed, 0, 0},
		"text with a picture":         {note(1) + "q 100 0 0 100 50 50 cm /I Do Q", casefile.Printed, 0, 0.0206},
		"text over a background":      {whole + note(1), casefile.Printed, 0, 1},
		"text under a pane of glass":  {note(1) + strings.ReplaceAll(whole, "/I", "/G"), casefile.Printed, 0, 1},
		"invisible text over a scan":  {whole + hiddenNote, casefile.HiddenOCR, 1, 1},
		"text under a scan":           {note(1) + whole, casefile.HiddenOCR, 1, 1},
		"scan in a form":              {"/L Do " + hiddenNote, casefile.HiddenOCR, 1, 1},
		"scan turned by 90 degrees":   {"q 0 792 -612 0 612 0 cm /I Do Q " + hiddenNote, casefile.HiddenOCR, 1, 1},
		"hidden text, a stamp on top": {whole + hiddenNote + "0 Tr " + show(72, 400, "Received 3/4/12"), casefile.HiddenOCR, 0.99, 1},
		"a scan":                      {whole, casefile.AwaitsOCR, 0, 1},
		"a scan in strips":            {half + "q 612 0 0 402 0 390 cm /I Do Q", casefile.AwaitsOCR, 0, 1},
		"a scan with a fax header": {whole + show(72, 775, "From: Fiction Clinic 555-0100 10/16/2012 14:32 Page 3 of 12"),
			casefile.AwaitsOCR, 0, 1},
		"a scan with few hidden words": {whole + "3 Tr " + show(72, 400, "smudge ."), casefile.AwaitsOCR, 1, 1},
		"letters as paths":             {"50 50 m 60 70 l 70 50 l f", casefile.AwaitsOCR, 0, 0},
		"blank":                        {"", casefile.NoText, 0, 0},
		"spaces":                       {show(72, 700, "   "), casefile.NoText, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			f := onDisk(t, makePDF([]sheet{{attributes: names, content: tt.content}}, "", gray, glass, form, clear))
			got, err := e.Text(t.Context(), f, 1)
			if err != nil {
				t.Fatal(err)
			}
			if got.Reading != tt.want || math.Abs(got.Hidden-tt.hidden) > 0.01 || math.Abs(got.ImageShare-tt.images) > 0.001 {
				t.Errorf("%q, hidden %.3f, images %.4f, want %q, %.2f, %.4f",
					got.Reading, got.Hidden, got.ImageShare, tt.want, tt.hidden, tt.images)
			}
			pages, err := e.Document(t.Context(), f, "d")
			if err != nil || len(pages) != 1 || pages[0].Reading != tt.want {
				t.Errorf("Document gives %d pages, %v", len(pages), err)
			}
		})
	}
}

// TestReadingOfGarbage has a font whose letters stand for nothing.
func TestReadingOfGarbage(t *testing.T) {
	e := engine(t, pdfium.Config{Workers: 1})
	private := "/CIDInit /ProcSet findresource begin begincmap /CMapName /X def 1 begincodespacerange <00> <FF> endcodespacerange " +
		"1 beginbfrange <20> <7E> <E020> endbfrange endcmap end"
	data := makePDF([]sheet{{attributes: "/Resources << /Font << /F1 6 0 R >> >>", content: note(1)}}, "",
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 7 0 R >>", stream("", private))
	got, err := e.Text(t.Context(), onDisk(t, data), 1)
	if err != nil || got.Reading != casefile.AwaitsOCR {
		t.Errorf("%q, %v, with %d words", got.Reading, err, len(got.Words))
	}
}
