package ocr_test

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"imr/internal/casefile"
	"imr/internal/ocr"
)

func TestRead(t *testing.T) {
	const short = "Progress Report of 10/16/2012\nDisc protrusion at L5-S1, pain 7/10.\nContinue Norco 10/325 mg."
	each(t, ocr.Config{Workers: 1}, func(t *testing.T, e *ocr.Engine) {
		for name, tt := range map[string]struct {
			sheet sheet
			want  string
		}{
			"clean":          {sheet{text: short, inches: 3}, short},
			"large and gray": {sheet{text: short, points: 16, noise: 40, inches: 3}, short},
			"turned a bit":   {sheet{text: short, degrees: 1.2, noise: 15, inches: 3}, short},
			"empty":          {sheet{inches: 3}, ""},
			"dirty, empty":   {sheet{noise: 30, inches: 3}, ""},
		} {
			t.Run(name, func(t *testing.T) {
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
				if r.Engine != e.Name() || r.Width != 1700 || r.Height != 600 {
					t.Errorf("read by %q for %q, %d by %d", r.Engine, e.Name(), r.Width, r.Height)
				}
			})
		}
	})
}

// TestBoxes looks for ink where the words are said to be, and for none elsewhere.
func TestBoxes(t *testing.T) {
	each(t, ocr.Config{Workers: 1}, func(t *testing.T, e *ocr.Engine) {
		p := sheet{text: "Diagnosis: lumbar sprain\nseen on 03/04/2015", inches: 3}.scan(t)
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

// cited is what is cited of a page: dates and spinal levels.
var cited = regexp.MustCompile(`\d\d/\d\d/\d{4}|[LCT]\d+-[LCST]?\d`)

// TestPages reads whole pages. At most one word in a hundred and one date or
// level in 25 may be wrong, which is what Tesseract is known to reach, and
// one word in 500 may differ between the readers.
func TestPages(t *testing.T) {
	read := map[string][]string{}
	each(t, ocr.Config{Workers: 1}, func(t *testing.T, e *ocr.Engine) {
		words, wrong, cites, lost := 0, 0, 0, 0
		for i := range 3 {
			s := sheet{text: note(i), noise: 8 + i, degrees: 0.4 * float64(i-3)}
			r, err := e.Read(t.Context(), s.scan(t))
			if err != nil {
				t.Fatal(err)
			}
			got, want := strings.Fields(text(r)), strings.Fields(s.text)
			words += len(want)
			wrong += distance(want, got)
			expected := cited.FindAllString(s.text, -1)
			cites += len(expected)
			placed := casefile.Page{Words: r.Place(612, 792)}.Text()
			lost += lacking(cited.FindAllString(placed, -1), expected)
			read[e.Name()] = append(read[e.Name()], got...)
		}
		t.Logf("%d of %d words wrong, %d of %d dates and levels lost", wrong, words, lost, cites)
		if wrong*100 > words || lost*25 > cites || cites < 60 {
			t.Error("too many are wrong")
		}
	})
	all := slices.Collect(maps.Values(read))
	if len(all) < 2 {
		t.Skip("only one reader is installed, so there is nothing to compare it with")
	}
	wrong := distance(all[0], all[1])
	t.Logf("%d of %d words differ between the readers", wrong, len(all[0]))
	if wrong*500 > len(all[0]) {
		t.Error("too many differ")
	}
}

// lacking is how many of the expected texts were not found, each as often as it is expected.
func lacking(found, expected []string) int {
	found, lost := slices.Clone(found), 0
	for _, c := range expected {
		at := slices.Index(found, c)
		if at < 0 {
			lost++
			continue
		}
		found = slices.Delete(found, at, at+1)
	}
	return lost
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
	p := sheet{text: lines(note(1), 10), noise: 25, inches: 4}.scan(t)
	first, err := e.Read(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.Read(t.Context(), sheet{text: lines(note(2), 10), points: 9, inches: 4}.scan(t)); err != nil {
		t.Fatal(err)
	}
	again, err := e.Read(t.Context(), p)
	if err != nil || !slices.Equal(first.Words, again.Words) {
		t.Errorf("read again the page has %q, at first it had %q (%v)", text(again), text(first), err)
	}
}
