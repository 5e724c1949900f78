package ocr_test

import (
	"slices"
	"strings"
	"testing"

	"imr/internal/casefile"
	"imr/internal/ocr"
)

// at is a word 20 pixels high.
func at(line, x0, y0, x1 int, text string) ocr.Word {
	return ocr.Word{Text: text, X0: x0, Y0: y0, X1: x1, Y1: y0 + 20, Line: line}
}

func TestPlace(t *testing.T) {
	for name, tt := range map[string]struct {
		words []ocr.Word
		want  string
	}{
		"lines":                      {[]ocr.Word{at(0, 0, 0, 50, "Date"), at(0, 60, 0, 90, "of"), at(1, 0, 30, 50, "injury")}, "Date of\ninjury"},
		"rules alone are left out":   {[]ocr.Word{at(0, 0, 0, 50, "Date"), at(0, 60, 0, 62, "|"), at(0, 70, 0, 150, "10/16/12"), at(1, 0, 30, 150, "____"), at(2, 0, 60, 20, "~"), at(3, 0, 90, 20, "—-")}, "Date 10/16/12"},
		"rules within words stay":    {[]ocr.Word{at(0, 0, 0, 50, "L4-5"), at(0, 60, 0, 80, "-5"), at(0, 90, 0, 99, "|x")}, "L4-5 -5 |x"},
		"a date in two parts":        {[]ocr.Word{at(0, 0, 0, 50, "09/"), at(0, 55, 0, 90, "10/2019.")}, "09/10/2019."},
		"a slash far from a number":  {[]ocr.Word{at(0, 0, 0, 50, "9/"), at(0, 80, 0, 99, "10"), at(1, 0, 30, 50, "and/"), at(1, 55, 30, 90, "2"), at(2, 0, 60, 50, "5/"), at(3, 0, 90, 50, "6")}, "9/ 10\nand/ 2\n5/\n6"},
		"cells of a row":             {[]ocr.Word{at(0, 0, 0, 50, "Date"), at(1, 300, 4, 380, "10/16/12"), at(2, 0, 30, 50, "Name")}, "Date 10/16/12\nName"},
		"columns":                    {[]ocr.Word{at(0, 0, 0, 50, "a"), at(1, 0, 30, 50, "b"), at(2, 300, 0, 380, "c"), at(3, 300, 30, 380, "d")}, "a\nb\nc\nd"},
		"to the right but far below": {[]ocr.Word{at(0, 0, 0, 50, "a"), at(1, 300, 15, 380, "b")}, "a\nb"},
		"paper turned a little":      {[]ocr.Word{at(0, 0, 0, 50, "a"), at(0, 300, 8, 340, "b"), at(0, 600, 16, 640, "c"), at(1, 0, 30, 50, "d")}, "a b c\nd"},
		"nothing":                    {nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			words := ocr.Result{Words: tt.words, Width: 1700, Height: 2200}.Place(612, 792)
			if got := (casefile.Page{Words: words}).Text(); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestPlaceInPoints(t *testing.T) {
	r := ocr.Result{Words: []ocr.Word{at(7, 850, 1100, 1700, "half")}, Width: 1700, Height: 2200}
	want := []casefile.Word{{Text: "half", X0: 306, Y0: 396, X1: 612, Y1: 403.2}}
	if got := r.Place(612, 792); !slices.Equal(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestNeeded(t *testing.T) {
	const full = "The patient was seen for follow-up of neck pain and has had twelve visits of therapy."
	for name, tt := range map[string]struct {
		text   string
		y      float64
		height float64
		want   bool
	}{
		"text":                         {full, 300, 792, false},
		"a blank page":                 {"", 300, 792, true},
		"a stamped number":             {"BATES 000123", 300, 792, true},
		"only the line of a fax":       {full, 10, 792, true},
		"only a long foot":             {full, 770, 792, true},
		"a small page, little text":    {"Paid in full, $40", 50, 200, false},
		"characters that are unknown":  {strings.ReplaceAll(full, "e", "\ufffd"), 300, 792, true},
		"characters of a private font": {strings.Map(func(r rune) rune { return r + 0xf000 }, full), 300, 792, true},
		"signs for letters":            {strings.Map(func(r rune) rune { return '!' + r%14 }, full), 300, 792, true},
		"one unknown character":        {"\ufffd " + full, 300, 792, false},
		"a form with leaders":          {"Name ____________________ Date ______________ Signature of the physician ........................ Number of the license, and the state", 300, 792, false},
	} {
		t.Run(name, func(t *testing.T) {
			var words []casefile.Word
			for _, w := range strings.Fields(tt.text) {
				words = append(words, casefile.Word{Text: w, Y0: tt.y, Y1: tt.y + 12})
			}
			if got := ocr.Needed(words, 612, tt.height); got != tt.want {
				t.Errorf("got %v", got)
			}
		})
	}
}
