package ocr_test

import (
	"errors"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"imr/internal/ocr"
)

func TestRead(t *testing.T) {
	const short = "Progress Report of 10/16/2012\nDisc protrusion at L5-S1, pain 7/10.\nContinue Norco 10/325 mg."
	for engineName, e := range readers(t, ocr.Config{Workers: 1}) {
		for name, tt := range map[string]struct {
			sheet sheet
			want  string
		}{
			"clean":          {sheet{text: short}, short},
			"large and gray": {sheet{text: short, points: 16, noise: 40}, short},
			"turned a bit":   {sheet{text: short, degrees: 1.2, noise: 15}, short},
			"empty":          {sheet{}, ""},
			"dirty, empty":   {sheet{noise: 30}, ""},
		} {
			t.Run(engineName+"/"+name, func(t *testing.T) {
				r, err := e.Read(t.Context(), tt.sheet.scan(t))
				if err != nil {
					t.Fatal(err)
				}
				want := strings.Join(strings.Fields(tt.want), " ")
				if got := text(r); got != want {
					t.Errorf("got %q, want %q", got, want)
				}
				if want != "" && (r.Confidence < 80 || r.Confidence > 100) || want == "" && r.Confidence != 0 {
					t.Errorf("confidence %v", r.Confidence)
				}
				if r.Engine != e.Name() || r.Width != 1700 || r.Height != 2200 {
					t.Errorf("read by %q for %q, %d by %d", r.Engine, e.Name(), r.Width, r.Height)
				}
			})
		}
	}
}

// TestBoxes looks for ink where the words are said to be, and for none elsewhere.
func TestBoxes(t *testing.T) {
	for name, e := range readers(t, ocr.Config{Workers: 1}) {
		t.Run(name, func(t *testing.T) {
			p := sheet{text: "Diagnosis: lumbar sprain\nseen on 03/04/2015"}.scan(t)
			r, err := e.Read(t.Context(), p)
			if err != nil {
				t.Fatal(err)
			}
			rest := slices.Clone(p.Gray)
			for _, w := range r.Words {
				dark := 0
				for y := w.Y0; y < w.Y1; y++ {
					for x := w.X0; x < w.X1; x++ {
						if rest[y*p.Stride+x] < 128 {
							dark++
						}
						rest[y*p.Stride+x] = 255
					}
				}
				if dark < 50 {
					t.Errorf("%q stands on %d dark pixels", w.Text, dark)
				}
			}
			if len(r.Words) != 6 || r.Words[2].Line != 0 || r.Words[3].Line != 1 {
				t.Errorf("words %+v", r.Words)
			}
			if left := slices.Min(rest); left < 128 {
				t.Error("there is ink outside of all words")
			}
		})
	}
}

// TestPages reads whole pages, and requires of them all dates and levels but one
// in fifty, which is what Tesseract is known to reach.
func TestPages(t *testing.T) {
	cited := regexp.MustCompile(`\d\d/\d\d/\d{4}|[LCT]\d+-[LCST]?\d`)
	for name, e := range readers(t, ocr.Config{Workers: 1}) {
		t.Run(name, func(t *testing.T) {
			words, wrong, cites, lost := 0, 0, 0, 0
			for i := range 4 {
				s := sheet{text: note(i), noise: 20, degrees: 0.3 * float64(i-2)}
				r, err := e.Read(t.Context(), s.scan(t))
				if err != nil {
					t.Fatal(err)
				}
				want := strings.Fields(s.text)
				words += len(want)
				wrong += distance(want, strings.Fields(text(r)))
				found := cited.FindAllString(text(r), -1)
				for _, c := range cited.FindAllString(s.text, -1) {
					cites++
					if at := slices.Index(found, c); at < 0 {
						lost++
						t.Logf("lost %s", c)
					} else {
						found = slices.Delete(found, at, at+1)
					}
				}
			}
			t.Logf("%d of %d words wrong, %d of %d dates and levels lost", wrong, words, lost, cites)
			if wrong*100 > words || lost*50 > cites || cites < 80 {
				t.Error("too many are wrong")
			}
		})
	}
}

// distance is how many words must be put in, left out or changed to make b of a.
func distance(a, b []string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		before := row[0]
		row[0]++
		for j := range b {
			change := before
			if a[i] != b[j] {
				change++
			}
			before = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// TestSameAgain reads a page before and after others: what was read earlier
// must not change what is read later.
func TestSameAgain(t *testing.T) {
	e := engine(t, ocr.Config{Workers: 1, Embedded: true})
	p := sheet{text: note(1), noise: 25}.scan(t)
	first, err := e.Read(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.Read(t.Context(), sheet{text: note(2), points: 9}.scan(t)); err != nil {
		t.Fatal(err)
	}
	again, err := e.Read(t.Context(), p)
	if err != nil || !slices.Equal(first.Words, again.Words) {
		t.Errorf("read again the page has %q, at first it had %q (%v)", text(again), text(first), err)
	}
}

func TestOddPages(t *testing.T) {
	garbage := make([]byte, 1200*900)
	r := rand.New(rand.NewPCG(3, 4))
	for i := range garbage {
		garbage[i] = byte(r.Uint32())
	}
	white := func(width, height int) ocr.Page {
		return ocr.Page{Gray: []byte(strings.Repeat("\xff", width*height)), Width: width, Height: height, Stride: width, DPI: 200}
	}
	black := white(300, 300)
	clear(black.Gray)
	wide := sheet{text: "Stride"}.scan(t)
	padded := make([]byte, 0, wide.Height*(wide.Width+7))
	for y := range wide.Height {
		padded = append(append(padded, wide.Gray[y*wide.Width:][:wide.Width]...), 0, 0, 0, 0, 0, 0, 0)
	}
	for engineName, e := range readers(t, ocr.Config{Workers: 1}) {
		for name, tt := range map[string]struct {
			page    ocr.Page
			refused bool
			want    string // "?" is anything
		}{
			"garbage":               {ocr.Page{Gray: garbage, Width: 1200, Height: 900, Stride: 1200, DPI: 200}, false, "?"},
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
			t.Run(engineName+"/"+name, func(t *testing.T) {
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
	}
}

// TestLargestPage reads a page as large as is allowed, full of text.
func TestLargestPage(t *testing.T) {
	small := sheet{text: note(3)}.scan(t)
	const side = 5000
	large := ocr.Page{Gray: []byte(strings.Repeat("\xff", side*side)), Width: side, Height: side, Stride: side, DPI: resolution}
	for y := range side {
		for x := 0; x+small.Width <= side; x += small.Width {
			copy(large.Gray[y*side+x:], small.Gray[y%small.Height*small.Width:][:small.Width])
		}
	}
	e := engine(t, ocr.Config{Workers: 1, Embedded: true})
	r, err := e.Read(t.Context(), large)
	if err != nil || len(r.Words) < 1800 {
		t.Errorf("%d words, %v", len(r.Words), err)
	}
}
