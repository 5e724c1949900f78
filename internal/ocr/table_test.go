package ocr_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"imr/internal/ocr"
)

func TestTable(t *testing.T) {
	page := ocr.Page{Width: 100, Height: 50}
	for name, tt := range map[string]struct {
		rows   []string // without level and page
		want   []ocr.Word
		sure   float64
		broken bool
	}{
		"lines count through blocks": {rows: []string{"1 1 1 1 0 0 10 10 90 a", "1 1 1 2 20 0 10 10 90 b", "1 1 2 1 0 20 10 10 90 c", "2 1 2 1 0 30 10 10 90 d"},
			want: []ocr.Word{{"a", 0, 0, 10, 10, 0, 90}, {"b", 20, 0, 30, 10, 0, 90}, {"c", 0, 20, 10, 30, 1, 90}, {"d", 0, 30, 10, 40, 2, 90}}, sure: 90},
		"confidence counts characters": {rows: []string{"1 1 1 1 0 0 10 10 90 abc", "1 1 1 2 20 0 10 10 50 d"},
			want: []ocr.Word{{"abc", 0, 0, 10, 10, 0, 90}, {"d", 20, 0, 30, 10, 0, 50}}, sure: 80},
		"a box over the edge is cut": {rows: []string{"1 1 1 1 90 40 20 20 99.5 a"}, want: []ocr.Word{{"a", 90, 40, 100, 50, 0, 99.5}}, sure: 99.5},
		"words off the page or empty": {rows: []string{"1 1 1 1 100 0 9 9 90 a", "1 1 1 2 0 0 0 9 90 b", "1 1 1 3 0 0 9 9 90 "},
			want: nil},
		"unseen characters go":    {rows: []string{"1 1 1 1 0 0 10 10 90 a\u200b\x00b\xff"}, want: []ocr.Word{{"ab", 0, 0, 10, 10, 0, 90}}, sure: 90},
		"confidence is in bounds": {rows: []string{"1 1 1 1 0 0 10 10 1e9 a"}, want: []ocr.Word{{"a", 0, 0, 10, 10, 0, 100}}, sure: 100},
		"too few cells":           {rows: []string{"1 1 1 1"}, broken: true},
		"negative":                {rows: []string{"1 1 1 1 -5 0 10 10 90 a"}, broken: true},
		"too far":                 {rows: []string{"1 1 1 1 9999999999 0 10 10 90 a"}, broken: true},
		"no number":               {rows: []string{"1 1 1 1 0 0 x 10 90 a"}, broken: true},
		"no confidence":           {rows: []string{"1 1 1 1 0 0 10 10 NaN a"}, broken: true},
	} {
		t.Run(name, func(t *testing.T) {
			table := "1\t1\t0\t0\t0\t0\t0\t0\t100\t50\t-1\t\n"
			for _, row := range tt.rows {
				table += "5\t1\t" + strings.ReplaceAll(row, " ", "\t") + "\n"
			}
			r, err := ocr.NewResult(page, []byte(table))
			if tt.broken != errors.Is(err, ocr.ErrUnreadable) || !tt.broken && err != nil {
				t.Fatal(err)
			}
			if !tt.broken && (!slices.Equal(r.Words, tt.want) || r.Confidence != tt.sure) {
				t.Errorf("got %+v, want %+v", r, tt.want)
			}
		})
	}
}

func FuzzTable(f *testing.F) {
	f.Add([]byte("5\t1\t1\t1\t1\t1\t0\t0\t10\t10\t90\tword\n"))
	f.Fuzz(func(t *testing.T, table []byte) {
		r, err := ocr.NewResult(ocr.Page{Width: 100, Height: 50}, table)
		if err != nil && !errors.Is(err, ocr.ErrUnreadable) {
			t.Fatal(err)
		}
		for _, w := range r.Place(612, 792) {
			if w.Text == "" || w.X0 < 0 || w.X0 >= w.X1 || w.X1 > 612 || w.Y0 < 0 || w.Y0 >= w.Y1 || w.Y1 > 792 {
				t.Errorf("%+v lies outside of the page", w)
			}
		}
	})
}
