package pdfium_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image"
	_ "image/jpeg"
	_ "image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/pdfium"
)

func TestMain(m *testing.M) {
	if pdfium.IsWorker() {
		pdfium.ServeWorker()
	}
	os.Exit(m.Run())
}

// engine makes an engine for one test. All share one compile cache.
func engine(t testing.TB, c pdfium.Config) *pdfium.Engine {
	t.Helper()
	e := pdfium.New(c)
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

// text is the page as casefile would print it.
func text(words []casefile.Word) string {
	return casefile.Page{Words: words}.Text()
}

func TestWords(t *testing.T) {
	e := engine(t, pdfium.Config{Workers: 1})
	two := show(72, 700, "Left one") + show(72, 684, "left two") + show(330, 700, "Right one") + show(330, 684, "right two")
	for name, tt := range map[string]struct {
		sheet sheet
		size  pdfium.Size
		want  string
	}{
		"lines": {sheet{content: show(72, 700, "First  line,") + show(72, 684, "then - the second")},
			pdfium.Size{Width: 612, Height: 792}, "First line,\nthen - the second"},
		"hyphen at a line end": {sheet{content: show(72, 700, "conservative treat-") + show(72, 684, "ment failed")},
			pdfium.Size{Width: 612, Height: 792}, "conservative treat-\nment failed"},
		"cells of a row": {sheet{content: show(72, 700, "Date") + show(200, 700, "Provider") + show(72, 684, "10/16/12") + show(200, 684, "Sato")},
			pdfium.Size{Width: 612, Height: 792}, "Date Provider\n10/16/12 Sato"},
		"columns drawn one after the other": {sheet{content: two},
			pdfium.Size{Width: 612, Height: 792}, "Left one\nleft two\nRight one\nright two"},
		"heading drawn last": {sheet{content: show(72, 600, "body") + show(72, 584, "more") + show(72, 740, "Heading")},
			pdfium.Size{Width: 612, Height: 792}, "Heading\nbody\nmore"},
		"turned by 90": {sheet{"/Rotate 90", "BT /F1 12 Tf 0 1 -1 0 40 72 Tm (upright when turned) Tj 0 -16 Td (next) Tj ET", ""},
			pdfium.Size{Width: 792, Height: 612}, "upright when turned\nnext"},
		"turned by 180": {sheet{"/Rotate 180", "BT /F1 12 Tf -1 0 0 -1 540 72 Tm (upside) Tj ET", ""},
			pdfium.Size{Width: 612, Height: 792}, "upside"},
		"turned by 270": {sheet{"/Rotate 270", "BT /F1 12 Tf 0 -1 1 0 40 700 Tm (other way) Tj ET", ""},
			pdfium.Size{Width: 792, Height: 612}, "other way"},
		"cropped, with text off the page": {sheet{"/CropBox [100 100 400 500]", show(120, 450, "seen") + show(20, 20, "unseen"), ""},
			pdfium.Size{Width: 300, Height: 400}, "seen"},
		"no text": {sheet{content: "0 0 100 100 re f"}, pdfium.Size{Width: 612, Height: 792}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			f := onDisk(t, makePDF([]sheet{tt.sheet}, ""))
			words, size, err := e.Words(t.Context(), f, 1)
			if err != nil {
				t.Fatal(err)
			}
			if got := text(words); got != tt.want {
				t.Errorf("text is %q, want %q", got, tt.want)
			}
			if size != tt.size {
				t.Errorf("size is %v, want %v", size, tt.size)
			}
			checkBoxes(t, words, size)
			sizes, err := e.Inspect(t.Context(), f)
			if err != nil || !slices.Equal(sizes, []pdfium.Size{tt.size}) {
				t.Errorf("Inspect gives %v, %v", sizes, err)
			}
		})
	}
}

// checkBoxes makes sure that words lie on the page, left to right along their
// lines, and that the lines are numbered in one row.
func checkBoxes(t *testing.T, words []casefile.Word, size pdfium.Size) {
	t.Helper()
	for i, w := range words {
		if w.X0 < 0 || w.Y0 < 0 || w.X1 > size.Width || w.Y1 > size.Height || w.X0 >= w.X1 || w.Y0 >= w.Y1 {
			t.Errorf("the box of %+v is not on the page", w)
		}
		if i == 0 {
			if w.Line != 0 {
				t.Errorf("the first line is %d", w.Line)
			}
			continue
		}
		before := words[i-1]
		if w.Line != before.Line && w.Line != before.Line+1 {
			t.Errorf("line %d follows line %d", w.Line, before.Line)
		}
		if w.Line == before.Line && w.X0 < before.X1 {
			t.Errorf("%+v is not to the right of %+v", w, before)
		}
	}
}

// TestWordsPlace holds boxes against where the text was printed: Td and Tm
// place the left end of the base line, and H in Helvetica is 0.718 em high.
func TestWordsPlace(t *testing.T) {
	e := engine(t, pdfium.Config{Workers: 1})
	for name, tt := range map[string]struct {
		sheet        sheet
		x0, y0, base float64
	}{
		"plain":     {sheet{content: show(72, 700, "H")}, 72, 792 - 700 - 8.6, 792 - 700},
		"cropped":   {sheet{"/CropBox [50 60 500 760]", show(72, 700, "H"), ""}, 22, 760 - 700 - 8.6, 760 - 700},
		"turned 90": {sheet{"/Rotate 90", "BT /F1 12 Tf 0 1 -1 0 40 72 Tm (H) Tj ET", ""}, 72, 40 - 8.6, 40},
		"turned 270, cropped": {sheet{"/Rotate 270 /CropBox [10 20 602 772]", "BT /F1 12 Tf 0 -1 1 0 40 700 Tm (H) Tj ET", ""},
			772 - 700, 602 - 40 - 8.6, 602 - 40},
		"turned 180": {sheet{"/Rotate 180", "BT /F1 12 Tf -1 0 0 -1 540 72 Tm (H) Tj ET", ""}, 612 - 540, 72 - 8.6, 72},
	} {
		t.Run(name, func(t *testing.T) {
			words, _, err := e.Words(t.Context(), onDisk(t, makePDF([]sheet{tt.sheet}, "")), 1)
			if err != nil || len(words) != 1 {
				t.Fatalf("got %v, %v", words, err)
			}
			w := words[0]
			if math.Abs(w.X0-tt.x0) > 2 || math.Abs(w.Y0-tt.y0) > 1 || math.Abs(w.Y1-tt.base) > 0.5 {
				t.Errorf("box %+v, want x0 near %g, y from %g to %g", w, tt.x0, tt.y0, tt.base)
			}
		})
	}
}

// TestWordsAgree compares the words of the sample records, and where they
// stand, with what an independent reader finds. The order may differ.
func TestWordsAgree(t *testing.T) {
	files, err := filepath.Glob("../../../shared/examples/*/records/*.pdf")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := exec.LookPath("pdftotext"); err != nil || len(files) == 0 {
		t.Skip("needs pdftotext and the shared examples")
	}
	e := engine(t, pdfium.Config{})
	for _, path := range files {
		t.Run(filepath.Base(path), func(t *testing.T) {
			f, err := os.Open(path)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			theirs := popplerPages(t, path)
			for page, err := range e.AllPages(t.Context(), f, "d") {
				if err != nil {
					t.Fatal(err)
				}
				checkBoxes(t, page.Words, pdfium.Size{Width: page.Width, Height: page.Height})
				compareWords(t, page.Words, theirs[page.Number-1])
			}
		})
	}
}

// compareWords pairs the words up and reports those without a partner.
func compareWords(t *testing.T, ours, theirs []casefile.Word) {
	t.Helper()
	for _, w := range ours {
		i := slices.IndexFunc(theirs, func(o casefile.Word) bool {
			middle := (w.Y0 + w.Y1) / 2
			return o.Text == w.Text && math.Abs(o.X0-w.X0) < 3 && math.Abs(o.X1-w.X1) < 3 && o.Y0 < middle && middle < o.Y1
		})
		if i < 0 {
			t.Errorf("pdftotext does not have %+v", w)
			continue
		}
		theirs = slices.Delete(theirs, i, i+1)
	}
	if len(theirs) > 0 {
		t.Errorf("only pdftotext has %+v", theirs)
	}
}

// popplerPages is what pdftotext -bbox finds on each page.
func popplerPages(t *testing.T, path string) [][]casefile.Word {
	t.Helper()
	out, err := exec.Command("pdftotext", "-bbox", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Pages []struct {
			Words []struct {
				Text string  `xml:",chardata"`
				X0   float64 `xml:"xMin,attr"`
				Y0   float64 `xml:"yMin,attr"`
				X1   float64 `xml:"xMax,attr"`
				Y1   float64 `xml:"yMax,attr"`
			} `xml:"word"`
		} `xml:"body>doc>page"`
	}
	if err := xml.Unmarshal(out, &doc); err != nil {
		t.Fatal(err)
	}
	pages := make([][]casefile.Word, len(doc.Pages))
	for i, page := range doc.Pages {
		for _, w := range page.Words {
			pages[i] = append(pages[i], casefile.Word{Text: w.Text, X0: w.X0, Y0: w.Y0, X1: w.X1, Y1: w.Y1})
		}
	}
	return pages
}

func TestAllPages(t *testing.T) {
	const pages = 170 // more than one batch and one instance serve
	e := engine(t, pdfium.Config{Workers: 1})
	f := onDisk(t, manyNotes(pages))
	n := 0
	for page, err := range e.AllPages(t.Context(), f, "notes") {
		n++
		if err != nil || page.Number != n || page.Document != "notes" || page.Width != 612 || len(page.Words) != 40*12 {
			t.Fatalf("page %d: number %d of %q, %d words, %v", n, page.Number, page.Document, len(page.Words), err)
		}
	}
	if n != pages {
		t.Errorf("got %d pages, want %d", n, pages)
	}
	for page, err := range e.AllPages(t.Context(), f, "notes") { // leaving early must not hang or spoil the engine
		if err != nil || page.Number != 1 {
			t.Fatal(page.Number, err)
		}
		break
	}
	if words, _, err := e.Words(t.Context(), f, pages); err != nil || len(words) != 40*12 {
		t.Errorf("after leaving early: %d words, %v", len(words), err)
	}
}

func TestRange(t *testing.T) {
	e := engine(t, pdfium.Config{Workers: 1})
	f := onDisk(t, manyNotes(60))
	for name, tt := range map[string]struct {
		first, last int
		want        string
	}{
		"in one batch":        {3, 5, "3 4 5"},
		"over a batch's end":  {24, 51, "24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51"},
		"one page":            {60, 60, "60"},
		"past the file's end": {58, 1 << 40, "58 59 60"},
		"empty":               {5, 4, ""},
		"beyond the file":     {61, 70, "61!"},
		"before the file":     {0, 3, "0!"},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for page, err := range e.Range(t.Context(), f, "notes", tt.first, tt.last) {
				switch {
				case fault.Is(err, fault.Invalid):
					got = append(got, fmt.Sprintf("%d!", page.Number))
				case err != nil || len(page.Words) != 480 || page.Words[1].Text != strconv.Itoa(page.Number):
					t.Errorf("page %d: %d words, %v", page.Number, len(page.Words), err)
				default:
					got = append(got, strconv.Itoa(page.Number))
				}
			}
			if s := strings.Join(got, " "); s != tt.want {
				t.Errorf("got %q, want %q", s, tt.want)
			}
		})
	}
}

func TestGray(t *testing.T) {
	e := engine(t, pdfium.Config{Workers: 1})
	field := "<< /Type /Annot /Subtype /Widget /FT /Tx /T (claim) /Rect [100 100 300 300] /P 4 0 R /AP << /N 7 0 R >> >>"
	look := stream("/Type /XObject /Subtype /Form /BBox [0 0 200 200]", "0 0 200 200 re f")
	for name, tt := range map[string]struct {
		data          []byte
		ask, dpi      int
		width, height int
		at            image.Point
		gray          uint8
	}{
		"text":      {makePDF([]sheet{{content: "100 592 100 100 re f"}}, ""), 200, 200, 1700, 2200, image.Pt(400, 400), 0},
		"paper":     {makePDF([]sheet{{content: "100 592 100 100 re f"}}, ""), 200, 200, 1700, 2200, image.Pt(1699, 2199), 255},
		"odd width": {makePDF([]sheet{{"/MediaBox [0 0 101 50]", "50 0 51 50 re f", ""}}, ""), 72, 72, 101, 50, image.Pt(99, 49), 0},
		"turned":    {makePDF([]sheet{{"/Rotate 90", "0 0 100 100 re f", ""}}, ""), 72, 72, 792, 612, image.Pt(50, 50), 0},
		"colour":    {makePDF([]sheet{{content: "1 0 0 rg 0 0 612 792 re f"}}, ""), 72, 72, 612, 792, image.Pt(9, 9), 76},
		"field":     {makePDF([]sheet{{attributes: "/Annots [6 0 R]"}}, "", field, look), 72, 72, 612, 792, image.Pt(200, 592), 0},
		"too large": {makePDF([]sheet{{content: "0 0 612 792 re f"}}, ""), 5000, 462, 3931, 5087, image.Pt(100, 100), 0},
		"no dpi":    {makePDF([]sheet{{content: "0 0 612 792 re f"}}, ""), -5, 1, 8, 11, image.Pt(4, 4), 0},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := e.Gray(t.Context(), onDisk(t, tt.data), 1, tt.ask)
			if err != nil {
				t.Fatal(err)
			}
			if size := got.Gray.Bounds().Size(); got.DPI != tt.dpi || size != image.Pt(tt.width, tt.height) {
				t.Errorf("%v at %d dpi, want %dx%d at %d", size, got.DPI, tt.width, tt.height, tt.dpi)
			}
			if y := got.Gray.GrayAt(tt.at.X, tt.at.Y).Y; max(y, tt.gray)-min(y, tt.gray) > 3 {
				t.Errorf("gray %d at %v, want %d", y, tt.at, tt.gray)
			}
		})
	}
}

func TestRender(t *testing.T) {
	e := engine(t, pdfium.Config{Workers: 1})
	field := "<< /Type /Annot /Subtype /Widget /FT /Tx /T (claim) /Rect [100 100 300 300] /P 4 0 R /AP << /N 7 0 R >> >>"
	look := stream("/Type /XObject /Subtype /Form /BBox [0 0 200 200]", "0 0 200 200 re f")
	for name, tt := range map[string]struct {
		data          []byte
		ask           int
		width, height int
		kind          string
		dark          image.Point // a pixel that is drawn
	}{
		"text":      {makePDF([]sheet{{content: "100 592 100 100 re f"}}, ""), 612, 612, 792, "image/png", image.Pt(150, 150)},
		"turned":    {makePDF([]sheet{{"/Rotate 90", "0 0 100 100 re f", ""}}, ""), 792, 792, 612, "image/png", image.Pt(50, 50)},
		"cropped":   {makePDF([]sheet{{"/CropBox [100 100 400 500]", "100 400 100 100 re f", ""}}, ""), 600, 600, 800, "image/png", image.Pt(100, 100)},
		"colour":    {makePDF([]sheet{{content: "0.9 0 0 rg 100 592 100 100 re f"}}, ""), 612, 612, 792, "image/jpeg", image.Pt(150, 150)},
		"field":     {makePDF([]sheet{{attributes: "/Annots [6 0 R]"}}, "", field, look), 612, 612, 792, "image/png", image.Pt(200, 592)},
		"blended":   {makePDF([]sheet{{"/Group << /S /Transparency /CS /DeviceRGB >>", "100 592 100 100 re f", ""}}, ""), 612, 612, 792, "image/png", image.Pt(150, 150)},
		"too large": {makePDF([]sheet{{content: "0 0 612 792 re f"}}, ""), 1 << 30, 3931, 5087, "image/png", image.Pt(100, 100)},
		"ribbon":    {makePDF([]sheet{{"/MediaBox [0 0 14400 10]", "0 0 14400 10 re f", ""}}, ""), 50_000, 10_000, 6, "image/png", image.Pt(100, 3)},
		"no width":  {makePDF([]sheet{{content: "0 0 612 792 re f"}}, ""), -5, 1, 1, "image/png", image.Pt(0, 0)},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := e.Render(t.Context(), onDisk(t, tt.data), 1, tt.ask)
			if err != nil {
				t.Fatal(err)
			}
			m, _, err := image.Decode(bytes.NewReader(got.Data))
			if err != nil {
				t.Fatal(err)
			}
			if got.ContentType != tt.kind || m.Bounds().Dx() != tt.width || m.Bounds().Dy() != tt.height {
				t.Errorf("got %s of %v, want %s of %dx%d", got.ContentType, m.Bounds(), tt.kind, tt.width, tt.height)
			}
			if _, green, _, _ := m.At(tt.dark.X, tt.dark.Y).RGBA(); green > 0x4000 {
				t.Errorf("nothing is drawn at %v", tt.dark)
			}
			if name == "blended" {
				if _, green, _, _ := m.At(5, 5).RGBA(); green < 0xF000 {
					t.Error("the paper is not white")
				}
			}
		})
	}
}
