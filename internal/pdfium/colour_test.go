package pdfium_test

import (
	"strings"
	"testing"

	"imr/internal/pdfium"
)

// TestColourIsKept has colour come onto a page in every way there is: none may
// be taken for gray.
func TestColourIsKept(t *testing.T) {
	e := engine(t, pdfium.Config{Workers: 1})
	const names = "/Resources << /Font << /F1 3 0 R /T3 6 0 R >> /XObject << /Red 8 0 R /Stencil 9 0 R /Form 10 0 R /Gray 14 0 R >> " +
		"/Pattern << /Tile 11 0 R /Blend 12 0 R >> /Shading << /S 13 0 R >> >> "
	const blend = "<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 612 0] /Extend [true true] " +
		"/Function << /FunctionType 2 /Domain [0 1] /N 1 /C0 [1 0 0] /C1 [1 0 0] >> >>"
	extra := []string{
		"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /FirstChar 97 /LastChar 97 /Widths [1] " +
			"/Encoding << /Differences [97 /a] >> /CharProcs << /a 7 0 R >> >>",
		stream("", "1 0 d0 1 0 0 rg 0 0 1 1 re f"),
		picture(1, 1, "/BitsPerComponent 8 /ColorSpace /DeviceRGB", "\xff\x00\x00"),
		picture(8, 1, "/BitsPerComponent 1 /ImageMask true", "\x00"),
		stream("/Type /XObject /Subtype /Form /BBox [0 0 612 792]", "1 0 0 rg 0 0 300 300 re f"),
		stream("/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources << >>", "1 0 0 rg 0 0 9 9 re f"),
		"<< /PatternType 2 /Shading " + blend + " >>", blend,
		picture(1, 1, "/BitsPerComponent 8 /ColorSpace /DeviceGray", "\x80"),
	}
	for name, tt := range map[string]struct{ page, content, want string }{
		"gray text":        {"", note(1), "image/png"},
		"gray image":       {"", "300 0 0 300 0 0 cm /Gray Do", "image/png"},
		"gray stencil":     {"", "300 0 0 300 0 0 cm /Stencil Do", "image/png"},
		"white and black":  {"", "1 g 0 0 612 792 re f 0 g " + note(1), "image/png"},
		"fill":             {"", note(1) + "1 0 0 rg 0 0 300 300 re f", "image/jpeg"},
		"stroke":           {"", note(1) + "99 w 1 0 0 RG 0 0 300 300 re S", "image/jpeg"},
		"text":             {"", "BT /F1 300 Tf 1 0 0 rg 50 300 Td (MM) Tj ET", "image/jpeg"},
		"outlined text":    {"", "BT /F1 300 Tf 1 Tr 20 w 1 0 0 RG 50 300 Td (MM) Tj ET", "image/jpeg"},
		"drawn letters":    {"", "BT /T3 300 Tf 50 300 Td (a) Tj ET", "image/jpeg"},
		"image":            {"", "300 0 0 300 0 0 cm /Red Do", "image/jpeg"},
		"stencil":          {"", "1 0 0 rg 300 0 0 300 0 0 cm /Stencil Do", "image/jpeg"},
		"inline image":     {"", "300 0 0 300 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID \xff\x00\x00 EI", "image/jpeg"},
		"form":             {"", "/Form Do", "image/jpeg"},
		"tiles":            {"", "/Pattern cs /Tile scn 0 0 300 300 re f", "image/jpeg"},
		"blend as pattern": {"", "/Pattern cs /Blend scn 0 0 300 300 re f", "image/jpeg"},
		"text of a blend":  {"", "/Pattern cs /Blend scn BT /F1 300 Tf 50 300 Td (MM) Tj ET", "image/jpeg"},
		"blend":            {"", "/S sh", "image/jpeg"},
		"annotation": {"/Annots [<< /Subtype /Square /Rect [0 0 300 300] /AP << /N 10 0 R >> >>]",
			note(1), "image/jpeg"},
		"last of many": {"", strings.Repeat("0 0 1 1 re f ", 4000) + "1 0 0 rg 0 0 300 300 re f", "image/jpeg"},
	} {
		t.Run(name, func(t *testing.T) {
			f := onDisk(t, makePDF([]sheet{{attributes: names + tt.page, content: tt.content}}, "", extra...))
			got, err := e.Render(t.Context(), f, 1, 300)
			if err != nil || got.ContentType != tt.want {
				t.Errorf("got %s, %v, want %s", got.ContentType, err, tt.want)
			}
		})
	}
}
