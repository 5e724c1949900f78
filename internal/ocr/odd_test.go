package ocr_test

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"imr/internal/ocr"
)

func TestOddPages(t *testing.T) {
	garbage := make([]byte, 600*400)
	r := rand.New(rand.NewPCG(3, 4))
	for i := range garbage {
		garbage[i] = byte(r.Uint32())
	}
	white := func(width, height int) ocr.Page {
		return ocr.Page{Gray: []byte(strings.Repeat("\xff", width*height)), Width: width, Height: height, Stride: width, DPI: 200}
	}
	black := white(300, 300)
	clear(black.Gray)
	wide := sheet{text: "Stride", inches: 2}.scan(t)
	padded := make([]byte, 0, wide.Height*(wide.Width+7))
	for y := range wide.Height {
		padded = append(append(padded, wide.Gray[y*wide.Width:][:wide.Width]...), 0, 0, 0, 0, 0, 0, 0)
	}
	each(t, ocr.Config{Workers: 1}, func(t *testing.T, e *ocr.Engine) {
		for name, tt := range map[string]struct {
			page    ocr.Page
			refused bool
			want    string // "?" is anything
		}{
			"garbage":               {ocr.Page{Gray: garbage, Width: 600, Height: 400, Stride: 600, DPI: 200}, false, "?"},
			"one pixel":             {white(1, 1), false, ""},
			"a line":                {white(3000, 1), false, ""},
			"a column":              {white(1, 3000), false, ""},
			"black":                 {black, false, ""},
			"rows with an end":      {ocr.Page{Gray: padded, Width: wide.Width, Height: wide.Height, Stride: wide.Width + 7, DPI: 200}, false, "Stride"},
			"no resolution":         {ocr.Page{Gray: wide.Gray, Width: wide.Width, Height: wide.Height, Stride: wide.Stride}, false, "?"},
			"foolish resolution":    {ocr.Page{Gray: wide.Gray, Width: wide.Width, Height: wide.Height, Stride: wide.Stride, DPI: 1 << 40}, false, "?"},
			"no pixels":             {ocr.Page{}, true, ""},
			"too few bytes":         {ocr.Page{Gray: make([]byte, 99), Width: 10, Height: 10, Stride: 10, DPI: 200}, true, ""},
			"too large":             {ocr.Page{Gray: make([]byte, 100), Width: 9000, Height: 9000, Stride: 9000, DPI: 200}, true, ""},
			"too wide":              {white(10_001, 2), true, ""},
			"so large it overflows": {ocr.Page{Gray: make([]byte, 100), Width: 1 << 33, Height: 1 << 33, Stride: 1 << 62, DPI: 200}, true, ""},
			"negative":              {ocr.Page{Gray: make([]byte, 100), Width: -10, Height: -10, Stride: 10, DPI: 200}, true, ""},
			"overlapping rows":      {ocr.Page{Gray: make([]byte, 100), Width: 10, Height: 10, Stride: 1, DPI: 200}, true, ""},
			"a stride without end":  {ocr.Page{Gray: make([]byte, 100), Width: 10, Height: 10, Stride: 1 << 62, DPI: 200}, true, ""},
		} {
			t.Run(name, func(t *testing.T) {
				r, err := e.Read(t.Context(), tt.page)
				if tt.refused != errors.Is(err, ocr.ErrUnreadable) || !tt.refused && err != nil {
					t.Fatalf("refused %v: %v", tt.refused, err)
				}
				if got := text(r); tt.want != "?" && got != tt.want {
					t.Errorf("read %q, want %q", got, tt.want)
				}
				for _, w := range r.Words {
					if w.X0 < 0 || w.X0 >= w.X1 || w.X1 > r.Width || w.Y0 < 0 || w.Y0 >= w.Y1 || w.Y1 > r.Height {
						t.Errorf("%+v lies outside of the page", w)
					}
				}
			})
		}
	})
}

// TestLargestPage reads a page as large as is allowed, with two pages of text.
func TestLargestPage(t *testing.T) {
	small := sheet{text: lines(note(3), 10)}.scan(t)
	const side = 5000
	large := ocr.Page{Gray: []byte(strings.Repeat("\xff", side*side)), Width: side, Height: side, Stride: side, DPI: resolution}
	for y := range side {
		copy(large.Gray[y*side:], small.Gray[y%small.Height*small.Width:][:small.Width])
	}
	e := engine(t, ocr.Config{Workers: 1, Embedded: true})
	r, err := e.Read(t.Context(), large)
	if err != nil || len(r.Words) < 225 {
		t.Errorf("%d words, %v", len(r.Words), err)
	}
}
