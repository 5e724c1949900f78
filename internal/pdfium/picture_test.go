package pdfium

import (
	"bytes"
	"image"
	"image/png"
	"testing"
)

// TestGrayPNG reads each gray back at an even and an odd width, from rows with
// a gap between them.
func TestGrayPNG(t *testing.T) {
	for _, width := range []int{1, 2, 255, 256} {
		m := image.NewGray(image.Rect(0, 0, width+3, 2))
		m.Rect.Max.X = width
		for i := range m.Pix {
			m.Pix[i] = uint8(i)
		}
		data, err := newPress().grayPNG(m)
		if err != nil {
			t.Fatal(err)
		}
		back, err := png.Decode(bytes.NewReader(data))
		if err != nil || back.Bounds() != m.Rect {
			t.Fatalf("width %d: %v", width, err)
		}
		for y := range 2 {
			for x := range width {
				got, _, _, _ := back.At(x, y).RGBA()
				if want := (int(m.GrayAt(x, y).Y) + 8) / 17 * 17; int(got>>8) != want {
					t.Errorf("width %d: gray %d at %d,%d, want %d", width, got>>8, x, y, want)
				}
			}
		}
	}
}
