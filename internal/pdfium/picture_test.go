package pdfium

import (
	"bytes"
	"image"
	"image/png"
	"math/rand/v2"
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

// TestGrainyPaperIsSmall draws noise on paper with a line of black on it.
func TestGrainyPaperIsSmall(t *testing.T) {
	m, random := image.NewGray(image.Rect(0, 0, 850, 1100)), rand.New(rand.NewPCG(1, 2))
	for i := range m.Pix {
		m.Pix[i] = 235 + uint8(random.IntN(20))
	}
	clear(m.Pix[500*850 : 501*850])
	data, err := newPress().grayPNG(m)
	if err != nil || len(data) > tooLarge {
		t.Fatalf("%d bytes, %v, want at most %d", len(data), err, tooLarge)
	}
	back, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for y, want := range map[int]uint32{499: 0xFFFF, 500: 0, 501: 0xFFFF} {
		if got, _, _, _ := back.At(425, y).RGBA(); got != want {
			t.Errorf("row %d is %x, want %x", y, got, want)
		}
	}
}
