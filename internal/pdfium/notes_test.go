package pdfium_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"imr/internal/pdfium"
)

// look is the appearance of a field or annotation that shows a text.
func look(text string) string {
	return stream("/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F1 3 0 R >> >>",
		fmt.Sprintf("/Tx BMC BT /F1 12 Tf 2 5 Td (%s) Tj ET EMC", text))
}

// TestNotes: what fields and annotations show is text of the page, and stands
// where it is drawn. Object 6 is the annotation and 7 an appearance.
func TestNotes(t *testing.T) {
	const at = "/Rect [100 500 300 520] "
	e, fresh := engine(t, pdfium.Config{Workers: 1}), engine(t, pdfium.Config{Workers: 1})
	for name, tt := range map[string]struct{ note, shows, want string }{
		"text field":          {"/Subtype /Widget /FT /Tx /T (claim) /V (other) /AP << /N 7 0 R >>", "CL-10-4471", "printed CL-10-4471"},
		"box that is checked": {"/Subtype /Widget /FT /Btn /T (b) /AS /Yes /AP << /N << /Yes 7 0 R >> >>", "X", "printed X"},
		"box that is not":     {"/Subtype /Widget /FT /Btn /T (b) /AS /Off /AP << /N << /Yes 7 0 R >> >>", "X", "printed"},
		"value without look":  {"/Subtype /Widget /FT /Tx /T (claim) /V (as typed) /DA (/F1 12 Tf 0 g)", "", "printed as typed"},
		"free text":           {"/Subtype /FreeText /Contents (other) /AP << /N 7 0 R >>", "typed onto it", "printed typed onto it"},
		"stamp":               {"/Subtype /Stamp /AP << /N 7 0 R >>", "RECEIVED 10/16/2012", "printed RECEIVED 10/16/2012"},
		"hidden":              {"/Subtype /Stamp /F 2 /AP << /N 7 0 R >>", "unseen", "printed"},
		"not for the screen":  {"/Subtype /Stamp /F 32 /AP << /N 7 0 R >>", "unseen", "printed"},
		"popup":               {"/Subtype /Popup /AP << /N 7 0 R >>", "unseen", "printed"},
		"link":                {"/Subtype /Link /A << /S /URI /URI (https://fiction.invalid) >>", "", "printed"},
	} {
		t.Run(name, func(t *testing.T) {
			form := "/AcroForm << /Fields [6 0 R] /NeedAppearances " + fmt.Sprint(tt.shows == "") + " /DR << /Font << /F1 3 0 R >> >> >>"
			data := book(form, plainPage+"/Annots [6 0 R]", stream("", show(72, 700, "printed")), "<< /Type /Annot "+at+tt.note+" >>", look(tt.shows))
			f := onDisk(t, data)
			for _, what := range []string{"first", "again"} {
				words, size, err := e.Words(t.Context(), f, 1)
				if got := strings.ReplaceAll(text(words), "\n", " "); err != nil || got != tt.want {
					t.Fatalf("%s: %q, %v, want %q", what, got, err, tt.want)
				}
				checkBoxes(t, words, size)
				if w := words[len(words)-1]; len(words) > 1 && (w.X0 < 100 || w.X1 > 300 || w.Y0 < 792-520 || w.Y1 > 792-500) {
					t.Errorf("%s: %+v stands outside of the note", what, w)
				}
			}
			before, after := pixelsOf(t, fresh, f), pixelsOf(t, e, f)
			if !bytes.Equal(before, after) {
				t.Error("once it was read it is drawn in another way")
			}
		})
	}
}

// pixelsOf draws the first page.
func pixelsOf(t *testing.T, e *pdfium.Engine, f *os.File) []byte {
	t.Helper()
	m, err := e.Gray(t.Context(), f, 1, 72)
	if err != nil {
		t.Fatal(err)
	}
	return m.Gray.Pix
}
